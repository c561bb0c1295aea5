"""Attempts at banks of questions, and the content on which they were begun."""

import pytest
from progress_shelf import begin, saved, unsaved

from isoquest.progress.store import Conflict, SavedPlay, Store


def attempt(store: Store, bank: str = "basics", source: str = "") -> SavedPlay:
    """Begin an attempt."""
    outcome = store.begin(1, bank, source, "1", "hash", 7, kind="attempt", terms='{"mode":"exam"}')
    return saved(outcome)


def test_an_attempt_comes_back(shelf, store):
    """An attempt reads back as it was saved, its kind and terms with it."""
    made = saved(store.write(attempt(store), ['{"q":"a"}'], ending="finished"))
    assert (made.kind, made.terms) == ("attempt", '{"mode":"exam"}')
    again = shelf.open()
    assert again.play(made.id) == made
    assert again.attempts(1) == (made,)


def test_plays_and_attempts_are_listed_apart(store):
    """Neither list holds what belongs into the other, and only a play can be the newest under way."""
    play, first = begin(store, "basics"), attempt(store)
    second, third = attempt(store, "other"), attempt(store, source="/my/own.yaml")
    assert store.plays(1) == (play,)
    assert store.newest_under_way(1) == play
    assert store.attempts(1) == (third, second, first)
    assert store.attempts(1, "basics") == (third, first)
    assert store.attempts(1, "basics", "") == (first,)
    assert store.attempts(store.add_profile("Ann").id) == ()


def test_a_fork_stays_what_it_was(store):
    """What is forked has the kind and the terms of what it was forked from."""
    fork = saved(store.fork(attempt(store), []))
    assert (fork.kind, fork.terms) == ("attempt", '{"mode":"exam"}')


def test_attempts_conflict_as_plays_do(shelf, store):
    """Whoever writes an attempt that was written since changes nothing."""
    mine = attempt(store)
    other = shelf.open()
    theirs = saved(other.write(other.play(mine.id), ["t"]))
    assert store.write(mine, ["m"]) == Conflict(theirs)


def test_an_attempt_waits_for_the_disk(shelf):
    """An attempt that cannot be saved is listed with the attempts, and stored once it can be."""
    shelf.folder.write_text("in the way")
    store = shelf.open_with_notices().store
    made = unsaved(store.begin(1, "basics", "", "1", "h", 7, kind="attempt", terms="{}")).play
    assert store.attempts(1) == (made,)
    assert store.plays(1) == ()
    shelf.folder.unlink()
    made = saved(store.write(made, ["x"]))
    assert shelf.open().attempts(1) == (made,)


def test_content_is_kept(shelf, store):
    """A text comes back by its hash, letter by letter; the first of a hash stays."""
    text = 'title: "Größe"\r\n\tquestions: 😀\n' * 1000
    assert store.content("abc") is None
    store.keep_content("abc", text)
    store.keep_content("abc", "another")
    assert store.content("abc") == text
    assert shelf.open().content("abc") == text


@pytest.mark.parametrize("how", ["in the way", "locked"])
def test_content_waits_for_the_disk(shelf, how):
    """A text that cannot be written is there all the same, and on disk once it can be."""
    if how == "locked":
        shelf.open()
        lock = shelf.raw()
        lock.execute("BEGIN IMMEDIATE")
    else:
        shelf.folder.write_text("mine")
    store = shelf.open_with_notices().store
    store.keep_content("abc", "text")
    assert store.content("abc") == "text"
    assert [each.kind for each in store.notices()] == ["not-saved"]
    if how == "locked":
        lock.close()
    else:
        shelf.folder.unlink()
    store.set_setting(1, "theme", "dark")
    assert store.notices() == ()
    assert shelf.open().content("abc") == "text"
