"""What is wrong with a file of which nothing can be shown yet; once it can be read, it is shown."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget

from isoquest.authoring.previewing import Version
from isoquest.tui import ways
from isoquest.tui.screens.previewing import Preview, Previewing
from isoquest.tui.widgets.preview_pane import PreviewPane


class PreviewWaiting(Previewing):
    """The problems, over the whole screen."""

    AUTO_FOCUS = "#problems"
    STALE = "Nothing of this file can be shown yet. Mend it and save: the preview begins by itself."

    def __init__(self, preview: Preview, version: Version) -> None:
        super().__init__()
        self.follow(preview, version)

    def body(self) -> Iterable[Widget]:
        """The problems."""
        yield from self.above()
        yield PreviewPane()
        yield from self.watching()

    def on_mount(self) -> None:
        """Show them."""
        self.query_one("#stale").display = True
        self.open_pane("problems")
        self.show_problems()

    def fits(self, version: Version) -> bool:
        """There is something to show; another screen shows it."""
        return version.readable

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is nothing behind the problems to go back to."""
        return action not in {"back", "pane"} and super().check_action(action, parameters)

    def take_version(self, version: Version) -> None:
        """Show it."""
        self.isoquest.lead(lambda: ways.previewing().show_version(self.isoquest, self.preview, version), surely=True)
