"""What an author sees beside the story: the problems of the file, or the scene as it is made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.visual import Visual
from textual.widgets import Static

from isoquest.content.problems import Problem
from isoquest.tui.views.problems import problem_line, tally
from isoquest.tui.widgets.entries import Entry, EntryList

Shown = Literal["", "problems", "authors"]


class PreviewPane(Vertical):
    """One of the two at a time, or nothing."""

    DEFAULT_CSS = """
    PreviewPane { display: none; }
    PreviewPane #pane-head { height: 1; padding: 0 2; text-wrap: nowrap; text-overflow: ellipsis; }
    PreviewPane #problems { height: 1fr; display: none; scrollbar-gutter: stable; }
    PreviewPane #authors { height: 1fr; display: none; padding: 0 1; scrollbar-size-vertical: 1; scrollbar-gutter: stable; }
    PreviewPane #authors-view { height: auto; margin-bottom: 1; }
    """  # noqa: E501 - one rule a line
    shown: reactive[Shown] = reactive("")
    """Which of the two is shown."""

    @dataclass
    class Opened(Message):
        """The author wants to see the whole of a problem."""

        problem: Problem

    def __init__(self) -> None:
        super().__init__()
        self._problems: tuple[Problem, ...] = ()

    def compose(self) -> ComposeResult:
        """A head, the list, the view."""
        yield Static(id="pane-head", markup=False)
        yield EntryList(id="problems")
        with VerticalScroll(id="authors", can_focus=False):
            yield Static(id="authors-view", markup=False)

    @property
    def problem_list(self) -> EntryList:
        """The list of problems."""
        return self.query_one("#problems", EntryList)

    @property
    def sheet(self) -> VerticalScroll:
        """What scrolls the author's view."""
        return self.query_one("#authors", VerticalScroll)

    def watch_shown(self, shown: Shown) -> None:
        """Show it."""
        self.display = bool(shown)
        self.problem_list.display = shown == "problems"
        self.sheet.display = shown == "authors"
        self._show_head()

    def show_problems(self, problems: Sequence[Problem], file: str) -> None:
        """List these, pointing at what was pointed at as far as it is still there."""
        entries = self.problem_list
        at = entries.highlighted or 0
        before = self._problems[at] if at < len(self._problems) else None
        self._problems = tuple(problems)
        same = (n for n, p in enumerate(problems) if before and (p.code, p.message) == (before.code, before.message))
        entries.show((Entry(problem_line(p, file), str(n)) for n, p in enumerate(problems)), next(same, at))
        self._show_head()

    def show_authors_view(self, view: Visual) -> None:
        """Show the scene as it is made, from the top."""
        self.query_one("#authors-view", Static).update(view)
        self.sheet.scroll_home(animate=False, immediate=True)

    def _show_head(self) -> None:
        if self.shown == "problems":
            how = "  Enter: the whole" if self._problems else ""
            head = Content.assemble(tally(self._problems), (how, "$quiet"))
        else:
            head = Content.assemble(("Author's view", "bold $primary"), ("  Ctrl+D, Ctrl+U scroll", "$quiet"))
        self.query_one("#pane-head", Static).update(head)

    def on_option_list_option_selected(self, event: EntryList.OptionSelected) -> None:
        """Show the whole of it."""
        event.stop()
        self.post_message(self.Opened(self._problems[int(event.option_id or 0)]))

    def on_option_list_option_highlighted(self, event: EntryList.OptionHighlighted) -> None:
        """Keep it to this list."""
        event.stop()
