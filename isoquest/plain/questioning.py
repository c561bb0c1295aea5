"""A question put and answered in lines."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from string import ascii_lowercase

from isoquest.content.question_checks import GAP
from isoquest.content.questions import Question
from isoquest.content.reference import Reference
from isoquest.plain.words import facts_of, often_believed, source_line, story, wrapped
from isoquest.quiz.answers import Answer, fault_in, is_blank
from isoquest.quiz.asking import from_numbers, shown
from isoquest.quiz.drawing import Item
from isoquest.quiz.feedback import key_told, misconceptions_shown, reasons
from isoquest.quiz.grading import Mark

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Questioner:
    """Tells questions and reasons, a line at a time through `say`, at most `width` columns wide."""

    say: Say
    reference: Reference
    width: int = 78

    def put(self, item: Item) -> None:
        """Tell a question and how to answer it."""
        question = item.question
        if question.context:
            for line in story(question.context, self.width - 2):
                self.say(f"| {line}".rstrip())
            self.say("")
        for line in story(_with_gaps(question), self.width):
            self.say(line)
        if question.type == "match":
            for letter, pair in zip(ascii_lowercase, question.pairs, strict=False):
                self._wrapped(f"{letter}. ", pair.left)
        for number, text in enumerate(shown(item), start=1):
            self._wrapped(f"{number}. ", text)
        for number, blank in enumerate(question.blanks.values(), start=1):
            if blank.choices:
                self._wrapped(f"[{number}] ", "one of: " + ", ".join(blank.choices))
        self._wrapped("", how_to_answer(question))

    def explain(self, question: Question, answer: Answer, mark: Mark) -> None:
        """Tell whether an answer was right, why, and where that is known from."""
        self.say(verdict(mark))
        if not mark.right:
            self._wrapped("Right is: ", key_told(question))
        for reason in reasons(question, answer):
            if reason.subject:
                self._wrapped("- ", f"{reason.subject}: {' '.join(story(reason.text, 10_000))}")
            else:
                for line in story(reason.text, self.width):
                    self.say(line)
        believed = misconceptions_shown(question, answer, right=mark.right)
        for told in often_believed(believed, self.reference, with_truth=False):
            self._wrapped("", told)
        for fact in facts_of(question.because, self.reference):
            self._wrapped("  Source: ", source_line(fact))

    def _wrapped(self, first: str, text: str) -> None:
        for line in wrapped(text, self.width, first):
            self.say(line)


def how_to_answer(question: Question) -> str:
    """What to type, in one sentence."""
    match question.type:
        case "one" | "true-false":
            return "Type its number."
        case "several":
            return "Type the numbers of all that are right, such as 1 3."
        case "order":
            return "Type the numbers from first to last, such as 2 1 3."
        case "match":
            return "Type a number for each letter in turn, 0 for none, such as 2 1."
        case "number":
            unit = f" ({question.number.unit})" if question.number and question.number.unit else ""
            return f"Type a number{unit}."
        case "text":
            return "Type the answer."
        case "blanks":
            return (
                "Type what belongs in the gap."
                if len(question.blanks) == 1
                else "Type the gaps in turn, with ; between."
            )


def number_typed(word: str) -> int | None:
    """The number that a word of at most three digits writes; None for any other word."""
    return int(word) if re.fullmatch("[0-9]{1,3}", word) else None


def typed(item: Item, line: str) -> Answer | str:
    """The answer in a typed line, with or without `=` before it, or a sentence that says what is wanted."""
    question = item.question
    line = line.strip().removeprefix("=")
    match question.type:
        case "number" | "text":
            answer: Answer = (line.strip(),)
        case "blanks":
            answer = tuple(part.strip() for part in line.split(";"))
        case _:
            numbers = [number_typed(word) for word in re.split(r"[\s,;]+", line.strip())]
            known = [number for number in numbers if number is not None]
            named = from_numbers(item, known) if len(known) == len(numbers) else how_to_answer(question)
            if isinstance(named, str):
                return named
            answer = named
    return how_to_answer(question) if is_blank(answer) else fault_in(question, answer) or answer


def verdict(mark: Mark) -> str:
    """How an answer went, in words."""
    if mark.right:
        return "Right."
    return f"Partly right ({float(mark.share):.0%})." if mark.share else "Not right."


def _with_gaps(question: Question) -> str:
    """The text of a question; the gaps numbered where it has some."""
    if question.type != "blanks":
        return question.ask
    numbers = {name: number for number, name in enumerate(question.blanks, start=1)}
    return GAP.sub(lambda gap: f"\\[{numbers.get(gap.group(1), 0)}\\]\\_\\_\\_", question.ask)
