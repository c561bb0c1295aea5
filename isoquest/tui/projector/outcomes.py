"""How a class did in a question, and the order in which the wall shows that question."""

from __future__ import annotations

from dataclasses import dataclass

from isoquest.chance import number_at
from isoquest.classroom.room.given_answers import given_counts
from isoquest.classroom.room.quiz import Quiz, Round
from isoquest.quiz.answers import Answer, is_blank
from isoquest.quiz.drawing import Item, draw


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


def wall_item(quiz: Quiz, current: Round) -> Item:
    """A question in the order in which the wall shows it: one of its own, since that of the bank may give it away."""
    return draw([current.question], number_at(quiz.seed, current.number), 0)[0][0]
