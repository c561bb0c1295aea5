"""Settings: colours, motion, and who is playing."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from textual import work
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static
from textual.widgets.option_list import Option

from isoquest.progress.saved import Profile
from isoquest.tui import ways
from isoquest.tui.app import MOTION, THEME
from isoquest.tui.one_line import line
from isoquest.tui.screens.page import Page
from isoquest.tui.widgets.entries import Entry, EntryList, Heading

COLOURS = {
    "dark": ("Dark", "A harbour at night"),
    "light": ("Light", "A harbour by day"),
    "terminal": ("Terminal", "The colours of your terminal"),
}
MOTIONS = {"full": ("Smooth", "Texts glide when they scroll"), "reduced": ("Reduced", "Nothing glides")}


class Settings(Page[None]):
    """Settings of the player who is playing, and the players who share this machine."""

    CSS_PATH = "list.tcss"

    def body(self) -> Iterable[Widget]:
        """A head and the list."""
        yield Static("Settings", classes="title", markup=False)
        yield Static("Enter chooses. Each player has their own.", classes="under", markup=False)
        yield EntryList(id="list")

    def on_mount(self) -> None:
        """Show them."""
        if self.isoquest.no_color:
            self.query_one(".under", Static).update("NO_COLOR is set, so no colours are shown.")
        self.look_up(0)

    @work(exclusive=True, group="settings")
    async def look_up(self, at: int) -> None:
        """Show what is set now."""
        app = self.isoquest

        def read() -> tuple[str, str, tuple[Profile, ...]]:
            store, number = app.store, app.profile.id
            return store.setting(number, THEME, "dark"), store.setting(number, MOTION, "full"), store.profiles()

        theme, motion, profiles = await asyncio.to_thread(read)
        self.query_one(EntryList).show(self._entries(theme, motion, profiles), at)

    def _entries(self, theme: str, motion: str, profiles: tuple[Profile, ...]) -> Iterable[Option]:
        yield Heading("Colours")
        for key, (name, told) in COLOURS.items():
            yield _choice(f"{THEME}:{key}", name, told, key == theme, disabled=self.isoquest.no_color)
        yield Heading("\nMotion")
        for key, (name, told) in MOTIONS.items():
            yield _choice(f"{MOTION}:{key}", name, told, key == motion)
        yield Heading("\nWho is playing")
        now = self.isoquest.profile
        for profile in profiles:
            yield _choice(f"profile:{profile.id}", profile.name, "", profile.id == now.id)
        yield Entry(Content.assemble(("+  ", "$accent"), "Add a player"), "add:")
        yield Entry(Content.assemble(("✎  ", "$accent"), "Rename ", line(now.name, "bold")), "rename:")

    def on_option_list_option_selected(self, event: EntryList.OptionSelected) -> None:
        """Change what was chosen."""
        kind, _, value = (event.option_id or "").partition(":")
        match kind:
            case "profile":
                self.turn_to(int(value), event.option_index)
            case "add":
                self._ask("Add a player", "", "")
            case "rename":
                self._ask("Rename", self.isoquest.profile.name, "", rename=True)
            case _:
                self.change(kind, value, event.option_index)

    @work(group="change")
    async def change(self, key: str, value: str, at: int) -> None:
        """Change a setting and take it on."""
        app = self.isoquest
        await asyncio.to_thread(app.store.set_setting, app.profile.id, key, value)
        await self._take_on(at)

    @work(group="change")
    async def turn_to(self, profile_id: int, at: int) -> None:
        """Turn to another player."""
        self.isoquest.profile = await asyncio.to_thread(self.isoquest.store.use_profile, profile_id)
        await self._take_on(at)

    async def _take_on(self, at: int) -> None:
        app = self.isoquest

        def read() -> tuple[str, str]:
            return app.store.setting(app.profile.id, THEME, "dark"), app.store.setting(app.profile.id, MOTION, "full")

        app.apply_settings(*await asyncio.to_thread(read))
        await app.refresh_notice()
        self.look_up(at)

    def _ask(self, title: str, name: str, told: str, rename: bool = False) -> None:
        def answered(answer: str | None) -> None:
            if answer is not None:
                self.keep_name(answer, title, rename)

        self.app.push_screen(ways.name_question(title, name, told), answered)

    @work(group="change")
    async def keep_name(self, name: str, title: str, rename: bool) -> None:
        """Add or rename a player; where that cannot be, ask again and say why."""
        store, profile = self.isoquest.store, self.isoquest.profile
        result = await (
            asyncio.to_thread(store.rename_profile, profile.id, name)
            if rename
            else asyncio.to_thread(store.add_profile, name)
        )
        if isinstance(result, str):
            self._ask(title, name, result, rename)
            return
        if not rename:
            await asyncio.to_thread(store.use_profile, result.id)
        self.isoquest.profile = result
        await self._take_on(self.query_one(EntryList).highlighted or 0)


def _choice(key: str, name: str, told: str, chosen: bool, disabled: bool = False) -> Entry:
    mark = Content.styled("●  ", "$accent") if chosen else Content.styled("○  ", "$quiet")
    shown = Content.assemble(mark, line(name, "bold" if chosen else ""), ("  " if told else "", ""), (told, "$quiet"))
    return Entry(shown, key, disabled=disabled)
