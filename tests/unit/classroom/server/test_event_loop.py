"""An event loop in which a whole class at once keeps nobody waiting."""

from __future__ import annotations

import asyncio
import selectors
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from isoquest.classroom.server.event_loop import InTurns, new_loop

AT_ONCE, CROWD = 10, 25


@contextmanager
def crowd() -> Iterator[list[socket.socket]]:
    """As many connections, on each of which there is something to read."""
    with ExitStack() as stack:
        ours = []
        for _ in range(CROWD):
            near, far = socket.socketpair()
            stack.enter_context(near)
            stack.enter_context(far)
            near.setblocking(False)
            far.send(b"!")
            ours.append(near)
        yield ours


def test_everyone_has_a_turn_before_anyone_has_a_second_one():
    """Nobody who always has more to say can keep others from being heard."""
    with crowd() as sockets, InTurns(AT_ONCE) as selector:
        for each in sockets:
            selector.register(each, selectors.EVENT_READ)
        turns = []
        while sum(map(len, turns)) < CROWD:
            turns.append([key.fileobj for key, _ in selector.select(0)])
        assert max(map(len, turns)) <= AT_ONCE
        assert {each for turn in turns for each in turn} == set(sockets)
        assert sum(map(len, turns)) == CROWD


def test_whoever_has_gone_meanwhile_is_not_told_of():
    """Those who wait for their turn may be closed by those before them."""
    with crowd() as sockets, InTurns(AT_ONCE) as selector:
        for each in sockets:
            selector.register(each, selectors.EVENT_READ)
        first = {key.fileobj for key, _ in selector.select(0)}
        for each in sockets:
            if each not in first:
                selector.unregister(each)
                each.close()
        assert selector.select(0) == []


def test_whoever_waits_to_write_meanwhile_is_not_told_to_read():
    """What is waited for can change before the turn comes."""
    with crowd() as sockets, InTurns(AT_ONCE) as selector:
        for each in sockets:
            selector.register(each, selectors.EVENT_READ)
        first = {key.fileobj for key, _ in selector.select(0)}
        changed = next(each for each in sockets if each not in first)
        selector.modify(changed, selectors.EVENT_WRITE)
        told = [(key.fileobj, events) for _ in range(3) for key, events in selector.select(0)]
        assert (changed, selectors.EVENT_READ) not in told


def test_every_system_has_an_event_loop():
    """Also one where connections are looked after in another way."""
    with asyncio.Runner(loop_factory=new_loop) as runner:
        assert runner.run(asyncio.sleep(0, "done")) == "done"


def test_other_work_is_done_in_the_middle_of_a_crowd():
    """A screen can be drawn before all are heard."""
    order: list[str] = []

    async def hear(sockets: list[socket.socket]) -> None:
        loop = asyncio.get_running_loop()
        done = asyncio.Event()

        def heard(each: socket.socket) -> None:
            each.recv(1)
            order.append("heard")
            if order.count("heard") == 1:
                loop.call_soon(order.append, "drawn")
            if order.count("heard") == CROWD:
                done.set()

        for each in sockets:
            loop.add_reader(each, heard, each)
        await done.wait()
        for each in sockets:
            loop.remove_reader(each)

    with crowd() as sockets, asyncio.Runner(loop_factory=lambda: asyncio.SelectorEventLoop(InTurns(AT_ONCE))) as runner:
        runner.run(hear(sockets))
    assert order.index("drawn") <= AT_ONCE
