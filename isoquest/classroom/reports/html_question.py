"""One question on the page: what was asked, what was answered, what is right and why, and how well it measured."""

from __future__ import annotations

from collections.abc import Iterator

from isoquest.authoring.report.counting import counted
from isoquest.classroom.reports.html_elements import (
    Child,
    Html,
    counted_bar,
    element,
    foreign,
    joined,
    prose,
    sign,
    table,
)
from isoquest.classroom.reports.telling import VERDICTS, figure, seconds
from isoquest.classroom.room.given_answers import GivenCount, PartCount
from isoquest.classroom.room.quiz_results import QuestionResult, Verdict
from isoquest.content.questions import Question
from isoquest.content.reference import Reference

MOST_ANSWERS = 12
"""Typed answers that are listed."""
MOST_WHOLE = 4
"""Whole answers that are listed where each part has a row of its own."""

_TYPES = {
    "one": "one of many",
    "several": "several of many",
    "true-false": "true or false",
    "order": "order",
    "match": "match",
    "number": "number",
    "text": "short text",
    "blanks": "blanks",
}
_PARTS = {"order": "Item", "match": "Left side and what belongs to it", "blanks": "Gap"}


def question_article(each: QuestionResult, students: int, reference: Reference) -> Html:
    """All about one question; `students` is how many could answer."""
    question = each.question
    context = [prose(question.context)] if question.context else []
    plain_line = f"{_TYPES[question.type]} · {each.topic}"
    return element(
        "article",
        element("h3", f"{each.number}. ", foreign(each.asked)),
        element("p", plain_line, class_="quiet"),
        *context,
        *_answers(each),
        element("p", "Right is: ", element("strong", foreign(each.key))),
        *([element("div", prose(question.why), class_="why")] if question.why else []),
        *_sources(question, reference),
        element("p", _figures(each, students), class_="figures"),
        id=f"question-{each.number}",
    )


def _answers(each: QuestionResult) -> Iterator[Html]:
    ticked = each.question.type in ("one", "several", "true-false")
    if ticked:
        rows = [_option_row(part, each.answers) for part in each.parts]
        yield table(["Option", "Taken"], rows, caption="How often each option was taken", class_="charted")
    elif each.parts:
        rows = [[foreign(part.text), counted_bar("right", part.count, each.answers)] for part in each.parts]
        yield table([_PARTS[each.question.type], "Right"], rows, caption="How often each was right", class_="charted")
    if ticked and each.question.type != "several":
        return
    most = MOST_WHOLE if each.parts else MOST_ANSWERS
    if each.given:
        rows = [_given_row(given, each.answers) for given in each.given[:most]]
        caption = "Whole answers, the most frequent first"
        yield table(["Answer", "Given"], rows, caption=caption, class_="charted")
    rest = each.given[most:]
    if rest:
        often = sum(given.count for given in rest)
        yield element("p", f"And {counted(len(rest), 'other answer')}, given {often} times in all.", class_="quiet")


def _option_row(part: PartCount, answers: int) -> list[Child]:
    verdict: Verdict = "right" if part.right else "wrong"
    mark = sign(*VERDICTS[verdict], verdict)
    why = [element("div", prose(part.why), class_="why")] if part.why else []
    chart = counted_bar(verdict, part.count, answers)
    return [joined([mark, " ", foreign(part.text), *why]), chart]


def _given_row(given: GivenCount, answers: int) -> list[Child]:
    class_: Verdict = "right" if given.share == 1 else "partly" if given.share else "wrong"
    mark = sign(*VERDICTS[class_], class_)
    return [joined([mark, " ", foreign(given.told)]), counted_bar(class_, given.count, answers)]


def _sources(question: Question, reference: Reference) -> Iterator[Html]:
    known = [reference.facts[fact] for fact in question.because if fact in reference.facts]
    if known:
        items = (
            element("li", prose(fact.statement), element("span", f"{fact.source}, as of {fact.as_of}", class_="quiet"))
            for fact in known
        )
        yield element("div", element("p", "It rests on:"), element("ul", *items), class_="why")
    if question.read:
        term = reference.glossary.get(question.read)
        yield element("p", "Read on: ", foreign(term.term if term else question.read), class_="why")


def _figures(each: QuestionResult, students: int) -> str:
    parts = [
        f"{each.answers} of {counted(students, 'student')} answered",
        f"facility {figure(each.facility)}",
        f"discrimination {figure(each.discrimination)}",
        f"median time {seconds(each.median)}",
    ]
    few = " · few answers: the figures say little" if each.few else ""
    return " · ".join(parts) + few
