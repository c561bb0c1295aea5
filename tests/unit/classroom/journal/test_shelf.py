"""The lessons in a folder."""

import os
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime

import pytest
from journal_desk import Listener, add, entry

from isoquest.classroom.journal.lesson_file import make
from isoquest.classroom.journal.refusing import RefusedError
from isoquest.classroom.journal.shelf import file_name, lessons
from isoquest.classroom.journal.sqlite_file import FileJournal


def lesson(folder, name, count, moment):
    """Leave a lesson with that many entries, written to last at `moment` (seconds since 1970)."""
    path = folder / name
    file = make(path)
    file.append([entry(number) for number in range(count)])
    file.close()
    os.utime(path, (moment, moment))
    return path


def contents(folder):
    """The bytes of all files."""
    return {each.name: each.read_bytes() for each in folder.iterdir()}


def test_name_of_a_lesson():
    """A lesson's file is named by day and room code."""
    assert file_name(date(2026, 11, 23), "ABC234") == "2026-11-23-ABC234.sqlite"


def test_newest_first(tmp_path):
    """Lessons are told from the one written to last to the oldest, with their first and last entries."""
    old = lesson(tmp_path, "b.sqlite", 1, 1_000)
    new = lesson(tmp_path, "a.sqlite", 30, 2_000)
    empty = lesson(tmp_path, "c.sqlite", 0, 1_500)
    (tmp_path / "notes.txt").write_text("not a lesson")
    (tmp_path / "folder.sqlite").mkdir()
    before = {path: path.read_bytes() for path in (old, new, empty)}
    found = lessons(tmp_path)
    assert [each.path for each in found] == [new, empty, old]
    assert (found[0].first, found[0].last, found[0].entries) == (entry(0).text, entry(29).text, 30)
    assert (found[1].first, found[1].last, found[1].entries) == ("", "", 0)
    assert (found[2].first, found[2].last, found[2].entries) == (entry(0).text, entry(0).text, 1)
    assert found[0].modified == datetime.fromtimestamp(2_000, UTC)
    assert not any(each.in_use or each.unreadable for each in found)
    assert {path: path.read_bytes() for path in before} == before
    assert len(contents_of_files(tmp_path)) == 4


def contents_of_files(folder):
    """The names of all files."""
    return [each.name for each in folder.iterdir() if each.is_file()]


async def test_lesson_in_use(tmp_path):
    """A lesson that is being held says so, with what has been kept by now; looking at it does not disturb it."""
    path = tmp_path / "lesson.sqlite"
    listener = Listener()
    journal = FileJournal.begin(path)
    await journal.open(listener)
    add(journal, range(5))
    await listener.until_kept(5)
    (found,) = lessons(tmp_path)
    assert (found.in_use, found.entries, found.last, found.unreadable) == (True, 5, entry(4).text, "")
    add(journal, [5])
    await listener.until_kept(6)
    await journal.close()
    (found,) = lessons(tmp_path)
    assert (found.in_use, found.entries, journal.trouble) == (False, 6, "")


def test_why_a_lesson_cannot_be_read(tmp_path):
    """Files that are no lessons of ours are told with a sentence each, and left as they are."""
    (tmp_path / "garbage.sqlite").write_bytes(b"garbage" * 1000)
    (tmp_path / "empty.sqlite").touch()
    for name, statement in {
        "foreign": "CREATE TABLE recipes (name TEXT)",
        "newer": "PRAGMA user_version = 99",
        "hollow": "DROP TABLE entries",
    }.items():
        if name != "foreign":
            lesson(tmp_path, f"{name}.sqlite", 3, 1_000)
        with closing(sqlite3.connect(tmp_path / f"{name}.sqlite", isolation_level=None)) as connection:
            connection.execute(statement)
    before = contents(tmp_path)
    said = {each.path.stem: each.unreadable for each in lessons(tmp_path)}
    assert said["garbage"].endswith("garbage.sqlite is damaged.")
    assert said["empty"] == ""
    assert said["foreign"].endswith("foreign.sqlite is no lesson of IsoQuest.")
    assert "newer IsoQuest (format 99" in said["newer"]
    assert "hollow.sqlite" in said["hollow"]
    assert contents(tmp_path) == before


async def test_damaged_lessons_that_were_set_aside_are_left_out(tmp_path):
    """After mending there is one lesson, as before."""
    path = lesson(tmp_path, "2026-11-23-ABC234.sqlite", 300, 1_000)
    path.write_bytes(path.read_bytes()[:-1000])
    journal = FileJournal.reopen(path)
    await journal.close()
    (found,) = lessons(tmp_path)
    assert found.path == path
    assert found.entries == journal.mended.entries


def test_folder_that_cannot_be_read(tmp_path):
    """No folder means no lessons; what is no folder is refused in a sentence."""
    assert lessons(tmp_path / "nowhere") == ()
    (tmp_path / "file").touch()
    with pytest.raises(RefusedError, match=r"file cannot be used"):
        lessons(tmp_path / "file")
