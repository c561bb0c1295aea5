"""`isoquest host` as a real process, led as a teacher leads it: on a web page, or by keys on the projector's terminal.

What the system tells of the process comes from /proc, so this needs Linux.
"""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import json
import os
import pty
import re
import struct
import subprocess
import sys
import termios
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from classroom_sockets import Socket, frame_of
from measuring import CHECKOUT

COLUMNS, LINES = 120, 40
PATIENCE = 60.0
"""Seconds in which a host must have said where it is to be found, or done what was ordered."""
SETTLED = 1.0
"""Seconds of silence before each order: a projector takes none while it may be a key that is held down."""

Order = Literal["next", "reveal"]

_KEYS: Mapping[Order, bytes] = {"next": b" ", "reveal": b"r"}
_ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|[PX^_\]].*?(?:\x1b\\|\x07)|[ -Z\\`-~])", re.DOTALL)
_ADDRESS = re.compile(r"(http://[0-9.]+:\d+)")
_CODE = re.compile(r"(?:/|^|\s)([A-Z0-9]{6})(?:\s|$)", re.MULTILINE)
"""Behind the address of the page for students, or alone on the top line of the projector."""
_KEY = re.compile(r"/teacher#(\S+)")
_TICKS = os.sysconf("SC_CLK_TCK")


class _Desk(Socket):
    """The teacher's page."""

    __slots__ = ("_key", "_refusals")

    def __init__(self, authority: str, key: str, refusals: list[str]) -> None:
        super().__init__(authority, "/teach")
        self._key = key
        self._refusals = refusals

    def opened(self) -> None:
        """Come in."""
        self.send(frame_of(json.dumps({"do": "teach", "key": self._key})))

    def heard(self, payload: bytes) -> None:
        """Note what was refused; screens are not looked at."""
        if payload.startswith(b'{"type": "screen"'):
            return
        message = json.loads(payload)
        if message["type"] == "refused" or not message.get("ok", True):
            self._refusals.append(message["why"])


class Host:
    """The process, and all that it has written on its terminal or into its pipe."""

    def __init__(self, process: subprocess.Popen[bytes], output: int, keyboard: int | None) -> None:
        self.base = self.code = ""
        """The address without a path, and the room code."""
        self.refusals: list[str] = []
        """Orders that the host did not take."""
        self.written: list[tuple[float, bytes]] = []
        """What the host wrote, and when it could be read, in seconds of the monotonic clock."""
        self._process = process
        self._output = output
        self._keyboard = keyboard
        self._desk: _Desk | None = None
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    @classmethod
    async def start(cls, home: Path, *arguments: str, projector: bool = False) -> Host:
        """Start a host with a data folder of its own and wait until it takes students."""
        command = [sys.executable, "-m", "isoquest", "host", *arguments, "--bind", "127.0.0.1", "--port", "0"]
        kept = {name: os.environ[name] for name in ("PATH", "TMPDIR") if name in os.environ}
        environment = kept | {"ISOQUEST_HOME": str(home), "HOME": str(home), "PYTHONUTF8": "1", "LANG": "C.UTF-8"}
        if projector:
            ours, theirs = pty.openpty()
            fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
            environment |= {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
            given = theirs
        else:
            command.append("--headless")
            ours, theirs = os.pipe()
            given = subprocess.DEVNULL
        process = subprocess.Popen(  # noqa: ASYNC220 - starting takes no time, and a thread needs its plain pipe
            command, cwd=CHECKOUT, env=environment, stdin=given, stdout=theirs, stderr=theirs, start_new_session=True
        )
        os.close(theirs)
        host = cls(process, ours, ours if projector else None)
        try:
            await host._find(projector=projector)
        except BaseException:
            host.kill()
            raise
        return host

    async def _find(self, *, projector: bool) -> None:
        """Learn from what the host writes where it is; without a projector, go to the teacher's page."""
        until = time.monotonic() + PATIENCE
        while True:
            text = self.text()
            address, code, key = _ADDRESS.search(text), _CODE.search(text), _KEY.search(text)
            if address and code and (projector or key):
                break
            if time.monotonic() > until or self._process.poll() is not None:
                raise RuntimeError(f"the host did not open a room: {text[-2000:]}")
            await asyncio.sleep(0.05)
        self.base, self.code = address[1], code[1]
        if key:
            authority = self.base.removeprefix("http://")
            name, _, port = authority.rpartition(":")
            desk = _Desk(authority, key[1], self.refusals)
            await asyncio.get_running_loop().create_connection(lambda: desk, name, int(port))
            self._desk = desk

    def order(self, order: Order) -> float:
        """Give an order as the teacher does; the moment at which it was given."""
        given = time.monotonic()
        if self._keyboard is not None:
            os.write(self._keyboard, _KEYS[order])
        elif self._desk is not None:
            self._desk.send(frame_of(json.dumps({"do": "order", "order": order})))
        return given

    def text(self, begin: int = 0) -> str:
        """What was written since the piece of that number, without colours and movements."""
        return readable(b"".join(piece for _, piece in self.written[begin:]))

    def processor_seconds(self) -> float:
        """What the process and its threads have used up to now."""
        fields = Path(f"/proc/{self._process.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS

    def megabytes(self) -> float:
        """The memory that the process holds (RSS)."""
        pages = int(Path(f"/proc/{self._process.pid}/statm").read_text(encoding="utf-8").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1_000_000

    def kill(self) -> None:
        """End the process as a power cut would (SIGKILL)."""
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()

    def close(self) -> None:
        """End the process, and let go of everything."""
        self.kill()
        if self._desk is not None:
            self._desk.hang_up()
        self._reader.join()
        os.close(self._output)

    def _read(self) -> None:
        """Note all that is written; this is a thread. A terminal whose other end is gone reads as an error."""
        with contextlib.suppress(OSError):
            while piece := os.read(self._output, 1 << 16):
                self.written.append((time.monotonic(), piece))


def readable(written: bytes) -> str:
    """What was written on a terminal, without colours and movements."""
    return _ESCAPES.sub("", written.decode("utf-8", "replace"))
