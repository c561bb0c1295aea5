"""A problem in content, as data: what is wrong, where, and the way out. Renderers live elsewhere."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from isoquest.content.safe_text import safe_line


class Severity(StrEnum):
    """An error keeps a scenario from being played, a warning is to be mended, a note is only to be known."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a file. Lines and columns count from 1; `end_column` is the column behind the last character."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int

    def within(self, start: int, length: int) -> Place:
        """The part of a one-line place that starts `start` characters in and is `length` characters long."""
        column = self.column + start
        return Place(self.file, self.line, column, self.line, column + max(1, length))


@dataclass(frozen=True, slots=True)
class Witness:
    """A play that shows a problem: the seed of its chance and its decisions, as `node.choice`."""

    seed: int
    decisions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that an author should mend."""

    code: str
    """Stable name of the kind of problem, such as `unknown-key`."""
    message: str
    """One sentence in the author's words; no name of a Python type."""
    place: Place
    severity: Severity = Severity.ERROR
    hint: str = ""
    """The way out, or empty."""
    related: tuple[tuple[str, Place], ...] = ()
    """Other places that matter, each with a short label."""
    witness: Witness | None = None


@dataclass(slots=True)
class Problems:
    """Collects problems in the order in which they are found."""

    found: list[Problem] = field(default_factory=list)

    def add(  # noqa: PLR0913 - the parts of a problem, most of them by keyword
        self,
        code: str,
        message: str,
        place: Place,
        *,
        hint: str = "",
        severity: Severity = Severity.ERROR,
        related: tuple[tuple[str, Place], ...] = (),
    ) -> None:
        """Note one problem; what its sentences quote of a file is made safe to print."""
        self.found.append(Problem(code, safe_line(message), place, severity, safe_line(hint), related))

    def warn(self, code: str, message: str, place: Place, *, hint: str = "") -> None:
        """Note one problem that does not keep the scenario from being played."""
        self.add(code, message, place, hint=hint, severity=Severity.WARNING)

    @property
    def errors(self) -> int:
        """How many of the problems are errors."""
        return sum(problem.severity is Severity.ERROR for problem in self.found)

    def in_file_order(self) -> tuple[Problem, ...]:
        """All problems by file, line and column."""
        return tuple(sorted(self.found, key=lambda p: (p.place.file, p.place.line, p.place.column, p.code)))

    def __iter__(self) -> Iterator[Problem]:
        return iter(self.found)


def nearest(name: str, names: Iterable[str]) -> str | None:
    """The valid name that `name` was most likely meant to be, or None when none is close."""
    by_folded = {valid.casefold().replace("-", "_"): valid for valid in names}
    matches = difflib.get_close_matches(name.casefold().replace("-", "_"), by_folded, n=1, cutoff=0.6)
    return by_folded[matches[0]] if matches else None


def did_you_mean(name: str, names: Iterable[str], otherwise: str = "") -> str:
    """A hint with the nearest valid name; failing that, the valid names themselves where they are few."""
    known = sorted(set(names))
    close = nearest(name, known)
    if close is not None:
        return f"did you mean `{close}`?"
    if otherwise:
        return otherwise
    if known and len(known) <= 14:  # noqa: PLR2004 - a longer list is no help on one line
        return "there is: " + ", ".join(known)
    return ""
