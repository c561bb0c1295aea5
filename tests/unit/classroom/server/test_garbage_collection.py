"""Searching for unused objects: at rest, and never for good in a program's own settings."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from isoquest.classroom.server.garbage_collection import ENOUGH, MUCH, Collecting


class Knot:
    """An object that holds itself."""

    def __init__(self):
        self.itself = self


@pytest.fixture(autouse=True)
def only_when_asked() -> Iterator[None]:
    """Python begins no search of its own while a test looks."""
    before = gc.get_threshold()
    gc.set_threshold(0)
    yield
    gc.set_threshold(*before)


def left_behind(younger_searches: int) -> weakref.ref[Knot]:
    """An object that has outlived so many searches among younger ones, and that nobody uses any more."""
    gc.collect()
    knot = Knot()
    for _ in range(younger_searches):
        gc.collect(1)
    return weakref.ref(knot)


def test_what_nobody_uses_is_gone_once_the_room_is_at_rest():
    """Two looks at the same revision."""
    knot = left_behind(ENOUGH)
    Collecting(lambda: 7).look()
    assert knot() is None


def test_nothing_is_searched_while_answers_come_in():
    """Another revision at each look."""
    knot = left_behind(ENOUGH)
    revisions = iter(range(100))
    collecting = Collecting(lambda: next(revisions))
    for _ in range(10):
        collecting.look()
    assert knot() is not None


def test_a_room_that_never_rests_is_searched_in_the_end():
    """Memory does not grow for as long as a lesson lasts."""
    knot = left_behind(MUCH)
    revisions = iter(range(100))
    Collecting(lambda: next(revisions)).look()
    assert knot() is None


async def test_the_programs_own_settings_are_back_at_the_end():
    """In between only the search among all objects is put off."""
    gc.set_threshold(500, 11, 12)
    collecting = Collecting(lambda: 0)
    collecting.start()
    assert gc.get_threshold()[:2] == (500, 11)
    assert gc.get_threshold()[2] > 1_000
    collecting.stop()
    collecting.stop()
    assert gc.get_threshold() == (500, 11, 12)
