"""The choices of a story as phones know them: by where they stand, since an author's own name for one could tell."""

from __future__ import annotations

from isoquest.engine.play import Play
from isoquest.engine.rules import available
from isoquest.engine.state import CONTINUE

LONGEST_POSITION = 4
"""Digits of a position that are looked at."""


def open_choices(play: Play) -> tuple[tuple[str, str], ...]:
    """The id and text of each choice that is open now; none where a question is asked or one only reads on."""
    options = available(play.scenario, play.state)
    return tuple((option.id, option.text) for option in options if not option.locked and option.id != CONTINUE)


def choice_shown(play: Play, choice: str) -> str:
    """What phones call one of the choices that are open now."""
    return str([name for name, _ in open_choices(play)].index(choice))


def choice_from(play: Play, said: str) -> str:
    """The choice that a phone named as `choice_shown` does; of what is none an empty text, which no room takes."""
    if said == CONTINUE:
        return said
    names = [name for name, _ in open_choices(play)]
    position = int(said) if said.isdecimal() and len(said) <= LONGEST_POSITION else len(names)
    return names[position] if position < len(names) else ""
