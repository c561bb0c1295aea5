"""How an answer went: right or not, what would have been right, why, and where that is known from."""

from __future__ import annotations

from textual.content import Content
from textual.visual import Visual

from isoquest.content.questions import Question
from isoquest.content.reference import Reference
from isoquest.quiz.answers import Answer, is_blank, places_right
from isoquest.quiz.asking import answer_told, right_answer
from isoquest.quiz.feedback import Reason, key_told, misconceptions_shown, reasons
from isoquest.quiz.grading import Mark
from isoquest.tui.draft import Draft, sides
from isoquest.tui.one_line import line
from isoquest.tui.prose_view import prose
from isoquest.tui.views.consequence import heading
from isoquest.tui.views.facts import sources
from isoquest.tui.views.misconceptions import often_believed
from isoquest.tui.visuals import Hanging, Stack

RIGHT, PARTLY, WRONG = ("✓", "Right", "$better"), ("◐", "Partly right", "$warning"), ("✗", "Not right", "$worse")
"""Mark, word and style of how an answer went."""


def verdict(mark: Mark) -> tuple[str, str, str]:
    """Mark, word and style for what an answer earned."""
    return RIGHT if mark.right else PARTLY if mark.share else WRONG


def verdict_line(mark: Mark) -> Content:
    """How an answer went, on one line."""
    sign, word, style = verdict(mark)
    part = f"  {float(mark.share):.0%}" if mark.share and not mark.right else ""
    return Content.assemble((f"{sign} {word}", f"bold {style}"), (part, "$quiet"))


def feedback(draft: Draft, answer: Answer, mark: Mark, reference: Reference, sources_in_full: bool) -> Stack:
    """Everything that is told of an answer; the verdict comes first."""
    question = draft.question
    parts: list[Visual] = [Stack([verdict_line(mark), *_answered(draft, answer, mark)], gap=0)]
    told = [_reason(question, answer, reason) for reason in reasons(question, answer)]
    if told:
        parts.append(Stack([heading("Why"), Stack(told, gap=0)], gap=0))
    believed = misconceptions_shown(question, answer, right=mark.right)
    parts += often_believed(believed, reference, with_truth=False)
    rests_on = sources(question.because, reference, sources_in_full)
    if rests_on:
        parts.append(Stack(rests_on, gap=1 if sources_in_full else 0))
    return Stack(parts)


def _answered(draft: Draft, answer: Answer, mark: Mark) -> list[Visual]:
    """What was answered and what is right, place by place where there are places."""
    question = draft.question
    if question.type == "several" and not is_blank(answer) and all(o.why for o in question.options.values()):
        return []  # the reasons name what was ticked and what was missed
    if mark.right or is_blank(answer) or question.type not in {"order", "match", "blanks"}:
        shown: list[Visual] = [Content.assemble(("Your answer: ", "$quiet"), line(answer_told(question, answer)))]
    else:
        shown = [Content.styled("Your answer:", "$quiet"), *_places(draft, answer)]
        if question.type != "order":
            return shown
    if not mark.right:
        shown.append(Content.assemble(("Right is: ", "$quiet"), line(key_told(question), "bold")))
    return shown


def _places(draft: Draft, answer: Answer) -> list[Visual]:
    question = draft.question
    given = Draft.of(draft.item, answer)
    key = Draft.of(draft.item, right_answer(question))
    rows: list[Visual] = []
    for place, right in enumerate(places_right(question, answer)):
        sign, _, style = RIGHT if right else WRONG
        if question.type == "order":
            told = line(question.order[int(answer[place])])
        else:
            told = line(f"{sides(question)[place]} → {given.told(place) or 'nothing'}")
            if not right:
                told = Content.assemble(told, ("  right is: ", "$quiet"), line(key.told(place), "bold"))
        rows.append(Hanging(Content.styled(f"  {sign}", style), told))
    return rows


def _reason(question: Question, answer: Answer, reason: Reason) -> Visual:
    body = prose(reason.text)
    if not reason.subject:
        return body
    sign, _, style = RIGHT if reason.right else WRONG
    if question.near:
        sign, style = "•", "$quiet"
    tag = ""
    if question.type == "several":
        ticked = {question.options[name].text for name in answer if name in question.options}
        tag = "  ticked" if reason.subject in ticked else "  missed"
    subject = Content.assemble(line(reason.subject, "bold"), (tag, "$quiet"))
    return Hanging(Content.styled(sign, style), Stack([subject, body], gap=0))
