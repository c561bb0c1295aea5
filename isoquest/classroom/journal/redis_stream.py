"""The journal of a room that several servers hold together: one Redis stream, which all of them follow."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections import deque
from collections.abc import Awaitable, Callable, Sequence

from isoquest.classroom.journal.keeping import Entry, Follower, Journal
from isoquest.classroom.journal.redis_address import FAILURES, Client, address_of, clause, command, refusal
from isoquest.classroom.journal.redis_rooms import FIRST, is_room, key_of
from isoquest.classroom.journal.refusing import RefusedError
from isoquest.content.safe_text import safe_text
from isoquest.progress.transactions import storable

ADDED_AT_ONCE = 500
"""Entries that go into the stream as one, all or none of them."""
READ_AT_ONCE = 100
"""How many of these are read in one go."""
LISTENING = 2000
"""Milliseconds for which Redis waits for new entries before it says that there are none."""
SHORTEST_PAUSE, LONGEST_PAUSE = 0.1, 2.0
"""Seconds before another attempt to reach the server; each pause is twice the one before."""
FAREWELL = 5.0
"""Seconds that closing waits for entries which are still under way."""

_FIELD = "entries"


class _LostError(Exception):
    """The stream has not got what was read from it before."""


class StreamJournal(Journal):
    """The journal in the Redis stream of a room, which `redis_rooms.claim` has begun.

    An entry is given to the follower when it is read back, in the order of the stream, whichever server added it: only
    the stream knows the order, so nothing is ever given with `kept=False`. While the server is away entries wait in
    memory, as many as are appended; whoever appends refuses more when it has enough. An entry whose reply was lost is
    added again, and each server passes over the second entry of one uid, so that all see the same order. One connection
    adds and one follows; what has come together by the time of an addition goes into the stream as one.

    What is kept is kept as Redis is set up: with `appendonly yes` and `appendfsync always` entries are on its disk,
    with `everysec` a power cut takes up to a second, and a replica that takes over may lack the last ones.
    """

    def __init__(self, address: str, code: str) -> None:
        """Name the server and the room; nothing is connected yet. Raises `RefusedError`."""
        self._address = address_of(address)
        self._code = code
        self._key = key_of(code)
        self._troubles = {"reading": "", "adding": ""}
        self._pauses = {"reading": 0.0, "adding": 0.0}
        """Seconds to wait after the next failure: none after the first, for a server may just have come back."""
        self._seen = FIRST
        """The number of the last entry read."""
        self._taken: set[str] = set()
        """The uids of all entries read."""
        self._own: dict[str, Entry] = {}
        """What was appended here and not yet read back, in order."""
        self._to_add: deque[Entry] = deque()
        """What of this has to be added, or added again."""
        self._work = asyncio.Event()
        self._all_read = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        self._closing = False
        self._followed = False
        """Whether there has been a connection that follows."""

    @property
    def trouble(self) -> str:
        """Why entries are not being kept, as a sentence for the teacher; empty while all is well."""
        return self._troubles["reading"] or self._troubles["adding"]

    async def open(self, follower: Follower) -> None:
        """Give the follower all that stands in the stream, then what anyone adds. Raises `RefusedError`."""
        self._follower = follower
        client = self._address.client()
        try:
            if not await is_room(client, self._address, self._code):
                raise RefusedError(f"There is no room {self._code} on the Redis server at {self._address.name}.")
            while (entries := await self._read(client)) is not None:
                if entries:
                    follower.take(entries, kept=True)
        except FAILURES as error:
            raise refusal(error, self._address) from None
        finally:
            await client.aclose()
        self._tasks = [
            asyncio.create_task(self._keep_trying("reading", self._follow)),
            asyncio.create_task(self._keep_trying("adding", self._add)),
        ]

    def append(self, entry: Entry) -> None:
        """Add an entry behind all others; the follower is given it once it is read back. Never waits."""
        if self._closing:
            return
        entry = Entry(storable(entry.uid), storable(entry.text))
        self._own[entry.uid] = entry
        self._to_add.append(entry)
        self._all_read.clear()
        self._work.set()

    async def close(self) -> None:
        """Wait for what is under way, unless the server is away, and let go of the connections."""
        self._closing = True
        if self._tasks and self._own and not self.trouble:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(FAREWELL):
                    await self._all_read.wait()
        # More than once: a cancellation that comes in the very moment of a reply is forgotten before Python 3.12.
        while pending := [task for task in self._tasks if not task.done()]:
            for task in pending:
                task.cancel()
            await asyncio.wait(pending, timeout=0.02)
        self._tasks = []
        await asyncio.sleep(0)  # what the follower is still to be told, it is told now

    async def _keep_trying(self, what: str, work: Callable[[Client], Awaitable[None]]) -> None:
        """Do `work` with a connection, and with another one whenever it fails; the second time in a row say so."""
        while True:
            client = self._address.client()
            try:
                await self._prove(client)
                await work(client)
            except _LostError:
                said = f"the Redis server at {self._address.name} has lost a part of this lesson"
            except RefusedError:
                said = f"another lesson has the code {self._code} on the Redis server at {self._address.name}"
            except Exception as error:  # noqa: BLE001 - should this end here, nobody would ever be told
                said = clause(error, self._address)
            finally:
                await client.aclose()
            pause = self._pauses[what]
            self._pauses[what] = min(max(SHORTEST_PAUSE, 2 * pause), LONGEST_PAUSE)
            if pause:
                self._say(what, said)
                await asyncio.sleep(pause)

    async def _prove(self, client: Client) -> None:
        """Raise `_LostError` unless the stream still has its first entry and the last that was read here."""
        if not await is_room(client, self._address, self._code):
            raise _LostError
        if not await command(client, "XRANGE", self._key, self._seen, self._seen):
            raise _LostError

    async def _follow(self, client: Client) -> None:
        """Read what is added, for as long as the connection holds."""
        waiting: tuple[str | int, ...] = ()
        while True:
            entries = await self._read(client, *waiting)
            if entries is not None:
                # Not called here, so that a mistake of the follower's does not end the following.
                asyncio.get_running_loop().call_soon(self._give, entries)
            elif not waiting:
                self._all_is_well("reading")
                if self._followed:
                    self._add_again()  # a server that was started anew may have lost what it had taken
                self._followed = True
                waiting = ("BLOCK", LISTENING)

    async def _add(self, client: Client) -> None:
        """Add what is appended, for as long as the connection holds."""
        while True:
            while self._to_add:
                batch = [self._to_add.popleft() for _ in range(min(ADDED_AT_ONCE, len(self._to_add)))]
                try:
                    await self._add_batch(client, batch)
                except BaseException:
                    self._add_again()
                    raise
            self._all_is_well("adding")
            self._work.clear()
            await self._work.wait()

    async def _add_batch(self, client: Client, batch: Sequence[Entry]) -> None:
        pairs = json.dumps([[entry.uid, entry.text] for entry in batch])
        # A stream that is gone is not made anew: it would lack all that was in it.
        if await command(client, "XADD", self._key, "NOMKSTREAM", "*", _FIELD, pairs) is None:
            raise _LostError

    def _add_again(self) -> None:
        """Add all that was not read back, in order; what the stream has already is passed over when it is read."""
        self._to_add = deque(self._own.values())
        if self._to_add:
            self._work.set()

    async def _read(self, client: Client, *waiting: str | int) -> list[Entry] | None:
        """Some of the entries behind those read before, without those known already; None if nothing is there."""
        words = ("XREAD", "COUNT", READ_AT_ONCE, *waiting, "STREAMS", self._key, self._seen)
        found = await command(client, *words)
        if not found:
            return None
        entries: list[Entry] = []
        for number, fields in found[0][1]:
            self._seen = number
            for entry in _entries_in(fields):
                self._own.pop(entry.uid, None)
                if entry.uid not in self._taken:
                    self._taken.add(entry.uid)
                    entries.append(entry)
        return entries

    def _give(self, entries: Sequence[Entry]) -> None:
        if not self._own:
            self._all_read.set()
        if entries:
            self._follower.take(entries, kept=True)

    def _all_is_well(self, what: str) -> None:
        self._pauses[what] = 0.0
        self._say(what, "")

    def _say(self, what: str, said: str) -> None:
        before = self.trouble
        sentence = f"{said[0].upper()}{said[1:]}: answers wait and are not saved yet." if said else ""
        self._troubles[what] = safe_text(sentence)
        if self.trouble != before:
            asyncio.get_running_loop().call_soon(self._follower.trouble_changed)


def _entries_in(fields: dict[str, str]) -> list[Entry]:
    """What was added in one go; nothing if someone else put something else into the stream."""
    try:
        return [Entry(str(uid), str(text)) for uid, text in json.loads(fields.get(_FIELD, "[]"))]
    except (ValueError, TypeError, RecursionError):
        return []
