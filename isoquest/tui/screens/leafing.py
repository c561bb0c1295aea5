"""A list on one side, and a page about what is pointed at on the other."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.visual import Visual
from textual.widget import Widget
from textual.widgets import Static

from isoquest.tui.screens.page import Page
from isoquest.tui.widgets.entries import EntryList
from isoquest.tui.widgets.story import MoreLine, Story


class Leafing(Page[None]):
    """Arrows move through the list; Enter, Space and page keys scroll the page."""

    CSS_PATH = "leafing.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "read_on", "Read on", id="read_on", show=False, tooltip="Scroll the page down"),
        Binding("pagedown", "read_on", "Read on", show=False, tooltip="Scroll the page down", priority=True),
        Binding("pageup", "read_back", "Read back", show=False, tooltip="Scroll the page up", priority=True),
        Binding("b", "read_back", "Read back", id="read_back", show=False, tooltip="Scroll the page up"),
        Binding("h", "home", "Home", id="home", tooltip="Back to the home screen"),
    ]

    def head(self) -> Content:
        """What stands on top."""
        raise NotImplementedError

    def page(self, key: str) -> Visual | None:
        """The page about an entry; None while there is none yet."""
        raise NotImplementedError

    def body(self) -> Iterable[Widget]:
        """The head, the list and the page."""
        yield Static(self.head(), classes="title")
        with Horizontal(id="both"):
            yield EntryList(id="turns")
            with Vertical(id="about"):
                with Story():
                    yield Static(id="page", markup=False)
                yield MoreLine()

    def show_page(self, key: str, stay: bool = False) -> None:
        """Show the page about an entry."""
        page = self.page(key)
        if page is not None:
            self.query_one("#page", Static).update(page)
            if not stay:
                self.query_one(Story).scroll_home(animate=False, immediate=True)

    def on_option_list_option_highlighted(self, event: EntryList.OptionHighlighted) -> None:
        """Show the page about it."""
        self.show_page(event.option_id or "")
        self.refresh_bindings()

    def on_option_list_option_selected(self, event: EntryList.OptionSelected) -> None:
        """Enter reads on."""
        event.stop()
        self.action_read_on()

    def action_read_on(self) -> None:
        """Scroll the page down."""
        self.query_one(Story).scroll_page_down()

    def action_read_back(self) -> None:
        """Scroll the page up."""
        self.query_one(Story).scroll_page_up()

    def action_home(self) -> None:
        """Back to the home screen."""

        async def lead() -> None:
            with self.app.batch_update():
                while len(self.app.screen_stack) > 1:
                    await self.app.pop_screen()

        self.isoquest.lead(lead)

    def on_story_seen(self, _: Story.Seen) -> None:
        """Say whether there is more to read."""
        self.query_one(MoreLine).more = self.query_one(Story).more
