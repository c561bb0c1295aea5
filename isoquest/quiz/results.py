"""What a session came to: by topic, by certainty, and whether it passed."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from isoquest.content.questions import Question
from isoquest.quiz.feedback import misconceptions_shown
from isoquest.quiz.grading import Mark, certainty_mark
from isoquest.quiz.session import Given, Session


@dataclass(frozen=True, slots=True)
class Tally:
    """Marks earned of those that could be."""

    earned: Fraction = Fraction(0)
    questions: int = 0

    def with_mark(self, share: Fraction) -> Tally:
        """The tally with one more question."""
        return Tally(self.earned + share, self.questions + 1)

    @property
    def percent(self) -> int:
        """Whole per cent, rounded down, so that 100 means nothing was missed; 0 without questions."""
        return int(100 * self.earned / self.questions) if self.questions else 0


@dataclass(frozen=True, slots=True)
class Answered:
    """A question of the session with what was answered and earned."""

    question: Question
    given: Given | None
    mark: Mark


@dataclass(frozen=True, slots=True)
class Result:
    """What a session came to."""

    answered: tuple[Answered, ...]
    total: Tally
    topics: dict[str, Tally] = field(default_factory=dict)
    passed: bool | None = None
    """None outside an exam."""
    certainty_total: Fraction | None = None
    """Marks by certainty; None where certainty was not asked for."""
    calibration: dict[int, Tally] = field(default_factory=dict)
    """How often one was wholly right at each certainty."""


def beliefs_tested(came_to: Result) -> dict[str, bool]:
    """The misconceptions that the answered questions put to the learner, by id: whether some answer showed it."""
    tested: dict[str, bool] = {}
    for each in came_to.answered:
        if each.given is None:
            continue
        question = each.question
        named = [question.misconception, *(option.misconception for option in question.options.values())]
        shown = misconceptions_shown(question, each.given.answer, right=each.mark.right)
        for name in filter(None, named):
            tested[name] = tested.get(name, False) or name in shown
    return tested


def result(session: Session) -> Result:
    """What a session has come to so far; questions without an answer earn nothing, and in practice are left out."""
    answers = session.counting
    answered = tuple(
        Answered(item.question, answers.get(item.question.id), session.mark(item))
        for item in session.items
        if session.terms.mode == "exam" or item.question.id in answers
    )
    total, topics, calibration = Tally(), dict[str, Tally](), dict[int, Tally]()
    by_certainty = Fraction(0)
    for each in answered:
        total = total.with_mark(each.mark.share)
        topics[each.question.topic] = topics.get(each.question.topic, Tally()).with_mark(each.mark.share)
        if each.given is not None and each.given.certainty is not None:
            certainty = each.given.certainty
            by_certainty += certainty_mark(each.mark.share, certainty)
            calibration[certainty] = calibration.get(certainty, Tally()).with_mark(Fraction(each.mark.right))
    return Result(
        answered,
        total,
        topics,
        total.percent >= session.terms.pass_mark if session.terms.mode == "exam" else None,
        by_certainty if session.terms.certainty else None,
        dict(sorted(calibration.items())),
    )
