"""Rooms served over real sockets for tests, with a journal in memory and a clock that is moved by hand."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any

from aiohttp import ClientSession
from memory_journal import MemoryJournal
from phone_client import Phone
from rooms import BANK, BEGIN, opened

from isoquest.classroom.door.buckets import Rate
from isoquest.classroom.door.keys import Secret, hashed
from isoquest.classroom.door.limits import Flow
from isoquest.classroom.room.events import Order
from isoquest.classroom.room.plays import Plays
from isoquest.classroom.room.quiz import Quiz
from isoquest.classroom.room.room import Room
from isoquest.classroom.room.terms import Kind, Terms
from isoquest.classroom.room.vote import Vote
from isoquest.classroom.server.live import LiveRoom
from isoquest.classroom.server.settings import Limits, Settings
from isoquest.classroom.server.web import ClassroomServer
from isoquest.content.asking import QUESTION_FILE
from isoquest.content.library import bundled_reference

KEY = "AAAAAAAAAAAAAAAAAAAAAA"
"""The teacher's key of every room here."""
CODE = "KXM4TR"
ONE = BANK[: BANK.index("  which:")]
"""A bank with one question, whose options are told apart by their texts."""


@dataclass
class _Alarm:
    moment: int
    do: Callable[[], None]
    cancelled: bool = False

    def cancel(self) -> None:
        """It is not to ring."""
        self.cancelled = True


@dataclass
class HandClock:
    """A clock that stands still until it is moved."""

    time: int = BEGIN
    alarms: list[_Alarm] = field(default_factory=list)

    def now(self) -> int:
        """The time to which the clock was moved."""
        return self.time

    def ring(self, moment: int, do: Callable[[], None]) -> _Alarm:
        """Do something once the clock is moved to that moment."""
        self.alarms.append(_Alarm(moment, do))
        return self.alarms[-1]

    def pass_time(self, milliseconds: int) -> None:
        """Move the clock on, and do what was to be done by then."""
        self.time += milliseconds
        due = [alarm for alarm in self.alarms if alarm.moment <= self.time]
        self.alarms = [alarm for alarm in self.alarms if alarm not in due]
        for alarm in due:
            if not alarm.cancelled:
                alarm.do()


async def live_room(  # noqa: PLR0913, PLR0917 - what differs between tests
    kind: Kind = "quiz",
    terms: Terms | None = None,
    text: str = "",
    journal: MemoryJournal | None = None,
    clock: HandClock | None = None,
    code: str = CODE,
    questions: str = "",
) -> LiveRoom:
    """A lesson that has just been opened."""
    first = replace(opened(kind, terms, text), code=code, key=hashed(Secret(KEY)))
    if questions:
        files = {**first.material.files, QUESTION_FILE: questions}
        first = replace(first, material=replace(first.material, files=files))
    live = await LiveRoom.open(journal or MemoryJournal(), first, bundled_reference()[0], clock or HandClock())
    assert isinstance(live, LiveRoom), live
    return live


@dataclass
class Served:
    """A room and its server."""

    live: LiveRoom
    server: ClassroomServer
    journal: MemoryJournal
    clock: HandClock
    http: ClientSession

    @property
    def base(self) -> str:
        """Where the room is served."""
        return f"http://127.0.0.1:{self.server.port}"

    async def phone(self, name: str = "Mia", team: str = "") -> Phone:
        """A phone that has joined."""
        phone = await Phone.connect(self.base)
        await phone.join(CODE, name, team)
        return phone

    async def order(self, order: Order, **values: Any) -> None:
        """Order something that can be done now."""
        settled = await self.live.order(order, **values)
        assert not hasattr(settled.reply, "reason"), settled

    async def raw(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """A bare connection."""
        return await asyncio.open_connection("127.0.0.1", self.server.port)


@asynccontextmanager
async def served(
    kind: Kind = "quiz",
    terms: Terms | None = None,
    text: str = "",
    code: str = CODE,
    questions: str = "",
    **settings: Any,
) -> AsyncIterator[Served]:
    """A room on a free port of this machine alone."""
    journal, clock = MemoryJournal(), HandClock()
    live = await live_room(kind, terms, text, journal, clock, code, questions)
    server = ClassroomServer(live, Settings(**settings))
    assert await server.start() is None
    http = ClientSession(headers={"Origin": f"http://127.0.0.1:{server.port}"})
    try:
        yield Served(live, server, journal, clock, http)
    finally:
        await http.close()
        await server.stop()
        await live.close()


def unhurried() -> Limits:
    """Limits under which nobody says too much."""
    return Limits(flow=Flow(taken=Rate(100_000, 1.0)))


def state_of(room: Room) -> str:
    """All that makes a room what it is, as one number."""
    lesson = room.lesson
    own: object
    match lesson:
        case Quiz():
            own = [(each.number, each.question.id, each.answers, each.seconds, each.shown) for each in lesson.rounds]
        case Vote():
            own = (lesson.play.decisions, lesson.ballots)
        case Plays():
            own = {player: play.decisions for player, play in lesson.plays.items()}
    switches = (room.stage, room.locked, room.names_hidden, room.paused_at, lesson.phase)
    return sha256(repr((switches, room.seats.by_id, own)).encode()).hexdigest()


def masked(text: str) -> bytes:
    """A text as a WebSocket frame of a client (RFC 6455, 5.2), masked with zeros."""
    payload = text.encode()
    size = len(payload)
    short = size < 126
    return b"\x81" + (bytes((0x80 | size,)) if short else b"\xfe" + size.to_bytes(2)) + bytes(4) + payload


def upgrade(port: int, path: str = "/ws", origin: str = "") -> bytes:
    """A request for a WebSocket."""
    base = f"127.0.0.1:{port}"
    return (
        f"GET {path} HTTP/1.1\r\nHost: {base}\r\nOrigin: {origin or f'http://{base}'}\r\nUpgrade: websocket\r\n"
        "Connection: Upgrade\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n"
    ).encode()
