"""A quiz with someone at it: answers, time, ends, cards, and resuming it."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from progress_quiz import (
    BANK,
    EXAM,
    PRACTICE,
    RIGHT,
    TEXT,
    WRONG,
    answers,
    at,
    bank_of,
    resumed,
    sit,
    text_of,
)

from isoquest.content.library import bundled_reference
from isoquest.content.reading import read_scenario
from isoquest.progress.attempt_texts import given_as_text, read_given, read_terms, terms_as_text
from isoquest.progress.quizzing import resume_quiz
from isoquest.progress.sitting import Sitting
from isoquest.quiz.results import Answered
from isoquest.quiz.session import Given, Terms

SECONDS = replace(EXAM, seconds=60)


def test_an_answer_is_on_disk_before_its_outcome(shelf, store):
    """What was answered is in the file when the mark is returned, with its certainty and its second."""
    sitting = sit(store, replace(PRACTICE, certainty=True))
    outcome = sitting.answer("q0", WRONG, 3, at(2.5))
    assert isinstance(outcome, Answered)
    assert (outcome.question.id, outcome.given.answer, outcome.mark.right) == ("q0", WRONG, False)
    (saved,) = shelf.open().attempts(1, "small")
    assert saved.decisions == ('{"q":"q0","a":["false"],"c":3,"t":2.5}',)
    assert (saved.ending, saved.summary, saved.source) == (None, "1 of 5 answered", "")
    assert sitting.answer("q1", RIGHT, None, at(3)) == "Say how sure you are: 1, 2 or 3."
    assert sitting.answer("q0", RIGHT, 1, at(3)) == "That question has been answered."


def test_practice_ends_with_its_last_question(store):
    """The last answer completes a practice, with what it came to."""
    sitting = sit(store, PRACTICE)
    for number in range(5):
        sitting.answer(f"q{number}", RIGHT if number else WRONG, None, at(number))
    assert (sitting.saved.ending, sitting.saved.summary) == ("finished", "80 %")
    assert sitting.finish(at(9)).total.percent == 80
    again = resumed(store, sitting.saved, at(99)).session
    assert again.over
    assert again.given == sitting.session.given


def test_an_exam_ends_when_it_is_handed_in(shelf, store):
    """Answers can be changed until then; what has no answer counts as blank."""
    sitting = sit(store)
    for number in range(4):
        sitting.answer(f"q{number}", WRONG, None, at(number))
        sitting.answer(f"q{number}", RIGHT, None, at(number))
    assert sitting.saved.ending is None
    outcome = sitting.finish(at(9))
    assert (outcome.total.percent, outcome.passed) == (80, True)
    assert shelf.open().play(sitting.saved.id) == sitting.saved
    assert (sitting.saved.ending, sitting.saved.summary) == ("finished", "80 %, passed")
    assert sitting.answer("q4", RIGHT, None, at(10)) == "This session is over."
    before = sitting.saved
    sitting.finish(at(11))
    assert sitting.saved == before


def test_what_was_missed_becomes_a_card(store):
    """In practice at once, in an exam at its end; a question without an answer becomes none."""
    practice = sit(store, PRACTICE)
    practice.answer("q0", RIGHT, None, at(1))
    assert store.card_count(1) == 0
    practice.answer("q1", WRONG, None, at(2))
    card = store.card(1, "quiz:small:q1")
    assert (card.topic, card.due, card.reviews) == ("t1", at(2), 0)
    exam = sit(store)
    for name in ("q1", "q2", "q3"):
        exam.answer(name, WRONG, None, at(3))
    exam.answer("q3", RIGHT, None, at(4))
    assert store.card_count(1) == 1
    exam.finish(at(5))
    assert [each.key for each in store.due_cards(1, at(6), 9)] == ["quiz:small:q1", "quiz:small:q2"]
    assert store.card(1, "quiz:small:q1") == card


def test_an_exam_is_resumed_as_it_was_left(shelf, store):
    """After a new start the session, the order and the time are those that were left."""
    sitting = sit(store, replace(SECONDS, shuffle=True, topics=("t0",), certainty=True))
    name = sitting.session.items[0].question.id
    sitting.answer(name, RIGHT, 2, at(10))
    store.close()
    again = resumed(shelf.open(), shelf.open().play(sitting.saved.id), sitting.saved.started)
    assert again.session == sitting.session
    assert again.told == []
    assert isinstance(again.answer(again.session.items[1].question.id, WRONG, 1, at(20)), Answered)


def test_the_time_limit_runs_on_while_the_program_is_closed(store):
    """Time away counts, and an exam whose time is up when it is resumed is finished with what was answered."""
    sitting = sit(store, SECONDS)
    began = sitting.saved.started
    sitting.answer("q0", WRONG, None, at(10))
    away = resumed(store, sitting.saved, began.replace(second=began.second + 40))
    assert away.elapsed(began.replace(second=began.second + 45)) == 45
    assert away.time_left(began.replace(second=began.second + 45)) == 15
    late = resumed(store, sitting.saved, began.replace(minute=began.minute + 1))
    assert late.session.finished
    assert late.told == ["The time is up. What was answered until then counts."]
    assert late.saved.ending == "finished"
    assert answers(late) == {"q0": WRONG}
    assert store.card(1, "quiz:small:q0") is not None
    assert resumed(store, late.saved, began).told == []


def test_an_answer_after_the_time_ends_the_exam(store):
    """It does not count, and the exam is finished."""
    sitting = sit(store, SECONDS)
    sitting.answer("q0", RIGHT, None, at(59))
    assert sitting.answer("q1", RIGHT, None, at(60)) == "The time is up; this answer came too late."
    assert sitting.saved.ending == "finished"
    assert answers(sitting) == {"q0": RIGHT}
    assert sitting.time_left(at(61)) == 0


def test_a_clock_put_back_stretches_no_exam(store):
    """Time only goes forward, within a sitting and over a restart, and what was recorded stays."""
    sitting = sit(store, SECONDS)
    assert sitting.elapsed(at(30)) == 30
    assert sitting.elapsed(at(-3600)) == 30
    sitting.answer("q0", RIGHT, None, at(-3590))
    assert sitting.session.given[0].at == 40
    again = resumed(store, sitting.saved, at(-7200))
    assert again.elapsed(at(-7200)) == 40
    assert again.time_left(at(-7190)) == 10
    assert isinstance(again.answer("q1", RIGHT, None, at(-7180)), str)
    assert again.saved.ending == "finished"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=st.lists(st.floats(-1e6, 1e6), max_size=8), span=st.floats(0, 1e4))
def test_whatever_the_clock_does_time_goes_on(store, moves, span):
    """However often the clock is set, no time is ever given back, and none that passes is left out."""
    sitting = sit(store)
    before = 0.0
    for move in moves:
        now = sitting.elapsed(at(move))
        assert now >= before
        before = sitting.elapsed(at(move + span))
        assert before - now == pytest.approx(span, abs=1e-4)


def test_without_a_limit_no_time_is_left_or_lacking(store):
    """An attempt without a time limit has no end of time."""
    assert sit(store).time_left(at(10**6)) is None


def test_an_edited_bank_is_finished_as_it_was_begun(shelf, store):
    """An attempt goes on with the questions and keys that it was begun with, whatever became of the file."""
    sitting = sit(store)
    sitting.answer("q0", RIGHT, None, at(1))
    store.close()
    store = shelf.open()
    edited = bank_of(text_of(right=False, prefix="other"))
    for now in (edited, None):
        found = resume_quiz(store, store.play(sitting.saved.id), now)
        assert found.on_old_content
        assert [item.question.id for item in found.sitting.session.items] == [f"q{number}" for number in range(5)]
        assert found.sitting.answer("q1", RIGHT, None, at(2)).mark.right
    assert found.sitting.saved.content_hash == BANK.content_hash
    assert not resume_quiz(store, found.sitting.saved, BANK).on_old_content


def test_why_an_attempt_cannot_go_on(store):
    """One sentence says why, and nothing is changed."""
    made = sit(store).saved
    lost = replace(made, content_hash="never kept")
    faults = [
        (lost, BANK, "edited or removed"),
        (replace(made, terms=""), BANK, "cannot be read"),
        (replace(made, decisions=('{"q":"q0"',)), BANK, "cannot be read"),
        (replace(made, decisions=('{"q":"gone","a":["true"],"t":1}',)), BANK, "`gone`, no longer fits"),
    ]
    for saved, bank, words in faults:
        sentence = resume_quiz(store, saved, bank)
        assert words in sentence
        assert sentence.endswith(".")
    store.keep_content("now in pieces", "title: [")
    assert "edited or removed" in resume_quiz(store, replace(made, content_hash="now in pieces"), None)
    assert store.play(made.id) == made


def test_a_quiz_goes_on_where_nothing_can_be_saved(shelf):
    """The notice says why; later everything is on disk, the questions too."""
    shelf.folder.write_text("in the way")
    store = shelf.open_with_notices().store
    sitting = sit(store, PRACTICE)
    assert sitting.notice
    assert sitting.answer("q0", WRONG, None, at(1)).mark.share == 0
    assert sitting.notice
    shelf.folder.unlink()
    sitting.save(at(2))
    assert sitting.notice == ""
    again = shelf.open()
    assert again.content(BANK.content_hash) == TEXT
    assert answers(resumed(again, again.attempts(1)[0], at(3), None)) == {"q0": WRONG}
    assert again.card_count(1) == 1


@pytest.mark.parametrize(
    "text",
    [
        *("", "{", "[]", "5", '{"mode":"joke","topics":[]}', '{"mode":"exam"}', '{"x":1}', "[" * 100_000),
        '{"mode":"exam","topics":[],"count":"x"}',
    ],
)
def test_terms_that_are_none_of_ours(text):
    """Nothing raises for a text that makes no sense."""
    assert read_terms(text) is None


@pytest.mark.parametrize(
    "text",
    [
        *("", "{", "[]", "5", '{"q":"a"}', '{"q":"a","a":[],"t":"x"}', '{"q":"a","a":[],"t":1,"c":9}', "[" * 100_000),
        *('{"q":"a","a":[],"t":NaN}', '{"q":"a","a":[],"t":1e300}'),
    ],
)
def test_answers_that_are_none_of_ours(text):
    """Nothing raises for a text that makes no sense."""
    assert read_given(text) is None


def test_texts_come_back():
    """Terms and answers read back as they were, half characters too."""
    terms = Terms("exam", 3, ("ä", "b"), True, 55, 60, False, "7.1.5")
    assert read_terms(terms_as_text(terms)) == terms
    for each in (Given("q", ("\ud800ä", ""), None, 0.1 + 0.2), Given("q", (), 3, 0.0)):
        assert read_given(given_as_text(each)) == each


SCENARIO = """
isoquest: 1
title: Small
summary: Small.
topics: {one: One}
start: letter
nodes:
  letter:
    phase: choose
    text: A letter.
    choices:
      best: {text: Best, score: 3, to: even}
      poor: {text: Poor, score: 1, topic: one, to: even}
      none: {text: None, to: even}
  even:
    phase: plan
    text: Either.
    choices:
      left: {text: Left, to: over}
      right: {text: Right, to: over}
  over: {phase: after, ending: {kind: success, title: Over, outcome: Done.}, text: Over.}
"""


@pytest.mark.parametrize(("choice", "topic"), [("best", None), ("poor", "one"), ("none", "choose")])
def test_a_missed_decision_becomes_a_card(store, choice, topic):
    """A choice that scores less than the best becomes a card, by the topic or the phase; others become none."""
    reading = read_scenario(SCENARIO.encode(), "scenario.yaml", bundled_reference()[0], "small")
    sitting = Sitting.begin(store, 1, reading.scenario, "", 7)
    sitting.decide(choice)
    sitting.decide("left")
    (made,) = store.due_cards(1, store.now(), 9) or (None,)
    assert (made and (made.key, made.topic)) == (topic and ("play:small:letter", topic))
