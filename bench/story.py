"""The scenarios that the benchmarks name on the command line, and how much there is in one."""

from __future__ import annotations

import sys
from dataclasses import dataclass

from generated_scenarios import SHAPES, generated
from hard_scenarios import HARD
from measuring import CHECKOUT as _CHECKOUT  # noqa: F401 - puts the checkout at the front of the import path

from isoquest.content.library import NotFound, bundled_reference, find, load
from isoquest.content.model import Scenario
from isoquest.content.reading import read_scenario


@dataclass(frozen=True, slots=True)
class Found:
    """How many nodes, choices (with outcomes of chance) and endings."""

    nodes: int
    choices: int
    endings: int


def generated_text(name: str) -> str | None:
    """The text of a generated scenario: `rare-ending` and its like, or such as `hostile-200-30-1`; None otherwise."""
    if name in HARD:
        return HARD[name]()
    shape, *numbers = name.split("-")
    if shape in SHAPES and len(numbers) == 3 and all(number.isdecimal() for number in numbers):  # noqa: PLR2004 - nodes, variables, seed
        nodes, variables, seed = map(int, numbers)
        return generated(SHAPES[shape], nodes, variables, seed)
    return None


def story(name: str) -> Scenario:
    """The scenario of that name or at that path; ends the script where there is none that can be played."""
    text = generated_text(name)
    if text is not None:
        reading = read_scenario(text.encode(), f"{name}/scenario.yaml", bundled_reference()[0])
    else:
        found = find(name)
        if isinstance(found, NotFound):
            sys.exit(f"there is no scenario `{name}`: {found.hint}")
        reading = load(found)
    if reading.scenario is None:
        sys.exit(f"`{name}` cannot be played: see `isoquest check {name}`")
    return reading.scenario


def declared_in(scenario: Scenario) -> Found:
    """How much of everything a scenario declares."""
    nodes = scenario.nodes.values()
    return Found(len(nodes), sum(len(node.decisions) for node in nodes), sum(node.ending is not None for node in nodes))
