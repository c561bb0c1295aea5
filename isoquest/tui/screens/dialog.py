"""A box over the screen that opened it."""

from __future__ import annotations

from pathlib import PurePath
from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from isoquest.tui.widgets.keyline import KeyLine

Answer = TypeVar("Answer")


class Dialog(ModalScreen[Answer]):
    """Dismissed with an answer, or with None when the player goes back."""

    CSS_PATH: ClassVar[str | list[str | PurePath]] = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "Back", id="back", tooltip="Go back")]

    def on_mount(self) -> None:
        """Show the keys that do something here, over those of the screen beneath, which do nothing now."""
        self.mount(KeyLine())
