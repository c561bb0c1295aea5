"""A scenario played by its author beside the editor: read again on every save, with all that a player does not see."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePath
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from isoquest.authoring.jumping import Jump
from isoquest.authoring.previewing import Version
from isoquest.authoring.trial import Trial
from isoquest.content.reference import Reference
from isoquest.engine.debrief import consequence, title_of
from isoquest.engine.play import Play
from isoquest.tui import ways
from isoquest.tui.one_line import line
from isoquest.tui.screens.previewing import Preview, Previewing
from isoquest.tui.screens.scene import AGAIN, LOOK_BACK, ScenePage
from isoquest.tui.views.authors_view import authors_view
from isoquest.tui.widgets.entries import ChoiceList
from isoquest.tui.widgets.preview_pane import PreviewPane
from isoquest.tui.widgets.story import MoreLine, Story


class PreviewPage(ScenePage, Previewing):
    """The story as its player sees it, and beside it the problems of the file or the scene as it is made."""

    CSS_PATH: ClassVar[str | list[str | PurePath]] = ["scene.tcss", "previewing.tcss"]
    AT_THE_END: ClassVar[Mapping[str, str]] = {LOOK_BACK: "Look back on the whole play", AGAIN: "Play it again"}
    BINDINGS: ClassVar[list[BindingType]] = [
        # The keys of a player that an author needs less often give way on the line of keys.
        Binding("m", "map", "Map", id="map", show=False, tooltip="The journey so far, phase by phase"),
        Binding("e", "evidence", "Evidence", id="evidence", show=False, tooltip="All meters, and the evidence in hand"),
        Binding("l", "look_back", "Look back", id="look_back", show=False, tooltip="Your decisions, with their marks"),
        Binding("a", "pane('authors')", "Author's view", id="authors", tooltip="The scene as it is made, or hide it"),
        Binding("f3", "pane('authors')", show=False, tooltip="The scene as it is made, or hide it"),
        Binding("j", "jump", "Jump", id="jump", tooltip="Go to any node, in any state"),
        Binding("f4", "jump", show=False, tooltip="Go to any node, in any state"),
        Binding("r", "restart(0)", "Restart", id="restart", tooltip="Begin anew with the same seed"),
        Binding("f5", "restart(0)", show=False, tooltip="Begin anew with the same seed"),
        Binding("n", "restart(1)", "Next seed", id="next_seed", tooltip="Begin anew with the next seed"),
        Binding("f6", "restart(1)", show=False, tooltip="Begin anew with the next seed"),
    ]

    def __init__(self, preview: Preview, version: Version, trial: Trial, reference: Reference) -> None:
        super().__init__(trial, reference)
        self.follow(preview, version)
        self.trial = trial
        self._jumped_before = ""
        """The state that was written for the last jump."""

    def body(self) -> Iterable[Widget]:
        """The scene, with the lines of a preview above it."""
        yield from self.above()
        yield from ScenePage.body(self)
        yield from self.watching()

    def beside(self) -> Iterable[Widget]:
        """The pane."""
        yield PreviewPane()

    def on_mount(self) -> None:
        """Show the problems, and where there is room for it the scene as it is made."""
        self.show_problems()
        wide = self.size.width >= self.HORIZONTAL_BREAKPOINTS[-1][0]
        self.open_pane("authors" if wide else "")

    def show_beside(self, play: Play) -> None:
        """Show the scene as it is made."""
        self.pane.show_authors_view(authors_view(play))
        self.show_status()

    def where(self) -> str:
        """The node, its line, and the seed."""
        node = self.scenario.nodes[self.trial.play.state.node]
        return f"{node.id}, line {node.place.line} · seed {self.trial.play.seed}"

    def focus_back(self) -> None:
        """To the choices, or to where an answer is given."""
        for widget in self.query("#main *"):
            if widget.focusable and not isinstance(widget, VerticalScroll):
                widget.focus()
                return

    # The file.

    def fits(self, version: Version) -> bool:
        """It is a scenario that can be played."""
        return version.scenario is not None

    def take_version(self, version: Version) -> None:
        """Play the same on it, as far as it fits, and stay where the author is reading."""
        if version.scenario is None:
            return
        story, choices = self.query_one(Story), self.query_one("#choices", ChoiceList)
        at, pointed_at, focused, sheet_at = story.scroll_y, choices.highlighted, self.focused, self.pane.sheet.scroll_y
        before = self.trial.play
        told = self.trial.reload(version.scenario)
        play = self.trial.play
        self._notes = (told,) if told else ()
        self._tell_again(before)
        self.query_one("#scenario", Static).update(line(play.scenario.title))
        self._show()
        if play.state.node == before.state.node:
            story.scroll_to(y=at, animate=False, immediate=True)
            self.pane.sheet.scroll_to(y=sheet_at, animate=False, immediate=True)
            if choices.display and pointed_at is not None and pointed_at < choices.option_count:
                choices.highlighted = pointed_at
        if focused is self.pane.problem_list and self.pane.shown == "problems":
            focused.focus()

    def _tell_again(self, before: Play) -> None:
        """What the last decision led to is told anew where the author is reading it, in today's words."""
        play = self.trial.play
        if self._told is None or len(play.steps) != len(before.steps) or play.decisions != before.decisions:
            self._told = None
            return
        last = play.decisions[-1]
        node = play.scenario.nodes[last.node]
        if node.ask is not None:
            self._told = None
            return
        self._told = consequence(play.scenario, play.steps[-2].state, play.steps[-1])
        choice = node.choices.get(last.choice)
        self._decided = choice.text if choice else ""
        self._decided_at = title_of(node)

    # What the author does.

    def _begin_anew(self, told: str) -> None:
        self._told, self._notes = None, ()
        self.query_one(MoreLine).told = told
        self._show()

    def action_restart(self, step: int) -> None:
        """Begin anew at the beginning, with this seed or one further on."""
        if not self._busy:
            self.trial.restart(self.trial.play.seed + step)
            self._begin_anew(f"From the beginning, seed {self.trial.play.seed}.")

    def play_again(self) -> None:
        """Begin anew."""
        self.action_restart(0)

    def action_jump(self) -> None:
        """Ask for a node, then for a state."""
        nodes = tuple(self.scenario.nodes.values())
        self.isoquest.lead(lambda: self.app.push_screen(ways.jump_to(nodes, self._ask_for_state)))

    def _ask_for_state(self, node: str) -> None:
        dialog = ways.state_dialog(self.trial.play, node, self._jumped_before)
        self.isoquest.lead(lambda: self.app.push_screen(dialog, self._jump))

    def _jump(self, to: Jump | None) -> None:
        if to is None or self._busy:
            return
        refused = self.trial.jump(to)
        if refused is not None:  # the file has changed since it was asked for
            self.query_one(MoreLine).told = refused.reason
            return
        self._jumped_before = to.told
        here = self.trial.play.state.node
        passed = f" {to.node} is passed at once." if here != to.node else ""
        self._begin_anew(f"Jumped to {here}.{passed}")

    def action_read_on(self) -> None:
        """Scroll the story down, or the pane where it covers the story."""
        if self.query_one("#main").region.height:
            super().action_read_on()
        else:
            self.action_pane_on()

    def action_read_back(self) -> None:
        """Scroll the story up, or the pane where it covers the story."""
        if self.query_one("#main").region.height:
            super().action_read_back()
        else:
            self.action_pane_back()

    def action_look_back(self) -> None:
        """Look back on the play so far."""

        def play_on(count: int) -> None:
            self.trial.back_to(count)
            self._begin_anew("Back at this decision.")
            self.isoquest.lead(self.app.pop_screen)

        self.isoquest.lead(lambda: self.app.push_screen(ways.debrief(self.trial.play, self.reference, play_on)))
