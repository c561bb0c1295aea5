"""Plays: begun, written, undone, forked, listed and forgotten."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from progress_shelf import begin, saved

from isoquest.progress.store import Conflict


def test_everything_comes_back(shelf, store):
    """A play reads back after a new start exactly as it was saved, its times in UTC."""
    outcome = store.begin(
        1,
        "harbour",
        "/my/häfen",
        "1.2",
        "abc",
        -(10**30),
        ["letter.ask", "board.go"],
        ending="won",
        summary="Won",
    )
    play = saved(outcome)
    store.close()
    again = shelf.open().play(play.id)
    assert again == play
    assert again.started.utcoffset() == timedelta(0)
    assert (again.seed, again.decisions) == (-(10**30), ("letter.ask", "board.go"))


def test_write_appends_and_removes(shelf, store):
    """What is on disk becomes equal to the list that is handed in, whichever way it differs."""
    play = begin(store)
    for decisions in (["a.1"], ["a.1", "b.2", "c.3"], ["a.1"], ["a.1", "b.9"], [], ["z.1", "z.1"]):
        play = saved(store.write(play, decisions))
        assert play.decisions == tuple(decisions)
        assert shelf.open().play(play.id) == play


def test_appending_costs_one_row(shelf, store):
    """A further decision leaves the rows of the earlier ones alone."""
    play = begin(store, decisions=["a.1", "b.2"])
    connection = shelf.raw()
    connection.execute("CREATE TABLE touched (decision TEXT)")
    for happening in ("INSERT", "UPDATE", "DELETE"):
        row = "old" if happening == "DELETE" else "new"
        connection.execute(
            f"CREATE TRIGGER on_{happening} AFTER {happening} ON decisions "  # noqa: S608 (constants of this test)
            f"BEGIN INSERT INTO touched VALUES ({row}.decision); END"
        )
    saved(store.write(play, ["a.1", "b.2", "c.3"]))
    assert connection.execute("SELECT * FROM touched").fetchall() == [("c.3",)]
    connection.close()


def test_write_keeps_what_is_not_given(store):
    """Version and hash stay unless given; ending and summary are those of this write."""
    play = saved(store.write(begin(store), ["a.1"], ending="won", summary="Won", version="2"))
    assert (play.version, play.content_hash, play.ending, play.summary) == ("2", "hash", "won", "Won")
    play = saved(store.write(play, [], content_hash="other"))
    assert (play.version, play.content_hash, play.ending, play.summary) == ("2", "other", None, "")


def test_conflict_changes_nothing(shelf, store):
    """Whoever writes to a play that was written since gets the other's play, which stays as it is."""
    mine = begin(store)
    other = shelf.open()
    theirs = saved(other.write(other.play(mine.id), ["t.1"]))
    assert store.write(mine, ["m.1", "m.2"]) == Conflict(theirs)
    assert store.play(mine.id) == theirs
    assert store.write(mine, ["m.1", "m.2"]) == Conflict(theirs)


def test_conflict_can_be_forked(shelf, store):
    """After a conflict both lists stand side by side, each whole."""
    mine = begin(store)
    other = shelf.open()
    saved(other.write(other.play(mine.id), ["t.1"]))
    fork = saved(store.fork(mine, ["m.1", "m.2"], summary="Mine"))
    assert [each.decisions for each in other.plays(1)] == [("m.1", "m.2"), ("t.1",)]
    assert (fork.scenario, fork.seed, fork.summary) == (mine.scenario, mine.seed, "Mine")
    assert fork.id != mine.id


def test_same_list_by_another_is_a_conflict_as_well(shelf, store):
    """A write and an undo by somebody else is not mistaken for nothing having happened."""
    mine = begin(store, decisions=["a.1"])
    other = shelf.open()
    theirs = saved(other.write(saved(other.write(mine, ["a.1", "b.1"])), ["a.1"]))
    assert store.write(mine, ["a.1", "c.1"]) == Conflict(theirs)


def test_list_is_newest_first_and_filtered(store):
    """Plays are listed by their last change, for one profile, scenario and source."""
    first = begin(store, "harbour")
    second = begin(store, "bakery")
    elsewhere = saved(store.begin(1, "harbour", "/my/own", "1", "h", 1))
    ann = store.add_profile("Ann")
    hers = saved(store.begin(ann.id, "harbour", "", "1", "h", 1))
    first = saved(store.write(first, ["a.1"]))
    assert store.plays(1) == (first, elsewhere, second)
    assert store.plays(1, "harbour") == (first, elsewhere)
    assert store.plays(1, "harbour", "") == (first,)
    assert store.plays(1, source="/my/own") == (elsewhere,)
    assert store.plays(ann.id) == (hers,)


def test_newest_under_way_passes_over_what_ended(store):
    """Only a play without an ending can be continued."""
    assert store.newest_under_way(1) is None
    first = begin(store)
    second = begin(store)
    assert store.newest_under_way(1) == second
    saved(store.write(second, ["a.1"], ending="won"))
    assert store.newest_under_way(1) == first


def test_forget(shelf, store):
    """A forgotten play is gone with its decisions; forgetting it twice is no trouble."""
    play = begin(store, decisions=["a.1"])
    assert store.forget(play.id) is None
    assert store.forget(play.id) is None
    assert store.play(play.id) is None
    assert store.plays(1) == ()
    connection = shelf.raw()
    assert connection.execute("SELECT count(*) FROM decisions").fetchone() == (0,)
    connection.close()


def test_play_forgotten_elsewhere_is_begun_again(shelf, store):
    """Whoever still plays what another window has forgotten loses nothing."""
    play = begin(store, decisions=["a.1"])
    shelf.open().forget(play.id)
    again = saved(store.write(play, ["a.1", "b.2"]))
    assert store.plays(1) == (again,)
    assert again.decisions == ("a.1", "b.2")


def test_id_is_not_used_twice(store):
    """The id of a forgotten play never comes to mean another play."""
    play = begin(store)
    store.forget(play.id)
    assert begin(store).id != play.id


def test_odd_text_is_no_trouble(shelf, store):
    """Half characters, null characters and quotes neither raise nor spoil the list."""
    play = saved(store.begin(1, "a'b", "/odd/\udce4", "", "", 0, ["x\0y", "\ud800", "😀", ""]))
    assert play.decisions[0] == "x\0y"
    assert play.decisions[2:] == ("😀", "")
    assert shelf.open().play(play.id) == play
    assert store.plays(1, source="/odd/\udce4") == (play,)


def test_clock_of_any_zone(shelf):
    """Times are kept in UTC whatever zone the clock is in."""
    zoned = shelf.clock

    def clock():
        return zoned().astimezone()

    shelf.clock = clock
    assert begin(shelf.open()).started.tzinfo is UTC


def test_clock_before_1970_counts_as_standing_there(shelf):
    """A machine whose clock was never set saves all the same, and goes on with the play that it began."""
    shelf.clock = lambda: datetime(1950, 1, 1, tzinfo=UTC)
    store = shelf.open()
    play = saved(store.write(begin(store), ["letter.ask"]))
    assert store.plays(1) == (play,)
    assert play.started == datetime(1970, 1, 1, tzinfo=UTC)


def test_unknown_profile_is_the_callers_mistake(store):
    """A play cannot be begun for a profile that there is not, and the store goes on working."""
    with pytest.raises(ValueError, match="no profile 12"):
        store.begin(12, "harbour", "", "1", "h", 7)
    begin(store)


def test_threads_may_share_a_store(store):
    """Calls from many threads at once are all stored."""
    plays = [begin(store) for _ in range(4)]

    def work(number):
        play = plays[number]
        for position in range(10):
            play = saved(store.write(play, (*play.decisions, f"n.{position}")))

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    expected = tuple(f"n.{position}" for position in range(10))
    assert [store.play(each.id).decisions for each in plays] == [expected] * 4


def test_a_commit_waits_for_the_disk(store):
    """The file is opened so that an acknowledged decision survives a power cut."""
    settings = [
        store._disk._connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("synchronous", "journal_mode", "foreign_keys")
    ]
    assert settings == [2, "wal", 1]
