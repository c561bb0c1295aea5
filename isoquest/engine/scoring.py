"""A score that is fair to the path: each decision counts between the worst and the best choice open at that moment."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from isoquest.content.model import Choice, Scenario
from isoquest.engine.asking import answered
from isoquest.engine.play import Play
from isoquest.engine.rules import available
from isoquest.engine.state import Answered, State


@dataclass(frozen=True, slots=True)
class Marks:
    """Marks earned, between the worst and the best that could be earned."""

    earned: int = 0
    worst: int = 0
    best: int = 0
    decisions: int = 0
    """How many decisions these marks come from."""

    @property
    def share(self) -> float | None:
        """0 for the worst throughout, 1 for the best; None when there was nothing to earn."""
        span = self.best - self.worst
        return (self.earned - self.worst) / span if span else None

    @property
    def percent(self) -> int | None:
        """The share in whole per cent, rounded down, so that 100 means nothing was missed."""
        return None if self.share is None else int(100 * (self.earned - self.worst) // (self.best - self.worst))

    def __add__(self, other: Marks) -> Marks:
        return Marks(
            self.earned + other.earned,
            self.worst + other.worst,
            self.best + other.best,
            self.decisions + other.decisions,
        )


@dataclass(frozen=True, slots=True)
class Bounds:
    """The least and greatest marks that a whole play can earn."""

    worst: int
    best: int
    exact: bool = True
    """No play goes beyond; otherwise these are the furthest plays known."""


@dataclass(frozen=True, slots=True)
class Score:
    """The score of a play on the way taken, by topic and by clause; and the bounds over all plays where known."""

    path: Marks
    topics: dict[str, Marks] = field(default_factory=dict)
    clauses: dict[str, Marks] = field(default_factory=dict)
    overall: Bounds | None = None


def open_choices(scenario: Scenario, state: State) -> tuple[Choice, ...]:
    """The choices that can be taken now."""
    return tuple(o.choice for o in available(scenario, state) if o.choice is not None and not o.locked)


def marks_for(scenario: Scenario, state: State, choice_id: str) -> Marks:
    """The marks of taking a choice in a state; empty where all open choices score alike."""
    ask = scenario.nodes[state.node].ask
    if ask is not None:
        said = answered(scenario, state, choice_id)
        right = isinstance(said, Answered) and said.share == 1
        return Marks(ask.score if right else 0, 0, ask.score, 1) if ask.score > 0 else Marks()
    choices = open_choices(scenario, state)
    scores = [choice.score for choice in choices]
    if not scores or min(scores) == max(scores):
        return Marks()
    earned = next(choice.score for choice in choices if choice.id == choice_id)
    return Marks(earned, min(scores), max(scores), 1)


def score(play: Play, overall: Bounds | None = None) -> Score:
    """The score of a play so far."""
    topics: defaultdict[str, Marks] = defaultdict(Marks)
    clauses: defaultdict[str, Marks] = defaultdict(Marks)
    path = Marks()
    for step, decision in zip(play.steps, play.decisions, strict=False):
        marks = marks_for(play.scenario, step.state, decision.choice)
        if not marks.decisions:
            continue
        path += marks
        node = play.scenario.nodes[decision.node]
        choice = node.choices.get(decision.choice)
        topic = choice.topic if choice and choice.topic else node.topic
        clause = choice.clause if choice and choice.clause else node.clause
        if topic:
            topics[topic] += marks
        if clause:
            clauses[clause] += marks
    return Score(path, dict(topics), dict(clauses), overall)


def overall_told(earned: Score) -> str:
    """What a way earned beside all other plays, as a sentence; empty where that is not known."""
    if earned.overall is None:
        return ""
    worst, best = earned.overall.worst, earned.overall.best
    known = "" if earned.overall.exact else ", as far as is known"
    return f"Your way earned {earned.path.earned} marks; whole plays earn from {worst} to {best}{known}."
