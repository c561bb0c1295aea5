"""What a search should come near to: a goal as the values that its place and its condition ask for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import product

from isoquest.authoring.prove.machine.encoding import Field
from isoquest.authoring.prove.machine.model import Goal
from isoquest.authoring.prove.machine.running import Running
from isoquest.authoring.prove.search.boxes import boxes

NEAREST = 3
"""States kept at each place for each aim."""
COMPARED = 60
"""States with the fewest variables wrong of which it is worked out how far off they are."""


@dataclass(frozen=True, slots=True)
class Aim:
    """Bits that a state should not have, and where the variables of several values should stand."""

    outside: int
    wanted: tuple[tuple[Field, int, int], ...]
    """A field with the least and the greatest bit that is wanted in it."""

    def nearest(self, states: Sequence[int], marks: Sequence[int]) -> list[int]:
        """Positions of the states that come nearest: the fewest variables wrong, and of these the least far off.

        Where many are as near, those with the most and the fewest marks: what an ending asks for is often a play that
        is sound throughout, or careless throughout.
        """
        outside = self.outside
        wrong = [(state & outside).bit_count() for state in states]
        fewest = min(wrong)
        near = [number for number, count in enumerate(wrong) if count == fewest]
        if self.wanted and len(near) > NEAREST:
            near = near[:: len(near) // COMPARED + 1]
            return nsmallest(NEAREST, near, key=lambda number: self._far(states[number]))
        if len(near) > NEAREST:
            most, least = max(near, key=marks.__getitem__), min(near, key=marks.__getitem__)
            return [most, near[len(near) // 2], least]
        return near

    def _far(self, state: int) -> int:
        """By how many positions the variables of several values stand wrong."""
        far = 0
        for field, least, greatest in self.wanted:
            at = (state & self.outside & field.bits).bit_length()
            if at:
                far += least - at if at < least else max(0, at - greatest)
        return far


def aims_for(running: Running, sets: list[int], goals: Iterable[Goal]) -> list[Aim]:
    """Two aims for each box of each goal: its condition, with and without the values its place has in every play."""
    narrow = running.encoding.narrow_bits
    fields = [field for field in running.encoding.fields if not field.wide]
    found: dict[int, Aim] = {}
    for goal in goals:
        running.in_time()
        fixed = narrow
        for field in fields:
            here = sets[goal.place] & field.bits
            if here and not here & (here - 1):
                fixed = fixed & ~field.bits | here
        for holds, values in product(boxes(goal.guard, running.encoding), (narrow, fixed)):
            box = holds & values
            outside = narrow & ~box
            wanted = tuple(
                (field, (own & -own).bit_length(), own.bit_length())
                for field in fields
                if field.size > 2 and outside & field.bits and (own := box & field.bits)  # noqa: PLR2004 - flags are right or wrong
            )
            found.setdefault(outside, Aim(outside, wanted))
    return list(found.values())
