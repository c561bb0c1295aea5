"""`isoquest schema`: the JSON Schema by which an editor completes and checks scenarios and banks."""

from __future__ import annotations

import sys

from isoquest.commands.desk import complain
from isoquest.content.library import bundled_reference
from isoquest.content.model import Scenario
from isoquest.content.questions import Bank
from isoquest.content.schema import schema_text

ROOTS = {"scenario": Scenario, "bank": Bank}
"""What a schema can be asked for, with what such a file holds."""


def schema(what: str) -> int:
    """Print the schema of a scenario or a bank as JSON; returns the exit code, 2 for anything else."""
    root = ROOTS.get(what)
    if root is None:
        complain(f"there is no schema of `{what}`; there is: {', '.join(ROOTS)}")
        return 2
    sys.stdout.write(schema_text(root, bundled_reference()[0]))
    return 0
