"""What every screen has: the standing notice on top, the keys at the bottom, and Escape to go back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from isoquest.tui.one_line import line
from isoquest.tui.widgets.keyline import KeyLine

if TYPE_CHECKING:
    from isoquest.tui.app import IsoQuest

Result = TypeVar("Result")


class Page(Screen[Result]):
    """A whole screen."""

    AUTO_FOCUS: ClassVar[str | None] = "EntryList"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back", id="back", tooltip="Go back to where you came from"),
    ]

    @property
    def isoquest(self) -> IsoQuest:
        """The app, by its own type."""
        return cast("IsoQuest", self.app)

    def body(self) -> Iterable[Widget]:
        """What stands between the notice and the keys."""
        return ()

    def compose(self) -> ComposeResult:
        """The notice, the body and the keys."""
        yield Static(id="notice", markup=False)
        yield from self.body()
        yield KeyLine()

    def on_mount(self) -> None:
        """Follow the app's standing notice."""
        self.watch(self.isoquest, "notice", self._show_notice)

    def _show_notice(self, notice: str) -> None:
        shown = self.query_one("#notice", Static)
        shown.update(line(f"! {notice}"))
        shown.tooltip = line(notice).plain
        shown.display = bool(notice)

    def action_back(self) -> None:
        """Go back to where the player came from."""
        self.dismiss()
