"""What is asked of a scenario: which of its parts some play has to come to, and which no play may."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from isoquest.authoring.prove.expectation import Expectation
from isoquest.authoring.prove.machine.guards import NEVER, Guard
from isoquest.authoring.prove.machine.model import Edge, Goal, Machine
from isoquest.authoring.prove.machine.running import Running
from isoquest.content.model import Node, Scenario
from isoquest.content.problems import Place, Severity
from isoquest.engine.play import Play


def _shown_by_any(_: Play) -> bool:
    return True


def _stuck(play: Play) -> bool:
    """The play cannot go on, though it is at no ending."""
    return play.over and play.scenario.nodes[play.state.node].ending is None


@dataclass(frozen=True, slots=True)
class Claim:
    """Something that a play may come to, and what it means if none, or one, does."""

    code: str
    wanted: bool
    """A play should come to it; otherwise none should."""
    message: str
    """What is wrong where the claim fails."""
    hint: str
    place: Place
    goals: tuple[Goal, ...]
    """Any of these is it."""
    question: str
    """What was asked, to follow `whether`."""
    subject: str = ""
    """What it is about: a node, `node.choice`, `node.check`, `meter.min`; a paragraph or way by its number, from 0."""
    within: str = ""
    """The node it belongs to: where no play comes to the node, there is nothing more to say."""
    severity: Severity = Severity.WARNING
    shown_by: Callable[[Play], bool] = _shown_by_any
    """For what no play should come to: whether a play, where it stands, has come to it."""


def claims(scenario: Scenario, running: Running, expectations: Sequence[Expectation] = ()) -> tuple[Claim, ...]:
    """Every claim on a scenario, in the order of its nodes, then those that its author makes."""
    own = map(_expected, expectations, running.machine.expected)
    return (*_Claims(scenario, running).all(), *own)


def _expected(expectation: Expectation, goals: tuple[Goal, ...]) -> Claim:
    """The claim that an expectation makes; `goals` are what would break it, or what would meet a `sometimes`."""
    written, where = expectation.guard.text, f"at `{expectation.at}`" if expectation.at else "anywhere"
    wanted = expectation.how == "sometimes"
    breaks = expectation.how == "never"
    said = {
        "never": f"`{written}` was never to hold {where}, but a play brings it about",
        "always": f"`{written}` was always to hold {where}, but a play comes there without it",
        "sometimes": f"`{written}` was to hold {where} in some play, but no play brings it about",
    }

    def shown_by(play: Play) -> bool:
        here = expectation.at in (None, play.state.node)
        return here and expectation.guard.holds(play.state) == breaks

    return Claim(
        code="expectation",
        wanted=wanted,
        message=said[expectation.how],
        hint="mend the scenario, or the expectation",
        place=expectation.place,
        goals=goals,
        question=f"`{written}` {expectation.how} holds {where}",
        severity=Severity.ERROR,
        shown_by=shown_by,
    )


class _Claims:
    """The claims on one scenario."""

    def __init__(self, scenario: Scenario, running: Running) -> None:
        self.scenario = scenario
        self.running = running
        self.machine: Machine = running.machine
        self.named: defaultdict[tuple[str, str, str], list[Edge]] = defaultdict(list)
        """The edges of each node by what they do and the name they bear."""
        self.routes: defaultdict[tuple[str, str], list[Edge]] = defaultdict(list)
        """The edges of each node that are one of several ways, by the decision that they belong to."""
        for edge in self.machine.edges:
            node = self.machine.places[edge.source].node
            self.named[node, edge.act, edge.name].append(edge)
            if edge.route >= 0:
                self.routes[node, edge.name].append(edge)

    def all(self) -> Iterator[Claim]:
        """The claims node by node, then those on the meters."""
        for node in self.scenario.nodes.values():
            yield from self._node(node)
        yield from self._meters()

    def _node(self, node: Node) -> Iterator[Claim]:
        ending = node.ending is not None
        yield Claim(
            code="unreachable-ending" if ending else "unreachable-node",
            wanted=True,
            message=f"no play {'ends at' if ending else 'comes to'} `{node.id}`",
            hint="lead a way here, look at the conditions on those that do, or delete it",
            place=node.place,
            goals=(Goal(self.machine.entries[node.id]),),
            question=f"a play can come to `{node.id}`",
            subject=node.id,
        )
        if node.waits:
            yield from self._paragraphs(node)
        yield from self._choices(node)
        yield from self._checks(node)
        yield from self._ways(node)

    def _paragraphs(self, node: Node) -> Iterator[Claim]:
        standing = self.machine.standing[node.id]
        guards = self.machine.paragraphs[node.id]
        for number, (paragraph, guard) in enumerate(zip(node.also, guards, strict=True)):
            written = paragraph.when.text
            yield Claim(
                code="unreachable-paragraph",
                wanted=True,
                message=f"this paragraph of `{node.id}` is never shown: `{written}` never holds there",
                hint="mend the condition, or delete the paragraph",
                place=paragraph.when.place,
                goals=_goals(standing, guard),
                question=f"the paragraph of `{node.id}` for `{written}` is ever shown",
                subject=f"{node.id}.{number}",
                within=node.id,
            )

    def _choices(self, node: Node) -> Iterator[Claim]:
        for choice in node.choices.values():
            if choice.when is not None:
                yield Claim(
                    code="unreachable-choice",
                    wanted=True,
                    message=f"no play can choose `{choice.id}` at `{node.id}`: `{choice.when.text}` never holds there",
                    hint="mend the condition, or delete the choice",
                    place=choice.when.place,
                    goals=_of(self.named[node.id, "choose", choice.id]),
                    question=f"`{choice.id}` at `{node.id}` can ever be chosen",
                    subject=f"{node.id}.{choice.id}",
                    within=node.id,
                )
        if node.choices and all(choice.when is not None for choice in node.choices.values()):
            standing = self.machine.standing[node.id]
            yield Claim(
                code="dead-end",
                wanted=False,
                message=f"a play can come to `{node.id}` with no choice open, and cannot go on",
                hint="leave one choice without `when`, or let the conditions cover every case",
                place=node.place,
                goals=_goals(standing, self.running.stuck(standing)),
                question=f"some choice is always open at `{node.id}`",
                subject=node.id,
                within=node.id,
                severity=Severity.ERROR,
                shown_by=_stuck,
            )

    def _checks(self, node: Node) -> Iterator[Claim]:
        if node.assess is None:
            return
        for check in node.assess.checks.values():
            written = check.needs.text
            yield Claim(
                code="check-never-fails",
                wanted=True,
                message=f"the check `{check.id}` of `{node.id}` never fails: `{written}` always holds there",
                hint="a check that cannot fail teaches nothing: let a play come here without what it needs",
                place=check.place,
                goals=_of(self.named[node.id, "auto", f"fail {check.id}"]),
                question=f"the check `{check.id}` of `{node.id}` can fail",
                subject=f"{node.id}.{check.id}",
                within=node.id,
            )
            yield Claim(
                code="check-never-passes",
                wanted=True,
                message=f"the check `{check.id}` of `{node.id}` always fails: `{written}` never holds there",
                hint="give the player a way to be ready for it",
                place=check.place,
                goals=_of(self.named[node.id, "auto", f"pass {check.id}"]),
                question=f"the check `{check.id}` of `{node.id}` can pass",
                subject=f"{node.id}.{check.id}",
                within=node.id,
            )

    def _ways(self, node: Node) -> Iterator[Claim]:
        """The ways on that have a condition: those of the node and those of its decisions."""
        owned = [("", node.to, [*self.routes[node.id, ""], *self._answered(node)])]
        for decision in node.decisions:
            edges = self.routes[node.id, f"{_act(node)} {decision.id}"]
            owned += [(decision.id, decision.to, edges)]
        for owner, routes, edges in owned:
            for number, route in enumerate(routes):
                if route.when is None:
                    continue
                yield Claim(
                    code="unreachable-route",
                    wanted=True,
                    message=f"no play goes on from `{node.id}` to `{route.node}` by `{route.when.text}`",
                    hint="mend the condition, or those above it, or delete this way",
                    place=route.when.place,
                    goals=_of(edge for edge in edges if edge.route == number),
                    question=f"the way from `{node.id}` to `{route.node}` is ever taken",
                    subject=f"{node.id}.{owner}.{number}" if owner else f"{node.id}.{number}",
                    within=node.id,
                )

    def _answered(self, node: Node) -> Iterator[Edge]:
        """The ways behind the last question of a node."""
        if node.ask is not None:
            last = min(node.ask.count, len(node.questions)) - 1
            for verdict in ("right", "wrong"):
                yield from self.routes[node.id, f"{verdict} {last}"]

    def _meters(self) -> Iterator[Claim]:
        reaching: defaultdict[tuple[int, str], list[Edge]] = defaultdict(list)
        for edge in self.machine.edges:
            if edge.reaches is not None:
                reaching[edge.reaches].append(edge)
        for index, meter in enumerate(self.scenario.meters.values()):
            for side, target in (("min", meter.at_min), ("max", meter.at_max)):
                if target is None:
                    continue
                value = meter.min if side == "min" else meter.max
                yield Claim(
                    code="unreachable-edge",
                    wanted=True,
                    message=f"`{meter.id}` never comes to {value}, so `at_{side}` never leads to `{target}`",
                    hint=f"take `at_{side}` out, or let decisions weigh more",
                    place=meter.place,
                    goals=_of(reaching[index, side]),
                    question=f"`{meter.id}` ever comes to {value}",
                    subject=f"{meter.id}.{side}",
                )


def _act(node: Node) -> str:
    return "choose" if node.choices else "outcome"


def _goals(place: int, guard: Guard) -> tuple[Goal, ...]:
    return () if guard == NEVER else (Goal(place, guard),)


def _of(edges: Iterable[Edge]) -> tuple[Goal, ...]:
    return tuple(Goal(edge.source, edge.guard) for edge in edges if edge.guard != NEVER)
