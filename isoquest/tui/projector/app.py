"""The projector as an app: it follows a live room, and lets its teacher lead the lesson."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import PurePath
from time import monotonic
from typing import ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.reactive import var
from textual.screen import Screen

from isoquest.tui.app import IsoQuest, name_on
from isoquest.tui.projector.joining import Joining
from isoquest.tui.projector.live import Live
from isoquest.tui.projector.screens.keys import Keys
from isoquest.tui.projector.screens.scanning import Scanning
from isoquest.tui.projector.screens.sure import Sure
from isoquest.tui.projector.screens.wall import Wall
from isoquest.tui.screens.help import keys_of
from isoquest.tui.themes import THEMES


class Projector(App[None]):
    """The app, in the event loop of the web server. Only its screen goes away when it is left: the lesson is kept."""

    TITLE = "IsoQuest"
    CSS_PATH: ClassVar[list[str | PurePath]] = ["projector.tcss", "../screens/page.tcss"]
    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS = IsoQuest.HORIZONTAL_BREAKPOINTS
    VERTICAL_BREAKPOINTS = IsoQuest.VERTICAL_BREAKPOINTS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t", "theme", "Light", id="theme", show=False, tooltip="Dark on light, or light on dark"),
        Binding(
            "ctrl+q",
            "leave",
            "Leave",
            key_display="Ctrl+Q",
            id="leave",
            priority=True,
            tooltip="Close the projector; asks first",
        ),
        Binding("question_mark,f1", "help", "Help", id="help", tooltip="Every key, and how a lesson goes"),
    ]
    notice: var[str] = var("")
    """What the teacher should go on seeing; pages show it on top."""

    def __init__(
        self,
        live: Live,
        joining: Joining,
        theme: str = "dark",
        motion: str = "full",
        seconds: Callable[[], float] = monotonic,
    ) -> None:
        self.without_colours = bool(os.environ.get("NO_COLOR"))
        super().__init__(ansi_color=True if self.without_colours else None)
        self.live = live
        self.seconds = seconds
        """Tells the time between two presses of a key."""
        self.address = 0
        """The number of the address that is shown."""
        self._joining = joining
        for each in THEMES.values():
            self.register_theme(each)
        name = "terminal" if self.without_colours else theme if theme in THEMES else "dark"
        self.theme = THEMES[name].name
        self.animation_level = "none" if motion == "reduced" else "basic"
        self._wall = Wall()

    @property
    def joining(self) -> Joining:
        """How students come in."""
        return self._joining

    @joining.setter
    def joining(self, joining: Joining) -> None:
        """Tell other addresses from now on, since the network has changed."""
        self._joining = joining
        self.address = 0
        self._wall.paint()

    def get_default_screen(self) -> Screen[None]:
        """The wall."""
        return self._wall

    def get_key_display(self, binding: Binding) -> str:
        """Keys by the names that stand on them."""
        return name_on(binding) or super().get_key_display(binding)

    def show_picture(self) -> None:
        """Show the picture to scan on the whole screen."""
        page = Scanning(self._joining, self.address)

        def chosen(_: object) -> None:
            self.address = page.chosen
            self._wall.paint()

        self.push_screen(page, chosen)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without colours there is nothing to choose among; over a dialog, only leaving."""
        if action == "theme":
            return not self.without_colours
        if action == "help":
            return not self.screen.is_modal and not isinstance(self.screen, Keys)
        return super().check_action(action, parameters)

    def action_theme(self) -> None:
        """Change between dark and light."""
        self.theme = THEMES["light" if self.theme == THEMES["dark"].name else "dark"].name

    def action_help(self) -> None:
        """Tell every key."""
        self.push_screen(Keys(keys_of(self.screen)))

    def action_leave(self) -> None:
        """Close the projector, after asking."""
        if isinstance(self.screen, Sure):
            return

        def answered(sure: bool | None) -> None:
            if sure:
                self.exit()

        over = self.live.room.lesson.over
        told = "The lesson is kept: it can be resumed, and phones then come back by themselves."
        told = "The results are kept." if over else told
        self.push_screen(Sure("Close the projector?", told), answered)
