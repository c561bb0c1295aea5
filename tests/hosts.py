"""Hosts of lessons as real processes: started, heard, and ended without warning."""

from __future__ import annotations

import asyncio
import signal
import sys
from pathlib import Path
from typing import Self

from processes import environment

BANK = """\
isoquest: 1
title: Two questions
topics: {basics: The basics}
questions:
  who:
    type: one
    topic: basics
    ask: Who certifies?
    why: Certification bodies do.
    options:
      body: {text: A certification body, right: true}
      iso: {text: ISO}
      state: {text: The state}
  what:
    type: one
    topic: basics
    ask: What does ISO do?
    why: It publishes standards.
    options:
      publish: {text: It publishes standards, right: true}
      audit: {text: It audits}
      certify: {text: It certifies}
"""
"""A bank whose questions are answered by one tap."""

PATIENCE = 60.0
"""Seconds in which a host must have said where it is to be found."""


class Host:
    """`isoquest host --headless` with a data folder of its own, on loopback."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self.said: list[str] = []
        self.code = ""
        self.base = ""
        """The address without a path."""
        self.key = ""

    @classmethod
    async def start(cls, home: Path, *arguments: str, port: int = 0) -> Self:
        """Start a host and wait until it takes students."""
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "isoquest",
            "host",
            *("--headless", "--bind", "127.0.0.1", "--port", str(port), *arguments),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            env=environment(home),
        )
        host = cls(process)
        try:
            async with asyncio.timeout(PATIENCE):
                await host._hear()
        except BaseException:
            await host.kill()
            raise
        return host

    async def _hear(self) -> None:
        assert self._process.stdout is not None
        async for line in self._process.stdout:
            text = line.decode().strip()
            self.said.append(text)
            name, _, rest = text.partition(":")
            if name.startswith("Room "):
                self.code = name.removeprefix("Room ")
            elif name == "Students":
                self.base = rest.strip().rpartition("/")[0]
            elif name == "Teacher" and "#" in rest:
                self.key = rest.rpartition("#")[2]
            elif text.startswith("Ctrl+C"):
                return
        raise AssertionError(f"the host ended: {self.said}")

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.base.rpartition(":")[2])

    @property
    def exit_code(self) -> int | None:
        """What it ended with; None while it runs."""
        return self._process.returncode

    async def kill(self) -> None:
        """End it as a power cut would."""
        if self._process.returncode is None:
            self._process.kill()
        await self._process.communicate()

    async def stop(self) -> str:
        """End it as Ctrl+C does, and give what it said last."""
        self._process.send_signal(signal.SIGINT)
        told, _ = await self._process.communicate()
        return told.decode()
