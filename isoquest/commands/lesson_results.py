"""The results of a lesson under way: written when it ends, and to be had at any moment."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from isoquest.classroom.reports.csv_tables import students_table
from isoquest.classroom.reports.html_page import html_page
from isoquest.classroom.reports.json_text import as_json
from isoquest.classroom.reports.writing import write_results
from isoquest.classroom.room.results import results
from isoquest.classroom.server.live import LiveRoom
from isoquest.classroom.server.settings import ResultsFormat
from isoquest.commands.desk import complain


class ResultsKeeper:
    """Writes the results once the lesson is over."""

    def __init__(self, live: LiveRoom, folder: Path) -> None:
        self.folder = folder
        self.written: tuple[Path, ...] = ()
        self._live = live
        self._trouble = ""

    async def watch(self) -> None:
        """Write as soon as the lesson ends."""
        while not self._live.room.lesson.over:
            await self._live.changed(self._live.revision)
        await self._write()

    async def at_the_end(self, ask: Callable[[str], str | None] | None) -> None:
        """Write what was not written, if the lesson is over; `ask` gives another folder where this one fails."""
        while self._live.room.lesson.over and not self.written:
            await self._write()
            if not self._trouble:
                return
            complain(self._trouble)
            typed = ask("Another folder, or Enter to leave: ") if ask is not None else None
            if not typed or not typed.strip():
                return
            self.folder = folder_named(typed)

    async def _write(self) -> None:
        written = await asyncio.to_thread(write_results, self._live.room, self._live.standings, self.folder)
        self.written, self._trouble = ((), written) if isinstance(written, str) else (written, "")


def results_told(live: LiveRoom) -> Callable[[ResultsFormat], bytes]:
    """Makes the results up to now, for the teacher's page."""

    def told(kind: ResultsFormat) -> bytes:
        came_to = results(live.room, live.standings)
        match kind:
            case "csv":
                return students_table(came_to).encode()
            case "json":
                return as_json(came_to).encode()
            case "html":
                return html_page(came_to, live.reference).encode()

    return told


def folder_named(typed: str) -> Path:
    """The folder that was typed; `~` is the home folder."""
    return Path(typed.strip()).expanduser()
