"""A question as the class sees it before the answer is told."""

from __future__ import annotations

from textual.content import Content
from textual.visual import Visual

from isoquest.classroom.room.outcomes import wall_item
from isoquest.classroom.room.quiz import Quiz
from isoquest.content.safe_text import safe_line
from isoquest.quiz.asking import shown
from isoquest.quiz.drawing import Item
from isoquest.tui.draft import Draft
from isoquest.tui.one_line import line
from isoquest.tui.projector.views.slide import Slide, part, plain_list
from isoquest.tui.views.asking import asking
from isoquest.tui.visuals import Stack

HOW = {
    "several": "Choose all that fit.",
    "order": "Put them in order.",
    "match": "What belongs together?",
    "number": "Type a number.",
    "text": "Type the answer.",
    "blanks": "Fill the gaps.",
}


def head(quiz: Quiz) -> Content:
    """Which question this is, and what the class is to do now."""
    words = {"reading": "Read first: answers come next.", "closed": "Closed."}
    word = words.get(quiz.phase, "")
    if quiz.phase == "closed" and quiz.round.shown:
        word = "The answer is covered again; no answers are taken."
    number = f"Question {len(quiz.rounds)} of {len(quiz.questions)}"
    return Content.assemble((number, "bold $accent"), (f"  {word}" if word else "", "$quiet"))


def question(quiz: Quiz) -> Slide:
    """A question while it is read or answered, and after it was closed."""
    current = quiz.round
    item = wall_item(quiz, current)
    key = ("question", current.number, quiz.phase, current.shown, len(quiz.questions))
    return Slide(key, lambda _: Stack([head(quiz), asking(Draft.of(item))]), lambda gap: offered(item, gap))


def offered(item: Item, gap: int = 0) -> Visual:
    """What is chosen among, as a plain list: each phone has an order of its own, so nothing here bears a letter."""
    of = item.question
    how = [Content.styled(HOW[of.type], "$quiet")] if of.type in HOW else []
    match of.type:
        case "match":
            left = part("These", [plain_list([pair.left for pair in of.pairs])])
            return Stack([left, part("and these", [plain_list(shown(item))])], gap)
        case "blanks":
            choices = [
                line(f"[{number}]  {' / '.join(map(safe_line, sorted(blank.choices)))}")
                for number, blank in enumerate(of.blanks.values(), start=1)
                if blank.choices
            ]
            return Stack([*how, *choices], gap=0)
        case "number":
            unit = of.number.unit if of.number else ""
            return Stack([*how, *([line(f"in {unit}", "$quiet")] if unit else [])], gap=0)
        case _:
            return Stack([*how, *([plain_list(shown(item), gap)] if shown(item) else [])], gap)
