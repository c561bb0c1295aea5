"""A live room: whoever sits in it, and the lesson that is held there. Equal events make equal rooms."""

from __future__ import annotations

from typing import TypeAlias

from isoquest.classroom.room.events import Answered, Decided, Event, Joined, Opened, Order, Ordered, Voted
from isoquest.classroom.room.plays import Plays
from isoquest.classroom.room.quiz import Quiz
from isoquest.classroom.room.replies import Refused, Reply, Taken
from isoquest.classroom.room.seats import Seat, Seats
from isoquest.classroom.room.terms import MOST_SEATS
from isoquest.classroom.room.vote import Vote
from isoquest.content.model import Scenario
from isoquest.content.questions import Bank

Lesson: TypeAlias = Quiz | Vote | Plays

MOST_MORE_TIME = 200
"""Per cent."""

EVERYONE = "everyone"
"""What stands for a seat where all are to be removed, such as after a flood of joins."""

BESIDE: frozenset[Order] = frozenset({"lock", "hide-names", "remove", "more-time", "extend"})
"""Orders that do not move the lesson on, so that one at the same moment does not get in the way of `next`."""

_GONE_ON = Refused("The lesson has gone on since.")
_OPEN_ALREADY = Refused("The lesson is open already.")
_NOT_ASKED = Refused("This lesson does not ask for that.")


class Room:
    """What the events up to now have come to.

    `take` alone changes it, and only by what stands in the event, so that the same journal gives the same room on every
    server. What no longer fits is refused and changes nothing.
    """

    def __init__(self, opened: Opened, content: Bank | Scenario) -> None:
        """Begin a room. `content` is what `material.read_material` makes of the event's material."""
        self.opened = opened
        self.terms = opened.terms
        self.seats = Seats()
        self.now = opened.at
        """The latest moment of an event that was taken."""
        self.stage = 0
        """Counted up whenever the lesson moves on; an order may name the stage that it is meant for."""
        self.changes = 0
        """Counted up whenever everyone is shown something new."""
        self.locked = False
        """Nobody new gets in."""
        self.names_hidden = False
        self.paused_at: int | None = None
        self.lesson = _lesson(opened, content, self.seats)

    @property
    def paused(self) -> bool:
        """The clock stands still and no answer is taken."""
        return self.paused_at is not None

    @property
    def due(self) -> int | None:
        """When the clock is to order `time-up`, in milliseconds since 1970; None while it has nothing to order."""
        return None if self.paused else self.lesson.closes_at()

    def take(self, event: Event) -> Reply:
        """Let something happen."""
        at = max(self.now, event.at)
        match event:
            case Joined():
                reply = self._join(event)
            case Ordered():
                reply = self._order(event, at)
            case Answered() | Voted() | Decided():
                reply = self._hear(event, at)
            case Opened():
                return _OPEN_ALREADY
        if isinstance(reply, Taken):
            self.now = at
            self.changes += reply.tell == "everyone"
            self.stage += isinstance(event, Ordered) and event.order not in BESIDE
        return reply

    def foreseen(self, event: Event) -> Reply | None:
        """What `take` would reply, where that can be told at little cost and the event would change nothing; else None.

        So a flood of what is refused anyway need not be written down.
        """
        at = max(self.now, event.at)
        match event:
            case Joined():
                return self._join_foreseen(event)
            case Answered() | Voted() | Decided():
                return self._hear_foreseen(event, at)
            case Ordered(stage=stage) if stage is not None and stage != self.stage:
                return _GONE_ON
            case Opened():
                return _OPEN_ALREADY
        return None

    def _join_foreseen(self, event: Joined) -> Reply | None:
        known = self.seats.by_id.get(event.seat)
        if known is not None:
            return Refused("You were removed from this room.") if known.removed else Taken("seat")
        if self.lesson.over:
            return Refused("This lesson has ended.")
        if self.locked:
            return Refused("The teacher has locked this room.")
        if self.seats.here >= MOST_SEATS:
            return Refused(f"This room is full: it has {MOST_SEATS} seats.")
        if event.team not in (self.terms.teams or ("",)):
            return Refused("Choose one of the teams.")
        return None

    def _join(self, event: Joined) -> Reply:
        reply = self._join_foreseen(event)
        if reply is not None:
            return reply
        nickname = "" if self.terms.anonymous else event.nickname
        self.seats.add(event.seat, nickname, event.team)
        return Taken("seat")

    def _may_speak(self, event: Answered | Voted | Decided) -> Seat | Refused:
        seat = self.seats.at(event.seat)
        if seat is None:
            return Refused("You have no seat in this room.")
        return Refused("The teacher has paused the lesson.") if self.paused else seat

    def _hear(self, event: Answered | Voted | Decided, at: int) -> Reply:
        seat = self._may_speak(event)
        if isinstance(seat, Refused):
            return seat
        match event, self.lesson:
            case Answered(), Quiz() as quiz:
                return quiz.answer(event, seat, at)
            case Voted(), Vote() as vote:
                return vote.vote(event, seat, at)
            case Decided(), Plays() as plays:
                return plays.decide(event, seat, at)
            case _:
                return _NOT_ASKED

    def _hear_foreseen(self, event: Answered | Voted | Decided, at: int) -> Reply | None:
        seat = self._may_speak(event)
        if isinstance(seat, Refused):
            return seat
        match event, self.lesson:
            case Answered(), Quiz() as quiz:
                return quiz.foreseen(event, seat, at)
            case Voted(), Vote() as vote:
                return vote.foreseen(event, seat, at)
            case Decided(), Plays() as plays:
                return plays.foreseen(event, seat, at)
            case _:
                return _NOT_ASKED

    def _order(self, event: Ordered, at: int) -> Reply:
        if event.stage is not None and event.stage != self.stage:
            return _GONE_ON
        match event.order:
            case "pause" if not self.paused and not self.lesson.over:
                self.paused_at = at
            case "resume" if self.paused_at is not None:
                self.lesson.shift(at - self.paused_at)
                self.paused_at = None
            case "pause" | "resume":
                return Refused("That cannot be done now.")
            case "lock":
                self.locked = event.value == "on"
            case "hide-names":
                self.names_hidden = event.value == "on"
            case "remove" | "more-time":
                return self._order_for_seat(event)
            case "time-up" if self.paused:
                return Refused("The clock stands still.")
            case "extend":
                return self.lesson.order(event, at)
            case _:
                return self._go_on(event, at)
        return Taken("everyone")

    def _go_on(self, event: Ordered, at: int) -> Reply:
        """Whatever moves the lesson on ends a pause as well."""
        stood_still = 0 if self.paused_at is None else at - self.paused_at
        self.lesson.shift(stood_still)
        reply = self.lesson.order(event, at)
        if isinstance(reply, Refused):
            self.lesson.shift(-stood_still)
        else:
            self.paused_at = None
        return reply

    def _order_for_seat(self, event: Ordered) -> Reply:
        if event.order == "remove" and event.value == EVERYONE:
            for present in tuple(self.seats.present):
                self.seats.remove(present)
            if isinstance(self.lesson, Vote):
                self.lesson.seat_emptied()
            return Taken("everyone")
        seat = self.seats.at(event.value)
        if seat is None:
            return Refused("There is no such student.")
        if event.order == "remove":
            self.seats.remove(seat)
            if isinstance(self.lesson, Vote):
                self.lesson.seat_emptied()
        elif isinstance(self.lesson, Plays):
            return Refused("In plays of their own all have the same time.")
        else:
            self.seats.give_time(seat, max(0, min(event.amount, MOST_MORE_TIME)))
        return Taken("everyone")


def _lesson(opened: Opened, content: Bank | Scenario, seats: Seats) -> Lesson:
    match opened.kind, content:
        case "quiz", Bank():
            return Quiz(content, opened.terms, opened.seed, seats)
        case "vote", Scenario():
            return Vote(content, opened.terms, opened.seed, seats)
        case "plays", Scenario():
            return Plays(content, opened.terms, opened.seed, seats)
        case _:
            raise ValueError(f"a lesson of kind {opened.kind} is not held on this content")
