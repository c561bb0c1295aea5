"""Small machines of every kind, and all that they can come to, found by running them state by state."""

from __future__ import annotations

import random
from collections.abc import Sequence

from isoquest.authoring.prove.machine.guards import ALWAYS, Guard, InSet, SumAtLeast, Term, every, some
from isoquest.authoring.prove.machine.model import Edge, Effect, Goal, Machine, Place, Variable
from isoquest.authoring.prove.machine.running import Running


def random_machine(draw: random.Random) -> Machine:
    """A machine of 3 to 8 places, with loops, and 2 to 5 variables of 2 to 7 values."""
    variables = [
        Variable(f"v{number}", "meter", size := draw.choice((2, 2, 3, 4, 5, 7)), draw.randrange(size))
        for number in range(draw.randint(2, 5))
    ]
    sizes = [variable.size for variable in variables]
    places = [Place(number, f"n{number}", "choice") for number in range(draw.randint(3, 8))]
    loops = draw.random() < 0.6
    edges = []
    for place in places:
        for _ in range(draw.randint(0, 3)):
            onward = draw.randint(place.index + 1, len(places))
            target = draw.randrange(len(places)) if loops and draw.random() < 0.3 else min(onward, len(places) - 1)
            if target > place.index or loops:
                guard = random_guard(draw, sizes, 2) if draw.random() < 0.6 else ALWAYS
                edges.append(Edge(place.index, target, "choose", "", guard, random_effects(draw, sizes)))
    return Machine(variables, places, edges)


def random_effects(draw: random.Random, sizes: Sequence[int]) -> tuple[Effect, ...]:
    """What an edge does to some of the variables, once to each."""
    chosen = draw.sample(range(len(sizes)), draw.choice((0, 1, 1, 2, min(3, len(sizes)))))
    return tuple(
        Effect(variable, "set", draw.randrange(sizes[variable]))
        if draw.random() < 0.4
        else Effect(variable, "add", draw.choice((-6, -2, -1, 1, 1, 2, 3, 9)))
        for variable in chosen
    )


def random_guard(draw: random.Random, sizes: Sequence[int], depth: int) -> Guard:
    """A condition of any kind; sums have tables, factors and conditions that count."""
    kind = draw.choice(("in", "in", "sum", "every", "some")) if depth else "in"
    match kind:
        case "every":
            return every(*(random_guard(draw, sizes, depth - 1) for _ in range(2)))
        case "some":
            return some(*(random_guard(draw, sizes, depth - 1) for _ in range(2)))
        case "sum":
            chosen = draw.sample(range(len(sizes)), draw.randint(1, min(3, len(sizes))))
            terms = tuple(random_term(draw, variable, sizes[variable]) for variable in chosen)
            indicators = tuple(
                (draw.choice((-2, -1, 1, 2)), random_guard(draw, sizes, depth - 1)) for _ in range(draw.randint(0, 2))
            )
            return SumAtLeast(terms, indicators, draw.randint(-2, 6))
        case _:
            variable = draw.randrange(len(sizes))
            return InSet(variable, draw.randrange(1, (1 << sizes[variable]) - 1))


def random_term(draw: random.Random, variable: int, size: int) -> Term:
    """A term with a table; whether it has a factor is told by the variable being wide."""
    if draw.random() < 0.5:
        factor = draw.choice((-1, 1, 2))
        return Term(variable, 0, tuple(factor * position for position in range(size)))
    return Term(variable, 0, tuple(draw.randint(-2, 3) for _ in range(size)))


def random_goals(draw: random.Random, running: Running) -> tuple[Goal, ...]:
    """Places in certain states: where an edge is open, where none is, and others."""
    machine = running.machine
    goals = [Goal(edge.source, edge.guard) for edge in machine.edges]
    goals += [Goal(place.index, running.stuck(place.index)) for place in machine.places if running.ways[place.index]]
    goals += [Goal(place.index) for place in machine.places]
    goals += [Goal(draw.randrange(len(machine.places)), random_guard(draw, machine.sizes, 2)) for _ in range(8)]
    return tuple(dict.fromkeys(goals))


def all_states(running: Running) -> list[set[int]]:
    """For each place every state that some run comes to."""
    found: list[set[int]] = [set() for _ in running.ways]
    waiting = [(running.machine.start, running.encoding.start)]
    while waiting:
        place, state = waiting.pop()
        if state not in found[place]:
            found[place].add(state)
            waiting += [
                (way.target, state if way.change is None else way.change(state))
                for way in running.ways[place]
                if way.test is None or way.test(state)
            ]
    return found


def end_of(running: Running, path: Sequence[int]) -> tuple[int, int] | None:
    """The place and the state to which a run along these edges comes; None where it cannot be run."""
    place, state = running.machine.start, running.encoding.start
    for number in path:
        way = next((way for way in running.ways[place] if way.number == number), None)
        if way is None or (way.test is not None and not way.test(state)):
            return None
        place, state = way.target, state if way.change is None else way.change(state)
    return place, state
