"""Limits of a number as an author writes them: `70..`, `..90`, `60..80`, `12`, or `">= 70"`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from isoquest.content.fields import NOWHERE
from isoquest.content.problems import Place

HOW = "a number or its limits is wanted here, such as `70..`, `..90`, `60..80` or `12`"

_NUMBER = "[+-]?[0-9]{1,9}"
_RANGE = re.compile(rf"({_NUMBER})?\s*\.\.\s*({_NUMBER})?")
_COMPARED = re.compile(rf"(==|>=|<=|>|<)?\s*({_NUMBER})")


@dataclass(frozen=True, slots=True)
class Limits:
    """The least and the greatest that a number may be, both included; None: no limit."""

    text: str
    """As written."""
    least: int | None
    greatest: int | None
    place: Place = field(default=NOWHERE, compare=False, repr=False)

    def allow(self, number: int) -> bool:
        """The number lies within the limits."""
        return (self.least is None or number >= self.least) and (self.greatest is None or number <= self.greatest)


def limits_in(text: str, place: Place = NOWHERE) -> Limits | None:
    """The limits that a text writes; None where it writes none, or such that no number lies within."""
    text = text.strip()
    spanned, compared = _RANGE.fullmatch(text), _COMPARED.fullmatch(text)
    least: int | None
    greatest: int | None
    if spanned and (spanned[1] or spanned[2]):
        least, greatest = (int(end) if end else None for end in spanned.groups())
    elif compared:
        number = int(compared[2])
        least, greatest = {
            ">=": (number, None),
            "<=": (None, number),
            ">": (number + 1, None),
            "<": (None, number - 1),
        }.get(compared[1], (number, number))
    else:
        return None
    if least is not None and greatest is not None and least > greatest:
        return None
    return Limits(text, least, greatest, place)
