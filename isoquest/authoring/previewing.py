"""A file that its author is working on: what it holds now, read again whenever it or a bank it asks from changes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

from isoquest.authoring.checking import Content, Plan, Stop, problems_of
from isoquest.content.asking import QUESTION_FILE
from isoquest.content.library import (
    Shelved,
    bank_at,
    find_bank,
    is_bank,
    load,
    load_bank,
    scenario_at,
)
from isoquest.content.model import Scenario
from isoquest.content.problems import Problem, Severity
from isoquest.content.questions import Bank
from isoquest.content.yaml_tree import lines_of

PATIENCE = 3
"""Looks for which a file may be away before that is told: some editors take the old one away before they write."""

Stamp: TypeAlias = tuple[tuple[int, int, int, int] | None, ...]
"""For each file when it and its entry were changed, its size and its number; None where it cannot be looked at."""

_BANK = re.compile(r"\bbank:\s*([\w-]+)")


@dataclass(frozen=True, slots=True)
class Version:
    """A file as it was read once."""

    content: Content

    @property
    def scenario(self) -> Scenario | None:
        """The scenario that it holds, where it can be played."""
        return self.content.whole if isinstance(self.content.whole, Scenario) else None

    @property
    def bank(self) -> Bank | None:
        """The bank that it holds, where its questions can be put."""
        return self.content.whole if isinstance(self.content.whole, Bank) else None

    @property
    def readable(self) -> bool:
        """There is something to play."""
        return self.content.whole is not None

    @property
    def lines(self) -> Mapping[str, list[str]]:
        """The lines of the file by its name, for excerpts."""
        return {self.content.file: lines_of(self.content.text)}


def read(path: Path, own: Path | None) -> Version:
    """The file as it is now. Banks that it asks questions from may stand in the folder `own`."""
    if is_bank(path):
        bank = bank_at(path)
        of_bank = load_bank(bank)
        return Version(Content(bank.id, "bank", str(path), of_bank.text, of_bank.problems, of_bank.bank))
    shelved = scenario_at(path)
    reading = load(shelved, own)
    return Version(Content(shelved.id, "scenario", str(path), reading.text, reading.problems, reading.scenario))


def problems_in(version: Version, plan: Plan, stop: Stop) -> tuple[Problem, ...]:
    """Every problem of a version that the plan looks for, in the order of the file; notes come last.

    `stop` tells when nobody waits for them any more.
    """
    found = (remark.problem for remark in problems_of(version.content, replace(plan, stop=stop)).remarks)
    return tuple(sorted(found, key=lambda p: (p.severity is Severity.NOTE, p.place.line, p.place.column)))


def files_of(path: Path, version: Version, own: Path | None) -> tuple[Path, ...]:
    """The files that a version rests on: its own, the bank beside it, and those that its text names."""
    names = (name for line in version.lines.get(str(path), ()) for name in _BANK.findall(line))
    found = [find_bank(name, own) for name in dict.fromkeys(names)]
    return (path, path.parent / QUESTION_FILE, *(bank.path for bank in found if isinstance(bank, Shelved)))


def stamp(paths: tuple[Path, ...]) -> Stamp:
    """What tells whether files have changed."""
    stamps: list[tuple[int, int, int, int] | None] = []
    for path in paths:
        try:
            status = path.stat()
        except OSError:
            stamps.append(None)
        else:
            stamps.append((status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino))
    return tuple(stamps)


@dataclass(slots=True)
class Watched:
    """A file looked at again and again. Methods wait for the disk: call them off the event loop, one at a time."""

    path: Path
    own: Path | None = None
    _files: tuple[Path, ...] = ()
    _seen: Stamp = ()
    _away: int = 0
    """For how many looks the file has been away."""
    _broken: Version | None = None
    """What was read last, while it may be half written."""

    def look(self) -> Version | None:
        """The file where it has changed since the last look, else None.

        What cannot be read is given only when the file stays as it is until the next look, since it may be half
        written; what can be read is given at once.
        """
        files = self._files or (self.path,)
        now = stamp(files)
        if self._files and now == self._seen:
            self._away, broken, self._broken = 0, self._broken, None
            return broken
        if now[0] is None and self._away < PATIENCE and self._files:
            self._away += 1
            return None
        self._away = 0
        first = not self._files
        version = read(self.path, self.own)
        if version.readable or first:
            self._files = files_of(self.path, version, self.own)
        # Stamped as before the reading: what was written meanwhile is seen at the next look.
        self._seen = now if self._files == files else (*now[:1], *stamp(self._files[1:]))
        if version.readable or first:
            self._broken = None
            return version
        self._broken = version
        return None
