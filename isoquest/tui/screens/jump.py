"""Jumping to any node of a scenario: which one, then in which state."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import PurePath
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.suggester import Suggester
from textual.widgets import Input, Static

from isoquest.authoring.jumping import HOW, Jump, candidates, completed, state_told, told_state
from isoquest.content.model import Node
from isoquest.engine.debrief import title_of
from isoquest.engine.play import Play
from isoquest.engine.state import Refusal
from isoquest.tui.one_line import line
from isoquest.tui.prose_view import prose
from isoquest.tui.screens.dialog import Dialog
from isoquest.tui.screens.lookup import Item, LookUp, words_of
from isoquest.tui.visuals import Grid, Stack
from isoquest.tui.words import PHASES

ENTER = "Enter jumps. What is not named stands as at the beginning."
MOST_NAMES = 12
"""Names shown at most for what is being typed."""


class JumpTo(LookUp):
    """Every node by its phase; `take` is called with the id of the one that is taken."""

    HEAD = "Jump to a node"
    EMPTY = "There are no nodes."

    def __init__(self, nodes: Sequence[Node], take: Callable[[str], None]) -> None:
        super().__init__()
        self._offered = nodes
        self._take = take

    def items(self) -> Sequence[Item]:
        """The nodes, phase by phase."""
        order = {phase: number for number, phase in enumerate(PHASES)}
        nodes = sorted(self._offered, key=lambda node: order.get(node.phase or "", len(order)))
        return [
            Item(node.id, PHASES.get(node.phase or "", "Without a phase"), _sought(node), partial(_page, node), node.id)
            for node in nodes
        ]

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the node pointed at."""
        event.stop()
        item = self.pointed_at
        if item is not None:
            self.dismiss()
            self._take(item.key)


def _sought(node: Node) -> str:
    return " ".join((node.id, node.title, words_of(node.text), *(choice.id for choice in node.choices.values())))


def _page(node: Node) -> Stack:
    about = Content.assemble(
        line(title_of(node), "bold $accent"), "\n", line(f"{node.id}, line {node.place.line}", "$quiet")
    )
    return Stack([about, Content.styled("Enter jumps there.", "$quiet"), prose(node.text)])


class _Completing(Suggester):
    """Completes the last name of a line."""

    def __init__(self, play: Play) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._scenario = play.scenario

    async def get_suggestion(self, value: str) -> str | None:
        """The whole line, completed."""
        return completed(self._scenario, value)


class StateDialog(Dialog[Jump]):
    """A line that says in which state to arrive. Dismissed with the jump, or with None."""

    CSS_PATH: ClassVar[str | list[str | PurePath]] = ["dialog.tcss", "jump.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "complete", "Complete", priority=True, tooltip="Complete the name being typed"),
        Binding("f2", "as_now", "As it is now", tooltip="Write the state of the play as it is now"),
    ]

    def __init__(self, play: Play, node: str, told: str) -> None:
        super().__init__()
        self._play = play
        self._node = node
        self._told_before = told

    def compose(self) -> ComposeResult:
        """How a state is written, a line to write it in, and what fits or is wrong."""
        with Vertical(id="box"):
            yield Static(line(f"Jump to {self._node}: in which state?"), id="asked")
            rows = [[line(written, "$code"), line(means, "$quiet")] for written, means in HOW.items()]
            yield Static(Grid(rows), id="how", markup=False)
            yield Input(
                value=self._told_before,
                placeholder="as at the beginning",
                suggester=_Completing(self._play),
                compact=True,
            )
            yield Static(id="fault", markup=False)

    def on_mount(self) -> None:
        """Say what can be typed."""
        self._judge(self._told_before)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say what fits, or what is wrong."""
        self._judge(event.value)

    def _judge(self, told: str) -> None:
        names = candidates(self._play.scenario, told)
        more = f" … and {len(names) - MOST_NAMES} more" if len(names) > MOST_NAMES else ""
        begun = line(", ".join(names[:MOST_NAMES]) + more, "$quiet")
        refused = self._refusal(told)
        typing = bool(told) and bool(completed(self._play.scenario, told))
        shown = line(f"! {refused}", "$warning") if refused and not typing else begun
        self.query_one("#fault", Static).update(shown or Content.styled(ENTER, "$quiet"))

    def _refusal(self, told: str) -> str:
        state = state_told(self._play.scenario, self._play.seed, told)
        return state.reason if isinstance(state, Refusal) else ""

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Jump, or say what is wrong."""
        event.stop()
        refused = self._refusal(event.value)
        if refused:
            self.query_one("#fault", Static).update(line(f"! {refused}", "$warning"))
        else:
            self.dismiss(Jump(self._node, event.value))

    def action_complete(self) -> None:
        """Take the name that is suggested."""
        typed = self.query_one(Input)
        found = completed(self._play.scenario, typed.value)
        if found is not None:
            typed.value = found
            typed.cursor_position = len(found)

    def action_as_now(self) -> None:
        """Write the state of the play as it is now."""
        typed = self.query_one(Input)
        typed.value = told_state(self._play.scenario, self._play.state)
        typed.cursor_position = len(typed.value)
