"""The play that shows a problem, told by its decisions: all of them, or of many the first and the last."""

from __future__ import annotations

from isoquest.content.problems import Witness
from isoquest.content.safe_text import safe_line

IN_FULL = 12
"""Decisions that are told in full on a terminal."""
FIRST, LAST = 4, 6
"""Of more decisions, those at both ends; the last ones lead to the problem."""


def all_decisions(witness: Witness) -> str:
    """Every decision of a play, on one line."""
    return safe_line(", ".join(witness.decisions)) or "no decision at all"


def seen_with(witness: Witness) -> tuple[str, str]:
    """The seed as a label, and the decisions; of many it says how many there are and how to have them all."""
    number = len(witness.decisions)
    if number <= IN_FULL:
        return f"seen with seed {witness.seed}: ", all_decisions(witness)
    first, last = ", ".join(witness.decisions[:FIRST]), ", ".join(witness.decisions[-LAST:])
    told = safe_line(f"{first}, … {last} (--witnesses FOLDER writes them all)")
    return f"seen with seed {witness.seed}, in {number} decisions: ", told
