"""What a player reads at a moment of a play: the node's own text and the paragraphs whose conditions hold."""

from __future__ import annotations

from isoquest.content.model import Scenario
from isoquest.engine.state import State


def scene_text(scenario: Scenario, state: State) -> str:
    """The Markdown of the node at which a play stands."""
    node = scenario.nodes[state.node]
    parts = [node.text, *(paragraph.text for paragraph in node.also if paragraph.when.holds(state))]
    return "\n\n".join(part for part in parts if part)
