"""What commands share where scenarios are proved: proofs kept from before, and signs of life while one is made."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from isoquest.authoring.checking import Proved, Prover, Stop
from isoquest.authoring.proof import Proof
from isoquest.authoring.proof_files import keep_proof, kept_proof
from isoquest.authoring.prove import prove
from isoquest.authoring.report.proof_summary import proof_lines, proof_sentences
from isoquest.commands.desk import proof_folders
from isoquest.content.model import Scenario
from isoquest.content.safe_text import safe_line


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
        sentences, lines = tuple(proof_sentences(proof)), tuple(proof_lines(proof))
        return Proved(proof.problems, sentences, proof.complete, proof.interrupted, lines)

    return proves


GRAPH_BUDGET = 5.0
"""Seconds that a drawing may wait for a proof."""


def proved_for_drawing(scenario: Scenario) -> Proof:
    """What is known of a scenario where a drawing waits for it."""
    return proved(scenario, GRAPH_BUDGET)


def _sign_of_life(sentence: str) -> None:
    """A line on standard error that the next one replaces, where somebody sees it."""
    if sys.stderr.isatty() and os.environ.get("TERM") != "dumb":
        sys.stderr.write(f"\r\x1b[K{safe_line(sentence)[:78]}")
        sys.stderr.flush()
