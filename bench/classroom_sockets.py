"""WebSockets for a whole class in one process, at so little cost that the server is what is measured.

Only what the measurements need of RFC 6455: a client's side, text, pings, and frames that come whole.
"""

from __future__ import annotations

import asyncio
import base64
import os
from typing import cast

TEXT, CLOSE, PING, PONG = 1, 8, 9, 10
_SHORT, _MIDDLE = 126, 127
_MASKED = 0x80


def frame_of(text: str) -> bytes:
    """A text as a client sends it, masked."""
    return _masked(TEXT, text.encode())


def _masked(kind: int, payload: bytes) -> bytes:
    size = len(payload)
    head = bytes((0x80 | kind, _MASKED | size if size < _SHORT else _MASKED | _SHORT))
    if size >= _SHORT:
        head += size.to_bytes(2)
    mask = os.urandom(4)
    whole = (mask * (size // 4 + 1))[:size]
    return head + mask + (int.from_bytes(payload) ^ int.from_bytes(whole)).to_bytes(size)


def _first_frame(data: bytes) -> tuple[int, bytes, bytes] | None:
    """The kind and payload of the first frame of a server, and what stands behind it; None until it is all there."""
    if len(data) < 2:  # noqa: PLR2004 - the shortest head
        return None
    size, start = data[1], 2
    if size >= _SHORT:
        start += 2 if size == _SHORT else 8
        if len(data) < start:
            return None
        size = int.from_bytes(data[2:start])
    end = start + size
    return (data[0] & 0x0F, data[start:end], data[end:]) if len(data) >= end else None


class Socket(asyncio.Protocol):
    """A client's side of one WebSocket; what a subclass does with it is in `opened`, `heard` and `lost`."""

    __slots__ = ("_data", "_greeting", "_is_open", "_transport")

    def __init__(self, authority: str, path: str) -> None:
        """Speak to the server at `authority`, such as `127.0.0.1:8080`, once there is a connection."""
        key = base64.b64encode(os.urandom(16)).decode()
        self._greeting = (
            f"GET {path} HTTP/1.1\r\nHost: {authority}\r\nOrigin: http://{authority}\r\nUpgrade: websocket\r\n"
            f"Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n\r\n"
        ).encode()
        self._data = b""
        self._is_open = False
        self._transport: asyncio.Transport | None = None

    def opened(self) -> None:
        """The server speaks WebSocket from now on."""

    def heard(self, payload: bytes) -> None:
        """A text came."""

    def lost(self, why: str) -> None:
        """The connection ended."""

    def send(self, frame: bytes) -> None:
        """Send what `frame_of` has made."""
        if self._transport is not None:
            self._transport.write(frame)

    def hang_up(self) -> None:
        """End the connection at once."""
        if self._transport is not None:
            self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for a WebSocket."""
        self._transport = cast(asyncio.Transport, transport)
        self._transport.write(self._greeting)

    def connection_lost(self, error: Exception | None) -> None:
        """Tell."""
        self.lost(str(error or "the server hung up"))

    def data_received(self, data: bytes) -> None:
        """Hear every frame that is whole."""
        data = self._data + data if self._data else data
        if not self._is_open:
            head, end, rest = data.partition(b"\r\n\r\n")
            if not end:
                self._data = data
                return
            if not head.startswith(b"HTTP/1.1 101 "):
                self.lost(head.partition(b"\r\n")[0].decode("latin-1"))
                self.hang_up()
                return
            self._is_open = True
            data = rest
            self.opened()
        while (frame := _first_frame(data)) is not None:
            kind, payload, data = frame
            if kind == TEXT:
                self.heard(payload)
            elif kind == PING:
                self.send(_masked(PONG, payload))
            elif kind == CLOSE:
                self.hang_up()
        self._data = data
