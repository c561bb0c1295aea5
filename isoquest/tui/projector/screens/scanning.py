"""The picture to scan, as large as the screen, with its address and the code."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from isoquest.tui.one_line import line
from isoquest.tui.projector.joining import Joining, fitting
from isoquest.tui.screens.page import Page


class Scanning(Page[None]):
    """Black on white whatever the colours are; any address can be chosen."""

    AUTO_FOCUS = None
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,space,enter", "back", "Back", show=False, tooltip="Go back to the lesson"),
        Binding("a", "another", "Another address", id="another", tooltip="Show another address of this computer"),
    ]

    def __init__(self, joining: Joining, chosen: int) -> None:
        super().__init__()
        self._joining = joining
        self.chosen = chosen

    def body(self) -> Iterable[Widget]:
        """The picture, and one line."""
        with Vertical(id="scan"):
            yield Static(id="picture", markup=False)
        yield Static(id="where", markup=False)

    def compose(self) -> ComposeResult:
        """No keys but in the line of the address: every line is needed."""
        yield Static(id="notice", markup=False)
        yield from self.body()

    def on_mount(self) -> None:
        """Show it."""
        self.draw()

    def on_resize(self) -> None:
        """Show it as large as it fits."""
        self.draw()

    def draw(self) -> None:
        """The picture of the chosen address, or why it cannot be shown."""
        joining = self._joining
        pictures = joining.pictures[self.chosen] if self.chosen < len(joining.pictures) else ()
        shown = fitting(pictures, self.size.width, self.size.height - 1)
        why = "This address has no picture." if not pictures else "There is no room: make the letters smaller."
        picture = self.query_one("#picture", Static)
        picture.set_class(bool(shown), "-scanned")
        picture.update(Content("\n".join(shown)) if shown else Content.styled(why, "bold $warning"))
        address = joining.addresses[self.chosen] if joining.addresses else ""
        more = "  a Another" if len(joining.addresses) > 1 else ""
        self.query_one("#where", Static).update(
            Content.assemble(
                line(address, "bold"), "  ", (joining.code, "bold $accent"), (f"  Esc Back{more}", "$quiet")
            )
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is another one only among several."""
        if action == "another":
            return len(self._joining.addresses) > 1
        return super().check_action(action, parameters)

    def action_another(self) -> None:
        """Show the next address."""
        self.chosen = (self.chosen + 1) % len(self._joining.addresses)
        self.draw()
