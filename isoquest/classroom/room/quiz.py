"""A live quiz: one question after the other, the same for all, at the teacher's pace."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal, TypeAlias

from isoquest.chance import number_at
from isoquest.classroom.room.clock import CREDIT, GRACE, extended, seconds_in
from isoquest.classroom.room.events import Answered, Ordered
from isoquest.classroom.room.replies import Refused, Reply, Taken
from isoquest.classroom.room.seats import Seat, Seats
from isoquest.classroom.room.terms import Terms
from isoquest.content.questions import Bank, Question
from isoquest.quiz.answers import Answer, fault_in, is_blank
from isoquest.quiz.drawing import Item, draw
from isoquest.quiz.grading import CERTAINTIES, Mark, certainty_mark, grade

QuizPhase: TypeAlias = Literal["lobby", "reading", "answering", "closed", "revealed", "board", "podium", "ended"]


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """The answer that counts for a student."""

    answer: Answer
    certainty: int | None
    took: int
    """Milliseconds since the question was written to this student, pauses left out."""
    extra: int = 0
    """More time than others that this student had by then, in per cent."""


@dataclass(slots=True)
class Round:
    """A question as it is put to the class."""

    number: int
    """Counted from 1."""
    question: Question
    answers: dict[str, GivenAnswer] = field(default_factory=dict)
    """By seat."""
    opened_at: int = 0
    """When answers could first be given, moved on by pauses."""
    seconds: int | None = None
    """The time to answer, with what was added."""
    skipped: bool = False
    shown: bool = False
    """The right answer has been on the screen: no answer is taken any more, whatever is undone."""


class Quiz:
    """The course of a live quiz."""

    def __init__(self, bank: Bank, terms: Terms, seed: int, seats: Seats) -> None:
        self.bank = bank
        self.terms = terms
        self.seed = seed
        self.seats = seats
        self.phase: QuizPhase = "lobby"
        self.since = 0
        """When the phase began, moved on by pauses."""
        fitting = [q for q in bank.questions.values() if terms.topic in ("", q.topic)]
        items, _ = draw(fitting, seed, 0, terms.count)
        self.questions: tuple[Question, ...] = tuple(item.question for item in items)
        self.rounds: list[Round] = []
        self._items: dict[str, Item] = {}
        """The last question that was shown, by seat."""
        self._items_of = 0
        self._arranged: dict[tuple[int, ...], Item] = {}

    @property
    def round(self) -> Round:
        """The question that is put, or was put last."""
        return self.rounds[-1]

    @property
    def over(self) -> bool:
        """The lesson has ended."""
        return self.phase == "ended"

    @property
    def counted(self) -> list[Round]:
        """The questions whose answer has been on the screen and that were not skipped: those that earn marks."""
        return [each for each in self.rounds if each.shown and not each.skipped]

    def item_for(self, seat: Seat, current: Round) -> Item:
        """A question as this student sees it: with an order of its own, the same after every reload."""
        if self._items_of != current.number:
            self._items_of, self._items, self._arranged = current.number, {}, {}
        item = self._items.get(seat.id)
        if item is None:
            seed = number_at(self.seed ^ int(seat.id[:16], 16), current.number)
            item = draw([current.question], seed, 0)[0][0]
            item = self._items[seat.id] = self._arranged.setdefault(item.arrangement, item)
        return item

    def deadline(self, seat: Seat) -> int | None:
        """Until when answers of this student are taken, in milliseconds since 1970; None without a time limit."""
        current = self.round
        if current.seconds is None:
            return None
        return current.opened_at + extended(current.seconds * 1000, seat.extra)

    def closes_at(self) -> int | None:
        """When the clock is to order the next phase; None while only the teacher does."""
        if self.phase == "reading":
            return self.since + self.terms.reading * 1000
        if self.phase != "answering" or self.round.seconds is None:
            return None
        return self.round.opened_at + extended(self.round.seconds * 1000, self.seats.longest_extra) + CREDIT + GRACE

    def answer(self, event: Answered, seat: Seat, at: int) -> Reply:
        """Take an answer; the last one that comes in time counts, and a blank one takes the earlier ones back."""
        reply = self.foreseen(event, seat, at)
        if reply is not None:
            return reply
        seat.turn = event.turn
        if is_blank(event.answer):
            self.round.answers.pop(seat.id, None)
            return Taken("seat")
        certainty = event.certainty if self.terms.certainty else None
        # A clock that runs from when this phone was sent the question: what was lost on the way, up to a limit.
        since_opening = at - self.round.opened_at
        took = min(max(event.took, since_opening - CREDIT, 0), max(since_opening, 0))
        self.round.answers[seat.id] = GivenAnswer(event.answer, certainty, took, seat.extra)
        return Taken("seat")

    def foreseen(self, event: Answered, seat: Seat, at: int) -> Reply | None:
        """The reply to an answer that would change nothing; None for one that counts."""
        if not self.rounds or event.round != self.round.number:
            return Refused("That question is not open.")
        if event.turn <= seat.turn:
            return Taken("seat")
        if self.phase != "answering" or self.round.shown:
            return Refused("This question is closed.")
        late = self.deadline(seat)
        if late is not None and at > late + CREDIT + GRACE:
            return Refused("The time is up; this answer came too late.")
        fault = fault_in(self.round.question, event.answer)
        if fault:
            return Refused(fault)
        if self.terms.certainty and event.certainty not in CERTAINTIES and not is_blank(event.answer):
            return Refused("Say how sure you are.")
        return None

    def order(self, event: Ordered, at: int) -> Reply:  # noqa: C901 - a case for each order
        """Do what the teacher or the clock ordered."""
        match event.order:
            case "next":
                return self._next(at)
            case "time-up":
                return self._time_up(at)
            case "skip" if self.phase in ("reading", "answering", "closed", "revealed"):
                self.round.skipped = True
                return self._ask_next(at)
            case "extend" if self.phase == "answering" and self.round.seconds is not None and seconds_in(event.value):
                self.round.seconds += seconds_in(event.value)
                return Taken("everyone")
            case "close" if self.phase in ("reading", "answering"):
                return self._to("closed", at)
            case "reopen" if self.phase == "closed" and not self.round.shown:
                return self._open(at)
            case "reveal" if self.phase in ("reading", "answering", "closed"):
                return self._reveal(at)
            case "unreveal" if self.phase in ("revealed", "board"):
                return self._to("closed", at)
            case "board" if self.phase == "revealed" and self.terms.board != "hidden":
                return self._to("board", at)
            case "end" if self.phase != "ended":
                podium = self.phase != "podium" and bool(self.counted)
                return self._to("podium" if podium else "ended", at)
            case _:
                return Refused("That cannot be done now.")

    def shift(self, milliseconds: int) -> None:
        """Move the clock of the phase on, by as long as a pause lasted."""
        self.since += milliseconds
        if self.rounds:
            self.round.opened_at += milliseconds

    def _next(self, at: int) -> Reply:
        match self.phase:
            case "lobby" if not self.questions:
                return Refused("There is no question to ask: end the lesson, and open one with other questions.")
            case "lobby" | "board":
                return self._ask_next(at)
            case "reading":
                return self._open(at)
            case "answering":
                return self._to("closed", at)
            case "closed":
                return self._reveal(at)
            case "revealed" if self.terms.board != "hidden" and len(self.rounds) < len(self.questions):
                return self._to("board", at)
            case "revealed":
                return self._ask_next(at)
            case "podium":
                return self._to("ended", at)
            case _:
                return Refused("The lesson has ended.")

    def _time_up(self, at: int) -> Reply:
        due = self.closes_at()
        if due is None or at < due:
            return Refused("The time is not up.")
        return self._open(at) if self.phase == "reading" else self._to("closed", at)

    def _ask_next(self, at: int) -> Reply:
        if len(self.rounds) == len(self.questions):
            return self._to("podium" if self.counted else "ended", at)
        number = len(self.rounds) + 1
        self.rounds.append(Round(number, self.questions[number - 1], seconds=self.terms.seconds))
        return self._to("reading", at) if self.terms.reading else self._open(at)

    def _open(self, at: int) -> Reply:
        if self.round.opened_at and self.round.seconds is not None:
            # Reopened: there is as much time as there was at first.
            self.round.seconds = self.terms.seconds
        self.round.opened_at = at
        return self._to("answering", at)

    def _reveal(self, at: int) -> Reply:
        self.round.shown = True
        return self._to("revealed", at)

    def _to(self, phase: QuizPhase, at: int) -> Reply:
        self.phase, self.since = phase, at
        return Taken("everyone")

    def mark(self, given: GivenAnswer | None, question: Question) -> Mark:
        """What an answer earned by the bank's rule; nothing where there was none."""
        return grade(question, given.answer if given else (), self.bank.rule_for(question))

    def points(self, given: GivenAnswer | None, question: Question) -> Fraction:
        """What an answer adds to the student's points: its mark, weighed by certainty where that is asked for."""
        if given is None:
            return Fraction(0)
        share = self.mark(given, question).share
        return share if given.certainty is None else certainty_mark(share, given.certainty)
