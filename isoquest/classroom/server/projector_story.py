"""What the projector shows of a story, as values of JSON: steered by vote, or played by each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from isoquest.classroom.room.choosing import WITHOUT, choice_told
from isoquest.classroom.room.phone.story import came_of, meters_shown, outcome_told, scene_shown
from isoquest.classroom.room.phone.written import Json, question_shown
from isoquest.classroom.room.plays import Plays
from isoquest.classroom.room.vote import Vote
from isoquest.content.reference import Reference
from isoquest.content.safe_text import safe_line
from isoquest.engine.asking import choice_for
from isoquest.engine.debrief import title_of
from isoquest.engine.play import Play
from isoquest.engine.rules import available
from isoquest.engine.state import CONTINUE

MOST_WAYS = 20
"""Answers of a vote, and scenes, that are shown."""


def vote_shown(vote: Vote, reference: Reference) -> Json:
    """A story by vote: no vote stands in it before the vote is closed."""
    shown: Json = {"what_if": vote.set_aside is not None}
    match vote.phase:
        case "scene":
            shown |= scene_shown(vote.play) | _open(vote)
        case "voting" | "arguing" | "tied" | "decided":
            shown |= scene_shown(vote.play) | _open(vote) | _ballot(vote)
        case "consequence":
            shown |= {"decided": _decided(vote.play), **came_of(vote.play, reference)}
        case "ending":
            shown |= scene_shown(vote.play)
    if vote.phase in ("scene", "voting", "arguing", "tied", "decided", "consequence"):
        shown["meters"] = meters_shown(vote.scenario, vote.play)
    if vote.phase in ("ending", "debrief", "ended"):
        shown["outcome"] = outcome_told(vote.play) | {"kind": _kind(vote.play)}
    if vote.phase != "lobby":
        shown["decisions"] = [
            {
                "number": number,
                "title": safe_line(title_of(vote.scenario.nodes[decision.node])),
                "told": choice_told(vote.play.back_to(number), decision.choice),
            }
            for number, decision in enumerate(vote.play.decisions)
            if decision.choice != CONTINUE
        ]
    return shown


def plays_shown(plays: Plays) -> Json:
    """Many plays at once: how many are at which place of the journey, and which endings they have come to."""
    nodes = plays.scenario.nodes
    players = {plays.player(seat): plays.play_of(seat) for seat in plays.seats.present}
    at = Counter(play.state.node for play in players.values())
    under_way = Counter({node: count for node, count in at.items() if nodes[node].ending is None})
    phases = Counter(nodes[node].phase or "" for node in under_way.elements())
    return {
        "plays": len(players),
        "over": sum(play.over for play in players.values()),
        "phases": [{"phase": phase, "count": count} for phase, count in phases.items()],
        "places": [
            {"title": safe_line(title_of(nodes[node])), "phase": nodes[node].phase or "", "count": count}
            for node, count in under_way.most_common(MOST_WAYS)
        ],
        "endings": [
            {"title": safe_line(ending.title), "kind": ending.kind, "count": count}
            for node, count in at.most_common()
            if (ending := nodes[node].ending) is not None
        ],
    }


def _open(vote: Vote) -> Json:
    """What can be decided here, and what cannot."""
    item = vote.question
    return {
        "choices": [{"id": name, "text": safe_line(text)} for name, text in vote.choices] or None,
        "locked": [
            {"text": safe_line(option.text), "why": safe_line(option.locked)}
            for option in available(vote.scenario, vote.play.state)
            if option.locked
        ],
        "question": question_shown(item) if item else None,
    }


def _ballot(vote: Vote) -> Json:
    ballot = vote.ballot
    shown: Json = {"round": ballot.number, "role": safe_line(ballot.role), "again": bool(ballot.earlier)}
    if ballot.earlier:
        shown["earlier"] = _tally(vote, ballot.earlier)
    if vote.phase != "voting":
        shown["tally"] = _tally(vote, ballot.votes) or _without(vote)
    if vote.phase == "decided":
        shown["winner"] = choice_told(vote.play, ballot.winner)
        shown["won"] = ballot.winner
    return shown


def _tally(vote: Vote, votes: Mapping[str, str]) -> list[Json]:
    tally = vote.tally(votes)
    return [{"id": name, "text": choice_told(vote.play, name), "count": count} for name, count in tally[:MOST_WAYS]]


def _without(vote: Vote) -> list[Json]:
    """The way on where nobody answered a question."""
    item = vote.question
    return [{"id": choice_for(item.question, ()), "text": WITHOUT, "count": 0}] if item else []


def _decided(play: Play) -> str:
    """What the class decided last; empty where it only read on."""
    choice = play.decisions[-1].choice
    return "" if choice == CONTINUE else choice_told(play.undo(), choice)


def _kind(play: Play) -> str:
    ending = play.scenario.nodes[play.state.node].ending
    return ending.kind if ending else ""
