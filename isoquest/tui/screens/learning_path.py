"""The learning path: its stages and steps, how far the player is, and what a job needs of it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from pathlib import PurePath
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static
from textual.widgets.option_list import Option

from isoquest.content.learning_path import EVERYTHING
from isoquest.progress.learning import JOB, Learning
from isoquest.progress.path_standing import StageStanding, StepStanding
from isoquest.tui import ways
from isoquest.tui.one_line import line
from isoquest.tui.screens.page import Page
from isoquest.tui.setting_out import set_out_on
from isoquest.tui.widgets.entries import Entry, EntryList, Heading
from isoquest.tui.words import STATES


class LearningPathPage(Page[None]):
    """Enter sets out on a step."""

    CSS_PATH: ClassVar[str | list[str | PurePath]] = ["list.tcss", "learning_path.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "job", "Your job", id="job", tooltip="Choose the job that you learn for, or the whole path"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._learning: Learning | None = None

    def body(self) -> Iterable[Widget]:
        """A head and the list."""
        yield Static("Learning path", classes="title", markup=False)
        yield Static("Looking …", classes="under", markup=False)
        yield EntryList(id="list")

    def on_screen_resume(self) -> None:
        """Look again: the player may have got further."""
        self.look_up()

    @work(exclusive=True, group="path")
    async def look_up(self) -> None:
        """Show the path as it is now, pointing at what was pointed at; at first, at what to do next."""
        app = self.isoquest
        learning = await asyncio.to_thread(lambda: app.loader.learning(app.store, app.profile.id))
        shown, under = self.query_one(EntryList), self.query_one(".under", Static)
        if isinstance(learning, str):
            self._learning = None
            under.update(line(f"✗ The path has problems: isoquest check {learning}"))
            shown.show(
                [Option("Until it is mended, begin from Scenarios or Quizzes on the home screen.", disabled=True)]
            )
            self.refresh_bindings()
            return
        before, self._learning = self._learning, learning
        self.refresh_bindings()
        self.query_one(".title", Static).update(line(f"Learning path · {learning.path.title}"))
        under.update(line(" · ".join(learning.so_far)))
        entries = list(_entries(learning))
        pointed_at = shown.highlighted_option
        if before is not None and before.job == learning.job and pointed_at is not None:
            wanted = pointed_at.id
        else:
            wanted = learning.standing.next.step.id if learning.standing.next else None
        shown.show(entries, next((n for n, entry in enumerate(entries) if entry.id and entry.id == wanted), 0))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's signature
        """Choose a job only where there are some."""
        return action != "job" or (self._learning is not None and bool(self._learning.path.jobs))

    def on_option_list_option_selected(self, event: EntryList.OptionSelected) -> None:
        """Set out on the step, unless the path was read again meanwhile and has none such."""
        stages = self._learning.standing.stages if self._learning is not None else ()
        pointed_at = next((each for stage in stages for each in stage.steps if each.step.id == event.option_id), None)
        if pointed_at is not None:
            set_out_on(self.isoquest, pointed_at)

    def action_job(self) -> None:
        """Choose the job to learn for."""
        if self._learning is None:
            return
        chosen = self._learning.job.id if self._learning.job is not None else EVERYTHING
        titles = {EVERYTHING: "The whole path", **{job.id: job.title for job in self._learning.path.jobs.values()}}
        answers = {key: f"{title} (chosen)" if key == chosen else title for key, title in titles.items()}

        def answered(answer: str | None) -> None:
            if answer is not None:
                self.learn_for(answer)

        told = "The path then shows what that job needs, and what for."
        self.app.push_screen(ways.question("Which job do you learn for?", told, answers, chosen), answered)

    @work(group="job")
    async def learn_for(self, job: str) -> None:
        """Keep the job that was chosen, and show what it needs."""
        app = self.isoquest
        await asyncio.to_thread(app.store.set_setting, app.profile.id, JOB, job)
        await app.refresh_notice()
        self.look_up()


def _entries(learning: Learning) -> Iterable[Option]:
    if learning.job is not None:
        yield Option(line(learning.job.about), disabled=True)
        yield Heading("")
    for number, stage in enumerate(learning.standing.stages):
        if number:
            yield Heading("")
        yield Option(_stage(stage), disabled=True)
        for each in stage.steps:
            mark, style = STATES[each.state]
            yield Entry(_step(each), each.step.id, Content.styled(mark, style))


def _stage(standing: StageStanding) -> Content:
    title = line(f"{standing.stage.title} · {standing.done} of {standing.of} done", "bold $primary")
    return Content.assemble(title, "\n", line(standing.stage.about, "$quiet"))


def _step(standing: StepStanding) -> Content:
    fault = "✗ has problems" if standing.target.whole is None else ""
    facts = " · ".join(filter(None, (fault, *standing.told, standing.target.length)))
    return Content.assemble(
        line(standing.target.title, "bold"), "\n", line(facts, "$quiet"), "\n", line(standing.step.why)
    )
