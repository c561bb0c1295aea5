"""The scrolling middle of a screen, and the line below that says when there is more."""

from __future__ import annotations

from textual import events
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget


class Story(VerticalScroll, can_focus=False):
    """Text that scrolls while something else keeps the focus. Tells whenever more or less of it is hidden below."""

    DEFAULT_CSS = """
    Story { height: 1fr; scrollbar-size-vertical: 1; scrollbar-gutter: stable; }
    """

    class Seen(Message):
        """The part of the text that can be seen has changed."""

        can_replace_same = True

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Tell, and scroll as ever."""
        super().watch_scroll_y(old_value, new_value)
        self.post_message(self.Seen())

    def watch_virtual_size(self) -> None:
        """Tell."""
        self.post_message(self.Seen())

    def on_resize(self, _: events.Resize) -> None:
        """Tell."""
        self.post_message(self.Seen())

    @property
    def more(self) -> bool:
        """Some of the text is hidden below."""
        return round(self.scroll_y) < self.max_scroll_y


class MoreLine(Widget):
    """A rule between a text and what can be done, with a word for the player and a sign when there is more to read."""

    DEFAULT_CSS = """
    MoreLine { height: 1; padding: 0 2; text-wrap: nowrap; color: $rule; }
    """
    more: reactive[bool] = reactive(False)
    """There is more to read below."""
    key: reactive[str] = reactive("Space")
    """The key that reads on."""
    told: reactive[str] = reactive("")
    """Something to tell the player once."""

    def render(self) -> Content:
        """The line."""
        width = max(1, min(self.content_size.width, 78))
        sign = Content.styled(f" ▾ more: {self.key} ", "$accent") if self.more else Content("")
        left = Content("")
        if self.told:
            left = Content.assemble(("── ", "$rule"), Content.styled(self.told, "$accent"), " ")
            left = left.truncate(max(1, width - sign.cell_length), ellipsis=True)
        rule = max(0, width - left.cell_length - sign.cell_length - (2 if self.more else 0))
        parts = [left, Content.styled("─" * rule, "$rule"), sign]
        if self.more and width > sign.cell_length:
            parts.append(Content.styled("──", "$rule"))
        return Content.assemble(*parts).truncate(width)
