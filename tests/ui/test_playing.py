"""Playing in the app, by keys."""

from __future__ import annotations

import re
import threading

import pytest
from ui_desk import QUAY, Desk

from isoquest.progress.store import Store


async def test_a_play_goes_from_home_to_its_ending_by_keys_alone(desk: Desk):
    """Home, picker, decision, consequence, findings, ending, debrief: each a key away from the next."""
    async with desk.app((80, 30)) as player:
        await player.sees("Start here", "Scenarios")
        await player.press("n")
        await player.sees("The Quay", "not played yet")
        await player.press("enter")
        await player.sees("A letter", "1 Ask what they need.")
        await player.press("1")
        await player.sees(
            "Money  10 → 9 k€", "-1 worse", "Calm   50 → 55", "+5 better", "Scope statement  4.3  now in hand"
        )
        await player.sees("You now know what to order.", "ISO, Certification page · confirmed")
        await player.press("enter")
        await player.sees(
            "2 points looked at: 1 in order, 1 finding.", "! Minor nonconformity  clause 7.1", "✓ Conforms"
        )
        await player.press("1")
        await player.sees("★ It worked", "Certified with a minor finding.")
        await player.press("1")
        await player.sees(
            "Outcome  100 %", "Buying", "Clause 4.3", "It hangs.", "Your way earned 2 marks; whole plays earn"
        )
        await player.press("h")
        await player.sees("▸ Next")
    assert [play.ending for play in desk.plays()] == ["framed"]


async def test_a_choice_is_on_disk_before_its_consequence_is_shown(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    """While the disk keeps the player waiting nothing is told, and more key presses decide nothing."""
    written, may_go_on = threading.Event(), threading.Event()
    write = Store.write

    def slow(*arguments: object, **named: object) -> object:
        result = write(*arguments, **named)  # type: ignore[arg-type]
        written.set()
        may_go_on.wait(20)
        return result

    async with desk.app(play=desk.begun()) as player:
        await player.sees("Ask what they need.")
        monkeypatch.setattr(Store, "write", slow)
        await player.pilot.press("1")  # which does not wait for the disk
        await player.until(written.is_set)
        await player.pilot.press("1", "2", "enter")
        assert "What changed" not in player.seen()
        may_go_on.set()
        await player.sees("What changed")
        assert [play.decisions for play in desk.plays()] == [("letter.ask",)]


async def test_undo_takes_the_last_decision_back_and_says_which(desk: Desk):
    """After u the choice is open again, on the screen and on disk; at the beginning u says that there is none."""
    async with desk.app(play=desk.begun("guess")) as player:
        await player.sees("What was found")
        await player.press("u")
        await player.sees("Taken back: Guess.", "1 Ask what they need.")
        assert desk.plays()[0].decisions == ()
        await player.press("u")
        await player.sees("There is nothing to take back")


async def test_a_locked_choice_says_why_and_cannot_be_taken(desk: Desk):
    """It stands there with its reason; arrows pass it by and its number tells the reason."""
    async with desk.app(play=desk.begun()) as player:
        await player.sees("✗ Wait for the scope.", "Locked: You have no scope statement.")
        await player.press("3")
        await player.sees("── Locked: You have no scope")
        await player.press("down", "down")
        await player.sees("▸ 4 Buy everything.")
    assert desk.plays()[0].decisions == ()


async def test_a_meter_at_its_edge_is_told(desk: Desk):
    """The player is told that the meter ran out and that the story turns."""
    async with desk.app(play=desk.begun()) as player:
        await player.sees("4 Buy everything.")
        await player.press("4")
        await player.sees("Money has reached 0 k€: the story turns here.")
        await player.press("enter")
        await player.sees("Empty till", "No money was left.")


async def test_playing_on_from_a_decision_begins_a_new_play(desk: Desk):
    """The play looked back on stays as it is; the new one stands before the decision."""
    async with desk.app(play=desk.begun("guess", "continue")) as player:
        await player.sees("No frame")
        await player.press("1")
        await player.at("DebriefPage")
        await player.sees("Outcome  0 %")
        await player.press("end")
        await player.sees("The sounder way", "Ask what they need.")
        await player.press("p")
        await player.sees("A new play from here.", "1 Ask what they need.")
    assert sorted(len(play.decisions) for play in desk.plays()) == [0, 2]


async def test_a_play_whose_scenario_was_edited_asks_how_to_go_on(desk: Desk):
    """What no longer fits is named; leaving it changes nothing, playing on begins a new play from what fits."""
    desk.begun("guess")
    desk.write("a-quay", QUAY.replace("guess:", "bet:"))
    async with desk.app() as player:
        await player.sees("Continue", "The Quay")
        await player.press("c")
        await player.sees("The story has changed since you played", "Decision 1 no longer fits")
        await player.press("2")
        await player.at("Home")
        assert len(desk.plays()) == 1
        await player.press("c")
        await player.sees("Play on from there")
        await player.press("1")
        await player.sees("A letter", "A new play from here.")
    assert sorted(len(play.decisions) for play in desk.plays()) == [0, 1]


async def test_an_edit_that_breaks_nothing_is_told_in_a_line(desk: Desk):
    """The player goes on where the play stood."""
    desk.begun("guess")
    desk.write("a-quay", QUAY.replace("Two auditors", "Three auditors"))
    async with desk.app() as player:
        await player.sees("Continue", "The Quay")
        await player.press("c")
        await player.sees("Three auditors", "has been edited since you last played")


async def test_a_scenario_with_problems_cannot_be_begun(desk: Desk):
    """It stands on the list with the command that tells what is wrong."""
    path = desk.write("a-broken", QUAY.replace("to: audit", "to: nowhere"))
    async with desk.app((200, 30)) as player:
        await player.sees("Start here")
        await player.press("n")
        await player.sees("a-broken", "has problems: isoquest check", "▸ The Quay")
        assert str(path.parent) in re.sub(r"\s", "", player.seen())


async def test_a_play_under_way_is_offered_before_a_new_one(desk: Desk):
    """Choosing its scenario asks whether to go on with it."""
    desk.begun("guess")
    async with desk.app() as player:
        await player.sees("Continue", "The Quay")
        await player.press("n")
        await player.sees("one under way")
        await player.press("enter")
        await player.sees("A play of this is under way", "The visit, after 1 decision.")
        await player.press("1")
        await player.sees("What was found")
    assert len(desk.plays()) == 1
