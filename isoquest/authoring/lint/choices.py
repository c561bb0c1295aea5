"""The choices of a question as rules look at them, and the warning that a rule gives."""

from __future__ import annotations

from collections.abc import Iterator

from isoquest.content.problems import Place, Problem, Severity
from isoquest.content.prose import plain
from isoquest.content.questions import AnswerOption, Bank, Question
from isoquest.content.safe_text import safe_line

LONGEST_QUOTE = 60
"""Characters of a text that a message quotes."""
EXAMPLES = 5
"""How many questions a warning on a whole bank points at."""


def choice_questions(bank: Bank) -> Iterator[Question]:
    """The questions of a bank that offer options, in the order of the file."""
    return (question for question in bank.questions.values() if question.options)


def keys(question: Question) -> list[AnswerOption]:
    """The options that are right."""
    return [option for option in question.options.values() if option.right]


def distractors(question: Question) -> list[AnswerOption]:
    """The options that are wrong."""
    return [option for option in question.options.values() if not option.right]


def stem_text(question: Question) -> str:
    """What a question asks, without markup; gaps stay as `{name}`."""
    return plain(question.ask)


def whole_bank(bank: Bank) -> Place:
    """The start of the bank's file, for what no single question can be blamed for."""
    return Place(bank.file, 1, 1, 1, 2)


def quoted(text: str) -> str:
    """The text in backticks, cut where it is long."""
    line = safe_line(text)
    return f"`{line if len(line) <= LONGEST_QUOTE else line[: LONGEST_QUOTE - 1] + '…'}`"


def warning(code: str, message: str, place: Place, hint: str, related: tuple[tuple[str, Place], ...] = ()) -> Problem:
    """A problem that does not keep the bank from being played; what it quotes of a file is made safe to print."""
    return Problem(code, safe_line(message), place, Severity.WARNING, safe_line(hint), related)
