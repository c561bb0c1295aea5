"""A phone's conversation over plain requests, where a network lets no WebSocket through."""

from __future__ import annotations

import asyncio
import json

from aiohttp import web

from isoquest.classroom.door.limits import Verdict
from isoquest.classroom.room.seats import Seat
from isoquest.classroom.server.messages import (
    NO_SEAT,
    NO_SUCH_CODE,
    NOT_UNDERSTOOD,
    PONG,
    REMOVED,
    TOO_MUCH,
    Join,
    Ping,
    Said,
    read_message,
    seat_told,
    too_many_codes,
)
from isoquest.classroom.server.phones import Phones

_OK, _BAD, _UNKNOWN, _REMOVED, _NOWHERE, _TOO_MANY = 200, 400, 401, 403, 404, 429
_BEARER = "bearer "
_STAYS = 5.0
"""Seconds after a request in which its phone is taken to be there still: it is about to ask again."""


class Poll:
    """One request for news that waits for some."""

    def __init__(self) -> None:
        self.news = asyncio.Event()

    def refresh(self) -> None:
        """There are news."""
        self.news.set()

    def kept(self, _turn: int) -> None:
        """Nothing: whoever polls asks again by sending the same message."""

    def leave(self) -> None:
        """The server stops, or there are newer requests of the same phone."""
        self.news.set()


class Polling:
    """Answers the requests of phones without a WebSocket."""

    def __init__(self, phones: Phones) -> None:
        self._phones = phones

    async def join(self, body: bytes, address: str) -> web.Response:
        """A seat, to somebody at `address`."""
        message = read_message(body)
        if not isinstance(message, Join):
            return _told(NOT_UNDERSTOOD, _BAD)
        wait = self._phones.wait_for_code(address)
        admitted = await self._phones.join(message, address)
        if isinstance(admitted, str):
            return _told(admitted, _TOO_MANY if wait else _OK)
        return _told(seat_told(admitted.token.text))

    async def state(self, request: web.Request) -> web.Response:
        """What the student is shown, as soon as it is newer than what the page has."""
        seat = self._seat(request)
        if isinstance(seat, web.Response):
            return seat
        if (
            self._phones.limits.flow.message(f"news for {seat.id}", asyncio.get_running_loop().time())
            is not Verdict.TAKEN
        ):
            return _told(TOO_MUCH, _TOO_MANY)
        since = request.query.get("since", "")
        live = self._phones.live
        poll = Poll()
        live.connect(seat, poll)
        try:
            limit = self._phones.limits.sockets_by_seat
            for older in live.listeners.of(seat.id)[:-limit]:
                older.leave()
            if since.isdecimal() and live.news_for(seat) <= int(since[:20]) <= live.position:
                await _within(self._phones.settings.polling, poll.news)
        finally:
            asyncio.get_running_loop().call_later(_STAYS, live.disconnect, seat, poll)
        return _told(REMOVED, _REMOVED) if seat.removed else _told(live.shown(seat))

    async def act(self, request: web.Request, body: bytes) -> web.Response:
        """Let an answer, vote or decision happen, and acknowledge it."""
        seat = self._seat(request)
        if isinstance(seat, web.Response):
            return seat
        if self._phones.verdict(seat) is not Verdict.TAKEN:
            return _told(TOO_MUCH, _TOO_MANY)
        message = read_message(body)
        if isinstance(message, Ping):
            return _told(PONG)
        if not isinstance(message, Said):
            return _told(NOT_UNDERSTOOD, _BAD)
        return _told(await self._phones.act(seat, message, None))

    def door(self, typed: str, address: str) -> web.Response:
        """What someone sees of the room who has its code."""
        wait = self._phones.wait_for_code(address)
        if wait:
            told = _told(too_many_codes(wait), _TOO_MANY)
            told.headers["Retry-After"] = str(wait)
            return told
        if not self._phones.is_code(typed, address):
            return _told(NO_SUCH_CODE, _NOWHERE)
        return _told(json.dumps(self._phones.live.views.door()))

    def _seat(self, request: web.Request) -> Seat | web.Response:
        header = request.headers.get("Authorization", "")
        if header[: len(_BEARER)].lower() != _BEARER:
            return _told(NO_SEAT, _UNKNOWN)
        seat = self._phones.seat_of(header[len(_BEARER) :].strip())
        if isinstance(seat, str):
            return _told(seat, _REMOVED if seat == REMOVED else _UNKNOWN)
        return seat


async def _within(seconds: float, event: asyncio.Event) -> None:
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        pass


def _told(text: str, status: int = _OK) -> web.Response:
    return web.Response(text=text, status=status, content_type="application/json")
