"""Promises about who may ask, what is found where, and what stands around every answer."""

from __future__ import annotations

import logging
import socket
from typing import Any

import pytest
from aiohttp import ClientSession, WSServerHandshakeError
from phone_client import Phone, Teacher
from served_rooms import CODE, KEY, Served, live_room, served, state_of, upgrade

from isoquest.classroom.door.callers import trusted_network
from isoquest.classroom.server.pages import read_pages
from isoquest.classroom.server.settings import Settings
from isoquest.classroom.server.web import ClassroomServer


async def get(room: Served, path: str, **headers: str) -> tuple[int, Any, str]:
    """Status, headers and text of a page."""
    async with ClientSession() as session, session.get(room.base + path, headers=headers) as response:
        return response.status, response.headers, (await response.read()).decode()


@pytest.mark.parametrize(
    "path", ["/", f"/{CODE}", "/here", "/nothing", f"/room/{CODE}", "/room/XXXXXX", "/state", "/phone.css", "/../x"]
)
async def test_every_answer_allows_only_our_own_files(path: str):
    """Nothing from elsewhere is loaded, framed or told where the reader came from; there is no cookie and no CORS."""
    async with served() as room:
        _, headers, _ = await get(room, path)
        policy = headers["Content-Security-Policy"]
        host = f"127.0.0.1:{room.server.port}"
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert policy.endswith(f"connect-src 'self' ws://{host} wss://{host}")
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert headers["Server"] == "IsoQuest"
        assert not {"Set-Cookie", "Access-Control-Allow-Origin"} & set(headers)
        if path in ("/state", "/here", f"/room/{CODE}"):
            assert headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", [f"/{CODE}", f"/{CODE.lower()}", "/kXm4tR", "/"])
async def test_the_address_in_the_picture_leads_to_the_page(path: str):
    """In capitals or small letters; the page is the same whether there is such a room or not."""
    async with served() as room:
        page = read_pages()["phone.html"].content.decode()
        for asked in (path, "/HHHHHH"):
            status, headers, text = await get(room, asked)
            assert (status, text) == (200, page)
            assert headers["Content-Type"].startswith("text/html")


async def test_files_are_sent_again_only_when_they_have_changed():
    """A page that is there already costs a line; letter case does not matter, and no other file is found."""
    async with served() as room:
        _, headers, _ = await get(room, "/phone.css")
        assert (await get(room, "/PHONE.CSS", **{"If-None-Match": headers["ETag"]}))[0] == 304
        for path in ("/pages.py", "/..%2f..%2fpyproject.toml", "/%2e%2e/web.py", "//etc/passwd", "/phone.css/x"):
            assert (await get(room, path))[0] == 404


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "127.0.0.1:1", "", "x" * 300, "127.0.0.1@evil.example"]
)
async def test_another_name_for_this_machine_is_not_ours(host: str):
    """A page whose owner points a name at this machine gets nothing, by whatever way."""
    async with served() as room:
        for path in ("/", "/state", f"/room/{CODE}", "/results.csv"):
            status, headers, text = await get(room, path, Host=host)
            assert (status, text) == (403, "This address does not belong to the room.")
            assert "evil" not in headers["Content-Security-Policy"]


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "https://127.0.0.1:1", "http://127.0.0.1"])
@pytest.mark.parametrize("path", ["/ws", "/teach"])
async def test_a_page_from_elsewhere_opens_no_socket(origin: str, path: str):
    """Neither the students' nor the teacher's, and no request that acts."""
    async with served() as room, ClientSession() as session:
        with pytest.raises(WSServerHandshakeError) as refused:
            await session.ws_connect(room.base + path, headers={"Origin": origin})
        assert refused.value.status == 403
        with pytest.raises(WSServerHandshakeError):
            await session.ws_connect(room.base + path)
        for action in ("/join", "/do"):
            async with session.post(room.base + action, headers={"Origin": origin}, data=b"{}") as response:
                assert response.status == 403


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "POST"])
async def test_other_methods_do_nothing(method: str):
    """A preflight of another page gets no leave, and nothing is changed."""
    async with served() as room:
        before = state_of(room.live.room)
        for path in ("/", "/state", "/ws", "/teach", "/results.csv"):
            async with room.http.request(method, room.base + path) as response:
                assert response.status == 405
                assert "Access-Control-Allow-Origin" not in response.headers
        assert state_of(room.live.room) == before


async def test_guessing_codes_ends_in_waiting():
    """After many wrong codes an address must wait, over every way in; not even the right one is told to it."""
    async with served() as room:
        phone = await Phone.connect(room.base)
        statuses = []
        while 429 not in statuses:
            async with room.http.get(f"{room.base}/room/HHHHHH") as response:
                statuses.append(response.status)
        assert 60 <= statuses.count(404) < 70
        status, headers, _ = await get(room, f"/room/{CODE}")
        assert status == 429
        assert int(headers["Retry-After"]) >= 1
        await phone.say(do="join", code=CODE, nickname="Mia")
        assert "Wait" in (await phone.heard_of("refused", about="code"))["why"]
        async with room.http.post(f"{room.base}/join", json={"do": "join", "code": CODE, "nickname": "M"}) as response:
            assert response.status == 429
        await phone.close()


async def test_students_behind_a_proxy_are_told_apart():
    """With a proxy that is trusted one student's guesses hold up nobody else; a header of a student is not believed."""
    networks = (trusted_network("127.0.0.1"),)
    for trusted, others in ((networks, 200), ((), 429)):
        async with served(trusted_proxies=trusted) as room:
            status = 404
            while status == 404:
                async with room.http.get(
                    f"{room.base}/room/HHHHHH", headers={"X-Forwarded-For": "203.0.113.9"}
                ) as response:
                    status = response.status
            assert (await get(room, f"/room/{CODE}", **{"X-Forwarded-For": "203.0.113.10"}))[0] == others


async def test_a_taken_port_is_told_in_a_sentence():
    """Starting says what is wrong and what to do, and raises nothing."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        live = await live_room()
        why = await ClassroomServer(live, Settings(port=port)).start()
        assert why == f"Port {port} is taken by another program; choose another one with --port."
        why = await ClassroomServer(live, Settings(bind="203.0.113.1")).start()
        assert why == "This computer has no address 203.0.113.1; choose another one with --bind."


async def test_a_server_binds_to_this_machine_alone_unless_told_otherwise():
    """The usual settings are reached from nowhere else."""
    async with served() as room:
        assert room.server.addresses == (f"http://127.0.0.1:{room.server.port}",)
        assert (await get(room, "/here"))[2] == "This phone reaches the teacher's computer."
    async with served(bind="0.0.0.0") as room:  # noqa: S104 - what happens then is the promise
        assert room.server.addresses


async def test_the_picture_is_shown_to_the_teacher_alone():
    """The room code can be read from it, so that nobody else is told where it is; every server has it there."""
    async with served() as room:
        teacher = await Teacher.enter(room.base, KEY)
        status, headers, text = await get(room, teacher.state["picture"])
        assert (status, headers["Content-Type"]) == (200, "image/svg+xml")
        assert text.startswith("<svg")
        assert (await get(room, "/picture.svg"))[0] == 404
        again = ClassroomServer(room.live, Settings())
        assert again._teacher.picture == teacher.state["picture"]
        await teacher.close()


async def test_results_are_for_whoever_has_the_key():
    """As a file, in three formats; without the key there are none."""
    async with served(results=lambda kind: f"results as {kind}".encode()) as room:
        for kind in ("csv", "json", "html"):
            assert (await get(room, f"/results.{kind}"))[0] == 403
            status, headers, text = await get(room, f"/results.{kind}", Authorization=f"Bearer {KEY}")
            assert (status, text) == (200, f"results as {kind}")
            assert headers["Content-Disposition"] == f'attachment; filename="results.{kind}"'


async def test_a_mistake_of_our_own_is_an_answer_like_any_other():
    """Whoever asked is told so, and what was sent stands in no log."""

    def broken(_: object) -> bytes:
        raise ZeroDivisionError(KEY)

    async with served(results=broken) as room:
        status, _, text = await get(room, "/results.csv", Authorization=f"Bearer {KEY}")
        assert (status, text) == (500, "Something went wrong on the teacher's computer.")


async def test_what_is_no_handshake_and_no_body_is_refused_without_a_word_in_the_log(caplog: pytest.LogCaptureFixture):
    """Nobody can fill the teacher's terminal, or write on it."""
    caplog.set_level(logging.DEBUG)
    async with served() as room:
        for path in ("/ws", "/teach"):
            for old, new in (
                (b"Sec-WebSocket-Key", b"X-Key"),
                (b"Version: 13", b"Version: 99"),
                (b"Connection: Upgrade", b"Connection: close"),
            ):
                reader, writer = await room.raw()
                writer.write(upgrade(room.server.port, path).replace(old, new))
                assert b" 400 " in await reader.readline()
                writer.close()
            reader, writer = await room.raw()
            writer.write(upgrade(room.server.port, path)[:-2] + b"Sec-WebSocket-Protocol: WORDS\r\n\r\n")
            assert b" 101 " in await reader.readline()
            writer.close()
        gzip = {"Content-Encoding": "gzip"}
        async with room.http.post(f"{room.base}/join", data=b"none", headers=gzip) as response:
            assert response.status == 400
    assert [record.message for record in caplog.records if record.levelno >= logging.WARNING] == []


async def test_stopping_sends_everyone_away():
    """Phones and pages are told, and the port is free again."""
    async with served() as room:
        phone, teacher = await room.phone(), await Teacher.enter(room.base, KEY)
        await room.server.stop()
        await phone._task
        await teacher._task
        assert phone.closed
        assert teacher.closed
        again = ClassroomServer(room.live, Settings(port=room.server.port))
        assert await again.start() is None
        await again.stop()
        await phone.close()
        await teacher.close()


async def test_no_extension_is_agreed_to():
    """Compression would cost each phone as much memory as all the rest."""
    async with served() as room:
        reader, writer = await room.raw()
        asked = upgrade(room.server.port).replace(
            b"Sec-WebSocket-Version", b"Sec-WebSocket-Extensions: permessage-deflate\r\nSec-WebSocket-Version"
        )
        writer.write(asked)
        head = await reader.readuntil(b"\r\n\r\n")
        assert b" 101 " in head
        assert b"Extensions" not in head
        writer.close()
