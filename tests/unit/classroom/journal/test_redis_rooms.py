"""Rooms on a Redis server: found, claimed once, and refused in a sentence that gives no password away."""

import asyncio
import contextlib
import re
import socket

import pytest
from journal_desk import Listener, add
from redis_server import free_port, running_redis
from stream_desk import CODE, following, history, raw

from isoquest.classroom.journal.redis_rooms import FIRST, claim, exists, key_of, open_room_codes
from isoquest.classroom.journal.redis_stream import StreamJournal
from isoquest.classroom.journal.refusing import RefusedError


async def test_a_code_is_claimed_by_one_server(redis_server):
    """Of many that want one code at the same time exactly one gets it, and a room in use is never taken."""
    assert not await exists(redis_server.address, CODE)
    won = await asyncio.gather(*(claim(redis_server.address, CODE) for _ in range(12)))
    assert sorted(won) == [False] * 11 + [True]
    assert await exists(redis_server.address, CODE)
    async with following(redis_server.address) as (journal, listener):
        add(journal, range(3))
        await listener.until_kept(3)
    assert not await claim(redis_server.address, CODE)
    with raw(redis_server) as client:
        client.set(key_of("TAKEN2"), "something else")
    assert not await claim(redis_server.address, "TAKEN2")
    assert len(await history(redis_server.address)) == 3


async def test_rooms_can_be_found_and_are_apart(redis_server):
    """The codes of all rooms are told, and what is appended to one is in no other."""
    assert await open_room_codes(redis_server.address) == ()
    for code in ("DEF567", CODE):
        assert await claim(redis_server.address, code)
    with raw(redis_server) as client:
        client.set("something:else", "1")
    assert await open_room_codes(redis_server.address) == (CODE, "DEF567")
    async with following(redis_server.address) as (journal, listener):
        add(journal, range(3))
        await listener.until_kept(3)
    async with following(redis_server.address, "DEF567") as (_, listener):
        assert listener.entries == []


async def test_room_that_is_not_there(redis_server):
    """A room that nobody began is refused in a sentence, and is not begun by that."""
    with pytest.raises(RefusedError, match=r"There is no room ABC234 on the Redis server at 127\.0\.0\.1"):
        await StreamJournal(redis_server.address, CODE).open(Listener())
    assert not await exists(redis_server.address, CODE)


async def test_room_of_another_version(redis_server):
    """A room in another format is refused in a sentence."""
    with raw(redis_server) as client:
        client.execute_command("XADD", key_of(CODE), FIRST, "format", "99")
    with pytest.raises(RefusedError, match=r"begun by another version"):
        await StreamJournal(redis_server.address, CODE).open(Listener())
    with pytest.raises(RefusedError, match=r"begun by another version"):
        await exists(redis_server.address, CODE)


async def refusals(address):
    """What is said about an address wherever one can be given."""
    said = set()
    for attempt in (claim, exists, lambda where, code: StreamJournal(where, code).open(Listener())):
        with pytest.raises(RefusedError) as caught:
            await attempt(address, CODE)
        said.add(str(caught.value))
        assert caught.value.__cause__ is None
        assert caught.value.__suppress_context__ or caught.value.__context__ is None
    with pytest.raises(RefusedError) as caught:
        await open_room_codes(address)
    return said | {str(caught.value)}


async def test_no_server_there():
    """An address where no server listens is told in a sentence."""
    port = free_port()
    assert await refusals(f"redis://127.0.0.1:{port}") == {f"The Redis server at 127.0.0.1:{port} cannot be reached."}


async def test_password(tmp_path):
    """A wrong or missing password is told in a sentence that shows none; the right one opens the room."""
    with running_redis(tmp_path, "--requirepass", "sesame") as server:
        where = f"127.0.0.1:{server.port}"
        expected = {f"The Redis server at {where} wants another name or password."}
        assert await refusals(f"redis://{where}") == expected
        assert await refusals(f"redis://:mellon@{where}") == expected
        assert await refusals(f"redis://frodo:mellon@{where}") == expected
        right = f"redis://:sesame@{where}"
        assert await claim(right, CODE)
        async with following(right) as (journal, listener):
            add(journal, [0])
            await listener.until_kept(1)
            server.kill()
            await listener.until(lambda: journal.trouble)
            assert "sesame" not in journal.trouble + repr(journal) + repr(vars(journal))


@pytest.mark.parametrize(
    "address",
    [
        "",
        "redis",
        "http://host",
        "redis://:mellon@host:many",
        "redis://:mel/lon@host:1",
        "redis://:mellon@host:99999",
        "redis://:mellon@[host",
        "redis://:mellon@host?decode_responses=no",
        "redis://:mellon@host?ssl_ca_certs=x",
        "rediss://:mellon@host?retry=9",
    ],
)
async def test_address_that_is_not_understood(address):
    """What is no address of a Redis server is refused in a sentence that quotes nothing of it."""
    (said,) = await refusals(address)
    assert said.startswith("The address of the Redis server is not understood: write it as redis://host:port/number")
    assert "mel" not in said


async def answering(reply):
    """A server that gives one reply to every command."""

    async def answer(reader, writer):
        with contextlib.suppress(OSError):
            while commands := await reader.read(65536):
                writer.write(reply * len(re.findall(rb"(?:^|\r\n)\*\d", commands)))
        writer.close()

    return await asyncio.start_server(answer, "127.0.0.1", 0, family=socket.AF_INET)


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (b"-ERR unknown command 'XADD', with args beginning with: 'mellon'\r\n", "Redis 6.2 or newer is needed"),
        (b"HTTP/1.1 400 Bad Request\r\n\r\n", "is no Redis server"),
    ],
)
async def test_server_of_another_kind(reply, said):
    """A Redis without streams, or something that is no Redis, is told in a sentence."""
    async with await answering(reply) as server:
        port = server.sockets[0].getsockname()[1]
        for sentence in await refusals(f"redis://127.0.0.1:{port}"):
            assert said in sentence
            assert "mellon" not in sentence


def test_without_the_package(run):
    """Without the package redis, importing the journal says how to get it."""
    program = """
import sys
sys.modules["redis"] = None
from isoquest.classroom.journal.refusing import RefusedError
try:
    import isoquest.classroom.journal.redis_stream
except RefusedError as refusal:
    print(refusal)
"""
    output, _ = run(program).communicate()
    assert output == "For a lesson on a Redis server install the Python package redis: pip install redis.\n"
