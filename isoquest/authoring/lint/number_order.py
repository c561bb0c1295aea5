"""Options that are numbers and are not shown in their order."""

from __future__ import annotations

from collections.abc import Iterator

from isoquest.authoring.lint.choices import choice_questions, warning
from isoquest.authoring.lint.quantities import stretch
from isoquest.authoring.lint.rule import Background, BankRule
from isoquest.content.problems import Problem
from isoquest.content.questions import Bank


def _find(bank: Bank, _: Background) -> Iterator[Problem]:
    """The game shuffles what is not `fixed`, so amounts need both: their order in the file, and `fixed` to keep it."""
    for question in choice_questions(bank):
        options = list(question.options.values())
        read = [stretch(option.text) for option in options]
        amounts = [(amount.low, amount.high) for amount in read if amount is not None]
        units = {amount.unit for amount in read if amount is not None}
        if len(amounts) < max(3, len(options)) or not _one_kind(units):
            continue
        loose = [option for option in options if not option.fixed]
        if amounts not in (sorted(amounts), sorted(amounts, reverse=True)):
            message = f"the amounts in `{question.id}` stand in no order"
        elif loose:
            message = f"the amounts in `{question.id}` are shuffled when they are shown"
        else:
            continue
        yield warning(
            CODE,
            message,
            (loose or options)[0].place,
            "put them from small to great and give each `fixed: true`, so that nobody has to search",
        )


def _one_kind(units: set[str]) -> bool:
    """The amounts can be put in order: one unit, which may be left out behind some numbers where it is one word."""
    named = units - {""}
    return not named or (len(named) == 1 and ("" not in units or " " not in min(named)))


CODE = "unordered-numbers"
RULE = BankRule(
    CODE, "Haladyna, Downing and Rodriguez 2002, rule 21: place choices in logical or numerical order", _find
)
