"""The keys that do something now, on one line, as many as there is room for."""

from __future__ import annotations

from typing import NamedTuple

from textual import events
from textual.content import Content
from textual.keys import key_to_character
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

FIRST = ("help", "back", "quit")
"""The actions whose keys get room before all others: one tells every key, the others lead out."""
GAP = 2
"""Cells between two keys."""


class _Shown(NamedTuple):
    key: str
    display: str
    description: str
    rank: int
    """The lower, the sooner it gets room."""

    @property
    def told(self) -> Content:
        """The key and what it does."""
        return Content.assemble((self.display, "bold $footer-key-foreground"), " ", self.description)


class KeyLine(Widget):
    """Keys and what they do; a click is the same as the key. Redrawn in place, so that nothing flickers."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    KeyLine { dock: bottom; height: 1; background: $panel; color: $foreground; padding: 0 1; text-wrap: nowrap; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._spans: list[tuple[int, int, str]] = []

    def on_mount(self) -> None:
        """Follow the screen's bindings."""
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_changed)

    def _bindings_changed(self, _: Screen[object]) -> None:
        self.refresh()

    def _shown(self) -> list[_Shown]:
        by_action: dict[str, _Shown] = {}
        typing = isinstance(self.screen.focused, Input)
        for _, binding, enabled, _ in self.screen.active_bindings.values():
            if typing and (key_to_character(binding.key) or "").isprintable() and key_to_character(binding.key):
                continue
            action = binding.action.removeprefix("app.")
            rank = FIRST.index(action) if action in FIRST else len(FIRST)
            stands_in = typing and action in FIRST  # the letter that usually does it is typed here
            if (binding.show or stands_in) and enabled and binding.action not in by_action:
                display = self.app.get_key_display(binding)
                by_action[binding.action] = _Shown(binding.key, display, binding.description, rank)
        return sorted(by_action.values(), key=lambda shown: shown.rank != 0)

    def _fitting(self) -> list[_Shown]:
        """Those for which there is room, help first, the others in the order of their bindings."""
        shown = self._shown()
        left = self.content_size.width + GAP
        fitting: set[str] = set()
        for each in sorted(shown, key=lambda each: each.rank):
            needed = each.told.cell_length + GAP
            if needed <= left:
                fitting.add(each.key)
                left -= needed
        return [each for each in shown if each.key in fitting]

    def render(self) -> Content:
        """The line."""
        used = 0
        parts: list[Content] = []
        self._spans = []
        for shown in self._fitting():
            part = shown.told
            parts.append(part)
            self._spans.append((used, used + part.cell_length, shown.key))
            used += part.cell_length + GAP
        return Content(" " * GAP).join(parts)

    def on_click(self, event: events.Click) -> None:
        """Press the key that was clicked."""
        offset = event.get_content_offset(self)
        for start, end, key in self._spans:
            if offset is not None and start <= offset.x < end:
                self.app.simulate_key(key)
