"""What holds on every playthrough of a scenario, proved; what does not, with a play that shows it.

`machine` says what is proved of, `states` what follows where every state can be looked at, `search` and `scores` what
can be known where there are too many. `proving` puts it together; each of its neighbours is one kind of question.
"""

from isoquest.authoring.prove.expectation import Expectation
from isoquest.authoring.prove.proving import BUDGET, prove

__all__ = ["BUDGET", "Expectation", "prove"]
