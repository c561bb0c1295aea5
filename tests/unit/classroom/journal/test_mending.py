"""Lessons that are damaged, and lessons of programs that were killed: all whole entries from the first one on."""

import asyncio
import functools
import random
import shutil
import sqlite3
import tempfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from journal_desk import Listener, entry

from isoquest.classroom.journal.keeping import Entry
from isoquest.classroom.journal.lesson_file import PAGE, make, spare
from isoquest.classroom.journal.mending import mend
from isoquest.classroom.journal.refusing import RefusedError
from isoquest.classroom.journal.salvage import salvage
from isoquest.classroom.journal.sqlite_file import FileJournal

MANY = [entry(number, f"{number:05}" * (1 + number % 60 + 5000 * (number % 97 == 0))) for number in range(3000)]
"""Entries on hundreds of pages, some of them on several."""


def write(path, entries, batch=250):
    """Leave a closed lesson."""
    file = make(path)
    for first in range(0, len(entries), batch):
        file.append(entries[first : first + batch])
    file.close()


@functools.cache
def bytes_of(count):
    """The bytes of a lesson with that many entries."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "lesson.sqlite")
        write(path, MANY[:count])
        return path.read_bytes()


@pytest.fixture
def whole():
    """The bytes of a lesson with many entries."""
    return bytes_of(len(MANY))


@pytest.fixture
def path(tmp_path):
    """Where the lesson is, in a folder of its own."""
    folder = tmp_path / "lessons"
    folder.mkdir()
    return folder / "2026-11-23-ABC234.sqlite"


def reopened(path):
    """The entries of the lesson at `path`, and what was said about its file."""

    async def read():
        listener = Listener()
        journal = FileJournal.reopen(path)
        await journal.open(listener)
        await journal.close()
        return listener.entries, journal.mended

    return asyncio.run(read())


def check_mended(path, content, count=3000):
    """See that a prefix goes on, and that the damaged file is there under the name that was told; count the entries."""
    path.write_bytes(content)
    try:
        entries, mended = reopened(path)
    except RefusedError:
        assert path.read_bytes() == content
        return 0
    assert entries == MANY[: len(entries)]
    if mended is None:
        assert len(entries) == count
        return len(entries)
    assert mended.entries == len(entries)
    assert path.with_name(mended.set_aside).read_bytes() == content
    assert mended.set_aside in mended.sentence
    assert f"its first {len(entries):,} entries" in mended.sentence or len(entries) == 1
    path.with_name(mended.set_aside).unlink()
    assert reopened(path) == (entries, None)
    return len(entries)


def test_whole_lesson_is_found_without_sqlite(path, whole):
    """The reader of pages finds all that SQLite finds, on any number of levels and pages."""
    path.write_bytes(whole)
    assert salvage(path) == MANY
    assert reopened(path) == (MANY, None)


def test_truncated_anywhere(path, whole):
    """A file that was cut off goes on with what stands before the cut, and loses nothing else."""
    pages = len(whole) // PAGE
    cuts = [*range(3 * PAGE, len(whole), pages // 12 * PAGE), len(whole) - 1, len(whole) - PAGE, 5 * PAGE + 77]
    counts = {cut: check_mended(path, whole[:cut]) for cut in cuts}
    ordered = [counts[cut] for cut in sorted(counts)]
    assert ordered == sorted(ordered)
    assert ordered[-1] >= len(MANY) - 60  # a page holds no more than that
    assert len(set(ordered)) > 10


def test_any_page_broken(path, whole):
    """Whichever page is overwritten, the entries before it go on; a first page that is gone costs none of them."""
    numbers = [0, 1, 2, 3, *random.Random(7).sample(range(4, len(whole) // PAGE), 25)]
    counts = []
    for number in numbers:
        content = bytearray(whole)
        content[number * PAGE : (number + 1) * PAGE] = b"\xa5" * PAGE
        counts.append(check_mended(path, bytes(content)))
    assert counts[0] == len(MANY)
    assert max(counts[4:]) > len(MANY) // 2


@given(st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=6))
def test_random_damage(changes):
    """Whatever bytes are changed, what comes back is a prefix, or a refusal that leaves the file alone."""
    content = bytearray(bytes_of(300))
    for place, value in changes:
        content[int(place * len(content))] = value
    with tempfile.TemporaryDirectory() as folder:
        check_mended(Path(folder, "lesson.sqlite"), bytes(content), 300)


@given(st.lists(st.tuples(st.integers(0, 99), st.integers(0, 255)), min_size=1, max_size=3))
@example([(18, 3)])
@example([(47, 5)])
@example([(68, 0)])
def test_random_damage_to_the_header(changes):
    """Damage to the first hundred bytes costs no entry, unless it makes the file look like a newer one."""
    content = bytearray(bytes_of(300))
    for place, value in changes:
        content[place] = value
    with tempfile.TemporaryDirectory() as folder:
        count = check_mended(Path(folder, "lesson.sqlite"), bytes(content), 300)
    newer = int.from_bytes(content[60:64], "big", signed=True) > 1
    assert count == 300 or (newer and count == 0)


def test_entry_changed_by_hand(path):
    """An entry that was changed, left out or put in ends the lesson there: the checksums are a chain."""
    changes = {
        "UPDATE entries SET text = 'forged' WHERE position = 4": 3,
        "DELETE FROM entries WHERE position = 6": 5,
        "INSERT INTO entries VALUES (11, 'u', 'forged', x'00112233445566778899aabbccddeeff')": 10,
    }
    for statement, kept in changes.items():
        for each in path.parent.iterdir():
            each.unlink()
        write(path, MANY[:10])
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute(statement)
        entries, mended = reopened(path)
        assert (entries, mended.entries) == (MANY[:kept], kept)


@pytest.mark.parametrize("content", [b"xy", b"dear diary " * 1000, b"SQLite format 3\0" + b"\xff" * 5000, b"\0" * 8192])
def test_garbage_is_left_alone(path, content):
    """A file in which there is no entry is refused in a sentence, and neither renamed nor changed."""
    path.write_bytes(content)
    with pytest.raises(RefusedError, match=r"nothing in it can be recovered|is no lesson"):
        reopened(path)
    assert path.read_bytes() == content


def test_mending_that_was_interrupted(path, whole):
    """A program that is ended between setting the damaged file aside and the last step leaves the rest to the next."""
    path.write_bytes(whole[: 20 * PAGE])
    count = mend(path, datetime(2026, 11, 23, tzinfo=UTC)).entries
    path.rename(spare(path))
    assert reopened(path) == (MANY[:count], None)


def test_earlier_files_are_never_overwritten(path, whole):
    """Lessons damaged within one second are set aside under different names."""
    moment = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
    names = []
    for cut in (20, 30):
        path.write_bytes(whole[: cut * PAGE])
        names.append(mend(path, moment).set_aside)
    assert names == [f"2026-11-23-ABC234.damaged-20261123T093000Z{count}.sqlite" for count in ("", "-2")]
    assert [path.with_name(name).read_bytes() for name in names] == [whole[: cut * PAGE] for cut in (20, 30)]


class Snapshots(Listener):
    """Copies the file and its log at each moment at which something was told as kept."""

    def __init__(self, path, folder):
        super().__init__()
        self.path = path
        self.folder = folder
        self.moments = []

    def take(self, entries, *, kept):
        """Copy what is there now."""
        super().take(entries, kept=kept)
        copy = self.folder / str(len(self.moments)) / self.path.name
        copy.parent.mkdir()
        log = self.path.with_name(f"{self.path.name}-wal")
        shutil.copyfile(log, copy.with_name(log.name))
        shutil.copyfile(self.path, copy)
        self.moments.append((copy, len(self.kept)))


async def snapshots(path, folder):
    """Write a lesson in many batches, the log starting over now and then; give copies and what was kept by then."""
    listener = Snapshots(path, folder)
    journal = FileJournal.begin(path)
    journal._file.attach().execute("PRAGMA wal_autocheckpoint = 20")
    await journal.open(listener)
    for first in range(0, 600, 25):
        for each in MANY[first : first + 25]:
            journal.append(each)
        await listener.until_kept(first + 25)
    await journal.close()
    return listener.moments


def test_killed_at_any_moment(path, tmp_path):
    """What stood in file and log at any moment holds all that was told as kept by then, wherever the log was torn."""
    chances = random.Random(11)
    copies = tmp_path / "copies"
    copies.mkdir()
    moments = asyncio.run(snapshots(path, copies))
    assert len(moments) >= 24
    before = 0
    for copy, kept in moments:
        log = copy.with_name(f"{copy.name}-wal")
        bytes_of_log = log.read_bytes()
        torn = copy.parent / "torn" / copy.name
        torn.parent.mkdir()
        shutil.copyfile(copy, torn)
        # A commit that was on its way: its frames are partly there, and nobody was told of it.
        torn.with_name(log.name).write_bytes(bytes_of_log + chances.randbytes(chances.randrange(1, 9000)))
        for each in (copy, torn):
            entries, mended = reopened(each)
            assert entries == MANY[: len(entries)]
            assert len(entries) >= kept
            assert mended is None
        cut = copy.parent / "cut" / copy.name
        cut.parent.mkdir()
        shutil.copyfile(cut.parent.parent / "torn" / copy.name, cut)
        cut.with_name(log.name).write_bytes(bytes_of_log[: chances.randrange(len(bytes_of_log))])
        entries, _ = reopened(cut)
        assert entries == MANY[: len(entries)]
        before = max(before, kept)
    assert before == 600


def test_bad_byte_in_the_log(path, tmp_path):
    """A bad byte in the log costs one page of entries at most, though SQLite ends its reading there."""
    copies = tmp_path / "copies"
    copies.mkdir()
    copy, kept = asyncio.run(snapshots(path, copies))[-1]
    log = copy.with_name(f"{copy.name}-wal")
    content = bytearray(log.read_bytes())
    content[40] ^= 1  # the salt of the first frame
    log.write_bytes(content)
    entries, _ = reopened(copy)
    assert entries == MANY[:kept]


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=9000), max_size=30), st.integers(1, 7))
def test_any_text_is_found_without_sqlite(texts, batch):
    """Short, empty, long and odd texts are found in the bytes of the file as they were written."""
    entries = [Entry(f"u{number}", text) for number, text in enumerate(texts)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "lesson.sqlite")
        write(path, entries, batch)
        assert salvage(path) == entries
