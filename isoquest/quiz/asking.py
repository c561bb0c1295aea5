"""A question as it is put and answered: what is shown in which order, and how typed numbers become an answer."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from isoquest.content.prose import plain
from isoquest.content.question_checks import GAP
from isoquest.content.questions import FALSE, TRUE, Question
from isoquest.quiz.answers import LONGEST_PART, Answer, is_blank, number_in, option_ids, right_sides
from isoquest.quiz.drawing import Item


def shown(item: Item) -> tuple[str, ...]:
    """The texts to choose among, in the order in which this item shows them; none where the player types."""
    question = item.question
    match question.type:
        case "one" | "several":
            texts: Sequence[str] = [option.text for option in question.options.values()]
        case "true-false":
            return ("True", "False")
        case "order":
            texts = question.order
        case "match":
            texts = right_sides(question)
        case _:
            return ()
    return tuple(texts[place] for place in item.arrangement)


def ids_shown(item: Item) -> tuple[str, ...]:
    """What stands in an answer for each text shown."""
    question = item.question
    if question.type == "true-false":
        return (TRUE, FALSE)
    if question.type in ("one", "several"):
        ids = option_ids(question)
        return tuple(ids[place] for place in item.arrangement)
    return tuple(map(str, item.arrangement))


def from_numbers(item: Item, numbers: Sequence[int]) -> Answer | str:
    """The answer that names what is shown by numbers from 1, or a sentence that says what is wanted.

    one, true-false: one number · several: those that are right · order: all, first to last · match: for each left side
    the number of its right side, 0 for none.
    """
    ids = ids_shown(item)
    question = item.question
    lowest = 0 if question.type == "match" else 1
    if any(not lowest <= number <= len(ids) for number in numbers):
        return f"Type numbers from {lowest} to {len(ids)}."
    picked = tuple("" if number == 0 else ids[number - 1] for number in numbers)
    if question.type in ("one", "true-false") and len(picked) != 1:
        return "Type one number."
    if question.type == "several" and len(set(picked)) < len(picked):
        return "Name each option once."
    if question.type == "order" and sorted(picked) != sorted(ids):
        return f"Type all {len(ids)} numbers, first to last, each once."
    if question.type == "match" and len(picked) != len(question.pairs):
        return f"Type {len(question.pairs)} numbers, one for each line; 0 for none."
    return picked


def answer_told(question: Question, answer: Answer) -> str:
    """An answer in words."""
    if is_blank(answer):
        return "nothing"
    match question.type:
        case "one" | "several":
            return "; ".join(question.options[name].text for name in answer if name in question.options) or "nothing"
        case "true-false":
            return "True" if answer[0] == TRUE else "False"
        case "order":
            return " → ".join(question.order[int(text)] for text in answer)
        case "match":
            offered = right_sides(question)
            pairs = zip(question.pairs, answer, strict=False)
            return "; ".join(f"{pair.left}: {offered[int(text)] if text else 'nothing'}" for pair, text in pairs)
        case "number":
            unit = question.number.unit if question.number else ""
            value = number_in(answer[0], unit)
            return answer[0] if value is None else f"{decimal_text(value)} {unit}".strip()
        case _:
            return "; ".join(text for text in answer if text)


def right_answer(question: Question) -> Answer:
    """An answer that earns the full mark."""
    match question.type:
        case "one" | "several":
            return tuple(option.id for option in question.options.values() if option.right)
        case "true-false":
            return (TRUE if question.right else FALSE,)
        case "order":
            return tuple(map(str, range(len(question.order))))
        case "match":
            offered = right_sides(question)
            return tuple(str(offered.index(pair.right)) for pair in question.pairs)
        case "number":
            return (decimal_text(question.number.value if question.number else Fraction(0)),)
        case "text":
            return question.accept[:1]
        case "blanks":
            return tuple(blank.accept[0] for blank in question.blanks.values())


def decimal_text(value: Fraction) -> str:
    """A number as it would be typed, exact to as many decimals as are read."""
    whole, part = divmod(round(abs(value) * 10**LONGEST_PART), 10**LONGEST_PART)
    sign = "-" if value < 0 else ""
    return f"{sign}{whole}.{part:0{LONGEST_PART}}".rstrip("0").rstrip(".")


def asked(question: Question) -> str:
    """What a question asks, on one line without markup; a gap shows as `___`."""
    text = GAP.sub(r"\_\_\_", question.ask) if question.type == "blanks" else question.ask
    return plain(text)
