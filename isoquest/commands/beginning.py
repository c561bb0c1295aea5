"""Where `isoquest play` begins a scenario that follows another."""

from __future__ import annotations

from functools import partial
from typing import Literal

from isoquest.commands.desk import Complaint, line_reader, own_library, plain_width
from isoquest.content.following import find_followed
from isoquest.content.library import NotFound, Shelved, load
from isoquest.content.model import Scenario
from isoquest.engine.play import Play
from isoquest.progress.earlier_plays import EarlierPlays, earlier_plays, go_on_from
from isoquest.progress.sitting import Sitting
from isoquest.progress.store import Store

Wish = Literal["ask", "from-earlier", "standard-start"]
"""What was asked for: that the player be asked where there is something to ask, or one of the two without asking."""

_LEAVE_OUT = "Leave out --from-earlier to begin at the standard start."


def begin(store: Store, shelved: Shelved, scenario: Scenario, seed: int, wish: Wish) -> Sitting | None:
    """Begin a play of the current profile; None where the player is asked where to begin, and leaves.

    Raises Complaint where it is to go on from an earlier play and there is none that can be carried over.
    """
    profile = store.current_profile()
    found = EarlierPlays() if wish == "standard-start" else _found(store, profile.id, scenario, seed)
    earlier = found.offered[0] if found.offered else None
    told = list(found.told)
    if wish == "from-earlier" and earlier is None:
        raise Complaint(" ".join((*told, _LEAVE_OUT)) if told else _why_none(scenario))
    if wish == "ask" and earlier is not None:
        from isoquest.plain.beginning import where_to_begin

        answer = where_to_begin(found, print, line_reader(), plain_width())
        if answer == "leave":
            return None
        earlier = None if answer == "standard" else answer
        told.clear()
    sitting = Sitting.begin(store, profile.id, scenario, shelved.source, seed)
    sitting.told += told
    if earlier is not None:
        go_on_from(sitting, earlier)
    return sitting


def _found(store: Store, profile_id: int, scenario: Scenario, seed: int) -> EarlierPlays:
    if scenario.follows is None:
        return EarlierPlays()
    own = own_library()
    followed = find_followed(scenario, own)
    return earlier_plays(store, profile_id, Play.begin(scenario, seed), followed, partial(load, own=own))


def _why_none(scenario: Scenario) -> str:
    """Why there is no earlier play, where that needs no look at any."""
    if scenario.follows is None:
        return f"`{scenario.id}` follows no other scenario. {_LEAVE_OUT}"
    followed = find_followed(scenario, own_library())
    if isinstance(followed, NotFound):
        return f"`{scenario.id}` follows `{followed.name}`, which is not there ({followed.hint}). {_LEAVE_OUT}"
    return f"you have no finished play of `{followed.id}`. {_LEAVE_OUT}"
