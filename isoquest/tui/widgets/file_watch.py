"""Looks at a file that its author is working on, a few times a second, and tells when there is something new."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from textual.message import Message
from textual.widget import Widget

from isoquest.authoring.checking import Plan
from isoquest.authoring.previewing import Version, Watched, problems_in
from isoquest.content.problems import Problem

EVERY = 0.2
"""Seconds between two looks; with reading and drawing, a save is on the screen within half a second."""


class FileWatch(Widget):
    """Shows nothing. Files are read in a thread, one look at a time, and never while the last one is under way."""

    DEFAULT_CSS = "FileWatch { display: none; }"

    @dataclass
    class Changed(Message):
        """The file is another than it was; its problems are those of its form as yet."""

        version: Version

    @dataclass
    class Examined(Message):
        """Every problem of a version has been found."""

        version: Version
        problems: tuple[Problem, ...]

    def __init__(self, watched: Watched, plan: Plan, latest: Version) -> None:
        super().__init__()
        self._watched = watched
        self._plan = plan
        self._latest: Version | None = latest
        """What was read last; None once nobody looks on."""
        self._looking = False

    def on_mount(self) -> None:
        """Look again and again."""
        if self._latest is not None:
            self.run_worker(self._examine(self._latest), group="examine", exclusive=True)
        self.set_interval(EVERY, self._look)

    def on_unmount(self) -> None:
        """Let nobody wait for what is still being looked for."""
        self._latest = None

    def _look(self) -> None:
        if not self._looking:
            self._looking = True
            self.run_worker(self._look_once(), group="look")

    async def _look_once(self) -> None:
        try:
            version = await asyncio.to_thread(self._watched.look)
        finally:
            self._looking = False
        if version is not None:
            self._latest = version
            self.post_message(self.Changed(version))
            self.run_worker(self._examine(version), group="examine", exclusive=True)

    async def _examine(self, version: Version) -> None:
        problems = await asyncio.to_thread(problems_in, version, self._plan, lambda: version is not self._latest)
        if version is self._latest:
            self.post_message(self.Examined(version, problems))
