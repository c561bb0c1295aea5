"""The journal in a file while the disk fails: entries are counted, and written as soon as that can be done."""

import sqlite3
import stat
import sys
from contextlib import closing

import pytest
from journal_desk import Listener, add, entry, filled, read_back

from isoquest.classroom.journal.sqlite_file import FileJournal

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="files deleted while open, and limits of size, are POSIX")


@POSIX
async def test_file_that_is_away_for_a_while(path):
    """While the file is away, entries are told as not kept; when it is back they are written in order, and told so."""
    listener = Listener()
    journal = FileJournal.begin(path)
    journal.retrying = 0.01
    await journal.open(listener)
    add(journal, range(3))
    await listener.until_kept(3)
    away = path.parent.with_name("away")
    path.parent.rename(away)
    add(journal, range(3, 6))
    await listener.until(lambda: len(listener.entries) == 6)
    assert journal.trouble == f"{path} is gone: answers are counted but not saved yet."
    add(journal, range(6, 9))
    await listener.until(lambda: len(listener.entries) == 9)
    assert len(listener.kept) == 3
    away.rename(path.parent)
    await listener.until_kept(9)
    await listener.until(lambda: journal.trouble == "")
    assert listener.changes == 2
    add(journal, [9])
    await listener.until_kept(10)
    await journal.close()
    assert (await read_back(path)).entries == [entry(number) for number in range(10)]


@POSIX
async def test_file_deleted_in_the_middle(path):
    """A lesson whose file was deleted is put there again, whole, with what was appended since."""
    listener = Listener()
    journal = FileJournal.begin(path)
    journal.retrying = 0.01
    await journal.open(listener)
    for round_ in range(3):
        add(journal, range(50 * round_, 50 * round_ + 50))
        await listener.until_kept(50 * round_ + 50)
        for each in path.parent.glob(f"{path.name}*" if round_ else path.name):
            if each.suffix != ".lock":
                each.unlink()
    add(journal, [150])
    await listener.until_kept(151)
    await journal.close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert (await read_back(path)).entries == [entry(number) for number in range(151)]


async def test_file_that_refuses_entries_for_a_reason_nobody_thought_of(path):
    """The teacher is told, entries count, and they are written once the file takes them."""
    listener = Listener()
    journal = FileJournal.begin(path)
    journal.retrying = 0.01
    await journal.open(listener)
    add(journal, [0])
    await listener.until_kept(1)
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("CREATE TRIGGER no BEFORE INSERT ON entries BEGIN SELECT RAISE(ABORT, 'no'); END")
    add(journal, range(1, 3))
    await listener.until(lambda: len(listener.entries) == 3)
    assert journal.trouble == f"{path} cannot be written: answers are counted but not saved yet."
    assert len(listener.kept) == 1
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("DROP TRIGGER no")
    await listener.until_kept(3)
    await journal.close()
    assert (await read_back(path)).entries == [entry(number) for number in range(3)]


@POSIX
async def test_another_file_in_its_place(path):
    """Entries are never written behind those of another lesson that was put in the place of this one."""
    other = path.with_name("other.sqlite")
    await filled(other, 2)
    listener = Listener()
    journal = FileJournal.begin(path)
    journal.retrying = 0.01
    await journal.open(listener)
    add(journal, range(5))
    await listener.until_kept(5)
    ours = path.with_name("ours.sqlite")
    path.rename(ours)
    path.with_name(f"{path.name}-wal").rename(f"{ours}-wal")
    other.rename(path)
    add(journal, [5])
    await listener.until(lambda: len(listener.entries) == 6)
    assert journal.trouble == f"Another file stands at {path}: answers are counted but not saved yet."
    await journal.close()
    assert journal.trouble
    assert len((await read_back(path)).entries) == 2
    assert len((await read_back(ours)).entries) == 5


async def test_database_locked_by_another_program(path):
    """A lock of another program's on the file is waited for, with a sentence, and no entry is lost or doubled."""
    listener = Listener()
    journal = FileJournal.begin(path)
    journal.retrying = 0.01
    await journal.open(listener)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        add(journal, range(3))
        await listener.until(lambda: len(listener.entries) == 3)
        assert journal.trouble.startswith("Another program is using ")
        assert listener.kept == set()
        connection.execute("ROLLBACK")
    await listener.until_kept(3)
    await journal.close()
    assert (await read_back(path)).entries == listener.entries


LIMITED = """
import asyncio, pathlib, resource, sys
from isoquest.classroom.journal.sqlite_file import FileJournal
from journal_desk import Listener, add

def limit(size):
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))

async def main():
    listener = Listener()
    path = pathlib.Path(sys.argv[1])
    journal = FileJournal.begin(path)
    journal.retrying = 0.01
    await journal.open(listener)
    add(journal, range(100))
    await listener.until_kept(100)
    limit(path.with_name(path.name + "-wal").stat().st_size + 5000)
    add(journal, range(100, 1000))
    await listener.until(lambda: len(listener.entries) == 1000)
    print(len(listener.kept), journal.trouble)
    add(journal, range(1000, 1100))
    await listener.until(lambda: len(listener.entries) == 1100)
    if sys.argv[2] == "freed":
        limit(resource.RLIM_INFINITY)
        await listener.until_kept(1100)
        await listener.until(lambda: not journal.trouble)
    await journal.close()
    print(len(listener.kept), journal.trouble)

asyncio.run(main())
"""


@POSIX
@pytest.mark.parametrize(("then", "kept"), [("freed", 1100), ("still full", 100)])
async def test_disk_that_takes_no_more(path, run, then, kept):
    """With no room left entries are counted and not kept; once there is room they are written in order."""
    process = run(LIMITED, path, then)
    output, _ = process.communicate()
    sentence = f"The disk reported an error at {path}: answers are counted but not saved yet."
    assert output == f"100 {sentence}\n{kept} {'' if then == 'freed' else sentence}\n"
    assert (await read_back(path)).entries == [entry(number) for number in range(kept)]


async def test_disk_that_is_full(path):
    """The sentence names the full disk, when SQLite does."""
    listener = Listener()
    journal = FileJournal.begin(path)
    journal.retrying = 0.01
    await journal.open(listener)
    add(journal, [0])
    await listener.until_kept(1)
    connection = journal._file.attach()
    connection.execute("PRAGMA max_page_count = 10")
    add(journal, range(1, 1000))
    await listener.until(lambda: len(listener.entries) == 1000)
    assert journal.trouble == "The disk is full: answers are counted but not saved yet."
    assert len(listener.kept) == 1
    connection.execute("PRAGMA max_page_count = 100000")
    await listener.until_kept(1000)
    await journal.close()
    assert (await read_back(path)).entries == listener.entries
