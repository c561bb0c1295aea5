"""A preview proves what its author has left alone, and nothing that nobody waits for."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event

from generated import REFERENCE, banks

from isoquest.authoring.checking import Proved
from isoquest.commands.preview import once_left_alone
from isoquest.content.model import Scenario
from isoquest.content.reading import read_scenario

STORY = b"""
isoquest: 1
title: A short story
summary: One company.
start: done
nodes:
  done: {phase: after, text: Over., ending: {kind: success, title: Certified, outcome: So it ended.}}
"""
KNOWN = Proved(summaries=("It is short.",))


def story() -> Scenario:
    """Hardly any."""
    scenario = read_scenario(STORY, "short/scenario.yaml", REFERENCE, banks=banks).scenario
    assert scenario is not None
    return scenario


def test_what_was_saved_again_is_not_proved():
    """A version that has been superseded while its author went on typing costs nothing."""
    proved: list[Scenario] = []

    def prove(scenario: Scenario, budget: float, stop: Callable[[], bool]) -> Proved:  # noqa: ARG001
        proved.append(scenario)
        return KNOWN

    assert once_left_alone(prove, 60.0)(story(), 5.0, lambda: True) == Proved(complete=False)
    assert proved == []
    assert once_left_alone(prove, 0.0)(story(), 5.0, lambda: False) == KNOWN


def test_one_proof_is_made_at_a_time():
    """The next one waits until the one before has ended."""
    begun, go_on, under_way, most = Event(), Event(), [0], [0]

    def prove(scenario: Scenario, budget: float, stop: Callable[[], bool]) -> Proved:  # noqa: ARG001
        under_way[0] += 1
        most[0] = max(most[0], under_way[0])
        begun.set()
        go_on.wait(60)
        under_way[0] -= 1
        return KNOWN

    proves = once_left_alone(prove, 0.0)
    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(proves, story(), 5.0, lambda: False)
        begun.wait(60)
        assert proves(story(), 5.0, iter([False, True]).__next__) == Proved(complete=False)
        second = threads.submit(proves, story(), 5.0, lambda: False)
        go_on.set()
        assert (first.result(), second.result(), most) == (KNOWN, KNOWN, [1])
