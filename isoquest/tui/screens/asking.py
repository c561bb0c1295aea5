"""What the screens that ask questions have: the question above, the answer beneath, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.visual import Visual
from textual.widget import Widget
from textual.widgets import Static

from isoquest.content.reference import Reference
from isoquest.quiz.answers import Answer
from isoquest.quiz.grading import Mark
from isoquest.tui.draft import Draft
from isoquest.tui.one_line import line
from isoquest.tui.screens.page import Page
from isoquest.tui.views.asking import asking
from isoquest.tui.views.feedback import feedback
from isoquest.tui.visuals import Hanging, Stack
from isoquest.tui.widgets.answer_pad import AnswerPad
from isoquest.tui.widgets.story import MoreLine, Story


class AskingPage(Page[None]):
    """A screen that asks."""

    CSS_PATH: ClassVar[str | list[str | PurePath]] = "asking.tcss"
    AUTO_FOCUS = None
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "facts", "Facts", id="facts", tooltip="Show or hide what the sources say"),
        Binding("space", "read_on", "Read on", id="read_on", show=False, tooltip="Scroll the text down"),
        Binding("pagedown", "read_on", "Read on", show=False, tooltip="Scroll the text down"),
        Binding("pageup,b", "read_back", "Read back", id="read_back", show=False, tooltip="Scroll the text up"),
    ]

    def __init__(self, reference: Reference) -> None:
        super().__init__()
        self.reference = reference
        self._in_full = False
        self._outcome: tuple[Draft, Answer, Mark] | None = None
        """What the last answer came to, while the player reads it."""
        self._notes: tuple[str, ...] = ()
        """What the player is told once, above the question."""
        self._busy = False

    def top(self) -> Iterable[Widget]:
        """What stands on the line above the question."""
        return ()

    def body(self) -> Iterable[Widget]:
        """A line on top, the question, and where it is answered."""
        with Horizontal(id="top"):
            yield from self.top()
        yield from self.middle()

    def middle(self) -> Iterable[Widget]:
        """The question, and where it is answered."""
        with Vertical(id="middle"):
            with Story():
                yield Static(id="asked", markup=False)
            yield MoreLine()
            yield AnswerPad()

    @property
    def pad(self) -> AnswerPad:
        """Where the answer is given."""
        return self.query_one(AnswerPad)

    @property
    def more_line(self) -> MoreLine:
        """The rule between question and answer."""
        return self.query_one(MoreLine)

    def draw(self, parts: Iterable[Visual], stay: bool = False) -> None:
        """Show these, from the beginning or, where the player is to stay, where they were."""
        notes = [Hanging(Content.styled("!", "bold $warning"), line(note, "$warning")) for note in self._notes]
        self.query_one("#asked", Static).update(Stack([*notes, *parts]))
        if not stay:
            self.query_one(Story).scroll_home(animate=False, immediate=True)

    def draw_outcome(self, stay: bool = False) -> None:
        """Show how the last answer went, below its question."""
        if self._outcome is not None:
            draft, answer, mark = self._outcome
            self.draw([asking(draft), feedback(draft, answer, mark, self.reference, self._in_full)], stay)

    def show_outcome_first(self) -> None:
        """Scroll so far that the verdict is seen, where question and outcome do not fit together."""
        self.draw_outcome()

        def scroll() -> None:
            story = self.query_one(Story)
            if self._outcome is not None and story.more:
                head = asking(self._outcome[0])
                width = self.query_one("#asked", Static).content_size.width
                notes = len(self._notes) * 2
                story.scroll_to(y=notes + head.get_height({}, max(1, width)) + 1, animate=False, immediate=True)

        self.call_after_refresh(scroll)

    def on_answer_pad_changed(self, event: AnswerPad.Changed) -> None:
        """Fill the gaps in the text as the player fills them."""
        event.stop()
        draft = self.pad.draft
        if draft is not None and draft.question.type == "blanks":
            self.draw([asking(draft)], stay=True)

    def on_story_seen(self, _: Story.Seen) -> None:
        """Say whether there is more to read."""
        self.more_line.more = self.query_one(Story).more

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Facts are shown with an outcome that rests on some."""
        if action == "facts":
            return self._outcome is not None and bool(self._outcome[0].question.because)
        return super().check_action(action, parameters)

    def action_facts(self) -> None:
        """Show what the sources say, or only the sources."""
        self._in_full = not self._in_full
        self.draw_outcome(stay=True)

    def action_read_on(self) -> None:
        """Scroll down; at the end of an outcome, go on."""
        story = self.query_one(Story)
        if story.more:
            story.scroll_page_down()
        elif self._outcome is not None:
            self.pad.post_message(AnswerPad.GoneOn())

    def action_read_back(self) -> None:
        """Scroll up."""
        self.query_one(Story).scroll_page_up()
