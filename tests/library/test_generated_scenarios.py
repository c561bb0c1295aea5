"""The scenarios that the benchmarks generate can be played, and are the same each time."""

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from isoquest.content.library import bundled_reference
from isoquest.content.model import Scenario
from isoquest.content.problems import Severity
from isoquest.content.reading import read_scenario

BENCH = Path(__file__).resolve().parents[2] / "bench"


@pytest.fixture(scope="module")
def generated_scenarios() -> Iterator[ModuleType]:
    """The script that generates ordinary shapes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "path", [str(BENCH), *sys.path])
        yield importlib.import_module("generated_scenarios")


@pytest.fixture(scope="module")
def hard_scenarios() -> Iterator[ModuleType]:
    """The script that generates what is hard for a checker."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "path", [str(BENCH), *sys.path])
        yield importlib.import_module("hard_scenarios")


def played(text: str) -> Scenario:
    """The scenario of a text without an error."""
    reading = read_scenario(text.encode(), "generated/scenario.yaml", bundled_reference()[0])
    assert [problem for problem in reading.problems if problem.severity is Severity.ERROR] == []
    assert reading.scenario is not None
    return reading.scenario


@pytest.mark.parametrize("variables", [10, 30])
@pytest.mark.parametrize("nodes", [50, 200])
@pytest.mark.parametrize("shape", ["friendly", "hostile"])
def test_every_shape_reads_without_an_error(generated_scenarios: ModuleType, shape: str, nodes: int, variables: int):
    """A generated scenario has as many nodes and variables as were asked for, and no error."""
    scenario = played(generated_scenarios.generated(generated_scenarios.SHAPES[shape], nodes, variables, 1))
    assert len(scenario.nodes) == nodes
    assert len(scenario.meters) + len(scenario.flags) == variables


def test_the_share_of_guarded_choices_is_that_of_the_shape(generated_scenarios: ModuleType):
    """About 15 of 100 choices have a condition in the friendly shape, about 55 in the hostile one."""
    for shape, share in (("friendly", 15), ("hostile", 55)):
        scenario = played(generated_scenarios.generated(generated_scenarios.SHAPES[shape], 1000, 10, 3))
        choices = [choice for node in scenario.nodes.values() for choice in node.choices.values()]
        guarded = sum(choice.when is not None for choice in choices)
        assert abs(100 * guarded / len(choices) - share) < 3


def test_the_same_arguments_give_the_same_text(generated_scenarios: ModuleType):
    """A seed gives one text, another seed another one."""
    texts = [generated_scenarios.generated(generated_scenarios.HOSTILE, 50, 10, seed) for seed in (1, 1, 2)]
    assert texts[0] == texts[1] != texts[2]


@pytest.mark.parametrize("name", ["rare-ending", "counters", "evidence", "growth", "nest", "chain"])
def test_every_hard_scenario_reads_without_an_error(hard_scenarios: ModuleType, name: str):
    """What is hard for a checker can still be played."""
    assert played(hard_scenarios.HARD[name]()).nodes


def test_the_rare_ending_has_its_parts(hard_scenarios: ModuleType):
    """Sixty nodes, eight flags, four meters, six endings."""
    scenario = played(hard_scenarios.HARD["rare-ending"]())
    endings = [node for node in scenario.nodes.values() if node.ending]
    assert (len(scenario.nodes), len(scenario.flags), len(scenario.meters), len(endings)) == (60, 8, 4, 6)
