"""Help: the keys of the screen it was called from, taken from its bindings, and how the game works."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.visual import Visual

from isoquest.tui.prose_view import prose
from isoquest.tui.screens.reading import ReadingPage
from isoquest.tui.views.consequence import heading
from isoquest.tui.visuals import Grid, Stack

HOW = """\
You lead a company from “which standard, if any?” to the certification decision. Every scene asks for a decision. Then \
you are told what changed, why, and which source says so.

- **Meters** are what you have to spend. ▲ and ▼ say which way one moved, *better* and *worse* what that means for you.
- **Evidence** is what you hold. An auditor asks for it later.
- **Score** compares each decision with the most and the least sound one that was open to you at that moment.
- **Questions** come in quizzes and in stories. What you miss comes back under *Review*, until it stays.
- **Endings** are many. Not being certified can be the wise one.
- **Saving** happens by itself, before you see what a decision led to. Take a decision back with `u`, or play on from \
any earlier one when you look back.

The journey bar says where you are: ◉ here, ● seen, ○ not yet. Facts are given with their source: *confirmed*, \
*professional knowledge*, *one secondary source* or *unconfirmed*. ISO publishes standards and certifies nobody.
"""


class KeyTold(NamedTuple):
    """A key and what it does."""

    key: str
    told: str


NOT_OURS = {"app.focus_next", "app.focus_previous", "screen.copy_text", "app.help_quit"}
"""What Textual binds by itself and is of no use here."""


def keys_of(screen: Screen[object]) -> list[KeyTold]:
    """What every key of a screen does, keys of one meaning told together."""
    told: dict[str, list[str]] = {}
    for _, binding, _, _ in screen.active_bindings.values():
        meaning = binding.tooltip or binding.description
        if not meaning or binding.action in NOT_OURS:
            continue
        keys = told.setdefault(meaning, [])
        display = screen.app.get_key_display(binding)
        if display not in keys:
            keys.append(display)
    return [KeyTold(_joined(keys), meaning) for meaning, keys in told.items()]


def _joined(keys: list[str]) -> str:
    if len(keys) > 3 and all(key.isdecimal() for key in keys):  # noqa: PLR2004 - shorter rows read well as they are
        return f"{keys[0]} to {keys[-1]}"
    return " ".join(keys)


class Help(ReadingPage):
    """Every key, then how this works."""

    HEAD = "Help"
    BINDINGS = [Binding("question_mark,f1", "back", "Back", show=False)]  # noqa: RUF012 - Textual's own

    def __init__(self, keys: Sequence[KeyTold]) -> None:
        super().__init__()
        self._keys = keys

    def text(self) -> Visual:
        """The text."""
        rows = [[Content.styled(key, "bold $accent"), Content(told)] for key, told in self._keys]
        keys = Stack([heading("Keys"), Grid(rows)], gap=0)
        return Stack([keys, Stack([heading("How this works"), prose(HOW)], gap=0)])
