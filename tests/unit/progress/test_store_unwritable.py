"""A disk that cannot be written: the play goes on, and is stored once it can be."""

import os
import sys
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from progress_shelf import begin, fill_disk, free_disk, saved, unsaved

from isoquest.progress import plays
from isoquest.progress.opening import empty_in_memory
from isoquest.progress.store import Conflict, Profile, SavedPlay

LONG = [f"node{number}.{'x' * 3000}" for number in range(8)]


@pytest.fixture
def permissions(tmp_path):
    """Skip the test for whoever may write what is read-only, as root may."""
    closed = tmp_path / "closed"
    closed.touch(mode=0o444)
    if os.access(closed, os.W_OK):
        pytest.skip("permissions do not bind root")


def works_in_memory(opened, *parts):
    """See that the one notice tells why, and that a play can be begun, written and read all the same."""
    (notice,) = opened.notices
    assert notice.kind == "not-saved"
    for part in ("not being saved", *parts):
        assert part in notice.text
    store = opened.store
    play = unsaved(store.begin(store.current_profile().id, "harbour", "", "1", "h", 7)).play
    play = unsaved(store.write(play, ["a.1"])).play
    play = unsaved(store.write(play, ["a.1", "b.2"], summary="There")).play
    assert store.play(play.id) == play
    assert store.plays(1)[0] == play
    assert store.newest_under_way(1) == play
    store.set_setting(1, "theme", "dark")
    assert store.setting(1, "theme", "light") == "dark"
    return play


def test_home_is_a_file(shelf):
    """ISOQUEST_HOME may point to a file: that is told, the file stays, and play goes on."""
    shelf.folder.write_text("mine")
    works_in_memory(shelf.open_with_notices(), str(shelf.file))
    assert shelf.folder.read_text() == "mine"


def test_home_below_a_file(shelf):
    """The folder may be impossible to make."""
    shelf.folder.write_text("mine")
    shelf.folder /= "below"
    shelf.file = shelf.folder / "progress.sqlite"
    works_in_memory(shelf.open_with_notices())


def test_folder_in_the_files_place(shelf):
    """A folder named like the file is left alone."""
    shelf.file.mkdir(parents=True)
    works_in_memory(shelf.open_with_notices(), "cannot be opened")
    assert shelf.file.is_dir()
    assert shelf.set_aside() == []


def test_all_is_stored_once_the_folder_can_be_made(shelf):
    """What was begun, decided and set in memory is on disk after the first write that can reach it."""
    shelf.folder.write_text("in the way")
    opened = shelf.open_with_notices()
    store = opened.store
    first = works_in_memory(opened)
    second = unsaved(store.begin(1, "bakery", "", "1", "h", 8, ["x.1"])).play
    shelf.folder.unlink()
    first = saved(store.write(first, ["a.1", "b.2", "c.3"]))
    assert store.notices() == ()
    assert first.id > 0
    again = shelf.open()
    assert {each.decisions for each in again.plays(1)} == {("a.1", "b.2", "c.3"), ("x.1",)}
    assert again.setting(1, "theme", "light") == "dark"
    second = saved(store.write(second, ["x.1", "y.2"]))
    assert [each.decisions for each in again.plays(1)] == [("x.1", "y.2"), ("a.1", "b.2", "c.3")]
    assert again.plays(1) == (second, first)


def test_unsaved_play_is_known_by_its_first_id(shelf):
    """The id that a play had before it could be saved still leads to it."""
    shelf.folder.write_text("in the way")
    store = shelf.open_with_notices().store
    play = unsaved(store.begin(1, "harbour", "", "1", "h", 7, ["a.1"])).play
    shelf.folder.unlink()
    store.set_setting(1, "theme", "dark")
    assert store.play(play.id).decisions == ("a.1",)
    assert store.forget(play.id) is None
    assert shelf.open().plays(1) == ()


def test_unsaved_play_can_be_forgotten(shelf):
    """A play that never was on disk is forgotten without the disk."""
    shelf.folder.write_text("in the way")
    store = shelf.open_with_notices().store
    play = unsaved(store.begin(1, "harbour", "", "1", "h", 7)).play
    assert store.forget(play.id) is None
    assert store.plays(1) == ()


def test_full_disk_and_freed_disk(shelf, store):
    """On a full disk the play goes on; the next write after it was freed stores all that is missing."""
    play = begin(store, decisions=["a.1"])
    fill_disk(store)
    outcome = unsaved(store.write(play, LONG))
    assert outcome.reason == "the disk is full"
    assert outcome.play.decisions == tuple(LONG)
    assert store.play(play.id) == outcome.play
    assert "the disk is full" in store.notices()[0].text
    assert shelf.open().play(play.id).decisions == ("a.1",)
    begun = unsaved(store.fork(play, LONG[:4]))
    free_disk(store)
    other = begin(store, "bakery")
    assert store.notices() == ()
    again = shelf.open()
    assert again.play(play.id).decisions == tuple(LONG)
    assert [each.decisions for each in again.plays(1)] == [(), tuple(LONG[:4]), tuple(LONG)]
    assert saved(store.write(outcome.play, ["z.1"])).id == play.id
    assert saved(store.write(begun.play, ["z.2"])).decisions == ("z.2",)
    assert len(again.plays(1)) == 3
    assert again.play(other.id) == other


def test_stale_copy_of_an_unsaved_play_is_a_conflict(store):
    """Two holders of one play within a program are told apart while it is not saved, as they are when it is."""
    play = begin(store)
    fill_disk(store)
    newer = unsaved(store.write(play, LONG)).play
    assert store.write(play, ["other.1"]) == Conflict(newer)


def test_unsaved_play_written_by_another_program(shelf, store):
    """A play that somebody else wrote while ours could not be saved is a conflict, once."""
    play = begin(store)
    fill_disk(store)
    mine = unsaved(store.write(play, LONG)).play
    other = shelf.open()
    theirs = saved(other.write(play, ["t.1"]))
    free_disk(store)
    begin(store, "bakery")
    assert other.play(play.id) == theirs
    assert "not saved yet" in store.notices()[0].text
    assert store.write(mine, [*LONG, "m.1"]) == Conflict(theirs)
    assert store.notices() == ()
    assert store.play(play.id) == theirs


def test_closing_keeps_both_lists_of_a_conflict(shelf, store):
    """What could not be saved and was overtaken elsewhere is stored as a play of its own at the end."""
    play = begin(store)
    fill_disk(store)
    unsaved(store.write(play, LONG))
    saved(shelf.open().write(play, ["t.1"]))
    free_disk(store)
    store.close()
    assert {each.decisions for each in shelf.open().plays(1)} == {tuple(LONG), ("t.1",)}


def test_closing_tries_once_more(shelf, store):
    """A disk that was freed by the end of the session gets everything."""
    play = begin(store)
    fill_disk(store)
    unsaved(store.write(play, LONG))
    free_disk(store)
    store.close()
    assert shelf.open().play(play.id).decisions == tuple(LONG)


def test_closing_says_why_something_is_lost(shelf, store):
    """Whoever leaves while the disk is full is told; where everything is stored there is nothing to tell."""
    play = begin(store)
    fill_disk(store)
    unsaved(store.write(play, LONG))
    assert store.close() == "the disk is full"
    assert shelf.open().close() == ""


def test_names_wait_for_the_disk(shelf):
    """A profile cannot be added or renamed while nothing can be saved; a sentence says so."""
    shelf.folder.write_text("in the way")
    store = shelf.open_with_notices().store
    assert "could not be saved" in store.add_profile("Ann")
    assert "could not be saved" in store.rename_profile(1, "Ann")
    assert store.profiles() == (Profile(1, "Player"),)


def test_locked_file_is_not_damaged(shelf):
    """While another program holds the file, old plays can be read and the play goes on; later all is stored."""
    shelf.filled(plays=3)
    lock = shelf.raw()
    lock.execute("BEGIN IMMEDIATE")
    opened = shelf.open_with_notices()
    assert len(opened.store.plays(1)) == 3
    play = works_in_memory(opened, "another program is using")
    assert shelf.set_aside() == []
    lock.execute("COMMIT")
    lock.close()
    play = saved(opened.store.write(play, ["a.1"]))
    assert len(shelf.open().plays(1)) == 4
    assert shelf.open().setting(1, "theme", "light") == "dark"


def test_file_locked_against_readers(shelf):
    """A file that cannot even be read is waited for no longer than was asked, and left alone."""
    shelf.filled()
    lock = shelf.raw()
    lock.execute("PRAGMA locking_mode = EXCLUSIVE")
    lock.execute("BEGIN EXCLUSIVE")
    opened = shelf.open_with_notices()
    works_in_memory(opened, "another program is using")
    lock.close()
    opened.store.set_setting(1, "theme", "light")
    assert len(opened.store.plays(1)) == 2
    assert shelf.set_aside() == []


def test_lock_met_by_a_write(shelf, store):
    """A write that meets a lock is not saved, and is caught up with by the next."""
    play = begin(store)
    lock = shelf.raw()
    lock.execute("BEGIN IMMEDIATE")
    outcome = unsaved(store.write(play, ["a.1"]))
    assert "another program" in outcome.reason
    lock.close()
    store.set_setting(1, "theme", "dark")
    assert shelf.open().play(play.id).decisions == ("a.1",)


def test_profiles_that_differ_from_those_made_up_in_memory(shelf):
    """Plays of a made-up profile never go to another person whose profile has the same number."""
    ann = shelf.open()
    ann.rename_profile(1, "Ann")
    shelf.close()
    shelf.folder.rename(shelf.folder.with_name("away"))
    shelf.folder.write_text("in the way")
    store = shelf.open_with_notices().store
    play = unsaved(store.begin(1, "harbour", "", "1", "h", 7)).play
    shelf.folder.unlink()
    shelf.folder.with_name("away").rename(shelf.folder)
    assert "other profiles" in unsaved(store.write(play, ["a.1"])).reason
    assert shelf.open().plays(1) == ()


LIMITED = """
import json, pathlib, resource, sys
from datetime import UTC, datetime
from isoquest.progress.store import open_store
folder = pathlib.Path(sys.argv[1])
soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
limit = lambda size: resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
clock = lambda: datetime.now(UTC)
store = open_store(folder, clock).store
play = store.begin(1, "harbour", "", "1", "h", 7).play
limit(folder.joinpath("progress.sqlite-wal").stat().st_size)
failed = store.write(play, ["a.1"])
limit(soft)
done = store.write(failed.play, ["a.1", "b.2"])
store.close()
limit(0)
opened = open_store(folder, clock)
listed = [each.decisions for each in opened.store.plays(1)]
begun = opened.store.begin(1, "harbour", "", "1", "h", 8)
limit(soft)
opened.store.close()
final = [each.decisions for each in open_store(folder, clock).store.plays(1)]
kinds = [type(each).__name__ for each in (failed, done, begun)]
print(json.dumps([kinds, [each.kind for each in opened.notices], listed, final]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="file size limits are a POSIX thing")
def test_disk_that_fails_to_write(shelf, run):
    """A real write error, in mid-play or at the start, costs nothing: old plays are listed and new ones caught up."""
    process = run(LIMITED, shelf.folder)
    output, _ = process.communicate()
    assert output.strip() == (
        '[["NotSaved", "Saved", "NotSaved"], ["not-saved"], [["a.1", "b.2"]], [[], ["a.1", "b.2"]]]'
    )


@pytest.mark.usefixtures("permissions")
@pytest.mark.parametrize("what", ["file", "folder"])
def test_read_only(shelf, what):
    """In a read-only file or folder old plays are listed and the play goes on; later all is stored."""
    shelf.filled(plays=3)
    path = getattr(shelf, what)
    mode = path.stat().st_mode
    path.chmod(0o444 if what == "file" else 0o555)
    try:
        opened = shelf.open_with_notices()
        assert len(opened.store.plays(1)) == 3
        play = works_in_memory(opened)
    finally:
        path.chmod(mode)
    saved(opened.store.write(play, ["a.1"]))
    assert len(shelf.open().plays(1)) == 4


@pytest.mark.usefixtures("permissions")
def test_unreadable_file_is_not_damaged(shelf):
    """A file without permission to read it is left where it is."""
    shelf.filled()
    shelf.file.chmod(0)
    try:
        works_in_memory(shelf.open_with_notices(), "no permission")
    finally:
        shelf.file.chmod(0o644)
    assert shelf.set_aside() == []


@pytest.mark.usefixtures("permissions")
def test_damaged_in_a_read_only_folder(shelf):
    """A damaged file that may not be renamed stays, and the play goes on."""
    shelf.folder.mkdir()
    shelf.file.write_bytes(b"garbage" * 99)
    shelf.folder.chmod(0o555)
    try:
        works_in_memory(shelf.open_with_notices(), "is damaged")
    finally:
        shelf.folder.chmod(0o755)


def test_commit_that_was_reported_as_failed_but_kept():
    """What the disk kept of an attempt it reported as failed is known for our own: no second play, no conflict."""
    connection = empty_in_memory({})
    moment = datetime(2026, 3, 1, tzinfo=UTC)
    begun = SavedPlay(-1, 1, "harbour", "", "1", "h", 7, ("a.1",), moment, moment, 11, None, "")
    first = plays.put(connection, begun, ())
    again = plays.put(connection, begun, ())
    later = plays.put(connection, replace(begun, decisions=("a.1", "b.2"), revision=12), (11,))
    last = plays.put(connection, replace(first, decisions=(), revision=13), (11, 12))
    assert [each.id for each in (again, later, last)] == [first.id] * 3
    assert plays.read_all(connection, 1) == (last,)
    assert plays.put(connection, replace(first, revision=14), (11,)) == Conflict(last)
    connection.close()
