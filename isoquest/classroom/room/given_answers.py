"""What a class answered to one question, counted: option by option, and answer by answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from isoquest.content.folding import folded
from isoquest.content.questions import TRUE, GradingRule, Question
from isoquest.quiz.answers import Answer, number_in, option_ids, places_right
from isoquest.quiz.asking import answer_told
from isoquest.quiz.grading import grade


@dataclass(frozen=True, slots=True)
class PartCount:
    """A part of a question and how often it was taken, or done rightly.

    one, several, true-false: an option and how often it was ticked · order, match, blanks: an item, left side or gap,
    and how often the right thing was put there.
    """

    id: str
    text: str
    right: bool
    """The option belongs to the right answer; for items, sides and gaps always true."""
    count: int
    why: str = ""
    """The reason written for the option, as Markdown."""


@dataclass(frozen=True, slots=True)
class GivenCount:
    """A whole answer and how often it was given."""

    answer: Answer
    told: str
    """In words, as whoever gave it first wrote it."""
    share: Fraction
    """The mark, 0 to 1."""
    count: int


def part_counts(question: Question, answers: Sequence[Answer]) -> tuple[PartCount, ...]:
    """Each part of a question with its count; none where one text or number is typed. `answers` are not blank."""
    match question.type:
        case "one" | "several":
            ticked = Counter(part for answer in answers for part in answer)
            options = question.options.items()
            return tuple(PartCount(key, each.text, each.right, ticked[key], each.why) for key, each in options)
        case "true-false":
            ticked = Counter(part for answer in answers for part in answer)
            told = {key: answer_told(question, (key,)) for key in option_ids(question)}
            return tuple(
                PartCount(key, text, (key == TRUE) == question.right, ticked[key]) for key, text in told.items()
            )
        case "order" | "match" | "blanks":
            texts = _places(question)
            counts = [0] * len(texts)
            for answer in answers:
                for place, right in enumerate(places_right(question, answer)):
                    counts[place] += right
            return tuple(PartCount(key, text, True, count) for (key, text), count in zip(texts, counts, strict=True))
        case _:
            return ()


def given_counts(question: Question, answers: Sequence[Answer], rule: GradingRule) -> tuple[GivenCount, ...]:
    """Each answer with its count, the most frequent first.

    Answers that are the same but for the order of ticks, letter case or a unit are counted as one. `answers` are not
    blank; the counts add up to their number.
    """
    first: dict[tuple[str, ...], Answer] = {}
    counts: Counter[tuple[str, ...]] = Counter()
    for answer in answers:
        same = comparable(question, answer)
        first.setdefault(same, answer)
        counts[same] += 1
    told = [(answer, answer_told(question, answer), counts[same]) for same, answer in first.items()]
    told.sort(key=lambda row: (-row[2], row[1]))
    return tuple(GivenCount(answer, text, grade(question, answer, rule).share, count) for answer, text, count in told)


def _places(question: Question) -> list[tuple[str, str]]:
    if question.type == "order":
        return [(str(place), item) for place, item in enumerate(question.order)]
    if question.type == "match":
        return [(str(place), f"{pair.left} → {pair.right}") for place, pair in enumerate(question.pairs)]
    return [(key, f"{key}: {blank.accept[0]}") for key, blank in question.blanks.items()]


def comparable(question: Question, answer: Answer) -> tuple[str, ...]:
    """The same for answers that differ in the order of ticks, letter case or a unit alone; they are not blank."""
    match question.type:
        case "several":
            return tuple(key for key in question.options if key in answer)
        case "number":
            unit = question.number.unit if question.number else ""
            return (str(number_in(answer[0], unit)),)
        case "text" | "blanks":
            return tuple(folded(text) or text for text in answer)
        case _:
            return answer
