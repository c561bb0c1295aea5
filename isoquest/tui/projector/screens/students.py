"""Who is here: find a student, and do something for them."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from isoquest.classroom.room.plays import Plays
from isoquest.classroom.room.quiz import Quiz
from isoquest.classroom.room.room import EVERYONE, Room
from isoquest.classroom.room.seats import Seat
from isoquest.classroom.room.standings import points_told
from isoquest.classroom.room.vote import Vote
from isoquest.content.folding import folded
from isoquest.tui.one_line import line
from isoquest.tui.projector.live import Live
from isoquest.tui.projector.screens.student import Student
from isoquest.tui.projector.screens.sure import Sure
from isoquest.tui.screens.page import Page
from isoquest.tui.widgets.entries import Entry, EntryList
from isoquest.tui.words import counted

if TYPE_CHECKING:
    from isoquest.tui.projector.app import Projector

MOST = 60
"""Students that are listed at once; the others are found by typing."""
LOOKS = 0.5
"""Seconds between two looks at the room."""
NAME, TEAM = 22, 16
WIDE = 76
"""Columns from which there is room for the team."""


class Students(Page[None]):
    """A list that follows the room; what is typed narrows it."""

    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "point(1)", "Down", show=False, tooltip="Point at the next student"),
        Binding("up", "point(-1)", "Up", show=False, tooltip="Point at the student before"),
        Binding(
            "ctrl+x", "remove_all", "Remove all", id="remove-all", tooltip="Everyone out, as after a flood of names"
        ),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._shown: object = None

    @property
    def live(self) -> Live:
        """The room."""
        return cast("Projector", self.app).live

    def body(self) -> Iterable[Widget]:
        """Where one types, and who is found."""
        yield Static(id="how-many", classes="title", markup=False)
        yield Input(placeholder="Type to find; arrows point, Enter chooses", max_length=40, compact=True)
        yield EntryList(id="found")

    def on_mount(self) -> None:
        """Follow the room."""
        self.run_worker(self._follow(), group="follow")

    async def _follow(self) -> None:
        while True:
            seen = self.live.revision
            self.look()
            await asyncio.sleep(LOOKS)
            await self.live.changed(seen)

    def look(self) -> None:
        """Show who is there now."""
        wanted = folded(self.query_one(Input).value)
        present = self.live.room.seats.present
        found = [seat for seat in present if wanted in folded(f"{seat.nickname} {seat.team}")]
        with_phone = self.live.connected
        rows = [
            (seat.id, student_line(self.live, seat, seat.id in with_phone, self.size.width)) for seat in found[:MOST]
        ]
        drawn = (len(found), [(seat, row.plain) for seat, row in rows])
        if drawn == self._shown:
            return
        self._shown = drawn
        told = counted(len(present), "student")
        self.query_one("#how-many", Static).update(line(told if not wanted else f"{len(found)} of {told}"))
        listed = self.query_one(EntryList)
        option = listed.highlighted_option
        entries = [Entry(row, seat) for seat, row in rows]
        if len(found) > MOST:
            entries.append(
                Entry(Content.styled(f"… and {len(found) - MOST} more: type to find one", "$quiet"), disabled=True)
            )
        places = {seat: place for place, (seat, _) in enumerate(rows)}
        listed.show(entries, places.get(option.id or "", 0) if option is not None else 0)

    def on_input_changed(self) -> None:
        """Narrow the list."""
        self.look()

    def action_point(self, by: int) -> None:
        """Point at another student."""
        listed = self.query_one(EntryList)
        (listed.action_cursor_down if by > 0 else listed.action_cursor_up)()

    def action_remove_all(self) -> None:
        """Everyone out, after asking."""

        def answered(sure: bool | None) -> None:
            if sure:
                self.run_worker(self.live.order("remove", value=EVERYONE), group="order")

        told = "Their answers no longer count. They may join anew unless the room is locked (o)."
        self.app.push_screen(Sure("Remove everyone?", told), answered)

    def on_input_submitted(self) -> None:
        """Enter, while one types, chooses."""
        option = self.query_one(EntryList).highlighted_option
        if option is not None and option.id:
            self.choose(option.id)

    def on_option_list_option_selected(self, event: EntryList.OptionSelected) -> None:
        """Enter or a click on a student chooses."""
        event.stop()
        if event.option_id:
            self.choose(event.option_id)

    def choose(self, seat_id: str) -> None:
        """Show what can be done for a student."""
        seat = self.live.room.seats.at(seat_id)
        if seat is not None:
            self.app.push_screen(Student(self.live, seat))


def student_line(live: Live, seat: Seat, connected: bool, width: int) -> Content:
    """Name, team, points, whether this student is done, and whether their phone is there.

    Points are left out where the leaderboard does not show them either, and more time always: the class can read this.
    """
    room = live.room
    name = line(seat.nickname, "bold").truncate(NAME, ellipsis=True)
    parts = [name, Content(" " * (NAME + 1 - name.cell_length))]
    if room.terms.teams and width >= WIDE:
        team = line(seat.team, "$quiet").truncate(TEAM, ellipsis=True)
        parts += [team, Content(" " * (TEAM + 1 - team.cell_length))]
    if live.standings is not None and room.terms.board == "all" and not room.names_hidden:
        parts.append(Content.styled(f"{points_told(live.standings.earned(seat).points):>5}  ", ""))
    parts.append(Content.styled(f"{done(room, seat):<12}", "$better"))
    if not connected:
        parts.append(Content.styled("○ away", "$warning"))
    return Content.assemble(*parts)


def done(room: Room, seat: Seat) -> str:
    """What this student has done of what is asked now, in a word; empty where there is nothing to tell."""
    match room.lesson:
        case Quiz() as quiz if quiz.phase in ("answering", "closed"):
            return "✓ answered" if seat.id in quiz.round.answers else ""
        case Vote() as vote if vote.phase == "voting":
            return "✓ voted" if seat.id in vote.ballot.votes else ""
        case Plays() as plays if plays.phase != "lobby":
            play = plays.play_of(seat)
            return "★ at an end" if play.over else counted(len(play.decisions), "step")
        case _:
            return ""
