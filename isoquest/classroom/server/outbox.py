"""What is on its way to one phone: little, and not for long.

A phone that does not read must cost nobody anything. So nothing ever waits for one: what the network takes is written
at once, of the rest a handful of messages is held, and the room itself is shown as it is when there is space again.
A connection that has taken nothing for some seconds is cut off; its page comes back by itself.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import Callable

MOST_HELD = 16
"""Messages that are held for a phone that is slow to read; one more, and it is cut off."""
PATIENCE = 10.0
"""Seconds that a connection may take nothing of what was written to it."""
LOOKING = 0.05
"""Seconds between two looks at connections that are slow; none is looked at while all are quick."""
SENT_AHEAD = 64 * 1024
"""Bytes that the system may hold of what a phone has not taken."""

_SHORT, _MIDDLE = 126, 1 << 16


def text_frame(text: str) -> bytes:
    """A text as one WebSocket frame of a server (RFC 6455, 5.2): final, unmasked, uncompressed."""
    payload = text.encode()
    size = len(payload)
    if size < _SHORT:
        return bytes((0x81, size)) + payload
    if size < _MIDDLE:
        return b"\x81\x7e" + size.to_bytes(2) + payload
    return b"\x81\x7f" + size.to_bytes(8) + payload


def keep_little(transport: asyncio.Transport) -> None:
    """Let the system hold no more than a few messages for this connection; it would take megabytes."""
    near = transport.get_extra_info("socket")
    if near is not None:
        with contextlib.suppress(OSError):
            near.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SENT_AHEAD)


class Slow:
    """The connections that have not taken all that was written to them."""

    def __init__(self, patience: float = PATIENCE) -> None:
        self.patience = patience
        self.cut_off = 0
        """How many were given up so far."""
        self._since: dict[asyncio.WriteTransport, tuple[float, Callable[[], None] | None]] = {}
        self._next_look: asyncio.TimerHandle | None = None

    def __len__(self) -> int:
        return len(self._since)

    def watch(self, transport: asyncio.WriteTransport, emptied: Callable[[], None] | None = None) -> None:
        """Cut a connection off unless it takes what was written to it; call `emptied` once it has."""
        if not transport.get_write_buffer_size():
            return
        loop = asyncio.get_running_loop()
        self._since[transport] = loop.time(), emptied
        if self._next_look is None:
            self._next_look = loop.call_later(LOOKING, self._look_again)

    def look(self, now: float) -> None:
        """See what has become of every slow connection; `now` in seconds of the event loop's clock."""
        for transport, (since, emptied) in list(self._since.items()):
            if not transport.get_write_buffer_size():
                del self._since[transport]
                if emptied is not None and not transport.is_closing():
                    emptied()
            elif now - since > self.patience:
                # Closing would wait for what is left to be taken.
                del self._since[transport]
                self.cut_off += 1
                transport.abort()

    def close(self) -> None:
        """Cut off whoever is slow even now."""
        if self._next_look is not None:
            self._next_look.cancel()
        for transport in self._since:
            transport.abort()
        self._since.clear()

    def _look_again(self) -> None:
        self._next_look = None
        loop = asyncio.get_running_loop()
        self.look(loop.time())
        if self._since and self._next_look is None:
            self._next_look = loop.call_later(LOOKING, self._look_again)


class Outbox:
    """The way to one phone over a WebSocket."""

    __slots__ = ("_held", "_slow", "_stale", "_state", "_transport")

    def __init__(self, transport: asyncio.WriteTransport, slow: Slow, state: Callable[[], str | None]) -> None:
        """Write to `transport`. `state` gives what the phone is to be shown now, or None if it is shown nothing."""
        self._transport = transport
        self._slow = slow
        self._state = state
        self._stale = False
        self._held: list[bytes] = []

    def say(self, text: str) -> None:
        """Send a short message; in order with other short ones."""
        self._put(text_frame(text))

    def pong(self, payload: bytes) -> None:
        """Answer a ping; a phone that does not read gets no answers."""
        if self._is_free():
            self._write(bytes((0x8A, len(payload))) + payload)

    def show(self) -> None:
        """Send the state; while something else is on its way, later and only once."""
        if not self._is_free():
            self._stale = True
            return
        self._stale = False
        text = self._state()
        if text is not None:
            self._write(text_frame(text))

    def _put(self, frame: bytes) -> None:
        if self._is_free():
            self._write(frame)
        elif len(self._held) < MOST_HELD:
            self._held.append(frame)
        else:
            self._held.clear()
            self._transport.abort()

    def _is_free(self) -> bool:
        return not self._transport.get_write_buffer_size()

    def _write(self, frame: bytes) -> None:
        if self._transport.is_closing():
            return
        self._transport.write(frame)
        self._slow.watch(self._transport, self._emptied)

    def _emptied(self) -> None:
        held, self._held = self._held, []
        if held:
            self._write(b"".join(held))
        if self._stale:
            self.show()
