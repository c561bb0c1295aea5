"""How far plays can go: best and worst score, shortest and longest play, loops, simple strategies, odds."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from isoquest.authoring.proof import UNKNOWN, Bound, Range
from isoquest.authoring.prove.machine.running import OutOfTimeError, Running
from isoquest.authoring.prove.scores.extremes import Extreme, Extremes, extremes, furthest
from isoquest.authoring.prove.states.bounds import Greatest, greatest_by_ending
from isoquest.authoring.prove.states.exhaustive import Arrow, StateGraph
from isoquest.authoring.prove.states.loops import Ordered
from isoquest.authoring.prove.states.odds import odds
from isoquest.authoring.prove.states.reduction import Reduction
from isoquest.authoring.prove.states.strategies import best_marks, endings_by, first_choice
from isoquest.authoring.prove.telling import witness_of
from isoquest.authoring.prove.witness import witness
from isoquest.content.model import Scenario
from isoquest.content.problems import Problem, Severity
from isoquest.engine.play import Play
from isoquest.engine.scoring import score
from isoquest.engine.state import CONTINUE

LEFT_OPEN = "which scores are the best and the worst, how long plays can be, and where simple strategies lead"
"""What is undecided where nothing was measured, or not everything."""
STRATEGIES = {"always the first choice": first_choice, "always what scores most": best_marks}


@dataclass(slots=True)
class Measures:
    """What was measured."""

    problems: list[Problem] = field(default_factory=list)
    undecided: list[str] = field(default_factory=list)
    score: Range = UNKNOWN
    scores: dict[str, Range] = field(default_factory=dict)
    length: Range = UNKNOWN
    strategies: dict[str, tuple[str, ...]] = field(default_factory=dict)
    odds: dict[str, Fraction | float] = field(default_factory=dict)


def decisions_in(play: Play) -> int:
    """How many decisions a play has, those only to go on reading left out."""
    return sum(decision.choice != CONTINUE for decision in play.decisions)


def measure(  # noqa: PLR0913 - the last four are by name, and two of them help alone where there is no graph
    scenario: Scenario,
    running: Running,
    graph: StateGraph | None,
    expired: Callable[[], bool],
    *,
    with_odds: bool,
    effort: int = 1,
    known: Iterable[Sequence[int]] = (),
    unreachable: Collection[str] = (),
) -> Measures:
    """Everything that can be measured; exact where there is a graph of all states.

    Where there is none, `effort` tells how hard to try (see `isoquest.authoring.prove.scores.extremes`), `known` are
    runs that come to endings, as the numbers of their edges, and `unreachable` are nodes that no play comes to.
    """
    measuring = _Measuring(scenario, running, expired)
    try:
        if graph is None:
            measuring.bounded(extremes(running, expired, effort, known), unreachable)
        else:
            measuring.all(graph, with_odds=with_odds)
    except OutOfTimeError:
        measuring.made.undecided.append(LEFT_OPEN)
    return measuring.made


class _Measuring:
    """One scenario being measured."""

    def __init__(self, scenario: Scenario, running: Running, expired: Callable[[], bool]) -> None:
        self.scenario = scenario
        self.running = running
        self.expired = expired
        self.made = Measures()
        self.shown: dict[tuple[int, ...], Play | None] = {}
        """By run the play that shows its score."""

    def bounded(self, found: Extremes, unreachable: Collection[str]) -> None:
        """What can be said without a graph of all states: bounds, and plays that come near them."""
        self._strategies()
        if not found.least_score:
            self.made.undecided.append("which scores are the best and the worst, and how long plays can be")
            return
        for one in (found.least_score, found.greatest_score, found.shortest, found.longest):
            for node in unreachable:
                one.pop(node, None)
        for node in self.scenario.nodes:
            if node in found.least_score:
                low, high = found.least_score[node], found.greatest_score[node]
                if low.witnessed is None:
                    self.made.undecided.append(f"which scores plays can have that end at `{node}`")
                else:
                    self.made.scores[node] = Range(self._score_bound(low), self._score_bound(high))
        self.made.score = Range(
            self._score_bound(furthest(found.least_score.values(), min)),
            self._score_bound(furthest(found.greatest_score.values(), max)),
        )
        self.made.length = Range(
            self._length_bound(furthest(found.shortest.values(), min)),
            self._length_bound(furthest(found.longest.values(), max)),
        )
        if None in (self.made.score.least, self.made.score.greatest):
            self.made.undecided.append("whether there is a limit to what plays can score")
        if self.made.length.greatest is None:
            self.made.undecided.append("how long plays can be")

    def all(self, graph: StateGraph, *, with_odds: bool) -> None:
        """The measures, part by part."""
        self._strategies()
        ordered = Ordered.of(graph)
        self._scores(ordered)
        self._lengths(ordered)
        if with_odds:
            self.made.odds = odds(ordered)
            if not self.made.odds:
                self.made.undecided.append("how likely each ending is: plays go round for too long")

    def _strategies(self) -> None:
        reduction = Reduction(self.running)
        for name, pick in STRATEGIES.items():
            found = endings_by(self.running, reduction, pick, self.expired)
            if found is None:
                self.made.undecided.append(f"where plays end that take {name}")
                continue
            self.made.strategies[name] = tuple(node for node in self.scenario.nodes if node in found)
            if pick is first_choice:
                self._first_choice_wins(found)

    def _first_choice_wins(self, found: dict[str, tuple[int, ...]]) -> None:
        for node_id, path in found.items():
            node = self.scenario.nodes[node_id]
            if node.ending is not None and node.ending.kind == "success":
                play = self._played(path, lambda play, node_id=node_id: play.state.node == node_id)  # type: ignore[misc] # bound now
                if play is not None:
                    message = f"taking always the first choice leads to the success `{node_id}`"
                    hint = "put the best choices at different places"
                    problem = Problem("first-choice-wins", message, node.place, Severity.WARNING, hint)
                    self.made.problems.append(_with(problem, play))

    def _played(self, path: tuple[int, ...], shows: Callable[[Play], bool]) -> Play | None:
        return witness(self.scenario, self.running.machine, path, shows, self.expired)

    def _scores(self, ordered: Ordered) -> None:
        most = greatest_by_ending(ordered, lambda arrow: arrow.most)
        least = greatest_by_ending(ordered, lambda arrow: -arrow.least)
        for node in self.scenario.nodes:
            if node in most:
                low, high = least[node], most[node]
                self.made.scores[node] = Range(
                    None if low is None else self._scored(node, low, -1),
                    None if high is None else self._scored(node, high, 1),
                )
        ends = [found for node, found in self.made.scores.items() if self.scenario.nodes[node].ending is not None]
        self.made.score = _overall(ends)

    def _scored(self, node: str, found: Greatest, sign: int) -> Bound:
        wanted = sign * found.value

        def shows(play: Play) -> bool:
            return play.state.node == node and score(play).path.earned == wanted

        play = self._played(found.path, shows)
        return Bound(wanted, wanted, None if play is None else witness_of(play))

    def _lengths(self, ordered: Ordered) -> None:
        edges = self.running.machine.edges

        def decided(arrow: Arrow) -> int:
            return edges[arrow.edge].act in ("choose", "right", "wrong")

        most = greatest_by_ending(ordered, decided)
        least = greatest_by_ending(ordered, lambda arrow: -decided(arrow))
        shortest = min((found for found in least.values() if found), key=lambda found: -found.value, default=None)
        longest = max((found for found in most.values() if found), key=lambda found: found.value, default=None)
        self.made.length = Range(
            None if shortest is None else self._long(shortest, -1),
            None if longest is None or None in most.values() else self._long(longest, 1),
        )

    def _score_bound(self, found: Extreme) -> Bound | None:
        """The bound on a score, with a play; None where nothing is proved or no run was found."""
        if found.proved is None or found.witnessed is None:
            return None
        if found.path not in self.shown:
            edges, places = self.running.machine.edges, self.running.machine.places
            end = places[edges[found.path[-1]].target].node

            def shows(play: Play) -> bool:
                return play.state.node == end and score(play).path.earned == found.witnessed

            self.shown[found.path] = self._played(found.path, shows)
        play = self.shown[found.path]
        return Bound(found.proved, found.witnessed, None if play is None else witness_of(play))

    def _length_bound(self, found: Extreme) -> Bound | None:
        if found.proved is None or found.witnessed is None:
            return None
        play = self._played(found.path, lambda play: decisions_in(play) == found.witnessed)
        return Bound(found.proved, found.witnessed, None if play is None else witness_of(play))

    def _long(self, found: Greatest, sign: int) -> Bound:
        wanted = sign * found.value
        play = self._played(found.path, lambda play: decisions_in(play) == wanted)
        return Bound(wanted, wanted, None if play is None else witness_of(play))


def _with(problem: Problem, play: Play | None) -> Problem:
    if play is None:
        return problem
    return Problem(
        problem.code,
        problem.message,
        problem.place,
        problem.severity,
        problem.hint,
        problem.related,
        witness_of(play),
    )


def _overall(ranges: list[Range]) -> Range:
    """The least of all and the greatest of all; None where one of them is without limit."""
    least = [found.least for found in ranges]
    greatest = [found.greatest for found in ranges]
    return Range(
        None if None in least or not least else min((b for b in least if b), key=lambda bound: bound.proved),
        None if None in greatest or not greatest else max((b for b in greatest if b), key=lambda bound: bound.proved),
    )
