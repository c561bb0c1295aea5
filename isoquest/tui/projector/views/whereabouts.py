"""Many plays at once: where everyone is on the journey, and where the plays have ended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from textual.content import Content
from textual.visual import Visual

from isoquest.classroom.room.plays import Plays
from isoquest.content.model import Node, Scenario
from isoquest.engine.debrief import title_of
from isoquest.tui.one_line import line
from isoquest.tui.projector.views.slide import Slide, part, share_line
from isoquest.tui.visuals import Hanging, Stack
from isoquest.tui.words import KINDS, PHASES, counted

MOST_SCENES = 4
"""Scenes of a phase that are named."""
WIDE_ENOUGH = 90
"""Columns from which there is room for longer bars."""
ELSEWHERE = "On the way"
"""What is called the scenes that belong to no phase."""


def standing_at(plays: Plays) -> Counter[str]:
    """How many plays stand at each scene: one for each student, or for each team that has a member."""
    players = {plays.player(seat): seat for seat in plays.seats.present}
    return Counter(plays.play_of(seat).state.node for seat in players.values())


def journey(plays: Plays, width: int) -> Slide:
    """The phases in their order, each with how many are there and at which scenes."""
    at = standing_at(plays)
    who = "team" if plays.terms.teams else "student"

    def upper(gap: int) -> Visual:
        nodes = plays.scenario.nodes
        ended = {node: count for node, count in at.items() if nodes[node].ending}
        under_way = {node: count for node, count in at.items() if node not in ended}
        parts: list[Visual] = [
            Content.styled("Where everyone is", "bold $accent"),
            Stack(list(_bands(plays.scenario, under_way, at.total(), width, who, roomy=gap > 1)), min(1, gap)),
        ]
        if ended:
            parts.append(endings(plays.scenario, ended, at.total(), width, roomy=gap > 1))
        return Stack(parts)

    return Slide(("journey", tuple(sorted(at.items())), width), upper)


def short_bar(width: int) -> int:
    """The columns of a bar that has words beside it."""
    return 8 if width < WIDE_ENOUGH else 20


def _bands(  # noqa: PLR0913 - all that a band depends on
    scenario: Scenario, at: Mapping[str, int], of: int, width: int, who: str, *, roomy: bool
) -> Iterable[Visual]:
    names = {**PHASES, "": ELSEWHERE}
    for phase, name in names.items():
        stops = [node for node in scenario.nodes.values() if (node.phase or "") == phase and node.waits]
        stops = [node for node in stops if not node.ending]
        here = [node for node in stops if at.get(node.id)]
        if not stops or (not phase and not here):
            continue
        number = sum(at[node.id] for node in here)
        if not number:
            yield Hanging(Content.styled(name, "$quiet"), Content.styled("○", "$quiet"), 11)
            continue
        top = sorted(here, key=lambda node: -at[node.id])
        body: Visual = Stack([share_line(number, of, width - 12, "$accent"), _scenes(top, at)], gap=0)
        if not roomy:
            short = Content.assemble(
                share_line(number, of, width, "$accent", longest=short_bar(width)), "  ", _scenes(top, at)
            )
            body = short.truncate(max(8, width - 11), ellipsis=True)
        yield Hanging(Content.styled(name, "bold $accent"), body, 11)
    if not of:
        yield Content.styled(f"No {who} is here.", "$quiet")


def _scenes(here: list[Node], at: Mapping[str, int]) -> Content:
    told = [Content.assemble(line(title_of(node)), (f" {at[node.id]}", "bold")) for node in here[:MOST_SCENES]]
    if len(here) > MOST_SCENES:
        told.append(Content.styled(counted(len(here) - MOST_SCENES, "other scene"), "$quiet"))
    return Content.styled(" · ", "$rule").join(told)


def endings(scenario: Scenario, at: Mapping[str, int], of: int, width: int, *, roomy: bool) -> Visual:
    """The endings that plays have come to, the most frequent first."""
    rows: list[Visual] = []
    for node, count in sorted(at.items(), key=lambda pair: -pair[1]):
        ending = scenario.nodes[node].ending
        if ending is None:
            continue
        mark, word, style = KINDS[ending.kind]
        title = Content.assemble(line(ending.title, "bold"), (f"  {word}", style))
        body: Visual = Stack([title, share_line(count, of, width - 4)], gap=0)
        if not roomy:
            body = Content.assemble(share_line(count, of, width, longest=short_bar(width)), "  ", title).truncate(
                width - 2, ellipsis=True
            )
        rows.append(Hanging(Content.styled(mark, f"bold {style}"), body))
    return part("Endings", rows)


def debriefed(plays: Plays, width: int) -> Slide:
    """What the plays came to."""
    at = standing_at(plays)

    def upper(gap: int) -> Visual:
        nodes = plays.scenario.nodes
        ended = {node: count for node, count in at.items() if nodes[node].ending}
        under_way = at.total() - sum(ended.values())
        told = f"{counted(sum(ended.values()), 'play')} of {at.total()} came to an end."
        parts: list[Visual] = [Content.styled(told, "bold $accent")]
        if ended:
            parts.append(endings(plays.scenario, ended, at.total(), width, roomy=gap > 1))
        if under_way:
            parts.append(Content.styled(f"{under_way} had not ended yet. z opens the plays again.", "$quiet"))
        return Stack(parts)

    return Slide(("plays over", tuple(sorted(at.items())), width), upper)
