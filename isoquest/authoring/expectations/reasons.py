"""Why a condition holds, or does not, where a play stands: the values in it, and what of it is not so."""

from __future__ import annotations

from isoquest.authoring.condition_parts import explain
from isoquest.content.model import Guard
from isoquest.engine.state import State


def reason(guard: Guard, state: State) -> str:
    """The numbers that a condition looks at, and those of its parts that do not hold; empty where it says it all."""
    parts = [part for part in explain(guard.condition, state) if not part.text.endswith(":")]
    told = [part.values for part in parts if part.values]
    if not guard.holds(state):
        told += [f"`{part.text}` does not hold" for part in parts if not (part.holds or part.values or part.depth)]
    return ", ".join(text for text in dict.fromkeys(told) if text != f"`{guard.text}` does not hold")
