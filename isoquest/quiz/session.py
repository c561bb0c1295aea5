"""A session of questions: what is drawn, in which order, and what was answered. Pure, seeded, replayable."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from isoquest.content.clauses import lies_within
from isoquest.content.questions import Bank, Question
from isoquest.quiz.answers import Answer, fault_in
from isoquest.quiz.drawing import Item, draw
from isoquest.quiz.grading import CERTAINTIES, Mark, grade

Mode = Literal["practice", "exam"]


@dataclass(frozen=True, slots=True)
class Terms:
    """What a session was begun with; with the bank and the seed it says which questions come and in which order."""

    mode: Mode = "practice"
    count: int | None = None
    """How many questions; None: all there are."""
    topics: tuple[str, ...] = ()
    """Only these topics; none named: all."""
    certainty: bool = False
    """The player says how sure they are with each answer."""
    pass_mark: int = 70
    """Per cent that pass an exam."""
    seconds: int | None = None
    """Time limit of an exam."""
    shuffle: bool = True
    clause: str = ""
    """Only questions that name this clause or a part of it; empty: any."""

    def wants(self, question: Question) -> bool:
        """The question is among those to draw from."""
        on_clause = not self.clause or (question.clause is not None and lies_within(question.clause, self.clause))
        return on_clause and (not self.topics or question.topic in self.topics)


@dataclass(frozen=True, slots=True)
class Given:
    """An answer that was given."""

    question: str
    answer: Answer
    certainty: int | None
    at: float
    """Seconds since the session began."""


@dataclass(frozen=True, slots=True)
class Session:
    """A session up to now. `given` holds every answer in order; in an exam the last one to a question counts."""

    bank: Bank
    seed: int
    terms: Terms
    items: tuple[Item, ...]
    given: tuple[Given, ...] = ()
    finished: bool = False

    @classmethod
    def begin(cls, bank: Bank, seed: int, terms: Terms) -> Session:
        """A session without an answer."""
        fitting = [question for question in bank.questions.values() if terms.wants(question)]
        items, _ = draw(fitting, seed, 0, terms.count, shuffle=terms.shuffle)
        return cls(bank, seed, terms, items)

    @property
    def counting(self) -> dict[str, Given]:
        """The answer that counts for each question answered."""
        return {given.question: given for given in self.given}

    @property
    def next_item(self) -> Item | None:
        """The first question that has no answer; None when each has one."""
        answered = self.counting
        return next((item for item in self.items if item.question.id not in answered), None)

    @property
    def over(self) -> bool:
        """Nothing more can be answered: the exam was handed in, or the last practice question answered."""
        return self.finished or (self.terms.mode == "practice" and self.next_item is None)

    def time_is_up(self, elapsed: float) -> bool:
        """The time limit has passed."""
        return self.terms.seconds is not None and elapsed >= self.terms.seconds

    def answer(self, question_id: str, answer: Answer, certainty: int | None, at: float) -> Session | str:
        """The session with one more answer, or why it cannot be taken, as a sentence for the player."""
        item = next((item for item in self.items if item.question.id == question_id), None)
        if item is None:
            return "That question is not part of this session."
        if self.over:
            return "This session is over."
        if self.time_is_up(at):
            return "The time is up; this answer came too late."
        if self.terms.mode == "practice" and question_id in self.counting:
            return "That question has been answered."
        fault = fault_in(item.question, answer)
        if fault:
            return fault
        if self.terms.certainty and certainty not in CERTAINTIES:
            return "Say how sure you are: 1, 2 or 3."
        kept = certainty if self.terms.certainty else None
        return replace(self, given=(*self.given, Given(question_id, answer, kept, at)))

    def finish(self) -> Session:
        """The session handed in; what has no answer counts as blank."""
        return replace(self, finished=True)

    def mark(self, item: Item) -> Mark:
        """What the answer to an item earned; a blank one where there is none."""
        given = self.counting.get(item.question.id)
        return grade(item.question, given.answer if given else (), self.bank.rule_for(item.question))


def replay(bank: Bank, seed: int, terms: Terms, given: Sequence[Given], *, finished: bool) -> Session | str:
    """A session played again from what was given, or why it does not fit the bank."""
    session = Session.begin(bank, seed, terms)
    for number, each in enumerate(given, start=1):
        after = session.answer(each.question, each.answer, each.certainty, each.at)
        if isinstance(after, str):
            return f"Answer {number}, to `{each.question}`, no longer fits: {after}"
        session = after
    return session.finish() if finished else session
