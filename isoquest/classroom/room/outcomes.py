"""How a class did in its questions, as a teacher's page and the wall both tell it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from isoquest.chance import number_at
from isoquest.classroom.room.given_answers import given_counts
from isoquest.classroom.room.quiz import Quiz, Round
from isoquest.content.questions import Question
from isoquest.quiz.answers import Answer, is_blank
from isoquest.quiz.asking import ids_shown
from isoquest.quiz.drawing import Item, draw
from isoquest.quiz.feedback import Reason, reasons

HARDEST = 3
"""Questions that are named as hard."""
EASY = 0.8
"""The share of right answers from which a question is not called hard."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the class did in one question."""

    right: int
    """Students who missed nothing."""
    answered: int
    present: int

    @property
    def share(self) -> float:
        """The part of those who answered that was right; 0 where nobody did."""
        return self.right / self.answered if self.answered else 0.0


def answers_of(quiz: Quiz, current: Round) -> list[Answer]:
    """The answers of those who are still there, blank ones left out."""
    given = ((seat, each.answer) for seat, each in current.answers.items())
    return [answer for seat, answer in given if quiz.seats.at(seat) is not None and not is_blank(answer)]


def outcome(quiz: Quiz, current: Round) -> Outcome:
    """How the class did in a question."""
    given = given_counts(current.question, answers_of(quiz, current), quiz.bank.rule_for(current.question))
    right = sum(each.count for each in given if each.share == 1)
    return Outcome(right, sum(each.count for each in given), len(quiz.seats.present))


def hardest(quiz: Quiz) -> list[tuple[Outcome, Question]]:
    """The questions that fewest had right, the hardest first; none where all went well."""
    came = [(outcome(quiz, each), each.question) for each in quiz.counted]
    hard = [each for each in came if each[0].answered and each[0].share < EASY]
    return sorted(hard, key=lambda each: each[0].share)[:HARDEST]


def reasons_for_class(item: Item, answers: Sequence[Answer]) -> list[Reason]:
    """The reason of each option, or of each usual mistake that somebody made; last that of the question as a whole.

    Options come in the order in which the class sees them.
    """
    question = item.question
    of: list[Answer] = [tuple(ids_shown(item))] if question.options else [*dict.fromkeys(answers), ()]
    told = dict.fromkeys(reason for answer in of for reason in reasons(question, answer))
    return sorted(told, key=lambda reason: not reason.subject)


def wall_item(quiz: Quiz, current: Round) -> Item:
    """A question in the order in which the class sees it: one of its own, since that of the bank may give it away."""
    return draw([current.question], number_at(quiz.seed, current.number), 0)[0][0]
