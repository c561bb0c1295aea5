"""A question with a few answers, over the screen that asks it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from isoquest.tui.one_line import line
from isoquest.tui.screens.dialog import Dialog
from isoquest.tui.widgets.entries import ChoiceList, Entry


class Question(Dialog[str]):
    """Asks, and is dismissed with the key of the answer, or None when the player goes back."""

    AUTO_FOCUS = "ChoiceList"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(number), f"pick({number})", "Answer by number", show=False) for number in range(1, 10)),
    ]

    def __init__(self, title: str, text: str, answers: Mapping[str, str], at: str = "") -> None:
        super().__init__()
        self._asked = title
        self._text = text
        self._answers = dict(answers)
        self._at = at

    def compose(self) -> ComposeResult:
        """The question and its answers."""
        with Vertical(id="box"):
            yield Static(line(self._asked), id="asked")
            with VerticalScroll(id="told", can_focus=False):
                yield Static(line(self._text))
            yield ChoiceList()

    def on_mount(self) -> None:
        """Show the answers."""
        entries = [
            Entry(line(answer), key, Content.styled(str(number), "$accent"))
            for number, (key, answer) in enumerate(self._answers.items(), start=1)
        ]
        self.query_one(ChoiceList).show(
            entries, list(self._answers).index(self._at) if self._at in self._answers else 0
        )

    def on_option_list_option_selected(self, event: ChoiceList.OptionSelected) -> None:
        """Answer."""
        self.dismiss(event.option_id)

    def action_pick(self, number: int) -> None:
        """Answer by number."""
        keys = list(self._answers)
        if number <= len(keys):
            self.dismiss(keys[number - 1])
