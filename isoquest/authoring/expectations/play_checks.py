"""How an expected play came out, against what was expected of it; each difference is a failure with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from isoquest.authoring.expectations.limits import Limits
from isoquest.authoring.expectations.model import ExpectedPlay, NamedFinding
from isoquest.authoring.expectations.outcome import PlayOutcome
from isoquest.authoring.expectations.playing import Misfit, played, what_is_open
from isoquest.authoring.expectations.reasons import reason
from isoquest.authoring.report.counting import counted
from isoquest.content.model import Scenario
from isoquest.content.problems import Place, Problem
from isoquest.content.safe_text import safe_line
from isoquest.engine.play import Play
from isoquest.engine.scoring import score

CODE = "expectation"
"""The code of every failure."""


def check_play(scenario: Scenario, expected: ExpectedPlay) -> PlayOutcome:
    """Play it, and compare. Of a play whose decisions do not fit, nothing else is said."""
    came = played(scenario, expected)
    if came.misfit is not None:
        return PlayOutcome(expected, came.play, (_misfit(came.play, came.misfit),))
    failures = (
        *_standing(came.play, expected),
        *_numbers(came.play, expected),
        *_findings(came.play, expected),
        *_holding(came.play, expected),
    )
    return PlayOutcome(expected, came.play, failures)


def _failure(message: str, place: Place, hint: str = "") -> Problem:
    return Problem(CODE, safe_line(message), place, hint=safe_line(hint))


def _misfit(play: Play, misfit: Misfit) -> Problem:
    message = f"decision {misfit.number}, `{misfit.taken.decision}`, does not fit: {misfit.reason}"
    when = f"after {counted(misfit.number - 1, 'decision')}" if misfit.number > 1 else "at the beginning"
    stands = f"{when} it stands at `{play.state.node}`"
    return _failure(message, misfit.taken.place, f"{stands}; {what_is_open(play)}")


def _standing(play: Play, expected: ExpectedPlay) -> Iterator[Problem]:
    here = play.state.node
    over = play.scenario.nodes[here].ending is not None
    wanted = expected.ends or expected.stops
    if wanted is not None and wanted.id == here:
        return
    did = f"it ends at `{here}`" if over else f"it stops at `{here}`"
    hint = "" if over else what_is_open(play)
    if wanted is not None:
        yield _failure(f"{did}, not at `{wanted.id}`", wanted.place, hint)
    elif not over:
        hint = f"{hint}; go on to an ending, or write `stops: {here}`"
        yield _failure(f"{did}, which is no ending", expected.place, hint)


def _numbers(play: Play, expected: ExpectedPlay) -> Iterator[Problem]:
    if expected.score is None and expected.marks is None:
        return
    path = score(play).path
    if expected.score is not None and path.percent is None:
        yield _failure("there was nothing to earn on this way, so it has no score", expected.score.place)
    elif expected.score is not None:
        yield from _outside(expected.score, path.percent or 0, "score", "%")
    if expected.marks is not None:
        yield from _outside(expected.marks, path.earned, "marks", f"of {path.best}")


def _outside(limits: Limits, number: int, key: str, unit: str) -> Iterator[Problem]:
    if not limits.allow(number):
        is_or_are = "are" if key == "marks" else "is"
        yield _failure(f"the {key} {is_or_are} {number} {unit}; expected: {limits.text}", limits.place)


def _findings(play: Play, expected: ExpectedPlay) -> Iterator[Problem]:
    """What was to be found at some time or not, and left open or closed; one failure for each key."""
    found, still = play.state.found, play.state.open
    raised, left = f"found: {_checks(play, found)}", f"open at the end: {_checks(play, still)}"
    keys: tuple[tuple[tuple[NamedFinding, ...] | None, Callable[[int], bool], str, str], ...] = (
        (expected.found, lambda mask: mask & found != 0, "not found", raised),
        (expected.not_found, lambda mask: mask & found == 0, "not to be found", raised),
        (expected.open, lambda mask: mask & still != 0, "not open", left),
        (expected.closed, lambda mask: mask & found != 0 and mask & still == 0, "not closed", f"{left}; {raised}"),
    )
    for named, is_met, said, besides in keys:
        wrong = [each for each in named or () if not is_met(play.scenario.names.assessment_mask(each.id))]
        if wrong:
            yield _failure(f"{said}: {', '.join(each.id for each in wrong)}; {besides}", wrong[0].place)


def _checks(play: Play, record: int) -> str:
    """The checks of a record, as `node.check`, in the order of the scenario."""
    return ", ".join(name for name, bit in play.scenario.names.checks.items() if record >> bit & 1) or "nothing"


def _holding(play: Play, expected: ExpectedPlay) -> Iterator[Problem]:
    guard = expected.holds
    if guard is None or guard.holds(play.state):
        return
    why = reason(guard, play.state)
    told = f": {why}" if why else ""
    yield _failure(f"`{guard.text}` does not hold at the end, at `{play.state.node}`{told}", guard.place)
