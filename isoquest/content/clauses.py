"""The clauses that are audited: what each is for, what an auditor asks there, and what lies within which."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from isoquest.content.fields import NOWHERE, FactId, Line, Prose, StandardId, worked_out
from isoquest.content.problems import Place


@dataclass(frozen=True, slots=True)
class ClauseEntry:
    """One clause, or one part of a clause, of the structure that management system standards share."""

    title: Line
    purpose: Prose
    asks: tuple[Line, ...]
    """What an auditor asks there, in an auditor's voice."""
    id: str = worked_out("")
    """Its number, such as `7.1.5`."""
    shows: tuple[Line, ...] = ()
    """What one can show."""
    slips: tuple[Line, ...] = ()
    """What often goes wrong."""
    differs: Mapping[StandardId, Prose] = field(default_factory=dict)
    """What a standard adds or puts at this place."""
    only_in: tuple[StandardId, ...] = ()
    """The standards that have something of their own under this number; none named: ISO 9001 has it."""
    because: tuple[FactId, ...] = ()
    place: Place = worked_out(NOWHERE)

    @property
    def main(self) -> str:
        """The number of the clause that it is, or is a part of: `7` of `7.1.5`."""
        return self.id.partition(".")[0]

    @property
    def depth(self) -> int:
        """How deep it lies: 0 of `7`, 2 of `7.1.5`."""
        return self.id.count(".")


def lies_within(number: str, clause: str) -> bool:
    """A number is that of the clause, or of a part of it: 7.1.5 lies within 7.1 and 7, and 7.10 not within 7.1."""
    return number == clause or number.startswith(f"{clause}.")


def in_order(number: str) -> tuple[int, ...]:
    """What sorts numbers of clauses as a standard does: 8.2 before 8.10, and `A.5` behind all clauses."""
    return tuple(int(part) if part.isdecimal() else 100 for part in number.split("."))
