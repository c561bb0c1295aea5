"""What holds on every playthrough of a scenario, proved; what does not, with a play that shows it."""

from isoquest.authoring.prove.expectation import Expectation
from isoquest.authoring.prove.proof import Proof
from isoquest.authoring.prove.proving import BUDGET, prove

__all__ = ["BUDGET", "Expectation", "Proof", "prove"]
