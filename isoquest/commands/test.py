"""`isoquest test`: whether scenarios come out as their authors expect."""

from __future__ import annotations

import os
import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from isoquest.authoring.expectations.condition_checks import check_conditions
from isoquest.authoring.expectations.example import example
from isoquest.authoring.expectations.for_programs import as_json
from isoquest.authoring.expectations.model import Expectations, ExpectedPlay, Taken
from isoquest.authoring.expectations.outcome import ConditionOutcome, FileOutcome, Outcome
from isoquest.authoring.expectations.play_checks import check_play
from isoquest.authoring.expectations.playing import played
from isoquest.authoring.expectations.reading import EXPECTATION_FILE, read_expectations
from isoquest.authoring.expectations.recording import NotAddedError, with_play
from isoquest.authoring.expectations.telling import closing, spoken, told
from isoquest.authoring.report import summary
from isoquest.authoring.report.columns import wrapped
from isoquest.commands.content_files import ContentFiles
from isoquest.commands.decision_lists import journal_at, journals_in
from isoquest.commands.desk import Complaint, complain, own_library
from isoquest.commands.printing import paper, print_lines
from isoquest.commands.whole_files import bytes_of, write_whole
from isoquest.content.leaves import PLAIN_ID
from isoquest.content.library import Shelved, load, scenario_at
from isoquest.content.model import Scenario
from isoquest.content.problems import Place, Problem

MET, NOT_MET, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130
"""The exit codes; what could not be decided is not met."""
Format = Literal["text", "plain", "json"]


@dataclass(frozen=True, slots=True)
class TestOptions:
    """What was typed behind `isoquest test`."""

    paths: Sequence[str] = ()
    form: Format = "text"
    budget: float = 20.0
    """Seconds that the conditions of one scenario may take."""
    record: tuple[str, str] | None = None
    """The name of a play to be added, and the file of its decisions."""


def test(options: TestOptions) -> int:
    """Test what is named; 0 where all is as expected, 1 where something is not or is not decided, 2 for wrong usage."""
    try:
        scenarios = _scenarios(options.paths)
        if options.record is not None:
            return _record(scenarios, *options.record)
        return _test(scenarios, options)
    except Complaint as complaint:
        complain(complaint.sentence)
        return complaint.code


def _scenarios(paths: Sequence[str]) -> list[Shelved]:
    """The scenarios that paths and names stand for."""
    files = ContentFiles(own_library())
    for named in paths or ["."]:
        path = Path(named)
        nothing = files.take(str(path.parent) if path.name == EXPECTATION_FILE else named)
        if nothing:
            raise Complaint(nothing, WRONG_USAGE)
    found = [scenario_at(file.path) for file in files.found if file.kind == "scenario"]
    if not found:
        raise Complaint("there is no scenario here: name one, or a folder of scenarios", WRONG_USAGE)
    return found


def _expectations_of(shelved: Shelved) -> Path:
    return shelved.path.parent / EXPECTATION_FILE


def _test(scenarios: Sequence[Shelved], options: TestOptions) -> int:
    with_file = [shelved for shelved in scenarios if os.path.lexists(_expectations_of(shelved))]
    if not with_file:
        return _say_how(scenarios)
    tested: list[FileOutcome] = []
    interrupted = False
    for shelved in with_file:
        one, interrupted = _tested(shelved, options.budget)
        tested.append(one)
        if options.form != "json":
            print_lines(spoken(one) if options.form == "plain" else told(one, paper()))
        if interrupted:
            break
    if options.form == "json":
        print(as_json(tested, interrupted=interrupted))
    else:
        said = f"Interrupted. {closing(tested)}" if interrupted else closing(tested)
        print_lines(wrapped(said, paper().width, rest="  "))
    if interrupted:
        return INTERRUPTED
    return MET if all(one.success for one in tested) else NOT_MET


def _tested(shelved: Shelved, budget: float) -> tuple[FileOutcome, bool]:
    """What came of one file, and whether Ctrl+C ended the work."""
    path = _expectations_of(shelved)
    scenario = load(shelved, own_library())
    if scenario.scenario is None:
        sentence = f"`{shelved.id}` cannot be played: {summary(scenario.problems)}"
        hint = f"isoquest check {shlex.quote(str(shelved.path))}"
        return _untested(shelved, Problem("unreadable", sentence, Place(str(shelved.path), 1, 1, 1, 2), hint=hint))
    try:
        data = bytes_of(path)
    except OSError as error:
        sentence = f"this file cannot be read: {error.strerror or type(error).__name__}"
        return _untested(shelved, Problem("unreadable", sentence, Place(str(path), 1, 1, 1, 2)))
    read = read_expectations(data, str(path), scenario.scenario, journals_in(path.parent))
    outcomes, interrupted = _outcomes(scenario.scenario, read.expectations, budget)
    return FileOutcome(shelved.id, str(path), read.text, read.problems, tuple(outcomes)), interrupted


def _untested(shelved: Shelved, problem: Problem) -> tuple[FileOutcome, bool]:
    return FileOutcome(shelved.id, str(_expectations_of(shelved)), "", (problem,)), False


def _outcomes(scenario: Scenario, expected: Expectations, budget: float) -> tuple[list[Outcome], bool]:
    outcomes: list[Outcome] = []
    try:
        outcomes += (check_play(scenario, play) for play in expected.plays.values())
        outcomes += check_conditions(scenario, expected.conditions, budget)
    except KeyboardInterrupt:
        outcomes += [ConditionOutcome(each, "undecided", why="interrupted") for each in expected.conditions]
        return outcomes, True
    return outcomes, False


def _say_how(scenarios: Sequence[Shelved]) -> int:
    """Say that there is nothing to test, and show what could be."""
    first = scenarios[0]
    where = f"beside `{first.id}`" if len(scenarios) == 1 else "beside any of the scenarios there"
    complain(f"there is no `{EXPECTATION_FILE}` {where}; this is one for `{first.id}`, to begin with")
    scenario = load(first, own_library()).scenario
    if scenario is None:
        raise Complaint(
            f"`{first.id}` cannot be played. See: isoquest check {shlex.quote(str(first.path))}", WRONG_USAGE
        )
    print(example(scenario), end="")
    return WRONG_USAGE


def _record(scenarios: Sequence[Shelved], name: str, file: str) -> int:
    """Add a play to the expectations of the one scenario that is named."""
    if len(scenarios) != 1:
        raise Complaint("--record needs one scenario, and this is a folder of several", WRONG_USAGE)
    if not PLAIN_ID.fullmatch(name):
        raise Complaint(f"`{name}` is no name of a play: use small letters, digits, `_` and `-`", WRONG_USAGE)
    (shelved,) = scenarios
    scenario = load(shelved, own_library()).scenario
    if scenario is None:
        raise Complaint(f"`{shelved.id}` cannot be played. See: isoquest check {shlex.quote(str(shelved.path))}")
    journal = journal_at(Path(file), file, pipes=True)
    if isinstance(journal, str):
        raise Complaint(journal, WRONG_USAGE)
    if journal.scenario != shelved.id:
        raise Complaint(f"the decisions in `{file}` belong to `{journal.scenario}`, not to `{shelved.id}`", WRONG_USAGE)
    taken = tuple(Taken(decision) for decision in journal.decisions)
    came = played(scenario, ExpectedPlay(name, seed=journal.seed, decisions=taken))
    if came.misfit is not None:
        raise Complaint(f"decision {came.misfit.number} of `{file}` does not fit: {came.misfit.reason}")
    path = _expectations_of(shelved)
    try:
        before = bytes_of(path) if os.path.lexists(path) else None
        write_whole(path, with_play(before, name, came.play))
    except NotAddedError as error:
        raise Complaint(str(error)) from None
    except OSError as error:
        raise Complaint(f"{path} cannot be written: {error.strerror or type(error).__name__}") from None
    print(f"The play `{name}` was added to {path}, as it comes out now: at `{came.play.state.node}`.")
    return MET
