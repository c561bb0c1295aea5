"""A bank looked through by its author beside the editor: each question as it is put, answered, and told."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Static

from isoquest.authoring.previewing import Version
from isoquest.content.questions import Bank
from isoquest.content.reference import Reference
from isoquest.quiz.drawing import Item, draw
from isoquest.quiz.grading import grade
from isoquest.tui import ways
from isoquest.tui.draft import Draft, short
from isoquest.tui.one_line import line
from isoquest.tui.screens.asking import AskingPage
from isoquest.tui.screens.previewing import Preview, Previewing
from isoquest.tui.views.asking import asking
from isoquest.tui.widgets.answer_pad import AnswerPad
from isoquest.tui.widgets.preview_pane import PreviewPane


class BankPreview(AskingPage, Previewing):
    """The questions in the order of the file, their parts as the file has them."""

    CSS_PATH: ClassVar[str | list[str | PurePath]] = ["asking.tcss", "previewing.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,f7", "move(-1)", "Before", id="before", tooltip="The question before"),
        Binding("right,f8", "move(1)", "After", id="after", tooltip="The question after"),
        Binding("l", "all", "All", id="all", tooltip="Every question"),
        Binding("f4", "all", show=False, tooltip="Every question"),
    ]

    def __init__(self, preview: Preview, version: Version, bank: Bank, reference: Reference) -> None:
        super().__init__(reference)
        self.follow(preview, version)
        self._bank = bank
        self._at = 0
        self._tried: set[str] = set()

    @property
    def items(self) -> tuple[Item, ...]:
        """Every question."""
        return draw(tuple(self._bank.questions.values()), 0, 0, shuffle=False)[0]

    def body(self) -> Iterable[Widget]:
        """The question, and the pane beside it."""
        yield from self.above()
        with Horizontal(id="top"):
            yield Static(id="what", markup=False)
        with Horizontal(id="both"):
            yield from self.middle()
            yield PreviewPane()
        yield from self.watching()

    def on_mount(self) -> None:
        """Put the first question."""
        self.open_pane("")
        self.show_problems()
        self._put()

    def fits(self, version: Version) -> bool:
        """It is a bank."""
        return version.bank is not None

    def take_version(self, version: Version) -> None:
        """Put the same question as it is now."""
        if version.bank is None:
            return
        asked = list(self._bank.questions)[self._at]
        self._bank = version.bank
        now = list(self._bank.questions)
        self._at = now.index(asked) if asked in now else min(self._at, len(now) - 1)
        self._put()

    def where(self) -> str:
        """The question and its line."""
        question = self.items[self._at].question
        return f"{question.id}, line {question.place.line} · {self._at + 1} of {len(self._bank.questions)}"

    def focus_back(self) -> None:
        """To where the answer is given."""
        for widget in self.pad.query("*"):
            if widget.focusable:
                widget.focus()
                return

    def _put(self) -> None:
        draft = Draft.of(self.items[self._at])
        self._outcome = None
        with self.app.batch_update():
            self.query_one("#what", Static).update(line(self._bank.title))
            self.draw([asking(draft)])
            self.pad.put(draft)
            self.show_status()
        self.refresh_bindings()

    def on_answer_pad_given(self, event: AnswerPad.Given) -> None:
        """Tell what comes of it."""
        event.stop()
        question = event.draft.question
        self._tried.add(question.id)
        mark = grade(question, event.draft.answer, self._bank.rule_for(question))
        self._outcome = (event.draft, event.draft.answer, mark)
        self.pad.offer("Next question")
        self.show_outcome_first()
        self.refresh_bindings()

    def on_answer_pad_gone_on(self, event: AnswerPad.GoneOn) -> None:
        """Put the next question."""
        event.stop()
        self.action_move(1)

    def action_move(self, step: int) -> None:
        """Put the question before or after."""
        self._go_to((self._at + step) % len(self._bank.questions))

    def _go_to(self, at: int) -> None:
        self._at = at
        self._put()

    def action_all(self) -> None:
        """Show every question, to go to one."""
        entries = [(short(item.question, 46), item.question.id in self._tried) for item in self.items]

        def chosen(number: int | None) -> None:
            if number is not None:
                self._go_to(number)

        self.isoquest.lead(lambda: self.app.push_screen(ways.quiz_contents(entries, self._at), chosen))
