"""Looking back on a play: each decision, what it brought, what the best one would have, and the roads not taken."""

from __future__ import annotations

from dataclasses import dataclass

from isoquest.content.model import Choice, Ending, Node, Scenario
from isoquest.content.prose import literal
from isoquest.content.questions import Question
from isoquest.engine.assessment import Finding, findings
from isoquest.engine.changes import Changes, changes
from isoquest.engine.play import Play
from isoquest.engine.rules import choose
from isoquest.engine.scoring import Bounds, Marks, Score, marks_for, open_choices, score
from isoquest.engine.state import Answered, Assessed, Decision, Drawn, EdgeReached, Refusal, State, Step
from isoquest.quiz.feedback import key_told, misconceptions_shown, reasons


@dataclass(frozen=True, slots=True)
class Road:
    """A choice that was open and not taken, with what it would have changed at once and where it led."""

    choice: Choice
    changes: Changes
    node: str


@dataclass(frozen=True, slots=True)
class Turn:
    """One decision of a play."""

    number: int
    """Counted from 1; `play.back_to(number - 1)` is the moment before it."""
    node: Node
    choice: Choice | None
    """None where a question was answered."""
    answered: Answered | None
    """What was said to a question, where one was put."""
    changes: Changes
    marks: Marks
    best: tuple[Road, ...]
    """The open choices that score best, where the one taken is not among them."""
    others: tuple[Road, ...]
    """The remaining roads not taken."""


@dataclass(frozen=True, slots=True)
class Debrief:
    """A play looked back on."""

    ending: Ending | None
    """None while the play is under way, or where it stopped because nothing was open."""
    score: Score
    findings: tuple[Finding, ...]
    turns: tuple[Turn, ...]
    """Every decision at which there was something to choose."""


@dataclass(frozen=True, slots=True)
class Told:
    """Something that a step has to tell the player, in order: an explanation with the facts it rests on."""

    text: str
    because: tuple[str, ...]
    misconceptions: tuple[str, ...] = ()
    """By their ids: what often leads to what was decided or answered."""
    reasoned: bool = False
    """The text says itself what holds instead of these, as the reasons of a question do."""


@dataclass(frozen=True, slots=True)
class Consequence:
    """What one decision led to, as the player is told: what changed, why, and any assessment on the way."""

    changes: Changes
    told: tuple[Told, ...]
    assessed: tuple[Assessed, ...]
    edges: tuple[EdgeReached, ...]

    @property
    def silent(self) -> bool:
        """There is nothing to tell but findings, which stand in the report of their assessment."""
        seen = self.changes
        return not (self.told or self.edges or seen.meters or seen.gained or seen.lost or seen.closed)


def title_of(node: Node) -> str:
    """A node's title, or its id made readable."""
    return node.title or node.id.replace("-", " ").replace("_", " ").capitalize()


def consequence(scenario: Scenario, before: State, step: Step) -> Consequence:
    """What a step has to tell the player."""
    told: list[Told] = []
    for event in step.events:
        if isinstance(event, Assessed | EdgeReached):
            continue
        if isinstance(event, Answered):
            question = next(q for q in scenario.nodes[event.node].questions if q.id == event.question)
            told.append(_told_of(question, event))
            continue
        if isinstance(event, Drawn):
            decision = scenario.nodes[event.node].chance[event.outcome]
            told.append(Told(decision.feedback, decision.because))
            continue
        choice = scenario.nodes[event.decision.node].choices.get(event.decision.choice)
        if choice is not None:
            told.append(Told(choice.feedback, choice.because, tuple(filter(None, [choice.misconception]))))
    return Consequence(
        changes(scenario, before, step.state),
        tuple(told_part for told_part in told if told_part.text),
        tuple(event for event in step.events if isinstance(event, Assessed)),
        tuple(event for event in step.events if isinstance(event, EdgeReached)),
    )


def _told_of(question: Question, said: Answered) -> Told:
    """What an answer has to tell: right or not, and every reason."""
    verdict = "**Right.**" if said.share == 1 else "**Partly right.**" if said.share else "**Not right.**"
    key = "" if said.share == 1 else f" Right is: {literal(key_told(question))}."
    why = (
        f"{literal(reason.subject)}: {reason.text}" if reason.subject else reason.text
        for reason in reasons(question, said.answer)
    )
    believed = misconceptions_shown(question, said.answer, right=said.share == 1)
    return Told("\n\n".join((f"{verdict}{key}", *why)), question.because, believed, reasoned=True)


def debrief(play: Play, overall: Bounds | None = None) -> Debrief:
    """Look back on a play, finished or not; `overall` is what all plays can earn, where that is known."""
    scenario = play.scenario
    turns = []
    for number, (decision, before, after) in enumerate(
        zip(play.decisions, play.steps, play.steps[1:], strict=False), start=1
    ):
        node = scenario.nodes[decision.node]
        if node.choices or node.ask:
            turns.append(_turn(scenario, number, decision, before.state, after))
    ending = scenario.nodes[play.state.node].ending
    return Debrief(ending, score(play, overall), findings(scenario, play.state), tuple(turns))


def _turn(scenario: Scenario, number: int, decision: Decision, before: State, step: Step) -> Turn:
    node, after = scenario.nodes[decision.node], step.state
    if node.ask is not None:
        said = next((event for event in step.events if isinstance(event, Answered)), None)
        changed, marks = changes(scenario, before, after), marks_for(scenario, before, decision.choice)
        return Turn(number, node, None, said, changed, marks, (), ())
    taken = node.choices[decision.choice]
    marks = marks_for(scenario, before, decision.choice)
    roads = [_road(scenario, before, choice) for choice in open_choices(scenario, before) if choice.id != taken.id]
    missed = marks.decisions and marks.earned < marks.best
    best = tuple(road for road in roads if missed and road.choice.score == marks.best)
    others = tuple(road for road in roads if road not in best)
    return Turn(number, node, taken, None, changes(scenario, before, after), marks, best, others)


def _road(scenario: Scenario, before: State, choice: Choice) -> Road:
    step = choose(scenario, before, choice.id)
    assert not isinstance(step, Refusal)  # noqa: S101 - only open choices are asked for
    return Road(choice, changes(scenario, before, step.state), step.state.node)
