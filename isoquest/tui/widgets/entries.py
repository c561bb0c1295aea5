"""Lists to choose from: what is pointed at bears a mark as well as a colour."""

from __future__ import annotations

from collections.abc import Iterable
from time import monotonic
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.visual import Visual
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from isoquest.tui.visuals import Hanging

NOTHING = Content("")
REPEAT = 0.1
"""Seconds; a key that comes again sooner is being held down."""
LOW = 5
"""Lines of a list that may be fewer than those of an entry."""


class Entry(Option):
    """One line or more of a list, with something before it, such as a number."""

    def __init__(self, body: Visual, id: str | None = None, lead: Content = NOTHING, disabled: bool = False) -> None:  # noqa: A002 - Textual's name
        self.body = body
        self.lead = lead
        super().__init__(self.drawn(pointed_at=False), id, disabled)

    def drawn(self, pointed_at: bool) -> Visual:
        """The entry, with the mark where it is pointed at."""
        mark = Content.styled("▸ ", "bold $accent") if pointed_at else Content("  ")
        return Hanging(Content.assemble(mark, self.lead), self.body, 2 + self.lead.cell_length + bool(self.lead))


class Heading(Option):
    """A line between entries that cannot be pointed at."""

    def __init__(self, text: str) -> None:
        super().__init__(Content.styled(text, "bold $primary"), disabled=True)


class EntryList(OptionList):
    """A list of entries. Enter or a click selects; arrows move."""

    DEFAULT_CSS = """
    EntryList {
        background: transparent;
        border: none;
        padding: 0;
        scrollbar-size-vertical: 1;
        &:focus { border: none; background-tint: transparent; }
        & > .option-list--option { padding: 0 1; }
        & > .option-list--option-disabled { color: $quiet; padding: 0 1; }
    }
    """
    _pointed: int | None = None

    def show(self, entries: Iterable[Option], highlighted: int | None = 0) -> None:
        """Show these entries, pointing at the one of that number if it can be selected, else at the first that can."""
        self._pointed = None
        self.highlighted = None
        self.set_options(entries)
        if highlighted is None or not self.option_count:
            return
        wanted = min(highlighted, self.option_count - 1)
        if self.options[wanted].disabled:
            self.action_first()
        else:
            self.highlighted = wanted

    def watch_highlighted(self, highlighted: int | None) -> None:
        """Move the mark along."""
        for index, pointed_at in ((self._pointed, False), (highlighted, True)):
            if index is not None and index < self.option_count:
                option = self.options[index]
                if isinstance(option, Entry):
                    self.replace_option_prompt_at_index(index, option.drawn(pointed_at and not option.disabled))
        self._pointed = highlighted
        super().watch_highlighted(highlighted)

    def scroll_to_highlight(self, top: bool = False) -> None:
        """Scroll to what is pointed at; in a list so low that an entry may not fit, to its first line."""
        super().scroll_to_highlight(top=top or 0 < self.size.height <= LOW)

    def on_resize(self) -> None:
        """Keep in sight what is pointed at."""
        self.call_after_refresh(self.scroll_to_highlight)


class ChoiceList(EntryList, inherit_bindings=False):
    """Numbered choices. Page keys are left to the story above."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "cursor_up", "Choice above", show=False),
        Binding("down", "cursor_down", "Choice below", show=False),
        Binding("home", "first", "First choice", show=False),
        Binding("end", "last", "Last choice", show=False),
        Binding("enter", "take", "Take the choice pointed at", show=False),
    ]
    by_key = False
    """What was selected last was selected with Enter, not with a click."""
    held = False
    """Enter has come again at once: it is being held down."""
    _taken_at = 0.0

    def action_take(self) -> None:
        """Select what is pointed at, by key."""
        self.note_enter()
        held = self.held
        self.action_select()
        self.by_key, self.held = True, held

    def note_enter(self) -> None:
        """Enter has been pressed, here or in a line that stands in for this list."""
        now = monotonic()
        self.held = now - self._taken_at < REPEAT
        self._taken_at = now

    def action_select(self) -> None:
        """Select what was clicked."""
        self.by_key = self.held = False
        super().action_select()


def numbered(number: int) -> Content:
    """The key of an entry: its number, as far as there are keys."""
    return Content.styled(str(number) if number < 10 else "·", "bold $accent")  # noqa: PLR2004 - the keys end at 9
