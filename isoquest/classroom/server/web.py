"""The room's web server: who may ask for what, and what stands around every answer."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from functools import lru_cache
from typing import cast

from aiohttp import web

from isoquest.classroom.door.addresses import Interface, interfaces, web_address, why_not_at
from isoquest.classroom.door.callers import client_address
from isoquest.classroom.door.codes import read_code
from isoquest.classroom.door.origins import Ours
from isoquest.classroom.door.picture import in_capitals, svg
from isoquest.classroom.server.failures import log_failure, silent_logger
from isoquest.classroom.server.garbage_collection import Collecting
from isoquest.classroom.server.live import LiveRoom
from isoquest.classroom.server.messages import LONGEST
from isoquest.classroom.server.open_files import allow_many_connections
from isoquest.classroom.server.outbox import Slow
from isoquest.classroom.server.pages import Page, read_pages
from isoquest.classroom.server.phone_socket import PhoneSocket
from isoquest.classroom.server.phones import Phones
from isoquest.classroom.server.polling import Polling
from isoquest.classroom.server.reach import HERE
from isoquest.classroom.server.settings import ResultsFormat, Settings
from isoquest.classroom.server.teacher import TeacherDesk

__all__ = ["ClassroomServer", "Settings"]

_BACKLOG = 2_048
"""Connections that may wait to be accepted: a whole class scans the picture at once."""
_LOOKING = 10.0
"""Seconds between two looks at the addresses of this machine."""
_EVERYWHERE = ("0.0.0.0", "::", "")  # noqa: S104 - compared with, not bound to
_HEADERS: Mapping[str, str] = {
    "Server": "IsoQuest",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none';"
    " frame-ancestors 'none'; connect-src 'self'"
)
_RESULTS: Mapping[str, tuple[ResultsFormat, str]] = {
    "/results.csv": ("csv", "text/csv"),
    "/results.json": ("json", "application/json"),
    "/results.html": ("html", "text/html"),
}


class ClassroomServer:
    """Serves a live room to phones and to a teacher's page."""

    def __init__(self, live: LiveRoom, settings: Settings) -> None:
        self.live = live
        self.settings = settings
        self.port = settings.port
        """Where the server listens, once it has been started."""
        self.slow = Slow(settings.patience)
        self._phones = Phones(live, settings)
        self._polling = Polling(self._phones)
        self._teacher = TeacherDesk(live, settings, lambda: self.addresses)
        self._pages: Mapping[str, Page] = {}
        self._known: tuple[Interface, ...] = ()
        self._ours = Ours((), 0)
        self._collecting = Collecting(lambda: live.revision)
        self._next_look: asyncio.TimerHandle | None = None
        self._runner: web.AppRunner | None = None

    @property
    def addresses(self) -> tuple[str, ...]:
        """The addresses to show to students, the likeliest first, without the room code."""
        if self.settings.shown is not None:
            return self.settings.shown(self._known, self.port)
        return tuple(web_address(each, self.port) for each in self._listening_at())

    async def start(self) -> str | None:
        """Begin to listen; or a sentence that says why that is impossible."""
        self._pages = read_pages()
        allow_many_connections()
        silent_logger("aiohttp.websocket")
        application = web.Application(client_max_size=LONGEST)
        application.router.add_route("*", "/{path:.*}", self._serve)
        application.on_response_prepare.append(self._add_headers)
        self._runner = web.AppRunner(
            application,
            access_log=None,
            keepalive_timeout=self.settings.patience,
            lingering_time=0,
            max_line_size=LONGEST,
            max_field_size=LONGEST,
            shutdown_timeout=2.0,
            logger=silent_logger(),
        )
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, self.settings.bind, self.settings.port, backlog=_BACKLOG).start()
        except OSError as error:
            await self._runner.cleanup()
            self._runner = None
            why = why_not_at(error, self.settings.bind, self.settings.port)
            return f"{why[:1].upper()}{why[1:]}."
        self.port = cast(int, self._runner.addresses[0][1])
        self.look_again()
        self._collecting.start()
        return None

    async def stop(self) -> None:
        """Say goodbye to everyone and stop listening. The live room is closed by whoever opened it."""
        if self._next_look is not None:
            self._next_look.cancel()
        if self._runner is None:
            return
        for listener in self.live.listeners.all():
            listener.leave()
        await self._teacher.close()
        await self._runner.cleanup()
        self.slow.close()
        self._collecting.stop()
        self._runner = None

    def look_again(self) -> None:
        """See by which addresses this machine can be reached now; done by itself every few seconds."""
        if self._next_look is not None:
            self._next_look.cancel()
        known = interfaces()
        if known != self._known:
            self._known = known
            self.live.announce()
        self._ours = Ours(self._listening_at(), self.port, self.settings.names)
        self._next_look = asyncio.get_running_loop().call_later(_LOOKING, self.look_again)

    def _listening_at(self) -> tuple[str, ...]:
        if self.settings.bind in _EVERYWHERE:
            return tuple(each.address for each in self._known)
        return (self.settings.bind,)

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        """Answer any request at all."""
        path = request.path.lower()
        address = client_address(
            request.remote or "", ",".join(request.headers.getall("X-Forwarded-For", ())), self.settings.trusted_proxies
        )
        upgrades = request.headers.get("Upgrade", "").lower() == "websocket"
        acts = upgrades or request.method not in ("GET", "HEAD")
        if not self._ours.request_is_ours(request.headers.get("Host"), request.headers.get("Origin"), acts=acts):
            return await self._sent(request, _said("This address does not belong to the room.", 403))
        if not upgrades or path not in ("/ws", "/teach"):
            return await self._sent(request, await self._answered(request, path, address))
        if not self.settings.limits.strangers.opened(address):
            return await self._sent(request, _said("Too many are connecting just now. Try again in a moment.", 503))
        # Nothing is left between the server and a phone's conversation: each coroutine in between costs every phone.
        if path == "/ws":
            return await PhoneSocket(self._phones, address).talk(request, self.slow)
        try:
            return await self._teacher.talk(request, address, self.slow)
        finally:
            self.settings.limits.strangers.settled(address)

    async def _sent(self, request: web.Request, response: web.StreamResponse) -> web.StreamResponse:
        """Send a response to whoever takes it within a reasonable time."""
        try:
            async with asyncio.timeout(self.settings.patience):
                await response.prepare(request)
                await response.write_eof()
        except TimeoutError:
            if request.transport is not None:
                request.transport.abort()
        if request.transport is not None:
            self.slow.watch(request.transport)
        return response

    async def _answered(self, request: web.Request, path: str, address: str) -> web.StreamResponse:
        try:
            if request.method == "POST":
                return await self._posted(request, path, address)
            if request.method in ("GET", "HEAD"):
                return await self._got(request, path, address)
        except web.HTTPException as error:
            return _said(error.reason, error.status)
        except TimeoutError:
            return _said("This took too long.", 408)
        except web.RequestPayloadError:
            return _said("This request was not understood.", 400)
        except Exception as error:  # noqa: BLE001 - whoever asked is answered, and the others are served on
            log_failure("Answering a request", error)
            return _said("Something went wrong on the teacher's computer.", 500)
        return _said("This cannot be done here.", 405)

    async def _posted(self, request: web.Request, path: str, address: str) -> web.Response:
        if path not in ("/join", "/do"):
            return _said("This cannot be done here.", 405)
        async with asyncio.timeout(self.settings.patience):
            body = await request.read()
        return await (self._polling.join(body, address) if path == "/join" else self._polling.act(request, body))

    async def _got(self, request: web.Request, path: str, address: str) -> web.StreamResponse:
        if path == "/" or (path.count("/") == 1 and read_code(path[1:]) is not None):
            return self._page(request, "phone.html")
        if path == "/teacher":
            return self._page(request, "teacher.html")
        if path == "/state":
            return await self._polling.state(request)
        if path == "/here":
            return _said(HERE)
        if path == self._teacher.picture:
            return self._picture()
        if path.startswith("/room/"):
            return self._polling.door(path.removeprefix("/room/"), address)
        if path in _RESULTS:
            return self._results(request, path, address)
        return self._page(request, path[1:])

    def _page(self, request: web.Request, name: str) -> web.Response:
        page = self._pages.get(name)
        if page is None:
            return _said("There is nothing here.", 404)
        tag = f'"{page.tag}"'
        headers = {"ETag": tag, "Cache-Control": "no-cache"}
        if request.headers.get("If-None-Match") == tag:
            return web.Response(status=304, headers=headers)
        return web.Response(body=page.content, content_type=page.type, charset="utf-8", headers=headers)

    def _picture(self) -> web.Response:
        address = next(iter(self.addresses), None)
        if address is None:
            return _said("This computer is in no network.", 404)
        whole = in_capitals(f"{address}/{self.live.room.opened.code}")
        return web.Response(body=svg(whole), content_type="image/svg+xml")

    def _results(self, request: web.Request, path: str, address: str) -> web.Response:
        scheme, _, key = request.headers.get("Authorization", "").partition(" ")
        why = self._teacher.refusal(key.strip() if scheme.lower() == "bearer" else None, address)
        if why:
            return _said(why, 403)
        if self.settings.results is None:
            return _said("There are no results here.", 404)
        kind, media = _RESULTS[path]
        # As a file: a page of results has styles of its own, which pages of the room may not.
        headers = {"Content-Disposition": f'attachment; filename="results.{kind}"'}
        return web.Response(body=self.settings.results(kind), content_type=media, charset="utf-8", headers=headers)

    async def _add_headers(self, request: web.Request, response: web.StreamResponse) -> None:
        response.headers.update(_HEADERS)
        response.headers.setdefault("Cache-Control", "no-store")
        host = request.headers.get("Host", "")
        response.headers["Content-Security-Policy"] = _policy(host) if self._ours.host_is_ours(host) else _POLICY


@lru_cache(maxsize=64)
def _policy(host: str) -> str:
    """Only our own files; older Safari does not count a WebSocket to the page's own host as 'self'."""
    return f"{_POLICY} ws://{host} wss://{host}"


def _said(text: str, status: int = 200) -> web.Response:
    return web.Response(text=text, status=status)
