"""Promises while someone floods the server: the room goes on for the others, and nothing grows without bound."""

from __future__ import annotations

import asyncio
import json
import socket

import pytest
from phone_client import Phone
from served_rooms import CODE, ONE, Served, masked, served, state_of, upgrade

from isoquest.classroom.door.limits import Unfinished
from isoquest.classroom.room.terms import Terms
from isoquest.classroom.server.phone_socket import MESSAGES_WITHOUT_SEAT
from isoquest.classroom.server.settings import Limits

LONG = "word " * 3_900
"""As long as a text of a question may be."""
BULKY = (
    ONE.replace("Who issues the certificate?", f"{LONG}\n    context: {LONG}")
    .replace("ISO itself", f"1 {LONG}")
    .replace("A certification body", f"2 {LONG}")
    .replace("The state", f"3 {LONG}")
)
"""A bank whose question is more than a socket takes at once when it is sent a few times."""


async def open_socket(room: Served, path: str = "/ws") -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """A bare WebSocket."""
    reader, writer = await room.raw()
    writer.write(upgrade(room.server.port, path))
    await reader.readuntil(b"\r\n\r\n")
    return reader, writer


async def is_served(room: Served, phone: Phone) -> None:
    """The lesson goes on, and this phone sees it."""
    await room.order("next")
    await phone.until(lambda each: each.state["seq"] == room.live.position)


async def gone(reader: asyncio.StreamReader) -> None:
    """Wait until the server has hung up."""
    try:
        while await reader.read(1 << 20):
            pass
    except ConnectionError:
        pass


async def test_five_thousand_joins_fill_no_room():
    """A part of them gets in, the others are told to wait; whoever was there is served, and the journal stays short."""
    body = json.dumps({"do": "join", "code": CODE, "nickname": "Flood"}).encode()
    async with served() as room:
        phone = await room.phone()
        base = f"127.0.0.1:{room.server.port}"
        head = f"POST /join HTTP/1.1\r\nHost: {base}\r\nOrigin: http://{base}\r\nContent-Length: {len(body)}\r\n\r\n"

        async def flood() -> int:
            reader, writer = await room.raw()
            seats = 0
            for _ in range(10):
                writer.write((head.encode() + body) * 50)
                for _ in range(50):
                    answer = await reader.readuntil(b"\r\n\r\n")
                    length = int(answer.partition(b"Content-Length: ")[2].partition(b"\r\n")[0])
                    seats += b'"seat", "token"' in await reader.readexactly(length)
            writer.close()
            return seats

        seats = sum(await asyncio.gather(*(flood() for _ in range(10))))
        assert 150 <= seats < 1000
        assert len(room.live.room.seats) == seats + 1
        assert len(room.journal.entries) == seats + 2
        await is_served(room, phone)
        await phone.close()


async def test_a_thousand_messages_at_once_end_a_conversation():
    """A few count, the rest is dropped, and the socket is closed; another student is served."""
    async with served(text=ONE) as room:
        phone = await room.phone()
        reader, writer = await open_socket(room)
        writer.write(masked(json.dumps({"do": "join", "code": CODE, "nickname": "Flood"})))
        assert b'"token"' in await reader.read(200)
        await room.order("next")
        before = len(room.journal.entries)
        writer.write(
            b"".join(
                masked(json.dumps({"do": "answer", "round": 1, "turn": turn, "answer": [turn % 3]}))
                for turn in range(1, 1001)
            )
        )
        await gone(reader)
        assert len(room.journal.entries) - before <= 25
        await is_served(room, phone)
        writer.close()
        await phone.close()


@pytest.mark.parametrize("path", ["/ws", "/teach"])
@pytest.mark.parametrize("kind", [b"\x89", b"\x8a"], ids=["ping", "pong"])
async def test_a_thousand_pings_at_once_end_a_conversation(path: str, kind: bytes):
    """Pings of the protocol itself count like messages, and so do replies to pings that nobody sent."""
    async with served() as room:
        phone = await room.phone()
        reader, writer = await open_socket(room, path)
        writer.write((kind + b"\x80\0\0\0\0") * 1000)
        await gone(reader)
        await is_served(room, phone)
        writer.close()
        await phone.close()


async def test_whoever_talks_without_a_seat_is_not_listened_to_for_long():
    """After some messages the socket is closed."""
    async with served() as room:
        reader, writer = await open_socket(room)
        writer.write(masked("nonsense") * MESSAGES_WITHOUT_SEAT)
        for _ in range(MESSAGES_WITHOUT_SEAT):
            await reader.readuntil(b"}")
        writer.write(masked("nonsense"))
        await gone(reader)
        writer.close()


async def test_giant_frames_are_not_read():
    """A frame of a megabyte, whole or in parts, is refused by its length; nobody else notices."""
    async with served() as room:
        phone = await room.phone()
        before = state_of(room.live.room)
        whole = b"\x81\xff" + (1 << 20).to_bytes(8) + bytes(4) + b" " * (1 << 20)
        parts = b"\x01\xfe\x0f\x00" + bytes(4) + b" " * 3840 + (b"\x00\xfe\x0f\x00" + bytes(4) + b" " * 3840) * 300
        unending = b"\x81\xff" + (1 << 62).to_bytes(8) + bytes(4)
        for frame in (whole, parts, unending):
            reader, writer = await open_socket(room)
            writer.write(frame)
            await gone(reader)
            writer.close()
        assert state_of(room.live.room) == before
        await is_served(room, phone)
        await phone.close()


async def test_fifty_phones_that_never_read_keep_nobody_waiting():
    """Everybody else sees every stage; the fifty are cut off when their time is up."""
    async with served(text=BULKY, terms=Terms(reading=9)) as room:
        stalled = []
        for number in range(50):
            near = socket.socket()
            near.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            near.connect(("127.0.0.1", room.server.port))
            reader, writer = await asyncio.open_connection(sock=near, limit=1024)
            writer.write(upgrade(room.server.port))
            writer.write(masked(json.dumps({"do": "join", "code": CODE, "nickname": f"S{number}"})))
            stalled.append((reader, writer))
        phone = await room.phone()
        while len(room.live.connected) < 51:
            await room.live.changed(room.live.revision)
        for phase in ("reading", "answering", "closed", "revealed"):
            await room.order("next")
            await phone.phase(phase)
        slow = {transport.get_extra_info("peername") for transport in room.server.slow._since}
        assert {writer.get_extra_info("sockname") for _, writer in stalled} <= slow
        held = sum(transport.get_write_buffer_size() for transport in room.server.slow._since)
        assert held < 50 * 6 * len(LONG)
        room.server.slow.look(asyncio.get_running_loop().time() + room.server.settings.patience + 1)
        while len(room.live.connected) > 1:
            await room.live.changed(room.live.revision)
        assert room.server.slow.cut_off == 50
        for _, writer in stalled:
            writer.close()
        await phone.close()


async def test_half_open_connections_are_given_up():
    """A phone that has vanished without a goodbye answers no ping, and its seat counts as not connected."""
    async with served(heartbeat=0.02) as room:
        reader, writer = await open_socket(room)
        writer.write(masked(json.dumps({"do": "join", "code": CODE, "nickname": "Gone"})))
        while not room.live.connected:
            await room.live.changed(room.live.revision)
        await gone(reader)
        while room.live.connected:
            await room.live.changed(room.live.revision)
        writer.close()


async def test_a_head_that_never_ends_is_not_waited_for():
    """A connection that sends its request drop by drop, or nothing at all, is closed."""
    async with served(patience=0.05) as room:
        for begun in (b"", b"GET / HTTP/1.1\r\nHost: "):
            reader, writer = await room.raw()
            writer.write(begun)
            await gone(reader)
            writer.close()


async def test_a_body_that_never_comes_is_not_waited_for():
    """A request that promises a body and sends none is answered with a refusal, and its connection is closed."""
    async with served(patience=0.05) as room:
        reader, writer = await room.raw()
        base = f"127.0.0.1:{room.server.port}"
        writer.write(
            f"POST /join HTTP/1.1\r\nHost: {base}\r\nOrigin: http://{base}\r\nContent-Length: 9\r\n\r\n".encode()
        )
        assert b" 408 " in await reader.readline()
        await gone(reader)
        writer.close()


async def test_strangers_do_not_take_all_sockets():
    """Of sockets without a seat there are so many and no more; whoever sits makes place for others."""
    async with served(limits=Limits(strangers=Unfinished(one_address=3, together=3))) as room:
        strangers = [await open_socket(room) for _ in range(3)]
        reader, writer = await room.raw()
        writer.write(upgrade(room.server.port))
        assert b" 503 " in await reader.readline()
        writer.close()
        strangers[0][1].write(masked(json.dumps({"do": "join", "code": CODE, "nickname": "Mia"})))
        while not room.live.connected:
            await room.live.changed(room.live.revision)
        strangers.append(await open_socket(room))
        for _, each in strangers:
            each.close()
        while room.live.connected:
            await room.live.changed(room.live.revision)
        assert len(room.live.room.seats) == 1
