"""Choices beside which another is always as good: it costs no more, brings no less, and leads to the same place.

Better and worse are what the author declares: a meter's `good` direction, evidence rather than none, findings closed
rather than open, a higher score. Choices that lead to different places, set different flags, or are asked for later by
`chose(…)` are never compared: what they lead to may outweigh what they bring. Nor are those that tell how an earlier
play went: they are remembered rather than decided.
"""

from __future__ import annotations

from collections.abc import Iterator

from isoquest.authoring.prove.machine.translate import conditions_in
from isoquest.content.expressions.tree import Recorded, parts_of
from isoquest.content.model import Choice, Meter, Node, Scenario
from isoquest.content.problems import Problem, Severity


def dominated_choices(scenario: Scenario) -> Iterator[Problem]:
    """A problem for each choice that is never better than a sibling, and for each decision that is none."""
    return _Dominance(scenario).problems()


class _Dominance:
    """The choices of one scenario compared."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.remembered = 0
        """Bits of the choices that some condition asks for."""
        for guard in conditions_in(scenario):
            for part in parts_of(guard.condition):
                if isinstance(part, Recorded) and part.record == "chosen":
                    self.remembered |= part.mask
        self.evidence = sum(1 << scenario.names.held[name] for name in scenario.evidence)

    def problems(self) -> Iterator[Problem]:
        """What was found, node by node."""
        for node in self.scenario.nodes.values():
            if len(node.choices) > 1:
                yield from self._node(node)

    def _node(self, node: Node) -> Iterator[Problem]:
        choices = list(node.choices.values())
        for best in choices:
            others = [choice for choice in choices if choice is not best]
            if all(self._no_worse(best, other) for other in others):
                message = f"`{best.id}` is never worse than any other choice of `{node.id}`: there is nothing to decide"
                hint = "let each choice have something for it, or lead somewhere else"
                yield Problem("no-real-decision", message, node.place, Severity.WARNING, hint)
                return
        for choice in choices:
            better = next((other for other in choices if other is not choice and self._better(other, choice)), None)
            if better is not None:
                message = (
                    f"`{choice.id}` is never better and sometimes worse than `{better.id}`, and leads to the same place"
                )
                hint = "give it something the other has not, or let it lead somewhere else"
                related = ((f"`{better.id}` is always open when it is", better.place),)
                yield Problem("never-better", message, choice.place, Severity.WARNING, hint, related)

    def _better(self, first: Choice, second: Choice) -> bool:
        return self._no_worse(first, second) and not self._no_worse(second, first)

    def _no_worse(self, first: Choice, second: Choice) -> bool:
        """The first choice is open whenever the second is, leads to the same place, and is nowhere the worse one."""
        if first.earlier or second.earlier or (first.bit | second.bit) & self.remembered:
            return False
        if first.when is not None and (second.when is None or first.when.condition != second.when.condition):
            return False
        return (
            [(route.node, route.when and route.when.condition) for route in first.to]
            == [(route.node, route.when and route.when.condition) for route in second.to]
            and first.score >= second.score
            and self._holds_no_less(first, second)
            and first.effects.close & second.effects.close == second.effects.close
            and all(self._stands_no_worse(meter, first, second) for meter in self.scenario.meters.values())
        )

    def _holds_no_less(self, first: Choice, second: Choice) -> bool:
        one, two = first.effects, second.effects
        gives, takes = one.give ^ two.give, one.take ^ two.take
        if (gives | takes) & ~self.evidence:
            return False
        return not (two.give & ~one.give) and not (one.take & ~two.take)

    def _stands_no_worse(self, meter: Meter, first: Choice, second: Choice) -> bool:
        one, two = first.add.get(meter.id), second.add.get(meter.id)
        to_one, to_two = first.set.get(meter.id), second.set.get(meter.id)
        if to_one is not None or to_two is not None:
            if to_one is None or to_two is None:
                return False
            one, two = to_one, to_two
        one, two = one or 0, two or 0
        if one == two:
            return True
        edge_above = meter.at_max is not None and meter.good == "high"
        edge_below = meter.at_min is not None and meter.good == "low"
        if meter.good == "neutral" or edge_above or edge_below:
            return False
        return (one > two) == (meter.good == "high")
