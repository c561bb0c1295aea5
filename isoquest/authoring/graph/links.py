"""All ways between the same two nodes as one line of the picture, with a short and a full account of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from isoquest.authoring.graph.circles import Pair
from isoquest.authoring.graph.story import EdgeKind, StoryEdge, StoryGraph

_STRONGEST: tuple[EdgeKind, ...] = ("choice", "outcome", "route", "folded", "meter")


@dataclass(frozen=True, slots=True)
class Link:
    """Every way from one node to another."""

    source: str
    target: str
    edges: tuple[StoryEdge, ...]

    @property
    def kind(self) -> EdgeKind:
        """The kind of its ways; where they differ, that in which the player has most say."""
        return min((edge.kind for edge in self.edges), key=_STRONGEST.index)

    @property
    def reachable(self) -> bool:
        """Some play goes this way."""
        return any(edge.reachable for edge in self.edges)

    @property
    def names(self) -> tuple[str, ...]:
        """The ids of its choices and outcomes, each once."""
        return tuple(dict.fromkeys(edge.label for edge in self.edges if edge.label and edge.kind != "meter"))

    @property
    def shared(self) -> str:
        """The condition of all its ways where they have the same one; empty where they differ or have none."""
        conditions = {edge.condition for edge in self.edges}
        return conditions.pop() if len(conditions) == 1 else ""

    @property
    def conditional(self) -> bool:
        """None of its ways is open always."""
        return all(edge.when or edge.condition for edge in self.edges)

    @property
    def account(self) -> tuple[str, ...]:
        """A line for each way: its id, its conditions and its text."""
        return tuple(_line(edge) for edge in self.edges)


def conditions(edge: StoryEdge) -> str:
    """The conditions of a way in words, such as `if a, then if b` or `otherwise`; empty where there are none."""
    if edge.kind == "meter":
        return f"with {edge.condition}" if edge.condition else ""
    then = edge.condition if edge.condition in ("", "otherwise") else f"if {edge.condition}"
    if edge.when:
        return f"if {edge.when}" + (f", then {then}" if then else "")
    return then


def _line(edge: StoryEdge) -> str:
    told = ", ".join(part for part in (edge.label, conditions(edge)) if part) or "on"
    told += f": {edge.text}" if edge.text else ""
    return told if edge.reachable else f"{told} (no play takes this way)"


def links(graph: StoryGraph) -> dict[Pair, Link]:
    """The ways of a graph, one link for each pair of nodes, in the order of the first."""
    found: dict[Pair, list[StoryEdge]] = {}
    for edge in graph.edges:
        found.setdefault((edge.source, edge.target), []).append(edge)
    return {pair: Link(*pair, tuple(edges)) for pair, edges in found.items()}


def labels(found: Mapping[Pair, Link], longest: int) -> dict[Pair, str]:
    """A label of about `longest` characters for each link that needs one.

    None for the only way on from a node when it is always open: there is nothing to tell apart.
    """
    leaving = Counter(link.source for link in found.values())
    named: dict[str, Counter[str]] = {source: Counter() for source in leaving}
    for link in found.values():
        named[link.source].update(link.names)
    made = {}
    for pair, link in found.items():
        plain = leaving[link.source] == 1 and not link.conditional and link.kind != "folded"
        label = "" if plain else _label(link, named[link.source], longest)
        if not link.reachable:
            label = f"✕ {label}".strip()
        if label:
            made[pair] = label
    return made


def _label(link: Link, named: Counter[str], longest: int) -> str:
    """What tells a link from its siblings: the condition where its choices are the same as theirs, else the choices.

    `named` counts, for each choice of the node, the links on which it leads away.
    """
    names = link.names
    if link.shared and (not names or len(names) == len(named)):
        return _cut(link.shared, longest)
    shown: list[str] = []
    for name in names:
        if shown and len(", ".join([*shown, name])) > longest:
            break
        shown.append(_cut(name, longest))
    more = len(names) - len(shown)
    told = ", ".join(shown) + (f" +{more}" if more else "")
    if link.shared and any(named[name] > 1 for name in names):
        return _cut(f"{told}: {link.shared}", longest + longest // 2)
    return f"{told} (if)" if told and link.conditional else told


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
