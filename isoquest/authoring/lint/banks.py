"""All that the rules of craft say of a bank."""

from __future__ import annotations

from isoquest.authoring.lint.item_rules import ITEM_RULES
from isoquest.authoring.lint.rule import Background
from isoquest.authoring.lint.text_rules import BANK_TEXT_RULES
from isoquest.content.problems import Problem, Problems
from isoquest.content.questions import Bank


def lint_bank(bank: Bank, background: Background) -> tuple[Problem, ...]:
    """Every warning and note of every rule on a bank that could be read, in file order."""
    found = [problem for rule in (*ITEM_RULES, *BANK_TEXT_RULES) for problem in rule.find(bank, background)]
    return Problems(found).in_file_order()
