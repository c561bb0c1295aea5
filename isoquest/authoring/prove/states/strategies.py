"""Where a play comes to whose decisions follow a simple rule, however chance and the questions fall."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from isoquest.authoring.prove.machine.running import Running, Way
from isoquest.authoring.prove.states.reduction import Reduction

MOST_STATES = 20_000

Pick = Callable[[Sequence[Way]], Sequence[Way]]
"""Of the ways that are open to a player those that the rule allows."""


def first_choice(is_open: Sequence[Way]) -> Sequence[Way]:
    """Always the first choice that is open; questions may be answered either way."""
    if not is_open or is_open[0].edge.act in ("right", "wrong"):
        return is_open
    name = is_open[0].edge.name
    return [way for way in is_open if way.edge.name == name]


def best_marks(is_open: Sequence[Way]) -> Sequence[Way]:
    """Always what scores most at once, the first of several; questions are answered rightly where that scores."""
    if not is_open:
        return is_open
    most = max(way.edge.marks for way in is_open)
    return first_choice([way for way in is_open if way.edge.marks == most])


def endings_by(
    running: Running, reduction: Reduction, pick: Pick, expired: Callable[[], bool]
) -> dict[str, tuple[int, ...]] | None:
    """The nodes at which such plays can end, each with a run that does; None where there are too many states."""
    found: dict[str, tuple[int, ...]] = {}
    start = (running.machine.start, running.encoding.start)
    seen = {(start[0], reduction.reduced(*start))}
    waiting: list[tuple[int, int, _Trail | None]] = [(*start, None)]
    while waiting:
        if len(seen) > MOST_STATES or expired():
            return None
        place, state, trail = waiting.pop()
        kind = running.machine.places[place].kind
        is_open: Sequence[Way] = [way for way in running.ways[place] if way.test is None or way.test(state)]
        if kind in ("choice", "answer"):
            is_open = pick(is_open)
        if not is_open:
            found.setdefault(running.machine.places[place].node, _path(trail))
        for way in is_open:
            after = state if way.change is None else way.change(state)
            key = (way.target, reduction.reduced(way.target, after))
            if key not in seen:
                seen.add(key)
                waiting.append((way.target, after, _Trail(trail, way.number)))
    return found


class _Trail(NamedTuple):
    """The edges of a run, the last first."""

    before: _Trail | None
    edge: int


def _path(trail: _Trail | None) -> tuple[int, ...]:
    edges = []
    while trail is not None:
        edges.append(trail.edge)
        trail = trail.before
    return tuple(reversed(edges))
