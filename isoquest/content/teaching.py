"""Where a clause is met: the moments of a scenario and the questions of a bank that have to do with it."""

from __future__ import annotations

from collections.abc import Iterator

from isoquest.content.clauses import lies_within
from isoquest.content.model import Choice, Node, Scenario
from isoquest.content.questions import Bank, Question


def nodes_on(scenario: Scenario, clause: str) -> tuple[Node, ...]:
    """The nodes that have to do with a clause or a part of it, in the order of the file.

    A node has to do with the clauses that it and its choices and checks name, and with those of the evidence that can
    be won there.
    """
    return tuple(
        node
        for node in scenario.nodes.values()
        if any(lies_within(number, clause) for number in _clauses_of(node, scenario))
    )


def questions_on(bank: Bank, clause: str) -> tuple[Question, ...]:
    """The questions that name a clause or a part of it, in the order of the bank."""
    return tuple(each for each in bank.questions.values() if each.clause and lies_within(each.clause, clause))


def _clauses_of(node: Node, scenario: Scenario) -> Iterator[str]:
    named = [node.clause]
    for decision in node.decisions:
        if isinstance(decision, Choice):
            named.append(decision.clause)
        won = (name for name, value in decision.set.items() if value)
        named += [scenario.evidence[name].clause for name in won if name in scenario.evidence]
    if node.assess is not None:
        named += [check.clause for check in node.assess.checks.values()]
    return (number for number in named if number is not None)
