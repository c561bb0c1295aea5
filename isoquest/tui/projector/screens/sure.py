"""Asks before something that cannot be taken back."""

from __future__ import annotations

from pathlib import PurePath
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from isoquest.tui.one_line import line
from isoquest.tui.screens.dialog import Dialog


class Sure(Dialog[bool]):
    """Dismissed with True only by the key for yes."""

    CSS_PATH: ClassVar[str | list[str | PurePath]] = "../../screens/dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "dismiss(True)", "Yes", id="yes", tooltip="Do it"),
        Binding("n", "dismiss(False)", "No", id="no", tooltip="Leave everything as it is"),
    ]

    def __init__(self, asked: str, told: str) -> None:
        super().__init__()
        self._asked = asked
        self._told = told

    def compose(self) -> ComposeResult:
        """What is asked, and what would follow."""
        with Vertical(id="box"):
            yield Static(line(self._asked), id="asked")
            yield Static(line(self._told), id="told")
