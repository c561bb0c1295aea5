"""What can be wrong with a question though each of its parts reads well: above all, a key that cannot be."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from fractions import Fraction

from isoquest.content.folding import folded
from isoquest.content.problems import Problems, did_you_mean
from isoquest.content.questions import GradingRule, Question

PARTS: Mapping[str, tuple[str, ...]] = {
    "one": ("options",),
    "several": ("options",),
    "true-false": ("right",),
    "order": ("order",),
    "match": ("pairs", "extra"),
    "number": ("number", "near"),
    "text": ("accept", "near"),
    "blanks": ("blanks",),
}
"""The parts that belong to each type of question; the first is the one it cannot be without."""

DECIMAL = re.compile(r"[+-]?\d{1,12}(\.\d{1,9})?")
"""A number as content writes it."""
GAP = re.compile(r"\{([a-z0-9][a-z0-9_-]*)\}")
"""A gap in the text of a question of type `blanks`."""


def check_bank(questions: Mapping[str, Question], grading: GradingRule, problems: Problems) -> None:
    """Note every problem of the questions that could be read."""
    for question in questions.values():
        _check_parts(question, problems)
        if getattr(question, PARTS[question.type][0]) not in (None, (), {}):
            CHECKS[question.type](question, problems)
        _check_reasons(question, problems)
        if (question.grading or grading) == "custom":
            _check_weights(question, problems)
        if not 1 <= question.difficulty <= 3:  # noqa: PLR2004 - three steps, as the format says
            _add(problems, "difficulty", question, f"difficulty {question.difficulty} is none of 1, 2 and 3")


def _add(problems: Problems, code: str, question: Question, message: str, hint: str = "") -> None:
    problems.add(code, f"`{question.id}`: {message}", question.place, hint=hint)


def _check_parts(question: Question, problems: Problems) -> None:
    own = PARTS[question.type]
    empty: tuple[object, ...] = (None, (), {})
    if getattr(question, own[0]) in empty:
        _add(problems, "missing-key", question, f"a question of type `{question.type}` needs `{own[0]}`")
    if question.misconception and question.options:
        _add(problems, "unknown-key", question, "`misconception` stands at an option here", "put it where it is said")
    for part in sorted({name for names in PARTS.values() for name in names} - set(own)):
        if getattr(question, part) not in empty:
            message = f"`{part}` does not belong to a question of type `{question.type}`"
            fitting = [kind for kind, names in PARTS.items() if part in names]
            _add(problems, "unknown-key", question, message, f"it belongs to {' or '.join(fitting)}")


def _check_reasons(question: Question, problems: Problems) -> None:
    if not question.why and not (question.options and all(option.why for option in question.options.values())):
        _add(problems, "no-reason", question, "it says nowhere why the answer is right", "add `why`")


def _check_options(question: Question, problems: Problems) -> None:
    options = question.options.values()
    keys = sum(option.right for option in options)
    if len(options) < 2:  # noqa: PLR2004 - with one option there is nothing to choose
        _add(problems, "too-few-options", question, "it offers nothing to choose between", "add options")
    elif keys == 0:
        _add(problems, "no-key", question, "no option is right", "mark one with `right: true`")
    elif question.type == "one" and keys > 1:
        _add(problems, "two-keys", question, f"{keys} options are right", "make it `type: several`, or keep one")
    elif question.type == "several" and keys == len(options):
        _add(problems, "all-keys", question, "every option is right", "add one that is wrong")
    seen: dict[str, str] = {}
    for option in options:
        text = folded(option.text)
        if text in seen:
            _add(problems, "same-option", question, f"`{seen[text]}` and `{option.id}` say the same", "change one")
        seen.setdefault(text, option.id)


def _check_weights(question: Question, problems: Problems) -> None:
    if question.type not in ("one", "several"):
        _add(problems, "grading", question, "`custom` grading needs options", "choose another rule")
        return
    reached = sum(option.weight for option in question.options.values() if option.weight > 0)
    if reached < 1:
        _add(
            problems,
            "weights",
            question,
            f"the weights reach {float(reached):g}, never a full mark",
            "let them reach 1",
        )


def _check_order(question: Question, problems: Problems) -> None:
    if len(question.order) < 2:  # noqa: PLR2004 - with one item there is no order
        _add(problems, "too-few-items", question, "there is nothing to put in order", "add items")
    if len({folded(item) for item in question.order}) < len(question.order):
        _add(problems, "same-item", question, "an item stands twice in the order", "change one")


def _check_pairs(question: Question, problems: Problems) -> None:
    lefts = [folded(pair.left) for pair in question.pairs]
    if len(set(lefts)) < len(lefts):
        _add(problems, "pair-twice", question, "a left side is matched twice", "keep one of the pairs")
    rights = {folded(pair.right) for pair in question.pairs}
    if len({folded(text) for text in question.extra}) < len(question.extra):
        _add(problems, "same-item", question, "a right side stands twice under `extra`", "delete one")
    for text in question.extra:
        if folded(text) in rights:
            _add(problems, "pair-twice", question, f"`{text}` stands under `extra` and in a pair", "delete one")
    if len(rights) + len(question.extra) < 2:  # noqa: PLR2004 - with one right side there is nothing to match
        _add(problems, "too-few-items", question, "there is nothing to match", "add a pair or an `extra`")


def _check_number(question: Question, problems: Problems) -> None:
    if question.number is not None and question.number.tolerance < 0:
        _add(problems, "tolerance", question, "the tolerance is below zero", "give how far an answer may be off")
    for text in question.near:
        if not DECIMAL.fullmatch(text):
            _add(problems, "near", question, f"`{text}` under `near` is no number", "write one such as 3 or 3.5")
        elif question.number and abs(Fraction(text) - question.number.value) <= question.number.tolerance:
            _add(problems, "two-meanings", question, f"`{text}` is right and under `near`", "delete one")


def _check_text(question: Question, problems: Problems) -> None:
    accepted = {folded(text) for text in question.accept}
    if "" in accepted:
        _add(problems, "no-key", question, "an accepted answer has no letter and no digit", "write one that has")
    for text in question.near:
        if folded(text) in accepted:
            _add(problems, "two-meanings", question, f"`{text}` is accepted and under `near`", "delete one")


def _check_blanks(question: Question, problems: Problems) -> None:
    gaps = GAP.findall(question.ask)
    if len(set(gaps)) < len(gaps):
        _add(problems, "gap-twice", question, "a gap stands twice in `ask`", "give each its own name")
    for gap in gaps:
        if gap not in question.blanks:
            _add(problems, "unknown-name", question, f"there is no blank `{gap}`", did_you_mean(gap, question.blanks))
    for name, blank in question.blanks.items():
        if name not in gaps:
            _add(problems, "unknown-name", question, f"`{{{name}}}` does not stand in `ask`", did_you_mean(name, gaps))
        accepted = {folded(text) for text in blank.accept}
        offered = {folded(choice) for choice in blank.choices}
        if not accepted or "" in accepted:
            _add(problems, "no-key", question, f"`{name}` accepts nothing that has a letter or a digit", "write one")
        elif offered and not offered & accepted:
            _add(problems, "no-key", question, f"none of the choices of `{name}` is accepted", "add the right one")
        elif offered and offered <= accepted:
            _add(problems, "all-keys", question, f"every choice of `{name}` is accepted", "add one that is wrong")
        if len(offered) < len(blank.choices):
            _add(problems, "same-option", question, f"two choices of `{name}` say the same", "change one")


def _nothing_more(_: Question, __: Problems) -> None:
    """A true-false question that says which of the two it is, is right."""


CHECKS: Mapping[str, Callable[[Question, Problems], None]] = {
    "one": _check_options,
    "several": _check_options,
    "true-false": _nothing_more,
    "order": _check_order,
    "match": _check_pairs,
    "number": _check_number,
    "text": _check_text,
    "blanks": _check_blanks,
}
