"""A story that a class steers: the scene and its choices, the votes, and what a decision led to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from textual.content import Content
from textual.visual import Visual

from isoquest.classroom.room.choosing import WITHOUT, choice_told
from isoquest.classroom.room.vote import Vote
from isoquest.content.reference import Reference
from isoquest.engine.asking import choice_for
from isoquest.engine.assessment import findings
from isoquest.engine.debrief import Consequence, title_of
from isoquest.engine.debrief import consequence as led_to
from isoquest.engine.play import Play
from isoquest.engine.rules import available
from isoquest.engine.scene import scene_text
from isoquest.engine.state import CONTINUE
from isoquest.tui.draft import Draft
from isoquest.tui.one_line import line
from isoquest.tui.projector.views.asked import offered
from isoquest.tui.projector.views.slide import Slide, plain_list, share_line
from isoquest.tui.prose_view import prose
from isoquest.tui.views.asking import asking
from isoquest.tui.views.consequence import consequence
from isoquest.tui.views.findings import assessed
from isoquest.tui.views.standing import folded
from isoquest.tui.visuals import Hanging, Stack
from isoquest.tui.words import KINDS, PHASES


@dataclass(frozen=True, slots=True)
class Way:
    """Something that the class can decide here."""

    id: str
    text: str


def ways(vote: Vote) -> tuple[Way, ...]:
    """The choices that are open, or the answers that were voted for, the most frequent first: what a tie is settled by.

    Where nobody answered a question, that no answer is given.
    """
    if vote.question is None:
        return tuple(Way(name, text) for name, text in vote.choices)
    given = [Way(name, choice_told(vote.play, name)) for name, _ in vote.tally(vote.ballot.votes)]
    return tuple(given) or (Way(choice_for(vote.question.question, ()), WITHOUT),)


def scene(vote: Vote, reference: Reference, in_full: bool, width: int) -> Slide:
    """The scene at which the class stands, before and during a vote and after it."""
    play = vote.play
    ballot = vote.ballots[-1] if vote.ballots and vote.phase != "scene" else None
    counted = tuple(ballot.votes.items()) if ballot and vote.phase in ("tied", "decided") else ()
    held = (ballot.number, ballot.winner) if ballot else None
    seen = (len(vote.seats.present), in_full, width, vote.set_aside is not None)
    key = ("scene", vote.phase, len(play.steps), held, counted, seen)

    def upper(gap: int) -> Visual:
        parts: list[Visual] = [_head(vote)]
        if not gap and vote.phase in ("tied", "decided"):
            return parts[0]  # everyone has read the scene: the votes need its room
        text = scene_text(play.scenario, play.state)
        if text:
            parts.append(prose(text))
        parts += _report(play, reference, in_full)
        if vote.question is not None:
            parts.append(asking(Draft.of(vote.question)))
        if not parts[1:]:
            parts.append(Content.styled("Nothing is told here.", "$quiet"))
        return Stack(parts)

    def lower(gap: int) -> Visual:
        meters = folded(play.scenario, play.state, width)
        told = _below(vote, width, gap)
        return Stack([*([meters] if meters.plain else []), *told], gap=1 if told else 0)

    return Slide(key, upper, lower)


def _head(vote: Vote) -> Content:
    node = vote.play.scenario.nodes[vote.play.state.node]
    words = {"arguing": "Argue", "tied": "A tie", "decided": "Decided"}
    if vote.phase == "voting" and vote.ballot.earlier:
        words["voting"] = "Second vote: you may change your mind."
    word = words.get(vote.phase) or PHASES.get(node.phase or "", "")
    return Content.assemble(line(title_of(node), "bold $accent"), (f"  {word}" if word else "", "$quiet"))


def _below(vote: Vote, width: int, gap: int) -> list[Visual]:
    """The choices, with their votes once the vote is closed."""
    if vote.phase == "scene":
        texts = [text for _, text in vote.choices]
        return [plain_list(texts, gap)] if texts else []
    parts: list[Visual] = []
    if vote.ballot.role:
        role = Content.assemble(("Decided by: ", "$quiet"), line(vote.ballot.role, "bold $accent"))
        parts.append(role)
    match vote.phase:
        case "voting":
            parts.append(_open_choices(vote, gap))
        case "arguing":
            said = "Argue with your neighbours, then vote again."
            parts += [Stack([Content.styled(said, "bold $accent"), _open_choices(vote, gap)], gap)]
        case _:
            parts.append(_votes(vote, width, gap))
    return parts


def _open_choices(vote: Vote, gap: int) -> Visual:
    if vote.question is not None:
        return offered(vote.question, gap)
    rows: list[Visual] = [plain_list([text for _, text in vote.choices], gap)]
    for option in available(vote.play.scenario, vote.play.state):
        if option.locked:
            told = Content.assemble(line(option.text, "$quiet"), "  ", line(f"({option.locked})", "$quiet"))
            rows.append(Hanging(Content.styled("✗", "$quiet"), told))
    return Stack(rows, gap)


def _votes(vote: Vote, width: int, gap: int) -> Visual:
    """The votes for each way, the first vote beside the second where the class argued."""
    ballot = vote.ballot
    now, before = _counts(vote, ballot.votes), _counts(vote, ballot.earlier)
    rows: list[Visual] = []
    if vote.phase == "tied":
        said = "The vote is tied." if ballot.votes else "Nobody voted."
        rows.append(Content.assemble((said, "bold $warning"), "  Press a number, or v to vote again."))
    for number, way in enumerate(ways(vote), start=1):
        won = way.id == ballot.winner
        key = str(number) if vote.phase == "tied" and number < 10 else "·"  # noqa: PLR2004 - the keys end at 9
        sign = Content.styled("✓" if won else key, "bold $accent")
        style = "$accent" if won else "$primary"
        bar = share_line(now.get(way.id, 0), sum(now.values()), width - 4, style)
        if before:
            half = (width - 20) // 2
            first = share_line(before.get(way.id, 0), sum(before.values()), half, "$quiet")
            bar = share_line(now.get(way.id, 0), sum(now.values()), half, style)
            bar = Content.assemble(("first ", "$quiet"), first, ("   then ", "$quiet"), bar)
        rows.append(Hanging(sign, Stack([line(way.text, "bold" if won else ""), bar], gap=0)))
    return Stack(rows, gap)


def _counts(vote: Vote, votes: Mapping[str, str]) -> dict[str, int]:
    return dict(vote.tally(votes)) if votes else {}


def _led_to(play: Play) -> Consequence:
    return led_to(play.scenario, play.steps[-2].state, play.steps[-1])


def _report(play: Play, reference: Reference, in_full: bool) -> list[Visual]:
    """The findings of the assessment at which the play stands."""
    found = findings(play.scenario, play.state)
    came = _led_to(play).assessed if len(play.steps) > 1 else ()
    return [
        assessed(play.scenario, event, found, reference, in_full) for event in came if event.node == play.state.node
    ]


def came_of(vote: Vote, reference: Reference, in_full: bool, width: int) -> Slide:
    """What the decision of the class led to: what changed, why, and the source."""
    play = vote.play
    key = ("consequence", len(play.steps), in_full, width, vote.set_aside is not None)

    def upper(_gap: int) -> Visual:
        before = play.undo()
        choice = play.decisions[-1].choice
        decided = choice_told(before, choice) if choice != CONTINUE else ""
        said = "The class answered" if "=" in choice else "The class decided"
        return consequence(play.scenario, decided, _led_to(play), reference, in_full, said)

    return Slide(key, upper, lambda _: folded(play.scenario, play.state, width))


def ending(vote: Vote, reference: Reference, in_full: bool) -> Slide:
    """How the story ended."""
    play = vote.play

    def upper(_gap: int) -> Visual:
        node = play.scenario.nodes[play.state.node]
        parts: list[Visual] = []
        if node.ending is not None:
            mark, word, style = KINDS[node.ending.kind]
            title = line(node.ending.title, "bold $accent")
            parts.append(Stack([Content.styled(f"{mark} {word}", f"bold {style}"), title], gap=0))
        text = scene_text(play.scenario, play.state)
        parts += [prose(text)] if text else []
        parts += _report(play, reference, in_full)
        parts.append(line(node.ending.outcome, "bold") if node.ending else Content("The story stops here."))
        return Stack(parts)

    return Slide(("ending", len(play.steps), in_full, vote.set_aside is not None), upper)
