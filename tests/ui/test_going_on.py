"""Going on from an earlier play in the app."""

from __future__ import annotations

from sequel import AUDIT_DAY, YEAR_AFTER
from ui_desk import Desk


async def test_a_new_play_asks_where_to_begin_and_goes_on_from_an_earlier_one(desk: Desk):
    """Going back begins nothing; a play that is taken brings its decisions, and the player is told."""
    desk.write("audit-day", AUDIT_DAY)
    desk.write("a-year-after", YEAR_AFTER)
    desk.begun("hide", name="audit-day")
    async with desk.app((80, 30)) as player:
        await player.sees("Scenarios")
        await player.press("n")
        await player.sees("The Year After")
        await player.press("down", "enter")
        await player.sees("Where to begin?", "1 Refused, ", "2 The standard start")
        await player.press("escape")
        await player.at("Picker")
        await player.press("enter")
        await player.sees("Where to begin?")
        await player.press("1")
        await player.sees("A letter", "You go on from your play of Audit Day", "1 Read it.")
    assert [play.decisions for play in desk.plays()] == [("hall.nothing", "cupboard.dust"), ("morning.hide",)]
