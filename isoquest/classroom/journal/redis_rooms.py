"""The rooms on a Redis server: which there are, and how a new one gets a code that no other has.

A room is one stream, and its first entry, with the number 0-1, says in which format it is. Redis refuses a number that
is not above all before it, so of all servers that begin a room of one code exactly one gets its first entry in: no key
beside the stream that could outlive it, or be there without it. Later entries get their numbers from Redis.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from isoquest.classroom.journal.redis_address import (
    FAILURES,
    Address,
    Client,
    CommandError,
    address_of,
    command,
    refusal,
)
from isoquest.classroom.journal.refusing import RefusedError

FIRST = "0-1"
"""The number of the entry that makes a stream a room."""
FORMAT = "1"
"""The format described here."""
_KEY = "isoquest:room:"


def key_of(code: str) -> str:
    """The name of the stream of a room."""
    return f"{_KEY}{code}"


async def claim(address: str, code: str) -> bool:
    """Whether the code was free and is this room's from now on. Raises `RefusedError`."""
    async with _client(address_of(address)) as client:
        try:
            await command(client, "XADD", key_of(code), FIRST, "format", FORMAT)
        except CommandError as error:
            if str(error).startswith(("WRONGTYPE", "The ID", "ERR The ID")):
                return False
            raise
    return True


async def exists(address: str, code: str) -> bool:
    """Whether there is a room of that code. Raises `RefusedError`, also for one of another format."""
    server = address_of(address)
    async with _client(server) as client:
        return await is_room(client, server, code)


async def open_room_codes(address: str) -> tuple[str, ...]:
    """The codes of all rooms on the server, sorted. Raises `RefusedError`."""
    codes: set[str] = set()
    async with _client(address_of(address)) as client:
        async for key in client.scan_iter(match=f"{_KEY}*", count=1000):
            codes.add(str(key).removeprefix(_KEY))
    return tuple(sorted(codes))


async def is_room(client: Client, address: Address, code: str) -> bool:
    """Whether there is a room of that code. Raises `RefusedError` for one of another format, and what commands do."""
    found = await command(client, "XRANGE", key_of(code), FIRST, FIRST)
    if not found:
        return False
    if found[0][1].get("format") != FORMAT:
        raise RefusedError(f"Room {code} on the Redis server at {address.name} was begun by another version.")
    return True


@asynccontextmanager
async def _client(address: Address) -> AsyncIterator[Client]:
    client = address.client()
    try:
        yield client
    except FAILURES as error:
        raise refusal(error, address) from None
    finally:
        await client.aclose()
