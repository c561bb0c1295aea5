"""The values that the store hands out."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from isoquest.quiz.review import Card

Kind = Literal["play", "attempt"]
"""A play of a scenario, or an attempt at a bank of questions."""


@dataclass(frozen=True, slots=True)
class Profile:
    """One of the people who share this machine."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class SavedPlay:
    """A play as it is kept: what it was played on, and the decisions, which say all the rest.

    An attempt at a bank of questions is kept as a play too: its decisions are the answers, one text each.
    """

    id: int
    """Its number in the file; negative while it has been begun but could not be saved yet."""
    profile_id: int
    scenario: str
    """The id of the scenario, or of an attempt's bank."""
    source: str
    """Empty for the bundled library, else the absolute path of the content."""
    version: str
    content_hash: str
    seed: int
    decisions: tuple[str, ...]
    started: datetime
    """In UTC, as is `changed`."""
    changed: datetime
    revision: int
    """A mark drawn anew by every write. Two equal marks mean that nothing was written in between; no order is meant."""
    ending: str | None
    """The id of the ending that was reached, of an attempt the word "finished"; None while it is under way."""
    summary: str
    """One line for lists, such as the title of the node where the player stands; may be empty."""
    kind: Kind = "play"
    terms: str = ""
    """What an attempt was begun with, as a text; empty for a play."""


def new_revision() -> int:
    """A mark for `SavedPlay.revision`, drawn by chance."""
    return secrets.randbits(53)  # within what JSON readers keep exactly


@dataclass(frozen=True, slots=True)
class Notice:
    """A standing thing to tell the player."""

    kind: Literal["damaged", "not-saved"]
    text: str


@dataclass(frozen=True, slots=True)
class Refused:
    """The file belongs to a newer program and was left alone."""

    text: str
    """One sentence that names the file, both versions and the way out."""


@dataclass(frozen=True, slots=True)
class Saved:
    """The play is on disk and survives a power cut. Go on from `play`, not from the one that was handed in."""

    play: SavedPlay


@dataclass(frozen=True, slots=True)
class NotSaved:
    """The play goes on in memory; the store's next write of anything tries again to store it."""

    play: SavedPlay
    reason: str
    """Why, as a clause without a full stop: "the disk is full"."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody else wrote this play since it was read, so nothing was changed."""

    theirs: SavedPlay


@dataclass(frozen=True, slots=True)
class CardSaved:
    """The review is on disk. Go on from `card`."""

    card: Card


@dataclass(frozen=True, slots=True)
class CardNotSaved:
    """The review counts in memory; the store's next write of anything tries again to store it."""

    card: Card
    reason: str
    """Why, as a clause without a full stop."""


@dataclass(frozen=True, slots=True)
class CardConflict:
    """Somebody else reviewed this card since it was read, so nothing was changed."""

    theirs: Card


@dataclass(frozen=True, slots=True)
class CardsNotSaved:
    """The cards are there in memory; the store's next write of anything tries again to store them."""

    new: int
    """How many of them were not there yet."""
    reason: str
    """Why, as a clause without a full stop."""
