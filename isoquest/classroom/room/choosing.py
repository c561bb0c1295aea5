"""The choices of a story: in words, and as phones know them.

Phones know them by where they stand, since an author's own name for one could tell.
"""

from __future__ import annotations

from isoquest.content.safe_text import safe_line
from isoquest.engine.asking import answer_in, question_now
from isoquest.engine.play import Play
from isoquest.engine.rules import available
from isoquest.engine.state import CONTINUE
from isoquest.quiz.asking import answer_told

WITHOUT = "Go on without an answer"
"""What decides a question of the story that nobody answered."""
LONGEST_POSITION = 4
"""Digits of a position that are looked at."""


def open_choices(play: Play) -> tuple[tuple[str, str], ...]:
    """The id and text of each choice that is open now; none where a question is asked or one only reads on."""
    options = available(play.scenario, play.state)
    return tuple((option.id, option.text) for option in options if not option.locked and option.id != CONTINUE)


def choice_told(play: Play, choice: str) -> str:
    """A choice, or an answer to a question of the story, in words."""
    item = question_now(play.scenario, play.state)
    if item is not None:
        return safe_line(answer_told(item.question, answer_in(choice)))
    node = play.scenario.nodes[play.state.node]
    return safe_line(node.choices[choice].text) if choice in node.choices else "Continue"


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
