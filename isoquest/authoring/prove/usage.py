"""Names that are read and never set, or set and never read."""

from __future__ import annotations

from collections.abc import Iterator

from isoquest.authoring.prove.machine.translate import conditions_in
from isoquest.content.expressions.tree import MeterValue, Recorded, parts_of
from isoquest.content.model import Scenario
from isoquest.content.problems import Place, Problem, Severity


def usage_problems(scenario: Scenario) -> Iterator[Problem]:
    """Evidence, flags and meters that conditions and decisions do not both know."""
    read_bits, read_meters = _read(scenario)
    decisions = [
        decision
        for node in scenario.nodes.values()
        for decision in (*node.decisions, *filter(None, (node.right, node.wrong)))
    ]
    given = {name for decision in decisions for name, value in decision.set.items() if value is True}
    written = {name for decision in decisions for name in (*decision.set, *decision.add)}
    for evidence in scenario.evidence.values():
        yield from _held("evidence", evidence.id, evidence.place, scenario, read_bits, given)
    for flag in scenario.flags.values():
        yield from _held("flag", flag.id, flag.place, scenario, read_bits, given)
    for index, meter in enumerate(scenario.meters.values()):
        if meter.id not in written:
            message = f"no decision changes the meter `{meter.id}`"
            hint = "change it under `add` or `set`, or take it out"
            yield Problem("never-set", message, meter.place, Severity.WARNING, hint)
        elif index not in read_meters and meter.at_min is None and meter.at_max is None:
            message = f"nothing depends on the meter `{meter.id}`"
            yield Problem(
                "never-read", message, meter.place, _without_effect(meter.hidden), "ask for it in a condition"
            )


def _without_effect(hidden: bool) -> Severity:
    """A meter that is shown tells the player something even where no condition reads it."""
    return Severity.WARNING if hidden else Severity.NOTE


def _held(  # noqa: PLR0913, PLR0917 - what there is to know of one name
    what: str, name: str, place: Place, scenario: Scenario, read_bits: int, given: set[str]
) -> Iterator[Problem]:
    read = bool(read_bits >> scenario.names.held[name] & 1)
    if not read and name not in given:
        yield Problem(
            "never-used", f"the {what} `{name}` is neither set nor asked for", place, Severity.WARNING, "take it out"
        )
    elif not read:
        message = f"the {what} `{name}` is set, but no condition and no check asks for it"
        yield Problem("never-read", message, place, Severity.WARNING, "ask for it in a condition, or take it out")
    elif name not in given:
        message = f"the {what} `{name}` is asked for, but no decision sets it"
        yield Problem(
            "never-set", message, place, Severity.WARNING, "set it with `set`, or take it out of the conditions"
        )


def _read(scenario: Scenario) -> tuple[int, set[int]]:
    """The bits of the evidence and flags, and the indexes of the meters, that conditions read."""
    bits, meters = 0, set()
    for guard in conditions_in(scenario):
        for part in parts_of(guard.condition):
            if isinstance(part, MeterValue):
                meters.add(part.index)
            elif isinstance(part, Recorded) and part.record == "held":
                bits |= part.mask
    return bits, meters
