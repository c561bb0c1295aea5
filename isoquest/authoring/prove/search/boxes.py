"""Boxes: for each narrow variable a set of values, whatever the others, written as a state with several bits a field.

Going backward, the states that an edge leads into a box are a box again, as far as its condition is one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from isoquest.authoring.prove.machine.encoding import Encoding
from isoquest.authoring.prove.machine.guards import Every, Guard, InSet, Some, SumAtLeast
from isoquest.authoring.prove.machine.model import Effect

MOST_BOXES = 6
"""Boxes that one condition is split into; further ones are left out."""


def boxes(guard: Guard, encoding: Encoding) -> Iterator[int]:
    """Boxes in which a guard holds, not all of them; sums that are compared are taken to hold anywhere."""
    match guard:
        case InSet(variable, mask):
            field = encoding.fields[variable]
            yield encoding.narrow_bits & ~field.bits | (mask << field.offset)
        case Some(parts):
            for part in parts:
                yield from boxes(part, encoding)
        case Every(parts):
            yield from _all_of(parts, encoding)
        case SumAtLeast():
            yield encoding.narrow_bits


def _all_of(parts: Sequence[Guard], encoding: Encoding) -> Iterator[int]:
    """The boxes common to a choice of one box for each part."""
    found = [encoding.narrow_bits]
    for part in parts:
        found = [one & other for one in found for other in boxes(part, encoding)][:MOST_BOXES]
    yield from found


def undone(effect: Effect, box: int, encoding: Encoding) -> int | None:
    """The box whose states an effect leads into another, or None for an effect that never does."""
    field = encoding.fields[effect.variable]
    wanted = box & field.bits
    if effect.kind == "set":
        return box | field.bits if wanted >> (field.offset + effect.amount) & 1 else None
    top, first = 1 << (field.offset + field.size - 1), 1 << field.offset
    if effect.amount > 0:
        values = wanted >> effect.amount & field.bits
        if wanted & top:
            values |= field.bits & ~((top >> min(effect.amount, field.size - 1)) - 1)
    else:
        values = wanted << -effect.amount & field.bits
        if wanted & first:
            values |= field.bits & ((first << min(1 - effect.amount, field.size)) - 1)
    return box & ~field.bits | values if values else None
