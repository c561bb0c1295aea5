"""The map of the journey: what has been seen of each phase, and how much has not. It gives nothing away."""

from __future__ import annotations

from textual.binding import Binding
from textual.content import Content
from textual.visual import Visual

from isoquest.content.model import Node
from isoquest.engine.debrief import title_of
from isoquest.engine.play import Play
from isoquest.tui.one_line import line
from isoquest.tui.screens.reading import ReadingPage
from isoquest.tui.visuals import Hanging, Stack
from isoquest.tui.words import PHASES


class JourneyMap(ReadingPage):
    """Phases as bands, with the scenes of this play in the order in which they came."""

    HEAD = "The journey so far"
    BINDINGS = [Binding("m", "back", "Back", show=False)]  # noqa: RUF012 - Textual's own

    def __init__(self, play: Play) -> None:
        super().__init__()
        self._play = play

    def text(self) -> Visual:
        """The bands."""
        play = self._play
        nodes = play.scenario.nodes
        order = list(dict.fromkeys(step.state.node for step in play.steps))
        bands = []
        for phase, name in PHASES.items():
            stops = [node for node in nodes.values() if node.phase == phase and node.waits]
            if stops:
                seen = [nodes[key] for key in order if nodes[key].phase == phase]
                bands.append(self._band(name, seen, len(stops) - len(seen)))
        return Stack(bands)

    def _band(self, name: str, seen: list[Node], unseen: int) -> Visual:
        here = self._play.state.node
        rows: list[Visual] = []
        for node in seen:
            if node.id == here:
                text = Content.assemble(line(title_of(node), "bold"), ("  you are here", "$accent"))
                rows.append(Hanging(Content.styled("◉", "bold $accent"), text))
            else:
                rows.append(Hanging(Content.styled("●", "$primary"), line(title_of(node))))
        if unseen:
            told = f"{unseen} more not seen" if seen else f"{unseen} not seen yet"
            rows.append(Hanging(Content.styled("○", "$quiet"), Content.styled(told, "$quiet")))
        style = "bold $accent" if any(node.id == here for node in seen) else "bold $primary" if seen else "$quiet"
        return Hanging(Content.styled(name, style), Stack(rows, gap=0), 9)
