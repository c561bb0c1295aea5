"""A phone in a story, steered by vote or played by each: the scene, what can be decided, and what came of it."""

from __future__ import annotations

from collections.abc import Hashable

from isoquest.classroom.room.choosing import choice_shown, choice_told, open_choices
from isoquest.classroom.room.phone.written import Json, question_shown, sources_told, written
from isoquest.classroom.room.plays import Plays
from isoquest.classroom.room.said import said_from
from isoquest.classroom.room.seats import Seat
from isoquest.classroom.room.vote import Vote, something_came
from isoquest.content.model import Meter, Scenario
from isoquest.content.reference import Reference
from isoquest.content.safe_text import safe_line
from isoquest.engine.asking import answer_in, question_now
from isoquest.engine.changes import Changes
from isoquest.engine.debrief import Consequence, consequence, title_of
from isoquest.engine.play import Play
from isoquest.engine.rules import available
from isoquest.engine.scene import scene_text
from isoquest.engine.scoring import score
from isoquest.engine.state import CONTINUE
from isoquest.quiz.drawing import Item


def changes_told(changes: Changes) -> list[str]:
    """What changed, a sentence each, in words and signs."""
    told = []
    for change in changes.meters:
        word = {True: " (better)", False: " (worse)", None: ""}[change.welcome]
        told.append(f"{_named(change.meter)}: {change.old} → {change.new}{_unit(change.meter)}{word}")
    told += [f"✓ {evidence.name}: now in hand" for evidence in changes.gained]
    told += [f"✗ {evidence.name}: no longer in hand" for evidence in changes.lost]
    told += [f"✓ Finding closed: {check.finding}" for check in changes.closed]
    return list(map(safe_line, told))


def came_of(play: Play, reference: Reference) -> Json:
    """What the last decision of a play led to."""
    before, step = play.steps[-2].state, play.steps[-1]
    came: Consequence = consequence(play.scenario, before, step)
    facts = [fact for told in came.told for fact in told.because]
    return {
        "changes": changes_told(came.changes),
        "why": [{"text": written(told.text)} for told in came.told],
        "findings": [safe_line(check.finding) for check in came.changes.raised],
        "sources": sources_told(facts, reference),
    }


def outcome_told(play: Play) -> Json:
    """How a play ended, or how far it got, and its score."""
    ending = play.scenario.nodes[play.state.node].ending
    earned = score(play).path
    return {
        "title": safe_line(ending.title) if ending else "The story has not ended",
        "outcome": safe_line(ending.outcome) if ending else "",
        "score": f"{earned.earned} of {earned.best}" if earned.decisions else None,
    }


def scene_shown(play: Play) -> Json:
    """The scene at which a play stands."""
    node = play.scenario.nodes[play.state.node]
    return {"title": safe_line(title_of(node)), "text": written(scene_text(play.scenario, play.state))}


class VoteOnPhones:
    """Shows a story by vote to phones."""

    def __init__(self, vote: Vote, reference: Reference) -> None:
        self._vote = vote
        self._reference = reference

    def alike(self, seat: Seat) -> Hashable:
        """Students for whom this is equal are shown the same, as long as the stage is the same."""
        mine = self._vote.ballot.votes.get(seat.id) if self._vote.ballots else None
        return mine, seat.team, seat.extra

    def show(self, seat: Seat) -> Json:
        """What this phone shows now."""
        vote = self._vote
        match vote.phase:
            case "scene":
                return {"phase": "scene", **scene_shown(vote.play), "until": vote.closes_at()}
            case "voting" | "arguing" | "tied" | "decided":
                return self._voting(seat)
            case "consequence":
                return {"phase": "consequence", **came_of(vote.play, self._reference)}
            case "ending":
                return {"phase": "ending", **scene_shown(vote.play), "outcome": outcome_told(vote.play)["outcome"]}
            case "debrief":
                return {"phase": "debrief", **outcome_told(vote.play)}
            case "ended":
                return {"phase": "ended", "summary": None}
            case _:
                return {"phase": vote.phase}

    def _voting(self, seat: Seat) -> Json:
        vote, ballot = self._vote, self._vote.ballot
        item = vote.question
        mine = ballot.votes.get(seat.id)
        return {
            "phase": vote.phase,
            "round": ballot.number,
            **scene_shown(vote.play),
            "choices": None if item else _choices(vote.play),
            "question": question_shown(item) if item else None,
            "may": vote.may_vote(seat),
            "role": safe_line(ballot.role),
            "again": bool(ballot.earlier),
            "until": vote.deadline(seat) if vote.phase == "voting" else None,
            "saved": None if mine is None else _saved(vote.play, item, mine),
            "winner": choice_told(vote.play, ballot.winner) if vote.phase == "decided" else None,
        }


def _choices(play: Play) -> list[Json]:
    return [{"id": choice_shown(play, name), "text": safe_line(text)} for name, text in open_choices(play)]


def _saved(play: Play, item: Item | None, choice: str) -> Json:
    if item is None:
        return {"choice": choice_shown(play, choice)}
    return {"answer": said_from(item, answer_in(choice)), "certainty": None}


class PlaysOnPhones:
    """Shows to each phone the play of its student or team."""

    def __init__(self, plays: Plays, reference: Reference) -> None:
        self._plays = plays
        self._reference = reference

    def alike(self, seat: Seat) -> Hashable:
        """Students for whom this is equal are shown the same, as long as the stage is the same."""
        return tuple(decision.choice for decision in self._plays.play_of(seat).decisions)

    def show(self, seat: Seat) -> Json:
        """What this phone shows now."""
        plays = self._plays
        play = plays.play_of(seat)
        match plays.phase:
            case "playing":
                return self._playing(play)
            case "debrief":
                return {"phase": "debrief", **outcome_told(play)}
            case "ended":
                return {"phase": "ended", "summary": None}
            case _:
                return {"phase": plays.phase}

    def _playing(self, play: Play) -> Json:
        scenario, state = play.scenario, play.state
        item = question_now(scenario, state)
        options = available(scenario, state)
        return {
            "phase": "playing",
            "number": len(play.decisions),
            **scene_shown(play),
            "choices": _choices(play) or None,
            "locked": [{"text": safe_line(o.text), "why": safe_line(o.locked)} for o in options if o.locked],
            "go_on": any(option.id == CONTINUE for option in options),
            "question": question_shown(item) if item else None,
            "before": came_of(play, self._reference) if play.decisions and something_came(play) else None,
            "over": play.over,
            "ending": outcome_told(play) if play.over else None,
            "meters": meters_shown(scenario, play),
            "until": self._plays.closes_at(),
        }


def meters_shown(scenario: Scenario, play: Play) -> list[Json]:
    """What the player sees of the meters."""
    return [
        {"name": _named(meter), "value": value, "unit": safe_line(meter.unit)}
        for meter, value in zip(scenario.meters.values(), play.state.meters, strict=True)
        if not meter.hidden
    ]


def _named(meter: Meter) -> str:
    return safe_line(meter.name or meter.id)


def _unit(meter: Meter) -> str:
    return f" {meter.unit}" if meter.unit else ""
