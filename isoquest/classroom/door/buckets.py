"""Token buckets by key in bounded memory."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import Generic, TypeVar

AT_MOST = 10_000
"""How many addresses or seats are remembered; the one not heard of for longest is forgotten first."""

State = TypeVar("State")


class Remembered(Generic[State]):
    """What is known of each key, for so many keys and no more."""

    def __init__(self, at_most: int = AT_MOST) -> None:
        self._known: OrderedDict[str, State] = OrderedDict()
        self._at_most = at_most

    def __len__(self) -> int:
        return len(self._known)

    def get(self, key: str) -> State | None:
        """What is known of a key, if anything."""
        return self._known.get(key)

    def put(self, key: str, state: State) -> None:
        """Remember this of a key, and forget the key not heard of for longest if there are too many."""
        self._known[key] = state
        self._known.move_to_end(key)
        if len(self._known) > self._at_most:
            self._known.popitem(last=False)


@dataclass(frozen=True, slots=True)
class Rate:
    """How many at once, and how many a second after that."""

    at_once: int
    a_second: float


class Buckets:
    """A bucket of tokens for each key, full at first, refilled steadily. Moments are seconds of any steady clock."""

    def __init__(self, rate: Rate, at_most: int = AT_MOST) -> None:
        self._rate = rate
        self._levels: Remembered[tuple[float, float]] = Remembered(at_most)

    def __len__(self) -> int:
        return len(self._levels)

    def wait(self, key: str, now: float) -> float:
        """The seconds until there is a token: 0 if there is one now."""
        return max(0.0, (1 - self._level(key, now)) / self._rate.a_second)

    def take(self, key: str, now: float) -> bool:
        """Take a token; false, and nothing is taken, if there is none."""
        level = self._level(key, now)
        if level < 1:
            return False
        self._levels.put(key, (level - 1, now))
        return True

    def _level(self, key: str, now: float) -> float:
        level, since = self._levels.get(key) or (self._rate.at_once, now)
        return min(self._rate.at_once, level + max(0.0, now - since) * self._rate.a_second)
