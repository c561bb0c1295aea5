"""Keys that stand at the same place too often, and true-false questions that are nearly all true or all false."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from isoquest.authoring.lint.binomial import FALSE_ALARM, at_least
from isoquest.authoring.lint.choices import EXAMPLES, warning, whole_bank
from isoquest.authoring.lint.rule import Background, BankRule
from isoquest.content.problems import Problem
from isoquest.content.questions import Bank, Question

POSITION_RULE = "Haladyna, Downing and Rodriguez 2002, rule 20: vary the location of the right answer"
PLACES = {0: "first", -1: "last", 1: "second", -2: "second from last", 2: "third", -3: "third from last"}
"""The places that are tried, as positions in a list."""


def _find_key_position(bank: Bank, _: Background) -> Iterator[Problem]:
    """One warning for the place that holds the key more often than luck explains, counted from the top and the bottom.

    The game shuffles options, so that the place in the file means nothing. Only where every option is `fixed` does the
    player see what the author wrote; an order question is written in the right order and shuffled, by design. Six
    places are tried (first to third, last to third from last), so each gets a sixth of the false alarms.
    """
    shown = [question for question in bank.questions.values() if question.type == "one" and _as_written(question)]
    for place, name in PLACES.items():
        told = [question for question in shown if len(question.options) > (place if place >= 0 else -place - 1)]
        hits = [question for question in told if list(question.options.values())[place].right]
        chances = [Fraction(1, len(question.options)) for question in told]
        if at_least(len(hits), chances) < FALSE_ALARM / len(PLACES):
            yield warning(
                "key-position",
                f"the key stands {name} in {len(hits)} of the {len(told)} questions whose options are `fixed`",
                whole_bank(bank),
                "take `fixed` away where the order carries no meaning, or choose other wrong values around the key",
                tuple((f"`{question.id}`: the key stands {name}", question.place) for question in hits[:EXAMPLES]),
            )
            return


def _as_written(question: Question) -> bool:
    return all(option.fixed for option in question.options.values())


def _find_true_false_share(bank: Bank, _: Background) -> Iterator[Problem]:
    """One warning where the shares of true and false differ more than luck explains, tested to both sides."""
    statements = [question for question in bank.questions.values() if question.type == "true-false"]
    true = sum(bool(question.right) for question in statements)
    more, word = max((true, "true"), (len(statements) - true, "false"))
    if statements and 2 * at_least(more, [Fraction(1, 2)] * len(statements)) < FALSE_ALARM:
        yield warning(
            "true-false-share",
            f"{more} of the {len(statements)} true-false questions are {word}",
            whole_bank(bank),
            "turn some of them round, until neither answer is the better guess",
        )


KEY_POSITION = BankRule("key-position", POSITION_RULE, _find_key_position)
TRUE_FALSE_SHARE = BankRule("true-false-share", POSITION_RULE, _find_true_false_share)
