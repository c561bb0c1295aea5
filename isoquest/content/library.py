"""The one room that opens content files: the bundled library, a user's own folder, any path."""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from isoquest.content.asking import QUESTION_FILE
from isoquest.content.bank_reading import BankReading, read_bank
from isoquest.content.learning_path import PATH_FILE, PathReading, Step, read_path
from isoquest.content.problems import Place, Problem, Problems, nearest
from isoquest.content.questions import Bank
from isoquest.content.reading import Reading, read_scenario
from isoquest.content.reference import FILES, Reference, read_reference
from isoquest.content.yaml_tree import MAX_BYTES

SCENARIO_FILE = "scenario.yaml"
BANKS = "banks"
"""The folder of the banks that belong to no scenario."""


@dataclass(frozen=True, slots=True)
class Shelved:
    """A scenario or a bank in a library, by its id."""

    id: str
    path: Path
    bundled: bool

    @property
    def source(self) -> str:
        """Empty where it is bundled, otherwise the file's absolute path: what tells two of one name apart."""
        return "" if self.bundled else str(real_path(self.path))


@dataclass(frozen=True, slots=True)
class NotFound:
    """No scenario of that name, with the nearest name there is."""

    name: str
    hint: str


def bundled_folder() -> Path:
    """The folder of the bundled content: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "scenarios"
    return installed if installed.is_dir() else package.parent / "scenarios"


@cache
def bundled_reference() -> tuple[Reference, tuple[Problem, ...]]:
    """The bundled reference data, with any problem in it."""
    return reference_in(bundled_folder() / "reference")


@dataclass(frozen=True, slots=True)
class ReferenceReading:
    """What came of reading reference data: the data, every problem, and the text of each file by its path."""

    reference: Reference
    problems: tuple[Problem, ...]
    texts: Mapping[str, str]


def load_reference(folder: Path) -> ReferenceReading:
    """Read the reference data in a folder; files that are not there count as empty."""
    problems = Problems()
    files = {}
    for name in FILES.values():
        path = folder / name
        if path.is_file():
            data = _bytes(path, problems)
            if data is not None:
                files[name] = data
    reference = read_reference(files, problems, str(folder))
    texts = {str(folder / name): data.decode("utf-8-sig", "replace") for name, data in files.items()}
    return ReferenceReading(reference, problems.in_file_order(), texts)


def reference_in(folder: Path) -> tuple[Reference, tuple[Problem, ...]]:
    """The reference data in a folder, with any problem in it."""
    read = load_reference(folder)
    return read.reference, read.problems


def shelf(own: Path | None = None) -> tuple[Shelved, ...]:
    """Every scenario of the bundled library and of a user's own folder, by id."""
    found = [Shelved(path.parent.name, path, True) for path in _scenario_files(bundled_folder())]
    if own is not None and _is_folder(own):
        found += [Shelved(path.parent.name, path, False) for path in _scenario_files(own)]
    return tuple(sorted(found, key=lambda shelved: (shelved.id, not shelved.bundled)))


def find(name: str, own: Path | None = None) -> Shelved | NotFound:
    """The scenario of that id, or at that path (a folder with a scenario.yaml, or the file itself)."""
    on_shelf = shelf(own)
    for shelved in on_shelf:
        if shelved.id == name:
            return shelved
    at_path = _at_path(name)
    if at_path is not None:
        return at_path
    return _not_found(name, on_shelf, SCENARIO_FILE)


def _not_found(name: str, on_shelf: tuple[Shelved, ...], within: str) -> NotFound:
    close = nearest(name, (shelved.id for shelved in on_shelf))
    if close:
        return NotFound(name, f"did you mean `{close}`?")
    return NotFound(name, _why_no_file(name, within) or "`isoquest list` shows what there is; a path works too")


def _why_no_file(name: str, within: str) -> str:
    """Why there is nothing to read at a path; empty for what looks like no path at all."""
    path = Path(name)
    try:
        path = path.expanduser()
        if not stat.S_ISDIR(path.stat().st_mode):
            return "that is neither a file nor a folder"
        (path / within).stat()
    except PermissionError:
        return "you have no permission to look there"
    except (OSError, ValueError, RuntimeError):
        if _is_folder(path):
            return f"that folder has no `{within}`"
        return "nothing is at that path" if os.sep in name else ""
    return f"`{within}` in that folder is no file"


def _at_path(name: str) -> Shelved | None:
    """The scenario at a path, or None where a text leads to none."""
    path = _file_at(name, SCENARIO_FILE)
    return None if path is None else scenario_at(path)


def _file_at(name: str, within: str) -> Path | None:
    """The file at a path, or the one of name `within` in the folder there; None where a text leads to neither."""
    try:
        path = Path(name).expanduser()
        if path.is_dir():
            path /= within
        return path if path.is_file() else None
    except (OSError, ValueError, RuntimeError):  # too long, not permitted, no characters of a path, nobody's home
        return None


def shelf_of_banks(own: Path | None = None) -> tuple[Shelved, ...]:
    """Every bank of the bundled library, of a user's own folder, and beside a scenario, by id."""
    found = [Shelved(_bank_id(path), path, True) for path in _bank_files(bundled_folder())]
    if own is not None and _is_folder(own):
        found += [Shelved(_bank_id(path), path, False) for path in _bank_files(own)]
    return tuple(sorted(found, key=lambda shelved: (shelved.id, not shelved.bundled)))


def find_bank(name: str, own: Path | None = None) -> Shelved | NotFound:
    """The bank of that id, or at that path (its file, or the folder of a scenario with questions)."""
    on_shelf = shelf_of_banks(own)
    for shelved in on_shelf:
        if shelved.id == name:
            return shelved
    path = _file_at(name, QUESTION_FILE)
    if path is not None:
        return bank_at(path)
    return _not_found(name, on_shelf, QUESTION_FILE)


def is_bank(path: Path) -> bool:
    """The file holds a bank rather than a scenario: its place says so, or its keys, `questions` and no `nodes`."""
    if path.name in (SCENARIO_FILE, QUESTION_FILE):
        return path.name == QUESTION_FILE
    return path.parent.name == BANKS or _telling_keys(path) == {b"questions"}


def is_path(path: Path) -> bool:
    """The file holds a learning path: its name says so, and neither its place nor its keys say otherwise."""
    return path.name == PATH_FILE and path.parent.name != BANKS and not _telling_keys(path)


def _telling_keys(path: Path) -> set[bytes]:
    """Which of the keys `questions` and `nodes` a file has; none where it cannot be read."""
    try:
        _refuse_what_is_no_file(path)
        with path.open("rb") as file:
            head = file.read(MAX_BYTES)
    except OSError:
        return set()
    return set(re.findall(rb"^(questions|nodes)\s*:", head, re.MULTILINE))


def load_bank(shelved: Shelved) -> BankReading:
    """Read one bank."""
    problems = Problems()
    data = _bytes(shelved.path, problems)
    if data is None:
        return BankReading(None, problems.in_file_order())
    return read_bank(data, str(shelved.path), bundled_reference()[0], shelved.id)


def learning_path(own: Path | None = None) -> PathReading:
    """The learning path in a user's own folder, or the bundled one where that folder has none."""
    file = own / PATH_FILE if own is not None else None
    return load_path(file if file is not None and os.path.lexists(file) else bundled_folder() / PATH_FILE, own)


def load_path(file: Path, own: Path | None = None) -> PathReading:
    """Read a learning path; it may name content of the bundled library, of a user's own folder, and of its folder."""
    problems = Problems()
    data = _bytes(file, problems)
    if data is None:
        return PathReading(None, problems.in_file_order(), str(file))
    folders = (own, file.parent)
    scenarios = {shelved.id for folder in folders for shelved in shelf(folder)}
    banks = {shelved.id for folder in folders for shelved in shelf_of_banks(folder)}
    return read_path(data, str(file), scenarios, banks)


def step_content(step: Step, own: Path | None = None) -> Shelved | NotFound:
    """The scenario or bank to which a step of a learning path leads."""
    return find(step.content, own) if step.kind == "play" else find_bank(step.content, own)


def _bank_id(path: Path) -> str:
    return path.parent.name if path.name == QUESTION_FILE else path.stem


def _bank_files(folder: Path) -> list[Path]:
    return sorted(path for pattern in (f"{BANKS}/*.yaml", f"*/{QUESTION_FILE}") for path in folder.glob(pattern))


def scenario_at(path: Path) -> Shelved:
    """The scenario in a file; one whose path happens to lead into the bundled library is that bundled scenario."""
    return Shelved(real_path(path).parent.name, path, _is_bundled(path))


def bank_at(path: Path) -> Shelved:
    """The bank in a file; one whose path happens to lead into the bundled library is that bundled bank."""
    return Shelved(_bank_id(real_path(path)), path, _is_bundled(path))


def real_path(path: Path) -> Path:
    """Where a path leads; of links that lead in a circle, the path as it is, where `Path.resolve` would raise."""
    return Path(os.path.realpath(path))


def _is_bundled(path: Path) -> bool:
    return real_path(path).is_relative_to(real_path(bundled_folder()))


def load(shelved: Shelved, own: Path | None = None) -> Reading:
    """Read one scenario; banks that it asks questions from may stand in a user's own folder."""
    problems = Problems()
    data = _bytes(shelved.path, problems)
    if data is None:
        return Reading(None, problems.in_file_order())

    def bank(name: str | None) -> Bank | str:
        return _bank_for(shelved, name, own)

    return read_scenario(data, str(shelved.path), bundled_reference()[0], shelved.id, bank)


def _bank_for(scenario: Shelved, name: str | None, own: Path | None) -> Bank | str:
    """The bank from which a scenario asks, or a sentence that says why there is none."""
    if name is None:
        beside = scenario.path.parent / QUESTION_FILE
        if not beside.is_file():
            return f"there is no `{QUESTION_FILE}` beside the scenario"
        found: Shelved | NotFound = Shelved(scenario.id, beside, scenario.bundled)
    else:
        found = find_bank(name, own)
    if isinstance(found, NotFound):
        return f"there is no bank `{name}`: {found.hint}"
    bank = load_bank(found).bank
    return bank if bank is not None else f"the questions in {found.path} have problems of their own; check them first"


def _scenario_files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob(f"*/{SCENARIO_FILE}") if path.is_file())


def _is_folder(path: Path) -> bool:
    return os.path.isdir(path)  # noqa: PTH112 - what cannot be looked at is none; `Path.is_dir` raises


def _refuse_what_is_no_file(path: Path) -> None:
    """Raise `OSError` for a pipe, a socket or a device: opening one may wait for ever."""
    mode = path.stat().st_mode
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        raise OSError(errno.EINVAL, "it is a pipe or a device")


def _bytes(path: Path, problems: Problems) -> bytes | None:
    """A file's bytes, at most one more than are ever read, so that a huge file costs nothing."""
    try:
        _refuse_what_is_no_file(path)
        size = path.stat().st_size
        if size > MAX_BYTES:
            megabytes, most = size / 1_000_000, MAX_BYTES / 1_000_000
            message = f"this file has {megabytes:.0f} MB; at most {most:.0f} MB are read"
            problems.add("too-large", message, Place(str(path), 1, 1, 1, 2), hint="split it")
            return None
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        problems.add("unreadable", f"this file cannot be read: {reason}", Place(str(path), 1, 1, 1, 2))
        return None
