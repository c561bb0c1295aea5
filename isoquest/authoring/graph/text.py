"""A story graph in words, phase by phase: for terminals, for pages without pictures, and read aloud."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from isoquest.authoring.graph.circles import closing
from isoquest.authoring.graph.lettering import broken, columns
from isoquest.authoring.graph.links import Link, conditions, links
from isoquest.authoring.graph.story import StoryGraph, StoryNode, phase_name
from isoquest.authoring.graph.words import UNREACHABLE, kind_words
from isoquest.authoring.report import counted

WIDTH = 80
_MOST_SOURCES = 8


def as_text(graph: StoryGraph, width: int = WIDTH) -> str:
    """The graph as lines of at most `width` columns: each node by its phase, and below it where its ways lead."""
    return "".join(f"{line}\n" for line in _lines(graph, width))


def _lines(graph: StoryGraph, width: int) -> Iterator[str]:
    yield from _hanging(graph.title, width, "")
    yield from _hanging(graph.about, width, "")
    lost = graph.out_of_reach
    if lost:
        yield from _hanging(f"No play reaches: {', '.join(lost)}.", width, "")
    found = links(graph)
    back = closing(tuple(graph.nodes), found)
    leaving: dict[str, list[Link]] = {node: [] for node in graph.nodes}
    entering: dict[str, list[str]] = {node: [] for node in graph.nodes}
    for link in found.values():
        leaving[link.source].append(link)
        if link.source != link.target:
            entering[link.target].append(link.source)
    for phase, nodes in graph.bands().items():
        count = sum(node.kind not in ("meter", "folded") for node in nodes)
        heading = phase_name(phase) + (f", {counted(count, 'node')}" if count else "")
        yield from ("", "", heading, "-" * columns(heading))
        for node in nodes:
            yield ""
            yield from _node(node, entering[node.id], width)
            for link in leaving[node.id]:
                target = graph.nodes[link.target]
                yield from _ways(link, target, back=(link.source, link.target) in back, width=width)


def _node(node: StoryNode, entering: Sequence[str], width: int) -> Iterator[str]:
    remarks = ["start"] if node.start else []
    remarks += [kind_words(node)] if kind_words(node) else []
    remarks += [node.note] if node.note else []
    remarks += [] if node.reachable else [UNREACHABLE]
    name = node.title if node.kind in ("meter", "folded") else f"{node.id}: {node.title}"
    yield from _hanging(name + "".join(f" [{remark}]" for remark in remarks), width, "", "  ")
    if node.sources:
        yield from _hanging(f"From {', '.join(node.sources)}.", width, "    ")
    if len(entering) > 1:
        yield from _hanging(f"Joins {len(entering)} ways, {_listed(entering)}.", width, "    ")


def _listed(sources: Sequence[str]) -> str:
    more = len(sources) - _MOST_SOURCES
    return f"from {', '.join(sources[:_MOST_SOURCES])}" + (f" and {more} more" if more > 0 else "")


def _ways(link: Link, target: StoryNode, *, back: bool, width: int) -> Iterator[str]:
    """A line for the ways of a link under the same conditions."""
    groups: dict[tuple[str, bool], list[str]] = {}
    for edge in link.edges:
        names = groups.setdefault((conditions(edge), edge.reachable), [])
        if edge.label and edge.label not in names:
            names.append(edge.label)
    whither = target.title if target.kind in ("meter", "folded") else f"{target.id} ({target.title})"
    for (condition, reachable), names in groups.items():
        how = ", ".join(part for part in (", ".join(names), condition) if part)
        told = f"{how}: to {whither}" if how else f"To {whither}"
        told += f", {target.ending} ending" if target.ending else ""
        told += ", here again" if link.source == link.target else ", a way back" if back else ""
        told += "" if reachable else " [no play takes this way]"
        yield from _hanging(told, width, "    ", "        ")


def _hanging(text: str, width: int, first: str, rest: str | None = None) -> Iterator[str]:
    """The lines of a text, the first with one indent and the others with another."""
    rest = first if rest is None else rest
    head, *more = broken(text, width - max(len(first), len(rest)), columns)
    yield first + head
    for line in more:
        yield rest + line
