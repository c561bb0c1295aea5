"""What came of expectations as JSON: every key is documented in docs/authoring.md and keeps its meaning."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from isoquest.authoring.expectations.outcome import ConditionOutcome, FileOutcome, Outcome, PlayOutcome
from isoquest.authoring.expectations.telling import WORDS
from isoquest.content.problems import Problem
from isoquest.engine.assessment import findings
from isoquest.engine.scoring import score


def as_json(tested: Sequence[FileOutcome], *, interrupted: bool = False) -> str:
    """Everything in one JSON object; characters beyond ASCII are escaped, so that any stream can carry it."""
    told: dict[str, Any] = {
        "tested": [_file(one) for one in tested],
        **{verdict: sum(one.count(verdict) for one in tested) for verdict in WORDS},
        "problems": sum(len(one.problems) for one in tested),
        "interrupted": interrupted,
    }
    return json.dumps(told, indent=2)


def _file(one: FileOutcome) -> dict[str, Any]:
    return {
        "scenario": one.name,
        "file": one.file,
        "problems": [_problem(problem) for problem in one.problems],
        "plays": [_play(outcome) for outcome in one.outcomes if isinstance(outcome, PlayOutcome)],
        "conditions": [_condition(outcome) for outcome in one.outcomes if isinstance(outcome, ConditionOutcome)],
    }


def _play(outcome: PlayOutcome) -> dict[str, Any]:
    play = outcome.play
    path = score(play).path
    return {
        "name": outcome.expected.id,
        "about": outcome.expected.about,
        "verdict": outcome.verdict,
        "seed": play.seed,
        "decisions": list(map(str, play.decisions)),
        "node": play.state.node,
        "percent": path.percent,
        "marks": path.earned,
        "findings": [
            {"id": f"{finding.node}.{finding.check.id}", "open": finding.open}
            for finding in findings(play.scenario, play.state)
        ],
        **_common(outcome),
    }


def _condition(outcome: ConditionOutcome) -> dict[str, Any]:
    condition = outcome.condition
    return {
        "how": condition.how,
        "when": condition.when.text,
        "at": list(condition.nodes),
        "about": condition.about,
        "verdict": outcome.verdict,
        "why": outcome.why,
        "shown_by": outcome.shown_by and asdict(outcome.shown_by),
        **_common(outcome),
    }


def _common(outcome: Outcome) -> dict[str, Any]:
    place = outcome.expected.place if isinstance(outcome, PlayOutcome) else outcome.condition.place
    return {"place": asdict(place), "failures": [_problem(failure) for failure in outcome.failures]}


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "code": problem.code,
        "severity": str(problem.severity),
        "message": problem.message,
        "hint": problem.hint,
        "place": asdict(problem.place),
        "witness": problem.witness and asdict(problem.witness),
    }
