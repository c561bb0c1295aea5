"""Sessions replay."""

from dataclasses import replace
from itertools import cycle

from banks import EVERY_TYPE, bank
from hypothesis import given
from hypothesis import strategies as st

from isoquest.quiz.asking import from_numbers, ids_shown, right_answer, shown
from isoquest.quiz.results import result
from isoquest.quiz.session import Session, Terms, replay

BANK = bank()
SEEDS = st.integers(0, 2**64 - 1)


def answered_rightly(session: Session, upto: int | None = None) -> Session:
    """The session with right answers to its first items."""
    for item in session.items[:upto]:
        after = session.answer(item.question.id, right_answer(item.question), None, 1.0)
        assert isinstance(after, Session)
        session = after
    return session


@given(seed=SEEDS, count=st.integers(1, 12))
def test_equal_seeds_draw_equal_sessions_without_repeats(seed: int, count: int):
    """The draw follows from bank and seed alone, and no question comes twice."""
    first, second = (Session.begin(BANK, seed, Terms(count=count)) for _ in range(2))
    drawn = [item.question.id for item in first.items]
    assert first.items == second.items
    assert len(drawn) == len(set(drawn)) == min(count, len(BANK.questions))


@given(seed=SEEDS, clause=st.sampled_from(["", "9", "9.2", "7"]))
def test_only_questions_of_a_clause_are_drawn(seed: int, clause: str):
    """Where the terms name one: those that name it or a part of it."""
    numbered = replace(
        BANK,
        questions={
            name: replace(question, id=name, clause=number)
            for (name, question), number in zip(
                BANK.questions.items(), cycle(["9.2", "9.2.1", "7", None]), strict=False
            )
        },
    )
    drawn = [item.question.clause or "" for item in Session.begin(numbered, seed, Terms(clause=clause)).items]
    assert sorted(drawn) == sorted(
        number for each in numbered.questions.values() if (number := each.clause or "").startswith(clause)
    )


@given(seed=SEEDS)
def test_a_pinned_option_keeps_its_place(seed: int):
    """An option marked `fixed` is shown where it was written, the others around it."""
    (who,) = (item for item in Session.begin(BANK, seed, Terms()).items if item.question.id == "who")
    assert shown(who)[2] == "The national member of ISO"
    assert sorted(who.arrangement) == [0, 1, 2]


@given(seed=SEEDS)
def test_naming_the_right_parts_by_their_numbers_is_the_right_answer(seed: int):
    """However the parts are shuffled, the numbers on the screen lead to the answer meant."""
    for item in Session.begin(BANK, seed, Terms()).items:
        if not shown(item) or item.question.type == "match":
            continue
        ids = ids_shown(item)
        numbers = [ids.index(part) + 1 for part in right_answer(item.question)]
        assert from_numbers(item, numbers) == right_answer(item.question)


@given(seed=SEEDS, upto=st.integers(0, 8), finished=st.booleans())
def test_a_session_is_replayed_from_what_was_given(seed: int, upto: int, finished: bool):
    """Bank, seed, terms and answers say all the rest."""
    terms = Terms(mode="exam", seconds=60)
    session = answered_rightly(Session.begin(BANK, seed, terms), upto)
    session = session.finish() if finished else session
    assert replay(BANK, seed, terms, session.given, finished=finished) == session


def test_practice_takes_one_answer_and_an_exam_the_last_one():
    """In practice the first answer stands; in an exam it may be changed until it is handed in."""
    practice, exam = (Session.begin(BANK, 1, Terms(mode=mode)) for mode in ("practice", "exam"))
    once = practice.answer("law", ("true",), None, 0.0)
    assert isinstance(once, Session)
    assert once.answer("law", ("false",), None, 0.0) == "That question has been answered."
    changed = exam.answer("law", ("true",), None, 0.0)
    assert isinstance(changed, Session)
    again = changed.answer("law", ("false",), None, 1.0)
    assert isinstance(again, Session)
    assert again.counting["law"].answer == ("false",)


def test_no_answer_counts_after_the_time_limit():
    """At the limit itself it is too late, and what was given before stays."""
    exam = Session.begin(BANK, 1, Terms(mode="exam", seconds=60))
    assert isinstance(exam.answer("law", ("true",), None, 59.9), Session)
    assert exam.answer("law", ("true",), None, 60.0) == "The time is up; this answer came too late."


def test_an_unanswered_exam_question_counts_and_the_pass_mark_decides():
    """Four right of eight are 50 %: a pass at 50, none at 51."""
    for pass_mark, passed in ((50, True), (51, False)):
        session = answered_rightly(Session.begin(BANK, 3, Terms(mode="exam", pass_mark=pass_mark)), 4).finish()
        assert (result(session).total.percent, result(session).passed) == (50, passed)


def test_topics_sum_to_the_whole_and_only_topics_asked_for_are_drawn():
    """Tallies by topic add up; a session on one topic holds no other."""
    whole = result(answered_rightly(Session.begin(BANK, 3, Terms())))
    assert sum(tally.questions for tally in whole.topics.values()) == whole.total.questions == 8
    one = Session.begin(BANK, 3, Terms(topics=("process",)))
    assert {item.question.topic for item in one.items} == {"process"}


def test_calibration_counts_how_often_one_was_right_at_each_certainty():
    """Right at 3 and wrong at 1: 100 % and 0 %, and 3 marks in all."""
    session = Session.begin(BANK, 3, Terms(certainty=True))
    assert session.answer("law", ("false",), None, 0.0) == "Say how sure you are: 1, 2 or 3."
    for name, answer, certainty in (("law", ("false",), 3), ("who", ("iso",), 1)):
        after = session.answer(name, answer, certainty, 0.0)
        assert isinstance(after, Session)
        session = after
    came = result(session)
    assert {level: tally.percent for level, tally in came.calibration.items()} == {1: 0, 3: 100}
    assert came.certainty_total == 3


def test_an_edited_bank_says_which_answer_no_longer_fits():
    """Replaying on a bank without the question names the answer."""
    session = Session.begin(BANK, 1, Terms()).answer("law", ("true",), None, 0.0)
    assert isinstance(session, Session)
    other = bank(EVERY_TYPE.replace("  law: {", "  rule: {"))
    assert "Answer 1, to `law`, no longer fits" in str(replay(other, 1, Terms(), session.given, finished=False))
