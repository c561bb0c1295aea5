"""What can happen in a room. A room is the list of its events; everything else about it follows from them.

Each is one line of JSON in the journal. `at` is the server's time in milliseconds since 1970; a room never lets it run
backwards.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, ClassVar, Literal, TypeAlias, get_args

from isoquest.classroom.room.terms import Board, Kind, Material, Terms

FORMAT = 1
"""Rises when rooms of older events would come out otherwise."""

Order: TypeAlias = Literal[
    "next",
    "skip",
    "extend",
    "close",
    "reopen",
    "reveal",
    "unreveal",
    "time-up",
    "board",
    "hide-names",
    "remove",
    "more-time",
    "lock",
    "pause",
    "resume",
    "settle",
    "revote",
    "what-if",
    "back",
    "end",
]
"""What the teacher can order; `time-up` is the clock's own."""
ORDERS: tuple[Order, ...] = get_args(Order)


@dataclass(frozen=True, slots=True)
class Opened:
    """The lesson was opened: always the first event, and only that."""

    name: ClassVar[str] = "opened"
    at: int
    format: int
    code: str
    kind: Kind
    title: str
    """What the projector calls the room."""
    seed: int
    key: str
    """SHA-256 of the teacher's key in hexadecimal; empty where the teacher has a terminal alone."""
    material: Material
    terms: Terms


@dataclass(frozen=True, slots=True)
class Joined:
    """A student took a seat. A seat is named by the first half of its token's hash."""

    name: ClassVar[str] = "joined"
    at: int
    seat: str
    nickname: str
    team: str


@dataclass(frozen=True, slots=True)
class Answered:
    """A student answered a question. `turn` counts the answers and votes of a seat: only a higher one is newer."""

    name: ClassVar[str] = "answered"
    at: int
    seat: str
    round: int
    turn: int
    answer: tuple[str, ...]
    """In the bank's own ids."""
    certainty: int | None
    took: int
    """Milliseconds since the question was written to this student."""


@dataclass(frozen=True, slots=True)
class Voted:
    """A student voted for a choice of the scene."""

    name: ClassVar[str] = "voted"
    at: int
    seat: str
    round: int
    turn: int
    choice: str


@dataclass(frozen=True, slots=True)
class Decided:
    """A student, or one of a team, decided in a play of their own, after `number` decisions."""

    name: ClassVar[str] = "decided"
    at: int
    seat: str
    number: int
    turn: int
    choice: str


@dataclass(frozen=True, slots=True)
class Ordered:
    """The teacher, or the clock, ordered something. It holds for that stage of the lesson alone, if it names one."""

    name: ClassVar[str] = "ordered"
    at: int
    order: Order
    stage: int | None = None
    value: str = ""
    """Of `extend` seconds, of `settle` a choice, of `remove` and `more-time` a seat, of switches `on` or `off`."""
    amount: int = 0
    """Of `more-time` per cent, of `what-if` how many decisions to keep."""


Event: TypeAlias = Opened | Joined | Answered | Voted | Decided | Ordered

_KINDS: Mapping[str, type[Any]] = {kind.name: kind for kind in (Opened, Joined, Answered, Voted, Decided, Ordered)}
_NAMES = {name: tuple(field.name for field in fields(kind)) for name, kind in _KINDS.items()}


def to_text(event: Event) -> str:
    """An event as one line."""
    content = {"event": event.name, **{name: getattr(event, name) for name in _NAMES[event.name]}}
    return json.dumps(content, ensure_ascii=True, separators=(",", ":"), default=asdict)


def from_text(text: str) -> Event | str:
    """The event that `to_text` made a line of, or why the line is none."""
    try:
        content = _object(json.loads(text))
        kind = _KINDS[_text(content["event"])]
        event: Event = _read(kind, content)
    except KeyError as error:
        return f"this is no event of a lesson: {str(error)[:40]} is missing or not known"
    except (ValueError, RecursionError) as error:
        return f"this is no event of a lesson: {error}"
    return event


def _read(kind: type[Any], content: Mapping[str, Any]) -> Any:
    return kind(**{name: read(content[name]) for name, read in _READERS_OF[kind]})


def _object(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ValueError(f"{str(value)[:20]!r} is no object")  # noqa: TRY004 - a value in a file, not an argument
    return value


def _whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) >= 1 << 64:
        raise ValueError(f"{str(value)[:20]!r} is no whole number")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{str(value)[:20]!r} is no text")  # noqa: TRY004 - likewise
    return value


def _switch(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"{str(value)[:20]!r} is neither true nor false")  # noqa: TRY004 - likewise
    return value


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError("a list is missing")  # noqa: TRY004 - likewise
    return tuple(map(_text, value))


def _files(value: Any) -> dict[str, str]:
    return {_text(name): _text(text) for name, text in _object(value).items()}


def _one_of(*known: str) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if value not in known:
            raise ValueError(f"{str(value)[:20]!r} is not known")
        return str(value)

    return read


_READERS: Mapping[str, Callable[[Any], Any]] = {
    "int": _whole,
    "int | None": lambda value: None if value is None else _whole(value),
    "str": _text,
    "bool": _switch,
    "tuple[str, ...]": _texts,
    "Mapping[str, str]": _files,
    "Kind": _one_of(*get_args(Kind)),
    "Board": _one_of(*get_args(Board)),
    "Order": _one_of(*ORDERS),
    "Material": lambda value: _read(Material, _object(value)),
    "Terms": lambda value: _read(Terms, _object(value)),
}
"""How a value of each type that events have is read."""

_READERS_OF: Mapping[type[Any], tuple[tuple[str, Callable[[Any], Any]], ...]] = {
    kind: tuple((field.name, _READERS[str(field.type)]) for field in fields(kind))
    for kind in (*_KINDS.values(), Material, Terms)
}
