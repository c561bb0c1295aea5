"""The keys that do something now, on one line, as many as there is room for."""

from __future__ import annotations

from typing import NamedTuple

from textual import events
from textual.content import Content
from textual.keys import key_to_character
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

ALWAYS = "help"
"""The action whose key is always shown, since it tells all the others."""


class _Shown(NamedTuple):
    key: str
    display: str
    description: str
    always: bool


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
            if binding.show and enabled and binding.action not in by_action:
                display = self.app.get_key_display(binding)
                always = binding.action.removeprefix("app.") == ALWAYS
                by_action[binding.action] = _Shown(binding.key, display, binding.description, always)
        return sorted(by_action.values(), key=lambda shown: not shown.always)

    def render(self) -> Content:
        """The line."""
        room = self.content_size.width
        used = 0
        parts: list[Content] = []
        self._spans = []
        for shown in self._shown():
            part = Content.assemble((shown.display, "bold $footer-key-foreground"), " ", shown.description)
            gap = 2 if parts else 0
            if used + gap + part.cell_length > room:
                continue
            parts.append(part)
            self._spans.append((used + gap, used + gap + part.cell_length, shown.key))
            used += gap + part.cell_length
        return Content("  ").join(parts)

    def on_click(self, event: events.Click) -> None:
        """Press the key that was clicked."""
        offset = event.get_content_offset(self)
        for start, end, key in self._spans:
            if offset is not None and start <= offset.x < end:
                self.app.simulate_key(key)
