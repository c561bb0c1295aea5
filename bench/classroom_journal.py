"""What a crash left in a lesson's journal, beside what students were told; and a Redis server to keep one."""

from __future__ import annotations

import contextlib
import shutil
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from classroom_students import Student

from isoquest.classroom.door.keys import Secret, seat_id
from isoquest.classroom.journal.keeping import Entry, Journal
from isoquest.classroom.journal.sqlite_file import FileJournal
from isoquest.classroom.room.events import Answered, from_text

Answers = Counter[tuple[str, int]]
"""How often each answer, by seat and turn."""

# The shell ends the server as soon as nobody is left who could write to it, also when this script is killed.
_UNTIL_NOBODY_WRITES = '"$@" </dev/null >/dev/null & server=$!; cat >/dev/null; kill -9 "$server"; wait "$server"'


class Collected:
    """All that stands in a journal."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []

    def take(self, entries: Sequence[Entry], *, kept: bool) -> None:  # noqa: ARG002 - what is read is kept
        """Take what stands there."""
        self.entries += entries

    def kept_at_last(self, uids: Sequence[str]) -> None:
        """Nothing is added."""

    def trouble_changed(self) -> None:
        """Nothing is kept."""


@contextlib.contextmanager
def redis_server(folder: Path) -> Iterator[str]:
    """The address of a Redis server that has each entry on its disk before it says so."""
    if shutil.which("redis-server") is None:
        sys.exit("redis-server is not installed (Debian: apt install redis-server)")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    settings = ["--bind", "127.0.0.1", "--port", str(port), "--dir", str(folder), "--save", ""]
    durable = ["--appendonly", "yes", "--appendfsync", "always"]
    command = ["sh", "-c", _UNTIL_NOBODY_WRITES, "sh", "redis-server", *settings, *durable]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        for _ in range(100):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.05)
        try:
            yield f"redis://127.0.0.1:{port}"
        finally:
            process.communicate()  # closes what the shell waits for


async def answers_in(journal: str, code: str) -> Answers:
    """How often each answer, by seat and turn, stands in a journal whose host is gone."""
    kept: Journal
    if journal.startswith("redis://"):
        from isoquest.classroom.journal.redis_stream import StreamJournal  # noqa: PLC0415 - redis need not be installed

        kept = StreamJournal(journal, code)
    else:
        kept = FileJournal.reopen(Path(journal))
    collected = Collected()
    try:
        await kept.open(collected)
    finally:
        await kept.close()
    events = [from_text(entry.text) for entry in collected.entries]
    return Counter((event.seat, event.turn) for event in events if isinstance(event, Answered))


def agreement(students: Iterable[Student], kept: Answers) -> str:
    """Whether what students were told is kept is what stands in the journal, as a sentence."""
    told = Counter(
        {
            (seat_id(Secret(student.token)), turn): times
            for student in students
            for turn, times in student.acknowledged.items()
            if turn in student.kept
        }
    )
    told_twice = sum(times > 1 for times in told.values())
    missing = sum(kept[answer] == 0 for answer in told)
    twice = sum(kept[answer] > 1 for answer in told)
    good = "BAD" if missing or twice or told_twice else "good"
    return (
        f"{good}: {len(told):,} answers acknowledged ({told_twice} twice), {missing} of them not in the journal,"
        f" {twice} there more than once; it has {kept.total():,}"
    )
