"""A page that is only read: a title and a text that scrolls."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.visual import Visual
from textual.widget import Widget
from textual.widgets import Static

from isoquest.tui.screens.page import Page
from isoquest.tui.widgets.story import MoreLine, Story


class ReadingPage(Page[None]):
    """Arrows, page keys and Space scroll."""

    CSS_PATH = "reading.tcss"
    AUTO_FOCUS = None
    HEAD = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "read_on", "Read on", id="read_on", tooltip="Scroll down"),
        Binding("pagedown", "read_on", "Read on", show=False, tooltip="Scroll down"),
        Binding("pageup,b", "read_back", "Read back", id="read_back", show=False, tooltip="Scroll up"),
        Binding("down", "line(1)", "A line down", show=False, tooltip="Scroll a line down"),
        Binding("up", "line(-1)", "A line up", show=False, tooltip="Scroll a line up"),
    ]

    def text(self) -> Visual:
        """What there is to read."""
        raise NotImplementedError

    def body(self) -> Iterable[Widget]:
        """The title and the text."""
        yield Static(self.HEAD, classes="title", markup=False)
        with Story():
            yield Static(self.text(), classes="text")
        yield MoreLine()

    def on_story_seen(self, _: Story.Seen) -> None:
        """Say whether there is more to read."""
        self.query_one(MoreLine).more = self.query_one(Story).more

    def action_read_on(self) -> None:
        """Scroll down."""
        self.query_one(Story).scroll_page_down()

    def action_read_back(self) -> None:
        """Scroll up."""
        self.query_one(Story).scroll_page_up()

    def action_line(self, lines: int) -> None:
        """Scroll by lines."""
        self.query_one(Story).scroll_relative(y=lines, animate=False)
