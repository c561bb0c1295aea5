"""A class of simulated students: all in this process, each with a WebSocket of its own to the host."""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections import Counter
from collections.abc import Callable

from classroom_sockets import Socket, frame_of

ADDRESSES = 8
"""Loopback addresses that the class comes from, so that no limit for one address stands in the way."""
AT_ONCE, A_SECOND = 300, 80
"""Students who join at once, and how many a second after that: below what the server lets in."""
PATIENCE = 60.0
"""Seconds after which something that is waited for counts as never coming."""

_PHASE = re.compile(rb'"phase": ?"(\w+)"(?:, ?"round": ?(\d+))?')

Moment = tuple[str, int]
"""A phase, and the number of the question where there is one."""


class Student(Socket):
    """One student's phone."""

    __slots__ = ("_class", "_join", "acknowledged", "kept", "shown", "token")

    def __init__(self, of: Students, authority: str, join: bytes) -> None:
        super().__init__(authority, "/ws")
        self._class = of
        self._join = join
        self.token = ""
        self.shown: Moment | None = None
        self.acknowledged: Counter[int] = Counter()
        """How often each turn was acknowledged as taken."""
        self.kept: set[int] = set()
        """The turns that the server has called safe."""

    def opened(self) -> None:
        """Join."""
        self.send(self._join)

    def lost(self, why: str) -> None:
        """Tell the class."""
        self._class.student_lost(why)

    def heard(self, payload: bytes) -> None:
        """Note what was shown or acknowledged, and when. States are not read in full: that would cost this process."""
        if payload.startswith((b'{"type":"state"', b'{"type": "state"')):
            found = _PHASE.search(payload)
            if found:
                moment = found[1].decode(), int(found[2] or 0)
                if moment != self.shown:
                    self.shown = moment
                    self._class.shown(moment)
            return
        message = json.loads(payload)
        match message["type"]:
            case "seat":
                self.token = message["token"]
            case "ack" if message["ok"]:
                self.acknowledged[message["turn"]] += 1
                if message["kept"]:
                    self._keep(message["turn"])
            case "kept":
                self._keep(message["turn"])
            case _:
                self._class.complained(message)

    def _keep(self, turn: int) -> None:
        self.kept.add(turn)
        self._class.kept(turn)


class Students:
    """All students of a room. Moments are seconds of the monotonic clock."""

    def __init__(self) -> None:
        self.all: list[Student] = []
        self.complaints: Counter[str] = Counter()
        """What went wrong, by what was said."""
        self.last = 0.0
        """When the last of those came whom `until` waited for."""
        self._turn = 0
        self._lost = 0
        self._ending = False
        self._awaited: object = None
        self._missing = 0
        self._all_there = asyncio.Event()
        self._all_gone = asyncio.Event()
        self._half_there: Callable[[], None] | None = None

    async def join(self, base: str, code: str, count: int) -> None:
        """Have so many students take a seat, as quickly as the server lets a class in."""
        loop = asyncio.get_running_loop()
        authority = base.removeprefix("http://")
        host, _, port = authority.rpartition(":")
        begun = time.monotonic()
        self.wait_for(("lobby", 0), count)
        for number in range(count):
            await asyncio.sleep(max(0.0, begun + (number - AT_ONCE) / A_SECOND - time.monotonic()))
            wish = {"do": "join", "code": code, "nickname": f"Student {number + 1}", "team": ""}
            student = Student(self, authority, frame_of(json.dumps(wish)))
            self.all.append(student)
            await loop.create_connection(
                lambda student=student: student,  # type: ignore[misc]  # mypy knows no types of defaults
                host,
                int(port),
                local_addr=(f"127.0.0.{2 + number % ADDRESSES}", 0),
            )
        await self.until_all_there()

    def wait_for(self, awaited: object, count: int | None = None) -> None:
        """From now on wait for all to be shown a moment, or for all to have a turn kept; see `until_all_there`."""
        self._awaited = awaited
        self._missing = len(self.all) if count is None else count
        self._all_there.clear()

    async def until_all_there(self) -> float:
        """When the last student came who was waited for."""
        try:
            async with asyncio.timeout(PATIENCE):
                await self._all_there.wait()
        except TimeoutError:
            raise RuntimeError(f"{self._missing} students never got {self._awaited}; {dict(self.complaints)}") from None
        return self.last

    def answer_all(self, question: int, options: int) -> float:
        """Have all answer a question at once, each option chosen by as many; when the first one did."""
        self._turn += 1
        frames = [
            frame_of(
                json.dumps(
                    {
                        "do": "answer",
                        "round": question,
                        "turn": self._turn,
                        "answer": [number % options],
                        "certainty": None,
                    }
                )
            )
            for number in range(len(self.all))
        ]
        self.wait_for(self._turn)
        begun = time.monotonic()
        for student, frame in zip(self.all, frames, strict=True):
            student.send(frame)
        return begun

    async def until_half_are_kept(self) -> None:
        """Wait until the answers of half of the students are kept, and for no longer."""
        half = asyncio.Event()
        self._half_there = half.set
        async with asyncio.timeout(PATIENCE):
            await half.wait()

    async def until_all_are_gone(self) -> None:
        """Hear what is still on its way from a server that was killed."""
        async with asyncio.timeout(PATIENCE):
            await self._all_gone.wait()

    def hang_up(self) -> None:
        """End every connection."""
        self._ending = True
        for student in self.all:
            student.hang_up()

    def shown(self, moment: Moment) -> None:
        """A student is shown another moment than before."""
        if moment == self._awaited:
            self._one_more()

    def kept(self, turn: int) -> None:
        """A student's answer is safe."""
        if turn == self._awaited:
            self._one_more()

    def complained(self, message: dict[str, object]) -> None:
        """The server said something that no student should hear here."""
        self.complaints[str(message.get("why", message["type"]))] += 1

    def student_lost(self, why: str) -> None:
        """A connection ended."""
        self._lost += 1
        if self._lost == len(self.all):
            self._all_gone.set()
        if not self._ending:
            self.complaints[why] += 1

    def ending(self) -> None:
        """The host is about to be killed: lost connections are nobody's fault from now on."""
        self._ending = True

    def _one_more(self) -> None:
        self._missing -= 1
        self.last = time.monotonic()
        if not self._missing:
            self._all_there.set()
        if self._half_there is not None and self._missing <= len(self.all) // 2:
            self._half_there()
