"""The page about a clause: what it is for, what an auditor asks there, and where the player meets it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.visual import Visual

from isoquest.content.clauses import ClauseEntry
from isoquest.content.reference import Reference
from isoquest.content.teaching import nodes_on, questions_on
from isoquest.engine.debrief import title_of
from isoquest.tui.encounters import Encounters, Quiz, Story
from isoquest.tui.one_line import line
from isoquest.tui.prose_view import prose
from isoquest.tui.views.consequence import heading
from isoquest.tui.views.facts import sources
from isoquest.tui.visuals import Hanging, Stack
from isoquest.tui.words import STEPS, counted

BULLET = Content.styled("•", "$accent")
MET = "✓"
"""Stands before a moment at which the player has decided already."""


def clause_page(clause: ClauseEntry, reference: Reference, encounters: Encounters | None) -> Stack:
    """Everything about a clause; where it is met is told as soon as the encounters are there."""
    under = [f"Plan-Do-Check-Act: {STEPS[clause.main]}" if clause.main in STEPS else ""]
    if clause.depth and clause.main in reference.clauses:
        under.insert(0, f"part of {clause.main} {reference.clauses[clause.main].title}")
    if clause.only_in:
        under.insert(0, f"of its own in {_numbers(clause.only_in, reference)}")
    head: list[Visual] = [
        line(f"{clause.id} {clause.title}", "bold"),
        line(" · ".join(filter(None, under)), "$quiet"),
    ]
    parts: list[Visual] = [Stack(head, gap=0), prose(clause.purpose)]
    for name, texts in (
        ("An auditor asks", clause.asks),
        ("What you can show", clause.shows),
        ("What often goes wrong", clause.slips),
    ):
        if texts:
            parts.append(Stack([heading(name), *(Hanging(BULLET, line(text)) for text in texts)], gap=0))
    if clause.differs:
        parts.append(Stack([heading("Standard by standard"), *_differences(clause, reference)], gap=0))
    parts.append(Stack([heading("Where you meet it"), *_meetings(clause, reference, encounters)], gap=0))
    rests_on = sources(clause.because, reference, in_full=True)
    if rests_on:
        parts.append(Stack([heading("What this rests on"), Stack(rests_on)], gap=0))
    return Stack(parts)


def quizzes_on(clause: str, encounters: Encounters) -> tuple[tuple[Quiz, int], ...]:
    """The quizzes with questions on a clause, each with how many it has, the most first."""
    counts = [(quiz, len(questions_on(quiz.bank, clause))) for quiz in encounters.quizzes]
    return tuple(sorted((each for each in counts if each[1]), key=lambda each: -each[1]))


def _differences(clause: ClauseEntry, reference: Reference) -> list[Visual]:
    return [
        Hanging(BULLET, Content.assemble(line(reference.standards[key].number, "bold"), ": ", line(text)))
        for key, text in clause.differs.items()
        if key in reference.standards
    ]


def _meetings(clause: ClauseEntry, reference: Reference, encounters: Encounters | None) -> Sequence[Visual]:
    if encounters is None:
        return [Content.styled("Looking through the stories and questions …", "$quiet")]
    told = [_in_story(story, clause, reference) for story in encounters.stories]
    shown: list[Visual] = [each for each in told if each is not None]
    if clause.depth and any(_decided(story, clause) for story in encounters.stories):
        shown.append(Content.styled(f"{MET} you have decided there", "$quiet"))
    with_questions = quizzes_on(clause.id, encounters)
    for quiz, count in with_questions:
        shown.append(
            Hanging(BULLET, Content.assemble(line(quiz.bank.title, "bold"), f": {counted(count, 'question')}"))
        )
    if with_questions:
        shown.append(Content.styled("Enter practises these questions.", "$quiet"))
    return shown or [Content.styled("In no story and no question yet.", "$quiet")]


def _decided(story: Story, clause: ClauseEntry) -> bool:
    return any(node.id in story.met for node in nodes_on(story.scenario, clause.id))


def _in_story(story: Story, clause: ClauseEntry, reference: Reference) -> Visual | None:
    """The moments of a story by their titles, of a whole clause only their number.

    Endings are left out, so that nothing is given away.
    """
    scenario = story.scenario
    nodes = [node for node in nodes_on(scenario, clause.id) if node.ending is None]
    if not nodes:
        return None
    met = sum(node.id in story.met for node in nodes)
    if clause.depth:
        titles = dict.fromkeys((title_of(node), node.id in story.met) for node in nodes)
        told = Content(" · ").join(
            Content.assemble((f"{MET} ", "$better") if decided else "", line(title)) for title, decided in titles
        )
    else:
        told = Content(counted(len(nodes), "moment") + (f", at {met} of them you have decided" if met else ""))
    others = _numbers([key for key in scenario.standard if key != "iso-9001"], reference)
    by = f", a story of {others}" if others else ""
    return Hanging(BULLET, Content.assemble(line(scenario.title, "bold"), (f"{by}: ", "$quiet"), told))


def _numbers(standards: Sequence[str], reference: Reference) -> str:
    return ", ".join(reference.standards[key].number for key in standards if key in reference.standards)
