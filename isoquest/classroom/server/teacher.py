"""The teacher's page over a WebSocket: what the projector shows, and the orders that lead the lesson.

Nothing that a student's connection can send leads here, and nothing is shown before the key was.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Sequence
from hashlib import sha256
from math import ceil
from typing import Any

from aiohttp import WSCloseCode, WSMsgType, web

from isoquest.classroom.door.keys import is_key, read_secret
from isoquest.classroom.room.events import ORDERS, Order
from isoquest.classroom.room.replies import Refused
from isoquest.classroom.server.live import LiveRoom
from isoquest.classroom.server.outbox import Slow
from isoquest.classroom.server.projector_view import projector_view
from isoquest.classroom.server.settings import Settings

OFTEN = 1 / 8
"""Seconds between two screens: repainting at each answer would leave no time for the answers."""
_LONGEST = 4096
_LONGEST_VALUE = 2_000
_CLOSING = 0.3


class TeacherDesk:
    """Lets the teacher lead the lesson from a web page."""

    def __init__(self, live: LiveRoom, settings: Settings, addresses: Callable[[], Sequence[str]]) -> None:
        self._live = live
        self._settings = settings
        self._addresses = addresses
        self._sockets: set[web.WebSocketResponse] = set()

    @property
    def picture(self) -> str:
        """The path of the picture to scan, the same on every server; empty where no key was made.

        The room code stands in the picture, so only the teacher's page is told where it is.
        """
        key = self._live.room.opened.key
        return f"/picture-{sha256(f'picture {key}'.encode()).hexdigest()[:32]}.svg" if key else ""

    def refusal(self, offered: object, address: str) -> str:
        """Why this key, offered from `address`, opens nothing; empty for the right one, however often others missed."""
        secret, kept = read_secret(offered), self._live.room.opened.key
        if secret is not None and kept and is_key(secret, kept):
            return ""
        now = asyncio.get_running_loop().time()
        wait = self._settings.limits.keys.wait(address, now)
        if not wait:
            wait = self._settings.limits.keys.missed(address, now)
        return f"That is not the key. Wait {ceil(wait)} seconds." if wait else "That is not the key."

    async def talk(self, request: web.Request, address: str, slow: Slow) -> web.WebSocketResponse:
        """Hear the teacher and show the screen until either side goes."""
        # Pings are answered once the key was shown: before, they would keep us busy for as long as somebody likes.
        socket = web.WebSocketResponse(
            timeout=_CLOSING, autoping=False, heartbeat=self._settings.heartbeat, compress=False, max_msg_size=_LONGEST
        )
        await socket.prepare(request)
        self._sockets.add(socket)
        try:
            if await self._is_teacher(socket, address):
                async with asyncio.TaskGroup() as tasks:
                    showing = tasks.create_task(self._show(socket))
                    await self._hear(socket)
                    showing.cancel()
        except* (ConnectionError, TimeoutError):
            pass
        finally:
            self._sockets.discard(socket)
        if not socket.closed:
            await socket.close(code=WSCloseCode.POLICY_VIOLATION)
        if request.transport is not None:
            slow.watch(request.transport)
        return socket

    async def close(self) -> None:
        """Let go of every page."""
        for socket in list(self._sockets):
            await socket.close(code=WSCloseCode.GOING_AWAY)

    async def _is_teacher(self, socket: web.WebSocketResponse, address: str) -> bool:
        try:
            message = await socket.receive(self._settings.patience)
        except TimeoutError:
            return False
        content = _read(message.data) if message.type is WSMsgType.TEXT else None
        if content is None:
            return False
        why = self.refusal(content.get("key") if content.get("do") == "teach" else None, address)
        if why:
            await socket.send_json({"type": "refused", "why": why})
        return not why

    async def _hear(self, socket: web.WebSocketResponse) -> None:
        async for message in socket:
            if message.type is WSMsgType.PING:
                await socket.pong(message.data)
            if message.type in (WSMsgType.PING, WSMsgType.PONG):
                continue
            if message.type is not WSMsgType.TEXT:
                return
            content = _read(message.data)
            if content == {"do": "ping"}:
                await socket.send_json({"type": "pong"})
                continue
            why = "This order was not understood." if content is None else await self._obey(content)
            await socket.send_json({"type": "ack", "ok": not why, "why": why})

    async def _obey(self, content: dict[str, Any]) -> str:
        """Do what was ordered; or why not."""
        order = _order(content.get("order")) if content.get("do") == "order" else None
        stage, value, amount = content.get("stage"), content.get("value", ""), content.get("amount", 0)
        known = isinstance(value, str) and len(value) <= _LONGEST_VALUE and _is_number(amount)
        if order is None or not known or not (stage is None or _is_number(stage)):
            return "This order was not understood."
        reply, _ = await self._live.order(order, value=value, amount=amount, stage=stage)
        return reply.reason if isinstance(reply, Refused) else ""

    async def _show(self, socket: web.WebSocketResponse) -> None:
        while not socket.closed:
            revision = self._live.revision
            async with asyncio.timeout(self._settings.patience):
                view = projector_view(self._live, self._addresses())
                await socket.send_json({**view, "picture": self.picture})
            await asyncio.sleep(OFTEN)
            await self._live.changed(revision)


def _read(text: str) -> dict[str, Any] | None:
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return content if isinstance(content, dict) else None


def _order(name: object) -> Order | None:
    """An order that a teacher gives; the clock's own is none of them."""
    return next((order for order in ORDERS if order == name and order != "time-up"), None)


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 1 << 53
