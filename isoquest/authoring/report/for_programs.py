"""What was checked as JSON: every key is documented in docs/check.md and keeps its meaning."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from isoquest.authoring.checking import Checked
from isoquest.authoring.remarks import Remark
from isoquest.content.problems import Severity


def as_json(checked: Sequence[Checked], *, interrupted: bool = False) -> str:
    """Everything in one JSON object; characters beyond ASCII are escaped, so that any stream can carry it."""
    remarks = [remark for one in checked for remark in one.remarks]
    severities = [remark.problem.severity for remark in remarks]
    told = {
        "checked": [_file(one) for one in checked],
        "problems": [_remark(remark) for remark in remarks],
        "errors": severities.count(Severity.ERROR),
        "warnings": severities.count(Severity.WARNING),
        "notes": severities.count(Severity.NOTE),
        "allowed": sum(one.allowed for one in checked),
        "interrupted": interrupted or any(one.interrupted for one in checked),
    }
    return json.dumps(told, indent=2)


def _file(one: Checked) -> dict[str, Any]:
    return {
        "name": one.content.name,
        "kind": one.content.kind,
        "file": one.content.file,
        "playable": not one.broken,
        "layers": list(one.layers),
        "summaries": list(one.summaries),
    }


def _remark(remark: Remark) -> dict[str, Any]:
    problem = remark.problem
    return {
        "code": problem.code,
        "layer": remark.layer,
        "severity": str(problem.severity),
        "message": problem.message,
        "hint": problem.hint,
        "place": asdict(problem.place),
        "related": [{"label": label, "place": asdict(place)} for label, place in problem.related],
        "witness": problem.witness and asdict(problem.witness),
    }
