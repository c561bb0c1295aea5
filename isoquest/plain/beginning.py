"""Where a new play begins, asked line by line: at the standard start, or where an earlier play of another has ended."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from isoquest.content.safe_text import safe_line
from isoquest.plain.questioning import number_typed
from isoquest.plain.words import wrapped
from isoquest.progress.earlier_plays import STANDARD_START, EarlierPlay, EarlierPlays

MOST_MISREAD = 10
"""Lines in a row that are no number of a beginning; then whoever sends them gets the standard start."""


def where_to_begin(
    found: EarlierPlays, say: Callable[[str], None], ask: Callable[[str], str | None], width: int
) -> EarlierPlay | Literal["standard", "leave"]:
    """The earlier play from which to go on, or the standard start, or that the player leaves.

    Where the input ends it is the standard start. `found` offers at least one play.
    """
    for line in wrapped(found.introduction, width):
        say(line)
    answers = [*(earlier.told for earlier in found.offered), STANDARD_START]
    for number, answer in enumerate(answers, start=1):
        for line in wrapped(answer, width, f"{number}. "):
            say(line)
    how = f"Type a number from 1 to {len(answers)}, or q to leave."
    say(how)
    for _ in range(MOST_MISREAD):
        typed = ask("> ")
        word = None if typed is None else typed.strip()
        if word is None:
            return "standard"
        if word.casefold() in ("q", "quit"):
            return "leave"
        number = number_typed(word) or 0
        if 1 <= number <= len(answers):
            return found.offered[number - 1] if number < len(answers) else "standard"
        for line in wrapped(f"`{safe_line(word)[:20]}` is none of them. {how}", width):
            say(line)
    return "standard"
