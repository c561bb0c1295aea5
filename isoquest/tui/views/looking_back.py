"""A debrief as visuals: the outcome, the score, and each decision with the road not taken."""

from __future__ import annotations

from textual.content import Content
from textual.visual import Visual

from isoquest.content.model import Scenario
from isoquest.content.reference import Reference
from isoquest.engine.debrief import Debrief, Road, Turn, title_of
from isoquest.engine.scoring import Marks, overall_told
from isoquest.engine.state import Answered
from isoquest.quiz.answers import right_sides
from isoquest.quiz.drawing import Item
from isoquest.quiz.grading import Mark
from isoquest.tui.draft import Draft
from isoquest.tui.one_line import line
from isoquest.tui.prose_view import prose
from isoquest.tui.views.asking import asking
from isoquest.tui.views.consequence import changed, heading
from isoquest.tui.views.facts import sources
from isoquest.tui.views.feedback import feedback
from isoquest.tui.views.feedback import verdict as answer_verdict
from isoquest.tui.views.findings import clause_order
from isoquest.tui.views.misconceptions import often_believed
from isoquest.tui.views.standing import bar
from isoquest.tui.visuals import Grid, Hanging, Stack
from isoquest.tui.words import KINDS, PHASES, counted

BAR = 16


def ending(back: Debrief) -> Stack:
    """How it ended: kind, title and outcome; while the play is under way, that it is."""
    if back.ending is None:
        return Stack([Content.styled("Looking back so far", "bold"), Content("This play has not ended.")], gap=0)
    mark, word, style = KINDS[back.ending.kind]
    return Stack(
        [
            Content.styled(f"{mark} {word}", style),
            line(back.ending.title, "bold"),
            line(back.ending.outcome),
        ],
        gap=0,
    )


def marks_line(marks: Marks) -> Content:
    """A bar, the percentage and what it comes from."""
    if marks.percent is None:
        return Content.styled("nothing to score", "$quiet")
    return Content.assemble(
        bar(marks.share or 0.0, BAR),
        (f" {marks.percent:3d} %", "bold"),
        (f"  {counted(marks.decisions, 'decision')}", "$quiet"),
    )


def overall(back: Debrief) -> list[Visual]:
    """What the way taken earned beside all other plays, where that is known."""
    return [] if back.score.overall is None else [line(overall_told(back.score), "$quiet")]


def score(back: Debrief, scenario: Scenario) -> list[Visual]:
    """The score of the way taken, by topic and by clause."""
    parts: list[Visual] = [
        Stack(
            [
                heading("Score"),
                marks_line(back.score.path),
                Content.styled("Between the least and the most sound choices open to you on your way.", "$quiet"),
                *overall(back),
            ],
            gap=0,
        )
    ]
    if back.score.topics:
        rows = [
            [line(scenario.topics.get(topic, topic)), marks_line(marks)] for topic, marks in back.score.topics.items()
        ]
        parts.append(Stack([heading("By topic"), Grid(rows)], gap=0))
    if back.score.clauses:
        clauses = sorted(back.score.clauses.items(), key=lambda pair: clause_order(pair[0]))
        rows = [[line(f"Clause {clause}"), marks_line(marks)] for clause, marks in clauses]
        parts.append(Stack([heading("By clause"), Grid(rows)], gap=0))
    return parts


def verdict(turn: Turn) -> tuple[str, str, str]:
    """Mark, word and style for how sound a decision was, or how an answer went."""
    if turn.answered is not None:
        return answer_verdict(_mark(turn.answered))
    if not turn.marks.decisions:
        return "·", "not scored", "$quiet"
    if not turn.best:
        return "●", "the soundest choice", "$better"
    if turn.marks.earned == turn.marks.worst:
        return "○", "the least sound choice", "$worse"
    return "◐", "a sounder one was open", "$warning"


def turn_line(turn: Turn) -> Visual:
    """A decision in the list of all of them."""
    mark, _, style = verdict(turn)
    lead = Content.assemble((f"{turn.number:3d} ", "$quiet"), (mark, style))
    return Hanging(lead, line(title_of(turn.node)))


def _road(road: Road, scenario: Scenario, reference: Reference, with_reason: bool) -> Visual:
    parts: list[Visual] = [line(road.choice.text, "bold" if with_reason else "")]
    parts += changed(road.changes)
    if with_reason and road.choice.feedback:
        parts.append(prose(road.choice.feedback))
        parts += sources(road.choice.because, reference, in_full=False)
    target = scenario.nodes[road.node]
    parts.append(Content.assemble(("led to ", "$quiet"), line(title_of(target), "$quiet")))
    return Hanging(Content.styled("↳", "$primary"), Stack(parts, gap=0))


def answered(turn: Turn, reference: Reference) -> list[Visual]:
    """A question that was put, what was said to it, and why that was right or not."""
    said = turn.answered
    question = next((each for each in turn.node.questions if said is not None and each.id == said.question), None)
    if said is None or question is None:
        return []
    draft = Draft.of(Item(question, tuple(range(len(right_sides(question))))), said.answer)
    return [asking(draft), feedback(draft, said.answer, _mark(said), reference, sources_in_full=False)]


def _mark(said: Answered) -> Mark:
    return Mark(said.share, "")


def turn_page(turn: Turn, scenario: Scenario, reference: Reference) -> Stack:
    """A decision in full: what it brought, what the soundest choice would have, and the other roads."""
    mark, word, style = verdict(turn)
    phase = PHASES.get(turn.node.phase or "", "")
    marks = f"{turn.marks.earned} of {turn.marks.best}" if turn.marks.decisions else ""
    how = Content.assemble((f"{mark} {word}  ", style), (marks, "$quiet"))
    if turn.answered is not None:  # its verdict stands with the answer below
        how = Content.styled(f"scored {marks}" if marks else "not scored", "$quiet")
    parts: list[Visual] = [
        Stack(
            [
                Content.assemble(line(title_of(turn.node), "bold"), (f"  {phase}", "$quiet")),
                how,
            ],
            gap=0,
        )
    ]
    if turn.answered is not None:
        parts += answered(turn, reference)
    if turn.choice is not None:
        parts.append(Content.assemble(("You decided: ", "$quiet"), line(turn.choice.text, "italic")))
    rows = changed(turn.changes)
    if rows:
        parts.append(Stack([heading("What changed"), *rows], gap=0))
    if turn.choice is not None and turn.choice.feedback:
        parts.append(Stack([heading("Why"), prose(turn.choice.feedback)], gap=0))
        believed = [turn.choice.misconception] if turn.choice.misconception else []
        parts += often_believed(believed, reference, with_truth=True)
        rests_on = sources(turn.choice.because, reference, in_full=False)
        if rests_on:
            parts.append(Stack(rests_on, gap=0))
    if turn.best:
        head = heading("The sounder way" if len(turn.best) == 1 else "The sounder ways")
        parts.append(Stack([head, Stack([_road(road, scenario, reference, True) for road in turn.best])], gap=0))
    if turn.others:
        roads = Stack([_road(road, scenario, reference, False) for road in turn.others])
        parts.append(Stack([heading("Other roads not taken"), roads], gap=0))
    return Stack(parts)
