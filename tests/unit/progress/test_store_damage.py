"""A file that is damaged, when it is opened or later."""

import itertools

import pytest
from progress_shelf import begin, break_file, saved

from isoquest.progress.opening import set_aside


def check_set_aside(shelf, content):
    """See that the file was set aside whole, that this was told, and that the fresh one works."""
    opened = shelf.open_with_notices()
    (aside,) = shelf.set_aside()
    assert aside.read_bytes() == content
    (notice,) = opened.notices
    assert notice.kind == "damaged"
    assert aside.name in notice.text
    assert opened.store.plays(1) == ()
    play = begin(opened.store)
    shelf.close()
    assert shelf.open().plays(1) == (play,)


@pytest.mark.parametrize(
    "content", [b"xy", b"not a database " * 1000, b"SQLite format 3\0" + b"\xff" * 5000, b"\0" * 4096]
)
def test_garbage(shelf, content):
    """What is no database is set aside."""
    shelf.folder.mkdir()
    shelf.file.write_bytes(content)
    check_set_aside(shelf, content)


def test_empty_file_is_a_fresh_one(shelf):
    """A file without content, as a start that was interrupted leaves it, is used without a word."""
    shelf.folder.mkdir()
    shelf.file.touch()
    play = begin(shelf.open())
    shelf.close()
    assert shelf.open().plays(1) == (play,)
    assert shelf.set_aside() == []


def test_truncated_anywhere(shelf):
    """Wherever the file is cut off, it is set aside and a fresh one works; nothing raises."""
    shelf.filled(plays=40)
    whole = shelf.file.read_bytes()
    assert len(whole) >= 8 * 4096
    cuts = [2, 15, 16, 50, 99, 100, 101, 1000, 4095, *range(4096, len(whole), 4096), 6000, len(whole) - 1]
    for cut in cuts:
        for each in shelf.folder.iterdir():
            each.unlink()
        shelf.file.write_bytes(whole[:cut])
        check_set_aside(shelf, whole[:cut])
        shelf.close()


def test_damage_that_sqlite_quotes(shelf):
    """A file whose damage turns up in SQLite's own message, as no UTF-8, is set aside like any other."""
    shelf.filled()
    whole = shelf.file.read_bytes()
    content = whole.replace(b"tablesettings", b"table\xc2\x28ttings").replace(
        b"CREATE TABLE settings", b"CREATE TABLE (ettings"
    )
    assert content != whole
    shelf.file.write_bytes(content)
    check_set_aside(shelf, content)


def test_broken_page(shelf):
    """A database with any one page overwritten is set aside, or reads as before if nothing was on that page."""
    shelf.filled(plays=40)
    whole = shelf.file.read_bytes()
    plays = shelf.open().plays(1)
    shelf.close()
    for start in range(4096, len(whole), 4096):
        for each in shelf.folder.iterdir():
            each.unlink()
        broken = whole[:start] + b"\xa5" * 4096 + whole[start + 4096 :]
        shelf.file.write_bytes(broken)
        check_set_aside(shelf, broken)
        shelf.close()
    assert len(plays) == 40


def test_another_programs_database(shelf):
    """A sound database that is not ours is set aside, not written into."""
    shelf.folder.mkdir()
    connection = shelf.raw()
    connection.execute("CREATE TABLE recipes (name TEXT)")
    connection.close()
    check_set_aside(shelf, shelf.file.read_bytes())


@pytest.mark.parametrize("table", ["plays", "decisions", "settings", "contents", "cards", "reviews"])
def test_missing_table(shelf, table):
    """A file of the right version that lacks a table is set aside."""
    shelf.filled()
    connection = shelf.raw()
    connection.execute(f"DROP TABLE {table}")
    connection.close()
    check_set_aside(shelf, shelf.file.read_bytes())


def test_earlier_files_are_never_overwritten(shelf):
    """Files that are damaged within one second are set aside under different names, with what belongs to them."""
    moment = shelf.clock()
    shelf.folder.mkdir()
    names = []
    for number in range(3):
        shelf.file.write_bytes(b"garbage %d" % number)
        shelf.file.with_name("progress.sqlite-wal").write_bytes(b"log %d" % number)
        names.append(set_aside(shelf.file, moment))
    assert names == [f"progress.damaged-20260301T120000Z{count}.sqlite" for count in ("", "-2", "-3")]
    assert [shelf.folder.joinpath(each).read_bytes() for each in names] == [b"garbage 0", b"garbage 1", b"garbage 2"]
    assert [shelf.folder.joinpath(f"{each}-wal").read_bytes() for each in names] == [b"log 0", b"log 1", b"log 2"]


def test_damage_again_and_again(shelf):
    """A file that is damaged anew at every start is set aside every time, also within one second."""
    moment = shelf.clock()
    shelf.clock = lambda: moment
    shelf.folder.mkdir()
    for number in range(3):
        shelf.file.write_bytes(b"garbage %d" % number)
        assert len(shelf.open_with_notices().notices) == 1
        shelf.close()
    assert {each.read_bytes() for each in shelf.set_aside()} == {b"garbage 0", b"garbage 1", b"garbage 2"}


def test_damage_while_reading(shelf, store):
    """Damage that shows on a read in mid-play sets the file aside, with a notice, and the store goes on."""
    begin(store, decisions=["a.1"])
    ann = store.add_profile("Ann")
    connection = break_file(shelf)
    assert store.plays(1) == ()
    (aside,) = shelf.set_aside()
    assert [each.kind for each in store.notices()] == ["damaged"]
    assert aside.name in store.notices()[0].text
    assert ann in store.profiles()
    connection.close()


def test_damage_while_writing(shelf, store):
    """Damage that shows on a write costs nothing of the play that goes on: all its decisions are in the fresh file."""
    ann = store.add_profile("Ann")
    play = saved(store.begin(ann.id, "harbour", "", "1", "h", 7, ["a.1", "b.2"]))
    connection = break_file(shelf)
    play = saved(store.write(play, ["a.1", "b.2", "c.3"]))
    assert len(shelf.set_aside()) == 1
    connection.close()
    shelf.close()
    assert shelf.open().plays(ann.id) == (play,)
    assert play.decisions == ("a.1", "b.2", "c.3")


def test_number_given_anew_after_damage(shelf, store):
    """A play of the lost file is not mixed with one that got the same number in the fresh file."""
    other = shelf.open()
    mine = begin(store, decisions=["m.1"])
    connection = break_file(shelf)
    theirs = begin(other, "bakery", decisions=["t.1"])
    connection.close()
    assert theirs.id == mine.id
    mine = saved(store.write(mine, ["m.1", "m.2"]))
    assert {each.decisions for each in store.plays(1)} == {("m.1", "m.2"), ("t.1",)}
    assert store.play(theirs.id) is not None


def test_file_set_aside_by_another_program_is_followed(shelf, store):
    """A store whose file was renamed or deleted behind it writes the whole play into the file of that name."""
    play = begin(store, decisions=["a.1"])
    for remove, count in itertools.product((True, False), (2, 3)):
        if remove:
            for each in shelf.folder.glob("progress.sqlite*"):
                each.unlink()
        else:
            for each in shelf.folder.glob("progress.sqlite*"):
                each.rename(each.with_name(f"moved-{count}-{each.name}"))
        play = saved(store.write(play, [f"n.{number}" for number in range(count)]))
        assert shelf.open().play(play.id) == play


def test_damaged_file_that_cannot_be_set_aside(shelf):
    """If the damaged file cannot be renamed, play goes on in memory and the notice says why."""
    shelf.folder.mkdir()
    shelf.file.write_bytes(b"garbage")
    (shelf.folder / "progress.lock").mkdir()
    opened = shelf.open_with_notices()
    (notice,) = opened.notices
    assert notice.kind == "not-saved"
    assert "is damaged" in notice.text
    assert shelf.file.read_bytes() == b"garbage"
