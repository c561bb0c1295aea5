"""A scene as its author looks at it: what is open and why, what each way does and where it leads, and the raw state."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from textual.content import Content
from textual.visual import Visual

from isoquest.authoring.condition_parts import Part, explain
from isoquest.content.model import Choice, Guard, Node, Outcome, Reward, Route, Scenario
from isoquest.content.prose import plain
from isoquest.engine.play import Play
from isoquest.engine.rules import available, choose, taken, where_to
from isoquest.engine.state import CONTINUE, Drawn, Refusal, State
from isoquest.tui.one_line import line
from isoquest.tui.views.consequence import heading
from isoquest.tui.visuals import Grid, Hanging, Stack

HOLDS, HOLDS_NOT = Content.styled("✓", "$better"), Content.styled("✗", "$worse")
TAKEN, NOT_TAKEN = Content.styled("→", "bold $accent"), Content.styled("·", "$quiet")
BEGINNING = 40
"""Characters of a paragraph that are shown, so that its author knows it again."""


def authors_view(play: Play) -> Stack:
    """All of it, for the node at which the play stands."""
    scenario, state = play.scenario, play.state
    node = scenario.nodes[state.node]
    about = " · ".join(filter(None, (node.phase, node.topic, node.clause and f"clause {node.clause}")))
    parts: list[Visual] = [
        Content.assemble(line(node.id, "bold $accent"), (f"  line {node.place.line}", "$quiet"), "\n", line(about))
    ]
    if node.choices:
        keys = {option.id: str(key) for key, option in enumerate(available(scenario, state), start=1)}
        rows = [_choice(scenario, state, each, keys.get(each.id, "")) for each in node.choices.values()]
        parts.append(_part("Choices", rows, gap=1))
    if node.ask is not None:
        rewards = (("right", node.right), ("wrong", node.wrong))
        rows = [_reward(word, reward) for word, reward in rewards if reward is not None]
        parts.append(_part(f"Questions · score {node.ask.score} each", rows))
    if node.chance:
        parts.append(_part("Chance", _chance(scenario, state, node), gap=1))
    if node.to:
        parts.append(_part("Goes on to", _routes(state, node.to)))
    if node.also:
        rows = [_guarded(f"{plain(each.text)[:BEGINNING]}…", each.when, state) for each in node.also]
        parts.append(_part("Also", rows))
    if node.assess is not None:
        rows = [_guarded(f"{each.id} · {each.grade}", each.needs, state) for each in node.assess.checks.values()]
        sample = f" · {node.assess.sample} drawn" if node.assess.sample is not None else ""
        parts.append(_part(f"Checks, as they would go now{sample}", rows))
    parts.append(raw_state(play))
    return Stack(parts)


def _part(head: str, rows: Sequence[Visual], gap: int = 0) -> Visual:
    return Stack([heading(head), Stack(rows, gap=gap)], gap=0)


def _conditions(guard: Guard, state: State) -> list[Visual]:
    """Each part of a condition with its truth and its values."""
    rows: list[Visual] = []
    for part in explain(guard.condition, state):
        row = Hanging(HOLDS if part.holds else HOLDS_NOT, _told(part))
        rows.append(Hanging("", row, 2 * part.depth) if part.depth else row)
    return rows


def _told(part: Part) -> Content:
    return Content.assemble(line(part.text, "$code"), (f"  {part.values}" if part.values else "", "$quiet"))


def _guarded(text: str, guard: Guard, state: State) -> Visual:
    """Something that depends on a condition; one of a single part stands behind it."""
    mark, parts = HOLDS if guard.holds(state) else HOLDS_NOT, explain(guard.condition, state)
    if len(parts) == 1:
        return Hanging(mark, Content.assemble(line(text), "  ", _told(parts[0])))
    return Stack([Hanging(mark, line(text)), Hanging("", Stack(_conditions(guard, state), gap=0), 2)], gap=0)


def _choice(scenario: Scenario, state: State, choice: Choice, key: str) -> Visual:
    is_open = choice.when is None or choice.when.holds(state)
    word, style = ("open", "$better") if is_open else ("locked", "$worse") if choice.locked else ("hidden", "$worse")
    number = f"{key} " if key and is_open else ""
    head = Content.assemble(
        (number, "bold $accent"),
        line(choice.id, "bold"),
        (f"  {word}", style),
        (f"  line {choice.place.line}", "$quiet"),
    )
    rows: list[Visual] = [head]
    if word == "hidden":
        rows.append(line(choice.text, "italic $quiet"))
    if choice.when is not None:
        rows += _conditions(choice.when, state)
    does = f"score {choice.score}"
    effects = _effects(choice)
    rows.append(line(f"{does} · {effects}" if effects else does))
    rows += _leads(scenario, state, choice)
    return Hanging(HOLDS if is_open else HOLDS_NOT, Stack(rows, gap=0))


def _leads(scenario: Scenario, state: State, decision: Choice | Outcome) -> list[Visual]:
    """Where a decision leads from here: by its own ways, or from a meter's edge."""
    after, edge = taken(scenario, state, decision)
    if edge is not None:
        side = "its least" if edge.edge == "min" else "its most"
        return [Hanging(TAKEN, line(f"{edge.node}, since {edge.meter} comes to {side}"))]
    return _routes(after, decision.to)


def _routes(state: State, routes: Sequence[Route]) -> list[Visual]:
    """Each way with its condition; the one that would be taken bears an arrow."""
    position = where_to(state, tuple(routes))
    rows: list[Visual] = []
    for number, route in enumerate(routes):
        way = number == position
        rows.append(Hanging(TAKEN if way else NOT_TAKEN, line(route.node)))
        if route.when is not None:
            rows.append(Hanging("", Stack(_conditions(route.when, state), gap=0), 2))
    return rows


def _chance(scenario: Scenario, state: State, node: Node) -> list[Visual]:
    whole = sum(outcome.weight for outcome in node.chance.values())
    step = choose(scenario, state, CONTINUE)
    drawn = [] if isinstance(step, Refusal) else [event for event in step.events if isinstance(event, Drawn)]
    rows: list[Visual] = []
    for outcome in node.chance.values():
        comes = bool(drawn) and (drawn[0].node, drawn[0].outcome) == (node.id, outcome.id)
        head = Content.assemble(line(outcome.id, "bold"), (f"  {outcome.weight}/{whole}", "$quiet"))
        told: list[Visual] = [Content.assemble(head, ("  comes next", "$accent") if comes else "")]
        effects = _effects(outcome)
        told += [line(effects)] if effects else []
        told += _leads(scenario, state, outcome)
        rows.append(Hanging(TAKEN if comes else NOT_TAKEN, Stack(told, gap=0)))
    return rows


def _reward(word: str, reward: Reward) -> Visual:
    return line(f"{word}: {_effects(reward) or 'nothing'}")


def _effects(decision: Choice | Outcome | Reward) -> str:
    """What it does to meters, evidence, flags and findings, in few words."""
    told = [f"{name} {amount:+d}" for name, amount in decision.add.items()]
    told += [_set(name, value) for name, value in decision.set.items()]
    told += [f"closes {reference}" for reference in decision.close]
    return ", ".join(told)


def _set(name: str, value: int | bool) -> str:
    if isinstance(value, bool):
        return f"gives {name}" if value else f"takes {name}"
    return f"{name} = {value}"


def raw_state(play: Play) -> Visual:
    """Meters, evidence and flags by their ids, and how far the play is."""
    scenario, state = play.scenario, play.state
    rows = [
        [line(meter.id), Content(str(value)), Content.styled(f"{meter.min} to {meter.max}", "$quiet")]
        for meter, value in zip(scenario.meters.values(), state.meters, strict=True)
    ]
    counts = {
        "decisions": len(play.decisions),
        "nodes visited": state.visited.bit_count(),
        "findings open": state.open.bit_count(),
        "numbers drawn": state.drawn,
        "seed": state.seed,
    }
    rows += [[Content.styled(word, "$quiet"), Content(str(number))] for word, number in counts.items()]
    parts: list[Visual] = [heading("State"), Grid(rows)]
    parts += _held("evidence", scenario.evidence, scenario, state)
    parts += _held("flags", scenario.flags, scenario, state)
    return Stack(parts, gap=0)


def _held(word: str, names: Mapping[str, object], scenario: Scenario, state: State) -> Iterable[Visual]:
    """The names that are there, then how many are not."""
    if not names:
        return []
    there = [name for name in names if state.held >> scenario.names.held[name] & 1]
    told = ", ".join(there) or "none"
    return [Hanging("", Content.assemble((f"{word} {len(there)} of {len(names)}: ", "$quiet"), line(told)), 0)]
