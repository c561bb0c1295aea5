"""The score is fair to the path: each decision counts between the worst and the best that were open at that moment."""

from __future__ import annotations

from fractions import Fraction

import pytest
from generated import loaded, open_ids, plays, scenario_texts
from hypothesis import given, settings
from hypothesis import strategies as st

from isoquest.engine.debrief import debrief
from isoquest.engine.play import Play
from isoquest.engine.scoring import Bounds, Marks, Score, marks_for, open_choices, overall_told, score

marks = st.tuples(st.integers(-9, 9), st.integers(0, 9), st.integers(0, 9)).map(
    lambda m: Marks(m[0] + m[1], m[0], m[0] + m[1] + m[2], 1)
)


def led_by(text: str, seed: int, steps: int, pick) -> Play:
    """A play in which each decision is the choice that `pick` takes by its score."""
    play = Play.begin(loaded(text), seed)
    for _ in range(steps):
        choices = open_choices(play.scenario, play.state)
        ids = [pick(choices, key=lambda choice: choice.score).id] if choices else open_ids(play.scenario, play.state)
        if not ids:
            break
        further = play.decide(ids[0])
        assert isinstance(further, Play)
        play = further
    return play


@settings(max_examples=80)
@given(plays())
def test_share_is_between_nothing_and_all(play: Play):
    """Any play's share is from 0 to 1, of the whole, of each topic and of each clause."""
    result = score(play)
    for part in (result.path, *result.topics.values(), *result.clauses.values()):
        assert part.worst <= part.earned <= part.best
        assert part.share is None or 0 <= part.share <= 1
        assert (part.percent is None) == (part.share is None)


@given(scenario_texts(), st.integers(0, 99), st.integers(1, 12))
def test_best_at_every_step_is_all_and_worst_is_nothing(text: str, seed: int, steps: int):
    """Whoever always takes the best open choice has it all, whoever takes the worst has nothing."""
    assert score(led_by(text, seed, steps, max)).path.share in (1.0, None)
    assert score(led_by(text, seed, steps, min)).path.share in (0.0, None)


@given(plays())
def test_topics_add_up_to_the_path(play: Play):
    """Where every node has a topic, the marks by topic add up to those of the path."""
    result = score(play)
    assert sum(result.topics.values(), Marks()) == result.path


@given(plays())
def test_score_is_the_sum_over_the_decisions(play: Play):
    """The marks of a play are those of its decisions, each at its own moment."""
    parts = [
        marks_for(play.scenario, step.state, decision.choice)
        for step, decision in zip(play.steps, play.decisions, strict=False)
    ]
    assert score(play).path == sum(parts, Marks())


@given(plays())
def test_choice_between_equals_does_not_count(play: Play):
    """Where all open choices score alike there is nothing to earn, and the decision is not counted."""
    for step in play.steps:
        choices = open_choices(play.scenario, step.state)
        for choice in choices:
            differ = len({other.score for other in choices}) > 1
            assert marks_for(play.scenario, step.state, choice.id).decisions == differ


@given(plays(), st.integers(0, 14))
def test_going_back_takes_marks_back(play: Play, count: int):
    """The score of a play gone back equals that of one that never went on."""
    earlier = play.back_to(min(count, len(play.decisions)))
    again = Play.begin(play.scenario, play.seed)
    for decision in earlier.decisions:
        further = again.decide(decision.choice)
        assert isinstance(further, Play)
        again = further
    assert score(earlier) == score(again)


@given(marks, marks, marks)
def test_marks_add_like_numbers(one: Marks, two: Marks, three: Marks):
    """Marks may be added in any order, and nothing added changes nothing."""
    assert (one + two) + three == one + (two + three) == (three + two) + one
    assert one + Marks() == one


@given(marks)
def test_percent_never_flatters(part: Marks):
    """Whole per cent are rounded down: 100 means that nothing was missed."""
    if part.percent is not None:
        exact = Fraction(100 * (part.earned - part.worst), part.best - part.worst)
        assert part.percent <= exact < part.percent + 1
        assert (part.percent == 100) == (part.earned == part.best)


@pytest.mark.parametrize(
    ("choice", "earned", "topics", "clauses"),
    [
        ("good", Marks(3, 1, 3, 1), {"audits": Marks(3, 1, 3, 1)}, {"9.2": Marks(3, 1, 3, 1)}),
        ("poor", Marks(1, 1, 3, 1), {"work": Marks(1, 1, 3, 1)}, {"4.1": Marks(1, 1, 3, 1)}),
    ],
)
def test_own_topic_and_clause_win_over_those_of_the_node(choice: str, earned: Marks, topics: dict, clauses: dict):
    """A choice counts where it says itself, else where its node says; choices that were not open do not count."""
    scenario = loaded("""
isoquest: 1
title: a
summary: b
topics: {work: Work, audits: Audits}
flags: {never: Never}
start: first
nodes:
  first:
    phase: plan
    topic: work
    clause: "4.1"
    text: c
    choices:
      good: {text: d, score: 3, topic: audits, clause: "9.2", to: second}
      poor: {text: e, score: 1, to: second}
      ideal: {text: f, score: 99, when: never, to: second}
      bad: {text: g, score: -99, when: never, locked: No., to: second}
  second: {phase: plan, text: h, topic: work, choices: {on: {text: i, score: 5, to: end}}}
  end: {phase: after, text: j, ending: {kind: wise, title: k, outcome: l}}
""")
    play = Play.begin(scenario, 1).decide(choice)
    assert isinstance(play, Play)
    result = score(play)
    assert (result.path, result.topics, result.clauses) == (earned, topics, clauses)


@pytest.mark.parametrize(
    ("overall", "told"),
    [
        (None, ""),
        (Bounds(-3, 8), "Your way earned 5 marks; whole plays earn from -3 to 8."),
        (Bounds(-3, 8, exact=False), "Your way earned 5 marks; whole plays earn from -3 to 8, as far as is known."),
    ],
)
def test_a_way_is_set_beside_all_plays_where_these_are_known(overall: Bounds | None, told: str):
    """A short way that scored all it could does not look like the best play; what is not proved is said to be so."""
    assert overall_told(Score(Marks(5, 0, 5, 2), overall=overall)) == told


@given(plays())
def test_a_debrief_keeps_what_all_plays_can_earn(play: Play):
    """The bounds handed to a debrief stand beside its score, and change nothing else of it."""
    bounds = Bounds(-100, 100)
    assert debrief(play, bounds).score == Score(**{**_parts(debrief(play).score), "overall": bounds})


def _parts(earned: Score) -> dict[str, object]:
    return {"path": earned.path, "topics": earned.topics, "clauses": earned.clauses}
