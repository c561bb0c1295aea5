"""The scenario that another follows: where it is found, and what is wrong with what is said of it."""

from __future__ import annotations

import os
from pathlib import Path

from isoquest.content.earlier import choices_asking, read_earlier
from isoquest.content.library import SCENARIO_FILE, NotFound, Shelved, load, real_path, scenario_at, shelf
from isoquest.content.model import Scenario
from isoquest.content.problems import Problem, Problems, nearest


def find_followed(scenario: Scenario, own: Path | None) -> Shelved | NotFound:
    """The scenario that this one follows: beside it, in the bundled library, or in a user's own folder."""
    name = scenario.follows or ""
    beside = real_path(Path(scenario.file)).parent.parent
    neighbour = beside / name / SCENARIO_FILE
    if os.path.isfile(neighbour):  # noqa: PTH113 - what cannot be looked at is none; `Path.is_file` raises
        return scenario_at(neighbour)
    on_shelf = shelf(own)
    for shelved in on_shelf:
        if shelved.id == name:
            return shelved
    neighbours = (file.parent.name for file in beside.glob(f"*/{SCENARIO_FILE}"))
    close = nearest(name, {*(shelved.id for shelved in on_shelf), *neighbours} - {scenario.id})
    return NotFound(name, f"did you mean `{close}`?" if close else "put its folder beside the folder of this one")


def problems_of_following(scenario: Scenario, own: Path | None) -> tuple[Problem, ...]:
    """What is wrong with what a scenario says of the one that it follows; nothing where it follows none.

    All are warnings: the scenario can be played from its standard start in any case.
    """
    if scenario.follows is None:
        return ()
    problems = Problems()
    if next(choices_asking(scenario), None) is None:
        message = f"nothing is taken over from plays of `{scenario.follows}`: no choice has `earlier`"
        problems.warn("no-effect", message, scenario.follows_place, hint="give choices at the start `earlier`")
    found = find_followed(scenario, own)
    if isinstance(found, NotFound):
        message = f"there is no scenario `{found.name}` that this one could follow"
        problems.warn("unknown-scenario", message, scenario.follows_place, hint=found.hint)
        return problems.in_file_order()
    followed = load(found, own).scenario
    if followed is None:
        message = f"`{found.id}`, which this one follows, has problems of its own"
        hint = f"check it first: isoquest check {found.path}"
        problems.warn("unknown-scenario", message, scenario.follows_place, hint=hint)
        return problems.in_file_order()
    problems.found += read_earlier(scenario, followed).problems
    return problems.in_file_order()
