"""What can be wrong with a scenario though each of its parts reads well."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from isoquest.content.model import Assessment, Choice, Evidence, Flag, Meter, Node, Outcome, Reward, Route
from isoquest.content.problems import Problems


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a scenario, as far as they could be read."""

    meters: Mapping[str, Meter] = field(default_factory=dict)
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    flags: Mapping[str, Flag] = field(default_factory=dict)
    nodes: Mapping[str, Node] = field(default_factory=dict)
    is_sequel: bool = False
    """It says which scenario it follows, rightly or not."""


def check_whole(scenario: Parts, problems: Problems) -> None:
    """Note every problem between the parts of a scenario."""
    for meter in scenario.meters.values():
        _check_meter(meter, problems)
    _check_held(scenario, problems)
    for node in scenario.nodes.values():
        _check_node(node, problems)
        for reward in filter(None, (node.right, node.wrong)):
            _check_effects(reward, scenario, problems)
        for decision in node.decisions:
            _check_effects(decision, scenario, problems)
            if not decision.to:
                message = f"`{decision.id}` does not say where it leads"
                problems.add("no-way-on", message, decision.place, hint="name a node under `to`")
        for choice in node.choices.values():
            if choice.earlier and not scenario.is_sequel:
                message = f"`{choice.id}` has `earlier`, but this scenario follows no other"
                hint = "name the scenario that it follows under `follows`, or delete `earlier`"
                problems.add("follows-nothing", message, choice.place, hint=hint)
        for routes in (node.to, *(decision.to for decision in node.decisions)):
            _check_routes(routes, problems)
    _check_circles(scenario, problems)


def _check_meter(meter: Meter, problems: Problems) -> None:
    if meter.min >= meter.max:
        message = f"`{meter.id}` runs from {meter.min} to {meter.max}: there is nothing between"
        problems.add("meter-range", message, meter.place, hint="let `min` be less than `max`")
    elif not meter.min <= meter.start <= meter.max:
        message = f"`{meter.id}` starts at {meter.start}, outside {meter.min}..{meter.max}"
        problems.add("meter-range", message, meter.place, hint="change `start`, `min` or `max`")


def _check_held(scenario: Parts, problems: Problems) -> None:
    for evidence in scenario.evidence.values():
        if evidence.id in scenario.meters:
            problems.add("two-meanings", f"`{evidence.id}` is a meter and evidence", evidence.place, hint="rename one")
        if evidence.id in scenario.flags:
            problems.add("two-meanings", f"`{evidence.id}` is evidence and a flag", evidence.place, hint="rename one")
    for name in scenario.flags:
        if name in scenario.meters:
            place = scenario.meters[name].place
            problems.add("two-meanings", f"`{name}` is a meter and a flag", place, hint="rename one")


def _check_node(node: Node, problems: Problems) -> None:
    ways = [
        name
        for name, there in (
            ("choices", node.choices),
            ("to", node.to),
            ("chance", node.chance),
            ("ending", node.ending),
        )
        if there
    ]
    if not ways:
        message = f"`{node.id}` does not say how the story goes on"
        problems.add("no-way-on", message, node.place, hint="give it `choices`, `to`, `chance` or `ending`")
    elif len(ways) > 1:
        listed = " and ".join(f"`{way}`" for way in ways)
        problems.add("two-ways-on", f"`{node.id}` goes on by {listed}", node.place, hint="keep one of them")
    if node.assess:
        _check_assessment(node, node.assess, ways, problems)
    _check_ask(node, ways, problems)
    _check_role(node, ways, problems)
    _check_content(node, problems)


def _check_content(node: Node, problems: Problems) -> None:
    if node.waits and node.phase is None:
        hint = "one of choose, plan, build, run, check, audit, after"
        problems.add("missing-key", f"`{node.id}` has no `phase`", node.place, hint=hint)
    if (node.choices or node.ending) and not node.text:
        problems.add("missing-key", f"`{node.id}` has no `text`: the player would see nothing", node.place)
    if node.also and not node.waits:
        message = f"the paragraphs under `also` of `{node.id}` are never shown: the node is passed at once"
        problems.warn("never-shown", message, node.place, hint="give the node a `text`")
    for outcome in node.chance.values():
        if outcome.weight < 1:
            problems.add(
                "weight", f"the weight of `{outcome.id}` is {outcome.weight}", outcome.place, hint="at least 1"
            )
    if node.choices and all(choice.when is not None for choice in node.choices.values()):
        message = f"every choice of `{node.id}` has a condition; if none holds, the play cannot go on"
        problems.warn("maybe-stuck", message, node.place, hint="leave one choice without `when`")


def _check_assessment(node: Node, assessment: Assessment, ways: list[str], problems: Problems) -> None:
    if ways != ["to"]:
        problems.add("assess-way-on", f"`{node.id}` has `assess`, so it goes on by `to`", node.place, hint="add `to`")
    if not assessment.checks:
        problems.add("no-checks", f"the assessment of `{node.id}` has no checks", node.place)
    elif assessment.sample is not None and not 1 <= assessment.sample <= len(assessment.checks):
        message = f"`sample` is {assessment.sample}, but there are {len(assessment.checks)} checks"
        problems.add("sample", message, assessment.place, hint="draw at least 1 and at most all of them")


def _check_ask(node: Node, ways: list[str], problems: Problems) -> None:
    ask = node.ask
    if ask is None:
        if node.right or node.wrong:
            message = f"`{node.id}` has `right` or `wrong`, but asks nothing"
            problems.add("unknown-key", message, node.place, hint="add `ask`")
        return
    if ways != ["to"] or node.assess:
        problems.add("ask-way-on", f"`{node.id}` has `ask`, so it goes on by `to` alone", node.place, hint="add `to`")
    if ask.count < 1:
        problems.add("ask-count", f"`{node.id}` asks {ask.count} questions", ask.place, hint="ask at least 1")


def _check_role(node: Node, ways: list[str], problems: Problems) -> None:
    if node.role and ways and "choices" not in ways and node.ask is None:
        message = f"`{node.id}` has a `role`, but nothing is decided there"
        problems.warn("no-effect", message, node.place, hint="delete `role`")


def _check_effects(decision: Choice | Outcome | Reward, scenario: Parts, problems: Problems) -> None:
    for name, value in decision.set.items():
        meter = scenario.meters.get(name)
        if meter is not None and isinstance(value, bool):
            problems.add("wrong-type", f"`{name}` is a meter: set it to a whole number", decision.place)
        elif meter is None and name in {**scenario.evidence, **scenario.flags} and not isinstance(value, bool):
            problems.add("wrong-type", f"`{name}` is not a meter: set it to `true` or `false`", decision.place)
        elif meter is not None and not meter.min <= value <= meter.max:
            message = f"`{name}` is set to {value}, outside {meter.min}..{meter.max}"
            problems.add("meter-range", message, decision.place)
        if name in decision.add:
            message = f"`{name}` stands under `add` and `set` of one decision"
            problems.add("two-effects", message, decision.place, hint="keep one")
    for name, amount in decision.add.items():
        if amount == 0:
            problems.warn("no-effect", f"adding 0 to `{name}` does nothing", decision.place, hint="delete it")


def _check_routes(routes: tuple[Route, ...], problems: Problems) -> None:
    for route in routes[:-1]:
        if route.when is None:
            message = f"the way to `{route.node}` has no `when`, so those below it are never taken"
            problems.add("route-order", message, route.place, hint="give it `when`, or put it last")
    if routes and routes[-1].when is not None:
        message = f"the last way, to `{routes[-1].node}`, has a `when`; if it does not hold, there is no way on"
        problems.add("route-order", message, routes[-1].place, hint="leave `when` off the last way")


def _leads_to(node: Node, meters: Mapping[str, Meter]) -> Iterator[str]:
    """Where a node without choices can lead: by its ways, or by a meter that an outcome brings to an edge."""
    for routes in (node.to, *(outcome.to for outcome in node.chance.values())):
        yield from (route.node for route in routes)
    for outcome in node.chance.values():
        for meter in meters.values():
            amount, value = outcome.add.get(meter.id, 0), outcome.set.get(meter.id)
            if meter.at_min is not None and (amount < 0 or value == meter.min):
                yield meter.at_min
            if meter.at_max is not None and (amount > 0 or value == meter.max):
                yield meter.at_max


def _check_circles(scenario: Parts, problems: Problems) -> None:
    """Nodes that are passed at once may not lead back to themselves without a stop."""
    passed = {node.id: node for node in scenario.nodes.values() if not node.waits}
    onward = {
        name: [target for target in _leads_to(node, scenario.meters) if target in passed]
        for name, node in passed.items()
    }
    finished: set[str] = set()
    for first in passed:
        trail: list[tuple[str, int]] = [(first, 0)] if first not in finished else []
        on_trail = {first}
        while trail:
            name, index = trail.pop()
            if index < len(onward[name]):
                trail.append((name, index + 1))
                target = onward[name][index]
                if target in on_trail:
                    message = f"`{target}` leads back to itself without ever stopping for the player"
                    problems.add("circle", message, passed[target].place, hint="give one of the nodes a `text`")
                elif target not in finished:
                    trail.append((target, 0))
                    on_trail.add(target)
            else:
                finished.add(name)
                on_trail.discard(name)
