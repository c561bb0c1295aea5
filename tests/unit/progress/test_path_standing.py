"""How far somebody is on a path follows from their plays and attempts alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from processes import SMALL
from progress_quiz import RIGHT, START, WRONG, bank_of, text_of

from isoquest.content.learning_path import Stage, Step
from isoquest.content.library import Shelved, bundled_reference
from isoquest.content.model import Scenario
from isoquest.content.reading import read_scenario
from isoquest.progress.path_standing import PathStanding, Target, standing_on, step_standing
from isoquest.progress.quizzing import QuizSitting
from isoquest.progress.saved import SavedPlay
from isoquest.progress.store import Store
from isoquest.quiz.session import Terms


def bakery() -> Scenario:
    """A scenario of three endings: one success, two failures."""
    scenario = read_scenario(SMALL.encode(), "bakery/scenario.yaml", bundled_reference()[0]).scenario
    assert scenario is not None
    return scenario


TEXT = text_of(12)
PLAY = Step(why="To play.", id="to-play", play="bakery")
QUIZ = Step(why="To answer.", id="to-answer", quiz="small", share=80)
TARGETS = {
    PLAY.id: Target(Shelved("bakery", Path("bakery/scenario.yaml"), bundled=True), bakery()),
    QUIZ.id: Target(Shelved("small", Path("small.yaml"), bundled=True), bank_of(TEXT)),
}
ORDERED = Stage("One after the other", "Both.", {PLAY.id: PLAY, QUIZ.id: QUIZ}, id="ordered")
EITHER = replace(ORDERED, any=1)


@st.composite
def records(draw: st.DrawFn) -> list[SavedPlay]:
    """Plays and attempts, some of them at other content, some of them of endings that there are no more."""
    found = []
    for number in range(draw(st.integers(0, 5))):
        is_play = draw(st.booleans())
        ending = draw(st.sampled_from([None, "certified", "refused", "gone"] if is_play else [None, "finished"]))
        asked = draw(st.integers(0, 12))
        share = draw(st.integers(0, 100))
        given_texts = tuple(f'{{"q":"q{each}","a":["true"],"t":1.0}}' for each in range(asked))
        found.append(
            SavedPlay(
                id=number + 1,
                profile_id=1,
                scenario=draw(st.sampled_from(["bakery", "other"] if is_play else ["small", "other"])),
                source=draw(st.sampled_from(["", "", "/elsewhere"])),
                version="1",
                content_hash="",
                seed=1,
                decisions=() if is_play else given_texts,
                started=START,
                changed=START + timedelta(minutes=draw(st.integers(0, 9))),
                revision=number,
                ending=ending,
                summary="The end" if is_play else f"{share} %" if ending else f"{asked} of 12 answered",
                kind="play" if is_play else "attempt",
                terms="" if is_play else '{"mode":"practice","topics":[]}',
            )
        )
    return found


def states(standing: PathStanding) -> dict[str, str]:
    """The state of each step by its id."""
    return {each.step.id: each.state for stage in standing.stages for each in stage.steps}


@given(records(), records())
def test_nothing_that_is_done_is_ever_undone(some: list[SavedPlay], more: list[SavedPlay]):
    """Whatever else is played or answered, what is done stays done and what is begun stays begun."""
    order = ("not begun", "under way", "done")
    before, after = (standing_on([ORDERED], TARGETS, each) for each in (some, [*some, *more]))
    for step, state in states(before).items():
        assert order.index(states(after)[step]) >= order.index(state)
    assert after.done >= before.done


@given(records(), st.randoms(use_true_random=False), st.sampled_from([ORDERED, EITHER]))
def test_the_standing_says_one_thing(some: list[SavedPlay], random, stage: Stage):
    """It depends on no order; what is next is left, and nothing is exactly when enough is done."""
    shuffled = list(some)
    random.shuffle(shuffled)
    standing = standing_on([stage], TARGETS, some)
    assert states(standing) == states(standing_on([stage], TARGETS, shuffled))
    (only,) = standing.stages
    assert standing.done <= standing.of == stage.enough
    assert (standing.next is None) == (standing.done == standing.of) == (only.left == ())
    assert standing.next is None or standing.next in only.left


@given(records())
def test_only_what_was_done_there_counts(some: list[SavedPlay]):
    """A play that has ended is done whatever its ending, a quiz from its share on; other content does not matter."""
    here = [each for each in some if each.source == "" and each.scenario != "other"]
    found = states(standing_on([ORDERED], TARGETS, some))
    assert found == states(standing_on([ORDERED], TARGETS, here))
    assert (found["to-play"] == "done") == any(each.kind == "play" and each.ending for each in here)
    quizzes = [each for each in here if each.kind == "attempt" and each.ending and len(each.decisions) >= 10]
    assert (found["to-answer"] == "done") == any(int(each.summary[:-2]) >= 80 for each in quizzes)


@given(records())
def test_the_best_ending_is_shown(some: list[SavedPlay]):
    """A success counts for more than a failure, and any ending that is known for more than one that is gone."""
    standing = step_standing(PLAY, TARGETS[PLAY.id], some)
    ended = {each.ending for each in some if each.kind == "play" and each.scenario == "bakery" and each.source == ""}
    best = next((name for name in ("certified", "refused") if name in ended), None)
    assert (standing.ending.title if standing.ending else None) == {
        "certified": "Certified",
        "refused": "Not certified",
        None: None,
    }[best]


@pytest.mark.parametrize(
    ("terms", "right", "wrong", "state"),
    [
        (Terms(), 12, 0, "done"),
        (Terms(), 10, 2, "done"),
        (Terms(), 9, 3, "under way"),
        (Terms(count=9), 9, 0, "under way"),  # too few to count
        (Terms(count=10), 10, 0, "done"),
        (Terms(mode="exam", count=10), 8, 0, "done"),  # two left blank, and asked all the same
        (Terms(mode="exam", topics=("t0",)), 6, 0, "under way"),  # the topic has six questions
        (Terms(mode="exam", clause="9.2"), 0, 0, "under way"),  # no question names it
        (Terms(mode="exam"), 0, 12, "under way"),
    ],
)
def test_a_quiz_counts_by_what_it_asked_and_what_was_right(
    store: Store, terms: Terms, right: int, wrong: int, state: str
):
    """Ten questions at least, practice and exam alike, and the share that the step wants."""
    sitting = QuizSitting.begin(store, store.current_profile().id, bank_of(TEXT), TEXT, "", 7, terms, START)
    target = TARGETS[QUIZ.id]
    answers = [RIGHT] * right + [WRONG] * wrong
    for item, answer in zip(sitting.session.items, answers, strict=False):
        sitting.answer(item.question.id, answer, None, START)
    assert step_standing(QUIZ, target, store.attempts(1)).state == ("under way" if not sitting.session.over else state)
    sitting.finish(START)
    assert step_standing(QUIZ, target, store.attempts(1)).state == state


def test_a_small_bank_counts_when_all_of_it_was_asked(store: Store):
    """A bank of five questions is done with five."""
    text = text_of(5)
    sitting = QuizSitting.begin(store, store.current_profile().id, bank_of(text), text, "", 7, Terms(), START)
    target = Target(Shelved("small", Path("small.yaml"), bundled=True), bank_of(text))
    for item in sitting.session.items:
        sitting.answer(item.question.id, RIGHT, None, START)
    standing = step_standing(QUIZ, target, store.attempts(1))
    assert (standing.state, standing.share, target.minutes) == ("done", 100, 5)
