"""How far right each box stands: near the middle of what it is joined to, at least a gap from its neighbours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

PASSES = 40
"""Passes down and up after which lines are about as straight as they get."""


def placed(
    layers: Sequence[Sequence[str]],
    widths: Mapping[str, float],
    beside: Mapping[str, Sequence[tuple[str, float]]],
    gap: float,
) -> dict[str, float]:
    """The middle of each box, the leftmost edge at 0; `beside` holds every neighbour with the pull of its line."""
    middles: dict[str, float] = {}
    for layer in layers:
        edge = 0.0
        for box in layer:
            middles[box] = edge + widths[box] / 2
            edge += widths[box] + gap
    for number in range(PASSES):
        for layer in layers if number % 2 == 0 else reversed(layers):
            _settle(layer, widths, beside, gap, middles)
    left = min((middles[box] - widths[box] / 2 for box in middles), default=0.0)
    return {box: middle - left for box, middle in middles.items()}


def _settle(
    layer: Sequence[str],
    widths: Mapping[str, float],
    beside: Mapping[str, Sequence[tuple[str, float]]],
    gap: float,
    middles: dict[str, float],
) -> None:
    """Move a layer's boxes as near as can be to where their neighbours pull them, in their order and without overlap.

    The nearest in the sense of least squares: pools of adjacent violators, each at its weighted mean.
    """
    pools: list[tuple[float, float, list[tuple[str, float]]]] = []
    offset = 0.0
    before: str | None = None
    for box in layer:
        if before is not None:
            offset += (widths[before] + widths[box]) / 2 + gap
        before = box
        pulls = beside.get(box, ())
        weight = sum(pull for _, pull in pulls)
        wanted = sum(middles[other] * pull for other, pull in pulls) / weight if pulls else middles[box]
        weight = weight or 0.1
        pool = (wanted - offset, weight, [(box, offset)])
        while pools and pools[-1][0] > pool[0]:
            mean, heavy, members = pools.pop()
            total = heavy + pool[1]
            pool = ((mean * heavy + pool[0] * pool[1]) / total, total, members + pool[2])
        pools.append(pool)
    for mean, _, members in pools:
        for box, own in members:
            middles[box] = mean + own
