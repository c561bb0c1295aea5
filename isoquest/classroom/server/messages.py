"""What a phone says, read from what may be anything at all; and what it is told in a line."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias, TypeGuard

LONGEST = 4096
"""Bytes of a message from a phone."""
_MOST = 1 << 53
"""Beyond it JavaScript's numbers are not whole any more."""

About: TypeAlias = Literal["code", "nickname", "team", "room", "seat"]


@dataclass(frozen=True, slots=True)
class Join:
    """Someone wants a seat."""

    code: str
    nickname: str
    team: str
    token: str
    """The seat token that the page has drawn, so that joining again after a lost reply is no second seat; or empty."""


@dataclass(frozen=True, slots=True)
class Sit:
    """A student takes a seat again."""

    token: str


@dataclass(frozen=True, slots=True)
class Ping:
    """A page asks whether the server is there."""


@dataclass(frozen=True, slots=True)
class Said:
    """An answer, vote or decision. `number` is the round, or how many decisions came before."""

    do: Literal["answer", "vote", "decide"]
    number: int
    turn: int
    answer: Any
    """As the phone shows it, for `said.answer_from` to judge; None where `choice` stands instead."""
    choice: str
    certainty: int | None


Message: TypeAlias = Join | Sit | Ping | Said


def read_message(text: str | bytes) -> Message | None:
    """What a phone said; None where it cannot be understood."""
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(content, dict):
        return None
    match content.get("do"):
        case "join":
            parts = [content.get(key, "") for key in ("code", "nickname", "team", "token")]
            return Join(*parts) if all(isinstance(part, str) for part in parts) else None
        case "sit":
            token = content.get("token")
            return Sit(token) if isinstance(token, str) else None
        case "ping":
            return Ping()
        case "answer" | "vote" | "decide" as do:
            return _said(do, content)
        case _:
            return None


def _said(do: Literal["answer", "vote", "decide"], content: dict[str, Any]) -> Said | None:
    number, turn = content.get("number" if do == "decide" else "round"), content.get("turn")
    choice, certainty = content.get("choice", ""), content.get("certainty")
    if not (_is_count(number) and _is_count(turn) and isinstance(choice, str)):
        return None
    if certainty is not None and not _is_count(certainty):
        return None
    return Said(do, number, turn, content.get("answer"), choice, certainty)


def _is_count(value: Any) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < _MOST


def seat_told(token: str) -> str:
    """The one message that has a seat's token in it."""
    return json.dumps({"type": "seat", "token": token})


def taken(turn: int, *, kept: bool) -> str:
    """The acknowledgement: it says nothing of what was answered, and is as long for the right as for the wrong."""
    return json.dumps({"type": "ack", "turn": turn, "ok": True, "kept": kept})


def not_taken(turn: int, why: str) -> str:
    """An answer, vote or decision was not taken."""
    return json.dumps({"type": "ack", "turn": turn, "ok": False, "why": why})


def kept_at_last(turn: int) -> str:
    """What was acknowledged before is on the disk by now."""
    return json.dumps({"type": "kept", "turn": turn})


def refused(why: str, about: About) -> str:
    """A student gets no seat."""
    return json.dumps({"type": "refused", "why": why, "about": about})


def too_many_codes(wait: int) -> str:
    """An address has named so many wrong codes that it has to wait so many seconds."""
    return refused(f"Too many wrong codes from your network. Wait {wait} seconds.", "code")


def slow(why: str) -> str:
    """Too many messages came."""
    return json.dumps({"type": "slow", "why": why})


REMOVED = json.dumps({"type": "removed"})
PONG = json.dumps({"type": "pong"})
NOT_UNDERSTOOD = refused("This message was not understood. Reload the page.", "room")
NO_SUCH_CODE = refused("There is no room with this code. Look at the screen again.", "code")
NO_SEAT = refused("You have no seat in this room. Join it.", "seat")
TOO_MUCH = slow("That was a lot at once. Wait a few seconds, then go on.")
