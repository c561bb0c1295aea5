"""A story graph in the language of Graphviz: https://graphviz.org/doc/info/lang.html."""

from __future__ import annotations

from collections.abc import Iterator

from isoquest.authoring.graph.links import Link, labels, links
from isoquest.authoring.graph.story import NodeKind, StoryGraph, StoryNode, phase_name
from isoquest.authoring.graph.words import MARKS, UNREACHABLE, subtitle
from isoquest.content.safe_text import safe_line

_LONGEST_LABEL = 36

_SHAPES: dict[NodeKind, str] = {
    "scene": "box",
    "passed": "oval",
    "chance": "hexagon",
    "questions": "parallelogram",
    "audit": "component",
    "ending": "box",
    "meter": "cds",
    "folded": "box3d",
}

_COLOURS = {"success": "#2e8540", "partial": "#b8860b", "wise": "#2b6cb0", "failure": "#c0392b"}


def as_dot(graph: StoryGraph) -> str:
    """The graph in Graphviz's language: phases as clusters, what no play reaches dashed and said in words."""
    return "".join(f"{line}\n" for line in _lines(graph))


def _lines(graph: StoryGraph) -> Iterator[str]:
    yield "digraph story {"
    yield f"  graph [label={quoted(graph.title)}, labelloc=t, newrank=true, fontname=Helvetica];"
    yield "  node [fontname=Helvetica, fontsize=11];"
    yield "  edge [fontname=Helvetica, fontsize=9];"
    for phase, nodes in graph.bands().items():
        yield f"  subgraph cluster_{phase or 'none'} {{"
        yield f'    label={quoted(phase_name(phase))}; labeljust=l; style=filled; color="#eeeeee";'
        for node in nodes:
            yield f"    {_node(node)}"
        yield "  }"
    found = links(graph)
    named = labels(found, _LONGEST_LABEL)
    for pair, link in found.items():
        yield f"  {_link(link, named.get(pair, ''))}"
    yield "}"


def _node(node: StoryNode) -> str:
    mark = f"{MARKS[node.ending]} " if node.ending else ""
    styles = ["filled"]
    styles += ["rounded", "bold"] if node.ending else ["bold"] if node.start else []
    styles += [] if node.reachable else ["dashed"]
    listed = f"Reached from {', '.join(node.sources)}" if node.sources else ""
    parts = [
        f"label={quoted(mark + node.title, subtitle(node))}",
        f"shape={_SHAPES[node.kind]}",
        f'style="{",".join(styles)}"',
        "fillcolor=white",
        f"tooltip={quoted(listed or node.title)}",
    ]
    parts += [f'color="{_COLOURS[node.ending]}"'] if node.ending else []
    return f"{quoted(node.id)} [{', '.join(parts)}];"


def _link(link: Link, label: str) -> str:
    parts = [f"tooltip={quoted(*link.account)}"]
    parts += [f"label={quoted(label)}"] if label else []
    if not link.reachable:
        parts += ["style=dashed", "arrowhead=tee", f"labeltooltip={quoted(UNREACHABLE)}"]
    elif link.kind in ("outcome", "meter"):
        parts.append("style=dotted" if link.kind == "meter" else "style=dashed")
    return f"{quoted(link.source)} -> {quoted(link.target)} [{', '.join(parts)}];"


def quoted(*lines: str) -> str:
    """Lines of text as one quoted string in which nothing is read as an escape or as an HTML entity."""
    return '"' + "\\n".join(_escaped(safe_line(line)) for line in lines) + '"'


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("&", "&amp;")
