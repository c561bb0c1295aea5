"""Conditions told part by part."""

from __future__ import annotations

from generated import plays
from hypothesis import given

from isoquest.authoring.condition_parts import Part, explain, written
from isoquest.authoring.jumping import guards
from isoquest.content.expressions import parse_condition
from isoquest.content.names import MeterSlot, Names
from isoquest.engine.play import Play
from isoquest.engine.state import State

NAMES = Names(meters={"budget": MeterSlot(0, 0, 100)}, held={"scope": 0, "policy": 1}, grades={"major": 1})


def told(text: str, held: int) -> tuple[Part, ...]:
    """The parts of a condition where the budget is 12."""
    return explain(parse_condition(text, NAMES)[0], State(1, "board", (12,), held))


@given(plays())
def test_what_is_written_reads_as_the_same_condition(play: Play):
    """Writing a condition and reading it again is a round trip."""
    for guard in guards(play.scenario):
        assert parse_condition(written(guard.condition), play.scenario.names)[0] == guard.condition


@given(plays())
def test_a_condition_holds_as_its_outermost_parts_say(play: Play):
    """All parts at the outermost level hold just when the condition does."""
    for guard in guards(play.scenario):
        parts = explain(guard.condition, play.state)
        assert all(part.holds for part in parts if not part.depth) == guard.holds(play.state)


def test_each_part_stands_with_its_truth_and_the_values_now():
    """Conditions that must all hold stand one below the other, those of which one is enough under a head."""
    assert told("budget >= 20 and not scope and (policy or majors == 0)", held=2) == (
        Part("budget >= 20", False, "budget is 12"),
        Part("not scope", True),
        Part("at least one of these:", True),
        Part("policy", True, "", 1),
        Part("majors == 0", True, "majors is 0", 1),
    )


def test_what_is_counted_is_told_one_by_one():
    """A count says how many hold, and which."""
    assert told("count(scope, policy) >= 2", held=1) == (
        Part("count(scope, policy) >= 2", False, "1 of 2 hold"),
        Part("scope", True, "", 1),
        Part("policy", False, "", 1),
    )
