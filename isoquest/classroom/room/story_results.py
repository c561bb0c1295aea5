"""What a story came to: how a play went, and where a class of many plays parted ways."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from isoquest.classroom.room.choosing import choice_told
from isoquest.classroom.room.occasion import Name, Occasion, name
from isoquest.classroom.room.plays import Plays
from isoquest.classroom.room.seats import Seat
from isoquest.content.model import Ending
from isoquest.engine.debrief import Turn, debrief, title_of
from isoquest.engine.play import Play
from isoquest.engine.scoring import Marks, score


@dataclass(frozen=True, slots=True)
class DecisionTaken:
    """A decision of a play, in words."""

    number: int
    """Counted from 1 over everything that was decided; pages that are only read are counted too."""
    node: str
    """The id of the scene."""
    scene: str
    """Its title."""
    choice: str
    """What was decided: the id of a choice, or `question=answer`."""
    told: str
    asked: str
    """The question of the story that was answered; empty where a choice was taken."""
    marks: Marks
    better: tuple[str, ...]
    """The open choices that score more; none where the best one was taken."""
    feedback: str
    """What the story says of it, as Markdown."""


@dataclass(frozen=True, slots=True)
class Way:
    """How a play went."""

    ending: Ending | None
    """None where the play has not come to one."""
    at: str
    """The title of the scene at which it stands."""
    over: bool
    marks: Marks
    decisions: tuple[DecisionTaken, ...]
    """Those at which there was something to choose."""


@dataclass(frozen=True, slots=True)
class PlayerResult:
    """What one student or team came to."""

    player: str
    """The team, or the student's name."""
    members: tuple[Name, ...]
    way: Way


@dataclass(frozen=True, slots=True)
class Parting:
    """A scene to which several plays came, and what was chosen there."""

    node: str
    scene: str
    choices: tuple[tuple[str, int], ...]
    """In words, and how often; in the order of the story, answers to a question the most frequent first."""


@dataclass(frozen=True, slots=True)
class PlaysResults:
    """What many plays at once came to."""

    occasion: Occasion
    story: str
    """The scenario's title."""
    teams: bool
    players: tuple[PlayerResult, ...]
    partings: tuple[Parting, ...]
    """In the order in which the scenes were first met."""


def plays_results(held: Occasion, plays: Plays, seats: Sequence[Seat]) -> PlaysResults:
    """What many plays have come to for these students."""
    members: dict[str, list[Seat]] = {}
    for seat in seats:
        members.setdefault(plays.player(seat), []).append(seat)
    players = tuple(
        PlayerResult(own[0].team or own[0].nickname, tuple(map(name, own)), way(plays.play_of(own[0])))
        for own in members.values()
    )
    return PlaysResults(held, plays.scenario.title, bool(plays.terms.teams), players, _partings(plays, players))


def way(play: Play) -> Way:
    """How a play went, in words."""
    node = play.scenario.nodes[play.state.node]
    turns = tuple(_taken(play, turn) for turn in debrief(play).turns)
    return Way(node.ending, title_of(node), play.over, score(play).path, turns)


def _taken(play: Play, turn: Turn) -> DecisionTaken:
    decision = play.decisions[turn.number - 1]
    said = turn.answered
    questions = {each.id: each for each in turn.node.questions}
    return DecisionTaken(
        number=turn.number,
        node=turn.node.id,
        scene=title_of(turn.node),
        choice=decision.choice,
        told=choice_told(play.back_to(turn.number - 1), decision.choice),
        asked=questions[said.question].ask if said else "",
        marks=turn.marks,
        better=tuple(road.choice.text for road in turn.best),
        feedback=turn.choice.feedback if turn.choice else questions[said.question].why if said else "",
    )


def _partings(plays: Plays, players: Sequence[PlayerResult]) -> tuple[Parting, ...]:
    counts: dict[tuple[str, str], Counter[str]] = {}
    for player in players:
        for taken in player.way.decisions:
            question = taken.choice.partition("=")[0] if taken.asked else ""
            counts.setdefault((taken.node, question), Counter())[taken.told] += 1
    return tuple(_parting(plays, node, question, told) for (node, question), told in counts.items())


def _parting(plays: Plays, node_id: str, question: str, told: Counter[str]) -> Parting:
    node = plays.scenario.nodes[node_id]
    asked = next((f"{title_of(node)}: {each.ask}" for each in node.questions if each.id == question), "")
    order = [choice.text for choice in node.choices.values()]
    rows = sorted(told.items(), key=lambda row: (order.index(row[0]) if row[0] in order else len(order), -row[1]))
    return Parting(node_id, asked or title_of(node), tuple(rows))
