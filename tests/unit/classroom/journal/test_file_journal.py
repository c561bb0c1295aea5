"""The journal in a file: one order, few commits, one program, and nothing kept that is not."""

import asyncio
import sqlite3
import stat
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from journal_desk import Listener, add, entry, filled, read_back

from isoquest.classroom.journal.keeping import Entry
from isoquest.classroom.journal.lesson_file import FORMAT
from isoquest.classroom.journal.refusing import RefusedError
from isoquest.classroom.journal.shelf import lessons
from isoquest.classroom.journal.sqlite_file import FileJournal

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="modes of files, and files deleted while open, are POSIX")


async def test_what_was_appended_is_there_when_it_is_reopened(path):
    """A lesson goes on with all its entries in order, and new ones behind them."""
    await filled(path, 3)
    listener = Listener()
    journal = FileJournal.reopen(path)
    await journal.open(listener)
    assert listener.texts() == [entry(number).text for number in range(3)]
    add(journal, [3])
    await listener.until_kept(4)
    await journal.close()
    assert (await read_back(path)).entries == [entry(number) for number in range(4)]
    assert journal.mended is None
    assert journal.trouble == ""


async def test_two_thousand_answers_cost_a_few_commits(path):
    """Entries that come together are committed and told together."""
    listener = Listener()
    journal = FileJournal.begin(path)
    await journal.open(listener)
    add(journal, range(2000))
    await listener.until_kept(2000)
    await journal.close()
    assert len(listener.batches) <= 4
    assert all(kept for _, kept in listener.batches)


@given(st.lists(st.one_of(st.just("wait"), st.just("reopen"), st.text()), max_size=30))
async def test_any_interleaving_gives_one_order(steps):
    """However appends, commits and closings follow each other, entries are told and stand in the order appended."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "lesson.sqlite")
        expected = []
        listener = Listener()
        journal = FileJournal.begin(path)
        await journal.open(listener)
        for step in steps:
            if step == "wait":
                await listener.until_kept(len(expected))
            elif step == "reopen":
                await journal.close()
                assert listener.entries == expected
                listener = Listener()
                journal = FileJournal.reopen(path)
                await journal.open(listener)
            else:
                expected.append(Entry(f"u{len(expected)}", step))
                journal.append(expected[-1])
        await journal.close()
        assert listener.entries == expected
        assert listener.kept == {each.uid for each in expected}


async def test_entries_appended_while_being_told(path):
    """A follower may append in answer to what it is told."""
    journal = FileJournal.begin(path)

    class Echo(Listener):
        def take(self, entries, *, kept):
            super().take(entries, kept=kept)
            if len(self.entries) < 5:
                add(journal, [len(self.entries)])

    listener = Echo()
    await journal.open(listener)
    add(journal, [0])
    await listener.until_kept(5)
    await journal.close()
    assert listener.entries == [entry(number) for number in range(5)]


async def test_odd_text_comes_back_as_it_was_told(path):
    """Any text is told as it will be read back, also one that no file can hold."""
    texts = ["", "\0a\0", "half \ud800 a character", "ü 🙂\n", "x" * 300_000]
    listener = Listener()
    journal = FileJournal.begin(path)
    await journal.open(listener)
    for number, text in enumerate(texts):
        journal.append(Entry(f"u{number}", text))
    await journal.close()
    assert [listener.texts()[place] for place in (0, 1, 3, 4)] == [texts[place] for place in (0, 1, 3, 4)]
    assert (await read_back(path)).entries == listener.entries


async def test_appending_after_closing_is_never_told(path):
    """What comes too late is dropped; nobody takes it for kept. Closing twice does no harm."""
    listener = Listener()
    journal = FileJournal.begin(path)
    await journal.open(listener)
    await journal.close()
    add(journal, [1])
    await journal.close()
    assert listener.entries == []
    assert (await read_back(path)).entries == []


@POSIX
async def test_a_lesson_is_its_owners(path):
    """Only the owner reads the file and what stands beside it: it holds the names of a class."""
    journal = FileJournal.begin(path)
    await journal.open(Listener())
    modes = {each.name: stat.S_IMODE(each.stat().st_mode) for each in path.parent.iterdir() if each.suffix != ".lock"}
    assert set(modes.values()) == {0o600}
    assert path.name in modes
    await journal.close()


async def test_beginning_never_takes_the_place_of_a_file(path):
    """A new lesson never overwrites a file, and says so."""
    path.parent.mkdir()
    path.write_text("dear diary")
    with pytest.raises(RefusedError, match=r"is there already"):
        FileJournal.begin(path)
    assert path.read_text() == "dear diary"


@pytest.mark.parametrize("opening", [FileJournal.begin, FileJournal.reopen])
async def test_second_opener_in_one_process(path, opening):
    """A lesson that is held is refused in a sentence, and free again when it is closed, also if it was never opened."""
    journal = FileJournal.begin(path)
    with pytest.raises(RefusedError, match=r"is in use: another IsoQuest"):
        opening(path)
    await journal.close()
    assert (await read_back(path)).entries == []


HOLDER = """
import asyncio, pathlib, sys
from isoquest.classroom.journal.shelf import lessons
from isoquest.classroom.journal.sqlite_file import FileJournal
journal = FileJournal.begin(pathlib.Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


async def test_second_program_is_refused_until_the_first_is_killed(path, run):
    """Another program cannot hold the lesson as well; once the first was killed, it can."""
    holder = run(HOLDER, path)
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(RefusedError, match=r"is in use"):
        FileJournal.reopen(path)
    holder.kill()
    holder.wait()
    assert (await read_back(path)).entries == []


@pytest.mark.parametrize("opening", [FileJournal.begin, FileJournal.reopen])
async def test_lesson_that_cannot_be_held(path, opening):
    """Where the lock cannot be taken, a sentence says so, and no file is begun."""
    path.with_name(f"{path.name}.lock").mkdir(parents=True)
    if opening == FileJournal.reopen:
        path.touch()
    with pytest.raises(RefusedError, match=r"ABC234\.sqlite\.lock cannot be opened\."):
        opening(path)
    assert path.exists() == (opening == FileJournal.reopen)
    assert not any(each.in_use for each in lessons(path.parent))


async def test_folder_that_is_a_file(tmp_path):
    """Where no folder can be made, a sentence says so."""
    (tmp_path / "lessons").touch()
    with pytest.raises(RefusedError, match=r"lessons cannot be used"):
        FileJournal.begin(tmp_path / "lessons" / "lesson.sqlite")


async def test_no_lesson_there(path):
    """A path without a lesson is refused in a sentence, and nothing is left there."""
    with pytest.raises(RefusedError, match=r"There is no lesson at .*ABC234"):
        FileJournal.reopen(path)
    path.parent.mkdir()
    with pytest.raises(RefusedError, match=r"There is no lesson at"):
        FileJournal.reopen(path)
    assert list(path.parent.iterdir()) == []


async def test_another_version_is_refused(path):
    """A lesson of a newer format is refused in a sentence and left as it is."""
    await filled(path, 3)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {FORMAT + 1}")
    content = path.read_bytes()
    with pytest.raises(RefusedError, match=rf"newer IsoQuest \(format {FORMAT + 1}, this one knows formats up to"):
        FileJournal.reopen(path)
    assert path.read_bytes() == content


@pytest.mark.parametrize("mark", [0, 0x49514C4B])
async def test_another_programs_database_is_refused(path, mark):
    """Another program's database is refused in a sentence and left as it is."""
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
        connection.execute(f"PRAGMA application_id = {mark}")
    content = path.read_bytes()
    with pytest.raises(RefusedError, match=r"is no lesson of IsoQuest"):
        FileJournal.reopen(path)
    assert path.read_bytes() == content


async def test_a_beginning_that_was_interrupted(path):
    """An empty file, as a killed program may leave it, is a lesson without entries."""
    path.parent.mkdir()
    path.touch()
    assert (await read_back(path)).entries == []
    assert (await read_back(path)).entries == []


APPENDING = """
import asyncio, pathlib, sys
from isoquest.classroom.journal.keeping import Entry
from isoquest.classroom.journal.shelf import lessons
from isoquest.classroom.journal.sqlite_file import FileJournal

class Telling:
    told = 0
    more = asyncio.Event()
    def take(self, entries, *, kept):
        assert kept
        Telling.told += len(entries)
        Telling.more.set()
        print(Telling.told, flush=True)

async def main():
    journal = FileJournal.begin(pathlib.Path(sys.argv[1]))
    await journal.open(Telling())
    number = 0
    while True:
        for _ in range(1 + number % 70):
            journal.append(Entry(f"u{number}", f"text {number}"))
            number += 1
        await asyncio.sleep(0)
        while Telling.told < number - 100:
            Telling.more.clear()
            await Telling.more.wait()

asyncio.run(main())
"""


@pytest.mark.parametrize("lines", [1, 3, 10, 40])
async def test_killed_while_appending(path, run, lines):
    """A program that is killed while it appends has kept all of which it told, in order."""
    process = run(APPENDING, path)
    told = [process.stdout.readline() for _ in range(lines)]
    process.kill()
    told += process.communicate()[0].splitlines()
    listener = await read_back(path)
    whole = [int(line) for line in told if line.strip()]
    assert len(listener.entries) >= max(whole[:-1] or whole)
    assert len(listener.kept) == len(listener.entries)
    assert listener.texts() == [f"text {number}" for number in range(len(listener.entries))]


FORGETFUL = """
import asyncio, pathlib, sys
from isoquest.classroom.journal.shelf import lessons
from isoquest.classroom.journal.sqlite_file import FileJournal
from journal_desk import Listener, add

async def main():
    listener = Listener()
    journal = FileJournal.begin(pathlib.Path(sys.argv[1]))
    await journal.open(listener)
    add(journal, range(10))
    await listener.until_kept(10)
    add(journal, range(10, 20))

asyncio.run(main())
"""


async def test_program_that_ends_without_closing(path, run):
    """A program that forgets to close its lesson ends all the same, and what was told as kept is there."""
    process = run(FORGETFUL, path)
    assert process.wait() == 0
    assert len((await read_back(path)).entries) >= 10


async def test_closing_from_a_task_that_is_cancelled(path):
    """Who stops waiting for the end does not keep it from coming."""
    listener = Listener()
    journal = FileJournal.begin(path)
    await journal.open(listener)
    add(journal, range(100))
    closing_task = asyncio.ensure_future(journal.close())
    await asyncio.sleep(0)
    closing_task.cancel()
    await asyncio.gather(closing_task, return_exceptions=True)
    await journal.close()
    assert len(listener.kept) == 100
