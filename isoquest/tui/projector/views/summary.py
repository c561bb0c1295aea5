"""A lesson that is over: how the class did, what was hard, and where the results are."""

from __future__ import annotations

from textual.content import Content
from textual.visual import Visual

from isoquest.classroom.room.outcomes import hardest, outcome
from isoquest.classroom.room.plays import Plays
from isoquest.classroom.room.quiz import Quiz
from isoquest.classroom.room.room import Room
from isoquest.classroom.room.vote import Vote
from isoquest.tui.draft import short
from isoquest.tui.one_line import line
from isoquest.tui.projector.joining import Joining
from isoquest.tui.projector.views.slide import Slide, part
from isoquest.tui.visuals import Hanging, Stack
from isoquest.tui.words import counted


def ended(room: Room, joining: Joining) -> Slide:
    """The last slide."""
    lesson = room.lesson

    def upper(_gap: int) -> Visual:
        parts: list[Visual] = [Content.styled("The lesson has ended. Thank you for taking part.", "bold $accent")]
        match lesson:
            case Quiz():
                parts += [whole(lesson), *another_look(lesson)]
            case Vote():
                decided = len(lesson.play.decisions)
                parts.append(Content(f"The class took {counted(decided, 'decision')} in {len(lesson.ballots)} votes."))
            case Plays():
                over = sum(play.over for play in lesson.plays.values())
                parts.append(Content(f"{counted(over, 'play')} came to an end."))
        if joining.results:
            where = Content.assemble(("The results are in ", "$quiet"), line(joining.results, "bold"))
            parts.append(Hanging(Content.styled("→", "bold $accent"), where))
        parts.append(Content.styled("Ctrl+Q closes the projector; phones keep what they show.", "$quiet"))
        return Stack(parts)

    return Slide(("ended", joining.results), upper)


def whole(quiz: Quiz) -> Visual:
    """How many answers of the whole lesson were right."""
    came = [outcome(quiz, each) for each in quiz.counted]
    right, answered = sum(each.right for each in came), sum(each.answered for each in came)
    if not answered:
        return Content.styled("No answers were counted.", "$quiet")
    told = f"{right} of {counted(answered, 'answer')} right"
    share = f"  {right / answered:.0%} over {counted(len(came), 'question')}"
    return Content.assemble((told, "bold"), (share, "$quiet"))


def another_look(quiz: Quiz) -> list[Visual]:
    """The questions that fewest had right, the hardest first; none where all went well."""
    rows: list[Visual] = [
        Hanging(
            Content.styled(f"{how.right} of {how.answered}", "bold $warning"), line(short(question, 160)), indent=10
        )
        for how, question in hardest(quiz)
    ]
    return [part("Worth another look", rows)] if rows else []
