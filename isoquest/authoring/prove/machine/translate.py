"""A scenario as a machine of places and edges that plays exactly as the engine does, chance and answers open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from isoquest.authoring.prove.expectation import Expectation
from isoquest.authoring.prove.machine.assessing import Assessor
from isoquest.authoring.prove.machine.conditions import Variables, bits_of, guard_for
from isoquest.authoring.prove.machine.guards import ALWAYS, NEVER, Guard, InSet, SumAtLeast, Term, every, negated
from isoquest.authoring.prove.machine.model import Edge, Effect, Goal, Machine, Place, PlaceKind, Variable
from isoquest.content import model

NOWHERE = -1
"""The target of an edge that is still being made."""


def machine_for(scenario: model.Scenario, expectations: Sequence[Expectation] = ()) -> Machine:
    """The scenario's machine.

    Raises `isoquest.authoring.prove.conditions.TangledError` for conditions that are beyond it.
    """
    return _Translation(scenario, expectations).machine


class _Translation:
    """One scenario being translated."""

    def __init__(self, scenario: model.Scenario, expectations: Sequence[Expectation]) -> None:
        self.scenario = scenario
        self.variables = Variables(scenario)
        self.machine = Machine(variables=self.variables.made)
        for guard in (*conditions_in(scenario), *(expectation.guard for expectation in expectations)):
            self._guard(guard)
        self.assessor = Assessor(self.variables, self.machine, self._place)
        self.machine.start = self._place(scenario.start, "auto")
        # entries first: edges lead to nodes that stand further down
        for node in scenario.nodes.values():
            self.machine.entries[node.id] = self._place(node.id, _kind(node) if node.assess is None else "auto")
        self._enter(Edge(self.machine.start, NOWHERE, "auto"), scenario.start)
        for node in scenario.nodes.values():
            self._node(node)
        self.machine.expected += [tuple(self._expected(expectation)) for expectation in expectations]

    def _expected(self, expectation: Expectation) -> Iterable[Goal]:
        guard = self._guard(expectation.guard)
        if expectation.how == "always":
            guard = negated(guard, self.variables.sizes)
        if guard == NEVER:
            return
        standing = set(self.machine.standing.values())
        for place in self.machine.places:
            # a play stops where a text is read, and again at each further question
            stops = place.kind == "answer" or place.index in standing
            if stops and self.scenario.nodes[place.node].waits and expectation.at in (None, place.node):
                yield Goal(place.index, guard)

    def _guard(self, condition: model.Guard | None) -> Guard:
        """What a condition asks of the variables."""
        return ALWAYS if condition is None else guard_for(condition.condition, self.variables)

    def _place(self, node: str, kind: PlaceKind) -> int:
        """A new place of a node."""
        self.machine.places.append(Place(len(self.machine.places), node, kind))
        return len(self.machine.places) - 1

    def _node(self, node: model.Node) -> None:
        here = self.machine.entries[node.id]
        if node.assess is not None:
            here = self.assessor.assess(node, node.assess, here, _kind(node))
        self.machine.standing[node.id] = here
        self.machine.paragraphs[node.id] = tuple(self._guard(paragraph.when) for paragraph in node.also)
        if node.ending is not None:
            return
        if node.ask is not None:
            self._ask(node, node.ask, here)
        elif node.choices:
            for choice in node.choices.values():
                guard = self._guard(choice.when)
                self._decide(Edge(here, NOWHERE, "choose", choice.id, guard, marks=choice.score), choice, choice.to)
        elif node.chance:
            if node.waits:
                read, here = here, self._place(node.id, "chance")
                self.machine.edges.append(Edge(read, here, "continue"))
            for outcome in node.chance.values():
                self._decide(Edge(here, NOWHERE, "outcome", outcome.id, weight=outcome.weight), outcome, outcome.to)
        else:
            self._routes(Edge(here, NOWHERE, "continue" if node.waits else "auto"), node.to)

    def _ask(self, node: model.Node, ask: model.Ask, here: int) -> None:
        """A place for each question in turn, with a way on for a right and for any other answer."""
        count = min(ask.count, len(node.questions))
        for turn in range(count):
            after = self._place(node.id, "answer") if turn + 1 < count else None
            right = Edge(here, NOWHERE, "right", str(turn), marks=max(0, ask.score))
            self._decide(right, node.right or model.Reward(), node.to, after)
            self._decide(Edge(here, NOWHERE, "wrong", str(turn)), node.wrong or model.Reward(), node.to, after)
            here = here if after is None else after

    def _decide(
        self,
        edge: Edge,
        decision: model.Choice | model.Outcome | model.Reward,
        routes: tuple[model.Route, ...],
        after: int | None = None,
    ) -> None:
        """The edges of one decision: to an edge of a meter that it reaches, or else to `after` or along the routes."""
        node = self.machine.places[edge.source].node
        effects = tuple(self._effects(decision.effects))
        if not isinstance(decision, model.Reward):
            effects = (*effects, *self._recorded("chosen", decision.bit))
        edge = replace(edge, effects=effects)
        close = [bit for bit in bits_of(decision.effects.close) if ("open", bit) in self.variables.records]
        left = edge.guard
        for target, reached, reaches in self._edges_reached(effects):
            self._lead(replace(edge, guard=every(left, reached), reaches=reaches), close, target)
            left = every(left, negated(reached, self.variables.sizes))
        edge = replace(edge, guard=left)
        if after is None and len(routes) == 1:
            self._lead(edge, close, routes[0].node)
            return
        if after is None:
            after = self._place(node, "auto")
            self._routes(Edge(after, NOWHERE, "auto", f"{edge.act} {edge.name}"), routes)
        self.machine.edges.append(replace(edge, target=self._closing(node, close, after)))

    def _lead(self, edge: Edge, close: list[int], target: str) -> None:
        """An edge to a node, findings being closed on the way."""
        if not close:
            self._enter(edge, target)
            return
        node = self.machine.places[edge.source].node
        last = self._place(node, "auto")
        self._enter(Edge(last, NOWHERE, "auto"), target)
        self.machine.edges.append(replace(edge, target=self._closing(node, close, last)))

    def _closing(self, node: str, close: list[int], then: int) -> int:
        """The first of places at which findings are closed one by one, the last leading to `then`."""
        for bit in close:
            variable = self.variables.records["open", bit]
            here = self._place(node, "auto")
            closed = (Effect(variable, "set", 0), *self.assessor.counted(bit, -1))
            self.machine.edges.append(Edge(here, then, "auto", guard=InSet(variable, 0b10), effects=closed))
            self.machine.edges.append(Edge(here, then, "auto", guard=InSet(variable, 0b01)))
            then = here
        return then

    def _routes(self, edge: Edge, routes: tuple[model.Route, ...]) -> None:
        """An edge for each route: the first that holds."""
        left = edge.guard
        for number, route in enumerate(routes):
            holds = self._guard(route.when)
            self._enter(replace(edge, guard=every(left, holds), route=number), route.node)
            left = every(left, negated(holds, self.variables.sizes))

    def _enter(self, edge: Edge, node: str) -> None:
        """An edge to the entry of a node, which counts as visited from then on."""
        visited = self._recorded("visited", self.scenario.nodes[node].bit)
        effects = (*edge.effects, *visited)
        self.machine.edges.append(replace(edge, target=self.machine.entries[node], effects=effects))

    def _recorded(self, record: str, mask: int, position: int = 1) -> Iterable[Effect]:
        for bit in bits_of(mask):
            variable = self.variables.records.get((record, bit))
            if variable is not None:
                yield Effect(variable, "set", position)

    def _effects(self, effects: model.Effects) -> Iterable[Effect]:
        meters = self.variables.made
        for index, amount, _, _ in effects.shifts:
            if amount:
                yield Effect(index, "add", amount // meters[index].step)
        for index, value in effects.sets:
            yield Effect(index, "set", (value - meters[index].low) // meters[index].step)
        yield from self._recorded("held", effects.give & ~effects.take)
        yield from self._recorded("held", effects.take, 0)

    def _edges_reached(self, effects: tuple[Effect, ...]) -> Iterable[tuple[str, Guard, tuple[int, str]]]:
        """For each edge that effects may bring a meter to: the node there, from where it is reached, and which it is.

        In the order in which the engine looks: the meters as declared, of each the lower edge first.
        """
        by_variable = {effect.variable: effect for effect in effects}
        for index, meter in enumerate(self.scenario.meters.values()):
            effect, variable = by_variable.get(index), self.variables.made[index]
            if effect is None:
                continue
            for target, edge, side in ((meter.at_min, 0, "min"), (meter.at_max, variable.size - 1, "max")):
                if target is not None:
                    spans = _reaching(effect, edge, variable.size - 1)
                    if spans:
                        yield target, _within(index, variable, spans), (index, side)


def _reaching(effect: Effect, edge: int, top: int) -> list[tuple[int, int]]:
    """The stretches of positions, the edge itself left out, from which an effect brings a meter to the edge."""
    if effect.kind == "set":
        spans = [(0, edge - 1), (edge + 1, top)] if effect.amount == edge else []
    elif effect.amount < 0 and edge == 0:
        spans = [(1, min(-effect.amount, top))]
    elif effect.amount > 0 and edge == top:
        spans = [(max(0, top - effect.amount), top - 1)]
    else:
        spans = []
    return [(low, high) for low, high in spans if low <= high]


def _within(index: int, variable: Variable, spans: list[tuple[int, int]]) -> Guard:
    """The variable stands in one of some stretches; of a wide variable these are one or lie beside its edge."""
    if not variable.wide:
        return InSet(index, sum((1 << (high + 1)) - (1 << low) for low, high in spans))
    (low, high) = spans[0]
    return every(SumAtLeast((Term(index, 1),), (), low), SumAtLeast((Term(index, -1),), (), -high))


def _kind(node: model.Node) -> PlaceKind:
    """Who decides at the place where the node's text is read."""
    if node.ending is not None:
        return "end"
    if node.ask is not None:
        return "answer"
    if node.choices or node.waits:
        return "choice"
    return "chance" if node.chance else "auto"


def conditions_in(scenario: model.Scenario) -> Iterable[model.Guard]:
    """Every condition of a scenario."""
    for node in scenario.nodes.values():
        yield from (paragraph.when for paragraph in node.also)
        if node.assess is not None:
            yield from (check.needs for check in node.assess.checks.values())
        for choice in node.choices.values():
            if choice.when is not None:
                yield choice.when
        for routes in (node.to, *(decision.to for decision in node.decisions)):
            yield from (route.when for route in routes if route.when is not None)
