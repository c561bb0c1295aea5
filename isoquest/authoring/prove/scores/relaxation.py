"""Bounds on what runs can gain, from the longest ways through an outline, tightened by what every run obeys.

Lagrangian relaxation: a requirement is not imposed but priced. A way that breaks it pays, one that leaves room is paid,
so that at any prices no run gains more than the best way does. See Geoffrion, "Lagrangean relaxation for integer
programming", 1974; the prices are found by the steps of Polyak, "Minimization of unsmooth functionals", 1969.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence

from isoquest.authoring.prove.scores.requirements import Requirements
from isoquest.authoring.prove.states.exhaustive import Arrow
from isoquest.authoring.prove.states.loops import Ordered

UNIT = 1024
"""Prices are whole multiples of one part in so many of a mark, and all sums are exact."""
ENDLESS = 1 << 60
"""More than any sum: a loop gains without end."""
PATIENCE = 6
"""Steps without a better bound after which they become smaller."""

MOST_TURNS = 60
"""How often the sums within a loop are raised before what can be gained there once is taken for all of it."""

Weigh = Callable[[Arrow], int]


class Relaxation:
    """The most that runs can gain, by the place at which they end."""

    def __init__(self, ordered: Ordered, rules: Requirements, weigh: Weigh, prices: Sequence[int] = ()) -> None:
        graph = ordered.graph
        self.ordered = ordered
        self.rules = rules
        self.once = rules.once
        self.running = graph.running
        self.machine = graph.running.machine
        self.arrows = [[(arrow.edge, arrow.target, UNIT * weigh(arrow)) for arrow in arrows] for arrows in graph.arrows]
        self.parts = [
            (number if ordered.loops(number) else -1, members) for number, members in enumerate(ordered.parts)
        ]
        self.onward = [
            [step for step in steps if ordered.part_of[step[1]] != ordered.part_of[state]]
            for state, steps in enumerate(self.arrows)
        ]
        """For each state the arrows that leave its component."""
        self.ends: defaultdict[int, list[int]] = defaultdict(list)
        """By place the states at which a run ends."""
        for state, place in enumerate(graph.places):
            if self.machine.places[place].kind == "end":
                self.ends[place].append(state)
        self.prices = [0] * len(rules.every)
        self.priced: set[int] = set()
        self.constant = 0
        """What the limits of the requirements are worth at their prices."""
        self.charge = [0] * len(self.machine.edges)
        """For each edge what its requirements make it cost."""
        self.proved: dict[int, int] = {}
        """By the place at which a run ends the least bound found so far; nothing for a place without one."""
        self.best = [0] * len(graph.places)
        self.came: list[tuple[int, int]] = [(-1, -1)] * len(graph.places)
        self._spread()
        if prices:
            self.set_prices(prices)

    def tighten(self, places: Collection[int], wanted: int | None, rounds: int) -> None:
        """Lower the bounds of runs that end at one of these places, in so many steps.

        `wanted` is what the best run known gains: where the bound meets it, there is no more to do.
        """
        stride, least, waited = 1.0, self._worth(places)[0], 0
        kept = list(self.prices)
        for _ in range(rounds):
            worth, end = self._worth(places)
            if end < 0 or worth >= ENDLESS // 2 or (wanted is not None and worth < UNIT * (wanted + 1)):
                break
            over = self._broken(end)
            length = sum((amount / self.rules.largest[number]) ** 2 for number, amount in over.items())
            if not length:
                break
            # without a run to measure by, a tenth less is what is hoped for
            hoped = abs(worth) // 10 + UNIT if wanted is None else worth - UNIT * wanted
            step = stride * hoped / length
            for number, amount in over.items():
                change = step * amount / self.rules.largest[number] ** 2
                self._price(number, max(0, self.prices[number] + round(change)))
            self._spread()
            worth = self._worth(places)[0]
            waited += 1
            if worth < least:
                least, waited, kept = worth, 0, list(self.prices)
            elif waited >= PATIENCE:
                stride, waited = stride / 2, 0
        self.set_prices(kept)

    def set_prices(self, prices: Sequence[int]) -> None:
        """Go back to prices that were found before."""
        for number, price in enumerate(prices):
            self._price(number, price)
        self._spread()

    def promises(self, places: Collection[int]) -> list[int | None]:
        """For each state the most that a run may yet gain, its charges paid, on the way to one of these places.

        None where no way leads there. In units, without the constant part of the bound; for an order of states only.
        """
        found: list[int | None] = [None] * len(self.arrows)
        for place in places:
            for state in self.ends[place]:
                found[state] = self._terminal(place)
        self.running.in_time()
        for number in reversed(range(len(self.ordered.parts))):
            members = self.ordered.parts[number]
            # round a loop a few times: a promise need not be exact
            for _ in range(3 if self.ordered.loops(number) else 1):
                for state in members:
                    for edge, target, weight in self.arrows[state]:
                        behind, here = found[target], found[state]
                        if behind is not None and (here is None or behind + weight - self.charge[edge] > here):
                            found[state] = behind + weight - self.charge[edge]
        return found

    def _price(self, number: int, price: int) -> None:
        change = price - self.prices[number]
        if change:
            self.prices[number] = price
            self.constant += change * self.rules.every[number].limit
            if price:
                self.priced.add(number)
            else:
                self.priced.discard(number)
            for edge, factor in self.rules.every[number].factors.items():
                self.charge[edge] += change * factor

    def _terminal(self, place: int) -> int:
        """What the limits of the requirements are worth to a run that ends at a place."""
        rules, prices = self.rules.every, self.prices
        return self.constant + sum(
            prices[number] * (rules[number].at_end[place] - rules[number].limit) for number in self.rules.varying
        )

    def _worth(self, places: Collection[int]) -> tuple[int, int]:
        """The greatest sum, in units, with which a way comes to one of the places, and the state it ends in."""
        sums = [
            (ENDLESS if self.best[state] >= ENDLESS // 2 else self.best[state] + terminal, state)
            for place in places
            for terminal in (self._terminal(place),)
            for state in self.ends[place]
        ]
        return max(sums, default=(0, -1))

    def _spread(self) -> None:
        """The longest way to each state at the prices of now, and what that proves of every place."""
        self.running.in_time()
        best, came, charge = self.best, self.came, self.charge
        for state in range(1, len(best)):
            best[state] = -ENDLESS
        best[0] = 0
        for loop, members in self.parts:
            if loop >= 0:
                self._settle(loop, members)
            for state in members:
                here = best[state]
                for edge, target, weight in self.onward[state]:
                    there = here + weight - charge[edge]
                    if there > best[target]:
                        best[target] = there
                        came[target] = (state, edge)
        for place in self.ends:
            worth = self._worth((place,))[0]
            if worth < ENDLESS // 2:
                self.proved[place] = min(worth // UNIT, self.proved.get(place, worth // UNIT))

    def _settle(self, number: int, members: Sequence[int]) -> None:
        """Within a loop: as Bellman and Ford have it, or, where that goes on rising, all that can be gained once."""
        inner = [
            (state, edge, target, weight - self.charge[edge])
            for state in members
            for edge, target, weight in self.arrows[state]
            if self.ordered.part_of[target] == number
        ]
        best = self.best
        entered = max(best[state] for state in members)
        for _ in range(min(len(members), MOST_TURNS)):
            self.running.in_time()
            rose = False
            for state, edge, target, weight in inner:
                if best[state] > -ENDLESS and best[state] + weight > best[target]:
                    best[target] = best[state] + weight
                    self.came[target] = (state, edge)
                    rose = True
            if not rose:
                return
        gains: dict[int, int] = {}
        for _, edge, _, weight in inner:
            gains[edge] = max(weight, gains.get(edge, 0))
        endless = any(gain > 0 and not self.once[edge] for edge, gain in gains.items())
        most = ENDLESS if endless else entered + sum(gains.values())
        for state in members:
            best[state] = most

    def _broken(self, state: int) -> dict[int, int]:
        """By how much the best way to a state breaks each requirement; below 0 what it leaves of one with a price."""
        place = self.ordered.graph.places[state]
        counted: defaultdict[int, int] = defaultdict(int)
        seen: set[int] = set()
        while state not in seen and state:
            seen.add(state)
            state, edge = self.came[state]
            for number, factor in self.rules.uses[edge]:
                counted[number] += factor
        over = {}
        for number in sorted(counted.keys() | self.priced):
            rule = self.rules.every[number]
            amount = counted.get(number, 0) - rule.at_end.get(place, rule.limit)
            if amount > 0 or (amount < 0 and self.prices[number]):
                over[number] = amount
        return over
