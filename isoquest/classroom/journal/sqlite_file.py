"""The journal of a lesson that one program holds: a file, written in a thread of its own, many entries at a time."""

from __future__ import annotations

import asyncio
import contextlib
import math
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from isoquest.classroom.journal.holding import Hold
from isoquest.classroom.journal.keeping import Entry, Follower, Journal
from isoquest.classroom.journal.lesson_file import LessonFile, make, read, spare
from isoquest.classroom.journal.mending import Mended, mend
from isoquest.classroom.journal.refusing import ForeignError, RefusedError, StrayedError, reason
from isoquest.classroom.journal.salvage import salvage
from isoquest.content.safe_text import safe_text
from isoquest.progress.transactions import storable
from isoquest.progress.trouble import EXPECTED, explain

GATHERING = 0.005
"""Seconds during which entries are collected that are then committed together."""
RETRYING = 1.0
"""Seconds between two attempts to write what could not be written."""

_FAILURES = (*EXPECTED, ForeignError, StrayedError)


class FileJournal(Journal):
    """The journal in one file. Entries are kept once the disk has them, which one commit does for many of them.

    While the disk fails, entries are given to the follower all the same, in order and with `kept=False`; they wait in
    memory and are tried again about every second, and when the journal is closed. What is appended once closing has
    begun is dropped, and nobody is told of it.
    """

    def __init__(self, file: LessonFile, hold: Hold, entries: Sequence[Entry], mended: Mended | None) -> None:
        """Go on with `file`, in which `entries` stand; `begin` and `reopen` are the ways to get here."""
        self.mended = mended
        """What became of the file if it was damaged when it was opened."""
        self.retrying = RETRYING
        """Seconds between two attempts to write what could not be written."""
        self._file = file
        self._hold = hold
        self._entries = entries
        self._trouble = ""
        self._changed = threading.Condition()
        self._waiting: list[Entry] = []
        self._oldest = 0.0
        """When the first of those waiting was appended, by the monotonic clock."""
        self._closing = False
        self._thread: threading.Thread | None = None

    @classmethod
    def begin(cls, path: Path) -> Self:
        """Begin a lesson in a new file, made with its folder. Raises `RefusedError`, also if there is a file."""
        path = path.absolute()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise RefusedError(f"{reason(error, path.parent)}.") from None
        with _held(path) as hold:
            try:
                return cls(make(path), hold, (), None)
            except FileExistsError:
                raise RefusedError(f"{path} is there already: a new lesson never takes the place of a file.") from None

    @classmethod
    def reopen(cls, path: Path) -> Self:
        """Go on with the lesson at `path`; if the file is damaged, with what can be recovered (see `mended`).

        Raises `RefusedError`.
        """
        path = path.resolve()
        try:
            if not path.exists() and not spare(path).exists():
                raise RefusedError(f"There is no lesson at {path}.")
        except OSError as error:
            raise RefusedError(f"{reason(error, path)}.") from None
        with _held(path) as hold:
            file, entries, mended = _read_or_mend(path)
            return cls(file, hold, entries, mended)

    @property
    def trouble(self) -> str:
        """Why entries are not being kept, as a sentence for the teacher; empty while all is well."""
        return self._trouble

    async def open(self, follower: Follower) -> None:
        """Give the follower all that stands in the file, then what is appended."""
        self._loop = asyncio.get_running_loop()
        self._follower = follower
        self._ended = self._loop.create_future()
        entries, self._entries = self._entries, ()
        if entries:
            follower.take(entries, kept=True)
        self._thread = threading.Thread(target=self._work, name=f"journal {self._file.path.name}", daemon=True)
        self._thread.start()

    def append(self, entry: Entry) -> None:
        """Add an entry behind all others; the follower is given it once it is kept. Never waits."""
        entry = Entry(storable(entry.uid), storable(entry.text))
        with self._changed:
            if self._closing:
                return
            self._waiting.append(entry)
            if len(self._waiting) == 1:
                self._oldest = time.monotonic()
                self._changed.notify()

    async def close(self) -> None:
        """Write what was appended, as far as the disk lets us, and let go of the file; see `trouble`."""
        with self._changed:
            self._closing = True
            self._changed.notify()
        if self._thread is None:
            self._file.close()
            self._hold.release()
            return
        await asyncio.shield(self._ended)
        self._thread.join()

    def _work(self) -> None:
        """Write until the journal is closed; this is the thread."""
        try:
            unkept: list[Entry] = []
            trouble = ""
            again = math.inf
            closing = False
            while not closing:
                batch, closing = self._collected(again)
                if not unkept and not batch:
                    continue
                if not unkept:
                    trouble = self._written(batch)
                    self._tell(self._report, trouble, (), batch)
                else:
                    if batch:
                        self._tell(self._report, trouble, (), batch)
                    if not closing and time.monotonic() < again:
                        unkept += batch
                        continue
                    batch = unkept + batch
                    trouble = self._written(batch)
                    self._tell(self._report, trouble, () if trouble else [each.uid for each in batch], ())
                unkept = batch if trouble else []
                again = time.monotonic() + self.retrying if trouble else math.inf
        finally:
            self._file.close()
            self._hold.release()
            self._tell(self._end)

    def _collected(self, again: float) -> tuple[list[Entry], bool]:
        """Wait for entries, for the moment `again`, or for the end; give the entries, and whether it is the end."""
        with self._changed:
            while not self._closing:
                due = min(again, self._oldest + GATHERING if self._waiting else math.inf)
                left = due - time.monotonic()
                if left <= 0:
                    break
                self._changed.wait(None if left == math.inf else left)
            batch, self._waiting = self._waiting, []
            return batch, self._closing

    def _written(self, entries: Sequence[Entry]) -> str:
        """Write entries; give the sentence that says why that failed, or an empty one."""
        try:
            self._file.append(entries)
        except Exception as error:  # noqa: BLE001 - should writing end here, nobody would ever be told
            return f"{_why_not_written(error, self._file.path)}: answers are counted but not saved yet."
        return ""

    def _tell(self, work: Callable[..., None], *values: object) -> None:
        with contextlib.suppress(RuntimeError):  # the event loop was closed before the journal
            self._loop.call_soon_threadsafe(work, *values)

    def _report(self, trouble: str, at_last: Sequence[str], batch: Sequence[Entry]) -> None:
        changed, self._trouble = trouble != self._trouble, trouble
        if at_last:
            self._follower.kept_at_last(at_last)
        if changed:
            self._follower.trouble_changed()
        if batch:
            self._follower.take(batch, kept=not trouble)

    def _end(self) -> None:
        if not self._ended.done():
            self._ended.set_result(None)


@contextlib.contextmanager
def _held(path: Path) -> Iterator[Hold]:
    """The right to the lesson at `path`, let go of again if it cannot be used. Raises `RefusedError`."""
    hold = Hold(path)
    try:
        yield hold
    except BaseException as error:
        hold.release()
        if isinstance(error, _FAILURES):
            raise RefusedError(f"{reason(error, path)}.") from None
        raise


def _why_not_written(error: Exception, path: Path) -> str:
    try:
        return reason(error, path)
    except Exception:  # noqa: BLE001 - a mistake of our own is given back
        return safe_text(f"{path} cannot be written")


def _read_or_mend(path: Path) -> tuple[LessonFile, Sequence[Entry], Mended | None]:
    """Open a lesson that is held; a damaged one is mended first."""
    mended = None
    # What a process that was killed left in the log is looked at before SQLite does, which ends at the first bad byte.
    left = path.exists() and path.with_name(f"{path.name}-wal").exists()
    found = salvage(path) if left else []
    try:
        file, entries = read(path)
    except (*EXPECTED, ForeignError) as error:
        damaged = isinstance(error, ForeignError) or explain(error, path).kind == "damaged"
        if not damaged or (isinstance(error, ForeignError) and not salvage(path)):
            raise
        mended = mend(path, datetime.now(UTC))
        file, entries = read(path)
    if found[: len(entries)] == entries and len(found) > len(entries):
        try:
            file.append(found[len(entries) :])
        except BaseException:
            file.close()
            raise
        entries = found
    return file, entries, mended
