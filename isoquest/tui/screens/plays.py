"""All plays and quizzes of a player: those under way, and those that have ended, with what they came to."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static
from textual.widgets.option_list import Option

from isoquest.content.model import Ending
from isoquest.engine.scoring import score
from isoquest.progress.saved import SavedPlay
from isoquest.progress.sitting import resume
from isoquest.tui import ways
from isoquest.tui.one_line import line
from isoquest.tui.screens.page import Page
from isoquest.tui.widgets.entries import Entry, EntryList, Heading
from isoquest.tui.words import KINDS, counted


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a play."""

    saved: SavedPlay
    title: str
    ending: Ending | None = None
    percent: int | None = None


class Plays(Page[None]):
    """Your plays."""

    CSS_PATH = "list.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d", "forget", "Delete", id="forget", tooltip="Delete what is pointed at, after asking"),
    ]

    def body(self) -> Iterable[Widget]:
        """A head and the list."""
        yield Static("Your plays", classes="title", markup=False)
        yield Static("Looking …", classes="under", markup=False)
        yield EntryList(id="list")

    def on_screen_resume(self) -> None:
        """Look again: something may have been played or deleted."""
        self.read_plays()

    @work(exclusive=True, group="plays")
    async def read_plays(self) -> None:
        """List them."""
        app = self.isoquest

        def read() -> list[Told]:
            number = app.profile.id
            return [self._told(each) for each in (*app.store.plays(number), *app.store.attempts(number))]

        told = await asyncio.to_thread(read)
        under = self.query_one(".under", Static)
        under.update(
            "Enter goes on, or looks back on what has ended."
            if told
            else "None yet. Choose a scenario on the home screen to begin one."
        )
        shown = self.query_one(EntryList)
        shown.show(_entries(told), shown.highlighted or 0)
        self.refresh_bindings()

    def _told(self, saved: SavedPlay) -> Told:
        app = self.isoquest
        if saved.kind == "attempt":
            return Told(saved, app.loader.title_and_phase(saved)[0] or saved.scenario)
        scenario = app.loader.reading_for(saved).scenario
        if scenario is None:
            return Told(saved, saved.scenario)
        play = resume(app.store, saved, scenario).sitting.play
        ended = scenario.nodes[play.state.node].ending if saved.ending else None
        return Told(saved, scenario.title, ended, score(play).path.percent)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's signature
        """Delete only where there is something to delete."""
        return self.query_one(EntryList).highlighted is not None if action == "forget" and self.is_mounted else True

    def on_option_list_option_selected(self, event: EntryList.OptionSelected) -> None:
        """Go on, or look back."""
        self._with_play(event.option_id, self.isoquest.take_up)

    def _with_play(self, key: str | None, use: object) -> None:
        app = self.isoquest

        async def lead() -> None:
            saved = await asyncio.to_thread(app.store.play, int(key or 0))
            if saved is not None and callable(use):
                app.call_later(use, saved)

        app.lead(lead)

    def action_forget(self) -> None:
        """Delete what is pointed at, after asking."""
        option = self.query_one(EntryList).highlighted_option
        if option is None or option.id is None:
            return
        number = int(option.id)
        answers = {"keep": "Keep it", "forget": "Delete it for good"}

        def answered(answer: str | None) -> None:
            if answer == "forget":
                self.forget(number)

        self.app.push_screen(
            ways.question("Delete this?", "What was decided in it cannot be brought back.", answers), answered
        )

    @work(group="forget")
    async def forget(self, number: int) -> None:
        """Delete a play."""
        why_not = await asyncio.to_thread(self.isoquest.store.forget, number)
        if why_not:
            self.query_one(".under", Static).update(line(why_not))
            return
        self.read_plays()


def _entries(told: list[Told]) -> Iterable[Option]:
    groups = (
        ("Under way", [each for each in told if each.saved.ending is None]),
        ("Ended", [each for each in told if each.saved.ending is not None and each.saved.kind == "play"]),
        ("Quizzes", [each for each in told if each.saved.ending is not None and each.saved.kind == "attempt"]),
    )
    for name, members in groups:
        if members:
            yield Heading(name)
        for each in members:
            yield Entry(_entry(each), str(each.saved.id))
            yield Heading("")


def _entry(told: Told) -> Content:
    saved = told.saved
    when = saved.changed.astimezone().strftime("%Y-%m-%d %H:%M")
    percent = f"{told.percent} %" if told.percent is not None else ""
    made = counted(len(saved.decisions), "decision" if saved.kind == "play" else "answer")
    facts = " · ".join(filter(None, (made, percent, when)))
    where = line(saved.summary)
    if told.ending is not None:
        mark, word, style = KINDS[told.ending.kind]
        where = Content.assemble((f"{mark} {word}: ", style), line(told.ending.title))
    return Content.assemble(line(told.title, "bold"), "\n", where, "\n", line(facts, "$quiet"))
