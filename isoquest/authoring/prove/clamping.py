"""Meters that are cut off at the end of their range: what a decision adds beyond it is lost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import partial

from isoquest.authoring.prove.claims import Claim
from isoquest.authoring.prove.machine.guards import NEVER, Guard, InSet, SumAtLeast, Term, every
from isoquest.authoring.prove.machine.model import Goal, Variable
from isoquest.authoring.prove.machine.running import Running
from isoquest.content.model import Scenario
from isoquest.content.problems import Severity
from isoquest.engine.play import Play
from isoquest.engine.scoring import open_choices


def clamping_claims(scenario: Scenario, running: Running) -> Iterator[Claim]:
    """For each end of a meter that leads nowhere a claim that no play runs over it. A play that does is a note."""
    goals: defaultdict[tuple[int, int], list[Goal]] = defaultdict(list)
    for edge in running.machine.edges:
        for effect in edge.effects:
            variable = running.machine.variables[effect.variable]
            if variable.kind == "meter" and effect.kind == "add":
                beyond = every(edge.guard, _beyond(effect.variable, variable, effect.amount))
                if beyond != NEVER:
                    goals[effect.variable, 1 if effect.amount > 0 else -1].append(Goal(edge.source, beyond))
    for index, meter in enumerate(scenario.meters.values()):
        for sign, end, leads in ((-1, meter.min, meter.at_min), (1, meter.max, meter.at_max)):
            if leads is None and goals[index, sign]:
                word = "less" if sign < 0 else "more"
                yield Claim(
                    code="cut-off",
                    wanted=False,
                    message=f"`{meter.id}` is cut off at {end} in some plays: there a decision cannot make it {word}",
                    hint="this may be meant; if not, widen its range, or let decisions weigh less",
                    place=meter.place,
                    goals=tuple(goals[index, sign]),
                    question=f"`{meter.id}` is ever cut off at {end}",
                    severity=Severity.NOTE,
                    shown_by=partial(_overruns, index, sign),
                )


def _beyond(index: int, variable: Variable, amount: int) -> Guard:
    """Where adding so much would leave the range."""
    top = variable.size - 1
    if variable.wide:
        bound = Term(index, 1) if amount > 0 else Term(index, -1)
        return SumAtLeast((bound,), (), top - amount + 1 if amount > 0 else amount + 1)
    if amount > 0:
        first = max(0, top - amount + 1)
        return InSet(index, (1 << variable.size) - (1 << first))
    return InSet(index, (1 << min(-amount, variable.size)) - 1)


def _overruns(index: int, sign: int, play: Play) -> bool:
    """Where the play stands, a choice that is open would run over; where nothing is chosen, what comes next may."""
    choices = open_choices(play.scenario, play.state)
    shifts = [shift for choice in choices for shift in choice.effects.shifts if shift[0] == index]
    value = play.state.meters[index]
    over = any(value + amount > high if sign > 0 else value + amount < low for _, amount, low, high in shifts)
    return over or not choices
