"""The content files that a user's paths name, each of them once."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from isoquest.authoring.checking import Content, Kind
from isoquest.content.asking import QUESTION_FILE
from isoquest.content.learning_path import PATH_FILE
from isoquest.content.library import (
    BANKS,
    SCENARIO_FILE,
    NotFound,
    bank_at,
    find,
    find_bank,
    is_bank,
    is_path,
    load,
    load_bank,
    load_path,
    load_reference,
    real_path,
    scenario_at,
)
from isoquest.content.problems import Place, Problem
from isoquest.content.reference import FILES

REFERENCE = "reference"
"""The folder of facts, standards and glossary in a library."""
DEEPEST = 4
"""Folders below the one named in which content is looked for; a library needs two."""
_HEAD = 4_096
"""Bytes in which a bank of any file name has said that it is content."""


@dataclass(frozen=True, slots=True)
class ContentFile:
    """Where a scenario, bank or learning path stands; of reference data, the folder."""

    kind: Kind
    path: Path


@dataclass(slots=True)
class ContentFiles:
    """Collects content files. What has been met before, by whatever path or link, is passed over."""

    own: Path
    """The folder of the user's own library."""
    found: list[ContentFile] = field(default_factory=list)
    unreadable: list[Content] = field(default_factory=list)
    """Folders that could not be looked into."""
    _met: set[str] = field(default_factory=set)

    def take(self, named: str) -> str:
        """Collect what a path or a name of the library stands for; returns why there is nothing, or an empty text."""
        folder = _folder_at(named)
        if folder is not None:
            if self._walk(folder) or self.unreadable:
                return ""
        else:
            path = Path(named)
            if path.name in FILES.values() and _is_file(path) and not _says_it_is_content(path):
                self._add("reference", path.parent)
                return ""
            if _is_file(path) and is_path(path):
                self._add("path", path)
                return ""
        shelved = find(named, self.own)
        if isinstance(shelved, NotFound):
            bank = find_bank(named, self.own)
            if isinstance(bank, NotFound):
                if folder is not None:
                    return f"in the folder `{named}` there is no scenario, bank or reference data, and no learning path"
                return f"there is no scenario and no bank `{named}`: {shelved.hint}"
            shelved = bank
        self._add("bank" if is_bank(shelved.path) else "scenario", shelved.path)
        beside = shelved.path.parent / QUESTION_FILE
        if shelved.path.name == SCENARIO_FILE and _is_file(beside):
            self._add("bank", beside)
        return ""

    def _add(self, kind: Kind, path: Path) -> None:
        real = f"{kind}:{os.path.realpath(path)}"
        if real not in self._met:
            self._met.add(real)
            self.found.append(ContentFile(kind, path))

    def _walk(self, top: Path) -> bool:
        """Collect the content of a folder and of those in it, and tell whether there is any, met before or not.

        Only in `top` itself are files opened to see whether they are banks.
        """
        any_content = False
        waiting = [(top, 0)]
        walked: set[str] = set()
        while waiting:
            folder, depth = waiting.pop()
            real = os.path.realpath(folder)
            if real in walked:  # a link that leads in a circle, or to what was seen
                continue
            walked.add(real)
            files, folders = self._entries(folder)
            for kind, path in self._content(folder, files, top=depth == 0):
                any_content = True
                self._add(kind, path)
            if depth < DEEPEST:
                waiting += [(folder / name, depth + 1) for name in reversed(folders)]
        return any_content

    def _content(self, folder: Path, files: Sequence[str], *, top: bool) -> Iterator[tuple[Kind, Path]]:
        """The content among the files of a folder."""
        if SCENARIO_FILE in files:
            yield "scenario", folder / SCENARIO_FILE
        if QUESTION_FILE in files:
            yield "bank", folder / QUESTION_FILE
        reference: list[str] = []
        if top or folder.name == REFERENCE:
            there = [name for name in FILES.values() if name in files]
            reference = [name for name in there if not _says_it_is_content(folder / name)]
        if reference:
            yield "reference", folder
        banks = real_path(folder).name == BANKS
        for name in files:
            path = folder / name
            if name == PATH_FILE and _says_it_is_content(path) and is_path(path):
                yield "path", path
                continue
            if name in (SCENARIO_FILE, QUESTION_FILE, *reference):
                continue
            if banks or (top and _says_it_is_content(path) and is_bank(path)):
                yield "bank", path

    def _entries(self, folder: Path) -> tuple[list[str], list[str]]:
        """The names of the files and of the folders in a folder, sorted; hidden folders are left alone."""
        files: list[str] = []
        folders: list[str] = []
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    if _is_folder_entry(entry):
                        folders += [] if entry.name.startswith((".", "__")) else [entry.name]
                    elif entry.name.endswith(".yaml"):
                        files.append(entry.name)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            problem = Problem("unreadable", f"this folder cannot be read: {reason}", Place(str(folder), 1, 1, 1, 2))
            self.unreadable.append(Content(str(folder), "reference", str(folder), "", (problem,)))
        return sorted(files), sorted(folders)


def read_content(file: ContentFile, own: Path) -> Iterator[Content]:
    """Read one content file, or the files of one folder of reference data, each file once."""
    path = file.path
    match file.kind:
        case "scenario":
            scenario = scenario_at(path)
            read = load(scenario, own)
            yield Content(scenario.id, "scenario", str(path), read.text, read.problems, read.scenario)
        case "bank":
            bank = bank_at(path)
            of_bank = load_bank(bank)
            name = f"{bank.id}/{QUESTION_FILE}" if path.name == QUESTION_FILE else bank.id
            yield Content(name, "bank", str(path), of_bank.text, of_bank.problems, of_bank.bank)
        case "path":
            of_path = load_path(path, own)
            yield Content(str(path), "path", str(path), of_path.text, of_path.problems)
        case "reference":
            reference = load_reference(path)
            for name in (str(path / name) for name in FILES.values()):
                problems = tuple(problem for problem in reference.problems if problem.place.file == name)
                if name in reference.texts or problems:
                    yield Content(name, "reference", name, reference.texts.get(name, ""), problems)


def _folder_at(named: str) -> Path | None:
    try:
        folder = Path(named).expanduser()
        return folder if folder.is_dir() else None
    except (OSError, ValueError, RuntimeError):  # what no path can be is looked up as a name
        return None


def _is_file(path: Path) -> bool:
    return os.path.isfile(path)  # noqa: PTH113 - `Path.is_file` raises for what no path can be


def _is_folder_entry(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads to itself
        return False


def _says_it_is_content(path: Path) -> bool:
    """A regular file that begins as scenarios and banks do, with the version of their format."""
    if not _is_file(path):
        return False
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError:
        return False
    return any(line.startswith(b"isoquest") for line in head.lstrip(b"\xef\xbb\xbf").splitlines())
