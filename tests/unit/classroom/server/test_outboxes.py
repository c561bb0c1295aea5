"""Promises of the way to a phone: little is held for one that does not read, and not for long."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer

from isoquest.classroom.server.outbox import MOST_HELD, Outbox, Slow, text_frame

BIG = "x" * 8_000_000
"""More than any socket takes at once."""


@dataclass
class Line:
    """An outbox and the far end of its connection."""

    outbox: Outbox
    slow: Slow
    transport: asyncio.Transport
    far: asyncio.StreamReader
    states: list[str] = field(default_factory=list)


@asynccontextmanager
async def line() -> AsyncIterator[Line]:
    """A connection whose far end reads only when it is asked to."""
    loop = asyncio.get_running_loop()
    near, far = socket.socketpair()
    transport, _ = await loop.create_connection(asyncio.Protocol, sock=near)
    reader, writer = await asyncio.open_connection(sock=far, limit=1024)
    slow = Slow(patience=10.0)
    states: list[str] = []

    def state() -> str:
        states.append(BIG if not states else f"state {len(states)}")
        return states[-1]

    try:
        yield Line(Outbox(transport, slow, state), slow, transport, reader, states)
    finally:
        slow.close()
        transport.abort()
        writer.close()


async def test_a_phone_that_does_not_read_is_shown_only_what_is_newest():
    """However often the room changes, nothing piles up; when there is space again the state of then is sent once."""
    async with line() as it:
        it.outbox.show()
        waiting = it.transport.get_write_buffer_size()
        for _ in range(1000):
            it.outbox.show()
        it.outbox.say("ack")
        assert it.transport.get_write_buffer_size() == waiting
        assert len(it.states) == 1
        await it.far.readexactly(len(text_frame(BIG)))
        assert await it.far.readexactly(len(text_frame("ack"))) == text_frame("ack")
        assert await it.far.readexactly(len(text_frame("state 1"))) == text_frame("state 1")
        assert len(it.states) == 2
        assert not it.slow


async def test_a_phone_that_has_taken_nothing_for_ten_seconds_is_cut_off():
    """It is not a moment before, and whoever reads again in time is left in peace."""
    async with line() as it:
        it.outbox.show()
        now = asyncio.get_running_loop().time()
        it.slow.look(now + 9.9)
        assert not it.transport.is_closing()
        it.slow.look(now + 10.1)
        assert it.transport.is_closing()
        assert (it.slow.cut_off, len(it.slow)) == (1, 0)


async def test_a_goodbye_to_a_phone_that_does_not_read_ends_as_well():
    """Closing waits for what is left to be taken; the deadline does not."""
    async with line() as it:
        it.outbox.show()
        it.transport.close()
        it.slow.look(asyncio.get_running_loop().time() + 11)
        assert it.transport.get_write_buffer_size() == 0
        assert it.slow.cut_off == 1


async def test_only_a_handful_of_messages_is_held():
    """One more, and the phone is cut off at once."""
    async with line() as it:
        it.outbox.show()
        for _ in range(MOST_HELD):
            it.outbox.say("ack")
        assert not it.transport.is_closing()
        it.outbox.say("ack")
        assert it.transport.is_closing()


async def test_pings_of_a_phone_that_does_not_read_are_not_answered():
    """A flood of them fills no memory."""
    async with line() as it:
        it.outbox.show()
        waiting = it.transport.get_write_buffer_size()
        for _ in range(1000):
            it.outbox.pong(b"x" * 100)
        assert it.transport.get_write_buffer_size() == waiting


@pytest.mark.parametrize("size", [0, 1, 125, 126, 127, 65_535, 65_536, 70_000])
async def test_frames_are_read_by_another_library(size: int):
    """A client that knows the protocol reads the text that was sent."""
    text = ("é" + "x" * size)[:size]

    async def handler(request: web.Request) -> web.WebSocketResponse:
        websocket = web.WebSocketResponse()
        await websocket.prepare(request)
        assert request.transport is not None
        outbox = Outbox(request.transport, Slow(), lambda: None)
        outbox.say(text)
        outbox.show()
        outbox.pong(b"still there")
        await websocket.close()
        return websocket

    application = web.Application()
    application.router.add_get("/", handler)
    async with (
        TestServer(application) as server,
        ClientSession() as session,
        session.ws_connect(server.make_url("/"), autoping=False) as websocket,
    ):
        assert await websocket.receive_str() == text
        assert (await websocket.receive()).data == b"still there"
