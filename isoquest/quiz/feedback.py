"""Why an answer was right or wrong: the reason of what was answered, and of what would have been right."""

from __future__ import annotations

from dataclasses import dataclass

from isoquest.content.folding import folded
from isoquest.content.questions import Question
from isoquest.quiz.answers import Answer, is_blank, number_in
from isoquest.quiz.asking import answer_told, right_answer


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason and what it speaks of, such as an option's text; `subject` is empty for the question as a whole."""

    subject: str
    text: str
    right: bool


def reasons(question: Question, answer: Answer) -> tuple[Reason, ...]:
    """The reasons to show after an answer: first of what was answered, then of what was missed, then the whole."""
    told: list[Reason] = []
    if question.options:
        ticked = [question.options[name] for name in answer if name in question.options]
        missed = [option for option in question.options.values() if option.right and option not in ticked]
        told = [Reason(option.text, option.why, option.right) for option in (*ticked, *missed) if option.why]
    elif question.near and not is_blank(answer):
        near = _near(question, answer[0])
        if near:
            told.append(Reason(answer_told(question, answer), near, right=False))
    if question.why:
        told.append(Reason("", question.why, right=True))
    return tuple(told)


def _near(question: Question, typed: str) -> str:
    """The reason written for a usual mistake, where this is one."""
    for mistake, reason in question.near.items():
        if question.number is not None:
            unit = question.number.unit
            given, wrong = number_in(typed, unit), number_in(mistake, unit)
            if given is not None and given == wrong:
                return reason
        elif folded(typed) == folded(mistake):
            return reason
    return ""


def misconceptions_shown(question: Question, answer: Answer, *, right: bool) -> tuple[str, ...]:
    """The misconceptions that an answer shows, by their ids: of the wrong options ticked, or of the whole question.

    `right` says whether the whole answer is; a question without options names what those believe who answer otherwise.
    """
    if question.options:
        ticked = (question.options[name] for name in answer if name in question.options)
        named = [option.misconception for option in ticked if not option.right]
    else:
        named = [] if right or is_blank(answer) else [question.misconception]
    return tuple(name for name in dict.fromkeys(named) if name)


def key_told(question: Question) -> str:
    """The right answer in words."""
    return answer_told(question, right_answer(question))
