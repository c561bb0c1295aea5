"""Expected plays: what is left out of their decisions, and what is said where they come out otherwise."""

from __future__ import annotations

import pytest
from banks import bank
from expecting import BAKERY, SHOP, outcome_of, play_of, said, scenario_of
from generated import plays
from hypothesis import given

from isoquest.authoring.expectations.model import ExpectedPlay, Taken
from isoquest.authoring.expectations.play_checks import check_play
from isoquest.authoring.expectations.playing import played
from isoquest.content.reading import read_scenario
from isoquest.content.reference import Reference
from isoquest.engine.play import Play, replay
from isoquest.engine.state import CONTINUE


def expected(play: Play, *, reading: bool = True) -> ExpectedPlay:
    """The play's own decisions, with or without those by which a node is only read and left."""
    taken = (Taken(decision) for decision in play.decisions if reading or decision.choice != CONTINUE)
    return ExpectedPlay(seed=play.seed, decisions=tuple(taken))


@given(plays())
def test_a_list_of_all_decisions_is_played_as_the_engine_plays_it(play: Play):
    """Up to the last decision the states are the same; behind it what is only read is left."""
    came = played(play.scenario, expected(play))
    assert came.misfit is None
    assert came.play.steps[: len(play.steps)] == play.steps
    assert replay(play.scenario, play.seed, came.play.decisions).play.state == came.play.state


def test_what_is_only_read_may_be_left_out():
    """In the middle and at the end, up to the node that is named or to the next decision."""
    assert played(BAKERY, play_of("decisions: [letter.ask]")).play.state.node == "after"
    assert played(BAKERY, play_of("decisions: [letter.ask], stops: night")).play.state.node == "night"
    in_full = played(BAKERY, play_of("decisions: [letter.ask, night.continue, audit.continue, after.mend]"))
    in_short = played(BAKERY, play_of("decisions: [letter.ask, after.mend]"))
    assert in_full == in_short


def test_reading_round_in_a_circle_ends():
    """Where the story only goes round, the play stands somewhere in the circle."""
    circle = scenario_of(
        SHOP.replace("to: after\n", "to: night\n", 1)  # night and audit lead to each other
    )
    assert played(circle, play_of("decisions: [letter.ask]", circle)).play.state.node in ("night", "audit")
    assert said("decisions: [letter.ask, after.mend]", circle)[0].startswith("decision 2, `after.mend`, does not fit")


GATE = """\
isoquest: 1
title: A gate
summary: Questions at a gate.
start: gate
nodes:
  gate: {phase: audit, text: The auditor asks., ask: {count: 3, score: 1}, to: out}
  out: {phase: after, text: Good., ending: {kind: success, title: Out, outcome: Out.}}
"""


@pytest.mark.parametrize("seed", range(5))
def test_right_and_wrong_answer_whatever_is_asked(seed: int):
    """Of questions of every type, three right answers score all, and one wrong answer a third less."""
    reading = read_scenario(GATE.encode(), "shop/scenario.yaml", Reference(), banks=lambda _: bank())
    assert reading.scenario is not None
    right, wrong = "gate.right, gate.right, gate.right", "gate.right, gate.wrong, gate.right"
    assert said(f"seed: {seed}, decisions: [{right}], ends: out, score: 100", reading.scenario) == []
    assert said(f"seed: {seed}, decisions: [{wrong}], ends: out, score: 66", reading.scenario) == []
    (stopped,) = outcome_of(f"seed: {seed}, decisions: [gate.right]", reading.scenario).failures
    assert stopped.message == "it stops at `gate`, which is no ending"
    assert stopped.hint.startswith("the question `")


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ("decisions: [letter.buy], ends: certified", "it ends at `broke`, not at `certified`"),
        ("decisions: [letter.ask], ends: certified", "it stops at `after`, not at `certified`"),
        ("decisions: [letter.ask]", "it stops at `after`, which is no ending"),
        ("decisions: [letter.ask], stops: audit, score: ..99", "the score is 100 %; expected: ..99"),
        ("decisions: [letter.guess], stops: audit, marks: 3", "the marks are 1 of 3; expected: 3"),
        ("decisions: [], stops: letter, score: 100", "there was nothing to earn on this way, so it has no score"),
        ("decisions: [letter.ask], stops: after, found: audit", "not found: audit; found: nothing"),
        (
            "decisions: [letter.guess], stops: after, not_found: [audit.money, audit.scope]",
            "not to be found: audit.money, audit.scope; found: audit.scope, audit.money",
        ),
        (
            "decisions: [letter.guess, after.mend], open: [audit.scope, audit.money]",
            "not open: audit.scope; open at the end: audit.money",
        ),
        (
            "decisions: [letter.guess, after.mend], closed: [audit.money, audit.scope]",
            "not closed: audit.money; open at the end: audit.money; found: audit.scope, audit.money",
        ),
        (
            "decisions: [letter.guess, after.shrug], holds: budget >= 8 and scope",
            "`budget >= 8 and scope` does not hold at the end, at `refused`: budget is 6, `scope` does not hold",
        ),
        ("decisions: [letter.ask], stops: night, holds: not scope", "`not scope` does not hold at the end, at `night`"),
    ],
)
def test_a_difference_says_what_came_instead(keys: str, message: str):
    """The ending, the score, the findings there were, the values in a condition."""
    assert said(keys) == [message]


NO_FIT, LOCKED = "does not fit:", "You would need more money"


@pytest.mark.parametrize(
    ("keys", "message", "hint"),
    [
        (
            "decisions: [lettr.ask]",
            "decision 1, `lettr.ask`, does not fit: the scene `lettr` is no longer there (perhaps it is now `letter`)",
            "at the beginning it stands at `letter`; open there: ask, buy, guess",
        ),
        (
            "decisions: [letter.wait, x.y]",
            f"decision 1, `letter.wait`, {NO_FIT} the choice `wait` of `letter` is no longer open: {LOCKED}",
            "at the beginning it stands at `letter`; open there: ask, buy, guess",
        ),
        (
            "decisions: [letter.ask, certified.stay]",
            "decision 2, `certified.stay`, does not fit: the story now goes to `after` where it went to `certified`",
            "after 1 decision it stands at `after`; open there: mend, shrug",
        ),
        (
            "decisions: [letter.buy, broke.go, x.y], ends: broke, score: 7",
            "decision 2, `broke.go`, does not fit: the play now ends at `broke`",
            "after 1 decision it stands at `broke`; the play is over there",
        ),
    ],
)
def test_a_decision_that_does_not_fit_says_why_and_what_was_open(keys: str, message: str, hint: str):
    """And nothing else is said of that play."""
    (failure,) = outcome_of(keys).failures
    assert (failure.message, failure.hint) == (message, hint)


def test_everything_that_is_as_expected_passes():
    """All keys at once, a check and a whole assessment being named."""
    keys = (
        "about: The careful way., seed: 3, decisions: [letter.guess, night.continue, after.mend], ends: certified, "
        "score: 40..60, marks: 2, found: [audit], not_found: [audit.money], closed: [audit.scope], holds: scope"
    )
    cheap = SHOP.replace("add: {budget: -4}", "add: {budget: -1}")
    assert outcome_of(keys, scenario_of(cheap)).verdict == "passed"


def test_a_failure_points_at_the_decision_or_the_key():
    """Line and column of what was written."""
    (misfit,) = outcome_of("decisions: [letter.ask, x.y]").failures
    (score,) = outcome_of("decisions: [letter.ask], stops: after, score: 7").failures
    assert (misfit.place.line, misfit.place.column) == (3, 7 + len("decisions: [letter.ask, "))
    assert (score.place.line, score.place.column) == (3, 7 + len("decisions: [letter.ask], stops: after, score: "))


def test_ten_thousand_decisions_are_played():
    """Round and round, and the last one still counts."""
    wheel = scenario_of(SHOP.replace("score: 3, to: night", "score: 3, to: letter"))
    text = ", ".join(["letter.ask"] * 10_000)
    outcome = outcome_of(f"decisions: [{text}, letter.buy], ends: broke, marks: 30000", wheel)
    assert outcome.verdict == "passed"
    assert len(outcome.play.decisions) == 10_001
    (misfit,) = check_play(wheel, play_of(f"decisions: [{text}, letter.x]", wheel)).failures
    assert misfit.message.startswith("decision 10001, `letter.x`, does not fit")
