"""What a quiz came to: the result, then every question with its reasons."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.visual import Visual

from isoquest.content.reference import Reference
from isoquest.progress.quizzing import QuizSitting
from isoquest.quiz.results import result
from isoquest.tui.one_line import line
from isoquest.tui.screens.leafing import Leafing
from isoquest.tui.views.results import item_line, item_page, overview
from isoquest.tui.visuals import Hanging, Stack
from isoquest.tui.widgets.entries import Entry, EntryList

OVERVIEW = "=overview"


class QuizResult(Leafing):
    """The whole quiz on one list: the result, then question after question; a page about each."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "facts", "Facts", id="facts", tooltip="Show or hide what the sources say"),
        Binding("n", "again", "Another one", id="again", tooltip="Choose the next quiz"),
    ]

    def __init__(self, sitting: QuizSitting, reference: Reference, told: str = "") -> None:
        super().__init__()
        self._session = sitting.session
        self._result = result(sitting.session)
        self._items = {item.question.id: item for item in sitting.session.items}
        self._reference = reference
        self._told = tuple(filter(None, (told, *sitting.told)))
        self._in_full = False

    def head(self) -> Content:
        """The bank, and what kind of quiz it was."""
        kind = "Exam" if self._session.terms.mode == "exam" else "Practice"
        return line(f"{kind} · {self._session.bank.title}")

    def on_mount(self) -> None:
        """Show the list."""
        percent = f"  {self._result.total.percent} %"
        entries = [Entry(Content.assemble(("Result", "bold"), (percent, "$quiet")), OVERVIEW)]
        entries += [
            Entry(item_line(number, answered), str(number - 1))
            for number, answered in enumerate(self._result.answered, start=1)
        ]
        self.query_one(EntryList).show(entries)

    def page(self, key: str) -> Visual | None:
        """The result, or a question."""
        if key.isdecimal():
            answered = self._result.answered[int(key)]
            return item_page(self._items[answered.question.id], answered, self._reference, self._in_full)
        notes = [Hanging(Content.styled("!", "bold $warning"), line(note, "$warning")) for note in self._told]
        return Stack([*notes, overview(self._session, self._result, self._reference)])

    def action_facts(self) -> None:
        """Show what the sources say, or only the sources."""
        self._in_full = not self._in_full
        option = self.query_one(EntryList).highlighted_option
        self.show_page((option.id if option else None) or OVERVIEW, stay=True)

    def action_again(self) -> None:
        """Choose the next quiz."""
        self.isoquest.choose_quiz()
