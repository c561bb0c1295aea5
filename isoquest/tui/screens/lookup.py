"""Something to look up: a filter, a list, and a page about what is pointed at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.visual import Visual
from textual.widget import Widget
from textual.widgets import Input, Static
from textual.widgets.option_list import Option

from isoquest.content.prose import plain
from isoquest.tui.one_line import line
from isoquest.tui.screens.page import Page
from isoquest.tui.visuals import Hanging
from isoquest.tui.widgets.entries import Entry, EntryList, Heading
from isoquest.tui.widgets.story import MoreLine, Story

_NOT_FOUND = 4
"""The rank of what has not all the words."""


@dataclass(frozen=True, slots=True)
class Item:
    """Something that can be looked up."""

    title: str
    group: str
    """The heading under which it stands."""
    sought: str
    """The text in which the filter looks."""
    page: Callable[[], Visual]
    """Draws the page about it, as it is at that moment."""
    key: str = ""
    """What stands for it where one can be taken."""
    names: str = ""
    """What else it goes by: found behind its title, and before what is only mentioned."""
    depth: int = 0
    """How far in it stands, as a part of a part."""


class LookUp(Page[None]):
    """The list narrows while the player types; arrows move through it, page keys scroll the page."""

    CSS_PATH = "lookup.tcss"
    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", "Below", id="below", show=False, tooltip="The entry below"),
        Binding("up", "move(-1)", "Above", id="above", show=False, tooltip="The entry above"),
        Binding("pagedown", "read_on", "Read on", id="read_on", priority=True, tooltip="Scroll the page down"),
        Binding(
            "pageup", "read_back", "Read back", id="read_back", show=False, priority=True, tooltip="Scroll the page up"
        ),
        Binding("tab", "next_group", "Next part", id="next_group", tooltip="The next part of the list"),
    ]
    HEAD = ""
    EMPTY = "Nothing to look up here yet."

    def __init__(self) -> None:
        super().__init__()
        self._all: Sequence[Item] = ()
        self._shown: dict[str, Item] = {}

    def items(self) -> Sequence[Item]:
        """Everything that can be looked up, group by group."""
        return ()

    def body(self) -> Iterable[Widget]:
        """Head and filter on one line, list and page beneath."""
        with Horizontal(id="seek"):
            yield Static(self.HEAD, id="head", markup=False)
            yield Input(placeholder="type to narrow the list", id="filter", compact=True)
        with Horizontal(id="both"):
            yield EntryList(id="items")
            with Vertical(id="about"):
                with Story():
                    yield Static(id="page", markup=False)
                yield MoreLine()

    def on_mount(self) -> None:
        """Show everything."""
        self.query_one(EntryList).can_focus = False
        self.query_one(MoreLine).key = "PgDn"  # Space is typed into the filter
        self._all = self.items()
        self._narrow("")

    def _narrow(self, sought: str) -> None:
        wanted = sought.casefold().strip().removeprefix("/").split()  # as in `less`, by habit
        ranked = [(_rank(item, wanted), item) for item in self._all]
        found = [item for _, item in sorted((each for each in ranked if each[0] < _NOT_FOUND), key=itemgetter(0))]
        options: list[Option] = []
        self._shown = {}
        group = ""
        for number, item in enumerate(found):
            if item.group != group and not wanted:
                group = item.group
                options.append(Heading(group))
            key = str(number)
            self._shown[key] = item
            indent = 0 if wanted else 2 * item.depth  # what it is a part of may not be in a narrowed list
            options.append(Entry(Hanging("", line(item.title), indent), key))
        self.query_one(EntryList).show(options)
        if not found:
            text = f"Nothing matches “{line(sought).plain}”. Fewer letters find more." if self._all else self.EMPTY
            self.query_one("#page", Static).update(Content.styled(text, "$quiet"))
        self.refresh_bindings()

    def renew(self) -> None:
        """Draw the page that is shown anew; the list and how far the page is scrolled stay as they are."""
        item = self.pointed_at
        if item is not None:
            self.query_one("#page", Static).update(item.page())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's signature
        """Go from part to part only where there are two; a narrowed list has none."""
        if action != "next_group":
            return True
        return sum(isinstance(each, Heading) for entries in self.query(EntryList) for each in entries.options) > 1

    @property
    def pointed_at(self) -> Item | None:
        """The item whose page is shown."""
        option = self.query_one(EntryList).highlighted_option
        return None if option is None else self._shown.get(option.id or "")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list."""
        self._narrow(event.value)

    def on_option_list_option_highlighted(self, event: EntryList.OptionHighlighted) -> None:
        """Show the page about it."""
        item = self._shown.get(event.option_id or "")
        if item is not None:
            self.query_one("#page", Static).update(item.page())
            self.query_one(Story).scroll_home(animate=False, immediate=True)
            self.refresh_bindings()

    def on_story_seen(self, _: Story.Seen) -> None:
        """Say whether there is more to read."""
        more = self.query_one(MoreLine)
        more.more = self.query_one(Story).more

    def action_move(self, step: int) -> None:
        """Point at the next entry, or the one before."""
        entries = self.query_one(EntryList)
        if step > 0:
            entries.action_cursor_down()
        else:
            entries.action_cursor_up()

    def action_next_group(self) -> None:
        """Point at the first entry of the next group, behind the last one at the first of all."""
        entries = self.query_one(EntryList)
        here = entries.highlighted or 0
        heads = [number for number, option in enumerate(entries.options) if isinstance(option, Heading)]
        if heads:
            entries.highlighted = next((number for number in heads if number > here), heads[0]) + 1

    def action_read_on(self) -> None:
        """Scroll the page down."""
        self.query_one(Story).scroll_page_down()

    def action_read_back(self) -> None:
        """Scroll the page up."""
        self.query_one(Story).scroll_page_up()


def _rank(item: Item, wanted: Sequence[str]) -> int:
    """How near an item comes to the words: 0 if its title begins so, 1 by its title, 2 by its names, 3 by its text."""
    texts = (item.title, f"{item.title} {item.names}", f"{item.title} {item.names} {item.sought}")
    ranks = (rank for rank, text in enumerate(texts, start=1) if all(word in text.casefold() for word in wanted))
    found = next(ranks, _NOT_FOUND)
    return 0 if found == 1 and item.title.casefold().startswith(tuple(wanted)) else found


def words_of(*texts: str) -> str:
    """Texts as the filter looks through them."""
    return " ".join(plain(text) for text in texts)
