"""What a story by vote came to: the way the class took, every vote on it, and what else it looked at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Literal

from isoquest.classroom.room.choosing import choice_told
from isoquest.classroom.room.occasion import Name, Occasion, name
from isoquest.classroom.room.seats import Seat
from isoquest.classroom.room.story_results import DecisionTaken, Way, way
from isoquest.classroom.room.vote import Ballot, Vote
from isoquest.engine.debrief import title_of
from isoquest.engine.play import Play
from isoquest.engine.rules import available


@dataclass(frozen=True, slots=True)
class ChoiceVotes:
    """A choice and the votes for it."""

    choice: str
    told: str
    before: int
    """Votes before the class argued; 0 where it did not."""
    votes: int
    taken: bool


@dataclass(frozen=True, slots=True)
class VotedDecision:
    """A decision of the class with the vote on it."""

    taken: DecisionTaken
    role: str
    """Whose votes counted; empty: everyone's."""
    choices: tuple[ChoiceVotes, ...]
    """In the order of the story; answers to a question the most frequent first."""
    argued: bool
    """There was a vote before this one, which the class argued about."""
    settled: Literal["most votes", "the teacher", "not known"]
    voted: int
    entitled: int
    """How many students may vote here."""
    tries: int
    """Votes that were held on it and taken back before."""


@dataclass(frozen=True, slots=True)
class Aside:
    """A vote that is not part of the way taken: what would have been, or a decision not carried out."""

    number: int
    """Of the vote, counted from 1 over the lesson."""
    scene: str
    """The title of the scene; empty where it cannot be told."""
    winner: str
    """In words; empty where nothing was decided."""
    votes: int


@dataclass(frozen=True, slots=True)
class Voter:
    """How one student voted."""

    name: Name
    votes: tuple[tuple[str, str], ...]
    """For each decision the vote before the class argued and the last one, in words; empty for none."""


@dataclass(frozen=True, slots=True)
class VoteResults:
    """What a story by vote came to."""

    occasion: Occasion
    story: str
    """The scenario's title."""
    way: Way
    """As it really went."""
    decisions: tuple[VotedDecision, ...]
    what_if: Way | None
    """What the class was looking at last instead; None where it had come back."""
    asides: tuple[Aside, ...]
    students: tuple[Voter, ...]


def vote_results(held: Occasion, vote: Vote, seats: Sequence[Seat]) -> VoteResults:
    """What a story by vote has come to, with the votes of these students."""
    play = vote.set_aside or vote.play
    went = way(play)
    matched = _matched(vote, went)
    placed = {each.number for ballot, tries in matched for each in (*tries, *([ballot] if ballot else ()))}
    decisions = tuple(
        _voted(vote, play, taken, ballot, len(tries), seats)
        for taken, (ballot, tries) in zip(went.decisions, matched, strict=True)
    )
    stations = [
        (play.back_to(taken.number - 1), ballot) for taken, (ballot, _) in zip(went.decisions, matched, strict=True)
    ]
    return VoteResults(
        occasion=held,
        story=vote.scenario.title,
        way=went,
        decisions=decisions,
        what_if=way(vote.play) if vote.set_aside is not None else None,
        asides=tuple(_aside(vote, each) for each in _held(vote.ballots) if each.number not in placed),
        students=tuple(Voter(name(seat), tuple(_votes_of(seat, *each) for each in stations)) for seat in seats),
    )


def _matched(vote: Vote, went: Way) -> list[tuple[Ballot | None, list[Ballot]]]:
    """For each decision of the way taken its vote, and those that were held on it before."""
    held: dict[int, list[Ballot]] = {}
    for ballot in vote.ballots:
        if not ballot.aside:
            held.setdefault(ballot.decisions, []).append(ballot)
    matched: list[tuple[Ballot | None, list[Ballot]]] = []
    for taken in went.decisions:
        on_it = held.get(taken.number - 1, [])
        last = on_it[-1] if on_it and on_it[-1].winner == taken.choice else None
        matched.append((last, on_it[:-1] if last is not None else []))
    return matched


def _named(ballot: Ballot) -> Iterator[str]:
    """Every choice that a vote speaks of."""
    yield from ballot.votes.values()
    yield from ballot.earlier.values()
    if ballot.winner:
        yield ballot.winner


def _voted(  # noqa: PLR0913, PLR0917 - a decision, its vote, and who voted
    vote: Vote, play: Play, taken: DecisionTaken, ballot: Ballot | None, tries: int, seats: Sequence[Seat]
) -> VotedDecision:
    if ballot is None:
        only = ChoiceVotes(taken.choice, taken.told, 0, 0, taken=True)
        return VotedDecision(taken, "", (only,), argued=False, settled="not known", voted=0, entitled=0, tries=0)
    before = play.back_to(taken.number - 1)
    first, last = (_counted(votes, seats) for votes in (ballot.earlier, ballot.votes))
    node = vote.scenario.nodes[taken.node]
    ids = list(node.choices) or [choice for choice, _ in (last + first).most_common()]
    named = {*_named(ballot), *(option.id for option in available(vote.scenario, before.state) if not option.locked)}
    shown = dict.fromkeys([*(each for each in ids if each in named), taken.choice])
    choices = tuple(
        ChoiceVotes(each, choice_told(before, each), first[each], last[each], taken=each == taken.choice)
        for each in shown
    )
    entitled = [seat for seat in seats if ballot.role in ("", seat.team)]
    majority = any(_leads(votes, taken.choice) for votes in (last, Counter(ballot.votes.values())))
    return VotedDecision(
        taken=taken,
        role=ballot.role,
        choices=choices,
        argued=bool(ballot.earlier),
        settled="most votes" if majority else "the teacher",
        voted=last.total(),
        entitled=len(entitled),
        tries=tries - bool(ballot.earlier) if tries else 0,
    )


def _counted(votes: Mapping[str, str], seats: Sequence[Seat]) -> Counter[str]:
    return Counter(votes[seat.id] for seat in seats if seat.id in votes)


def _leads(votes: Counter[str], choice: str) -> bool:
    """The choice has more votes than any other."""
    return votes[choice] > max((count for each, count in votes.items() if each != choice), default=0)


def _votes_of(seat: Seat, before: Play, ballot: Ballot | None) -> tuple[str, str]:
    votes = (ballot.earlier, ballot.votes) if ballot else ({}, {})
    first, last = (choice_told(before, each[seat.id]) if seat.id in each else "" for each in votes)
    return first, last


def _held(ballots: Sequence[Ballot]) -> Iterator[Ballot]:
    """The votes at which somebody voted or something was decided, without those that only came before an argument."""
    for ballot, following in zip_longest(ballots, ballots[1:]):
        argued = following is not None and following.earlier and following.earlier == ballot.votes
        if not argued and (ballot.votes or ballot.winner):
            yield ballot


def _aside(vote: Vote, ballot: Ballot) -> Aside:
    node = vote.scenario.nodes[ballot.node]
    winner = node.choices[ballot.winner].text if ballot.winner in node.choices else ""
    return Aside(ballot.number, title_of(node), winner, len(ballot.votes))
