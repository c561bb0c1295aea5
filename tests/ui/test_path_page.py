"""The learning path in the app, by keys."""

from __future__ import annotations

from banks import EVERY_TYPE
from ui_desk import Desk

from isoquest.content.learning_path import PATH_FILE
from isoquest.progress.learning import JOB

PATH = """\
isoquest: 1
title: A [/b] week
stages:
  monday:
    title: Monday
    about: "[@click=app.quit]x[/]"
    steps:
      letter: {play: a-quay, why: "For [red] letters"}
      words: {quiz: a-bank, why: For words}
jobs:
  clerk: {title: "[b]Clerk", about: Answers letters, needs: {words: Letters have words}}
"""


async def test_the_path_leads_from_the_first_step_to_what_a_job_needs(desk: Desk):
    """Enter begins the first step; the path tells how far one is by sign and word; a job is kept for the profile."""
    desk.write_bank(EVERY_TYPE)
    (desk.own / PATH_FILE).write_text(PATH, encoding="utf-8")
    async with desk.app((80, 30)) as player:
        await player.sees(
            "▸ Start here", "The Quay", "A story · 5 min", "For [red] letters", "What to do in which order"
        )
        await player.press("enter")
        await player.sees("1 Ask what they need.")
        await player.press("escape")
        await player.sees("▸ Continue", "The Quay")
        await player.press("l")
        await player.sees("A [/b] week", "[@click=app.quit]x[/]", "For [red] letters")
        await player.sees("▸ ◐ The Quay", "under way · A letter · 5 min", "○ Every type", "all 8 questions, 8 min")
        await player.press("enter")
        await player.sees("A play of this is under way")
        await player.press("escape", "j")
        await player.sees("1 The whole path (chosen)", "2 [b]Clerk")
        await player.press("2")
        await player.sees("[b]Clerk · 0 of 1 done · next: Every type", "Letters have words")
        assert "The Quay" not in player.seen()
        await player.press("enter")
        await player.sees("▸ → Begin", "Practice: told after each answer")
    assert desk.store.setting(desk.profile.id, JOB, "") == "clerk"
