"""Every decision of the class, each with what it brought and the roads not taken."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.visual import Visual

from isoquest.content.reference import Reference
from isoquest.engine.debrief import debrief
from isoquest.engine.play import Play
from isoquest.tui.one_line import line
from isoquest.tui.screens.leafing import Leafing
from isoquest.tui.views.looking_back import turn_line, turn_page
from isoquest.tui.widgets.entries import Entry, EntryList


class LookingBack(Leafing):
    """A list of decisions and a page about each. Enter asks "what if we had …"."""

    CSS_PATH = "../../screens/leafing.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "what_if", "What if?", id="what_if", tooltip="Ask what would have been from here"),
    ]

    def __init__(self, play: Play, reference: Reference, what_if: Callable[[int], None]) -> None:
        super().__init__()
        self._what_if = what_if
        """Asks what would have been after so many decisions."""
        self._scenario = play.scenario
        self._turns = debrief(play).turns
        self._reference = reference

    def head(self) -> Content:
        """What is to be done here."""
        return Content("What if we had decided otherwise? Enter goes back to that moment.")

    def on_mount(self) -> None:
        """Show the list, pointing at the newest decision."""
        entries = [Entry(turn_line(turn), str(index)) for index, turn in enumerate(self._turns)]
        self.query_one(EntryList).show(entries or [Entry(line("Nothing yet"), disabled=True)], len(entries) - 1)

    def page(self, key: str) -> Visual | None:
        """The page about a decision."""
        return turn_page(self._turns[int(key)], self._scenario, self._reference) if key.isdecimal() else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is no home screen here."""
        return action != "home" and super().check_action(action, parameters)

    def on_option_list_option_selected(self, event: EntryList.OptionSelected) -> None:
        """Enter asks what would have been."""
        event.stop()
        self.action_what_if()

    def action_what_if(self) -> None:
        """Ask what would have been from the decision pointed at."""
        option = self.query_one(EntryList).highlighted_option
        if option is not None and option.id is not None:
            self._what_if(self._turns[int(option.id)].number - 1)
            self.dismiss()
