"""Many plays at once: each student or team plays the same scenario with the same seed, at its own pace."""

from __future__ import annotations

from typing import Literal, TypeAlias

from isoquest.classroom.room.clock import seconds_in
from isoquest.classroom.room.events import Decided, Ordered
from isoquest.classroom.room.replies import Refused, Reply, Taken
from isoquest.classroom.room.seats import Seat, Seats
from isoquest.classroom.room.terms import Terms
from isoquest.content.model import Scenario
from isoquest.engine.play import Play
from isoquest.engine.state import Refusal

PlaysPhase: TypeAlias = Literal["lobby", "playing", "debrief", "ended"]


class Plays:
    """The course of many plays at once."""

    def __init__(self, scenario: Scenario, terms: Terms, seed: int, seats: Seats) -> None:
        self.scenario = scenario
        self.terms = terms
        self.seats = seats
        self.phase: PlaysPhase = "lobby"
        self.since = 0
        self.seconds = terms.seconds
        self.beginning = Play.begin(scenario, seed)
        self.plays: dict[str, Play] = {}
        """By team where there are teams, else by seat; who has not decided yet is at the beginning."""

    @property
    def over(self) -> bool:
        """The lesson has ended."""
        return self.phase == "ended"

    def player(self, seat: Seat) -> str:
        """Under what a student's play is kept: the team, or the seat."""
        return seat.team or seat.id

    def play_of(self, seat: Seat) -> Play:
        """Where this student's play stands."""
        return self.plays.get(self.player(seat), self.beginning)

    def closes_at(self) -> int | None:
        """When the plays are to end; None while only the teacher ends them."""
        if self.phase != "playing" or self.seconds is None:
            return None
        return self.since + self.seconds * 1000

    def decide(self, event: Decided, seat: Seat, at: int) -> Reply:
        """Take a decision: the first one of a team at a place counts."""
        reply = self.foreseen(event, seat, at)
        if reply is not None:
            return reply
        after = self.play_of(seat).decide(event.choice)
        if isinstance(after, Refusal):
            return Refused(after.reason)
        seat.turn = event.turn
        self.plays[self.player(seat)] = after
        return Taken("team" if seat.team else "seat")

    def foreseen(self, event: Decided, seat: Seat, at: int) -> Reply | None:
        """The reply to a decision that would change nothing, as far as it can be told without deciding; else None."""
        if event.turn <= seat.turn:
            return Taken("seat")
        if self.phase != "playing":
            return Refused("The plays are not open.")
        due = self.closes_at()
        if due is not None and at > due:
            return Refused("The time is up; this decision came too late.")
        if event.number != len(self.play_of(seat).decisions):
            return Refused("Your team has decided this already." if seat.team else "This was decided already.")
        return None

    def order(self, event: Ordered, at: int) -> Reply:
        """Do what the teacher or the clock ordered."""
        match event.order:
            case "next" | "end":
                following: dict[PlaysPhase, PlaysPhase] = {"lobby": "playing", "playing": "debrief"}
                if self.phase == "ended":
                    return Refused("The lesson has ended.")
                skips = event.order == "end" and self.phase == "lobby"
                return self._to("ended" if skips else following.get(self.phase, "ended"), at)
            case "time-up":
                due = self.closes_at()
                return Refused("The time is not up.") if due is None or at < due else self._to("debrief", at)
            case "extend" if self.phase == "playing" and self.seconds is not None and seconds_in(event.value):
                self.seconds += seconds_in(event.value)
                return Taken("everyone")
            case "back" if self.phase == "debrief":
                return self._to("playing", at)
            case _:
                return Refused("That cannot be done now.")

    def shift(self, milliseconds: int) -> None:
        """Move the clock of the plays on, by as long as a pause lasted."""
        self.since += milliseconds

    def _to(self, phase: PlaysPhase, at: int) -> Reply:
        self.phase, self.since = phase, at
        return Taken("everyone")
