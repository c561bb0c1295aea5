"""Who stands where: the leaderboard between two questions, and the podium at the end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.cells import cell_len
from textual.content import Content
from textual.visual import Visual

from isoquest.classroom.room.quiz import Quiz
from isoquest.classroom.room.room import Room
from isoquest.classroom.room.standings import Row, Standings
from isoquest.tui.one_line import line
from isoquest.tui.projector.views.foot import TALL
from isoquest.tui.projector.views.slide import Slide, part, thick_bar
from isoquest.tui.projector.views.summary import another_look, whole
from isoquest.tui.visuals import Stack
from isoquest.tui.words import counted

MOST = 10
"""Lines of the leaderboard."""
STEP = 34
"""Columns of a step of the podium at most."""
HEIGHTS = {1: 5, 2: 3, 3: 2}
"""Lines of each step."""
TALL_HEIGHTS = {1: 10, 2: 7, 3: 4}
"""Likewise on a tall screen."""
ORDER = (2, 1, 3)
"""The steps of a podium from left to right."""


def board(room: Room, quiz: Quiz, standings: Standings, columns: int, rows: int) -> Slide:
    """The leaderboard of teams, of students, or of both, as the lesson's terms want it."""
    teams = standings.teams()
    students = standings.rows() if quiz.terms.board == "all" else ()
    key = ("board", len(quiz.rounds), len(students), room.names_hidden, columns, rows)

    def upper(_gap: int) -> Visual:
        after = f"After question {len(quiz.rounds)} of {len(quiz.questions)}"
        parts: list[Visual] = [Content.assemble((after, "bold $accent"))]
        if teams:
            parts.append(part("Teams, by mean points", _lines(teams[:MOST], columns, hidden=False)))
        left = rows - 4 - (len(teams) + 2 if teams else 0)
        if students:
            top = students[: max(3, min(MOST, left))]
            more = len(students) - len(top)
            shown = _lines(top, columns, hidden=room.names_hidden)
            if more:
                shown.append(Content.styled(f"… and {more} more", "$quiet"))
            parts.append(part("Students", shown) if teams else Stack(shown, gap=0))
        if not teams and not students:
            parts.append(Content.styled("Nobody has points yet.", "$quiet"))
        return Stack(parts)

    return Slide(key, upper)


def _lines(rows: Sequence[Row], columns: int, hidden: bool) -> list[Visual]:
    """Place, name, a bar and points of each row, as wide as the screen."""
    most = max((float(row.earned.points) for row in rows), default=0.0)
    told = [row.points_shown for row in rows]
    for_points = max(map(len, told), default=1)
    for_name = min(26, max(8, columns - for_points - 16))
    for_bar = min(40, columns - for_name - for_points - 10)
    lines: list[Visual] = []
    for row, points in zip(rows, told, strict=True):
        first = row.place == 1
        style = "bold $accent" if first else "bold"
        name = line(row.name_shown(hidden=hidden), style).truncate(for_name, ellipsis=True)
        gap = " " * (for_name - name.cell_length)
        share = max(0.0, float(row.earned.points)) / most if most > 0 else 0.0
        drawn = thick_bar(share, for_bar, "$accent" if first else "$primary") if for_bar >= 6 else ""  # noqa: PLR2004 - as above
        lines.append(
            Content.assemble(
                (f"{row.place:>3}  ", "bold $accent" if first else "$quiet"),
                name,
                gap,
                "  ",
                drawn,
                "  ",
                (f"{points:>{for_points}}", "bold"),
            )
        )
    return lines


def podium(  # noqa: PLR0913, PLR0917 - all that such a slide depends on
    room: Room, quiz: Quiz, standings: Standings, shown: int, columns: int, rows: int
) -> Slide:
    """The first three, of whom the last `shown` have been called, and what the class found hard."""
    placed = standings.teams() if quiz.terms.board == "teams" or quiz.terms.teams else standings.rows()
    if quiz.terms.board == "hidden":
        placed = ()
    placed = tuple(row for row in placed if row.earned.points > 0)
    key = ("podium", len(placed), shown, room.names_hidden, columns, rows)

    def upper(_gap: int) -> Visual:
        parts: list[Visual] = [Content.styled("★  That was the last question.", "bold $accent")]
        if placed:
            hidden = room.names_hidden
            fits = columns >= 56 and rows >= 15  # noqa: PLR2004 - room for three steps of names
            top = placed[:3]
            called = top[max(0, len(top) - shown) :]
            parts.append(
                _steps(top, called, columns, TALL_HEIGHTS if rows >= TALL else HEIGHTS, hidden)
                if fits
                else Stack(_lines(called, columns, hidden), gap=0)
            )
            alike = sum(row.place <= top[-1].place for row in placed) - len(top)
            if alike > 0 and len(called) == len(top):
                parts.append(Content.styled(f"{counted(alike, 'other')} with as many points.", "$quiet"))
        if quiz.terms.teams and quiz.terms.board == "all":
            first = [row for row in standings.rows()[:3] if row.earned.points > 0]
            parts.append(part("Students", _lines(first, columns, hidden=room.names_hidden)))
        parts.append(Stack([whole(quiz), *another_look(quiz)]))
        return Stack(parts)

    return Slide(key, upper)


def _steps(top: Sequence[Row], called: Sequence[Row], columns: int, heights: Mapping[int, int], hidden: bool) -> Visual:
    """Three steps, the first in the middle; those not called yet stay empty."""
    width = min(STEP, (columns - 2) // 3)
    left = [_step(number, top, called, width, heights, hidden) for number in ORDER]
    return Content("\n").join([Content(" ").join(row) for row in zip(*left, strict=True)])


def _step(  # noqa: PLR0913, PLR0917 - all that a step depends on
    number: int, top: Sequence[Row], called: Sequence[Row], width: int, heights: Mapping[int, int], hidden: bool
) -> list[Content]:
    """A step from the top: blank lines, the name, the points, and the step itself."""
    row = top[number - 1] if number <= len(top) else None
    if row is None:
        return [Content(" " * width)] * (max(heights.values()) + 2)
    high = heights[row.place]
    style = "$accent" if row.place == 1 else "$primary"
    name = points = Content(" " * width)
    if row in called:
        told = line(row.name_shown(hidden=hidden), f"bold {style}").truncate(width, ellipsis=True)
        name = _centred(told, width)
        points = _centred(Content.styled(row.points_shown, "$quiet"), width)
    figure = _centred(Content.styled(f"{'★ ' if row.place == 1 else ''}{row.place}", f"bold {style}"), width - 2)
    body = [Content.styled("┌" + "─" * (width - 2) + "┐", style)]
    body.append(Content.assemble(("│", style), figure, ("│", style)))
    body += [Content.styled("│" + " " * (width - 2) + "│", style)] * (high - 2)
    above = [Content(" " * width)] * (max(heights.values()) - high)
    return [*above, name, points, *body[:high]]


def _centred(text: Content, width: int) -> Content:
    free = max(0, width - cell_len(text.plain))
    return Content.assemble(" " * (free // 2), text, " " * (free - free // 2))
