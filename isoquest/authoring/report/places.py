"""The places where something of the reference is used: the first of them in a line, or each for a program."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from isoquest.authoring.coverage import Citation
from isoquest.content.safe_text import safe_line

FIRST = 4
"""Places that are named, half of them in scenarios where there are as many; of further ones their number."""
NOWHERE = "nowhere"
RED = "\x1b[31m"
"""How `nowhere` is written where something should stand, on a terminal with colours."""


def places_told(in_scenarios: Sequence[Citation], in_questions: Sequence[Citation], lacking: str = "") -> str:
    """The first places; where there are none, that, and `lacking` behind it: what is used nowhere."""
    stories = in_scenarios[: max(FIRST // 2, FIRST - len(in_questions))]
    named = [place.name for place in (*stories, *in_questions[: FIRST - len(stories)])]
    more = len(in_scenarios) + len(in_questions) - len(named)
    if not named:
        return f"{NOWHERE}: {lacking}" if lacking else NOWHERE
    return safe_line(", ".join(named) + (f" and {more} more" if more else ""))


def place_for_programs(citation: Citation) -> dict[str, Any]:
    """A place as JSON tells it."""
    return {
        "name": citation.name,
        "kind": citation.kind,
        "file": citation.place.file,
        "line": citation.place.line,
    }
