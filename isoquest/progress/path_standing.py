"""How far somebody is on a learning path: worked out of their plays and attempts alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from isoquest.content.learning_path import Stage, Step
from isoquest.content.library import Shelved
from isoquest.content.model import Ending, Scenario
from isoquest.content.questions import Bank
from isoquest.progress.attempt_texts import read_given, read_terms
from isoquest.progress.quizzing import share_of
from isoquest.progress.saved import SavedPlay

State: TypeAlias = Literal["not begun", "under way", "done"]

ENOUGH_ASKED = 10
"""Questions that a quiz has to ask to count; all of them, where a bank has fewer."""
BEST_FIRST = ("success", "wise", "partial", "failure")
"""Kinds of endings, the best first."""


@dataclass(frozen=True, slots=True)
class Target:
    """What a step leads to."""

    shelved: Shelved
    whole: Scenario | Bank | None
    """As its file is now; None where it has problems."""

    @property
    def title(self) -> str:
        """Its title, or its id made readable."""
        return self.whole.title if self.whole is not None else self.shelved.id.replace("-", " ").capitalize()

    @property
    def questions(self) -> int:
        """How many questions a bank has; none of a scenario."""
        return len(self.whole.questions) if isinstance(self.whole, Bank) else 0

    @property
    def minutes(self) -> int:
        """How long it takes: what the scenario says, or a minute for each question that has to be asked."""
        if isinstance(self.whole, Scenario):
            return self.whole.minutes or 0
        return min(ENOUGH_ASKED, self.questions)

    @property
    def length(self) -> str:
        """How long it takes, in words; empty where nothing is known of it."""
        if not self.minutes:
            return ""
        some = f"any {ENOUGH_ASKED} of its" if self.questions > ENOUGH_ASKED else "all"
        asked = f"{some} {self.questions} questions, " if self.questions else ""
        return f"{asked}{self.minutes} min"


@dataclass(frozen=True, slots=True)
class StepStanding:
    """How far somebody is with a step."""

    step: Step
    target: Target
    state: State = "not begun"
    under_way: SavedPlay | None = None
    """What was begun last and has not ended."""
    best: SavedPlay | None = None
    """The play with the best ending, or of the quizzes that asked enough the one with the highest share."""
    ending: Ending | None = None
    """The best ending of a play; None too where the scenario has no such ending any more."""
    share: int | None = None
    """The highest share of a quiz that asked enough, in per cent."""

    @property
    def told(self) -> tuple[str, ...]:
        """The state in words, then what it rests on: an ending, a share of the marks, where it was left."""
        under_way = self.under_way.summary if self.under_way is not None else ""
        if self.best is None:
            few = f"counts from {ENOUGH_ASKED} questions on" if self.state == "under way" else ""
            return self.state, *filter(None, [under_way or few])
        if self.step.kind == "play":
            best = f"best ending: {self.ending.title if self.ending is not None else self.best.summary}"
        else:
            best = f"best: {self.share} %" + (f", done from {self.step.wanted} % on" if self.state != "done" else "")
        return self.state, best, *([f"one under way: {under_way}"] if under_way else [])

    @property
    def best_done(self) -> SavedPlay | None:
        """The best, where the step is done by it."""
        return self.best if self.state == "done" else None


@dataclass(frozen=True, slots=True)
class StageStanding:
    """How far somebody is with a stage."""

    stage: Stage
    steps: tuple[StepStanding, ...]

    @property
    def of(self) -> int:
        """How many steps have to be done."""
        return self.stage.enough

    @property
    def done(self) -> int:
        """How many of those that have to be done are."""
        return min(self.of, sum(each.state == "done" for each in self.steps))

    @property
    def left(self) -> tuple[StepStanding, ...]:
        """What can still be done towards the end of the stage, in its order; nothing once it is done."""
        return tuple(each for each in self.steps if each.state != "done") if self.done < self.of else ()


@dataclass(frozen=True, slots=True)
class PathStanding:
    """How far somebody is on a path, or on the part of it that a job needs."""

    stages: tuple[StageStanding, ...]

    @property
    def of(self) -> int:
        """How many steps have to be done."""
        return sum(stage.of for stage in self.stages)

    @property
    def done(self) -> int:
        """How many of those that have to be done are."""
        return sum(stage.done for stage in self.stages)

    @property
    def next(self) -> StepStanding | None:
        """What to do next: in the first stage that is not done, what is under way, else the first step left."""
        left = next((stage.left for stage in self.stages if stage.left), ())
        return next((each for each in left if each.state == "under way"), left[0] if left else None)


def standing_on(stages: Iterable[Stage], targets: Mapping[str, Target], records: Sequence[SavedPlay]) -> PathStanding:
    """How far somebody is whose plays and attempts are `records`; a step whose content is gone is left out."""
    return PathStanding(
        tuple(
            StageStanding(
                stage,
                tuple(
                    step_standing(step, targets[step.id], records)
                    for step in stage.steps.values()
                    if step.id in targets
                ),
            )
            for stage in stages
        )
    )


def step_standing(step: Step, target: Target, records: Iterable[SavedPlay]) -> StepStanding:
    """How far somebody is with one step.

    A play that has ended is done, whatever its ending: the debrief teaches. A quiz is done when one attempt, practice
    or exam, reached the share that the step wants and asked enough; until then what was attempted is under way.
    """
    here = records_of(step, target.shelved, records)
    under_way = max((each for each in here if each.ending is None), key=lambda each: each.changed, default=None)
    ended = [each for each in here if each.ending is not None]
    if step.kind == "play":
        best = best_ended(ended, target.whole)
        done = best is not None
    else:
        best = max((each for each in ended if asked_enough(each, target.whole)), key=_share, default=None)
        done = best is not None and _share(best) >= step.wanted
    return StepStanding(
        step,
        target,
        "done" if done else "under way" if here else "not begun",
        under_way,
        best,
        None if best is None else ending_of(best, target.whole),
        None if best is None else share_of(best),
    )


def records_of(step: Step, shelved: Shelved, records: Iterable[SavedPlay]) -> list[SavedPlay]:
    """The plays or attempts that were made of what a step leads to."""
    where = ("play" if step.kind == "play" else "attempt", shelved.id, shelved.source)
    return [each for each in records if (each.kind, each.scenario, each.source) == where]


def best_ended(plays: Iterable[SavedPlay], scenario: Scenario | Bank | None) -> SavedPlay | None:
    """The play with the best kind of ending, of several the newest; None where none has ended."""

    def rank(play: SavedPlay) -> tuple[int, float]:
        ending = ending_of(play, scenario)
        return -len(BEST_FIRST) if ending is None else -BEST_FIRST.index(ending.kind), play.changed.timestamp()

    return max((play for play in plays if play.ending is not None), key=rank, default=None)


def ending_of(play: SavedPlay, scenario: Scenario | Bank | None) -> Ending | None:
    """The ending that a play came to; None where the scenario has no such ending any more, and for a quiz."""
    node = scenario.nodes.get(play.ending or "") if isinstance(scenario, Scenario) else None
    return node.ending if node is not None else None


def asked_enough(attempt: SavedPlay, bank: Scenario | Bank | None) -> bool:
    """A finished attempt asked so many questions that it counts; an exam's blank answers were asked too."""
    terms = read_terms(attempt.terms)
    given = (read_given(text) for text in attempt.decisions)
    asked = len({each.question for each in given if each is not None})
    if not isinstance(bank, Bank):
        return asked >= ENOUGH_ASKED
    if terms is not None and terms.mode == "exam":
        fitting = sum(map(terms.wants, bank.questions.values()))
        asked = max(asked, fitting if terms.count is None else min(terms.count, fitting))
    return asked >= min(ENOUGH_ASKED, len(bank.questions))


def _share(attempt: SavedPlay) -> int:
    share = share_of(attempt)
    return -1 if share is None else share
