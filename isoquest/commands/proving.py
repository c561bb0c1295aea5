"""What commands share where scenarios are proved: proofs kept from before, and signs of life while one is made."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from isoquest.authoring.checking import Proved, Prover, Stop
from isoquest.authoring.proof import Proof
from isoquest.authoring.proof_files import keep_proof, kept_proof
from isoquest.authoring.prove import prove
from isoquest.authoring.prove.summary import proof_told
from isoquest.content.library import bundled_folder
from isoquest.content.model import Scenario
from isoquest.content.safe_text import safe_line
from isoquest.progress.location import PROOFS, proofs_folder


def proof_folders() -> tuple[Path, Path]:
    """Where proofs are kept on this machine, and where those of the bundled scenarios stand."""
    return proofs_folder(os.environ), bundled_folder() / PROOFS


def proved(  # noqa: PLR0913 - all but the first two by keyword
    scenario: Scenario,
    budget: float,
    *,
    with_odds: bool = False,
    folder: Path | None = None,
    stop: Stop = lambda: False,
    silent: bool = False,
) -> Proof:
    """The proof of a scenario: one kept from before where nothing has changed since, or else a new one."""
    keep, bundled = proof_folders() if folder is None else (folder, folder)
    for place in (keep, bundled):
        known = kept_proof(scenario, place, budget, with_odds=with_odds)
        if known is not None:
            return known

    def tell(sentence: str) -> None:
        if not silent:
            _sign_of_life(f"{scenario.id}: {sentence} …")

    try:
        proof = prove(scenario, budget, with_odds=with_odds, tell=tell, stop=stop)
    finally:
        if not silent:
            _sign_of_life("")
    if not (proof.interrupted or stop()):
        keep_proof(proof, scenario, keep, budget)
    return proof


def prover(*, with_odds: bool = False, folder: Path | None = None, silent: bool = False) -> Prover:
    """What scenarios are proved with; `silent`, where standard error is the screen."""

    def proves(scenario: Scenario, budget: float, stop: Stop) -> Proved:
        proof = proved(scenario, budget, with_odds=with_odds, folder=folder, stop=stop, silent=silent)
        return Proved(proof.problems, tuple(proof_told(proof)), proof.complete, proof.interrupted)

    return proves


GRAPH_BUDGET = 5.0
"""Seconds that a drawing may wait for a proof."""


def unreachable_in(scenario: Scenario) -> frozenset[str]:
    """Ids of the nodes, and of choices as `node.choice`, that no play of a scenario comes to, as far as is known."""
    return frozenset(proved(scenario, GRAPH_BUDGET).unreachable)


def _sign_of_life(sentence: str) -> None:
    """A line on standard error that the next one replaces, where somebody sees it."""
    if sys.stderr.isatty() and os.environ.get("TERM") != "dumb":
        sys.stderr.write(f"\r\x1b[K{safe_line(sentence)[:78]}")
        sys.stderr.flush()
