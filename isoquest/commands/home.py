"""`isoquest` alone: the home screen. Content is read only once the screen is there."""

from __future__ import annotations

from contextlib import closing

from isoquest.commands.desk import can_draw, complain, opened_store, own_library
from isoquest.progress.saved import Refused


def home() -> int:
    """The app's home screen; without a terminal to draw on, the ways to go on line by line."""
    opened = opened_store()
    if isinstance(opened, Refused):
        complain(opened.text)
        return 1
    with closing(opened.store) as store:
        if can_draw():
            from isoquest.tui.app import run

            return run(store, store.current_profile(), opened.notices, own_library())
        _say_how_to_go_on()
    return 0


def _say_how_to_go_on() -> None:
    from isoquest.content.library import shelf, shelf_of_banks

    print("IsoQuest draws its screens on a terminal; this is none. Line by line there is:")
    for shelved in shelf(own_library()):
        print(f"  isoquest play {shelved.id} --plain")
    for shelved in shelf_of_banks(own_library()):
        print(f"  isoquest quiz {shelved.id} --plain")
    print("  isoquest review --plain")
