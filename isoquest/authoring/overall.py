"""What all plays of a scenario can earn, for the debrief: from a proof kept before, or from one made now."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from isoquest.authoring.proof_files import keep_proof, known_bounds
from isoquest.content.model import Scenario
from isoquest.engine.scoring import Bounds

BUDGET = 3.0
"""Seconds that a debrief may have a scenario proved in the background."""


def prove_bounds(
    scenario: Scenario, folders: Sequence[Path], budget: float = BUDGET, stop: Callable[[], bool] = lambda: False
) -> Bounds | None:
    """The worst and the best score of all plays; None where that cannot be found out in `budget` seconds.

    `folders` may hold proofs made before; a new one is kept in the first of them.
    """
    known = known_bounds(scenario, *folders)
    if known is not None or stop():
        return known
    from isoquest.authoring.prove import prove  # noqa: PLC0415 - most debriefs need no proof

    keep_proof(prove(scenario, budget, stop=stop), scenario, folders[0], budget)
    return known_bounds(scenario, *folders)
