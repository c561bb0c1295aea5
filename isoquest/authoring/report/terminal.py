"""Problems told on a terminal: colour, the source line with a caret, the hint."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from isoquest.authoring.report.columns import wrapped
from isoquest.authoring.report.excerpt import excerpt
from isoquest.authoring.report.plays import seen_with
from isoquest.content.problems import Place, Problem, Severity
from isoquest.content.safe_text import safe_line

_RED, _YELLOW, _BLUE, _BOLD, _RESET = "\x1b[31m", "\x1b[33m", "\x1b[36m", "\x1b[1m", "\x1b[0m"
_STYLES = {Severity.ERROR: _RED, Severity.WARNING: _YELLOW, Severity.NOTE: _BLUE}

WIDEST_EXCERPT = 100
"""Columns of a source line, where the terminal has as many."""


@dataclass(frozen=True, slots=True)
class Paper:
    """What is written on: how wide it is (None: as wide as it takes, for pipes) and whether it has colours."""

    width: int | None = None
    colour: bool = False

    def paint(self, style: str, text: str) -> str:
        """The text in a style, where there are colours."""
        return f"{style}{text}{_RESET}" if self.colour else text

    def bold(self, text: str) -> str:
        """The text in bold, where there are colours."""
        return self.paint(_BOLD, text)

    @property
    def excerpt_width(self) -> int:
        """Columns of a source line that are shown, without the number before it."""
        return WIDEST_EXCERPT if self.width is None else max(20, min(WIDEST_EXCERPT, self.width - 10))


def as_text(problem: Problem, lines: Mapping[str, Sequence[str]], paper: Paper) -> str:
    """One problem with the line it stands in; `lines` holds the lines of each file by its name."""
    style = _STYLES[problem.severity]
    head, *more = wrapped(f"{problem.severity} [{problem.code}] {safe_line(problem.message)}", paper.width, rest="  ")
    severity, _, sentence = head.partition(" ")
    told = [f"{paper.paint(style + _BOLD, severity)} {paper.bold(sentence)}", *map(paper.bold, more)]
    told += _shown(problem.place, lines, paper, style, "^")
    for label, place in problem.related:
        told += [f"  {safe_line(label)}", *_shown(place, lines, paper, _BLUE, "-")]
    if problem.hint:
        first, *rest = wrapped(f"hint: {safe_line(problem.hint)}", paper.width, "  ", "        ")
        told += [first.replace("hint:", paper.paint(_BLUE, "hint:"), 1), *rest]
    if problem.witness is not None:
        label, decisions = seen_with(problem.witness)
        told += wrapped(decisions, paper.width, f"  {label}", "    ")
    return "\n".join(told)


def _shown(place: Place, lines: Mapping[str, Sequence[str]], paper: Paper, style: str, mark: str) -> list[str]:
    told = [f"  --> {safe_line(place.file)}:{place.line}:{place.column}"]
    seen = excerpt(place, lines.get(place.file, ()), paper.excerpt_width, mark)
    if seen is None:
        return told
    source, marks = seen
    number = str(place.line)
    blank = " " * (len(marks) - len(marks.lstrip()))
    return [*told, f"  {number} | {source}", f"  {' ' * len(number)} | {blank}{paper.paint(style, marks.lstrip())}"]
