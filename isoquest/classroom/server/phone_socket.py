"""A phone's conversation over a WebSocket."""

from __future__ import annotations

import asyncio

from aiohttp import WSCloseCode, WSMessage, WSMsgType, web

from isoquest.classroom.door.keys import Secret
from isoquest.classroom.door.limits import Verdict
from isoquest.classroom.room.seats import Seat
from isoquest.classroom.server.failures import log_failure
from isoquest.classroom.server.messages import (
    LONGEST,
    NO_SEAT,
    NOT_UNDERSTOOD,
    PONG,
    REMOVED,
    TOO_MUCH,
    Join,
    Message,
    Ping,
    Sit,
    kept_at_last,
    read_message,
    seat_told,
)
from isoquest.classroom.server.outbox import Outbox, Slow, keep_little
from isoquest.classroom.server.phones import Phones

MESSAGES_WITHOUT_SEAT = 30
"""After so many without taking a seat this is no student."""
_CLOSING = 0.3
"""Seconds in which a phone may say goodbye itself."""


class PhoneSocket:
    """One WebSocket of one phone; it was counted among the strangers of its address."""

    __slots__ = (
        "_address",
        "_closing",
        "_left",
        "_outbox",
        "_phones",
        "_seat",
        "_seatless",
        "_socket",
        "_stranger",
        "_token",
        "_warned",
    )

    def __init__(self, phones: Phones, address: str) -> None:
        """A conversation with somebody at `address`."""
        self._phones = phones
        self._address = address
        self._socket = web.WebSocketResponse(
            timeout=_CLOSING,
            autoping=False,
            heartbeat=phones.settings.heartbeat,
            compress=False,
            max_msg_size=LONGEST,
        )
        self._outbox: Outbox | None = None
        self._seat: Seat | None = None
        self._token: Secret | None = None
        self._stranger = True
        self._left = MESSAGES_WITHOUT_SEAT
        self._warned = False
        self._seatless: asyncio.TimerHandle | None = None
        self._closing: asyncio.Task[object] | None = None

    async def talk(self, request: web.Request, slow: Slow) -> web.WebSocketResponse:
        """Hear and answer until either side goes."""
        socket, transport = self._socket, request.transport
        try:
            await socket.prepare(request)
            if transport is not None:
                self._begin(transport, slow)
            verdict = Verdict.TAKEN
            while transport is not None and verdict is not Verdict.CLOSED:
                frame = await socket.receive()
                if frame.type not in (WSMsgType.TEXT, WSMsgType.PING, WSMsgType.PONG):
                    break
                verdict = self._verdict()
                if verdict is Verdict.TAKEN and frame.type is not WSMsgType.PONG:
                    await self._hear(frame)
        except ConnectionError:
            return socket
        except web.HTTPException:
            # No handshake of a WebSocket: whoever sent it is told so, and it is no failure of ours.
            raise
        except Exception as error:  # noqa: BLE001 - a phone comes back by itself, and the others are served on
            log_failure("A conversation with a phone", error)
        finally:
            self._end()
        if not socket.closed:
            await socket.close(code=WSCloseCode.POLICY_VIOLATION)
        if transport is not None:
            slow.watch(transport)
        return socket

    def refresh(self) -> None:
        """Show the room as it is now."""
        if self._outbox is None or self._seat is None or self._closing is not None:
            return
        if self._seat.removed:
            self._outbox.say(REMOVED)
            self._close()
        else:
            self._outbox.show()

    def kept(self, turn: int) -> None:
        """Tell that the answer or vote of that turn is safe by now."""
        self._say(kept_at_last(turn))

    def leave(self) -> None:
        """The server stops, or another phone has taken this one's place."""
        self._close(WSCloseCode.GOING_AWAY)

    def _begin(self, transport: asyncio.Transport, slow: Slow) -> None:
        keep_little(transport)
        # They have been sent, and would be kept for every phone.
        self._socket.headers.clear()
        self._outbox = Outbox(transport, slow, self._state)
        self._seatless = asyncio.get_running_loop().call_later(self._phones.settings.seatless, self._close)

    def _end(self) -> None:
        self._settle()
        self._leave_seat()
        if self._seatless is not None:
            self._seatless.cancel()

    def _verdict(self) -> Verdict:
        """What becomes of a frame that came now."""
        if self._seat is None:
            self._left -= 1
            return Verdict.TAKEN if self._left >= 0 else Verdict.CLOSED
        verdict = self._phones.verdict(self._seat)
        if verdict is not Verdict.TAKEN and not self._warned:
            self._say(TOO_MUCH)
        self._warned = verdict is not Verdict.TAKEN
        return verdict

    async def _hear(self, frame: WSMessage) -> None:
        if frame.type is WSMsgType.PING:
            if self._outbox is not None:
                self._outbox.pong(frame.data)
            return
        message: Message | None = read_message(frame.data)
        match message:
            case None:
                self._say(NOT_UNDERSTOOD)
            case Ping():
                self._say(PONG)
            case Join():
                await self._join(message)
            case Sit():
                self._sit(message)
            case _ if self._seat is None:
                self._say(NO_SEAT)
            case _:
                self._say(await self._phones.act(self._seat, message, self))

    async def _join(self, message: Join) -> None:
        if self._token is None:
            admitted = await self._phones.join(message, self._address)
            if isinstance(admitted, str):
                self._say(admitted)
                return
            self._token = admitted.token
            self._take_seat(admitted.seat)
        self._say(seat_told(self._token.text))
        self.refresh()

    def _sit(self, message: Sit) -> None:
        seat = self._phones.seat_of(message.token)
        if isinstance(seat, str):
            self._say(seat)
            return
        if seat is not self._seat:
            self._token = None
            self._take_seat(seat)
        self.refresh()

    def _take_seat(self, seat: Seat) -> None:
        self._leave_seat()
        self._seat = seat
        if self._seatless is not None:
            self._seatless.cancel()
            self._seatless = None
        limits, live = self._phones.limits, self._phones.live
        self._settle()
        live.connect(seat, self)
        for older in live.listeners.of(seat.id)[: -limits.sockets_by_seat]:
            older.leave()

    def _settle(self) -> None:
        """No stranger any more."""
        if self._stranger:
            self._stranger = False
            self._phones.limits.strangers.settled(self._address)

    def _leave_seat(self) -> None:
        if self._seat is not None:
            self._phones.live.disconnect(self._seat, self)
            self._seat = None

    def _state(self) -> str | None:
        seat = self._seat
        return None if seat is None or seat.removed else self._phones.live.shown(seat)

    def _say(self, text: str) -> None:
        if self._outbox is not None and self._closing is None:
            self._outbox.say(text)

    def _close(self, code: WSCloseCode = WSCloseCode.POLICY_VIOLATION) -> None:
        if self._closing is None and not self._socket.closed:
            self._closing = asyncio.get_running_loop().create_task(self._socket.close(code=code))
