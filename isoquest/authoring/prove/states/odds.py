"""How likely each ending is for a player who decides by lot."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction

from isoquest.authoring.prove.states.exhaustive import Arrow, StateGraph
from isoquest.authoring.prove.states.loops import Ordered

SETTLED = 1e-13
"""Where plays can go round, chances are followed until less than this share of them is still under way."""
MOST_ROUNDS = 100_000


def odds(ordered: Ordered) -> dict[str, Fraction | float]:
    """For each node at which a play can end its chance, for a player who takes each open choice as often as any other.

    Questions are answered rightly half of the time, chance and samples fall as they weigh. Exact, as fractions, unless
    plays can go round: then to within `SETTLED`, as floats. Empty where a play goes round for too long on the average.
    Raises `OutOfTimeError`.
    """
    if any(ordered.loops(number) for number in range(len(ordered.parts))):
        return _followed(ordered)
    graph = ordered.graph
    there: list[Fraction] = [Fraction(0)] * len(graph.places)
    there[0] = Fraction(1)
    found: defaultdict[str, Fraction] = defaultdict(Fraction)
    for members in ordered.parts:
        graph.running.in_time()
        state = members[0]
        arrows = graph.arrows[state]
        if not arrows:
            found[graph.running.machine.places[graph.places[state]].node] += there[state]
        for arrow, share in zip(arrows, shares(graph, state), strict=True):
            there[arrow.target] += there[state] * share
        there[state] = Fraction(0)
    return dict(found)


def shares(graph: StateGraph, state: int) -> list[Fraction]:
    """How likely each step from a state is."""
    arrows = graph.arrows[state]
    if not arrows:
        return []
    place = graph.running.machine.places[graph.places[state]]
    weights = [Fraction(_weight(graph, state, arrow)) for arrow in arrows]
    if place.kind == "choice":
        # one choice may lead several ways: it is one choice all the same, and only one of its ways is open
        weights = [Fraction(1)] * len(arrows)
    total = sum(weights)
    return [weight / total for weight in weights]


def _weight(graph: StateGraph, state: int, arrow: Arrow) -> int:
    """The weight of a step among those of one chance."""
    edge = graph.running.machine.edges[arrow.edge]
    place = graph.running.machine.places[graph.places[state]]
    if edge.act not in ("look", "skip"):
        return edge.weight
    picked = _picked(graph, state, place.index)
    drawn = place.sample - picked
    return drawn if edge.act == "look" else place.remaining - drawn


def _picked(graph: StateGraph, state: int, place: int) -> int:
    look = next(way.edge for way in graph.running.ways[place] if way.edge.act == "look")
    return graph.running.encoding.position(graph.states[state], look.effects[0].variable)


def _followed(ordered: Ordered) -> dict[str, Fraction | float]:
    graph = ordered.graph
    steps = [
        [(arrow.target, float(share)) for arrow, share in zip(graph.arrows[state], shares(graph, state), strict=True)]
        for state in range(len(graph.places))
    ]
    found: defaultdict[str, float] = defaultdict(float)
    under_way = {0: 1.0}
    for _ in range(MOST_ROUNDS):
        graph.running.in_time()
        after: defaultdict[int, float] = defaultdict(float)
        for state, there in under_way.items():
            if not steps[state]:
                found[graph.running.machine.places[graph.places[state]].node] += there
            for target, share in steps[state]:
                after[target] += there * share
        under_way = after
        if sum(under_way.values()) < SETTLED:
            return dict(found)
    return {}
