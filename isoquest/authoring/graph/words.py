"""The words and marks of every picture: each mark says by its shape what its colour says too."""

from __future__ import annotations

from isoquest.authoring.graph.story import StoryNode
from isoquest.content.model import EndingKind

MARKS: dict[EndingKind, str] = {"success": "★", "partial": "◐", "wise": "◆", "failure": "✖"}
"""The mark of each kind of ending."""

KINDS = {
    "passed": "passed at once",
    "chance": "chance",
    "questions": "questions",
    "audit": "audit",
    "meter": "meter",
}
"""What a node is, where it is no plain scene."""

UNREACHABLE = "no play reaches this"


def kind_words(node: StoryNode) -> str:
    """What a node is, such as `ending: failure`; empty for a plain scene."""
    if node.ending is not None:
        return f"ending: {node.ending}"
    return KINDS.get(node.kind, "")


def subtitle(node: StoryNode) -> str:
    """The second line of a box: the id, what the node is, where it starts, what no play reaches."""
    parts = [node.id] if node.kind not in ("meter", "folded") else []
    parts += ["start"] if node.start else []
    parts += [part for part in (kind_words(node), node.note) if part]
    parts += [] if node.reachable else [UNREACHABLE]
    return ", ".join(parts)
