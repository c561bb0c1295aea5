"""Options that are amounts: `30 days`, `20 to 30`, `more than half`, read as stretches of the number line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

COUNTING = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()  # noqa: SIM905 - read as words
NUMBER_WORDS = {**{word: number for number, word in enumerate(COUNTING)}, "once": 1, "twice": 2, "thrice": 3}
MONTHS = "january february march april may june july august september october november december".split()  # noqa: SIM905 - likewise
DAY = re.compile(rf"(?:(?:on|by|in|until|from) )?(?:(\d{{1,2}}) )?({'|'.join(MONTHS)}) (\d{{4}})")
CURRENCY = re.compile(r"^(.*?)([\u20ac$\u00a3])\s*(\d[\d,.]*)(.*)$")
NUMBER = rf"(?:\d[\d,\u00a0\u202f ]{{0,14}}(?:\.\d{{1,9}})?|{'|'.join(NUMBER_WORDS)})"
UNIT = r"(?P<unit>\D*)"
BEFORE = r"(?:about |around |some |exactly |roughly |in |on |after |within |for |every )?"
SHAPES = {
    "between": re.compile(
        rf"{BEFORE}(?:from |between )?(?P<low>{NUMBER})\s*(?:to|and|-|\u2013|\u2014)\s*(?P<high>{NUMBER})\b{UNIT}"
    ),
    "below": re.compile(rf"(?:less than|under|below|fewer than|<)\s*(?P<high>{NUMBER})\b{UNIT}"),
    "up to": re.compile(
        rf"(?:up to|at most|no more than|not more than|a maximum of|\u2264)\s*(?P<high>{NUMBER})\b{UNIT}"
    ),
    "above": re.compile(rf"(?:more than|over|above|beyond|>)\s*(?P<low>{NUMBER})\b{UNIT}"),
    "from": re.compile(
        rf"(?:at least|no less than|not less than|a minimum of|from|\u2265)\s*(?P<low>{NUMBER})\b{UNIT}"
    ),
    "or less": re.compile(rf"(?P<high>{NUMBER})\b(?P<unit>\D*?) or (?:less|fewer|under|below)"),
    "or more": re.compile(rf"(?P<low>{NUMBER})\b(?P<unit>\D*?) or (?:more|above|over)"),
    "or less of": re.compile(rf"(?P<high>{NUMBER}) or (?:less|fewer)\b{UNIT}"),
    "or more of": re.compile(rf"(?P<low>{NUMBER}) or more\b{UNIT}"),
    "exactly": re.compile(rf"{BEFORE}(?P<low>{NUMBER})\b{UNIT}"),
}
MOST = Fraction(10**18)
"""Stands for no bound."""
MOST_WORDS = 3
"""Words of a unit, such as `days of work`; more are a sentence."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """The amounts that an option stands for, in one unit."""

    low: Fraction
    high: Fraction
    unit: str
    with_low: bool = True
    with_high: bool = True

    @property
    def exact(self) -> bool:
        """It is one amount."""
        return self.low == self.high

    def overlaps(self, other: Stretch) -> bool:
        """Some amount belongs to both."""
        first, second = sorted((self, other), key=lambda stretch: (stretch.low, not stretch.with_low))
        return first.high > second.low or (first.high == second.low and first.with_high and second.with_low)


@lru_cache(maxsize=4096)
def stretch(text: str) -> Stretch | None:
    """What amounts a text stands for; None for one that is no bare amount, such as `Three, as a sample is enough`."""
    bare = CURRENCY.sub(r"\1\3 \2\4", text.casefold().strip().rstrip("."))
    day = DAY.fullmatch(bare)
    if day is not None:
        value = Fraction(int(day[3]) * 400 + MONTHS.index(day[2]) * 32 + int(day[1] or 0))
        return Stretch(value, value, "date")
    for shape, pattern in SHAPES.items():
        found = pattern.fullmatch(bare)
        if found is None:
            continue
        parts = found.groupdict()
        unit = " ".join(parts["unit"].split()).removeprefix("times").removesuffix("s").strip()
        if len(unit.split()) > MOST_WORDS or re.search(r"[^\w %/\u20ac$\u00a3.\u00b0-]", unit):
            return None
        low = _value(parts["low"]) if parts.get("low") else -MOST
        high = _value(parts["high"]) if parts.get("high") else low if shape == "exactly" else MOST
        return Stretch(low, high, unit, shape != "above", shape != "below")
    return None


def _value(text: str) -> Fraction:
    bare = re.sub(r"[,\s\u00a0\u202f]", "", text)
    return Fraction(NUMBER_WORDS[bare]) if bare in NUMBER_WORDS else Fraction(bare)
