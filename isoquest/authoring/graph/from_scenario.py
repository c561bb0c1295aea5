"""A scenario as a graph: what leads where and under which condition, in which phase, and what no play can reach."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from isoquest.authoring.graph.story import PHASES, NodeKind, StoryEdge, StoryGraph, StoryNode
from isoquest.authoring.proof import Proof
from isoquest.authoring.report import counted
from isoquest.content.model import Node, Route, Scenario
from isoquest.content.safe_text import safe_line
from isoquest.engine.debrief import title_of


def story_graph(scenario: Scenario, proof: Proof | None = None) -> StoryGraph:
    """The graph of a scenario, with what the proof says that no play can reach.

    Without a proof, a node counts as unreachable where no way leads to it from the start, whatever the conditions.
    """
    edges = tuple(edge for node in scenario.nodes.values() for edge in _edges(scenario, node))
    if proof is None:
        unreachable = frozenset(scenario.nodes) - _found_from(scenario.start, edges)
    else:
        unreachable = frozenset(proof.unreachable)
    certain = proof is not None and proof.complete
    phases = _phases(scenario, edges)
    nodes = {
        node.id: StoryNode(
            id=node.id,
            title=safe_line(title_of(node)),
            kind=_kind(node),
            phase=phases.get(node.id),
            ending=node.ending.kind if node.ending else None,
            reachable=node.id not in unreachable,
            start=node.id == scenario.start,
        )
        for node in scenario.nodes.values()
    }
    judged = tuple(_judged(edge, unreachable) for edge in edges)
    return StoryGraph(safe_line(scenario.title), _about(tuple(nodes.values()), certain=certain), nodes, judged)


def _about(nodes: Collection[StoryNode], *, certain: bool) -> str:
    lost = [node for node in nodes if not node.reachable]
    endings = sum(node.ending is not None for node in nodes)
    told = f"{counted(len(nodes), 'node')}, {counted(endings, 'ending')}"
    if lost:
        return f"{told}; {len(lost)} that no play reaches."
    return f"{told}; every one can be reached." if certain else f"{told}; as far as is known, every one can be reached."


def _kind(node: Node) -> NodeKind:
    if node.ending is not None:
        return "ending"
    if node.assess is not None:
        return "audit"
    if node.ask is not None:
        return "questions"
    if node.chance:
        return "chance"
    return "scene" if node.waits else "passed"


def _edges(scenario: Scenario, node: Node) -> Iterator[StoryEdge]:
    for choice in node.choices.values():
        when = safe_line(choice.when.text) if choice.when else ""
        yield from _routes(StoryEdge(node.id, "", "choice", choice.id, safe_line(choice.text), when), choice.to)
    weights = sum(outcome.weight for outcome in node.chance.values())
    for outcome in node.chance.values():
        odds = f"{outcome.weight} in {weights}"
        yield from _routes(StoryEdge(node.id, "", "outcome", outcome.id, odds), outcome.to)
    yield from _routes(StoryEdge(node.id, "", "route"), node.to)
    effects = [(decision.id, decision.effects) for decision in node.decisions]
    effects += [(name, reward.effects) for name, reward in (("right", node.right), ("wrong", node.wrong)) if reward]
    meters = tuple(scenario.meters.values())
    for label, effect in effects:
        moved = [(meters[index], amount < 0, amount > 0) for index, amount, _, _ in effect.shifts]
        moved += [(meters[i], value == meters[i].min, value == meters[i].max) for i, value in effect.sets]
        for meter, down, up in moved:
            for edge, possible, at, target in (
                ("at_min", down, meter.min, meter.at_min),
                ("at_max", up, meter.max, meter.at_max),
            ):
                if possible and target is not None:
                    at_edge = safe_line(f"{meter.name or meter.id} at {at} {meter.unit}")
                    way = StoryEdge(node.id, target, "meter", label, condition=at_edge, meter=f"{meter.id}.{edge}")
                    yield way


def _routes(way: StoryEdge, routes: tuple[Route, ...]) -> Iterator[StoryEdge]:
    """The way, once for each node to which it can lead."""
    for route in routes:
        condition = safe_line(route.when.text) if route.when else "otherwise" if len(routes) > 1 else ""
        yield replace(way, target=route.node, condition=condition)


def _judged(edge: StoryEdge, unreachable: frozenset[str]) -> StoryEdge:
    """The edge, marked where no play can take it: neither from, nor to, nor by what is out of reach."""
    if unreachable.isdisjoint((edge.source, edge.target, f"{edge.source}.{edge.label}")):
        return edge
    return replace(edge, reachable=False)


def targets_of(edges: Iterable[StoryEdge]) -> dict[str, list[str]]:
    """For each node that a way leaves, where its ways lead, each target once."""
    found: dict[str, dict[str, None]] = {}
    for edge in edges:
        found.setdefault(edge.source, {})[edge.target] = None
    return {source: list(targets) for source, targets in found.items()}


def _found_from(start: str, edges: Iterable[StoryEdge]) -> frozenset[str]:
    onward = targets_of(edges)
    found, waiting = {start}, deque([start])
    while waiting:
        for target in onward.get(waiting.popleft(), ()):
            if target not in found:
                found.add(target)
                waiting.append(target)
    return frozenset(found)


def _phases(scenario: Scenario, edges: Iterable[StoryEdge]) -> dict[str, str]:
    """The phase of each node: its own, or that of the nearest node with one from which it is reached."""
    onward = targets_of(edges)
    phases: dict[str, str] = {node.id: node.phase for node in scenario.nodes.values() if node.phase is not None}
    waiting = deque(sorted(phases, key=lambda node: PHASES.index(phases[node])))
    while waiting:
        source = waiting.popleft()
        for target in onward.get(source, ()):
            if target not in phases:
                phases[target] = phases[source]
                waiting.append(target)
    return phases
