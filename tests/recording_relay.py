"""A wire between phones and a server that keeps every byte which the server sends."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


@dataclass
class Relay:
    """Listens at `port`, and passes everything on to `target`."""

    port: int = 0
    target: int = 0
    sent: bytearray = field(default_factory=bytearray)
    """All that any phone was sent, in the order of arrival."""

    @property
    def base(self) -> str:
        """Where phones are to connect."""
        return f"http://{self.authority}"

    @property
    def authority(self) -> str:
        """Host and port of that address."""
        return f"127.0.0.1:{self.port}"

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection of a phone."""
        near, far = await asyncio.open_connection("127.0.0.1", self.target)
        with contextlib.suppress(ConnectionError):
            await asyncio.gather(self._pass(reader, far, bytearray()), self._pass(near, writer, self.sent))

    async def _pass(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, kept: bytearray) -> None:
        while data := await source.read(65_536):
            kept += data
            sink.write(data)
        sink.close()


@asynccontextmanager
async def relay() -> AsyncIterator[Relay]:
    """A wire whose far end is named later."""
    wire = Relay()
    server = await asyncio.start_server(wire.carry, "127.0.0.1", 0)
    wire.port = server.sockets[0].getsockname()[1]
    async with server:
        yield wire
