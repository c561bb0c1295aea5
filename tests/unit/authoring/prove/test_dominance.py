"""Choices that are never better: what is called so is so wherever both are open."""

import pytest
from generated import REFERENCE
from small_scenarios import play_everything, small_scenario

from isoquest.authoring.prove.dominance import dominated_choices
from isoquest.content.reading import read_scenario
from isoquest.engine.rules import available, choose

STORY = """
isoquest: 1
title: A short story
summary: One company.
follows: an-earlier-story
meters:
  weeks: {{start: 20, good: high}}
  noise: {{start: 20, good: low}}
  mood: {{start: 20, good: neutral}}
evidence: {{scope: Scope statement}}
flags: {{told: A note}}
start: letter
nodes:
  letter:
    phase: choose
    text: A letter.
    choices:
      first: {{text: One way., score: 1, {first}}}
      second: {{text: Another., score: 1, {second}}}
      third: {{text: A third., score: 0, to: lost}}
  done: {{phase: after, text: Over., ending: {{kind: success, title: Certified, outcome: So it ended.}}}}
  lost: {{phase: after, text: Over., ending: {{kind: failure, title: Lost, outcome: So it ended.}}}}
"""


def told(first: str, second: str) -> list[str]:
    """The choices that are called never better."""
    reading = read_scenario(STORY.format(first=first, second=second).encode(), "s/scenario.yaml", REFERENCE)
    assert reading.scenario is not None, reading.problems
    return [problem.message.split("`")[1] for problem in dominated_choices(reading.scenario)]


@pytest.mark.parametrize(
    ("first", "second", "worse"),
    [
        ("to: done", "add: {weeks: -1}, to: done", ["second"]),
        ("add: {noise: 1}, to: done", "to: done", ["first"]),
        ("to: done", "set: {scope: true}, to: done", ["first"]),
        ("to: done", "add: {mood: 1}, to: done", []),
        ("to: done", "set: {told: true}, to: done", []),
        ("to: done", "add: {weeks: -1}, to: lost", []),
        ("add: {weeks: 1, noise: 1}, to: done", "to: done", []),
        ("when: scope, to: done", "add: {weeks: -1}, to: done", []),
        ("to: done", "to: done", []),
        ("to: done", "add: {weeks: -1}, earlier: weeks > 2, to: done", []),
    ],
)
def test_only_what_can_be_compared_is_called_never_better(first, second, worse):
    """A meter counts by its good side, evidence is better than none; flags, other places and memories do not count."""
    assert told(first, second) == worse


def test_what_is_called_never_better_is_nowhere_better():
    """In every state of many scenarios the better choice is open too, leads to the same place and stands no worse."""
    compared = 0
    for seed in range(300):
        scenario = small_scenario(seed)
        if scenario is None:
            continue
        pairs = [
            (problem.message.split("`")[1], problem.message.split("`")[3], problem.place)
            for problem in dominated_choices(scenario)
            if problem.code == "never-better"
        ]
        played = play_everything(scenario) if pairs else None
        for worse, better, place in pairs if played else ():
            node = next(n for n in scenario.nodes.values() if worse in n.choices and n.choices[worse].place == place)
            for state in played.states:
                is_open = {option.id for option in available(scenario, state) if not option.locked}
                if state.node == node.id and worse in is_open:
                    assert better in is_open
                    one, two = (choose(scenario, replace_seed(state), name).state for name in (better, worse))
                    assert all(a >= b for a, b in zip(one.meters, two.meters, strict=True))
                    assert node.choices[better].score >= node.choices[worse].score
                    compared += 1
    assert compared


def replace_seed(state):
    """The state with the same luck for both choices."""
    return state._replace(seed=1)
