"""On which rank each node stands: below what leads to it, within the band of its phase."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from isoquest.authoring.graph.circles import Pair, closing

Band = TypeVar("Band", bound=Hashable)

LONGEST = 8
"""Ranks that a line may cross; a longer one is told in words in both of its boxes, for no eye would follow it."""
LONGEST_BACK = 3
"""Ranks that a line may lead back up."""
WIDEST = 8
"""Boxes on a rank beyond which those that lead nowhere get a rank of their own."""


@dataclass(frozen=True, slots=True)
class Ranks:
    """The rank of each node, and which pairs are drawn how."""

    of: Mapping[str, int]
    down: tuple[Pair, ...]
    up: tuple[Pair, ...]
    """Pairs that lead back to a higher rank."""
    leaps: tuple[Pair, ...]
    """Pairs that are too far apart to be joined by a line."""


def ranked(bands: Mapping[Band, Sequence[str]], pairs: Iterable[Pair]) -> Ranks:
    """Ranks from 0, those of a band after those of the band before it; `pairs` holds no node joined to itself."""
    pairs = tuple(pairs)
    band_of = {node: number for number, nodes in enumerate(bands.values()) for node in nodes}
    within_bands = [(source, target) for source, target in pairs if band_of[source] == band_of[target]]
    forward = set(within_bands) - closing(tuple(band_of), within_bands)
    ranks: dict[str, int] = {}
    first = 0
    for nodes in bands.values():
        here = set(nodes)
        ways = [pair for pair in within_bands if pair in forward and pair[0] in here]
        within = _wrapped(_longest_paths(nodes, ways), {source for source, _ in ways})
        for node in nodes:
            ranks[node] = first + within[node]
        first += max(within.values(), default=-1) + 1
    _lower_loose_ends(ranks, pairs, band_of)
    down, up, leaps = [], [], []
    for source, target in pairs:
        span = ranks[target] - ranks[source]
        if 0 < span <= LONGEST:
            down.append((source, target))
        elif -LONGEST_BACK <= span < 0 and band_of[source] == band_of[target]:
            up.append((source, target))
        else:
            leaps.append((source, target))
    return Ranks(ranks, tuple(down), tuple(up), tuple(leaps))


def _longest_paths(nodes: Sequence[str], pairs: Sequence[Pair]) -> dict[str, int]:
    """For each node the number of steps of the longest path that leads to it."""
    onward: dict[str, list[str]] = {node: [] for node in nodes}
    waiting_for = dict.fromkeys(nodes, 0)
    for source, target in pairs:
        onward[source].append(target)
        waiting_for[target] += 1
    ranks = dict.fromkeys(nodes, 0)
    ready = [node for node in nodes if not waiting_for[node]]
    for node in ready:
        for target in onward[node]:
            ranks[target] = max(ranks[target], ranks[node] + 1)
            waiting_for[target] -= 1
            if not waiting_for[target]:
                ready.append(target)
    return ranks


def _wrapped(ranks: dict[str, int], leading_on: Collection[str]) -> dict[str, int]:
    """The ranks with those too wide broken into rows: first what leads on, then as many of the rest as fit on each."""
    rows: list[list[str]] = [[] for _ in range(max(ranks.values(), default=-1) + 1)]
    for node, rank in ranks.items():
        rows[rank].append(node)
    made: dict[str, int] = {}
    first = 0
    for row in rows:
        row.sort(key=lambda node: node not in leading_on)
        onward = sum(node in leading_on for node in row)
        for place, node in enumerate(row):
            made[node] = first + (0 if place < onward else place // WIDEST)
        first = max(made[node] for node in row) + 1
    return made


def _lower_loose_ends(ranks: dict[str, int], pairs: Sequence[Pair], band_of: Mapping[str, int]) -> None:
    """Move a node to which nothing leads down to just above what it leads to."""
    entered = {target for _, target in pairs}
    onward: dict[str, list[str]] = {}
    for source, target in pairs:
        onward.setdefault(source, []).append(target)
    for node, targets in onward.items():
        same = [ranks[target] for target in targets if band_of[target] == band_of[node]]
        if node not in entered and len(same) == len(targets):
            ranks[node] = max(ranks[node], min(same) - 1)
