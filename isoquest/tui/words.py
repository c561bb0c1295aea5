"""The words and marks for what the engine names: every mark says by its shape what its colour says too."""

from __future__ import annotations

PHASES = {
    "choose": "Choose",
    "plan": "Plan",
    "build": "Build",
    "run": "Run",
    "check": "Check",
    "audit": "Audit",
    "after": "After",
}
"""The phases of the journey, in order."""

CONFIDENCE = {
    "H": "confirmed",
    "K": "professional knowledge",
    "M": "one secondary source",
    "U": "unconfirmed",
}

GRADES = {
    "major": ("✖", "Major nonconformity", "$worse"),
    "minor": ("!", "Minor nonconformity", "$warning"),
    "concern": ("?", "Area of concern", "$warning"),
    "improvement": ("+", "Opportunity for improvement", "$primary"),
}
"""Mark, word and style of each grade of finding, the gravest first."""

KINDS = {
    "success": ("★", "It worked", "$better"),
    "partial": ("◐", "Part of the way", "$warning"),
    "wise": ("◆", "A wise way out", "$primary"),
    "failure": ("✖", "It did not work", "$worse"),
}
"""Mark, word and style of each kind of ending."""

STATES = {
    "done": ("✓", "$better"),
    "under way": ("◐", "$warning"),
    "not begun": ("○", "$quiet"),
}
"""Mark and style of how far somebody is with a step of the learning path; its word is its name."""

SEVERITIES = {
    "error": ("✗", "error", "$worse"),
    "warning": ("!", "warning", "$warning"),
    "note": ("•", "note", "$quiet"),
}
"""Mark, word and style of each severity of a problem in a file, the gravest first."""

SURE = {1: "hardly", 2: "fairly", 3: "quite"}
"""How sure a player is, by the number that says it."""

STANDARD_KINDS = {
    "certifiable": "can be certified against",
    "guidance": "guidance: nobody is certified to it",
    "accreditation": "for accreditation",
    "scheme": "a scheme of an industry",
}

STEPS = {"4": "Plan", "5": "Plan", "6": "Plan", "7": "Do", "8": "Do", "9": "Check", "10": "Act"}
"""The step of Plan, Do, Check, Act to which each clause belongs, put simply."""


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its word: `1 decision`, `2 decisions`."""
    return f"{number} {one if number == 1 else many or one + 's'}"
