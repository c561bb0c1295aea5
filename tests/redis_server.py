"""A real Redis server of the test's own, on a free loopback port, which ends with the test whatever happens."""

from __future__ import annotations

import contextlib
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

# The shell ends the server as soon as nobody is left who could write to it, which is also so when the tests are killed.
_UNTIL_NOBODY_WRITES = '"$@" </dev/null & server=$!; cat >/dev/null; kill -9 "$server"; wait "$server"'


class RedisServer:
    """A server with its data in `folder`; what it has acknowledged is on the disk."""

    def __init__(self, folder: Path, *settings: str) -> None:
        self.folder = folder
        self.port = 0
        self._settings = settings
        self._process: subprocess.Popen[str] | None = None

    @property
    def address(self) -> str:
        """The address as a teacher would write it."""
        return f"redis://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start the server, on the port it had before, and wait until it takes connections."""
        for _ in range(20):
            port = self.port or free_port()
            if self._started(port):
                self.port = port
                return
        raise AssertionError("redis-server finds no free port")

    def kill(self) -> None:
        """End the server without warning."""
        if self._process is not None:
            self._process.communicate()  # closes what the shell waits for
            self._process = None

    def _started(self, port: int) -> bool:
        settings = ["--bind", "127.0.0.1", "--port", str(port), "--dir", str(self.folder), "--save", ""]
        durable = ["--appendonly", "yes", "--appendfsync", "always"]
        self._process = subprocess.Popen(
            ["sh", "-c", _UNTIL_NOBODY_WRITES, "sh", "redis-server", *settings, *durable, *self._settings],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if "Ready to accept connections" in line:
                return True
            if "Failed listening" in line or "could not create server" in line.lower():
                break
        self.kill()
        return False


def free_port() -> int:
    """A loopback port that nobody uses just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextlib.contextmanager
def running_redis(folder: Path, *settings: str) -> Iterator[RedisServer]:
    """A server with further `settings`; the test is skipped where there is no redis-server."""
    if shutil.which("redis-server") is None:
        pytest.skip("redis-server is not installed (Debian: apt install redis-server)")
    pytest.importorskip("redis", reason="the Python package redis is not installed")
    server = RedisServer(folder, *settings)
    try:
        server.start()
        yield server
    finally:
        server.kill()


@pytest.fixture
def redis_server(tmp_path: Path) -> Iterator[RedisServer]:
    """A server that keeps everything."""
    folder = tmp_path / "redis"
    folder.mkdir()
    with running_redis(folder) as server:
        yield server
