"""The journal on a Redis stream, with a real server: one order for all who follow it, whatever breaks."""

import asyncio
import contextlib
import socket
import sys

import pytest
from journal_desk import add, entry
from redis_server import running_redis
from stream_desk import CODE, following, history, raw

from isoquest.classroom.journal import redis_stream
from isoquest.classroom.journal.keeping import Entry
from isoquest.classroom.journal.redis_rooms import claim, key_of


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Attempts follow each other quickly."""
    monkeypatch.setattr(redis_stream, "SHORTEST_PAUSE", 0.01)
    monkeypatch.setattr(redis_stream, "LONGEST_PAUSE", 0.05)


async def test_entries_are_there_for_those_who_come_later(redis_server):
    """What one server appended, another one finds when it opens the room, and then what is added, in one order."""
    assert await claim(redis_server.address, CODE)
    async with following(redis_server.address) as (first, first_heard):
        add(first, range(5))
        await first_heard.until_kept(5)
        async with following(redis_server.address) as (second, second_heard):
            assert second_heard.entries == [entry(number) for number in range(5)]
            add(second, [5])
            await second_heard.until_kept(6)
            await first_heard.until_kept(6)
        assert first_heard.entries == second_heard.entries == [entry(number) for number in range(6)]
        assert (first.trouble, second.trouble) == ("", "")


async def test_all_servers_see_one_order(redis_server):
    """Three servers that append at the same time are all told the same order, and each its own entries in its order."""
    await claim(redis_server.address, CODE)
    async with contextlib.AsyncExitStack() as stack:
        servers = [await stack.enter_async_context(following(redis_server.address)) for _ in range(3)]
        for step in range(10):
            for number, (journal, _) in enumerate(servers):
                add(journal, range(number * 1000 + step * 70, number * 1000 + step * 70 + 70))
            await servers[step % 3][1].until_kept(step * 100)
        for _, listener in servers:
            await listener.until_kept(2100)
        orders = [listener.entries for _, listener in servers]
        assert orders[0] == orders[1] == orders[2]
        assert len(orders[0]) == 2100
        for number in range(3):
            own = [each for each in orders[0] if int(each.uid[1:]) // 1000 == number]
            assert own == [entry(number * 1000 + place) for place in range(700)]


async def test_closing_keeps_what_was_appended(redis_server):
    """What was appended just before closing is kept and told."""
    await claim(redis_server.address, CODE)
    async with following(redis_server.address) as (journal, listener):
        add(journal, range(1500))
    assert listener.entries == [entry(number) for number in range(1500)]
    add(journal, [1500])
    assert len(await history(redis_server.address)) == 1500


async def test_odd_text_comes_back_as_it_was_told(redis_server):
    """Any text is told as it will be read back by others."""
    await claim(redis_server.address, CODE)
    texts = ["", "\0a\r\n", "half \ud800 a character", "ü 🙂", "x" * 300_000]
    async with following(redis_server.address) as (journal, listener):
        for number, text in enumerate(texts):
            journal.append(Entry(f"u{number}", text))
        await listener.until_kept(len(texts))
    assert [listener.texts()[place] for place in (0, 1, 3, 4)] == [texts[place] for place in (0, 1, 3, 4)]
    assert await history(redis_server.address) == listener.entries


async def test_server_killed_and_started_again(redis_server):
    """While Redis is away nothing is told; what was appended by then follows in order once it is back."""
    await claim(redis_server.address, CODE)
    async with following(redis_server.address) as (journal, listener), following(redis_server.address) as (_, other):
        add(journal, range(10))
        await listener.until_kept(10)
        redis_server.kill()
        add(journal, range(10, 700))
        await listener.until(lambda: journal.trouble)
        assert journal.trouble == (
            f"The Redis server at 127.0.0.1:{redis_server.port} cannot be reached: answers wait and are not saved yet."
        )
        assert len(listener.entries) == 10
        await asyncio.to_thread(redis_server.start)
        await listener.until_kept(700)
        await other.until_kept(700)
        await listener.until(lambda: not journal.trouble)
        assert listener.entries == other.entries == [entry(number) for number in range(700)]
    assert await history(redis_server.address) == listener.entries


async def test_server_killed_while_entries_are_under_way(redis_server):
    """However often Redis is killed in the midst of appending, each entry is told once, and in order, to everyone."""
    await claim(redis_server.address, CODE)
    async with following(redis_server.address) as (journal, listener), following(redis_server.address) as (_, other):
        for round_ in range(4):
            add(journal, range(round_ * 1000, round_ * 1000 + 1000))
            await listener.until(lambda known=round_ * 1000: len(listener.kept) > known)
            redis_server.kill()
            await asyncio.to_thread(redis_server.start)
            told = len(listener.kept)
            assert len(await history(redis_server.address)) >= told
        await listener.until_kept(4000)
        await other.until_kept(4000)
        assert listener.entries == other.entries == [entry(number) for number in range(4000)]


class LossyRoad:
    """A way to the server that loses all replies from the moment when certain bytes were sent on it."""

    def __init__(self, port, loses_from=b"nothing"):
        self.port = port
        self.loses_from = loses_from
        self.losing = False
        self.lost = asyncio.Event()
        self._writers = []

    @contextlib.asynccontextmanager
    async def open(self):
        """Take connections; give the address."""
        server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        try:
            yield f"redis://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        finally:
            server.close()
            self.cut()
            await server.wait_closed()

    def cut(self):
        """Break all connections."""
        for writer in self._writers:
            writer.close()
        self._writers.clear()

    async def _connected(self, reader, writer):
        to_server = await asyncio.open_connection("127.0.0.1", self.port)
        self._writers += [writer, to_server[1]]
        await asyncio.gather(self._pass(reader, to_server[1], False), self._pass(to_server[0], writer, True))

    async def _pass(self, reader, writer, replies):
        with contextlib.suppress(OSError):
            while data := await reader.read(65536):
                self.losing |= not replies and self.loses_from in data
                if replies and self.losing:
                    self.lost.set()
                    continue
                writer.write(data)
                await writer.drain()
        writer.close()


async def test_append_whose_reply_was_lost(redis_server):
    """An entry that the stream has, and whose reply never came, stands there twice and is told once to everyone."""
    await claim(redis_server.address, CODE)
    road = LossyRoad(redis_server.port, loses_from=b"u3")
    async with (
        road.open() as address,
        following(address) as (journal, listener),
        following(redis_server.address) as (_, other),
    ):
        add(journal, range(3))
        await listener.until_kept(3)
        add(journal, range(3, 6))
        await other.until_kept(6)
        await road.lost.wait()
        road.losing, road.loses_from = False, b"nothing"
        road.cut()
        add(journal, range(6, 9))
        await listener.until_kept(9)
        await other.until_kept(9)
        assert listener.entries == other.entries == [entry(number) for number in range(9)]
    assert await history(redis_server.address) == listener.entries
    with raw(redis_server) as client:
        assert str(client.xrange(key_of(CODE))).count('"u3"') == 2


async def test_follower_that_is_cut_off_often(redis_server):
    """A server whose connections break again and again misses nothing and is told nothing twice."""
    await claim(redis_server.address, CODE)
    road = LossyRoad(redis_server.port)
    async with road.open() as address, following(address) as (journal, listener):
        for round_ in range(10):
            add(journal, range(round_ * 300, round_ * 300 + 300))
            await listener.until(lambda known=round_ * 300: len(listener.kept) > known)
            road.cut()
        await listener.until_kept(3000)
        assert listener.entries == [entry(number) for number in range(3000)]


async def test_server_that_comes_back_without_its_data(redis_server):
    """A room whose stream is gone is not begun anew behind everyone's back; the sentence says what is wrong."""
    await claim(redis_server.address, CODE)
    async with following(redis_server.address) as (journal, listener):
        add(journal, range(3))
        await listener.until_kept(3)
        with raw(redis_server) as client:
            client.delete(key_of(CODE))
            add(journal, [3])
            await listener.until(lambda: journal.trouble)
            assert "has lost a part of this lesson: answers wait" in journal.trouble
            assert client.keys("*") == []
        assert len(listener.entries) == 3


async def test_server_that_replies_what_no_redis_would(redis_server):
    """The teacher is told, and all goes on when it is a Redis server again."""

    async def odd(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while b"CLIENT" in await reader.read(65536):
                writer.write(b"+OK\r\n")
            writer.write(b":1\r\n")
        writer.close()

    await claim(redis_server.address, CODE)
    async with following(redis_server.address) as (journal, listener):
        add(journal, range(3))
        await listener.until_kept(3)
        redis_server.kill()
        async with await asyncio.start_server(odd, "127.0.0.1", redis_server.port):
            add(journal, range(3, 6))
            await listener.until(lambda: "does not take entries" in journal.trouble)
        await asyncio.to_thread(redis_server.start)
        await listener.until_kept(6)
        assert listener.entries == [entry(number) for number in range(6)]


async def test_server_that_takes_nothing(redis_server):
    """A server without memory, or one that may not write, is named so; nothing that was appended is in the sentence."""
    await claim(redis_server.address, CODE)
    async with following(redis_server.address) as (journal, listener):
        with raw(redis_server) as client:
            client.config_set("maxmemory", "1kb")
            add(journal, range(3))
            await listener.until(lambda: journal.trouble)
            assert "has no memory left: answers wait" in journal.trouble
            assert 'answer"' not in journal.trouble
            client.config_set("maxmemory", "0")
            await listener.until_kept(3)
            await listener.until(lambda: not journal.trouble)
            client.config_set("min-replicas-to-write", "1")
            add(journal, range(3, 6))
            await listener.until(lambda: journal.trouble)
            assert "does not take entries just now (NOREPLICAS): answers wait" in journal.trouble
            client.config_set("min-replicas-to-write", "0")
            await listener.until_kept(6)
    assert listener.entries == [entry(number) for number in range(6)]


async def test_what_others_put_into_the_stream_is_passed_over(redis_server):
    """Entries that are no entries of ours, such as half ones, change nothing."""
    await claim(redis_server.address, CODE)
    with raw(redis_server) as client:
        client.xadd(key_of(CODE), {"entries": "[[1, 2, 3]]"})
        client.xadd(key_of(CODE), {"entries": '{"half": '})
        client.xadd(key_of(CODE), {"entries": "[" * 100_000})
        client.xadd(key_of(CODE), {"other": "things", b"\xff": b"\xff"})
        async with following(redis_server.address) as (journal, listener):
            client.xadd(key_of(CODE), {"text": "no uid"})
            add(journal, [0])
            await listener.until_kept(1)
            assert listener.entries == [entry(0)]


@pytest.mark.skipif(sys.platform == "win32", reason="redis-server is not made for Windows")
def test_redis_ends_with_the_tests(run, tmp_path):
    """A server of the tests ends even if the tests are killed."""
    program = """
import pathlib, sys
from redis_server import RedisServer
server = RedisServer(pathlib.Path(sys.argv[1]))
server.start()
print(server.port, flush=True)
sys.stdin.read()
"""
    with running_redis(tmp_path):
        pass
    tests = run(f"import sys; sys.path += {sys.path!r}\n{program}", tmp_path)
    port = int(tests.stdout.readline())
    with socket.create_connection(("127.0.0.1", port)) as connection:
        tests.kill()
        with contextlib.suppress(ConnectionResetError):
            assert connection.recv(1) == b""
