"""A quiz: in practice each answer is told at once, in an exam nothing is told before the end."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from isoquest.content.reference import Reference
from isoquest.progress.quizzing import QuizSitting
from isoquest.quiz.drawing import Item
from isoquest.quiz.grading import CERTAINTIES
from isoquest.tui import ways
from isoquest.tui.draft import Draft, short
from isoquest.tui.one_line import line
from isoquest.tui.screens.asking import AskingPage
from isoquest.tui.views.asking import asking
from isoquest.tui.widgets.answer_pad import AnswerPad
from isoquest.tui.widgets.clock import Clock
from isoquest.tui.words import counted

COSTS = {
    sure: f"right earns {right}, wrong costs {-wrong or 'nothing'}" for sure, (right, wrong) in CERTAINTIES.items()
}
"""What each certainty brings."""


class QuizPage(AskingPage):
    """A quiz with someone at it. Every answer is on disk before anything is told of it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "move(-1)", "Before", id="before", tooltip="The question before"),
        Binding("right", "move(1)", "After", id="after", tooltip="The question after"),
        Binding("f7", "move(-1)", "Before", tooltip="The question before"),
        Binding("f8", "move(1)", "After", tooltip="The question after"),
        Binding("l", "all", "All", id="all", tooltip="Every question, and which have an answer"),
        Binding("f2", "all", "All", tooltip="Every question, and which have an answer"),
        Binding("h", "hand_in", "Hand in", id="hand_in", tooltip="Hand the exam in, after asking"),
        Binding("f9", "hand_in", "Hand in", tooltip="Hand the exam in, after asking"),
    ]

    def __init__(self, sitting: QuizSitting, reference: Reference) -> None:
        super().__init__(reference)
        self.sitting = sitting
        self._at = 0
        """Which of the items is shown."""
        self._drafts: dict[str, Draft] = {}
        """What has been put together of each question, so that nothing is lost on the way."""
        self._finished = False

    @property
    def exam(self) -> bool:
        """Nothing is told before the end."""
        return self.sitting.session.terms.mode == "exam"

    @property
    def items(self) -> tuple[Item, ...]:
        """The questions."""
        return self.sitting.session.items

    def top(self) -> Iterable[Widget]:
        """The bank, how far the player is, and the time left."""
        yield Static(line(self.sitting.session.bank.title), id="what")
        yield Static(id="where", markup=False)
        yield Clock(lambda: self.sitting.time_left(self.sitting.store.now()))

    def on_mount(self) -> None:
        """Put the first question that has no answer."""
        self._tell_once()
        self._at = self._next_open(0)
        self._put()

    # What is shown.

    def _put(self) -> None:
        item = self.items[self._at]
        given = self.sitting.session.counting.get(item.question.id)
        draft = self._drafts.setdefault(item.question.id, Draft.of(item, given.answer if given else ()))
        self._outcome = None
        with self.app.batch_update():
            self._show_where()
            self.draw([asking(draft)])
            self.pad.put(draft, COSTS if self.sitting.session.terms.certainty else None)
        self.refresh_bindings()

    def _show_where(self) -> None:
        answered, all_of_them = len(self.sitting.session.counting), len(self.items)
        told = f" · {answered} answered" if self.exam and self.size.width >= 60 else ""  # noqa: PLR2004 - it fits
        self.query_one("#where", Static).update(
            Content.assemble((f"{self._at + 1} of {all_of_them}", "bold"), (told, "$quiet"))
        )

    def _next_open(self, start: int) -> int:
        """The first question from there on, then from the beginning, that has no answer; else the one there."""
        answered = self.sitting.session.counting
        order = [*range(start, len(self.items)), *range(start)]
        return next((n for n in order if self.items[n].question.id not in answered), min(start, len(self.items) - 1))

    def _tell_once(self) -> None:
        self._notes = tuple(self.sitting.told)
        self.sitting.told.clear()

    # What the player does.

    def on_answer_pad_given(self, event: AnswerPad.Given) -> None:
        """Write the answer, then tell what came of it."""
        event.stop()
        if not self._busy:
            self._busy = True
            self.run_worker(self._answer(event.draft, event.certainty), group="answer")

    async def _answer(self, draft: Draft, certainty: int | None) -> None:
        sitting = self.sitting
        try:
            outcome = await asyncio.to_thread(
                sitting.answer, draft.question.id, draft.answer, certainty, sitting.store.now()
            )
        finally:
            self._busy = False
        self._tell_once()
        if isinstance(outcome, str):
            if sitting.session.over:
                self._finish(told=outcome)
            else:
                self.pad.tell(outcome)
        elif self.exam:
            self._noted()
        else:
            self._outcome = (draft, draft.answer, outcome.mark)
            self.pad.offer("See the result" if sitting.session.over else "Next question")
            self._show_where()
            self.show_outcome_first()
            self.refresh_bindings()
        await self.isoquest.refresh_notice(sitting.notice)

    def _noted(self) -> None:
        if self.sitting.session.next_item is None:
            self.more_line.told = "Every question has an answer."
            self._put()
            self.action_hand_in()
            return
        self.more_line.told = "Noted."
        self._at = self._next_open(self._at + 1)
        self._put()

    def on_answer_pad_gone_on(self, event: AnswerPad.GoneOn) -> None:
        """Put the next question, or show the result."""
        event.stop()
        if self._outcome is None:
            return
        self._notes = ()
        if self.sitting.session.over:
            self._finish()
            return
        self._at = self._next_open(self._at + 1)
        self._put()

    def on_clock_time_up(self, event: Clock.TimeUp) -> None:
        """The exam ends."""
        event.stop()
        if not self._busy:  # while an answer is being written, the next second does
            self._finish(told="The time is up. What was answered until then counts.")

    def _finish(self, told: str = "") -> None:
        if self._finished:
            return
        self._finished = self._busy = True
        self.isoquest.finish_quiz(self.sitting, told)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only in an exam can one move between questions and hand in."""
        if action in {"move", "all", "hand_in"}:
            return self.exam
        return super().check_action(action, parameters)

    def action_move(self, step: int) -> None:
        """Show the question before or after."""
        if not self._busy:
            self._go_to((self._at + step) % len(self.items))

    def _go_to(self, at: int) -> None:
        self.more_line.told = ""
        self._notes = ()
        self._at = at
        self._put()

    def action_all(self) -> None:
        """Show every question, to go to one."""
        answered = self.sitting.session.counting
        entries = [(short(item.question, 46), item.question.id in answered) for item in self.items]

        def chosen(number: int | None) -> None:
            if number is not None and not self._busy:
                self._go_to(number)

        self.isoquest.lead(lambda: self.app.push_screen(ways.quiz_contents(entries, self._at), chosen))

    def action_hand_in(self) -> None:
        """Hand the exam in, after naming what has no answer."""
        answered = self.sitting.session.counting
        open_ones = [str(n) for n, item in enumerate(self.items, start=1) if item.question.id not in answered]
        told = "Every question has an answer."
        if open_ones:
            which = "Question" if len(open_ones) == 1 else "Questions"
            verb = "has" if len(open_ones) == 1 else "have"
            told = f"{which} {', '.join(open_ones)} {verb} no answer and would count as not right."
        answers = {"stay": "Go on with the exam", "in": f"Hand in {counted(len(answered), 'answer')}"}

        def chosen(answer: str | None) -> None:
            if answer == "in":
                self._finish()

        self.isoquest.lead(lambda: self.app.push_screen(ways.question("Hand the exam in?", told, answers), chosen))
