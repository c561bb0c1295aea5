"""Quizzes and reviews line by line, over a real store and a clock that the test moves."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from banks import EVERY_TYPE, bank

from isoquest.content.reference import Reference
from isoquest.plain.quizzing import PlainQuiz
from isoquest.plain.reviewing import PlainReview
from isoquest.progress.quizzing import QuizSitting, ResumedQuiz, resume_quiz
from isoquest.progress.reviewing import QuestionPrompt, ReviewSitting
from isoquest.progress.store import Opened, Store, open_store
from isoquest.quiz.asking import ids_shown, right_answer
from isoquest.quiz.drawing import Item
from isoquest.quiz.session import Terms

START = datetime(2026, 11, 2, 9, tzinfo=UTC)


class Desk:
    """A learner's desk: a store, a clock, what was said, and a hand that types."""

    def __init__(self, folder: Path) -> None:
        self.now = START
        opened = open_store(folder / "home", lambda: self.now)
        assert isinstance(opened, Opened)
        self.store: Store = opened.store
        self.profile = self.store.current_profile().id
        self.own = folder / "own"
        self.said: list[str] = []
        (self.own / "banks").mkdir(parents=True, exist_ok=True)
        (self.own / "banks" / "every.yaml").write_text(EVERY_TYPE, encoding="utf-8")

    def begin(self, terms: Terms) -> QuizSitting:
        """An attempt at the bank of every type."""
        every = bank(EVERY_TYPE)
        object.__setattr__(every, "id", "every")
        source = str(self.own / "banks" / "every.yaml")
        return QuizSitting.begin(self.store, self.profile, every, EVERY_TYPE, source, 7, terms, self.now)

    def quiz(self, sitting: QuizSitting, lines: Iterator[str]) -> str:
        """The quiz played with lines typed."""
        ask = lambda _: next(lines, None)  # noqa: E731 - a hand that types
        return PlainQuiz(sitting, Reference(), self.said.append, ask, lambda: self.now).run()

    @property
    def text(self) -> str:
        """All that was said."""
        return "\n".join(self.said)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk of its own for each test."""
    made = Desk(tmp_path)
    yield made
    made.store.close()


def line_for(item: Item) -> str:
    """What one types to answer an item rightly."""
    answer = right_answer(item.question)
    if item.question.type in ("number", "text", "blanks"):
        return "; ".join(answer)
    ids = ids_shown(item)
    return " ".join(str(ids.index(part) + 1) for part in answer)


def test_a_practice_round_is_answered_at_once_and_summed_up(desk: Desk):
    """Every type of question is put, answered, explained, and counted by topic."""
    sitting = desk.begin(Terms())
    left = desk.quiz(sitting, iter([line_for(item) for item in sitting.session.items]))
    assert left == "over"
    assert desk.said.count("Right.") == 8
    assert "Result: 100 % (8 of 8)" in desk.text
    assert "- The chain: 100 % of 4" in desk.text


def test_a_mistake_is_told_with_both_reasons(desk: Desk):
    """The reason of the option taken and that of the right one are told, and the mark is not lost on a typing error."""
    sitting = desk.begin(Terms())
    (who,) = (item for item in sitting.session.items if item.question.id == "who")
    lines = [line_for(item) for item in sitting.session.items]
    place = sitting.session.items.index(who)
    lines[place : place + 1] = ["nonsense", str(ids_shown(who).index("iso") + 1)]
    desk.quiz(sitting, iter(lines))
    assert "Type its number. (? for help)" in desk.text
    assert "- ISO: ISO certifies nobody." in desk.text
    assert "- A certification body: It audits and certifies." in desk.text
    assert "Result: 87 % (7 of 8)" in desk.text


def test_an_exam_tells_nothing_before_its_end_and_survives_being_left(desk: Desk):
    """Left in the middle and taken up again: time has gone on, answers stand, and the end tells all."""
    sitting = desk.begin(Terms(mode="exam", seconds=600, pass_mark=50))
    lines = [line_for(item) for item in sitting.session.items]
    assert desk.quiz(sitting, iter(lines[:5])) == "end-of-input"
    assert "Right" not in desk.text
    desk.now += timedelta(minutes=7)
    resumed = resume_quiz(desk.store, desk.store.attempts(desk.profile)[0], None)
    assert isinstance(resumed, ResumedQuiz)
    assert desk.quiz(resumed.sitting, iter([lines[5], ":1", "h"])) == "over"
    assert "Question 6 of 8, 3:00 left" in desk.said
    assert "Passed." in desk.said
    assert "Result: 75 % (6 of 8)" in desk.text


def test_a_number_of_any_length_is_no_question(desk: Desk):
    """Neither the word that goes to a question nor the one that says how sure one is trips over a long number."""
    sitting = desk.begin(Terms(mode="exam", certainty=True))
    assert desk.quiz(sitting, iter([f":{'9' * 5000}", line_for(sitting.session.items[0]), "9" * 5000, "q"])) == "left"
    assert "There are questions 1 to 8." in desk.said
    assert "Type 1, 2 or 3." in desk.said


def test_an_exam_ends_by_itself_when_its_time_is_up(desk: Desk):
    """An answer given after the limit does not count, and the exam is over."""
    sitting = desk.begin(Terms(mode="exam", seconds=60))

    def too_late() -> Iterator[str]:
        desk.now += timedelta(minutes=2)
        yield line_for(sitting.session.items[0])

    assert desk.quiz(sitting, too_late()) == "over"
    assert "Question 1 of 8, 1:00 left" in desk.said
    assert "The time is up; this answer came too late. (? for help)" in desk.said
    assert "Result: 0 % (0 of 8)" in desk.text


def test_a_week_of_reviews_brings_back_what_was_missed(desk: Desk):
    """What was answered wrong is asked again, day by day, at growing distance, until it is known."""
    sitting = desk.begin(Terms())
    for item in sitting.session.items:
        sitting.answer(item.question.id, (), None, desk.now)
    asked = []
    for _ in range(7):
        review = ReviewSitting.begin(desk.store, desk.profile, desk.own, UTC)
        count = 0
        while (prompt := review.prompt()) is not None:
            assert isinstance(prompt, QuestionPrompt)
            typed = iter([line_for(prompt.item)])
            before = review.done
            PlainReview(review, Reference(), desk.said.append, lambda _, typed=typed: next(typed, None)).run()
            count += review.done - before
        asked.append(count)
        desk.now += timedelta(days=1)
    assert asked[0] >= 8
    assert 0 in asked[1:]
    assert sum(asked) < 8 * 7
    assert "Nothing is left to review today." in desk.text


def test_an_exclamation_mark_is_part_of_an_answer_unless_it_says_how_sure_one_is(desk: Desk):
    """`!3` behind an answer is taken off it; `!5` is not."""
    sitting = desk.begin(Terms(topics=("process",)))
    sitting.answer("soa", ("x",), None, desk.now)
    review = ReviewSitting.begin(desk.store, desk.profile, desk.own, UTC)
    lines = iter(["soa!5", "u", "soa !3", "q"])
    PlainReview(review, Reference(), desk.said.append, lambda _: next(lines, None)).run()
    assert [word for word in desk.said if word in ("Right.", "Not right.")] == ["Not right.", "Right."]


def test_the_last_review_can_be_taken_back(desk: Desk):
    """`u` asks the same card again, as it was."""
    sitting = desk.begin(Terms(topics=("process",)))
    sitting.answer("law", ("true",), None, desk.now)
    review = ReviewSitting.begin(desk.store, desk.profile, desk.own, UTC)
    lines = iter(["2", "u", "1", "q"])
    PlainReview(review, Reference(), desk.said.append, lambda _: next(lines, None)).run()
    assert desk.said.count("Standards are law.") >= 3
    assert "Taken back." in desk.said
