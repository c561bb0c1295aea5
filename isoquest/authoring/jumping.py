"""Coming to any node at once, in a state written on one line, such as `budget=20, scope, not internal_audit`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from isoquest.content.expressions import Condition
from isoquest.content.expressions.tree import (
    AllOf,
    AnyOf,
    Comparison,
    Count,
    Extreme,
    Not,
    Number,
    Recorded,
    Scaled,
    Sum,
)
from isoquest.content.model import Guard, Scenario
from isoquest.content.problems import did_you_mean
from isoquest.content.safe_text import safe_line
from isoquest.engine.rules import arrive
from isoquest.engine.state import Refusal, State, Step

HOW = {
    "budget=20, trust=50": "meters, with commas between",
    "scope, not scope": "evidence and flags",
    "visited(board), chose(letter.ask)": "nodes and choices",
    "found(audit.scope)": "a check that has failed",
    "open(audit.scope)": "and whose finding is still open",
}
"""How a state is written, each way with what it means, for whoever writes one."""

_METER = re.compile(r"(\w+)\s*=\s*([+-]?\d{1,9})")
_RECORD = re.compile(r"(not\s+)?(visited|chose|found|open)\s*\(\s*([\w.-]+)\s*\)")
_HELD = re.compile(r"(not\s+)?([\w-]+)")
_LAST_WORD = re.compile(r"[\w.-]*(?:\([\w.-]*)?$")


class Jump(NamedTuple):
    """Where a play is to begin, and in which state, as it was written."""

    node: str
    told: str = ""


def jump(scenario: Scenario, seed: int, to: Jump) -> Step | Refusal:
    """What arriving at the node in that state leads to, by the rules of play, or what is wrong with what was written.

    Whatever is not named stands as at the beginning of a play of that seed.
    """
    if to.node not in scenario.nodes:
        return Refusal(f"There is no node `{safe_line(to.node)}`{_hint(to.node, scenario.nodes)}")
    state = state_told(scenario, seed, to.told)
    return state if isinstance(state, Refusal) else arrive(scenario, state, to.node)


def state_told(scenario: Scenario, seed: int, told: str) -> State | Refusal:
    """The state that a line describes, before any node has been reached, or what is wrong with the line."""
    meters = tuple(meter.start for meter in scenario.meters.values())
    state: State | Refusal = State(seed & (2**64 - 1), scenario.start, meters)
    for piece in filter(None, map(str.strip, told.split(","))):
        if isinstance(state, State):
            state = _with(scenario, state, piece)
    return state


def _with(scenario: Scenario, state: State, piece: str) -> State | Refusal:
    if match := _METER.fullmatch(piece):
        return _with_meter(scenario, state, match[1], int(match[2]))
    if match := _RECORD.fullmatch(piece):
        return _with_record(scenario, state, match[2], match[3], not match[1])
    if match := _HELD.fullmatch(piece):
        return _with_held(scenario, state, match[2], not match[1])
    return Refusal(f"`{safe_line(piece)}` says nothing about a state.")


def _with_meter(scenario: Scenario, state: State, name: str, value: int) -> State | Refusal:
    slot = scenario.names.meters.get(name)
    if slot is None:
        if name in scenario.names.held:
            return Refusal(f"`{name}` is there or not: write `{name}` or `not {name}`.")
        return Refusal(f"There is no meter `{safe_line(name)}`{_hint(name, scenario.names.meters)}")
    if not slot.min <= value <= slot.max:
        return Refusal(f"`{name}` goes from {slot.min} to {slot.max}; {value} is outside.")
    return state._replace(meters=(*state.meters[: slot.index], value, *state.meters[slot.index + 1 :]))


def _with_held(scenario: Scenario, state: State, name: str, there: bool) -> State | Refusal:
    position = scenario.names.held.get(name)
    if position is not None:
        return state._replace(held=_set(state.held, 1 << position, there))
    if name in scenario.names.meters:
        return Refusal(f"`{name}` is a meter: write `{name}={scenario.meters[name].start}`.")
    if name in scenario.names.nodes:
        return Refusal(f"`{name}` is a node: write `visited({name})`.")
    known = (*scenario.names.held, *scenario.names.meters)
    return Refusal(f"`{safe_line(name)}` is not declared{_hint(name, known)}")


def _with_record(scenario: Scenario, state: State, call: str, reference: str, there: bool) -> State | Refusal:
    tables = {"visited": scenario.names.nodes, "chose": scenario.names.choices}
    table = tables.get(call, scenario.names.checks)
    mask = 1 << table[reference] if reference in table else 0
    if call in ("found", "open"):
        mask = scenario.names.assessment_mask(reference)
    if not mask:
        what = {"visited": "node", "chose": "choice, written `node.choice`,"}.get(call, "check, written `node.check`,")
        return Refusal(f"There is no {what} `{safe_line(reference)}`{_hint(reference, table)}")
    match call:
        case "visited":
            return state._replace(visited=_set(state.visited, mask, there))
        case "chose":
            return state._replace(chosen=_set(state.chosen, mask, there))
        case "open" if there:
            return state._replace(found=state.found | mask, open=state.open | mask)
        case "open":
            return state._replace(open=state.open & ~mask)
        case _:
            return state._replace(
                found=_set(state.found, mask, there), open=state.open if there else state.open & ~mask
            )


def _set(record: int, mask: int, there: bool) -> int:
    return record | mask if there else record & ~mask


def _hint(name: str, known: Iterable[str]) -> str:
    hint = did_you_mean(name, known)
    return f"; {hint}" + ("" if hint.endswith("?") else ".") if hint else "."


def told_state(scenario: Scenario, state: State) -> str:
    """The line that describes a state: meters off their start, what is held, findings, and what conditions ask for."""
    names = scenario.names
    told = [
        f"{meter.id}={value}"
        for meter, value in zip(scenario.meters.values(), state.meters, strict=True)
        if value != meter.start
    ]
    told += [name for name, position in names.held.items() if state.held >> position & 1]
    asked = _asked_for(scenario)
    told += _recorded("visited", {n: p for n, p in names.nodes.items() if ("visited", n) in asked}, state.visited)
    told += _recorded("chose", {n: p for n, p in names.choices.items() if ("chosen", n) in asked}, state.chosen)
    told += _recorded("open", names.checks, state.open)
    told += _recorded("found", names.checks, state.found & ~state.open)
    return ", ".join(told)


def _recorded(call: str, table: Mapping[str, int], record: int) -> list[str]:
    return [f"{call}({name})" for name, position in table.items() if record >> position & 1]


def _asked_for(scenario: Scenario) -> set[tuple[str, str]]:
    """Every record that some condition of the scenario looks into, with the name that it looks for."""
    return {(recorded.record, recorded.name) for guard in guards(scenario) for recorded in _records(guard.condition)}


def guards(scenario: Scenario) -> list[Guard]:
    """Every condition of a scenario."""
    found: list[Guard | None] = []
    for node in scenario.nodes.values():
        found += [paragraph.when for paragraph in node.also]
        found += [route.when for route in node.to]
        found += [choice.when for choice in node.choices.values()]
        found += [route.when for decision in node.decisions for route in decision.to]
        found += [check.needs for check in node.assess.checks.values()] if node.assess else []
    return [guard for guard in found if guard is not None]


def _records(part: Condition | Number) -> list[Recorded]:
    match part:
        case Recorded():
            return [part]
        case Not(inner):
            return _records(inner)
        case AllOf(parts) | AnyOf(parts) | Count(parts):
            return [found for each in parts for found in _records(each)]
        case Extreme(_, numbers):
            return [found for each in numbers for found in _records(each)]
        case Comparison(left, _, right) | Sum(left, _, right):
            return [*_records(left), *_records(right)]
        case Scaled(_, number):
            return _records(number)
        case _:
            return []


def candidates(scenario: Scenario, told: str) -> list[str]:
    """Each way to complete the last word of a line; where it has none, how every meter can be written."""
    begun = _last_word(told)
    names = scenario.names
    if not begun:
        return [f"{name}={meter.start}" for name, meter in scenario.meters.items()]
    calls = {"visited": names.nodes, "chose": names.choices, "found": names.checks, "open": names.checks}
    known = [*names.held, *(f"{name}=" for name in names.meters)]
    known += [f"{call}({name})" for call, table in calls.items() if begun.startswith(f"{call}(") for name in table]
    known += [f"{call}(" for call in calls]
    return [name for name in known if name.startswith(begun) and name != begun]


def completed(scenario: Scenario, told: str) -> str | None:
    """The line with its last word completed to the first name that begins so; None where none does."""
    begun = _last_word(told)
    found = candidates(scenario, told) if begun else []
    return told[: len(told) - len(begun)] + found[0] if found else None


def _last_word(told: str) -> str:
    word = _LAST_WORD.search(told)
    return word.group() if word else ""
