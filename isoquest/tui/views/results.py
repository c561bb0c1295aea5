"""What a quiz came to: whole, by topic, by certainty, and what to read next."""

from __future__ import annotations

from collections.abc import Mapping

from textual.content import Content
from textual.visual import Visual

from isoquest.content.reference import Reference
from isoquest.quiz.drawing import Item
from isoquest.quiz.results import Answered, Result, Tally, beliefs_tested
from isoquest.quiz.session import Session
from isoquest.tui.draft import Draft, short
from isoquest.tui.one_line import line
from isoquest.tui.views.asking import asking
from isoquest.tui.views.consequence import heading
from isoquest.tui.views.feedback import feedback, verdict
from isoquest.tui.views.misconceptions import often_believed
from isoquest.tui.views.standing import bar
from isoquest.tui.visuals import Grid, Hanging, Stack
from isoquest.tui.words import SURE, counted

BAR = 16
READ_MORE_BELOW = 80
"""Per cent of a topic below which something to read is named."""


def overview(session: Session, came_to: Result, reference: Reference) -> Stack:
    """The result as a page."""
    parts: list[Visual] = [Stack(_whole(session, came_to), gap=0)]
    topics = session.bank.topics
    if len(came_to.topics) > 1:
        parts.append(_table("By topic", {topics.get(key, key): tally for key, tally in came_to.topics.items()}))
    if came_to.certainty_total is not None:
        rows = {f"{SURE[sure]} sure": tally for sure, tally in came_to.calibration.items()}
        total = Content.styled(f"{float(came_to.certainty_total):+g} marks by certainty.", "$quiet")
        parts.append(Stack([_table("How sure, and how often right", rows), total, *_calibration(came_to)], gap=0))
    parts += _beliefs(came_to, reference)
    read = to_read(came_to, reference)
    if read:
        rows_read = [Hanging(Content.styled("•", "$primary"), line(text)) for text in read]
        parts.append(Stack([heading("Read next"), *rows_read], gap=0))
    return Stack(parts)


def _beliefs(came_to: Result, reference: Reference) -> list[Visual]:
    """How many misconceptions were put to the learner, and, with what holds instead, those that an answer showed."""
    tested = beliefs_tested(came_to)
    if not tested:
        return []
    shown = [name for name, believed in tested.items() if believed]
    seen = len(tested) - len(shown)
    told = f"You saw through {seen} of {len(tested)} that many hold."
    return [
        Stack([heading("Beliefs you tested"), Content(told), *often_believed(shown, reference, with_truth=True)], gap=0)
    ]


def _whole(session: Session, came_to: Result) -> list[Visual]:
    shown: list[Visual] = []
    if came_to.passed is not None:
        sign, word, style = ("★", "Passed", "$better") if came_to.passed else ("✗", "Not passed", "$worse")
        needed = f"  {session.terms.pass_mark} % were needed"
        shown.append(Content.assemble((f"{sign} {word}", f"bold {style}"), (needed, "$quiet")))
    shown.append(Content("  ").join(_figures(came_to.total, BAR)))
    blank = sum(1 for each in came_to.answered if each.given is None)
    if blank:
        shown.append(Content.styled(f"{counted(blank, 'question')} without an answer.", "$quiet"))
    left = len(session.items) - len(came_to.answered)
    if left:
        shown.append(Content.styled(f"{counted(left, 'question')} not asked yet.", "$quiet"))
    return shown


def _figures(tally: Tally, columns: int) -> list[Content]:
    of = f"{float(tally.earned):.3g} of {tally.questions}"
    percent = Content.styled(f"{tally.percent:3d} %", "bold")
    return [Content.assemble(bar(tally.percent / 100, columns), " ", percent), Content.styled(of, "$quiet")]


def _table(head: str, rows: Mapping[str, Tally]) -> Stack:
    return Stack(
        [heading(head), Grid([[line(name), *_figures(tally, BAR // 2)] for name, tally in rows.items()])], gap=0
    )


def _calibration(came_to: Result) -> list[Visual]:
    """A word on certainty that was out of place."""
    quite, hardly = came_to.calibration.get(3), came_to.calibration.get(1)
    told = []
    if quite and quite.percent < 80:  # noqa: PLR2004 - below it, "quite" costs more than "fairly" would
        told.append("You were quite sure more often than it paid: below 80 % right, “fairly” earns more.")
    if hardly and hardly.percent > 67:  # noqa: PLR2004 - above it, "hardly" earns less than "fairly" would
        told.append("You knew more than you trusted yourself to: above 67 % right, “fairly” earns more.")
    return [Content(text) for text in told]


def to_read(came_to: Result, reference: Reference) -> tuple[str, ...]:
    """What to read about the topics that went badly: what the questions missed name, glossary entries by their term."""
    weak = {topic for topic, tally in came_to.topics.items() if tally.percent < READ_MORE_BELOW}
    missed = (each.question for each in came_to.answered if each.question.topic in weak and not each.mark.right)
    named = dict.fromkeys(question.read for question in missed if question.read)
    terms = reference.glossary
    return tuple(f"“{terms[name].term}” in the glossary" if name in terms else name for name in named)


def item_line(number: int, answered: Answered) -> Visual:
    """A question in the list of all of them."""
    sign, _, style = verdict(answered.mark)
    return Hanging(Content.assemble((f"{number:3d} ", "$quiet"), (sign, style)), line(short(answered.question, 44)))


def item_page(item: Item, answered: Answered, reference: Reference, sources_in_full: bool) -> Stack:
    """A question in full, with what was answered and why that was right or not."""
    answer = answered.given.answer if answered.given else ()
    draft = Draft.of(item, answer)
    parts: list[Visual] = [asking(draft), feedback(draft, answer, answered.mark, reference, sources_in_full)]
    if answered.given is not None and answered.given.certainty is not None:
        parts.append(Content.styled(f"You were {SURE[answered.given.certainty]} sure.", "$quiet"))
    return Stack(parts)
