"""`isoquest check`: what is wrong with scenarios."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from isoquest.authoring.report import as_json, as_sentence, as_text, summary
from isoquest.commands.desk import complain, own_library
from isoquest.content.library import SCENARIO_FILE, NotFound, Shelved, bundled_folder, find, load, reference_in
from isoquest.content.problems import Problem
from isoquest.content.reference import FILES


def check(paths: Sequence[str], form: str) -> int:
    """Print every problem of the scenarios named; 0 when there is none, 1 when there is, 2 when a path is not there."""
    found: list[Shelved] = []
    reference_folders: list[Path] = []
    for path in paths:
        folder = Path(path).expanduser()
        if _holds_reference(folder):
            reference_folders.append(folder)
            continue
        inside = _scenarios_inside(folder)
        if inside:
            found += inside
            reference_folders += [folder / "reference"] if _holds_reference(folder / "reference") else []
            continue
        shelved = find(path, own_library())
        if isinstance(shelved, NotFound):
            complain(f"there is no scenario `{path}`: {shelved.hint}")
            return 2
        found.append(shelved)
    problems: list[Problem] = []
    lines: dict[str, list[str]] = {}
    for folder in reference_folders:
        problems += reference_in(folder)[1]
    for shelved in found:
        reading = load(shelved)
        problems += reading.problems
        lines[str(shelved.path)] = reading.text.split("\n")
    _show(problems, lines, form)
    if form != "json":
        things = [shelved.id for shelved in found] + [str(folder) for folder in reference_folders]
        print(f"{', '.join(things)}: {summary(problems)}")
    return 1 if problems else 0


def _show(problems: Sequence[Problem], lines: dict[str, list[str]], form: str) -> None:
    if form == "json":
        print(as_json(problems))
        return
    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    for problem in problems:
        print(as_sentence(problem) if form == "plain" else as_text(problem, lines, colour=colour) + "\n")


def _holds_reference(folder: Path) -> bool:
    return any((folder / name).is_file() for name in FILES.values()) and not (folder / SCENARIO_FILE).is_file()


def _scenarios_inside(folder: Path) -> list[Shelved]:
    if not folder.is_dir() or (folder / SCENARIO_FILE).is_file():
        return []
    bundled = folder.resolve() == bundled_folder().resolve()
    return [Shelved(path.parent.name, path, bundled) for path in sorted(folder.glob(f"*/{SCENARIO_FILE}"))]
