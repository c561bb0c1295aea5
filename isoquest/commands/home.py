"""`isoquest` alone: the home screen. Content is read only once the screen is there."""

from __future__ import annotations

from isoquest.commands.desk import can_draw, own_library, print_notices, with_store
from isoquest.content.safe_text import safe_line
from isoquest.progress.store import Opened


def home() -> int:
    """The app's home screen; without a terminal to draw on, the ways to go on line by line."""
    return with_store(_home)


def _home(opened: Opened) -> int:
    if can_draw():
        from isoquest.tui.app import run

        return run(opened.store, opened.store.current_profile(), opened.notices, own_library())
    print_notices(opened)
    _say_how_to_go_on()
    return 0


def _say_how_to_go_on() -> None:
    from isoquest.content.library import shelf, shelf_of_banks

    print("IsoQuest draws its screens on a terminal; this is none. Line by line there is:")
    for shelved in shelf(own_library()):
        print(f"  isoquest play {safe_line(shelved.id)} --plain")
    for shelved in shelf_of_banks(own_library()):
        print(f"  isoquest quiz {safe_line(shelved.id)} --plain")
    print("  isoquest review --plain")
