"""What a student's phone can do, the same over a WebSocket and over plain requests. No order of a teacher is among it.

Whatever a phone sends, it is answered by a message and never by an exception.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from math import ceil

from isoquest.classroom.door.codes import same_code
from isoquest.classroom.door.keys import Secret, new_secret, read_secret, seat_id
from isoquest.classroom.door.limits import Verdict
from isoquest.classroom.room.choosing import choice_from
from isoquest.classroom.room.events import Answered, Decided, Event, Joined, Voted
from isoquest.classroom.room.nicknames import admitted, why_not
from isoquest.classroom.room.quiz import Quiz
from isoquest.classroom.room.replies import Refused
from isoquest.classroom.room.said import answer_from
from isoquest.classroom.room.seats import Seat
from isoquest.classroom.room.vote import Vote
from isoquest.classroom.server.listeners import Listener
from isoquest.classroom.server.live import LiveRoom
from isoquest.classroom.server.messages import (
    NO_SEAT,
    NO_SUCH_CODE,
    REMOVED,
    Join,
    Said,
    not_taken,
    refused,
    taken,
    too_many_codes,
)
from isoquest.classroom.server.settings import Settings
from isoquest.content.safe_text import safe_line
from isoquest.engine.asking import choice_for, question_now
from isoquest.engine.play import Play
from isoquest.quiz.answers import Answer


@dataclass(frozen=True, slots=True)
class Admitted:
    """A student has a seat, and the token to come back to it."""

    seat: Seat
    token: Secret


class Phones:
    """Hears what phones say, and lets it happen in the room."""

    def __init__(self, live: LiveRoom, settings: Settings) -> None:
        self.live = live
        self.settings = settings
        self.limits = settings.limits

    def wait_for_code(self, address: str) -> int:
        """The seconds that this address must wait until it may name a room code again; 0 if it may now."""
        return ceil(self.limits.guesses.wait(address, _moment()))

    def is_code(self, typed: str, address: str) -> bool:
        """Whether this is the room's code; if not, it is counted against the address."""
        if same_code(typed, self.live.room.opened.code):
            return True
        self.limits.guesses.missed(address, _moment())
        return False

    def verdict(self, seat: Seat) -> Verdict:
        """What becomes of a message of this seat that came now."""
        return self.limits.flow.message(seat.id, _moment())

    async def join(self, wish: Join, address: str) -> Admitted | str:
        """A seat of one's own, once it is written down; or the message that says why there is none."""
        wait = self.wait_for_code(address)
        if wait:
            return too_many_codes(wait)
        if not self.is_code(wish.code, address):
            return NO_SUCH_CODE
        room = self.live.room
        token = read_secret(wish.token) or new_secret(self.settings.random_bytes)
        known = room.seats.at(seat_id(token))
        if known is not None:
            return Admitted(known, token)
        nickname = "" if room.terms.anonymous else admitted(wish.nickname)
        why = "" if room.terms.anonymous else why_not(nickname)
        if why:
            return refused(why, "nickname")
        team = next((team for team in room.terms.teams or ("",) if safe_line(team) == wish.team), None)
        if team is None:
            return refused("Choose one of the teams.", "team")
        joined = Joined(self.live.now(), seat_id(token), nickname, team)
        foreseen = room.foreseen(joined)
        if isinstance(foreseen, Refused):
            return refused(foreseen.reason, "room")
        wait = ceil(self.limits.joins.join(address, _moment()))
        if wait:
            return refused(f"Many are joining just now. Try again in {wait} seconds.", "room")
        reply, _ = await self.live.submit(joined)
        if isinstance(reply, Refused):
            return refused(reply.reason, "room")
        seat = room.seats.at(joined.seat)
        return REMOVED if seat is None else Admitted(seat, token)

    def seat_of(self, token: str) -> Seat | str:
        """The seat of a token, or the message that says why there is none."""
        secret = read_secret(token)
        seat = self.live.room.seats.by_id.get(seat_id(secret)) if secret else None
        if seat is None:
            return NO_SEAT
        return REMOVED if seat.removed else seat

    async def act(self, seat: Seat, said: Said, by: Listener | None) -> str:
        """Let an answer, vote or decision happen, and acknowledge it."""
        event = self._event(seat, said)
        if isinstance(event, Refused):
            return not_taken(said.turn, event.reason)
        reply, kept = await self.live.submit(event, by)
        if isinstance(reply, Refused):
            return not_taken(said.turn, reply.reason)
        return taken(said.turn, kept=kept)

    def _event(self, seat: Seat, said: Said) -> Event | Refused:
        now = self.live.now()
        match said.do:
            case "answer":
                return self._answered(seat, said, now)
            case "vote":
                choice = self._choice(said, self._voted_on(said))
                return choice if isinstance(choice, Refused) else Voted(now, seat.id, said.number, said.turn, choice)
            case "decide":
                choice = self._choice(said, self._decided_in(seat, said))
                return choice if isinstance(choice, Refused) else Decided(now, seat.id, said.number, said.turn, choice)

    def _answered(self, seat: Seat, said: Said, now: int) -> Event | Refused:
        lesson, times = self.live.room.lesson, self.live.reading_times
        answer: Answer | str = ()
        took = 0
        # An answer to another question than the present one is for the room to refuse: here it cannot be read.
        if isinstance(lesson, Quiz) and lesson.rounds and said.number == lesson.round.number:
            answer = answer_from(lesson.item_for(seat, lesson.round), said.answer)
            took = times.took(seat, now) if times else 0
        if isinstance(answer, str):
            return Refused(answer)
        return Answered(now, seat.id, said.number, said.turn, answer, said.certainty, took)

    def _voted_on(self, said: Said) -> Play | None:
        """Where the story stands, if that is what this vote is about."""
        lesson = self.live.room.lesson
        current = isinstance(lesson, Vote) and lesson.ballots and said.number == lesson.ballot.number
        return lesson.play if isinstance(lesson, Vote) and current else None

    def _decided_in(self, seat: Seat, said: Said) -> Play | None:
        """Where the student's play stands, if that is what this decision is about."""
        lesson = self.live.room.lesson
        if isinstance(lesson, Quiz | Vote):
            return None
        play = lesson.play_of(seat)
        return play if said.number == len(play.decisions) else None

    def _choice(self, said: Said, play: Play | None) -> str | Refused:
        """What the rules take for it; what is about another scene than the present one is for the room to refuse."""
        if play is None:
            return ""
        item = question_now(play.scenario, play.state)
        if item is None:
            return choice_from(play, said.choice)
        answer = answer_from(item, said.answer)
        return Refused(answer) if isinstance(answer, str) else choice_for(item.question, answer)


def _moment() -> float:
    return asyncio.get_running_loop().time()
