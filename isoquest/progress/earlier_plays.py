"""The finished plays from which a new play can go on, in a scenario that follows another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from isoquest.content.library import NotFound, Shelved
from isoquest.content.model import Scenario
from isoquest.content.reading import Reading
from isoquest.engine.carrying_over import carried_over, ended_at
from isoquest.engine.play import Play, replay
from isoquest.engine.state import Decision, Refusal
from isoquest.progress.saved import SavedPlay
from isoquest.progress.sitting import Sitting
from isoquest.progress.store import Store

STANDARD_START = "The standard start, the same for everyone"
"""What a beginning is called that goes on from nothing."""
MOST_OFFERED = 3
"""How many plays the player is asked to choose from, the newest."""


@dataclass(frozen=True, slots=True)
class EarlierPlay:
    """A finished play from which a new one can go on."""

    saved: SavedPlay
    title: str
    """The title of the scenario that was played."""
    ending: str
    """The title of the ending that was reached."""
    decisions: tuple[Decision, ...]
    """The first decisions of the new play."""

    @property
    def told(self) -> str:
        """What tells it from others on one line: its ending, when that was, and how many decisions it took."""
        count = len(self.saved.decisions)
        when = f"{self.saved.changed.astimezone():%Y-%m-%d %H:%M}"
        return f"{self.ending}, {when}, after {count} decision{'' if count == 1 else 's'}"


@dataclass(frozen=True, slots=True)
class EarlierPlays:
    """What a player has to choose from where a new play begins."""

    offered: tuple[EarlierPlay, ...] = ()
    """The newest first."""
    told: tuple[str, ...] = ()
    """Sentences that say which plays cannot be offered, and why."""

    @property
    def introduction(self) -> str:
        """What is said before the player is asked where to begin; there is at least one play to choose."""
        played = f"You have played {self.offered[0].title} to an end. This story can go on from there."
        return " ".join((played, *self.told))


def earlier_plays(
    store: Store, profile_id: int, begun: Play, followed: Shelved | NotFound, read: Callable[[Shelved], Reading]
) -> EarlierPlays:
    """The finished plays of a profile that can be carried over into a play that is about to begin.

    `begun` is that play, without a decision; `followed` is the scenario that it follows, read only where there are
    finished plays of it.
    """
    if isinstance(followed, NotFound):
        return EarlierPlays()
    finished = [play for play in store.plays(profile_id, followed.id, followed.source) if play.ending is not None]
    if not finished:
        return EarlierPlays()
    scenario = read(followed).scenario
    if scenario is None:
        where = followed.source or followed.id
        told = f"Your plays of `{followed.id}` cannot be carried over: it has problems. See: isoquest check {where}"
        return EarlierPlays(told=(told,))
    return _sorted_out(finished, scenario, begun)


def go_on_from(sitting: Sitting, earlier: EarlierPlay) -> None:
    """Begin a play that nothing has been decided in with what an earlier one brings, and say so."""
    sitting.take_over(earlier.decisions)
    sitting.told.append(f"You go on from your play of {earlier.title}, which ended at “{earlier.ending}”.")


def _sorted_out(finished: list[SavedPlay], followed: Scenario, begun: Play) -> EarlierPlays:
    offered: list[EarlierPlay] = []
    refusals: list[str] = []
    edited = 0
    for saved in finished:
        play = _played_again(saved, followed)
        if play is None:
            edited += 1
            continue
        decisions = carried_over(begun, play)
        if isinstance(decisions, Refusal):
            refusals.append(decisions.reason)
            continue
        offered.append(EarlierPlay(saved, followed.title, ended_at(play), decisions))
        if len(offered) == MOST_OFFERED:
            break
    told = [] if offered else refusals[:1]
    if edited:
        why = "the story has been edited since and no longer fits"
        told.append(f"Left out of your finished plays of {followed.title}: {edited}, because {why}.")
    return EarlierPlays(tuple(offered), tuple(told))


def _played_again(saved: SavedPlay, scenario: Scenario) -> Play | None:
    """A finished play on its scenario as it is now; None where it no longer comes to an end there."""
    decisions = [Decision.read(text) or Decision(text, "") for text in saved.decisions]
    replayed = replay(scenario, saved.seed, decisions)
    return replayed.play if replayed.stopped is None and replayed.play.over else None
