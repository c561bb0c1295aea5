"""Looking back with the class on the story that it steered."""

from __future__ import annotations

from textual.content import Content
from textual.visual import Visual

from isoquest.classroom.room.vote import Vote
from isoquest.engine.debrief import Turn, debrief, title_of
from isoquest.tui.draft import short
from isoquest.tui.one_line import line
from isoquest.tui.projector.views.slide import Slide, part
from isoquest.tui.views.looking_back import ending, score, verdict
from isoquest.tui.visuals import Hanging, Stack


def looking_back(vote: Vote, width: int) -> Slide:
    """How it ended, the score, and every decision; a number key asks what would have been."""
    play = vote.play

    def upper(gap: int) -> Visual:
        back = debrief(play)
        parts: list[Visual] = [ending(back), *score(back, play.scenario)[:1]]
        if back.turns:
            rows = [decision(number, turn, width, brief=not gap) for number, turn in enumerate(back.turns, start=1)]
            parts.insert(1, part("What we decided", rows))
            ask = "What if we had …? Press a number; d shows each in full."
            parts.insert(1, Content.styled(ask, "$accent"))
        return Stack(parts)

    return Slide(("debrief", len(play.steps), width, vote.set_aside is not None), upper)


def decision(number: int, turn: Turn, width: int, *, brief: bool) -> Visual:
    """A decision in the list, with how sound it was: in words, or where it is to be brief by its mark alone."""
    mark, word, style = verdict(turn)
    sign = str(number) if number < 10 else "·"  # noqa: PLR2004 - the keys end at 9
    lead = Content.assemble((f"{sign} ", "bold $accent"), (mark, f"bold {style}"))
    told = line(turn.choice.text if turn.choice is not None else _asked(turn))
    head = Content.assemble(line(title_of(turn.node), "bold"), ": ", told)
    if brief:
        return Hanging(lead, head.truncate(max(8, width - 4), ellipsis=True))
    return Hanging(lead, Content.assemble(head, (f"  {word}", style)))


def _asked(turn: Turn) -> str:
    """The question that was answered, on one line."""
    said = turn.answered
    return next((short(each) for each in turn.node.questions if said is not None and each.id == said.question), "")
