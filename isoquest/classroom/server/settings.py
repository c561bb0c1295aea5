"""How a room is served: where, to whom, and how much of anything."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from isoquest.classroom.door.addresses import Interface
from isoquest.classroom.door.callers import Network
from isoquest.classroom.door.limits import Flow, Guesses, Joins, Unfinished

ResultsFormat: TypeAlias = Literal["csv", "json", "html"]

_WRONG_KEYS = 5


@dataclass(frozen=True, slots=True)
class Limits:
    """What one address or seat may do; each counts from when it was made."""

    guesses: Guesses = field(default_factory=Guesses)
    """Wrong room codes."""
    keys: Guesses = field(default_factory=lambda: Guesses(free=_WRONG_KEYS))
    """Wrong keys of the teacher."""
    joins: Joins = field(default_factory=Joins)
    flow: Flow = field(default_factory=Flow)
    """Messages by seat."""
    strangers: Unfinished = field(default_factory=Unfinished)
    """WebSockets without a seat."""
    sockets_by_seat: int = 4


@dataclass(frozen=True, slots=True)
class Settings:
    """How a room is served."""

    bind: str = "127.0.0.1"
    """The address to listen at; `0.0.0.0` or `::` for all that this machine has."""
    port: int = 0
    """0: any that is free."""
    names: tuple[str, ...] = ()
    """Host names by which a proxy or a name server leads here, with a port or without."""
    trusted_proxies: tuple[Network, ...] = ()
    """Whose X-Forwarded-For is believed."""
    shown: Callable[[Sequence[Interface], int], tuple[str, ...]] | None = None
    """The addresses to show to students, the likeliest first, on a machine with these of its own and at this port;
    None: every one at which the server listens."""
    results: Callable[[ResultsFormat], bytes] | None = None
    """Makes the results of the lesson up to now."""
    limits: Limits = field(default_factory=Limits)
    random_bytes: Callable[[int], bytes] = secrets.token_bytes
    heartbeat: float = 20.0
    """Seconds of silence after which a phone is asked whether it is there; it has half as long to say so."""
    patience: float = 10.0
    """Seconds for a request's head or body, and for a connection to take what was written to it."""
    seatless: float = 60.0
    """Seconds that a WebSocket may stay without taking a seat."""
    polling: float = 25.0
    """Seconds that a request for news waits for some."""
