"""A decision that is scored, and then not explained, or explained without a source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from isoquest.authoring.lint.rule import Background, ScenarioRule
from isoquest.authoring.lint.texts import finding
from isoquest.content.model import Choice, Node, Scenario
from isoquest.content.problems import Problem


def scored_choices(scenario: Scenario) -> Iterator[tuple[Node, Choice]]:
    """Every choice that has a score, or stands beside one that has another."""
    for node in scenario.nodes.values():
        scores = {choice.score for choice in node.choices.values()}
        if scores not in (set(), {0}):
            yield from ((node, choice) for choice in node.choices.values())


def without_feedback(scenario: Scenario, _: Background) -> Iterable[Problem]:
    """Scored choices after which the player is not told why."""
    for node, choice in scored_choices(scenario):
        if not choice.feedback:
            message = f"`{node.id}.{choice.id}` is scored and has no feedback: the player is not told why"
            hint = "add `feedback`: what followed, and what makes the decision sound or unsound"
            yield finding("no-feedback", message, choice.place, hint)


def without_source(scenario: Scenario, _: Background) -> Iterable[Problem]:
    """Scored choices that rest on no fact."""
    for node, choice in scored_choices(scenario):
        if not choice.because:
            message = f"`{node.id}.{choice.id}` is scored and cites nothing: the player must take your word"
            hint = (
                "add `because` with the ids of the facts that the score rests on, or give every choice here the score 0"
            )
            yield finding("no-because", message, choice.place, hint)


RULES = (
    ScenarioRule(
        "no-feedback",
        "Shute 2008, Focus on Formative Feedback, Review of Educational Research 78(1): provide elaborated feedback",
        without_feedback,
    ),
    ScenarioRule(
        "no-because",
        "house rule: what a player is marked by has a source that can be looked up",
        without_source,
    ),
)
