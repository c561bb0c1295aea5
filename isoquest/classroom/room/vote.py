"""One play that the whole class steers: a vote for each decision, or for the answer to a question of the story."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from isoquest.classroom.room.choosing import open_choices
from isoquest.classroom.room.clock import CREDIT, GRACE, extended, seconds_in
from isoquest.classroom.room.events import Ordered, Voted
from isoquest.classroom.room.given_answers import comparable
from isoquest.classroom.room.replies import Refused, Reply, Taken
from isoquest.classroom.room.seats import Seat, Seats
from isoquest.classroom.room.terms import Terms
from isoquest.content.model import Scenario
from isoquest.engine.asking import answer_in, answered, question_now
from isoquest.engine.debrief import consequence
from isoquest.engine.play import Play
from isoquest.engine.state import CONTINUE, Refusal
from isoquest.quiz.answers import is_blank
from isoquest.quiz.drawing import Item

VotePhase: TypeAlias = Literal[
    "lobby", "scene", "voting", "arguing", "tied", "decided", "consequence", "ending", "debrief", "ended"
]


@dataclass(slots=True)
class Ballot:
    """A vote of the class on one decision."""

    number: int
    """Counted from 1 over the whole lesson; what a phone sends names it."""
    role: str
    """Whose votes count; empty: everyone's."""
    node: str = ""
    """The scene on which it is held."""
    decisions: int = 0
    """How many decisions had been taken in the story before it."""
    aside: bool = False
    """It belongs to what would have been, not to the play as it really goes."""
    votes: dict[str, str] = field(default_factory=dict)
    """The choice by seat; the last one of each seat counts."""
    earlier: Mapping[str, str] = field(default_factory=dict)
    """The votes before the class argued; none where it did not."""
    opened_at: int = 0
    seconds: int | None = None
    winner: str = ""
    """The choice that won, or that the teacher settled on; empty until then."""


class Vote:
    """The course of a story by vote."""

    def __init__(self, scenario: Scenario, terms: Terms, seed: int, seats: Seats) -> None:
        self.scenario = scenario
        self.terms = terms
        self.seats = seats
        self.phase: VotePhase = "lobby"
        self.since = 0
        self.play = Play.begin(scenario, seed)
        self.set_aside: Play | None = None
        """The play as it really went, while the class looks at what would have been."""
        self.ballots: list[Ballot] = []

    @property
    def ballot(self) -> Ballot:
        """The vote that is held, or was held last."""
        return self.ballots[-1]

    @property
    def over(self) -> bool:
        """The lesson has ended."""
        return self.phase == "ended"

    @property
    def question(self) -> Item | None:
        """The question that the story puts to the class now."""
        return question_now(self.scenario, self.play.state)

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """The id and text of each choice that is open now; none where a question is asked or one only reads on."""
        return open_choices(self.play)

    def role_now(self) -> str:
        """The role that decides here, if the class has roles and somebody sits there; empty: everyone."""
        role = self.scenario.nodes[self.play.state.node].role or ""
        name = self.scenario.roles.get(role, "") if self.terms.roles else ""
        return name if any(seat.team == name for seat in self.seats.present) else ""

    def may_vote(self, seat: Seat) -> bool:
        """This student's vote counts for the decision at hand."""
        return not self.ballot.role or seat.team == self.ballot.role

    def tally(self, votes: Mapping[str, str]) -> list[tuple[str, int]]:
        """How many votes each choice of the decision at hand has, in the order of the story.

        Answers to a question come with the most frequent first; those that differ in spelling alone are one.
        """
        heard = [choice for seat, choice in votes.items() if self.seats.at(seat) is not None]
        if self.choices:
            counted = Counter(heard)
            return [(choice, counted[choice]) for choice, _ in self.choices]
        item = self.question
        first: dict[tuple[str, ...], str] = {}
        alike = (comparable(item.question, answer_in(choice)) if item else (choice,) for choice in heard)
        counted = Counter(first.setdefault(key, choice) for key, choice in zip(alike, heard, strict=True))
        return sorted(counted.items(), key=lambda row: (-row[1], row[0]))

    def leading(self) -> list[str]:
        """The choices with the most votes; all that are open where nobody who is there has voted."""
        tally = self.tally(self.ballot.votes)
        most = max((count for _, count in tally), default=0)
        return [choice for choice, count in tally if count == most]

    def deadline(self, seat: Seat) -> int | None:
        """Until when this student is asked to vote, in milliseconds since 1970; None without a time limit."""
        if self.ballot.seconds is None:
            return None
        return self.ballot.opened_at + extended(self.ballot.seconds * 1000, seat.extra)

    def closes_at(self) -> int | None:
        """When the clock is to order the next phase; None while only the teacher does."""
        if self.phase == "scene" and self._decides():
            return self.since + self.terms.reading * 1000 if self.terms.reading else None
        if self.phase != "voting" or self.ballot.seconds is None:
            return None
        return self.ballot.opened_at + extended(self.ballot.seconds * 1000, self.seats.longest_extra) + CREDIT + GRACE

    def vote(self, event: Voted, seat: Seat, at: int) -> Reply:
        """Take a vote; the last one of each seat that comes in time counts, and a blank one takes it back."""
        reply = self.foreseen(event, seat, at)
        if reply is not None:
            return reply
        seat.turn = event.turn
        if self.question is not None and is_blank(answer_in(event.choice)):
            self.ballot.votes.pop(seat.id, None)
        else:
            self.ballot.votes[seat.id] = event.choice
        return Taken("seat")

    def seat_emptied(self) -> None:
        """See that a decision is not left to a role in which nobody sits any more."""
        if self.phase == "voting" and self.ballot.role and not self.role_now():
            self.ballot.role = ""

    def foreseen(self, event: Voted, seat: Seat, at: int) -> Reply | None:
        """The reply to a vote that would change nothing; None for one that counts."""
        if not self.ballots or event.round != self.ballot.number:
            return Refused("That vote is over.")
        if event.turn <= seat.turn:
            return Taken("seat")
        if self.phase != "voting":
            return Refused("This vote is closed.")
        late = self.deadline(seat)
        if late is not None and at > late + CREDIT + GRACE:
            return Refused("The time is up; this vote came too late.")
        if not self.may_vote(seat):
            return Refused(f"This decision is taken by: {self.ballot.role}.")
        fault = self._fault_in(event.choice)
        return Refused(fault) if fault else None

    def order(self, event: Ordered, at: int) -> Reply:  # noqa: C901 - a case for each order
        """Do what the teacher or the clock ordered."""
        match event.order:
            case "next":
                return self._next(at)
            case "time-up":
                due = self.closes_at()
                if due is None or at < due:
                    return Refused("The time is not up.")
                return self._next(at)
            case "extend" if self.phase == "voting" and self.ballot.seconds is not None and seconds_in(event.value):
                self.ballot.seconds += seconds_in(event.value)
                return Taken("everyone")
            case "close" if self.phase == "voting":
                return self._close(at)
            case "reopen" if self.phase in ("tied", "decided", "arguing"):
                return self._reopen(at)
            case "revote" if self.phase in ("tied", "decided", "arguing"):
                self.ballot.winner = ""
                return self._open(at, earlier=self.ballot.votes)
            case "settle" if self.phase in ("tied", "decided", "voting", "arguing"):
                return self._settle(event.value, at)
            case "what-if" if 0 <= event.amount < len(self.play.decisions) and self.phase not in ("lobby", "ended"):
                self.set_aside = self.set_aside or self.play
                self.play = self.play.back_to(event.amount)
                return self._arrive(at)
            case "back" if self.set_aside is not None or (self.phase == "debrief" and not self.play.over):
                return self._back(at)
            case "end" if self.phase != "ended":
                ended = self.phase in ("debrief", "lobby") and self.set_aside is None
                self.play, self.set_aside = self.set_aside or self.play, None
                return self._to("ended" if ended else "debrief", at)
            case _:
                return Refused("That cannot be done now.")

    def shift(self, milliseconds: int) -> None:
        """Move the clock of the phase on, by as long as a pause lasted."""
        self.since += milliseconds
        if self.ballots:
            self.ballot.opened_at += milliseconds

    def _next(self, at: int) -> Reply:  # noqa: C901 - a case for each phase
        match self.phase:
            case "lobby":
                return self._arrive(at)
            case "scene" if self._decides():
                return self._open(at)
            case "scene":
                return self._decide(CONTINUE, at)
            case "voting":
                return self._close(at)
            case "arguing":
                return self._open(at, earlier=self.ballot.votes)
            case "tied":
                why = "The vote is tied" if self._voted() else "Nobody has voted"
                return Refused(f"{why}: settle it, or let the class vote again.")
            case "decided":
                return self._decide(self.ballot.winner, at)
            case "consequence":
                return self._arrive(at)
            case "ending":
                return self._to("debrief", at)
            case "debrief" if self.set_aside is not None:
                return self._back(at)
            case "debrief":
                return self._to("ended", at)
            case _:
                return Refused("The lesson has ended.")

    def _back(self, at: int) -> Reply:
        """Take the play up again that was set aside, or that was ended before its time."""
        self.play, self.set_aside = self.set_aside or self.play, None
        return self._to("debrief", at) if self.play.over else self._arrive(at)

    def _decides(self) -> bool:
        return self.question is not None or bool(self.choices)

    def _arrive(self, at: int) -> Reply:
        if self.play.over:
            return self._to("ending", at)
        if self._decides() and not self.terms.reading:
            return self._open(at)
        return self._to("scene", at)

    def _open(self, at: int, earlier: Mapping[str, str] | None = None) -> Reply:
        self.ballots.append(
            Ballot(
                number=len(self.ballots) + 1,
                role=self.role_now(),
                node=self.play.state.node,
                decisions=len(self.play.decisions),
                aside=self.set_aside is not None,
                earlier=earlier or {},
                opened_at=at,
                seconds=self.terms.seconds,
            )
        )
        return self._to("voting", at)

    def _reopen(self, at: int) -> Reply:
        """Go on with a vote that was closed too soon: the votes stay."""
        self.ballot.winner = ""
        self.ballot.opened_at, self.ballot.seconds = at, self.terms.seconds
        reply = self._to("voting", at)
        self.seat_emptied()
        return reply

    def _close(self, at: int) -> Reply:
        if self.terms.argue and self._voted() and not self.ballot.earlier:
            return self._to("arguing", at)
        leading = self.leading()
        if len(leading) != 1 or not self._voted():
            return self._to("tied", at)
        self.ballot.winner = leading[0]
        return self._to("decided", at)

    def _voted(self) -> bool:
        """Anyone who is there has voted."""
        return any(self.seats.at(seat) is not None for seat in self.ballot.votes)

    def _settle(self, choice: str, at: int) -> Reply:
        fault = self._fault_in(choice)
        if fault:
            return Refused(fault)
        self.ballot.winner = choice
        return self._to("decided", at)

    def _fault_in(self, choice: str) -> str:
        """Why this cannot be decided here, as a sentence; empty when it can."""
        if self.question is None:
            return "" if choice in dict(self.choices) else "That is not open to you now."
        said = answered(self.scenario, self.play.state, choice)
        return said.reason if isinstance(said, Refusal) else ""

    def _decide(self, choice: str, at: int) -> Reply:
        after = self.play.decide(choice)
        if isinstance(after, Refusal):
            return Refused(after.reason)
        self.play = after
        return self._to("consequence", at) if choice != CONTINUE or something_came(after) else self._arrive(at)

    def _to(self, phase: VotePhase, at: int) -> Reply:
        self.phase, self.since = phase, at
        return Taken("everyone")


def something_came(play: Play) -> bool:
    """The last step of a play has something to tell."""
    came = consequence(play.scenario, play.steps[-2].state, play.steps[-1])
    return bool(came.changes or came.told)
