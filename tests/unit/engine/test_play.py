"""A play is its decisions: whatever was decided can be replayed, undone, saved, and survives an edited scenario."""

from __future__ import annotations

import pytest
from generated import loaded, open_ids, plays, walk
from hypothesis import given, settings
from hypothesis import strategies as st

from isoquest.engine.journal import NotAJournal, from_text, journal_of, to_text
from isoquest.engine.play import Play, Stopped, replay
from isoquest.engine.rules import available, choose, is_over
from isoquest.engine.state import Decision, Refusal


@settings(max_examples=80)
@given(plays())
def test_replay_equals_play(play: Play):
    """The decisions alone, with the seed, give every step again: states, events and hashes."""
    again = replay(play.scenario, play.seed, play.decisions)
    assert again.stopped is None
    assert again.play.steps == play.steps
    assert [hash(step.state) for step in again.play.steps] == [hash(step.state) for step in play.steps]


@given(plays())
def test_seed_counts_by_its_64_bits(play: Play):
    """Seeds that agree in their lower 64 bits give the same play; any whole number will do."""
    for seed in (play.seed + 2**64, play.seed - 2**64):
        assert replay(play.scenario, seed, play.decisions).play.steps == play.steps


@given(plays())
def test_undo_takes_back_one_decision(play: Play):
    """Undone, a play stands exactly where it stood; undone to the beginning, it stays there."""
    assert play.undo().steps == (play.steps[:-1] or play.steps) if play.decisions else play.undo().steps == play.steps
    for count in range(len(play.steps)):
        assert play.back_to(count).steps == replay(play.scenario, play.seed, play.decisions[:count]).play.steps


@given(plays(), st.integers(0, 5))
def test_undo_after_a_decision_is_the_state_before(play: Play, pick: int):
    """Whatever is decided next, undo gives back an equal state with an equal hash."""
    ids = open_ids(play.scenario, play.state)
    if ids:
        after = play.decide(ids[pick % len(ids)])
        assert isinstance(after, Play)
        assert (after.undo().state, hash(after.undo().state)) == (play.state, hash(play.state))


@given(plays())
def test_saved_list_survives_its_file(play: Play):
    """Written to a file's text and read again, a play's list is the same and replays to the same end."""
    journal = journal_of(play)
    read = from_text(to_text(journal))
    assert read == journal
    assert not isinstance(read, NotAJournal)
    assert replay(play.scenario, read.seed, read.decisions).play.steps == play.steps


@given(plays())
def test_decisions_are_counted_by_steps(play: Play):
    """Every step after the first is one decision, taken at the node where the play then stood."""
    assert len(play.decisions) == len(play.steps) - 1
    assert [d.node for d in play.decisions] == [step.state.node for step in play.steps[:-1]]


@given(plays(), st.text(max_size=8) | st.sampled_from(["a", "b", "c", "continue", ""]))
def test_what_can_be_chosen_is_what_is_open(play: Play, other: str):
    """A choice is possible exactly when it is offered and not locked; else it changes nothing and says why."""
    open_now = open_ids(play.scenario, play.state)
    for choice in {other, "a", "b", "c", "continue"}:
        outcome = play.decide(choice)
        assert isinstance(outcome, Play) == (choice in open_now)
        assert isinstance(outcome, Play) or outcome.reason.endswith(".")
    assert play.over == (not open_now)


@given(plays())
def test_locked_choice_gives_its_reason(play: Play):
    """Refusing a locked choice, the rules say what the author wrote under `locked`."""
    for option in available(play.scenario, play.state):
        if option.locked:
            assert choose(play.scenario, play.state, option.id) == Refusal(option.locked)


@given(plays(), st.data())
def test_replay_of_a_list_with_one_wrong_decision_stands_before_it(play: Play, data: st.DataObject):
    """Where one decision of a list is impossible, the play stands just before it and the rest is left."""
    if not play.decisions:
        return
    index = data.draw(st.integers(0, len(play.decisions) - 1))
    decisions = list(play.decisions)
    decisions[index] = decisions[index]._replace(choice="no-such-choice")
    replayed = replay(play.scenario, play.seed, decisions)
    assert replayed.play.steps == play.steps[: index + 1]
    assert isinstance(replayed.stopped, Stopped)
    assert (replayed.stopped.index, replayed.stopped.decision) == (index, decisions[index])


def test_play_that_is_over_takes_no_decision():
    """At an ending nothing can be decided, and undo leads back into the play."""
    play = walk(loaded(QUAY), 1, [0, 0, 0])
    assert (play.over, is_over(play.scenario, play.state), play.decide("continue")) == (
        True,
        True,
        Refusal("The play is over; nothing is left to decide."),
    )
    assert not play.undo().over


QUAY = """
isoquest: 1
title: The quay
summary: A letter, a board, an end.
meters: {budget: {start: 20, max: 60}, trust: {start: 3}}
evidence: {scope: Scope}
start: letter
nodes:
  letter:
    phase: choose
    text: A letter.
    choices:
      ask: {text: Ask., add: {budget: -1}, to: board-room}
      wait: {text: Wait., to: board-room}
  board-room:
    phase: plan
    text: They meet.
    choices:
      sign: {text: Sign., set: {scope: true}, to: harbour}
      leave: {text: Leave., to: harbour}
  harbour:
    phase: run
    text: Ships.
    to: end
  end:
    phase: after
    text: It is over.
    ending: {kind: success, title: The end, outcome: It is over.}
"""
SAVED = (Decision("letter", "ask"), Decision("board-room", "sign"), Decision("harbour", "continue"))


def edited(*changes: tuple[str, str]) -> str:
    """The quay after some edits."""
    text = QUAY
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text


ASK = "      ask: {text: Ask., add: {budget: -1}, to: board-room}\n"
WAIT = "      wait: {text: Wait., to: board-room}\n"


@pytest.mark.parametrize(
    "text",
    [
        edited((ASK, "      ring: {text: Ring., to: board-room}\n" + ASK)),
        edited((ASK + WAIT, WAIT + ASK)),
        edited((WAIT, "")),
        edited(("Ask.", "Ask Anneke what she needs."), ("A letter.", "A long letter.")),
        edited(("budget: {start: 20", "budget: {start: 55")),
        edited(("budget", "money")),
        edited(("scope", "scope_statement")),
        edited(("add: {budget: -1}", "add: {budget: -9, trust: 2}")),
        edited(("  harbour:\n", "  tower:\n    phase: run\n    text: High.\n    to: end\n  harbour:\n")),
        edited(("to: harbour", "to: [{when: scope, node: harbour}, {node: end}]")),
        edited(("sign: {", "sign: {when: budget > 3, ")),
    ],
    ids=[
        "option above",
        "options swapped",
        "other option gone",
        "texts",
        "start value",
        "meter renamed",
        "evidence renamed",
        "effects",
        "new scene",
        "way with a condition that holds",
        "condition that holds",
    ],
)
def test_saved_play_goes_on_after_an_edit(text: str):
    """Texts, numbers, order and names that no decision holds may be edited freely: the play is still at its end."""
    replayed = replay(loaded(text), 1, SAVED)
    assert replayed.stopped is None
    assert (replayed.play.decisions, replayed.play.state.node) == (SAVED, "end")


@pytest.mark.parametrize(
    ("text", "misfit", "index", "stands_at", "says"),
    [
        (
            edited(("board-room", "boardroom")),
            "node-gone",
            1,
            "boardroom",
            "the scene `board-room` is no longer there (perhaps it is now `boardroom`)",
        ),
        (
            edited(("letter:", "mail:"), ("start: letter", "start: mail")),
            "node-gone",
            0,
            "mail",
            "the scene `letter` is no longer there",
        ),
        (
            edited(("sign: {", "sign-it: {")),
            "choice-gone",
            1,
            "board-room",
            "the choice `sign` of `board-room` is no longer there (perhaps it is now `sign-it`)",
        ),
        (edited((ASK, "")), "choice-gone", 0, "letter", "the choice `ask` of `letter` is no longer there"),
        (
            edited(("sign: {", "sign: {when: budget > 40, ")),
            "closed",
            1,
            "board-room",
            "the choice `sign` of `board-room` is no longer open: That is not open to you now",
        ),
        (
            edited(("sign: {", "sign: {when: budget > 40, locked: Too poor., ")),
            "closed",
            1,
            "board-room",
            "is no longer open: Too poor",
        ),
        (
            edited(("ask: {text: Ask., add: {budget: -1}, to: board-room", "ask: {text: Ask., to: harbour")),
            "elsewhere",
            1,
            "harbour",
            "the story now goes to `harbour` where it went to `board-room`",
        ),
        (
            edited(("start: 20, max: 60", "start: 1, max: 60, at_min: end")),
            "elsewhere",
            1,
            "end",
            "the story now goes to `end` where it went to `board-room`",
        ),
        (
            edited(
                ("    text: Ships.\n    to: end", "    text: Ships.\n    ending: {kind: wise, title: a, outcome: b}")
            ),
            "over",
            2,
            "harbour",
            "the play now ends at `harbour`",
        ),
        (
            edited(("    text: Ships.\n    to: end", "    text: Ships.\n    choices: {go: {text: Go., to: end}}")),
            "closed",
            2,
            "harbour",
            "`harbour` now asks for a decision",
        ),
        (
            edited(("    text: Ships.\n", "")),
            "elsewhere",
            2,
            "end",
            "the story now goes to `end` where it went to `harbour`",
        ),
    ],
    ids=[
        "scene renamed",
        "first scene renamed",
        "choice renamed",
        "choice deleted",
        "choice closed",
        "choice locked",
        "way changed",
        "edge reached",
        "scene became an ending",
        "scene asks now",
        "scene passed now",
    ],
)
def test_saved_play_stops_where_an_edit_broke_it(text: str, misfit: str, index: int, stands_at: str, says: str):
    """Where a decision no longer fits, the player is told which and why, and stands at the nearest earlier point."""
    replayed = replay(loaded(text), 1, SAVED)
    assert replayed.stopped is not None
    assert (replayed.stopped.misfit, replayed.stopped.index, replayed.stopped.decision) == (misfit, index, SAVED[index])
    assert (replayed.play.decisions, replayed.play.state.node) == (SAVED[:index], stands_at)
    assert f"Decision {index + 1} no longer fits: " in replayed.stopped.reason
    assert says in replayed.stopped.reason


def test_play_goes_on_from_where_it_stopped():
    """After a stop the player decides anew, and the new list replays to its end."""
    replayed = replay(loaded(edited(("sign: {", "sign-it: {"))), 1, SAVED)
    further = replayed.play.decide("sign-it")
    assert isinstance(further, Play)
    assert replay(further.scenario, 1, further.decisions).play.steps == further.steps


def test_list_that_goes_on_after_the_end_stops_there():
    """Decisions behind an ending are told to be too many."""
    replayed = replay(loaded(QUAY), 1, (*SAVED, Decision("end", "continue")))
    assert replayed.stopped is not None
    assert (replayed.stopped.misfit, replayed.stopped.index, replayed.play.over) == ("over", 3, True)
