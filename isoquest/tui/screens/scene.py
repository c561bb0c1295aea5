"""A scene of a play: the story in the middle, the choices beneath it, and where the player stands around them."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from pathlib import PurePath
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.visual import Visual
from textual.widget import Widget
from textual.widgets import Static

from isoquest.content.model import Scenario
from isoquest.content.reference import Reference
from isoquest.engine.asking import choice_for, question_now, questions_put
from isoquest.engine.assessment import findings
from isoquest.engine.debrief import Consequence, debrief, title_of
from isoquest.engine.play import Play
from isoquest.engine.rules import Option, available
from isoquest.engine.scene import scene_text
from isoquest.engine.state import Assessed, Refusal
from isoquest.quiz.asking import answer_told
from isoquest.quiz.drawing import Item
from isoquest.tui import ways
from isoquest.tui.draft import Draft
from isoquest.tui.one_line import line
from isoquest.tui.prose_view import prose
from isoquest.tui.screens.page import Page
from isoquest.tui.seat import Seat
from isoquest.tui.views.asking import asking
from isoquest.tui.views.consequence import consequence
from isoquest.tui.views.findings import assessed
from isoquest.tui.views.looking_back import ending
from isoquest.tui.views.standing import folded, standing
from isoquest.tui.visuals import Hanging, Stack
from isoquest.tui.widgets.answer_pad import AnswerPad
from isoquest.tui.widgets.entries import ChoiceList, Entry, numbered
from isoquest.tui.widgets.journey import JourneyBar, phases_seen
from isoquest.tui.widgets.story import MoreLine, Story

SIDE = 32
"""Columns of the meters at the side."""
GO_ON, LOOK_BACK, AGAIN, HOME = "=go-on", "=look-back", "=again", "=home"
"""Choices of this screen's own; `=` occurs in no id of a scenario."""


class ScenePage(Page[None]):
    """A play with someone at it. What a decision led to is shown when their seat has taken it."""

    CSS_PATH: ClassVar[str | list[str | PurePath]] = "scene.tcss"
    AUTO_FOCUS = "#choices"
    AT_THE_END: ClassVar[Mapping[str, str]] = {
        LOOK_BACK: "Look back on the whole play",
        AGAIN: "Play this scenario again",
        HOME: "Home",
    }
    """What is offered when the play is over."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("u", "undo", "Undo", id="undo", tooltip="Take the last decision back"),
        Binding("m", "map", "Map", id="map", tooltip="The journey so far, phase by phase"),
        Binding("f", "facts", "Facts", id="facts", tooltip="Show or hide what the sources say"),
        Binding("e", "evidence", "Evidence", id="evidence", tooltip="All meters, and the evidence in hand"),
        Binding("l", "look_back", "Look back", id="look_back", tooltip="Your decisions so far, with their marks"),
        Binding("space", "read_on", "Read on", id="read_on", show=False, tooltip="Scroll the story down"),
        Binding("pagedown", "read_on", "Read on", show=False, tooltip="Scroll the story down"),
        Binding("pageup,b", "read_back", "Read back", id="read_back", show=False, tooltip="Scroll the story up"),
        *(
            Binding(str(number), f"pick({number})", "Take the choice of that number", show=False)
            for number in range(1, 10)
        ),
    ]

    def __init__(self, sitting: Seat, reference: Reference) -> None:
        super().__init__()
        self.sitting = sitting
        self.reference = reference
        self._told: Consequence | None = None
        """What the last decision led to, while the player reads it."""
        self._decided = ""
        self._decided_at = ""
        self._notes: tuple[str, ...] = ()
        """What the player is told once, above the scene."""
        self._busy = False
        self._in_full = False
        self._above: list[Visual] = []
        """What stands above the question that is put."""
        self._answered: Draft | None = None
        """The answer that was given last."""

    @property
    def scenario(self) -> Scenario:
        """What is played."""
        return self.sitting.play.scenario

    @property
    def shown_text(self) -> str:
        """The author's text on the screen, for whoever looks up its words."""
        if self._told is not None:
            return "\n\n".join(told.text for told in self._told.told)
        return scene_text(self.scenario, self.sitting.play.state)

    def body(self) -> Iterable[Widget]:
        """Journey bar, story, choices, and the player's standing at the side or on one line."""
        with Horizontal(id="top"):
            yield JourneyBar()
            yield Static(line(self.scenario.title), id="scenario")
        yield Static(id="folded", markup=False)
        with Horizontal(id="middle"):
            with Vertical(id="main"):
                with Story():
                    yield Static(id="scene-title", markup=False)
                    yield Static(id="scene-text", markup=False)
                yield MoreLine()
                yield ChoiceList(id="choices")
                yield AnswerPad()
            yield from self.beside()

    def beside(self) -> Iterable[Widget]:
        """What stands beside the story where there is room."""
        with VerticalScroll(id="side", can_focus=False):
            yield Static(id="standing", markup=False)

    def on_mount(self) -> None:
        """Show where the play stands."""
        self._tell_once()
        self._show()

    # What is shown.

    def _show(self) -> None:
        play = self.sitting.play
        with self.app.batch_update():
            if self._told is None:
                self._show_scene(play)
            else:
                self._show_told(self._told)
            self._show_standing(play)
            self.query_one(Story).scroll_home(animate=False, immediate=True)
        self.refresh_bindings()

    def _show_scene(self, play: Play) -> None:
        node = self.scenario.nodes[play.state.node]
        parts: list[Visual] = [prose(scene_text(self.scenario, play.state))]
        parts += self._report(play)
        if node.ending is not None:
            parts.append(ending(debrief(play)))
        item = question_now(self.scenario, play.state)
        if item is not None:
            self._put(play, item, parts)
            return
        options = available(self.scenario, play.state)
        self._draw(title_of(node), parts)
        if play.over:
            self._offer_the_end(options)
            return
        self._offer([self._entry(number, option) for number, option in enumerate(options, start=1)])

    def _offer(self, entries: list[Entry]) -> None:
        """Let the player choose among these."""
        choices = self.query_one("#choices", ChoiceList)
        self.query_one(AnswerPad).display = False
        choices.display = True
        choices.show(entries)
        choices.focus()

    def _put(self, play: Play, item: Item, parts: list[Visual]) -> None:
        """Let the player answer a question."""
        pad = self.query_one(AnswerPad)
        asked = questions_put(self.scenario, play.state)
        count = f" · question {play.state.answered + 1} of {len(asked)}" if len(asked) > 1 else ""
        draft = Draft.of(item)
        self._above = parts if not play.state.answered else []
        self._draw(f"{title_of(self.scenario.nodes[play.state.node])}{count}", [*self._above, asking(draft)])
        self.query_one("#choices").display = False
        pad.display = True
        pad.put(draft)

    def _report(self, play: Play) -> list[Visual]:
        """The findings of the assessment at which the play stands."""
        found = findings(self.scenario, play.state)
        return [assessed(self.scenario, event, found, self.reference, self._in_full) for event in self._assessed()]

    def _assessed(self) -> list[Assessed]:
        """What was assessed on the way to where the play stands."""
        play = self.sitting.play
        return [e for e in play.steps[-1].events if isinstance(e, Assessed) and e.node == play.state.node]

    def _show_told(self, told: Consequence) -> None:
        said = "You answered" if self._answered is not None else "You decided"
        page = consequence(self.scenario, self._decided, told, self.reference, self._in_full, said)
        self._draw(self._decided_at, [page])
        self._offer([Entry(Content("Go on"), GO_ON, Content.styled("Enter", "bold $accent"))])

    def _draw(self, title: str, parts: list[Visual]) -> None:
        self.query_one("#scene-title", Static).update(line(title))
        notes = [Hanging(Content.styled("!", "bold $warning"), line(note, "$warning")) for note in self._notes]
        self.query_one("#scene-text", Static).update(Stack([*notes, *parts]))

    def _entry(self, number: int, option: Option) -> Entry:
        if option.locked:
            body = Content.assemble(line(option.text), "\n", ("Locked: ", "bold"), line(option.locked, "italic"))
            return Entry(body, option.id, Content.styled("✗", "$quiet"), disabled=True)
        return Entry(line(option.text), option.id, numbered(number))

    def _offer_the_end(self, options: tuple[Option, ...]) -> None:
        entries = [self._entry(0, option) for option in options]
        for number, (key, text) in enumerate(self.AT_THE_END.items(), start=1):
            entries.append(Entry(Content(text), key, numbered(number)))
        self._offer(entries)
        if options:
            self.query_one(MoreLine).told = "Nothing is open to you here. Undo with u, or look back."

    def _show_standing(self, play: Play) -> None:
        # While the player reads what a decision led to, the bar still stands where it was taken.
        state = play.state if self._told is None or len(play.steps) == 1 else play.steps[-2].state
        bar = self.query_one(JourneyBar)
        bar.here = self.scenario.nodes[state.node].phase or ""
        bar.seen = phases_seen(self.scenario, state)
        self.show_beside(play)
        self._fold()

    def show_beside(self, play: Play) -> None:
        """Show where the player stands, beside the story."""
        self.query_one("#standing", Static).update(standing(self.scenario, play.state, SIDE - 4))

    def _fold(self) -> None:
        room = max(1, self.size.width - 4)
        self.query_one("#folded", Static).update(folded(self.scenario, self.sitting.play.state, room))

    def on_resize(self, _: events.Resize) -> None:
        """Fold the meters to the new width."""
        if self.is_mounted:
            self._fold()

    def on_story_seen(self, _: Story.Seen) -> None:
        """Say whether there is more to read."""
        self.query_one(MoreLine).more = self.query_one(Story).more

    def _tell_once(self) -> None:
        self._notes = tuple(self.sitting.told)
        self.sitting.told.clear()

    # What the player does.

    def on_option_list_option_selected(self, event: ChoiceList.OptionSelected) -> None:
        """Take the choice; what a decision led to does not pass by while a key is held down."""
        event.stop()
        if self._told is None or not self.query_one("#choices", ChoiceList).held:
            self._take(event.option_id or "")

    def on_answer_pad_changed(self, event: AnswerPad.Changed) -> None:
        """Fill the gaps in the text as the player fills them."""
        event.stop()
        draft = self.query_one(AnswerPad).draft
        if draft is not None and draft.question.type == "blanks":
            self.query_one("#scene-text", Static).update(Stack([*self._above, asking(draft)]))

    def on_answer_pad_given(self, event: AnswerPad.Given) -> None:
        """Take the answer as a decision."""
        event.stop()
        self._answered = event.draft
        self._take(choice_for(event.draft.question, event.draft.answer))

    def action_pick(self, number: int) -> None:
        """Take the choice of that number, or say why not."""
        choices = self.query_one("#choices", ChoiceList)
        if self._told is not None or not choices.display:
            return
        locked = sum(1 for option in choices.options if option.disabled) if self.sitting.play.over else 0
        index = number - 1 + locked
        if index >= choices.option_count:
            return
        option = choices.get_option_at_index(index)
        if option.disabled:
            found = next(o for o in available(self.scenario, self.sitting.play.state) if o.id == option.id)
            self.query_one(MoreLine).told = line(f"Locked: {found.locked}").plain
            return
        self._take(option.id or "")

    def _take(self, choice_id: str) -> None:
        if self._busy:
            return
        match choice_id:
            case "=go-on":
                self._told = None
                self._notes = ()
                self.query_one(MoreLine).told = ""
                self._show()
            case "=look-back":
                self.action_look_back()
            case "=again":
                self.play_again()
            case "=home":
                self.dismiss()
            case _:
                self._busy = True
                self.run_worker(self._decide(choice_id), group="decide")

    async def _decide(self, choice_id: str) -> None:
        before = self.sitting.play
        node = self.scenario.nodes[before.state.node]
        try:
            result = await asyncio.to_thread(self.sitting.decide, choice_id)
        finally:
            self._busy = False
        if isinstance(result, Refusal):
            self.query_one(MoreLine).told = result.reason
            return
        choice = node.choices.get(choice_id)
        self._decided = choice.text if choice else ""
        if node.ask is None:
            self._answered = None
        elif self._answered is not None:
            self._decided = answer_told(self._answered.question, self._answered.answer)
        self._decided_at = title_of(node)
        self._told = None if result.silent else result
        self.query_one(MoreLine).told = ""
        self._tell_once()
        self._show()
        await self.isoquest.refresh_notice(self.sitting.notice)

    def action_undo(self) -> None:
        """Take the last decision back."""
        if not self._busy:
            self._busy = True
            self.run_worker(self._undo(), group="decide")

    async def _undo(self) -> None:
        decisions = self.sitting.play.decisions
        try:
            undone = await asyncio.to_thread(self.sitting.undo)
        finally:
            self._busy = False
        more = self.query_one(MoreLine)
        if not undone:
            more.told = "There is nothing to take back: this is the beginning."
            return
        self._told = None
        choice = self.scenario.nodes[decisions[-1].node].choices.get(decisions[-1].choice)
        self._tell_once()
        more.told = line(f"Taken back: {choice.text}" if choice else "One step back.").plain
        self._show()
        await self.isoquest.refresh_notice(self.sitting.notice)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Facts are there only with what a decision led to, and with an assessment."""
        if action == "facts":
            return self._told is not None or bool(self._assessed())
        return super().check_action(action, parameters)

    def action_facts(self) -> None:
        """Show what the sources say, or only the sources."""
        self._in_full = not self._in_full
        story = self.query_one(Story)
        at = story.scroll_y
        self._show()
        story.scroll_to(y=at, animate=False, immediate=True)

    def action_read_on(self) -> None:
        """Scroll the story down; at the end of what a decision led to, go on."""
        story = self.query_one(Story)
        if story.more:
            story.scroll_page_down()
        elif self._told is not None:
            self._take(GO_ON)

    def action_read_back(self) -> None:
        """Scroll the story up."""
        self.query_one(Story).scroll_page_up()

    def action_look_back(self) -> None:
        """Look back on the play so far."""
        raise NotImplementedError

    def action_map(self) -> None:
        """Show the journey so far."""
        self.isoquest.lead(lambda: self.app.push_screen(ways.journey_map(self.sitting.play)))

    def action_evidence(self) -> None:
        """Show all meters and evidence."""
        self.isoquest.lead(lambda: self.app.push_screen(ways.standing(self.sitting.play)))

    def play_again(self) -> None:
        """Begin a new play of the same scenario."""
        raise NotImplementedError
