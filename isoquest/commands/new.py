"""`isoquest new`: a first scenario or bank of an author's own, to play, to read and to rewrite."""

from __future__ import annotations

import os
import secrets
import shlex
import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from isoquest.authoring.report.columns import wrapped
from isoquest.authoring.scaffold import (
    SCHEMA_FOLDER,
    Answers,
    bank_files,
    problem_with,
    problem_with_id,
    scenario_files,
    title_for,
)
from isoquest.commands.desk import Complaint, complain, line_reader, own_library
from isoquest.commands.printing import paper, print_lines
from isoquest.content.asking import QUESTION_FILE
from isoquest.content.decode import whole_number
from isoquest.content.library import BANKS, SCENARIO_FILE, bundled_reference, shelf, shelf_of_banks
from isoquest.content.safe_text import safe_line, safe_text

Ask = Callable[[str], str | None]
"""Shows a prompt and gives the line that was typed; None at the end of the input."""


@dataclass(frozen=True, slots=True)
class NewOptions:
    """What `isoquest new` was asked for; None is asked of the author at a terminal, and otherwise the default."""

    kind: Literal["scenario", "bank"]
    name: str | None = None
    title: str | None = None
    standard: str | None = None
    minutes: int | None = None
    folder: str | None = None
    """Where to put it; the current folder by default."""
    library: bool = False
    """Put it into the player's own library."""


def new(options: NewOptions) -> int:
    """Write the files and say what to do next; returns the exit code: 1 if it cannot be written, 2 for wrong usage."""
    at_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    try:
        made, answers = make(options, line_reader() if at_terminal else None)
    except Complaint as complaint:
        complain(complaint.sentence)
        return complaint.code
    _tell(options, made, answers)
    return 0


def make(options: NewOptions, ask: Ask | None) -> tuple[Path, Answers]:
    """Write the files, after asking for what the options leave open where `ask` is given.

    Gives the path of the scenario's folder or the bank's file. Raises `Complaint`, and then nothing was written.
    """
    if options.folder is not None and options.library:
        raise Complaint("--folder and --library exclude each other", 2)
    if options.kind == "bank" and (options.standard is not None or options.minutes is not None):
        raise Complaint("--standard and --minutes belong to a scenario", 2)
    id_ = _name(options, ask)
    try:
        target = _free_place(options, id_)
        answers = _answers(options, id_, ask)
        if options.kind == "scenario":
            _put_folder(target, scenario_files(answers, bundled_reference()[0]))
        else:
            _put_bank(target, bank_files(answers, bundled_reference()[0]))
    except (OSError, RuntimeError) as error:  # RuntimeError: nobody's home folder
        reason = getattr(error, "strerror", None) or str(error)
        where = getattr(error, "filename", None) or options.folder or id_
        raise Complaint(f"`{where}` cannot be written: {reason}") from error
    return target, answers


def _name(options: NewOptions, ask: Ask | None) -> str:
    if options.name is None:
        if ask is None:
            raise Complaint(f"name the new {options.kind}: isoquest new {options.kind} my-first-{options.kind}", 2)
        return _asked(ask, "Name, such as corner-bakery", "", problem_with_id)
    problem = problem_with_id(options.name)
    if problem:
        raise Complaint(problem, 2)
    return options.name


def _free_place(options: NewOptions, id_: str) -> Path:
    """Where the new scenario's folder or bank's file can stand; raises `Complaint` where something stands already."""
    if options.library:
        bundled = shelf() if options.kind == "scenario" else shelf_of_banks()
        if id_ in [shelved.id for shelved in bundled]:
            raise Complaint(
                f"IsoQuest comes with a {options.kind} `{id_}`, which would hide yours: choose another name", 2
            )
        folder = own_library() if options.kind == "scenario" else own_library() / BANKS
    else:
        folder = Path(options.folder or ".").expanduser()
        if not folder.is_dir():
            raise Complaint(f"there is no folder `{folder}`: make it first, or leave out --folder", 2)
    target = folder / (id_ if options.kind == "scenario" else f"{id_}.yaml")
    empty_folder = options.kind == "scenario" and target.is_dir() and not any(target.iterdir())
    if os.path.lexists(target) and not empty_folder:
        raise Complaint(f"`{target}` is there already and stays as it is: choose another name")
    return target


def _answers(options: NewOptions, id_: str, ask: Ask | None) -> Answers:
    """The answers as the options give them, and otherwise as the author types them or by default."""
    answers = _answered(Answers(id_, title_for(id_)), "title", options.title, ask)
    if options.kind == "scenario":
        answers = _answered(answers, "standard", options.standard, ask)
        answers = _answered(answers, "minutes", options.minutes, ask)
    return answers


Key = Literal["title", "standard", "minutes"]


def _answered(answers: Answers, key: Key, given: str | int | None, ask: Ask | None) -> Answers:
    """The answers with what was given or is typed for `key`; as they are where nothing was given and nobody asks."""

    def problem(typed: str) -> str:
        changed = _changed(answers, key, typed)
        return "type a whole number" if changed is None else problem_with(changed, bundled_reference()[0])

    if given is not None and (said := problem(str(given))):
        raise Complaint(said, 2)
    if given is None and ask is not None:
        given = _asked(ask, key.capitalize(), str(getattr(answers, key)), problem)
    return answers if given is None else _changed(answers, key, str(given)) or answers


def _changed(answers: Answers, key: Key, typed: str) -> Answers | None:
    """The answers with one of them replaced; None for minutes that are no number."""
    if key == "title":
        return replace(answers, title=typed)
    if key == "standard":
        return replace(answers, standard=typed)
    minutes = whole_number(typed)
    return None if minutes is None else replace(answers, minutes=minutes)


def _asked(ask: Ask, what: str, usual: str, problem: Callable[[str], str]) -> str:
    """What the author types, asked again until it will do; an empty line means the usual."""
    while True:
        line = ask(f"{what} [{usual}]: " if usual else f"{what}: ")
        if line is None:
            raise Complaint("nothing was written: the input ended before every question was answered")
        typed = line.strip() or usual
        said = problem(typed)
        if not said:
            return typed
        print_lines(wrapped(safe_line(said), paper().width))


def _put_folder(target: Path, texts: Mapping[str, str]) -> None:
    """Put files into a new folder; it appears with all of them or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = _beside(target)
    try:
        _write(beside, texts)
        if target.is_dir():
            target.rmdir()  # refuses a folder that has been filled in the meantime
        beside.rename(target)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _put_bank(target: Path, texts: Mapping[str, str]) -> None:
    """Put a bank into a folder with what editors need beside it; the bank appears whole or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = _beside(target)
    try:
        _write(beside, texts)
        (target.parent / SCHEMA_FOLDER).mkdir(exist_ok=True)
        for name in texts:
            if name != target.name:
                (beside / name).replace(target.parent / name)
        target.touch(exist_ok=False)  # taken at once, so that nobody else's file is replaced
        (beside / target.name).replace(target)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _beside(target: Path) -> Path:
    """A folder's path on the same disk that nobody else uses."""
    return target.parent / f".{target.name}-{secrets.token_hex(4)}"


def _write(folder: Path, texts: Mapping[str, str]) -> None:
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def _tell(options: NewOptions, made: Path, answers: Answers) -> None:
    """Print what was written and the next three commands."""
    scenario = options.kind == "scenario"
    called = shlex.quote(safe_text(answers.id if options.library else _path_as_typed(made)))
    if scenario:
        files = {
            made / SCENARIO_FILE: "the story, with comments on every part",
            made / QUESTION_FILE: "the questions that it asks",
            made / SCHEMA_FOLDER: "by which an editor completes and checks",
        }
    else:
        files = {
            made: "five questions, with comments on every part",
            made.parent / SCHEMA_FOLDER: "by which an editor completes and checks",
        }
    commands = {
        f"isoquest check {called}": "what does not fit, with its line and a way out",
        f"isoquest preview {called}": "the app on it, up to date whenever you save",
        f"isoquest {'play' if scenario else 'quiz'} {called}": "as others will see it",
    }
    print(f"A {options.kind} to play, to read and to rewrite:\n")
    _print_table({safe_text(str(path)): meaning for path, meaning in files.items()})
    print("\nNext:\n")
    _print_table(commands)


def _path_as_typed(made: Path) -> str:
    """The path of something new as the other commands take it, never mistaken for an id, an option or a home folder."""
    shown = str(made)
    if shown.startswith(("-", "~")):
        return str(made.absolute())
    known = {shelved.id for shelved in (*shelf(own_library()), *shelf_of_banks(own_library()))}
    return f".{os.sep}{shown}" if shown in known else shown


def _print_table(rows: Mapping[str, str]) -> None:
    width = max(map(len, rows))
    for left, right in rows.items():
        print(f"  {left:{width}}  {right}")
