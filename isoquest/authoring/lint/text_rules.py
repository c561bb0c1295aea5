"""The rules over texts, citations and choices, in one list each for scenarios and banks."""

from __future__ import annotations

from isoquest.authoring.lint import (
    abbreviations,
    choice_patterns,
    citations,
    claims,
    giveaways,
    misconceptions,
    reading_ease,
    slips,
    term_forms,
    text_lengths,
    unexplained_scores,
)
from isoquest.authoring.lint.rule import BankRule, ScenarioRule

SCENARIO_TEXT_RULES: tuple[ScenarioRule, ...] = (
    *unexplained_scores.RULES,
    *citations.RULES,
    misconceptions.RULE,
    *text_lengths.RULES,
    reading_ease.RULE,
    *claims.RULES,
    abbreviations.RULE,
    term_forms.RULE,
    *giveaways.RULES,
    *choice_patterns.RULES,
    *slips.RULES,
)
BANK_TEXT_RULES: tuple[BankRule, ...] = (
    *citations.BANK_RULES,
    misconceptions.BANK_RULE,
    *text_lengths.BANK_RULES,
    reading_ease.BANK_RULE,
    *claims.BANK_RULES,
    abbreviations.BANK_RULE,
    term_forms.BANK_RULE,
    *slips.BANK_RULES,
)
