"""Asks for a name."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from isoquest.tui.one_line import line
from isoquest.tui.screens.dialog import Dialog


class NameQuestion(Dialog[str]):
    """Dismissed with what was typed, or None when the player goes back."""

    def __init__(self, title: str, name: str = "", told: str = "") -> None:
        super().__init__()
        self._asked = title
        self._name_now = name
        self._told = told

    def compose(self) -> ComposeResult:
        """The question and a line to type in."""
        with Vertical(id="box"):
            yield Static(line(self._asked), id="asked")
            yield Input(value=self._name_now, max_length=60, compact=True)
            yield Static(line(self._told or "Enter keeps it, Esc goes back.", "$quiet"))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Answer."""
        self.dismiss(event.value)
