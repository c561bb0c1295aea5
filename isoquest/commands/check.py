"""`isoquest check`: what is wrong with scenarios, banks and reference data."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from isoquest.authoring.report import as_json, as_sentence, as_text, summary
from isoquest.commands.desk import complain, own_library
from isoquest.content.asking import QUESTION_FILE
from isoquest.content.library import (
    SCENARIO_FILE,
    NotFound,
    bank_at,
    find,
    find_bank,
    is_bank,
    load,
    load_bank,
    reference_in,
    scenario_at,
)
from isoquest.content.problems import Problem
from isoquest.content.reference import FILES
from isoquest.content.yaml_tree import lines_of


@dataclass(slots=True)
class Checked:
    """What has been read so far, with every problem and the lines of every file."""

    things: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    lines: dict[str, list[str]] = field(default_factory=dict)

    def read(self, path: Path) -> None:
        """Read one file, a scenario or a bank."""
        bank = is_bank(path)
        shelved = bank_at(path) if bank else scenario_at(path)
        reading = load_bank(shelved) if bank else load(shelved, own_library())
        self.things.append(f"{shelved.id}/{QUESTION_FILE}" if path.name == QUESTION_FILE else shelved.id)
        self.problems += reading.problems
        self.lines[str(path)] = lines_of(reading.text)


def check(paths: Sequence[str], form: str) -> int:
    """Print every problem of what is named; 0 when there is none, 1 when there is, 2 when a path is not there."""
    checked = Checked()
    for named in paths:
        folder = _folder_at(named)
        files = _files_in(folder) if folder else []
        references = [place for place in (folder, folder / "reference") if _holds_reference(place)] if folder else []
        if not files and not references:
            found = find(named, own_library())
            if isinstance(found, NotFound):
                in_banks = find_bank(named, own_library())
                if isinstance(in_banks, NotFound):
                    empty = f"in the folder `{named}` there is no scenario, bank or reference data"
                    complain(empty if folder else f"there is no scenario and no bank `{named}`: {found.hint}")
                    return 2
                found = in_banks
            files = [found.path, *_questions_beside(found.path)]
        for place in references:
            checked.things.append(str(place))
            checked.problems += reference_in(place)[1]
        for path in files:
            checked.read(path)
    _show(checked, form)
    return 1 if checked.problems else 0


def _folder_at(named: str) -> Path | None:
    try:
        folder = Path(named).expanduser()
        return folder if folder.is_dir() else None
    except (OSError, ValueError, RuntimeError):  # what no path can be is looked up as a name
        return None


def _files_in(folder: Path) -> list[Path]:
    """The scenarios and banks of a folder: its own, or those of a library."""
    patterns = (SCENARIO_FILE, QUESTION_FILE, f"*/{SCENARIO_FILE}", f"*/{QUESTION_FILE}", "banks/*.yaml")
    found = [path for pattern in patterns for path in sorted(folder.glob(pattern))]
    if not found:
        found = [path for path in sorted(folder.glob("*.yaml")) if is_bank(path)]
    return found


def _questions_beside(path: Path) -> list[Path]:
    beside = path.parent / QUESTION_FILE
    return [beside] if path.name == SCENARIO_FILE and beside.is_file() else []


def _holds_reference(folder: Path) -> bool:
    return any(os.path.isfile(folder / name) for name in FILES.values())  # noqa: PTH113 - `Path.is_file` raises


def _show(checked: Checked, form: str) -> None:
    if form == "json":
        print(as_json(checked.problems))
        return
    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    for problem in checked.problems:
        told = as_sentence(problem) if form == "plain" else as_text(problem, checked.lines, colour=colour) + "\n"
        print(told)
    print(f"{', '.join(checked.things)}: {summary(checked.problems)}")
