"""A story graph as a Mermaid flowchart, for pages that draw Mermaid themselves.

Grammar: https://mermaid.js.org/syntax/flowchart.html, with labels quoted and written in its entity codes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from isoquest.authoring.graph.links import Link, labels, links
from isoquest.authoring.graph.story import NodeKind, StoryGraph, StoryNode, phase_name
from isoquest.authoring.graph.words import MARKS, subtitle
from isoquest.content.safe_text import safe_line

MOST_LINES = 500
"""Lines between boxes that Mermaid draws unless its `maxEdges` is raised."""
MOST_CHARACTERS = 50_000
"""Characters that Mermaid reads unless its `maxTextSize` is raised."""

_LONGEST_LABEL = 36

_SHAPES: dict[NodeKind, tuple[str, str]] = {
    "scene": ("[", "]"),
    "passed": ("([", "])"),
    "chance": ("{{", "}}"),
    "questions": ("[/", "/]"),
    "audit": ("[[", "]]"),
    "ending": ("(", ")"),
    "meter": (">", "]"),
    "folded": ("[/", "\\]"),
}

_CLASSES = """\
  classDef start stroke-width:4px;
  classDef passed font-style:italic;
  classDef success stroke:#2e8540,stroke-width:3px;
  classDef partial stroke:#b8860b,stroke-width:3px;
  classDef wise stroke:#2b6cb0,stroke-width:3px;
  classDef failure stroke:#c0392b,stroke-width:3px;
  classDef unreachable stroke-dasharray:6 4,stroke-width:2px;
"""


def as_mermaid(graph: StoryGraph) -> str:
    """The graph in Mermaid's language: phases as subgraphs, what no play reaches dashed and said in words."""
    return "".join(f"{line}\n" for line in _lines(graph))


def _lines(graph: StoryGraph) -> Iterator[str]:
    yield "flowchart TD"
    for phase, nodes in graph.bands().items():
        yield f'  subgraph phase_{phase or "none"}["{escaped(phase_name(phase))}"]'
        for node in nodes:
            yield f"    {_node(node)}"
        yield "  end"
    found = links(graph)
    named = labels(found, _LONGEST_LABEL)
    for pair, link in found.items():
        yield f"  {_link(link, named.get(pair, ''))}"
    yield _CLASSES.rstrip("\n")


def _node(node: StoryNode) -> str:
    opening, closing = _SHAPES[node.kind]
    mark = f"{MARKS[node.ending]} " if node.ending else ""
    label = f"{escaped(mark + node.title)}<br/>{escaped(subtitle(node))}"
    own = "passed" if node.kind == "passed" else ""
    style: str = "unreachable" if not node.reachable else "start" if node.start else node.ending or own
    told = f'{identifier(node.id)}{opening}"{label}"{closing}'
    return told + (f":::{style}" if style else "")


def _link(link: Link, label: str) -> str:
    arrow = {"outcome": "-.->", "meter": "-.->", "folded": "==>"}.get(link.kind, "-->")
    if not link.reachable:
        arrow = "-.-x"
    told = f'|"{escaped(label)}"|' if label else ""
    return f"{identifier(link.source)} {arrow}{told} {identifier(link.target)}"


def identifier(node: str) -> str:
    """A name that is no word of Mermaid's language, another for each node."""
    return "n_" + re.sub(r"[^a-z0-9_]", lambda found: "Z" if found[0] == "-" else f"Y{ord(found[0]):x}Y", node)


def escaped(text: str) -> str:
    """A text for between quotes: every character that Mermaid, Markdown or HTML could read as its own as a code.

    A full stop is one of them: `1. ` would begin a list. What Mermaid reads even in decoded labels (a backslash and n
    as the end of a line, two dollars as mathematics, `fa:fa-car` as an icon) is parted by a space without width.
    """
    parted = re.sub(r"([\\$]|:(?=\S))", "\\1\u200b", safe_line(text))
    return re.sub(r"[^\w ,…✕★◐◆✖]|_", lambda found: f"#{ord(found[0])};", parted)
