"""The debrief as lines."""

from __future__ import annotations

from collections.abc import Iterator

from isoquest.content.reference import Reference
from isoquest.engine.debrief import Debrief, Road, Turn, debrief, title_of
from isoquest.engine.play import Play
from isoquest.engine.scoring import Bounds, overall_told
from isoquest.engine.state import Answered
from isoquest.plain.words import (
    ENDING_KINDS,
    GRADES,
    changes_lines,
    facts_of,
    marks_text,
    source_line,
    standing,
    story,
    wrapped,
)
from isoquest.quiz.asking import answer_told, asked
from isoquest.quiz.feedback import key_told


def ending_lines(play: Play) -> list[str]:
    """The ending's title, outcome and score: the three lines that say how it went."""
    looked_back = debrief(play)
    ending = looked_back.ending
    score = f"Score: {marks_text(looked_back.score.path)}"
    if ending is None:
        return ["The play stands still: nothing is open to decide.", score]
    return [f"Ending: {ending.title}", f"Outcome: {ending.outcome} ({ENDING_KINDS[ending.kind]})", score]


def debrief_lines(play: Play, reference: Reference, width: int, overall: Bounds | None = None) -> Iterator[str]:
    """The whole debrief: findings, score by topic, and each decision with the road not taken.

    `overall` is what all plays of the scenario can earn, where that is known.
    """
    looked_back = debrief(play, overall)
    yield from _findings(looked_back, width)
    if overall is not None:
        yield ""
        yield from wrapped(overall_told(looked_back.score), width)
    topics = looked_back.score.topics
    if topics:
        yield from ("", "Score by topic")
        for topic, marks in topics.items():
            yield from wrapped(f"{play.scenario.topics.get(topic, topic)}: {marks_text(marks)}", width, "- ")
    if play.scenario.meters:
        when = "At the end" if play.over else "Now"
        yield from wrapped(f"{when}: {standing(play.scenario, play.state)}", width)
    yield from ("", "Your decisions")
    for turn in looked_back.turns:
        yield from _turn(turn, reference, width)


def _findings(looked_back: Debrief, width: int) -> Iterator[str]:
    if not looked_back.findings:
        return
    yield from ("", "Findings, by clause")
    for finding in sorted(looked_back.findings, key=lambda f: _clause_order(f.check.clause or "")):
        state = "open" if finding.open else "closed"
        clause = f"clause {finding.check.clause}, " if finding.check.clause else ""
        yield from wrapped(f"{clause}{GRADES[finding.check.grade]}, {state}: {finding.check.finding}", width, "- ")


def _clause_order(clause: str) -> tuple[tuple[int, str], ...]:
    return tuple((int(part), "") if part.isdigit() else (0, part) for part in clause.split("."))


def _turn(turn: Turn, reference: Reference, width: int) -> Iterator[str]:
    yield ""
    scored = f"Scored {turn.marks.earned} of {turn.marks.best}" if turn.marks.decisions else ""
    if turn.answered is not None:
        yield from _question(turn, turn.answered, scored, width)
    if turn.choice is None:
        return
    yield from wrapped(f"{turn.number}. {title_of(turn.node)}: {turn.choice.text}", width)
    for line in changes_lines(turn.changes):
        yield from wrapped(line, width, "   ")
    if scored:
        told = f"{scored}. Sounder:" if turn.best else f"{scored}: the soundest choice open to you."
        yield from wrapped(told, width, "   ")
    for road in turn.best:
        yield from _road(road, reference, width)


def _question(turn: Turn, said: Answered, scored: str, width: int) -> Iterator[str]:
    """A question of a play, what was answered, and what would have been right."""
    question = next(question for question in turn.node.questions if question.id == said.question)
    told = f"{asked(question)} — {answer_told(question, said.answer)}"
    yield from wrapped(f"{turn.number}. {title_of(turn.node)}: {told}", width)
    for line in changes_lines(turn.changes):
        yield from wrapped(line, width, "   ")
    if scored:
        yield f"   {scored}."
    if said.share < 1:
        yield from wrapped(key_told(question), width, "   Right is: ")


def _road(road: Road, reference: Reference, width: int) -> Iterator[str]:
    yield from wrapped(road.choice.text, width, "   > ")
    for line in changes_lines(road.changes):
        yield from wrapped(line, width, "     ")
    for line in story(road.choice.feedback, width - 5):
        yield f"     {line}"
    for fact in facts_of(road.choice.because, reference):
        yield from wrapped(source_line(fact), width, "     Source: ")
