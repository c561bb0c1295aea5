"""One student: more time, or out of the room."""

from __future__ import annotations

from pathlib import PurePath
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from isoquest.classroom.room.events import Order
from isoquest.classroom.room.replies import Refused
from isoquest.classroom.room.seats import Seat
from isoquest.tui.one_line import line
from isoquest.tui.projector.live import Live
from isoquest.tui.projector.screens.sure import Sure
from isoquest.tui.screens.dialog import Dialog
from isoquest.tui.widgets.entries import ChoiceList, Entry, numbered

MORE_TIME = (0, 25, 50, 100)
"""Per cent of more time to choose among."""
REMOVE = "remove"


class Student(Dialog[None]):
    """Numbers choose; removing asks first."""

    CSS_PATH: ClassVar[str | list[str | PurePath]] = "../../screens/dialog.tcss"
    AUTO_FOCUS = "ChoiceList"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(str(number), f"choose({number})", "Choose", show=False, tooltip="Choose by its number")
        for number in range(1, len(MORE_TIME) + 2)
    ]

    def __init__(self, live: Live, seat: Seat) -> None:
        super().__init__()
        self._live = live
        self._seat = seat

    def compose(self) -> ComposeResult:
        """The name, and what can be done."""
        with Vertical(id="box"):
            yield Static(line(self._seat.nickname), id="asked")
            yield ChoiceList()
            yield Static(id="told", markup=False)

    def on_mount(self) -> None:
        """Show what can be done."""
        texts = [
            (str(percent), f"{percent} % more time" if percent else "No more time than others") for percent in MORE_TIME
        ]
        texts.append((REMOVE, "Remove from the room …"))
        entries = []
        for number, (key, text) in enumerate(texts, start=1):
            now = key == str(self._seat.extra)
            shown = Content.assemble((text, "bold" if now else ""), ("  ✓ now" if now else "", "$better"))
            entries.append(Entry(shown, key, numbered(number)))
        self.query_one(ChoiceList).show(entries)

    def action_choose(self, number: int) -> None:
        """Choose by number."""
        listed = self.query_one(ChoiceList)
        listed.highlighted = number - 1
        listed.action_select()

    def on_option_list_option_selected(self, event: ChoiceList.OptionSelected) -> None:
        """Do it."""
        event.stop()
        if event.option_id != REMOVE:
            self._give("more-time", int(event.option_id or 0))
            return

        def answered(sure: bool | None) -> None:
            if sure:
                self._give("remove")

        told = "Their answers no longer count. They may join anew unless the room is locked (o)."
        self.app.push_screen(Sure(f"Remove {self._seat.nickname}?", told), answered)

    def _give(self, order: Order, amount: int = 0) -> None:
        async def give() -> None:
            settled = await self._live.order(order, value=self._seat.id, amount=amount)
            if isinstance(settled.reply, Refused):
                self.query_one("#told", Static).update(line(settled.reply.reason, "$warning"))
            else:
                self.dismiss()

        self.run_worker(give(), group="order")
