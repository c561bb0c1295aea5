"""Verdicts as problems for the author, the causes before what merely follows from them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from isoquest.authoring.prove.claims import Claim
from isoquest.authoring.prove.machine.running import Running
from isoquest.authoring.prove.machine.verdicts import Never, Undecided, Verdict
from isoquest.content.model import Scenario
from isoquest.content.problems import Problem, Witness
from isoquest.engine.play import Play

Shown = tuple[Claim, Verdict | Witness]
"""A claim, and the verdict on it or the play that refutes it."""
MOST_NAMED = 6
"""Variables that are named where following them together did not suffice."""
NODES = ("unreachable-node", "unreachable-ending")


def problems_told(scenario: Scenario, running: Running, shown: Sequence[Shown]) -> Iterator[Problem]:
    """A problem for each claim that fails; of a stretch of nodes that no play comes to the first one alone."""
    gone = {claim.subject: claim for claim, verdict in shown if claim.code in NODES and isinstance(verdict, Never)}
    behind = _behind(scenario, running, gone)
    followers: defaultdict[str, list[str]] = defaultdict(list)
    for node, root in behind.items():
        followers[root].append(node)
    for claim, verdict in shown:
        if claim.within in gone or claim.subject in behind:
            continue
        if claim.wanted and isinstance(verdict, Never):
            yield _unreached(claim, followers[claim.subject], gone)
        elif not claim.wanted and isinstance(verdict, Witness):
            yield replace(_problem(claim), witness=verdict)


def undecided_told(running: Running, shown: Iterable[Shown]) -> Iterator[str]:
    """A sentence for each claim that is neither proved nor refuted."""
    for claim, verdict in shown:
        if isinstance(verdict, Undecided):
            told = f"line {claim.place.line}: whether {claim.question}"
            if verdict.explored:
                names = [running.machine.variables[variable].name for variable in verdict.variables]
                more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
                together = f", following {', '.join(names[:MOST_NAMED])}{more} together" if names else ""
                told += f" ({verdict.explored} states looked at{together})"
            yield told


def witness_of(play: Play) -> Witness:
    """The seed and decisions of a play."""
    return Witness(play.seed, tuple(map(str, play.decisions)))


def _problem(claim: Claim) -> Problem:
    return Problem(claim.code, claim.message, claim.place, claim.severity, claim.hint)


def _unreached(claim: Claim, followers: Sequence[str], gone: dict[str, Claim]) -> Problem:
    problem = _problem(claim)
    if followers:
        count = f"the {len(followers)} nodes" if len(followers) > 1 else "the node"
        problem = replace(problem, message=f"{claim.message}, nor to {count} behind it")
    label = "no play comes here either"
    return replace(problem, related=tuple((label, gone[node].place) for node in followers[:3]))


def _behind(scenario: Scenario, running: Running, gone: dict[str, Claim]) -> dict[str, str]:
    """For each node that can only be entered from others that no play comes to: the first of these."""
    entered: dict[str, set[str]] = {node: set() for node in gone}
    machine = running.machine
    for edge in machine.edges:
        source, target = machine.places[edge.source].node, machine.places[edge.target].node
        if target in gone and edge.target == machine.entries[target] and source != target:
            entered[target].add(source)
    onward: defaultdict[str, list[str]] = defaultdict(list)
    for node, sources in entered.items():
        for source in sources:
            onward[source].append(node)
    found: dict[str, str] = {}
    roots = [node for node in scenario.nodes if node in gone and not (entered[node] and entered[node] <= gone.keys())]
    own = frozenset(roots)
    for root in roots or list(gone)[:1]:
        waiting = [root]
        while waiting:
            for node in onward[waiting.pop()]:
                if node != root and node not in found and node not in own:
                    found[node] = root
                    waiting.append(node)
    return found
