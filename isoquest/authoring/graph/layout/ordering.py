"""In which order the boxes of each rank stand, so that few lines cross."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Mapping, Sequence
from itertools import pairwise

SWEEPS = 12
"""Passes down and up; more hardly helps."""

Layers = list[list[str]]


def ordered(layers: Layers, below: Mapping[str, Sequence[str]], above: Mapping[str, Sequence[str]]) -> Layers:
    """The layers with few crossings: barycentre sweeps, of which the best result is kept.

    `below` and `above` hold the neighbours of each box in the next and in the previous layer.
    """
    layers = [list(layer) for layer in layers]
    best, fewest = [list(layer) for layer in layers], crossings(layers, below)
    for sweep in range(SWEEPS):
        if not fewest:
            break
        numbers = range(1, len(layers)) if sweep % 2 == 0 else range(len(layers) - 2, -1, -1)
        beside, step = (above, -1) if sweep % 2 == 0 else (below, 1)
        for number in numbers:
            _sort(layers[number], layers[number + step], beside)
        count = crossings(layers, below)
        if count < fewest:
            best, fewest = [list(layer) for layer in layers], count
    return best


def _sort(layer: list[str], fixed: Sequence[str], beside: Mapping[str, Sequence[str]]) -> None:
    """Sort a layer by the mean place of each box's neighbours; a box without any keeps its own."""
    place = {box: position for position, box in enumerate(fixed)}
    scale = len(fixed) / max(1, len(layer))
    wanted = {}
    for position, box in enumerate(layer):
        places = [place[other] for other in beside.get(box, ())]
        wanted[box] = sum(places) / len(places) if places else position * scale
    layer.sort(key=lambda box: wanted[box])


def crossings(layers: Layers, below: Mapping[str, Sequence[str]]) -> int:
    """How many pairs of lines between neighbouring layers cross."""
    count = 0
    for upper, lower in pairwise(layers):
        place = {box: position for position, box in enumerate(lower)}
        seen: list[int] = []
        for box in upper:
            ends = sorted(place[other] for other in below.get(box, ()))
            count += sum(len(seen) - bisect_right(seen, end) for end in ends)
            for end in ends:
                insort(seen, end)
    return count
