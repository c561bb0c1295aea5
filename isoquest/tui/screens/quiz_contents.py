"""All questions of an exam, to go to one."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from isoquest.tui.one_line import line
from isoquest.tui.screens.dialog import Dialog
from isoquest.tui.widgets.entries import Entry, EntryList


class QuizContents(Dialog[int]):
    """Dismissed with the position of the question to go to, or None."""

    AUTO_FOCUS = "EntryList"
    BINDINGS = [Binding("l,f2", "dismiss(None)", "Back", show=False)]  # noqa: RUF012 - Textual's own

    def __init__(self, entries: Sequence[tuple[str, bool]], at: int) -> None:
        super().__init__()
        self._questions = entries
        self._at = at

    def compose(self) -> ComposeResult:
        """How many have an answer, and the list."""
        answered = sum(1 for _, has_answer in self._questions if has_answer)
        with Vertical(id="box"):
            yield Static(f"{answered} of {len(self._questions)} answered", id="asked", markup=False)
            yield EntryList()

    def on_mount(self) -> None:
        """Show the questions."""
        entries = []
        for number, (text, has_answer) in enumerate(self._questions):
            mark = ("●", "$primary") if has_answer else ("○", "$quiet")
            lead = Content.assemble((f"{number + 1:3d} ", "$quiet"), mark)
            entries.append(Entry(line(text, "" if has_answer else "bold"), str(number), lead))
        self.query_one(EntryList).show(entries, self._at)

    def on_option_list_option_selected(self, event: EntryList.OptionSelected) -> None:
        """Go there."""
        self.dismiss(int(event.option_id or 0))
