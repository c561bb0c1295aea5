"""What every preview has: the file watched, its problems always counted, and a pane beside what it makes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePath
from time import localtime, strftime
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from isoquest.authoring.checking import Plan
from isoquest.authoring.previewing import Version, Watched
from isoquest.content.problems import Problem, Severity
from isoquest.tui import ways
from isoquest.tui.one_line import line
from isoquest.tui.screens.page import Page
from isoquest.tui.views.problems import tally
from isoquest.tui.widgets.file_watch import FileWatch
from isoquest.tui.widgets.preview_pane import PreviewPane, Shown


@dataclass(frozen=True, slots=True)
class Preview:
    """What is previewed."""

    path: Path
    watched: Watched
    plan: Plan
    """What is looked for in every version."""
    seed: int


class Previewing(Page[None]):
    """A screen beside an editor. It never writes anything, and goes on showing what could be read last."""

    CSS_PATH: ClassVar[str | list[str | PurePath]] = "previewing.tcss"
    DEFAULT_CLASSES = "preview"
    STALE = "Not playable as saved: you see the version before it."
    """What stands above while the file cannot be read."""
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - Textual declares it
        (0, "-narrow"),
        (76, "-medium"),
        (110, "-wide"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "pane('problems')", "Problems", id="problems", tooltip="The problems of the file, or hide them"),
        Binding("f2", "pane('problems')", show=False, tooltip="The problems of the file, or hide them"),
        Binding("ctrl+d", "pane_on", show=False, tooltip="Scroll the pane down"),
        Binding("ctrl+u", "pane_back", show=False, tooltip="Scroll the pane up"),
    ]

    def follow(self, preview: Preview, version: Version) -> None:
        """Follow the file from this version on; to be called first of all."""
        self.preview = preview
        self.version = version
        """The file as it was read last, whether or not it could be."""
        self.problems: tuple[Problem, ...] = version.content.form
        self._read_at = _clock()
        self._looking_on = True
        """Not everything that the plan names has been looked for in this version yet."""
        self._pane_before: Shown | None = None
        """What the pane showed when a version that cannot be read opened it."""

    def above(self) -> Iterable[Widget]:
        """The line with the number of problems, and the one that says that this is an older version."""
        yield Static(id="status", markup=False)
        yield Static(line(f"! {self.STALE}"), id="stale")

    def watching(self) -> Iterable[Widget]:
        """What looks at the file."""
        yield FileWatch(self.preview.watched, self.preview.plan, self.version)

    @property
    def pane(self) -> PreviewPane:
        """The pane."""
        return self.query_one(PreviewPane)

    def fits(self, version: Version) -> bool:
        """The version holds what this screen can show."""
        raise NotImplementedError

    def take_version(self, version: Version) -> None:
        """Show what the version holds; called for those that fit."""
        raise NotImplementedError

    def where(self) -> str:
        """Where in the file the author is, and whatever else belongs on the line on top."""
        return ""

    def on_file_watch_changed(self, event: FileWatch.Changed) -> None:
        """Show the file as it is now, or say that it cannot be shown."""
        event.stop()
        self.version = event.version
        self._read_at = _clock()
        self._looking_on = True
        stale = not self.fits(event.version)
        if stale:
            self.problems = event.version.content.form
        else:  # the rest stands until it has been looked for again, so that nothing flickers
            self.problems = tuple(problem for problem in self.problems if problem.severity is not Severity.ERROR)
        with self.app.batch_update():
            if not stale:
                self.take_version(event.version)
            self.query_one("#stale").display = stale
            self.show_problems()
            if stale and self._pane_before is None:
                self._pane_before = self.pane.shown
                self.open_pane("problems")
            elif not stale and self._pane_before is not None:
                before, self._pane_before = self._pane_before, None
                self.open_pane(before)

    def on_file_watch_examined(self, event: FileWatch.Examined) -> None:
        """Show what else was found."""
        event.stop()
        self.problems = event.problems
        self._looking_on = False
        self.show_problems()

    def show_problems(self) -> None:
        """List the problems, and count them on the line on top."""
        self.pane.show_problems(self.problems, str(self.preview.path))
        self.show_status()

    def show_status(self) -> None:
        """Count the problems, and say where this is."""
        read = f"read {self._read_at}" + (", being checked" if self._looking_on else "")
        told = " · ".join(filter(None, (self.where(), self.preview.path.name, read)))
        self.query_one("#status", Static).update(Content.assemble(tally(self.problems), "  ", line(told, "$quiet")))

    def open_pane(self, shown: Shown) -> None:
        """Show this in the pane; nothing closes it."""
        self.pane.shown = shown
        self.set_class(bool(shown), "-pane")
        self.set_class(shown == "authors", "-authors")
        if shown == "problems":
            self.pane.problem_list.focus()
        else:
            self.focus_back()
        self.refresh_bindings()

    def focus_back(self) -> None:
        """Let keys go to what the pane stands beside."""
        raise NotImplementedError

    def action_pane(self, shown: Shown) -> None:
        """Show this in the pane, or close it."""
        self._pane_before = None if self._pane_before is None else ""
        self.open_pane("" if self.pane.shown == shown else shown)

    def action_pane_on(self) -> None:
        """Scroll the pane down."""
        self._scrolled().scroll_page_down(animate=False)

    def action_pane_back(self) -> None:
        """Scroll the pane up."""
        self._scrolled().scroll_page_up(animate=False)

    def _scrolled(self) -> Widget:
        return self.pane.problem_list if self.pane.shown == "problems" else self.pane.sheet

    def on_preview_pane_opened(self, event: PreviewPane.Opened) -> None:
        """Show the whole of a problem."""
        event.stop()
        self.isoquest.lead(lambda: self.app.push_screen(ways.problem(event.problem, self.version.lines)))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is something to go back from only while the pane is there."""
        if action == "back":
            return self.is_mounted and bool(self.pane.shown)
        return super().check_action(action, parameters)

    def action_back(self) -> None:
        """Close the pane; the preview itself is left with q."""
        if self.pane.shown:
            self.open_pane("")


def _clock() -> str:
    return strftime("%H:%M:%S", localtime())
