"""A smaller picture of the same story: meters gathered, a neighbourhood alone, whole phases as one box each."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import replace

from isoquest.authoring.graph.story import StoryEdge, StoryGraph, StoryNode, phase_name
from isoquest.authoring.report import counted

FEW_SOURCES = 2
"""Up to so many scenes, the ways that a meter opens are drawn each; beyond, they are gathered in one box."""


def with_meters_gathered(graph: StoryGraph) -> StoryGraph:
    """The graph with one box for each edge of a meter that many scenes can reach, in place of a line from each."""
    sources: dict[tuple[str, str], dict[str, StoryEdge]] = {}
    for edge in graph.edges:
        if edge.kind == "meter":
            by_source = sources.setdefault((edge.meter, edge.target), {})
            if edge.source not in by_source or edge.reachable:
                by_source[edge.source] = edge
    many = {key: found for key, found in sources.items() if len(found) > FEW_SOURCES}
    nodes = dict(graph.nodes)
    edges = [edge for edge in graph.edges if (edge.meter, edge.target) not in many]
    for (meter, target), found in many.items():
        first = next(iter(found.values()))
        reachable = any(edge.reachable for edge in found.values())
        note = f"from {counted(len(found), 'scene')}"
        nodes[meter] = StoryNode(
            meter, first.condition, "meter", nodes[target].phase, None, reachable, note=note, sources=tuple(found)
        )
        edges.append(StoryEdge(meter, target, "meter", reachable=reachable, meter=meter))
    return replace(graph, nodes=nodes, edges=tuple(edges))


def focused(graph: StoryGraph, node: str, steps: int) -> StoryGraph:
    """The part of a graph within `steps` ways on from a node, or back from it; boxes say what they leave out."""
    onward: dict[str, list[str]] = {}
    back: dict[str, list[str]] = {}
    for edge in graph.edges:
        onward.setdefault(edge.source, []).append(edge.target)
        back.setdefault(edge.target, []).append(edge.source)
    kept = _within(node, onward, steps) | _within(node, back, steps)
    edges = tuple(edge for edge in graph.edges if edge.source in kept and edge.target in kept)
    hidden_out = Counter(s for s, t in {(e.source, e.target) for e in graph.edges} if t not in kept)
    hidden_in = Counter(t for s, t in {(e.source, e.target) for e in graph.edges} if s not in kept)
    nodes = {}
    for id_, found in graph.nodes.items():
        if id_ in kept:
            notes = [found.note] if found.note else []
            notes += [f"{hidden_in[id_]} more before"] if hidden_in[id_] else []
            notes += [f"{hidden_out[id_]} more after"] if hidden_out[id_] else []
            nodes[id_] = replace(found, note=", ".join(notes))
    stories = sum(found.kind != "meter" for found in nodes.values())
    told = f"The part within {counted(steps, 'step')} of {node}: {counted(stories, 'node')} of"
    return StoryGraph(graph.title, f"{told} {graph.about[:1].lower()}{graph.about[1:]}", nodes, edges)


def _within(start: str, ways: dict[str, list[str]], steps: int) -> set[str]:
    distance = {start: 0}
    waiting = deque([start])
    while waiting:
        here = waiting.popleft()
        if distance[here] < steps:
            for there in ways.get(here, ()):
                if there not in distance:
                    distance[there] = distance[here] + 1
                    waiting.append(there)
    return set(distance)


def folded(graph: StoryGraph, phases: Iterable[str | None]) -> StoryGraph:
    """The graph with each of these phases as one box that says how much is in it, and the ways between merged."""
    bands = graph.bands()
    boxes = {phase: _box(phase, bands[phase]) for phase in phases if phase in bands}
    inside = {node.id: box.id for phase, box in boxes.items() for node in bands[phase]}
    nodes: dict[str, StoryNode] = {}
    for node in graph.nodes.values():
        shown = boxes.get(node.phase, node)
        nodes.setdefault(shown.id, shown)
    edges: list[StoryEdge] = []
    merged: dict[tuple[str, str], list[StoryEdge]] = {}
    for edge in graph.edges:
        source, target = inside.get(edge.source, edge.source), inside.get(edge.target, edge.target)
        if edge.source not in inside and edge.target not in inside:
            edges.append(edge)
        elif source != target:
            merged.setdefault((source, target), []).append(edge)
    for (source, target), found in merged.items():
        reachable = any(edge.reachable for edge in found)
        label = counted(len(found), "way")
        edges.append(StoryEdge(source, target, "folded", label, reachable=reachable))
    return replace(graph, nodes=nodes, edges=tuple(edges))


def _box(phase: str | None, nodes: list[StoryNode]) -> StoryNode:
    parts = [counted(sum(node.kind != "meter" for node in nodes), "node")]
    endings = sum(node.kind == "ending" for node in nodes)
    lost = sum(not node.reachable for node in nodes)
    meters = sum(node.kind == "meter" for node in nodes)
    parts += [counted(endings, "ending")] if endings else []
    parts += [f"{lost} unreachable"] if lost else []
    parts += [f"reached through {counted(meters, 'meter')}"] if meters else []
    return StoryNode(
        id=f"phase:{phase or 'none'}",
        title=phase_name(phase),
        kind="folded",
        phase=phase,
        reachable=any(node.reachable for node in nodes),
        start=any(node.start for node in nodes),
        note=", ".join(parts),
    )
