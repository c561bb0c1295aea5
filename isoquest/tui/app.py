"""The app: it holds the store, the profile and the standing notice, and leads from screen to screen."""

from __future__ import annotations

import asyncio
import os
import secrets
from collections.abc import Awaitable, Callable, Iterable, Sequence
from functools import cached_property
from pathlib import PurePath
from typing import TYPE_CHECKING, ClassVar, Protocol, runtime_checkable

from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.reactive import var
from textual.screen import Screen

from isoquest.tui import ways
from isoquest.tui.themes import THEMES

if TYPE_CHECKING:
    from pathlib import Path

    from isoquest.content.bank_reading import BankReading
    from isoquest.content.library import Shelved
    from isoquest.content.model import Scenario
    from isoquest.progress.quizzing import QuizSitting
    from isoquest.progress.reviewing import ReviewSitting
    from isoquest.progress.saved import Notice, Profile, SavedPlay
    from isoquest.progress.sitting import Sitting
    from isoquest.progress.store import Store
    from isoquest.quiz.session import Terms
    from isoquest.tui.loading import Loader
    from isoquest.tui.screens.previewing import Preview

THEME, MOTION = "theme", "motion"
"""The keys under which a profile's settings are kept."""

KEY_NAMES = {
    "enter": "Enter",
    "escape": "Esc",
    "space": "Space",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
    "tab": "Tab",
}
"""Keys as their caps call them, where Textual calls them otherwise."""


def name_on(binding: Binding) -> str | None:
    """What stands on the cap of a binding's key; None where Textual's own name will do."""
    key = binding.key
    named = key.upper() if key[0] == "f" and key[1:].isdecimal() else KEY_NAMES.get(key)
    return binding.key_display or named


@runtime_checkable
class HasScene(Protocol):
    """A screen that shows a scene of a scenario."""

    @property
    def scenario(self) -> Scenario:
        """The scenario."""

    @property
    def shown_text(self) -> str:
        """The author's text that is on the screen."""


def run(  # noqa: PLR0913, PLR0917 - all that the command line knows
    store: Store,
    profile: Profile,
    notices: Sequence[Notice],
    own: Path | None,
    open_play: Sitting | None = None,
    seed: int | None = None,
) -> int:
    """Show the home screen, or `open_play` at once, until the player quits; gives the exit code.

    `own` is the player's own content folder. `seed` is used for every play that is begun; without it each has its own.
    """
    app = IsoQuest(store, profile, notices, own, open_play, seed)
    app.run()
    return app.return_code or 0


def run_quiz(store: Store, profile: Profile, notices: Sequence[Notice], own: Path | None, sitting: QuizSitting) -> int:
    """Show a quiz at once, with the home screen behind it, until the player quits; gives the exit code."""
    app = IsoQuest(store, profile, notices, own, open_quiz=sitting)
    app.run()
    return app.return_code or 0


def run_review(
    store: Store, profile: Profile, notices: Sequence[Notice], own: Path | None, sitting: ReviewSitting
) -> int:
    """Show today's reviews at once, with the home screen behind them; gives the exit code."""
    app = IsoQuest(store, profile, notices, own, open_review=sitting)
    app.run()
    return app.return_code or 0


def run_preview(store: Store, profile: Profile, notices: Sequence[Notice], own: Path | None, preview: Preview) -> int:
    """Show an author's file beside the editor until the author quits; gives the exit code. No play is kept."""
    app = IsoQuest(store, profile, notices, own, open_preview=preview)
    app.run()
    return app.return_code or 0


class IsoQuest(App[None]):
    """The app."""

    TITLE = "IsoQuest"
    # Textual loads the style of a screen when it is pushed, which the first one never is.
    CSS_PATH: ClassVar[list[str | PurePath]] = ["screens/page.tcss", "screens/home.tcss"]
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - Textual declares it
        (0, "-narrow"),
        (76, "-medium"),
        (112, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012 - Textual declares it
        (0, "-flat"),
        (10, "-short"),
        (20, "-normal"),
        (30, "-tall"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("g", "glossary", "Glossary", id="glossary", tooltip="What the words mean, and who is who"),
        Binding("x", "clauses", "Clauses", id="clauses", show=False, tooltip="What auditors ask, clause by clause"),
        Binding("comma", "settings", "Settings", id="settings", show=False, tooltip="Colours, motion and players"),
        Binding("q", "quit", "Quit", id="quit", tooltip="Leave; everything is saved"),
        Binding("ctrl+q", "quit", "Quit", show=False, priority=True, tooltip="Leave; everything is saved"),
        Binding("question_mark,f1", "help", "Help", id="help", tooltip="Every key, and how this works"),
    ]
    notice: var[str] = var("")
    """What the player should go on seeing, such as that nothing is being saved; empty when all is well."""

    def __init__(  # noqa: PLR0913, PLR0917 - as `run`
        self,
        store: Store,
        profile: Profile,
        notices: Sequence[Notice] = (),
        own: Path | None = None,
        open_play: Sitting | None = None,
        seed: int | None = None,
        *,
        open_quiz: QuizSitting | None = None,
        open_review: ReviewSitting | None = None,
        open_preview: Preview | None = None,
    ) -> None:
        self.no_color = bool(os.environ.get("NO_COLOR"))
        """The player wants no colours: then only bold, italic and reverse are left."""
        super().__init__(ansi_color=True if self.no_color else None)
        self.store = store
        self.profile = profile
        self.own = own
        """The player's own content folder."""
        self.set_reactive(IsoQuest.notice, _one_line(notices))
        self._open_play = open_play
        self._open_quiz = open_quiz
        self._open_review = open_review
        self._open_preview = open_preview
        self._seed = seed
        self._leading = 0
        self._way = asyncio.Lock()
        for theme in THEMES.values():
            self.register_theme(theme)
        self.apply_settings(store.setting(profile.id, THEME, "dark"), store.setting(profile.id, MOTION, "full"))

    @cached_property
    def loader(self) -> Loader:
        """Reads scenarios and reference data. The first call imports what that takes: let it be in a thread."""
        return ways.loader(self.own)

    def apply_settings(self, theme: str, motion: str) -> None:
        """Take on the colours and the motion of those names."""
        self.theme = THEMES["terminal" if self.no_color else theme if theme in THEMES else "dark"].name
        self.animation_level = "none" if motion == "reduced" else "basic"

    def get_default_screen(self) -> Screen[None]:
        """The home screen."""
        return ways.home()

    def on_mount(self) -> None:
        """Go straight to what was asked for."""
        play, quiz, review, preview = self._open_play, self._open_quiz, self._open_review, self._open_preview
        if play is not None:
            self.lead(lambda: ways.playing().sit_down(self, play))
        elif quiz is not None:
            self.lead(lambda: ways.quizzing().sit_down(self, quiz))
        elif review is not None:
            self.lead(lambda: ways.quizzing().review(self, review))
        elif preview is not None:
            self.lead(lambda: ways.previewing().open_preview(self, preview))

    def lead(self, work: Callable[[], Awaitable[object]], surely: bool = False) -> None:
        """Do what leads to another screen, one at a time: a second key press while one is under way does nothing.

        What has to happen, such as the end of an exam, is done `surely`: when the other has come to its end.
        """
        if self._leading and not surely:
            return
        self._leading += 1

        async def led() -> None:
            try:
                async with self._way:
                    await work()
            finally:
                self._leading -= 1

        self.run_worker(led(), group="lead")

    async def refresh_notice(self, not_saved: str = "") -> None:
        """Ask the store what the player should be told by now."""
        notices = await asyncio.to_thread(self.store.notices)
        extra = f"Progress is not being saved: {not_saved}." if not_saved and not notices else ""
        self.notice = _one_line(notices) or extra

    def begin(self, shelved: Shelved, scenario: Scenario) -> None:
        """Begin a new play."""
        seed = self._new_seed()
        self.lead(lambda: ways.playing().begin(self, shelved, scenario, seed))

    def _new_seed(self) -> int:
        return self._seed if self._seed is not None else secrets.randbelow(1_000_000)

    def begin_quiz(self, shelved: Shelved, reading: BankReading, terms: Terms) -> None:
        """Begin a new quiz."""
        seed = self._new_seed()
        self.lead(lambda: ways.quizzing().begin(self, shelved, reading, terms, seed))

    def choose_quiz(self) -> None:
        """Show the quizzes."""
        self.lead(lambda: self.push_screen(ways.quiz_picker()))

    def finish_quiz(self, sitting: QuizSitting, told: str) -> None:
        """Hand a quiz in and show its result, with something to tell first."""
        self.lead(lambda: ways.quizzing().finish(self, sitting, told), surely=True)

    def review(self) -> None:
        """Begin today's reviews."""
        self.lead(lambda: ways.quizzing().review(self))

    def finish_review(self, sitting: ReviewSitting) -> None:
        """Show what today's reviews came to."""
        self.lead(lambda: ways.quizzing().finish_review(self, sitting), surely=True)

    def take_up(self, saved: SavedPlay) -> None:
        """Go on with a saved play or quiz, or look back on one that has ended."""
        way = ways.quizzing if saved.kind == "attempt" else ways.playing
        self.lead(lambda: way().take_up(self, saved))

    def play_on(self, sitting: Sitting, count: int) -> None:
        """Begin a new play that shares the first `count` decisions with this one."""
        self.lead(lambda: ways.playing().play_on(self, sitting, count))

    def look_back(self, sitting: Sitting) -> None:
        """Show the debrief of a play."""
        self.lead(lambda: ways.playing().look_back(self, sitting))

    def action_glossary(self) -> None:
        """Open the glossary, with the words of the present scene first."""
        scenario, text = self._scene()

        async def work() -> None:
            reference = await asyncio.to_thread(self.loader.reference)
            await self.push_screen(ways.glossary(reference, scenario, text))

        self._once(work, "Glossary")

    def action_standards(self) -> None:
        """Open the list of standards."""

        async def work() -> None:
            reference = await asyncio.to_thread(self.loader.reference)
            await self.push_screen(ways.standards(reference))

        self._once(work, "Standards")

    def action_clauses(self) -> None:
        """Open the clauses."""

        async def work() -> None:
            reference = await asyncio.to_thread(self.loader.reference)
            await self.push_screen(ways.clauses(reference))

        self._once(work, "Clauses")

    def action_settings(self) -> None:
        """Open the settings."""
        self._once(lambda: self.push_screen(ways.settings()), "Settings")

    def action_help(self) -> None:
        """Tell every key of the present screen."""
        self._once(lambda: self.push_screen(ways.help_for(self.screen)), "Help")

    def _scene(self) -> tuple[Scenario | None, str]:
        """The scenario and the text of the play that is open, if one is."""
        for page in reversed(self.screen_stack):
            if isinstance(page, HasScene):
                return page.scenario, page.shown_text
        return None, ""

    def _once(self, work: Callable[[], Awaitable[object]], name: str) -> None:
        """Open a screen, unless it is open already or a question waits for its answer."""
        if type(self.screen).__name__ != name and not self.screen.is_modal:
            self.lead(work)

    def get_key_display(self, binding: Binding) -> str:
        """Keys by the names that stand on them."""
        return name_on(binding) or super().get_key_display(binding)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The palette offers what the keys of the present screen do, and nothing else."""
        told: set[str] = set()
        for node, binding, enabled, _ in screen.active_bindings.values():
            if not enabled or not binding.id or binding.action in told or binding.action == "app.command_palette":
                continue
            told.add(binding.action)
            yield SystemCommand(
                binding.description,
                binding.tooltip or binding.description,
                lambda action=binding.action, node=node: self.run_action(action, node),
            )


def _one_line(notices: Sequence[Notice]) -> str:
    return " ".join(notice.text for notice in notices)
