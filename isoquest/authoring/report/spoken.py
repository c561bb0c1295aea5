"""Problems told in sentences that read well aloud, without symbols to skip."""

from __future__ import annotations

from isoquest.authoring.report.plays import all_decisions
from isoquest.content.problems import Problem
from isoquest.content.safe_text import safe_line


def as_sentence(problem: Problem) -> str:
    """One problem on one line: file, line, column, what is wrong, and the way out."""
    place = problem.place
    told = f"{safe_line(place.file)}, line {place.line}, column {place.column}: {problem.severity}: "
    told += _ended(safe_line(problem.message)) + " "
    told += "".join(f"See also line {place.line}: {_ended(safe_line(label))} " for label, place in problem.related)
    hint = safe_line(problem.hint)
    if hint:
        told += _ended(hint[0].upper() + hint[1:])
    if problem.witness is not None:
        told = f"{told.rstrip()} Seen with seed {problem.witness.seed} and {all_decisions(problem.witness)}."
    return f"{told.strip()} ({problem.code})"


def _ended(sentence: str) -> str:
    """A sentence with a sign at its end."""
    return sentence if sentence.endswith(("?", ".", "!", "…")) else f"{sentence}."
