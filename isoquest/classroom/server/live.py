"""The live room: a room, the journal that it is read from, and the clock, with everybody told what concerns them."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import NamedTuple
from uuid import uuid4

from isoquest.classroom.journal.keeping import Entry, Journal
from isoquest.classroom.journal.refusing import RefusedError
from isoquest.classroom.room.events import (
    FORMAT,
    Answered,
    Decided,
    Event,
    Joined,
    Opened,
    Order,
    Ordered,
    Voted,
    from_text,
    to_text,
)
from isoquest.classroom.room.material import read_material
from isoquest.classroom.room.phone.views import PhoneViews
from isoquest.classroom.room.quiz import Quiz
from isoquest.classroom.room.replies import Refused, Reply, Taken
from isoquest.classroom.room.room import Room
from isoquest.classroom.room.seats import Seat
from isoquest.classroom.room.standings import Standings
from isoquest.classroom.server.clock import Alarm, Clock
from isoquest.classroom.server.failures import log_failure
from isoquest.classroom.server.listeners import Listener, Listeners
from isoquest.classroom.server.reading_times import ReadingTimes
from isoquest.content.reference import Reference

MOST_UNDER_WAY = 10_000
"""Events that the journal has not given back yet; beyond them nothing more is taken."""

_CLOSED = Refused("The lesson is being closed on this computer.")


class Settled(NamedTuple):
    """What came of an event."""

    reply: Reply
    kept: bool
    """It is safe from a crash, or changed nothing; if not, it counts and will be kept later."""


class _UnderWay(NamedTuple):
    """An event of our own that the journal has not given back yet."""

    settled: asyncio.Future[Settled]
    by: Listener | None


class LiveRoom:
    """A room that follows its journal, whoever writes there.

    Made by `open` or `resume`; all of it belongs to the event loop in which that was done.
    """

    room: Room
    standings: Standings | None
    """The leaderboard of a quiz; None for a story."""
    views: PhoneViews

    def __init__(self, journal: Journal, reference: Reference, clock: Clock) -> None:
        self.reference = reference
        self.listeners = Listeners()
        self.revision = 0
        """Counted up at each change of anything that the projector shows."""
        self.position = 0
        """How many entries of the journal the room has seen."""
        self.reading_times: ReadingTimes | None = None
        self._journal = journal
        self._clock = clock
        self._under_way: dict[str, _UnderWay] = {}
        self._said: dict[tuple[str, int], asyncio.Future[Settled]] = {}
        """What is under way from a seat, by its turn."""
        self._unkept: dict[str, tuple[str, int]] = {}
        self._unreadable = 0
        self._no_lesson = ""
        self._alarm: Alarm | None = None
        self._due: int | None = None
        self._ahead = 0
        """How far the room is ahead of this machine's clock: it was held by a computer whose clock was."""
        self._news: dict[str, int] = {}
        """The position of the last entry that concerns a seat alone, or a team (behind a colon)."""
        self._news_for_everyone = 0
        self._bell = asyncio.Event()
        self._closed = False

    @classmethod
    async def open(cls, journal: Journal, opened: Opened, reference: Reference, clock: Clock) -> LiveRoom | str:
        """Begin a lesson in an empty journal; or why that is impossible, as a sentence."""
        live = cls(journal, reference, clock)
        trouble = await live._follow()
        if trouble:
            return trouble
        if live.position:
            return await live._give_up("There is a lesson in this journal already; resume it, or begin another one.")
        await live._append(opened, None)
        return await live._give_up(live._no_lesson) if live._no_lesson else live

    @classmethod
    async def resume(cls, journal: Journal, reference: Reference, clock: Clock) -> LiveRoom | str:
        """Go on with the lesson in the journal; or why that is impossible, as a sentence."""
        live = cls(journal, reference, clock)
        trouble = await live._follow()
        if trouble:
            return trouble
        if not live.position:
            return await live._give_up("There is no lesson in this journal.")
        return await live._give_up(live._no_lesson) if live._no_lesson else live

    @property
    def connected(self) -> set[str]:
        """The ids of the seats with a phone that is connected to this server."""
        return set(self.listeners.seats)

    @property
    def trouble(self) -> str:
        """What the teacher must know, in sentences; empty while all is well."""
        told = [self._journal.trouble]
        if self._unreadable:
            entries = "entry" if self._unreadable == 1 else "entries"
            told.append(f"{self._unreadable} {entries} of this lesson could not be read and do not count.")
        return " ".join(filter(None, told))

    @property
    def unkept(self) -> int:
        """How many events count, but are not safe from a crash."""
        return len(self._unkept)

    def now(self) -> int:
        """The server's time in milliseconds since 1970. It never runs backwards, whatever happens to clocks."""
        return self._clock.now() + self._ahead

    async def changed(self, after: int) -> None:
        """Wait until `revision` is higher than this."""
        while self.revision <= after:
            await self._bell.wait()

    async def submit(self, event: Event, by: Listener | None = None) -> Settled:
        """Let something happen, and give what came of it once it stands in the journal.

        What the room would refuse as things stand is refused at once. `by` is the phone that waits for the reply: where
        nobody but its student is concerned, it is not shown the room anew.
        """
        if self._closed:
            return Settled(_CLOSED, kept=True)
        reply = self.room.foreseen(event)
        if reply is not None:
            return Settled(reply, kept=self._is_kept(event))
        again = self._said.get(_turn_of(event))
        if again is not None:  # a phone that came back before the journal did: the same answer is on its way already
            return await asyncio.shield(again)
        if len(self._under_way) >= MOST_UNDER_WAY:
            return Settled(Refused("Too much is under way; try again in a moment."), kept=True)
        return await self._append(event, by)

    async def order(self, order: Order, *, value: str = "", amount: int = 0, stage: int | None = None) -> Settled:
        """Do what the teacher orders; with `stage`, only if the room is still at that stage."""
        return await self.submit(Ordered(self.now(), order, stage, value, amount))

    def news_for(self, seat: Seat) -> int:
        """The position of the last entry that changed what this student is shown."""
        team = self._news.get(f":{seat.team}", 0) if seat.team else 0
        return max(self._news_for_everyone, self._news.get(seat.id, 0), team)

    def shown(self, seat: Seat) -> str:
        """What a student's phone is to be shown now, which is then taken as sent."""
        now = self.now()
        if self.reading_times is not None:
            self.reading_times.sent(seat, now)
        return self.views.state(seat, self.position, now)

    def connect(self, seat: Seat, listener: Listener) -> None:
        """A phone took a seat."""
        if self.listeners.add(seat, listener):
            self._ring()

    def disconnect(self, seat: Seat, listener: Listener) -> None:
        """A phone is gone."""
        if self.listeners.remove(seat, listener):
            self._ring()

    async def close(self) -> None:
        """Tell the phones, keep what was taken, and let go of the journal."""
        self._closed = True
        if self._alarm is not None:
            self._alarm.cancel()
        for listener in self.listeners.all():
            listener.leave()
        await self.listeners.close()
        await self._journal.close()
        for waiting in self._under_way.values():
            if not waiting.settled.done():
                waiting.settled.set_result(Settled(_CLOSED, kept=False))
        self._under_way.clear()

    def take(self, entries: Sequence[Entry], *, kept: bool) -> None:
        """Take what happened next: the journal calls this."""
        for entry in entries:
            self.position += 1
            event = from_text(entry.text)
            if self.position == 1:
                self._no_lesson = self._begin(event)
                reply: Reply = Refused(self._no_lesson) if self._no_lesson else Taken("everyone")
            elif self._no_lesson:
                continue
            elif isinstance(event, str):
                self._unreadable += 1
                reply = Refused(event)
            else:
                reply = self._taken(event)
            waiting = self._under_way.pop(entry.uid, None)
            if isinstance(reply, Taken) and not isinstance(event, str):
                if not kept:
                    self._unkept[entry.uid] = _turn_of(event)
                self._tell(event, reply, waiting.by if waiting else None)
            if waiting is not None and not waiting.settled.done():
                waiting.settled.set_result(Settled(reply, kept or isinstance(reply, Refused)))
        if self.position and not self._no_lesson:
            self._ahead = max(self._ahead, self.room.now - self._clock.now())
            self._set_alarm()
        self._ring()

    def kept_at_last(self, uids: Sequence[str]) -> None:
        """What was taken before is kept by now: the journal calls this."""
        for uid in uids:
            seat_id, turn = self._unkept.pop(uid, ("", 0))
            for listener in self.listeners.of(seat_id) if turn else ():
                listener.kept(turn)
        self._ring()

    def trouble_changed(self) -> None:
        """The journal is in trouble, or out of it: the journal calls this."""
        self._ring()

    def announce(self) -> None:
        """Something else that the projector shows has changed."""
        self._ring()

    async def _follow(self) -> str:
        try:
            await self._journal.open(self)
        except RefusedError as error:
            await self._journal.close()
            return str(error)
        return ""

    async def _give_up(self, why: str) -> str:
        self._closed = True
        await self._journal.close()
        return why

    async def _append(self, event: Event, by: Listener | None) -> Settled:
        uid = uuid4().hex
        settled: asyncio.Future[Settled] = asyncio.get_running_loop().create_future()
        self._under_way[uid] = _UnderWay(settled, by)
        said = _turn_of(event)
        if said[0]:
            self._said[said] = settled
            settled.add_done_callback(lambda _: self._said.pop(said, None))
        self._journal.append(Entry(uid, to_text(event)))
        return await asyncio.shield(settled)

    def _begin(self, event: Event | str) -> str:
        """Begin the room by its first event; or why that is impossible."""
        if not isinstance(event, Opened):
            return "This journal does not begin with the opening of a lesson."
        if event.format != FORMAT:
            return (
                f"This lesson was held by another version of IsoQuest (format {event.format}; this one holds {FORMAT})."
            )
        content = read_material(event.material, self.reference)
        if isinstance(content, str):
            return f"{content[:1].upper()}{content[1:].removesuffix('.')}."
        try:
            self.room = Room(event, content)
        except ValueError as error:
            return f"This lesson cannot be held: {error}."
        lesson = self.room.lesson
        self.standings = Standings(lesson) if isinstance(lesson, Quiz) else None
        self.reading_times = ReadingTimes(lesson) if isinstance(lesson, Quiz) else None
        self.views = PhoneViews(self.room, self.reference, self.standings)
        return ""

    def _taken(self, event: Event) -> Reply:
        """What the room makes of an event. One that it fails at does not count, and keeps nobody from what follows."""
        try:
            return self.room.take(event)
        except Exception as error:  # noqa: BLE001 - or no server could ever go on with this journal
            log_failure("Taking an entry of the journal", error)
            self._unreadable += 1
            return Refused("Something went wrong on the teacher's computer; this does not count.")

    def _tell(self, event: Event, reply: Taken, by: Listener | None) -> None:
        """Have everyone whom this concerns shown the room anew."""
        if reply.tell == "everyone":
            self._news_for_everyone = self.position
            self.listeners.refresh_everyone()
        if not isinstance(event, Joined | Answered | Voted | Decided):
            return
        seat = self.room.seats.by_id[event.seat]
        if reply.tell == "seat":
            self._news[seat.id] = self.position
            # Whoever answered sees no more than before, but whoever decided sees the next scene.
            self.listeners.refresh_seat(seat.id, None if isinstance(event, Decided) else by)
        elif reply.tell == "team":
            self._news[f":{seat.team}"] = self.position
            self.listeners.refresh_team(seat.team)

    def _is_kept(self, event: Event) -> bool:
        """Whether nothing that this event repeats is waiting to be kept."""
        return not self._unkept or _turn_of(event) not in self._unkept.values()

    def _ring(self) -> None:
        self.revision += 1
        self._bell.set()
        self._bell.clear()

    def _set_alarm(self) -> None:
        due = self.room.due
        if due == self._due and self._alarm is not None:
            return
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None
        self._due = due
        if due is not None and not self._closed:
            self._alarm = self._clock.ring(due - self._ahead, self._time_is_up)

    def _time_is_up(self) -> None:
        """Append the order that the clock gives. Of several servers each may: for the second the time is not up yet."""
        at = max(self.now(), self._due or 0)
        self._journal.append(Entry(uuid4().hex, to_text(Ordered(at, "time-up"))))


def _turn_of(event: Event) -> tuple[str, int]:
    """The seat and turn that an event would be acknowledged by."""
    match event:
        case Answered() | Voted() | Decided():
            return event.seat, event.turn
        case Joined():
            return event.seat, 0
        case _:
            return "", 0
