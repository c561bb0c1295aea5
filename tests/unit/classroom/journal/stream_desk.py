"""A room on a real Redis server, and short ways to follow it. Tests that import this are skipped without `redis`."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from journal_desk import Listener
from redis_server import RedisServer

from isoquest.classroom.journal.keeping import Entry

redis = pytest.importorskip("redis", reason="the Python package redis is not installed")

from isoquest.classroom.journal.redis_stream import StreamJournal  # noqa: E402 (the package is known to be there now)

CODE = "ABC234"


@contextlib.asynccontextmanager
async def following(address: str, code: str = CODE) -> AsyncIterator[tuple[StreamJournal, Listener]]:
    """A journal that is open, and its listener."""
    listener = Listener()
    journal = StreamJournal(address, code)
    await journal.open(listener)
    try:
        yield journal, listener
    finally:
        await journal.close()


@contextlib.contextmanager
def raw(server: RedisServer) -> Iterator[Any]:
    """A connection past the journal."""
    client = redis.Redis(port=server.port, decode_responses=True)
    try:
        yield client
    finally:
        client.close()


async def history(address: str) -> list[Entry]:
    """All that stands in the room."""
    async with following(address) as (_, listener):
        return listener.entries
