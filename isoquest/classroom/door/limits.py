"""How much of anything one address or one seat may do. Moments are seconds of any steady clock."""

from __future__ import annotations

import math
from collections import Counter
from enum import Enum, auto

from isoquest.classroom.door.buckets import Buckets, Rate, Remembered
from isoquest.classroom.door.callers import household, site

_WIDER = 10
"""How many times more a whole IPv6 site may miss than one /64 of it."""

_MESSAGES = Rate(20, 5.0)
_DROPPED_MESSAGES = Rate(60, 1.0)
_JOINS = Rate(200, 40.0)
_JOINS_TOGETHER = Rate(400, 100.0)


class Guesses:
    """Wrong codes by address: enough for a school behind one address, after which each miss doubles the wait.

    Sixty misses are free; then the wait is 1, 2, 4 ... and at most 60 seconds. Five seconds without a miss, counted
    from the end of any wait, make up for one. IPv6 counts by /64, and ten times as much by /48.

    Ask it about what can be guessed, and before looking at the guess: an address that must wait learns nothing, not
    even that it was right. A seat token or a teacher's key of 128 bits cannot be guessed: there, look first and let
    in whoever has it, so that nobody can lock out others who share an address.
    """

    def __init__(self, *, free: int = 60, made_up_after: float = 5.0, longest: float = 60.0) -> None:
        self._free = free
        self._made_up_after = made_up_after
        self._longest = longest
        self._doublings = math.ceil(math.log2(longest))
        self._misses: Remembered[tuple[float, float]] = Remembered()

    def __len__(self) -> int:
        return len(self._misses)

    def wait(self, address: str, now: float) -> float:
        """The seconds until this address may guess again: 0 if it may now."""
        return max(0.0, *(self._until(key) - now for key, _ in self._counted(address)))

    def missed(self, address: str, now: float) -> float:
        """Count a wrong guess, and give the seconds to wait from now on."""
        for key, free in self._counted(address):
            # What makes it wait longest is all that is held against an address: it is soon made up for.
            misses = min(self._level(key, now) + 1, free + self._doublings)
            wait = min(self._longest, 2.0 ** (misses - free)) if misses >= free else 0.0
            self._misses.put(key, (misses, now + wait))
        return self.wait(address, now)

    def _counted(self, address: str) -> tuple[tuple[str, int], ...]:
        near, wide = household(address), site(address)
        return ((near, self._free),) if near == wide else ((near, self._free), (wide, self._free * _WIDER))

    def _until(self, key: str) -> float:
        _, until = self._misses.get(key) or (0.0, float("-inf"))
        return until

    def _level(self, key: str, now: float) -> float:
        misses, until = self._misses.get(key) or (0.0, now)
        return max(0.0, misses - max(0.0, now - until) / self._made_up_after)


class Verdict(Enum):
    """What becomes of a message."""

    TAKEN = auto()
    DROPPED = auto()
    CLOSED = auto()
    """Dropped, and the socket is to be closed: this is no person's hurry."""


class Flow:
    """Messages by seat: 20 at once and 5 a second after that; who goes on through 60 dropped ones is cut off.

    Dropped messages are made up for at one a second, on whatever socket the seat comes back.
    """

    def __init__(self, *, taken: Rate = _MESSAGES, dropped: Rate = _DROPPED_MESSAGES) -> None:
        self._taken = Buckets(taken)
        self._dropped = Buckets(dropped)

    def __len__(self) -> int:
        return max(len(self._taken), len(self._dropped))

    def message(self, seat: str, now: float) -> Verdict:
        """What becomes of a message that came from this seat now."""
        if self._taken.take(seat, now):
            return Verdict.TAKEN
        return Verdict.DROPPED if self._dropped.take(seat, now) else Verdict.CLOSED


class Joins:
    """New seats by address and in all: 2,000 students behind one address are in within a minute, and a flood is not.

    One address gets 200 seats at once and 40 a second after that, all together 400 and 100.
    """

    def __init__(self, *, one_address: Rate = _JOINS, together: Rate = _JOINS_TOGETHER) -> None:
        self._by_address = Buckets(one_address)
        self._together = Buckets(together, at_most=1)

    def __len__(self) -> int:
        return len(self._by_address)

    def join(self, address: str, now: float) -> float:
        """The seconds until somebody at this address may take a seat: 0 if now, and then it is counted."""
        counted = household(address)
        wait = max(self._by_address.wait(counted, now), self._together.wait("", now))
        if not wait:
            self._by_address.take(counted, now)
            self._together.take("", now)
        return wait


class Unfinished:
    """Connections that have not said yet which seat they are for: so many by address, and so many in all.

    They end by themselves only at the server's own deadline, so that half-open ones are all that a flood can hold.
    """

    def __init__(self, *, one_address: int = 250, together: int = 1000) -> None:
        self._one_address = one_address
        self._together = together
        self._open: Counter[str] = Counter()
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def opened(self, address: str) -> bool:
        """Count a connection; false, and nothing is counted, if there are too many already."""
        counted = household(address)
        if self._open[counted] >= self._one_address or self._count >= self._together:
            return False
        self._open[counted] += 1
        self._count += 1
        return True

    def settled(self, address: str) -> None:
        """A connection that was counted has found its seat or its end; one that was not counted changes nothing."""
        counted = household(address)
        if counted not in self._open:
            return
        self._count -= 1
        self._open[counted] -= 1
        if not self._open[counted]:
            del self._open[counted]
