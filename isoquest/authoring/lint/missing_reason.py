"""Options that say nothing to the player who chose them."""

from __future__ import annotations

from collections.abc import Iterator

from isoquest.authoring.lint.choices import choice_questions, quoted, warning
from isoquest.authoring.lint.rule import Background, BankRule
from isoquest.content.problems import Problem
from isoquest.content.questions import Bank


def _find(bank: Bank, _: Background) -> Iterator[Problem]:
    """The question's own `why` covers the key; each wrong option is a mistake of its own and needs its own answer."""
    for question in choice_questions(bank):
        bare = [
            option
            for option in question.options.values()
            if not option.why.strip() and not (option.right and question.why.strip())
        ]
        hint = "add `why`: what makes it tempting, and what is wrong with it"
        if len(bare) > 1 and not any(option.why.strip() for option in question.options.values()):
            message = f"no option of `{question.id}` says what is wrong with it"
            yield warning(CODE, message, question.place, hint)
            continue
        for option in bare:
            message = f"{quoted(option.text)} in `{question.id}` gives no reason to whoever chose it"
            yield warning(CODE, message, option.place, "add `why`: why it is right" if option.right else hint)


CODE = "missing-reason"
RULE = BankRule(
    CODE,
    "Shute 2008, Focus on Formative Feedback: feedback explains, beyond saying right or wrong",
    _find,
)
