"""The one room that opens content files: the bundled library, a user's own folder, any path."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from isoquest.content.asking import QUESTION_FILE
from isoquest.content.bank_reading import BankReading, read_bank
from isoquest.content.model import Scenario
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
        return "" if self.bundled else str(self.path.resolve())


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
    """The bundled facts, standards and glossary, with any problem in them."""
    return reference_in(bundled_folder() / "reference")


def reference_in(folder: Path) -> tuple[Reference, tuple[Problem, ...]]:
    """The reference data in a folder; files that are not there count as empty."""
    problems = Problems()
    files = {}
    for name in FILES.values():
        path = folder / name
        if path.is_file():
            data = _bytes(path, problems)
            if data is not None:
                files[name] = data
    return read_reference(files, problems), problems.in_file_order()


def shelf(own: Path | None = None) -> tuple[Shelved, ...]:
    """Every scenario of the bundled library and of a user's own folder, by id."""
    found = [Shelved(path.parent.name, path, True) for path in _scenario_files(bundled_folder())]
    if own is not None and own.is_dir():
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
    close = nearest(name, (shelved.id for shelved in on_shelf))
    hint = f"did you mean `{close}`?" if close else "`isoquest list` shows what there is; a path works too"
    return NotFound(name, hint)


def _at_path(name: str) -> Shelved | None:
    """The scenario at a path, or None where a text leads to none."""
    try:
        path = Path(name).expanduser()
        if path.is_dir() and (path / SCENARIO_FILE).is_file():
            return _shelved_at(path / SCENARIO_FILE)
        return _shelved_at(path) if path.is_file() else None
    except (OSError, ValueError, RuntimeError):  # too long, not permitted, no characters of a path, nobody's home
        return None


def shelf_of_banks(own: Path | None = None) -> tuple[Shelved, ...]:
    """Every bank of the bundled library, of a user's own folder, and beside a scenario, by id."""
    found = [Shelved(_bank_id(path), path, True) for path in _bank_files(bundled_folder())]
    if own is not None and own.is_dir():
        found += [Shelved(_bank_id(path), path, False) for path in _bank_files(own)]
    return tuple(sorted(found, key=lambda shelved: (shelved.id, not shelved.bundled)))


def find_bank(name: str, own: Path | None = None) -> Shelved | NotFound:
    """The bank of that id, or at that path (its file, or the folder of a scenario with questions)."""
    on_shelf = shelf_of_banks(own)
    for shelved in on_shelf:
        if shelved.id == name:
            return shelved
    path = Path(name).expanduser()
    if path.is_dir() and (path / QUESTION_FILE).is_file():
        path = path / QUESTION_FILE
    if path.is_file():
        resolved = path.resolve()
        return Shelved(_bank_id(resolved), path, resolved.is_relative_to(bundled_folder().resolve()))
    close = nearest(name, (shelved.id for shelved in on_shelf))
    hint = f"did you mean `{close}`?" if close else "`isoquest list` shows what there is; a path works too"
    return NotFound(name, hint)


def is_bank(path: Path) -> bool:
    """The file holds a bank rather than a scenario: `questions`, and no `nodes`, is a key of it."""
    try:
        with path.open("rb") as file:
            head = file.read(MAX_BYTES)
    except OSError:
        return False
    keys = set(re.findall(rb"^(questions|nodes)\s*:", head, re.MULTILINE))
    return keys == {b"questions"}


def load_bank(shelved: Shelved) -> BankReading:
    """Read one bank."""
    problems = Problems()
    data = _bytes(shelved.path, problems)
    if data is None:
        return BankReading(None, problems.in_file_order())
    return read_bank(data, str(shelved.path), bundled_reference()[0], shelved.id)


def _bank_id(path: Path) -> str:
    return path.parent.name if path.name == QUESTION_FILE else path.stem


def _bank_files(folder: Path) -> list[Path]:
    return sorted(path for pattern in (f"{BANKS}/*.yaml", f"*/{QUESTION_FILE}") for path in folder.glob(pattern))


def _shelved_at(path: Path) -> Shelved:
    """A path that happens to lead into the bundled library is that bundled scenario."""
    resolved = path.resolve()
    return Shelved(resolved.parent.name, path, resolved.is_relative_to(bundled_folder().resolve()))


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


def load_all(own: Path | None = None) -> Iterator[tuple[Shelved, Scenario | None]]:
    """Read the whole shelf, one scenario after the other."""
    for shelved in shelf(own):
        yield shelved, load(shelved, own).scenario


def _scenario_files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob(f"*/{SCENARIO_FILE}") if path.is_file())


def _bytes(path: Path, problems: Problems) -> bytes | None:
    """A file's bytes, at most one more than are ever read, so that a huge file costs nothing."""
    try:
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
