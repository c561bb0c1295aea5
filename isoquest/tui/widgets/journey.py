"""The journey bar: where the player is between choosing a standard and what comes after the audit."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from isoquest.content.model import Scenario
from isoquest.engine.state import State
from isoquest.tui.words import PHASES


def phases_seen(scenario: Scenario, state: State) -> frozenset[str]:
    """The phases of which the play has seen a node."""
    return frozenset(node.phase for node in scenario.nodes.values() if node.phase and state.visited & node.bit)


class JourneyBar(Widget):
    """The phases in a row; short of room, only the present one and how many there are."""

    DEFAULT_CSS = """
    JourneyBar { height: 1; width: 1fr; padding: 0 2; text-wrap: nowrap; }
    """
    here: reactive[str] = reactive("")
    """The phase in which the player is."""
    seen: reactive[AbstractSet[str]] = reactive(frozenset())
    """The phases of which something has been seen."""

    def render(self) -> Content:
        """The bar."""
        whole = Content.styled(" ─ ", "$rule").join([self._phase(phase) for phase in PHASES])
        if whole.cell_length <= self.content_size.width:
            return whole
        order = list(PHASES)
        if self.here not in order:
            return Content("")
        place = f"  {order.index(self.here) + 1} of {len(order)}"
        return Content.assemble(self._phase(self.here), (place, "$quiet"))

    def _phase(self, phase: str) -> Content:
        if phase == self.here:
            return Content.styled(f"◉ {PHASES[phase]}", "bold $accent")
        if phase in self.seen:
            return Content.styled(f"● {PHASES[phase]}", "$primary")
        return Content.styled(f"○ {PHASES[phase]}", "$quiet")
