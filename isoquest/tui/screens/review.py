"""Today's reviews: what is due is asked, and told at once; each answer says when it comes back."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from isoquest.content.questions import AnswerOption, Question
from isoquest.content.reference import Reference
from isoquest.engine.debrief import title_of
from isoquest.progress.reviewing import DecisionPrompt, Prompt, ReviewSitting
from isoquest.quiz.drawing import Item
from isoquest.quiz.grading import Mark, grade
from isoquest.tui.draft import Draft
from isoquest.tui.one_line import line
from isoquest.tui.screens.asking import AskingPage
from isoquest.tui.views.asking import asking
from isoquest.tui.widgets.answer_pad import AnswerPad

SURE = "review-certainty"
"""The key under which a profile keeps whether reviews ask how sure one is."""
BRINGS = {
    1: "if right, it comes back sooner",
    2: "if right, it comes back as usual",
    3: "if right, it comes back later",
}
"""What each certainty brings."""


def item_of(prompt: Prompt) -> Item:
    """What a card asks, as a question; of a scene, which of its choices is the soundest."""
    if not isinstance(prompt, DecisionPrompt):
        return prompt.item
    best = max(choice.score for choice in prompt.choices)
    options = {
        choice.id: AnswerOption(
            text=choice.text,
            id=choice.id,
            right=choice.score == best,
            why=choice.feedback,
            misconception=choice.misconception,
        )
        for choice in prompt.choices
    }
    question = Question(
        type="one", ask="Which is the soundest?", topic="", id=prompt.node.id, context=prompt.node.text, options=options
    )
    return Item(question, tuple(range(len(options))))


class ReviewPage(AskingPage):
    """Someone at today's reviews. Every answer is on disk before anything is told of it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("u", "undo", "Undo", id="undo", tooltip="Take the last answer back"),
        Binding("f4", "undo", "Undo", tooltip="Take the last answer back"),
        Binding("s", "sure", "How sure", id="sure", tooltip="Ask, or no longer ask, how sure you are"),
        Binding("f6", "sure", "How sure", tooltip="Ask, or no longer ask, how sure you are"),
    ]

    def __init__(self, sitting: ReviewSitting, reference: Reference) -> None:
        super().__init__(reference)
        self.sitting = sitting
        self._prompt: Prompt | None = None
        self._asks_sure = False

    def top(self) -> Iterable[Widget]:
        """Where the question comes from, and how many there are."""
        yield Static("Review", id="what", markup=False)
        yield Static(id="where", markup=False)

    def on_mount(self) -> None:
        """Look what is due."""
        self._busy = True
        self.run_worker(self._begin(), group="review")

    async def _begin(self) -> None:
        app = self.isoquest
        asked = await asyncio.to_thread(app.store.setting, app.profile.id, SURE, "off")
        self._asks_sure = asked == "on"
        await self._next()

    async def _next(self) -> None:
        self._busy = True
        try:
            self._prompt = await asyncio.to_thread(self.sitting.prompt)
        finally:
            self._busy = False
        self._outcome = None
        if self._prompt is None:
            self._busy = True
            self.isoquest.finish_review(self.sitting)
            return
        self._put(Draft.of(item_of(self._prompt)))

    def _put(self, draft: Draft) -> None:
        prompt = self._prompt
        if prompt is None:
            return
        with self.app.batch_update():
            self._show_where(prompt)
            self.draw([asking(draft)])
            self.pad.put(draft, BRINGS if self._asks_sure else None)
        self.refresh_bindings()

    def _show_where(self, prompt: Prompt) -> None:
        if isinstance(prompt, DecisionPrompt):
            told = f"Review · {prompt.scenario.title}: {title_of(prompt.node)}"
        else:
            told = f"Review · {prompt.bank.title}"
        self.query_one("#what", Static).update(line(told))
        waiting = self.sitting.waiting
        text = f"{waiting} to review" if waiting != 1 else "the last one"
        self.query_one("#where", Static).update(Content.styled(text, "bold"))

    def on_answer_pad_given(self, event: AnswerPad.Given) -> None:
        """Write the answer, then tell what came of it."""
        event.stop()
        if not self._busy and self._prompt is not None:
            self._busy = True
            self.run_worker(self._answer(self._prompt, event.draft, event.certainty), group="review")

    async def _answer(self, prompt: Prompt, draft: Draft, certainty: int | None) -> None:
        answer = draft.answer
        mark: Mark | str
        try:
            if isinstance(prompt, DecisionPrompt):
                mark = await asyncio.to_thread(self._decide, prompt, draft, certainty)
            else:
                mark = await asyncio.to_thread(self.sitting.answer_question, prompt, answer, certainty)
        finally:
            self._busy = False
        if isinstance(mark, str):
            self.pad.tell(mark)
            return
        if isinstance(prompt, DecisionPrompt):
            draft = _with_facts(prompt, draft)
        self._outcome = (draft, answer, mark)
        self.pad.offer("Next" if self.sitting.waiting else "That was the last one")
        self.show_outcome_first()
        self.refresh_bindings()
        await self.isoquest.refresh_notice(self.sitting.notice)

    def _decide(self, prompt: DecisionPrompt, draft: Draft, certainty: int | None) -> Mark:
        self.sitting.answer_decision(prompt, draft.answer[0], certainty)
        return grade(draft.question, draft.answer, "balanced")

    def on_answer_pad_gone_on(self, event: AnswerPad.GoneOn) -> None:
        """Ask what comes next."""
        event.stop()
        if self._outcome is not None and not self._busy:
            self.more_line.told = ""
            self._notes = ()
            self.run_worker(self._next(), group="review")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """How sure is asked before an answer only."""
        if action == "sure":
            return self._outcome is None
        return super().check_action(action, parameters)

    def action_undo(self) -> None:
        """Take the last answer back."""
        if not self._busy:
            self._busy = True
            self.run_worker(self._undo(), group="review")

    async def _undo(self) -> None:
        try:
            undone = await asyncio.to_thread(self.sitting.undo)
        finally:
            self._busy = False
        if not undone:
            self.more_line.told = "There is nothing to take back."
            return
        self.more_line.told = "Taken back."
        await self._next()

    def action_sure(self) -> None:
        """Ask, or no longer ask, how sure the player is."""
        draft = self.pad.draft
        if draft is None:
            return
        self._asks_sure = not self._asks_sure
        self.more_line.told = (
            "You are asked how sure you are." if self._asks_sure else "No longer asked how sure you are."
        )
        self._put(draft)
        self.keep_sure("on" if self._asks_sure else "off")

    def keep_sure(self, value: str) -> None:
        """Keep it for next time."""
        app = self.isoquest

        async def keep() -> None:
            await asyncio.to_thread(app.store.set_setting, app.profile.id, SURE, value)

        self.run_worker(keep(), group="setting")


def _with_facts(prompt: DecisionPrompt, draft: Draft) -> Draft:
    """The draft of an answered scene with the facts on which the choice taken and the soundest ones rest."""
    told = [each for each in prompt.choices if each.id in draft.parts or draft.question.options[each.id].right]
    because = tuple(dict.fromkeys(fact for choice in told for fact in choice.because))
    return Draft(replace(draft.item, question=replace(draft.question, because=because)), draft.parts)
