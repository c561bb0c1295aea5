"""The answer: how the class did, what each option got, why, and where that is known from."""

from __future__ import annotations

from textual.content import Content
from textual.visual import Visual

from isoquest.classroom.room.given_answers import given_counts, part_counts
from isoquest.classroom.room.outcomes import Outcome, answers_of, outcome, reasons_for_class, wall_item
from isoquest.classroom.room.quiz import Quiz
from isoquest.content.questions import GradingRule, Question
from isoquest.content.reference import Reference
from isoquest.quiz.answers import Answer
from isoquest.quiz.asking import ids_shown
from isoquest.quiz.drawing import Item
from isoquest.quiz.feedback import Reason, key_told
from isoquest.tui.draft import Draft
from isoquest.tui.one_line import line
from isoquest.tui.projector.views.slide import Slide, part, share_line
from isoquest.tui.prose_view import prose
from isoquest.tui.views.asking import asking
from isoquest.tui.views.facts import sources
from isoquest.tui.views.feedback import RIGHT, WRONG
from isoquest.tui.visuals import Hanging, Stack

MOST_TYPED = 6
"""Typed answers that are shown."""
LONGEST_OPTION = 200
"""Characters of an option or a typed answer that are shown."""
PLACED = ("order", "match", "blanks")


def revealed(quiz: Quiz, reference: Reference, in_full: bool, width: int) -> Slide:
    """The answer to the question that was put last."""
    current = quiz.round
    item = wall_item(quiz, current)
    answers = answers_of(quiz, current)
    key = ("revealed", current.number, len(answers), len(quiz.seats.present), in_full, width)

    def upper(gap: int) -> Visual:
        parts: list[Visual] = [
            Stack([right_of(outcome(quiz, current), len(quiz.rounds), len(quiz.questions)), asking(Draft.of(item))]),
            chart(item, answers, quiz.bank.rule_for(item.question), width, gap),
            *why(item, answers),
        ]
        rests_on = sources(item.question.because, reference, in_full)
        return Stack([*parts, *([Stack(rests_on, gap=1 if in_full else 0)] if rests_on else [])])

    return Slide(key, upper)


def right_of(came: Outcome, number: int, of: int) -> Content:
    """How many were right, such as `14 of 23 right`."""
    silent = came.present - came.answered
    told = f"{came.right} of {came.answered} right" if came.answered else "Nobody answered."
    return Content.assemble(
        (f"Question {number} of {of}  ", "$quiet"),
        (told, "bold $accent"),
        (f"  {silent} without an answer" if came.answered and silent > 0 else "", "$quiet"),
    )


def chart(item: Item, answers: list[Answer], rule: GradingRule, width: int, gap: int) -> Visual:
    """A bar for each option, place or typed answer, those that are right marked."""
    question, of = item.question, len(answers)
    if question.type in PLACED:
        told = [_place(number, part.text, question) for number, part in enumerate(part_counts(question, answers), 1)]
        bars = [share_line(part.count, of, width - 4, "$better") for part in part_counts(question, answers)]
        rows = [_row(Content.styled("·", "$quiet"), text, bar) for text, bar in zip(told, bars, strict=True)]
        return Stack([Content.styled("So many had each place right:", "$quiet"), *rows], gap)
    if question.type in ("number", "text"):
        return _typed(question, answers, rule, width, gap)
    order = ids_shown(item)
    parts = sorted(part_counts(question, answers), key=lambda each: order.index(each.id))
    return Stack([_bar(each.text, each.count, each.right, of, width) for each in parts], gap)


def _place(number: int, text: str, question: Question) -> Content:
    if question.type == "match":
        return line(text)
    if question.type == "blanks":
        text = list(question.blanks.values())[number - 1].accept[0]
    return line(f"[{number}] {text}" if question.type == "blanks" else f"{number}. {text}")


def _typed(question: Question, answers: list[Answer], rule: GradingRule, width: int, gap: int) -> Visual:
    """The right answer, then what was typed most."""
    given = given_counts(question, answers, rule)
    rows: list[Visual] = [Content.assemble(("Right is: ", "$quiet"), line(key_told(question), "bold $better"))]
    rows += [_bar(each.told, each.count, each.share == 1, len(answers), width) for each in given[:MOST_TYPED]]
    others = sum(each.count for each in given[MOST_TYPED:])
    if others:
        rows.append(Content.styled(f"… and {others} with other answers", "$quiet"))
    return Stack(rows, gap)


def _bar(text: str, count: int, right: bool, of: int, width: int) -> Visual:
    sign, _, style = RIGHT if right else ("·", "", "$quiet")
    told = line(text if len(text) <= LONGEST_OPTION else f"{text[: LONGEST_OPTION - 1]}…", "bold" if right else "")
    bar = share_line(count, of, width - 4, "$better" if right else "$primary")
    return _row(Content.styled(sign, f"bold {style}"), told, bar)


def _row(sign: Content, text: Content, bar: Content) -> Visual:
    return Hanging(sign, Stack([text, bar], gap=0))


def why(item: Item, answers: list[Answer]) -> list[Visual]:
    """The reason of each option or of each usual mistake that somebody made, then of the question as a whole."""
    rows = [_reason(reason) for reason in reasons_for_class(item, answers)]
    return [part("Why", rows)] if rows else []


def _reason(reason: Reason) -> Visual:
    if not reason.subject:
        return prose(reason.text)
    sign, _, style = RIGHT if reason.right else WRONG
    return Hanging(Content.styled(sign, style), Stack([line(reason.subject, "bold"), prose(reason.text)], gap=0))
