"""A drawing with every coordinate: boxes on their ranks, lines through the gaps between, labels on the lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from isoquest.authoring.graph.circles import Pair
from isoquest.authoring.graph.layout.coordinates import Drawing, Line, Rectangle
from isoquest.authoring.graph.layout.ordering import ordered
from isoquest.authoring.graph.layout.placing import placed
from isoquest.authoring.graph.layout.ranks import Ranks

GAP_ACROSS = 18.0
GAP_DOWN = 20.0
BAND_PADDING = 14.0
LABEL_HEIGHT = 16.0
_THREAD = 8.0
"""The room that a line takes where it passes a rank."""
_PORTS = 18.0
"""Between the lines that leave one box."""
_STRAIGHTEN = 16.0
"""How much harder a long line pulls itself straight than a short one pulls its boxes together."""


@dataclass(slots=True)
class _Threads:
    """Boxes and lines cut into layers, each line a chain of neighbours."""

    layers: list[list[str]]
    widths: dict[str, float]
    chains: dict[Pair, list[str]] = field(default_factory=dict)
    labelled: dict[Pair, str] = field(default_factory=dict)

    def steps(self) -> Iterator[tuple[str, str]]:
        """Every pair of neighbours, the upper first."""
        for chain in self.chains.values():
            yield from pairwise(chain)


def drawn(
    bands: Sequence[Sequence[str]],
    ranks: Ranks,
    sizes: Mapping[str, tuple[float, float]],
    labels: Mapping[Pair, float],
) -> Drawing:
    """The drawing of boxes of these sizes (width, height) in bands; `labels` holds the width of each line's label."""
    threads = _threads(ranks, sizes, labels)
    below: dict[str, list[str]] = {}
    above: dict[str, list[str]] = {}
    beside: dict[str, list[tuple[str, float]]] = {}
    for upper, lower in threads.steps():
        below.setdefault(upper, []).append(lower)
        above.setdefault(lower, []).append(upper)
        pull = _STRAIGHTEN if upper not in sizes and lower not in sizes else 1.0
        beside.setdefault(upper, []).append((lower, pull))
        beside.setdefault(lower, []).append((upper, pull))
    layers = ordered(threads.layers, below, above)
    middles = placed(layers, threads.widths, beside, GAP_ACROSS)
    tops, heights, extents = _rows(layers, bands, ranks, sizes)
    boxes = {}
    layer_of = {box: number for number, layer in enumerate(layers) for box in layer}
    for box, (width, height) in sizes.items():
        number = layer_of[box]
        y = tops[number] + (heights[number] - height) / 2
        boxes[box] = Rectangle(middles[box] - width / 2, y, width, height)
    lines = _lines(threads, boxes, middles, [(tops[n], heights[n]) for n in range(len(layers))], layer_of)
    right = max((middles[box] + threads.widths[box] / 2 for box in middles), default=0.0)
    bottom = extents[-1][0] + extents[-1][1] if extents else 0.0
    return Drawing(right, bottom, boxes, lines, extents)


def _lines(
    threads: _Threads,
    boxes: Mapping[str, Rectangle],
    middles: Mapping[str, float],
    rows: Sequence[tuple[float, float]],
    row_of: Mapping[str, int],
) -> dict[Pair, Line]:
    """The course of every line; `rows` holds top and height of each layer."""
    ports = _ports(threads, middles, boxes)
    lines = {}
    for pair, chain in threads.chains.items():
        upper, lower = boxes[chain[0]], boxes[chain[-1]]
        spans = [(ports[chain[0], chain[1]], upper.y + upper.height, upper.y + upper.height)]
        for thread in chain[1:-1]:
            top, height = rows[row_of[thread]]
            spans.append((middles[thread], top, top + height))
        spans.append((ports[chain[-1], chain[-2]], lower.y, lower.y))
        label = None
        if pair in threads.labelled:
            thread = threads.labelled[pair]
            width, (top, height) = threads.widths[thread], rows[row_of[thread]]
            label = Rectangle(middles[thread] - width / 2, top, width, height)
        if pair[0] != chain[0]:
            spans = [(x, end, begin) for x, begin, end in reversed(spans)]
        lines[pair] = Line(tuple(spans), label)
    return lines


def _threads(ranks: Ranks, sizes: Mapping[str, tuple[float, float]], labels: Mapping[Pair, float]) -> _Threads:
    """Layer 2r holds the boxes of rank r, layer 2r + 1 the labels below it; layers that stay empty are left out."""
    joined = [(pair, pair) for pair in ranks.down] + [(pair, (pair[1], pair[0])) for pair in ranks.up]
    label_layer = {}
    for pair, (upper, lower) in joined:
        if pair in labels:
            label_layer[pair] = 2 * ranks.of[upper] + 1 if pair[0] == upper else 2 * ranks.of[lower] - 1
    used = sorted({2 * ranks.of[box] for box in sizes} | set(label_layer.values()))
    index = {layer: number for number, layer in enumerate(used)}
    threads = _Threads([[] for _ in used], {box: width for box, (width, _) in sizes.items()})
    for box in sizes:
        threads.layers[index[2 * ranks.of[box]]].append(box)
    for pair, (upper, lower) in joined:
        chain = [upper]
        for number in range(index[2 * ranks.of[upper]] + 1, index[2 * ranks.of[lower]]):
            thread = f"{upper}\n{lower}\n{number}\n{pair[0]}"
            labelled = label_layer.get(pair) == used[number]
            threads.widths[thread] = labels[pair] if labelled else _THREAD
            if labelled:
                threads.labelled[pair] = thread
            threads.layers[number].append(thread)
            chain.append(thread)
        threads.chains[pair] = [*chain, lower]
    return threads


def _rows(
    layers: Sequence[Sequence[str]],
    bands: Sequence[Sequence[str]],
    ranks: Ranks,
    sizes: Mapping[str, tuple[float, float]],
) -> tuple[list[float], list[float], tuple[tuple[float, float], ...]]:
    """Top and height of each layer, and top and height of each band."""
    last_rank = [max((ranks.of[box] for box in band), default=-1) for band in bands]
    tops, heights, extents = [], [], []
    y, band_top, band = BAND_PADDING, 0.0, 0
    for layer in layers:
        own = [box for box in layer if box in sizes]
        if own:
            while ranks.of[own[0]] > last_rank[band]:
                extents.append((band_top, y - band_top))
                band_top, band = y, band + 1
                y += BAND_PADDING
        height = max((sizes[box][1] for box in own), default=LABEL_HEIGHT)
        tops.append(y)
        heights.append(height)
        y += height + GAP_DOWN
    extents.append((band_top, y - band_top))
    return tops, heights, tuple(extents)


def _ports(
    threads: _Threads, middles: Mapping[str, float], boxes: Mapping[str, Rectangle]
) -> dict[tuple[str, str], float]:
    """Where on a box's edge the line to each neighbour ends: side by side, in the order of the neighbours."""
    sides: dict[tuple[str, bool], set[str]] = {}
    for upper, lower in threads.steps():
        sides.setdefault((upper, True), set()).add(lower)
        sides.setdefault((lower, False), set()).add(upper)
    ports = {}
    for (box, _), others in sides.items():
        if box in boxes:
            apart = min(_PORTS, boxes[box].width * 0.8 / len(others))
            first = middles[box] - apart * (len(others) - 1) / 2
            for position, other in enumerate(sorted(others, key=lambda other: middles[other])):
                ports[box, other] = first + apart * position
    return ports
