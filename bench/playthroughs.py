"""How many playthroughs a scenario has, exactly, and how likely each ending is for a uniform random player.

Run: `python bench/playthroughs.py [NAME or PATH] [--plays N]` (default: the generated story with the rare ending, and
no plays). `--plays 500000` compares the exact numbers with so many random plays. Counting the default takes about half
a minute and 230 MB, 500,000 plays some minutes.

Counted by dynamic programming over the states that the engine's own rules lead to, one decision after the other and
without any reduction: states are merged only where node, meters and records are the same. That needs a scenario
without circles, chance, questions and samples drawn in an audit, and small enough that the states fit into memory.
Where it works, it is an independent peer for whatever computes these numbers otherwise.

A playthrough is a list of decisions from the beginning to an ending or a dead end. The uniform random player takes each
of the open choices with the same probability. Probabilities are exact fractions.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from measuring import heading, rows
from random_play import Player
from story import story

from isoquest.content.model import Guard, Scenario
from isoquest.engine.rules import available, choose, start
from isoquest.engine.state import Refusal, State


@dataclass(frozen=True, slots=True)
class Counted:
    """What there is to count of all playthroughs."""

    playthroughs: int
    ways: dict[str, int]
    """For each node at which a playthrough ends, how many do."""
    chances: dict[str, Fraction]
    """Likewise, how likely a uniform random player is to end there."""
    states: int
    """How many different states were met, counted anew after each decision."""


def counted(scenario: Scenario) -> Counted:
    """The exact numbers of a scenario; raises ValueError where it has chance, questions, samples or circles."""
    for node in scenario.nodes.values():
        if node.chance or node.ask or (node.assess and node.assess.sample is not None):
            raise ValueError(f"`{node.id}` leaves something to chance or to the player's answers")
    history = any("visited(" in guard.text or "chose(" in guard.text for guard in guards(scenario))
    ways: defaultdict[str, int] = defaultdict(int)
    chances: defaultdict[str, Fraction] = defaultdict(Fraction)
    layer = {_merged(start(scenario, 0).state, history): (1, Fraction(1))}
    states = 0
    for _ in range(len(scenario.nodes) + 1):
        states += len(layer)
        following: dict[State, tuple[int, Fraction]] = {}
        for state, (count, chance) in layer.items():
            options = [option.id for option in available(scenario, state) if not option.locked]
            if not options:
                ways[state.node] += count
                chances[state.node] += chance
            for option in options:
                step = choose(scenario, state, option)
                if isinstance(step, Refusal):
                    raise TypeError(step.reason)
                reached = _merged(step.state, history)
                before, likely = following.get(reached, (0, Fraction(0)))
                following[reached] = (before + count, likely + chance / len(options))
        layer = following
    if layer:
        raise ValueError("there is a circle: some playthroughs have more decisions than there are nodes")
    return Counted(sum(ways.values()), dict(ways), dict(chances), states)


def guards(scenario: Scenario) -> Iterator[Guard]:
    """Every condition of a scenario except those of audits and of paragraphs."""
    for node in scenario.nodes.values():
        for decision in node.decisions:
            yield from (route.when for route in decision.to if route.when)
        yield from (choice.when for choice in node.choices.values() if choice.when)
        yield from (route.when for route in node.to if route.when)
        yield from (check.needs for check in (node.assess.checks.values() if node.assess else ()))


def _merged(state: State, history: bool) -> State:
    """The state without the records of where the play has been, unless a condition asks for them."""
    return state if history else state._replace(visited=0, chosen=0)


def main() -> None:
    """Count and print."""
    parser = argparse.ArgumentParser(description="Count the playthroughs of a scenario exactly.")
    parser.add_argument("scenario", nargs="?", default="rare-ending", metavar="NAME or PATH")
    parser.add_argument("--plays", type=int, default=0, metavar="N", help="compare with so many random plays")
    options = parser.parse_args()
    scenario = story(options.scenario)
    heading(f"All playthroughs of {scenario.title}, {len(scenario.nodes)} nodes, counted exactly.")
    try:
        exact = counted(scenario)
    except ValueError as error:
        sys.exit(f"this scenario cannot be counted: {error}")
    print(f"  {exact.playthroughs:,} playthroughs (about {exact.playthroughs:.2g}), {exact.states:,} states\n")
    rows(
        (node, f"{exact.ways[node]:>15,} ways; a random player ends here once in {float(1 / chance):,.1f} plays")
        for node, chance in sorted(exact.chances.items(), key=lambda item: -item[1])
    )
    if options.plays:
        player = Player(scenario)
        ends: defaultdict[str, int] = defaultdict(int)
        for _ in range(options.plays):
            ends[player.play()] += 1
        print(f"\n{options.plays:,} random plays, and what the exact numbers expect:\n")
        rows(
            (node, f"{ends[node]:>9,} plays, expected {float(options.plays * chance):,.1f}")
            for node, chance in sorted(exact.chances.items(), key=lambda item: -item[1])
        )


if __name__ == "__main__":
    main()
