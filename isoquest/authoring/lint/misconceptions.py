"""A misconception that stands at what is right, so that the learner is told the opposite of what was meant."""

from __future__ import annotations

from collections.abc import Iterable

from isoquest.authoring.lint.choices import choice_questions, keys, warning
from isoquest.authoring.lint.rule import Background, BankRule, ScenarioRule
from isoquest.authoring.lint.texts import finding
from isoquest.authoring.lint.unexplained_scores import scored_choices
from isoquest.content.model import Scenario
from isoquest.content.problems import Problem
from isoquest.content.questions import Bank

CODE = "misconception-rewarded"
_PUBLISHED = "house rule: what is named a misconception is not what earns the mark"


def at_best_choices(scenario: Scenario, _: Background) -> Iterable[Problem]:
    """Misconceptions at choices beside which none has a higher score, and some has a lower one."""
    for node, choice in scored_choices(scenario):
        scores = {each.score for each in node.choices.values()}
        if choice.misconception and len(scores) > 1 and choice.score == max(scores):
            message = f"`{node.id}.{choice.id}` scores best here and names the misconception `{choice.misconception}`"
            yield finding(CODE, message, choice.place, "name it at the choice that somebody takes who believes it")


def at_keys(bank: Bank, _: Background) -> Iterable[Problem]:
    """Misconceptions at options that are right."""
    for question in choice_questions(bank):
        for option in keys(question):
            if option.misconception:
                named = f"`{option.id}` of `{question.id}`"
                message = f"{named} is right and names the misconception `{option.misconception}`"
                yield warning(CODE, message, option.place, "name it at the wrong option that says it")


RULE = ScenarioRule(CODE, _PUBLISHED, at_best_choices)
BANK_RULE = BankRule(CODE, _PUBLISHED, at_keys)
