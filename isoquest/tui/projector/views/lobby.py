"""Before the lesson: how to come in, and who is there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content
from textual.visual import Visual

from isoquest.classroom.room.room import Room
from isoquest.classroom.room.seats import Seat
from isoquest.content.safe_text import safe_line
from isoquest.tui.one_line import line
from isoquest.tui.projector.block_letters import block_letters
from isoquest.tui.projector.joining import Joining, larger
from isoquest.tui.projector.views.slide import WIDE, Slide
from isoquest.tui.visuals import Hanging, Stack
from isoquest.tui.words import counted

LEFT, LARGE = 40, 60
"""Columns that stay beside a picture at least, and beside a large one."""
GAP = "   "
TALL_LIST = 12
"""Lines for those who are here from which their number is drawn in block letters."""
NEW = 3
"""Names that are marked as having just come."""


def lobby(room: Room, joining: Joining, chosen: int, columns: int, rows: int) -> Slide:
    """The lobby, with the address of number `chosen`."""
    picture = joining.pictures[chosen] if chosen < len(joining.pictures) else ()
    beside = next((each for each in (larger(picture), picture) if _has_room(each, columns, rows)), ())
    width = columns - (len(beside[0]) + 2 if beside else 0)
    present = room.seats.present
    key = ("lobby", joining, chosen, columns, rows, len(room.seats), len(present), room.names_hidden, room.locked)

    def upper(_gap: int) -> Visual:
        roomy = rows >= 18  # noqa: PLR2004 - then blank lines cost nothing
        parts: list[Visual] = []
        if joining.addresses:
            parts.append(_address(joining, chosen, width))
        letters = block_letters(joining.code, width, 7 if rows >= 28 else 4)  # noqa: PLR2004 - as high as there is room
        code = letters or (joining.code,)
        parts.append(Stack([line("with the code", "$quiet"), Content.styled("\n".join(code), "bold $accent")], gap=0))
        notes = [Hanging(Content.styled("!", "bold $warning"), line(note, "$warning")) for note in joining.notes]
        if picture and not beside:
            notes.append(Hanging(Content.styled("•", "$primary"), Content("Press q for the picture to scan.")))
        if notes:
            parts.append(Stack(notes, gap=0))
        above = Stack(parts, gap=1 if roomy else 0)
        left = rows - above.get_height({}, width) - int(roomy)
        return Stack([above, _who(room, present, width, max(1, left))], gap=int(roomy))

    return Slide(key, upper, beside=beside)


def _has_room(picture: Sequence[str], columns: int, rows: int) -> bool:
    """A picture can stand beside the rest, a large one beside the largest letters."""
    left = LEFT if not picture or len(picture[0]) < LARGE else LARGE
    return bool(picture) and len(picture) <= rows and columns - len(picture[0]) >= left


def _address(joining: Joining, chosen: int, width: int) -> Visual:
    address = line(joining.addresses[chosen], "bold")
    more = len(joining.addresses) - 1
    head = Content.styled("Go to" if width < WIDE else "Open this address on your phone", "$quiet")
    told = Content.styled("  (a: another address)" if more else "", "$quiet")
    return Stack([Content.assemble(head, told), address], gap=0)


def _who(room: Room, present: Sequence[Seat], width: int, rows: int) -> Visual:
    locked = Content.styled("  The room is locked." if room.locked else "", "bold $warning")
    number = block_letters(str(len(present)), width, 4) if rows >= TALL_LIST else ()
    if not present:
        told = Content.styled("Nobody is here yet.", "bold")
    elif number:
        told = Content("\n".join((*number, f"{'students' if len(present) > 1 else 'student'} here")))
    else:
        told = Content.styled(f"{counted(len(present), 'student')} here", "bold")
    parts: list[Visual] = [Content.assemble(told, locked)]
    if room.terms.teams:
        sizes = Counter(seat.team for seat in present)
        sizes_told = [f"{safe_line(team)} {sizes[team]}" for team in room.terms.teams]
        parts.append(flowing(sizes_told, width, 2))
    if room.names_hidden:
        parts.append(Content.styled("Names are hidden.", "$quiet"))
    elif present:
        rows -= sum(each.get_height({}, width) for each in parts)
        newest = [seat.nickname for seat in present[: -1 - width * max(1, rows) : -1]]
        parts.append(flowing(newest, width, rows, NEW))
    return Stack(parts, gap=0)


def flowing(names: Sequence[str], width: int, rows: int, marked: int = 0) -> Content:
    """Names one after the other, none broken, as many as there is room for; the first ones marked."""
    lines: list[list[Content]] = [[]]
    used = 0
    for number, name in enumerate(names):
        text = line(name, "bold $accent" if number < marked else "").truncate(max(1, width), ellipsis=True)
        wide = cell_len(text.plain)
        if lines[-1] and used + len(GAP) + wide > width:
            if len(lines) >= max(1, rows):
                lines[-1].append(Content("…"))
                break
            lines.append([])
            used = 0
        used += wide + (len(GAP) if lines[-1] else 0)
        lines[-1].append(text)
    return Content("\n").join([Content(GAP).join(each) for each in lines])
