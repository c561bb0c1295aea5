"""The progress file as something to read and write, whatever becomes of it while the program runs."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, TypeVar

from isoquest.progress import profiles
from isoquest.progress.migrations import refuse_newer
from isoquest.progress.opening import copy_in_memory, empty_in_memory, open_or_replace
from isoquest.progress.saved import Notice
from isoquest.progress.transactions import transaction
from isoquest.progress.trouble import EXPECTED, Trouble, explain

Result = TypeVar("Result")

FILE_NAME = "progress.sqlite"


class Disk:
    """One connection to the progress file, or to a copy in memory for as long as the file cannot be used.

    Not safe for threads: the store holds a lock around every call.
    """

    def __init__(self, folder: Path, clock: Callable[[], datetime], patience: float) -> None:
        """Name the file in `folder`; nothing is touched before `attach`."""
        self.path = folder.absolute() / FILE_NAME
        self.trouble: Trouble | None = None
        """Why the last write failed, or why there is only a copy in memory; None while all is well."""
        self.set_aside: list[Notice] = []
        """What was said about damaged files, oldest first."""
        self._clock = clock
        self._patience = patience
        self._connection: sqlite3.Connection | None = None
        self._identity: tuple[int, int] | None = None
        """Device and inode of the file that is open; None while there is only a copy in memory."""
        self._known: dict[int, str] = {}
        """Profiles by id, for a fresh file should this one be lost."""
        self._invented = False
        """Whether the known profiles were made up in memory because no file could be read."""

    def attach(self, patience: float) -> Trouble | None:
        """Open the file, waiting at most `patience` seconds for locks; on trouble go on with what was open before."""
        known = {} if self._invented else self._known
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            now = self._clock().astimezone(UTC)
            connection = open_or_replace(self.path, now, patience, known, self._note_set_aside)
        except EXPECTED as error:
            return explain(error, self.path)
        try:
            found = {each.id: each.name for each in profiles.everyone(connection)}
            connection.execute(f"PRAGMA busy_timeout = {round(self._patience * 1000)}")
            status = self.path.stat()
        except EXPECTED as error:
            connection.close()
            return explain(error, self.path)
        if self._invented and not self._known.items() <= found.items():
            connection.close()
            return Trouble("unavailable", f"{self.path} holds other profiles, so IsoQuest has to be started again")
        self._replace(connection, (status.st_dev, status.st_ino))
        self._known, self._invented, self.trouble = found, False, None
        return None

    def fall_back(self, trouble: Trouble) -> None:
        """Go on with a copy in memory of what can still be read, because of `trouble`."""
        self.trouble = trouble
        copy = copy_in_memory(self.path, self._patience, self._known)
        self._invented = copy is None and not self._known
        self._replace(copy or empty_in_memory(self._known), None)
        self.learn_profiles()

    def read(self, work: Callable[[sqlite3.Connection], Result]) -> Result:
        """Give what `work` reads, all of it as of one moment; from memory if the file cannot be read.

        `work` may be called more than once and must only read.
        """
        for mend in (self._follow, self._reopen, self._let_go):
            mend()
            try:
                return self._within(work, "DEFERRED")
            except EXPECTED as error:
                self.trouble = explain(error, self.path)
        self._replace(empty_in_memory(self._known), None)
        return self._within(work, "DEFERRED")

    def write(self, work: Callable[[sqlite3.Connection], Result]) -> Result | Trouble:
        """Do `work` in one transaction on the file; after trouble the file holds none of it.

        `work` may be called more than once. When the disk fails in the very moment of the commit the file may hold it
        all the same, so `work` must recognise its own earlier writing.
        """
        result = self._try_to_write(work)
        if isinstance(result, Trouble) and result.kind == "damaged" and self._identity is not None:
            self._reopen()
            result = self._try_to_write(work)
        self.trouble = result if isinstance(result, Trouble) else None
        return result

    def learn_profiles(self) -> None:
        """Note which profiles there are, to put them into a fresh file should this one be lost."""
        self._known = {each.id: each.name for each in self.read(profiles.everyone)}

    def close(self) -> None:
        """Let go of the file."""
        self._replace(None, None)

    def _try_to_write(self, work: Callable[[sqlite3.Connection], Result]) -> Result | Trouble:
        self._follow()
        if self._identity is None:
            # No patience: whoever waits seconds for each decision is worse off than whoever is told why.
            trouble = self.attach(0)
            if trouble is not None:
                return trouble
        try:
            return self._within(work, "IMMEDIATE")
        except EXPECTED as error:
            return explain(error, self.path)

    def _within(self, work: Callable[[sqlite3.Connection], Result], mode: Literal["DEFERRED", "IMMEDIATE"]) -> Result:
        if self._connection is None:
            message = "the store is closed"
            raise RuntimeError(message)
        with transaction(self._connection, mode):
            refuse_newer(self._connection)  # a newer program may have changed the file while we had it open
            return work(self._connection)

    def _note_set_aside(self, name: str) -> None:
        text = f"{self.path} was damaged. It was set aside as {name}, and a fresh one was begun."
        self.set_aside.append(Notice("damaged", text))

    def _follow(self) -> None:
        """Turn to the file that has the name now, should ours have been set aside by another program, or deleted."""
        if self._identity is None:
            return
        try:
            status = self.path.stat()
        except FileNotFoundError:
            self._reopen()
        except OSError:
            return
        else:
            if (status.st_dev, status.st_ino) != self._identity:
                self._reopen()

    def _reopen(self) -> None:
        """Open the file anew, which looks closer at it and sets it aside if it is damaged indeed."""
        if self._identity is None:
            return
        # Closed first: closing removes the write-ahead log by its name, which a fresh file may have by then.
        self.close()
        trouble = self.attach(self._patience)
        if trouble is not None:
            self.fall_back(trouble)

    def _let_go(self) -> None:
        if self._identity is not None and self.trouble is not None:
            self.fall_back(self.trouble)

    def _replace(self, connection: sqlite3.Connection | None, identity: tuple[int, int] | None) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection, self._identity = connection, identity
