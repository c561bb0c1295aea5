"""Proofs kept as files, so that what has been proved once is known at once as long as nothing has changed."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

from isoquest.authoring.proof import UNKNOWN, Bound, Proof, Range
from isoquest.content.model import Scenario
from isoquest.content.problems import Place, Problem, Severity, Witness
from isoquest.engine.scoring import Bounds

FORMAT = 1


@cache
def rules_fingerprint() -> str:
    """A digest of the programs that proofs depend on: a proof made by others is made again."""
    package = Path(__file__).resolve().parent.parent
    digest = hashlib.sha256()
    for folder in ("authoring/prove", "engine", "quiz", "content"):
        for path in sorted((package / folder).rglob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def kept_proof(scenario: Scenario, folder: Path, budget: float, *, with_odds: bool = False) -> Proof | None:
    """The proof of a scenario in a folder, if one stands there that a new one could not better."""
    content = _content(_path(folder, scenario.content_hash))
    if content is None or content.get("rules") != rules_fingerprint():
        return None
    with contextlib.suppress(KeyError, TypeError, ValueError, AttributeError):  # what is no proof counts for nothing
        proof = _proof(content["proof"], scenario.file)
        enough = proof.complete or content["budget"] >= budget
        if enough and (proof.odds or not with_odds or proof.states is None):
            return proof
    return None


def keep_proof(proof: Proof, scenario: Scenario, folder: Path, budget: float) -> None:
    """Write a proof into a folder. Where that cannot be done it is not kept, which only costs time."""
    told = asdict(proof)
    told["odds"] = {node: float(chance) for node, chance in proof.odds.items()}
    content = {"format": FORMAT, "rules": rules_fingerprint(), "budget": budget, "scenario": scenario.id, "proof": told}
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=folder, suffix=".part")
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(content, file)
        Path(name).replace(_path(folder, scenario.content_hash))


def known_bounds(scenario: Scenario, *folders: Path) -> Bounds | None:
    """The worst and the best score of all plays, where a kept proof tells them.

    Unlike the rest of a proof these hang on the scenario alone: a proof by an older version will do.
    """
    for folder in folders:
        content = _content(_path(folder, scenario.content_hash))
        with contextlib.suppress(KeyError, TypeError, ValueError, AttributeError):
            found = _range(content["proof"]["score"]) if content else UNKNOWN
            if found.least and found.greatest:
                exact = found.least.exact and found.greatest.exact
                return Bounds(found.least.witnessed, found.greatest.witnessed, exact)
    return None


def _path(folder: Path, content_hash: str) -> Path:
    return folder / f"{content_hash[:32]}.json"


def _content(path: Path) -> dict[str, Any] | None:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    return content if isinstance(content, dict) and content.get("format") == FORMAT else None


def _proof(told: dict[str, Any], file: str) -> Proof:
    return Proof(
        problems=tuple(_problem(problem, file) for problem in told["problems"]),
        undecided=tuple(map(str, told["undecided"])),
        asked=int(told["asked"]),
        states=None if told["states"] is None else int(told["states"]),
        score=_range(told["score"]),
        scores={str(node): _range(found) for node, found in told["scores"].items()},
        length=_range(told["length"]),
        strategies={str(name): tuple(map(str, nodes)) for name, nodes in told["strategies"].items()},
        odds={str(node): float(chance) for node, chance in told["odds"].items()},
        seconds=float(told["seconds"]),
        unreachable=tuple(map(str, told["unreachable"])),
    )


def _problem(told: dict[str, Any], file: str) -> Problem:
    return Problem(
        str(told["code"]),
        str(told["message"]),
        _place(told["place"], file),
        Severity(told["severity"]),
        str(told["hint"]),
        tuple((str(label), _place(place, file)) for label, place in told["related"]),
        _witness(told["witness"]),
    )


def _place(told: dict[str, Any], file: str) -> Place:
    lines = (int(told[key]) for key in ("line", "column", "end_line", "end_column"))
    return Place(file, *lines)


def _witness(told: dict[str, Any] | None) -> Witness | None:
    return None if told is None else Witness(int(told["seed"]), tuple(map(str, told["decisions"])))


def _range(told: dict[str, Any]) -> Range:
    return Range(_bound(told["least"]), _bound(told["greatest"]))


def _bound(told: dict[str, Any] | None) -> Bound | None:
    if told is None:
        return None
    return Bound(int(told["proved"]), int(told["witnessed"]), _witness(told["witness"]))
