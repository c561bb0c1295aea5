"""A preview beside an editor, by keys and by saves."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Event

import pytest
from banks import EVERY_TYPE
from ui_desk import QUAY, Desk, Player

from isoquest.authoring.checking import Plan, Proved, Stop
from isoquest.authoring.documented import all_codes
from isoquest.authoring.previewing import Watched
from isoquest.content.model import Scenario
from isoquest.content.problems import Problem, Witness
from isoquest.tui.app import IsoQuest
from isoquest.tui.screens.previewing import Preview

WIDE = (120, 40)
NOTHING_ELSE = Plan({})
"""Form alone is looked at."""


@asynccontextmanager
async def previewed(
    desk: Desk, path: Path, size: tuple[int, int] = WIDE, plan: Plan = NOTHING_ELSE
) -> AsyncIterator[Player]:
    """The app with a preview of that file."""
    preview = Preview(path, Watched(path, desk.own), plan, 1)
    app = IsoQuest(desk.store, desk.profile, (), desk.own, open_preview=preview)
    app.animation_level = "none"
    async with app.run_test(size=size) as pilot:
        yield Player(app, pilot)


async def test_a_save_is_seen_and_the_play_replayed(desk: Desk):
    """The play stands where it stood in the new words; where it no longer fits, the author is told why."""
    async with previewed(desk, desk.write("a-quay", QUAY)) as author:
        await author.sees("✓ no problems", "letter, line 15", "1 Ask what they need.")
        await author.press("1")
        await author.sees("You now know what to order.")
        desk.write("a-quay", QUAY.replace("You now know", "By now you know"))
        await author.sees("By now you know what to order.", "What changed")
        await author.press("enter")
        desk.write("a-quay", QUAY.replace("Two auditors", "Three auditors"))
        await author.sees("Three auditors, one day.", "audit, line")
        desk.write("a-quay", QUAY.replace("      ask:", "      query:"))
        await author.sees("Decision 1 no longer fits: the choice `ask` of", "1 Ask what they need.")
    assert desk.plays() == ()


async def test_a_broken_save_keeps_the_last_good_version(desk: Desk):
    """A notice stands above it, the problems are listed, and Enter shows one with its lines."""
    async with previewed(desk, desk.write("a-quay", QUAY)) as author:
        await author.sees("1 Ask what they need.", "Author's view")
        desk.write("a-quay", QUAY.replace("to: audit", "to: adit", 1))
        await author.sees("! Not playable as saved", "✗ 1 error", "line 29  unknown-node", "1 Ask what they need.")
        await author.press("enter")
        await author.sees("▸ 29 │         to: adit", "→ did you mean `audit`?")
        await author.press("escape")
        await author.at("PreviewPage")
        desk.write("a-quay", QUAY)
        await author.sees("✓ no problems", "Author's view")
        assert "Not playable" not in author.seen()


async def test_a_file_that_was_never_good_is_shown_once_it_is(desk: Desk):
    """Until then there are its problems."""
    async with previewed(desk, desk.write("a-quay", QUAY.replace("start: letter", "start: later"))) as author:
        await author.sees("Nothing of this file can be shown yet", "unknown-node", "→ did you mean `letter`?")
        desk.write("a-quay", QUAY)
        await author.sees("1 Ask what they need.")


async def test_a_jump_comes_to_any_node_in_the_state_written(desk: Desk):
    """Names are completed, mistakes are told; the audit is made of the state; a save makes the jump again."""
    async with previewed(desk, desk.write("a-quay", QUAY)) as author:
        await author.sees("1 Ask what they need.")
        await author.press("j")
        await author.at("JumpTo")
        await author.press(*"visit")
        await author.sees("▸ audit", "Two auditors, one day.")
        await author.press("enter")
        await author.at("StateDialog")
        await author.press(*"calm=200", "enter")
        await author.sees("! `calm` goes from 0 to 100; 200 is outside.")
        await author.press(*["backspace"] * 3, *"70, sc", "tab", "enter")
        await author.sees("Jumped to audit.", "2 points looked at: 2 in order", "→ framed", "seed 1")
        desk.write("a-quay", QUAY.replace("calm > 60", "calm > 80"))
        await author.sees("2 points looked at: 1 in order, 1 finding.", "no-calm · minor  calm > 80  calm is 70")


async def test_the_authors_view_says_why_a_choice_is_closed(desk: Desk):
    """Each part of its condition stands with its truth, hidden choices too, with effects, score and the way on."""
    hidden = "        when: scope and money > 5\n        text: Wait"
    text = QUAY.replace("        when: scope\n        locked: You have no scope statement.\n        text: Wait", hidden)
    async with previewed(desk, desk.write("a-quay", text)) as author:
        await author.sees("✗ wait  hidden", "✗ scope", "✓ money > 5  money is 10", "score 2 · money -1, calm +5")
        await author.sees("→ broke, since money comes to its least", "→ audit", "0 to 20")
        await author.press("n")
        await author.sees("From the beginning, seed 2.")


@pytest.mark.parametrize("size", [WIDE, (80, 24), (60, 16), (20, 5)], ids=str)
async def test_every_part_of_a_preview_is_shown_at_every_size(desk: Desk, size: tuple[int, int]):
    """No screen fails, whatever room there is, and no text of an author is taken for markup."""
    text = QUAY.replace("A letter", '"[b]x[/b] [@click=app.quit]y"').replace(
        "to: audit", "to: audit\n        x: [/b]", 1
    )
    path = desk.write("a-quay", QUAY)
    async with previewed(desk, path, size) as author:
        await author.at("PreviewPage")
        await author.press("a", "ctrl+d", "ctrl+u", "space", "a", "p", "escape", "1", "enter", "u", "r", "e", "escape")
        await author.at("PreviewPage")
        for keys, name in {("j",): "JumpTo", ("l",): "DebriefPage", ("question_mark",): "Help"}.items():
            await author.press(*keys)
            await author.at(name)
            await author.press("escape")
            await author.at("PreviewPage")
        path.write_text(text, "utf-8")
        await author.until(lambda: author.app.screen.query_one("#stale").display)
        await author.press("enter")
        await author.at("ProblemPage")


async def test_a_bank_is_looked_through(desk: Desk):
    """Questions are put in the order of the file; a save keeps the author at the same one."""
    path = desk.write_bank(EVERY_TYPE)
    async with previewed(desk, path) as author:
        await author.sees("✓ no problems", "Who issued the certificate?", "1 of 8")
        await author.press("2")
        await author.sees("✗ Not right", "ISO certifies nobody.")
        await author.press("enter")
        await author.sees("2 of 8")
        path.write_text(EVERY_TYPE.replace("What may a certification body do?", "What may it do?"), "utf-8")
        await author.sees("What may it do?", "2 of 8")
    assert desk.attempts() == ()


async def test_a_play_that_shows_a_problem_is_told_in_full(desk: Desk):
    """Its seed and its decisions stand below the lines of the file."""

    def prove(scenario: Scenario, budget: float, stop: Stop) -> Proved:  # noqa: ARG001
        place = scenario.nodes["letter"].place
        return Proved((Problem("dead-end", "a play gets stuck", place, witness=Witness(7, ("letter.ask",))),))

    async with previewed(desk, desk.write("a-quay", QUAY), plan=Plan(all_codes(), prove=prove)) as author:
        await author.sees("✗ 1 error")
        await author.press("p", "enter")
        await author.sees("a play gets stuck", "Seen with seed 7: letter.ask")


async def test_whoever_leaves_does_not_wait_for_a_proof(desk: Desk):
    """A proof under way is told to stop when a newer version is there, and when its author goes."""
    stopped = {"The Quay": Event(), "The Pier": Event()}

    def prove(scenario: Scenario, budget: float, stop: Stop) -> Proved:  # noqa: ARG001
        while not stop():
            stopped[scenario.title].wait(0.01)
        stopped[scenario.title].set()
        return Proved(complete=False)

    async with previewed(desk, desk.write("a-quay", QUAY), plan=Plan({}, prove=prove)) as author:
        await author.sees("being checked", "1 Ask what they need.")
        desk.write("a-quay", QUAY.replace("title: The Quay", "title: The Pier"))
        await author.until(stopped["The Quay"].is_set)
        assert not stopped["The Pier"].is_set()
    assert stopped["The Pier"].wait(60)
