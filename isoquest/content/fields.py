"""What the fields of content may hold: kinds of text that mean more than their characters, and fields worked out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Annotated, Any

from isoquest.content.problems import Place

Line = Annotated[str, "Line"]
"""Text of one line."""
Prose = Annotated[str, "Prose"]
"""Markdown of any number of paragraphs."""
PlainId = Annotated[str, "PlainId"]
"""Id of a node, choice, check, outcome, topic or role: small letters, digits, `_` and `-`."""
NameId = Annotated[str, "NameId"]
"""Id of a meter, evidence or flag, as expressions use it: small letters, digits and `_`."""
NodeId = Annotated[str, "NodeId"]
"""Reference to a node."""
TopicId = Annotated[str, "TopicId"]
"""Reference to a topic."""
RoleId = Annotated[str, "RoleId"]
"""Reference to a role of the company."""
MeterOrHeldId = Annotated[str, "MeterOrHeldId"]
"""Reference to a meter, evidence or flag."""
MeterId = Annotated[str, "MeterId"]
"""Reference to a meter."""
FindingId = Annotated[str, "FindingId"]
"""Reference to a check (`node.check`) or to all checks of an assessment (`node`)."""
FactId = Annotated[str, "FactId"]
"""Reference to a fact in the reference data."""
MisconceptionId = Annotated[str, "MisconceptionId"]
"""Reference to a misconception in the reference data."""
StandardId = Annotated[str, "StandardId"]
"""Reference to a standard in the reference data."""
Clause = Annotated[str, "Clause"]
"""Number of a clause or control, such as `9.2` or `A.5.1`."""

WORKED_OUT: Mapping[str, bool] = {"yaml": False}
"""Metadata of a field that is worked out while reading and is no key in YAML."""


def worked_out(default: Any = None) -> Any:
    """A field that is worked out while reading."""
    return field(default=default, compare=False, repr=False, metadata=WORKED_OUT)


NOWHERE = Place("", 1, 1, 1, 2)
