"""The home screen: what was under way, and where to go."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.containers import VerticalGroup
from textual.content import Content
from textual.visual import Visual
from textual.widget import Widget
from textual.widgets import Static
from textual.widgets.option_list import Option

from isoquest.content.safe_text import safe_line
from isoquest.progress.saved import SavedPlay
from isoquest.progress.store import Store
from isoquest.quiz.review import midnight
from isoquest.tui import ways
from isoquest.tui.one_line import line
from isoquest.tui.screens.page import Page
from isoquest.tui.visuals import Hanging
from isoquest.tui.widgets.entries import Entry, EntryList, Heading
from isoquest.tui.words import counted

if TYPE_CHECKING:
    from isoquest.progress.learning import Learning
    from isoquest.progress.path_standing import StepStanding

SKYLINE = """\
            ▟▙                                 ┌──┬────────╴
     ▂▂▂    ▐▌        ▁▁▁▁▁▁▁  ▁▁▁▁▁▁▁▁▁▁      │  │     ╎
  ▁▁▁███▁▁▁▁██▁▁▁▁▁▁▁▁███████▁▁██████████▁▁▁▁▁▁│▁▁│▁▁▁▁▁▟▙▁▁▁▁▁▁▁▁"""
WATER = "  ~  ~~ ~   ~~~  ~ ~~  ~   ~~ ~  ~~~   ~ ~~  ~~ ~   ~~  ~  ~~"

MENU = {
    "learning_path": ("Learning path", "What to do in which order, and what your job needs"),
    "scenarios": ("Scenarios", "Choose a company and begin"),
    "quizzes": ("Quizzes", "Practise on questions, or take an exam"),
    "review": ("Review", "What you missed, until it stays"),
    "plays": ("Your plays", "Go on, or look back on what you decided"),
    "glossary": ("Glossary", "What the words mean"),
    "clauses": ("Clauses", "What an auditor asks for, clause by clause"),
    "standards": ("Standards", "Which there are, and what each is for"),
    "settings": ("Settings", "Colours, motion, who is playing"),
    "help": ("Help", "Every key, and how this works"),
    "quit": ("Quit", "Everything is saved"),
}


COLUMN = 15
"""Where the explanations begin."""
FIRST = 2
"""Where the menu begins below what was under way."""


class Home(Page[None]):
    """The home screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "continue", "Continue", id="continue", tooltip="Go on with what you did last"),
        Binding(
            "l", "learning_path", "Path", id="learning_path", tooltip="What to do in which order, and how far you are"
        ),
        Binding("n", "scenarios", "Scenarios", id="scenarios", tooltip="Choose a scenario and begin a play"),
        Binding("z", "quizzes", "Quizzes", id="quizzes", tooltip="Practise on questions, or take an exam"),
        Binding("r", "review", "Review", id="review", tooltip="Answer what is due today"),
        Binding("p", "plays", "Your plays", id="plays", tooltip="Plays under way and plays that have ended"),
        Binding("t", "app.standards", "Standards", id="standards", show=False, tooltip="Which standards there are"),
    ]
    _under_way: SavedPlay | None = None
    _due: int | None = None
    """How many reviews are due today; None while that is not known."""
    _learning: Learning | None = None
    """How far the player is on the learning path; None while that is not known, and where the path has problems."""

    def body(self) -> Iterable[Widget]:
        """The picture, the name and the menu."""
        with VerticalGroup(id="front"):
            yield Static(Content.assemble((SKYLINE, "$secondary"), "\n", (WATER, "$primary")), id="skyline")
            yield Static("IsoQuest", id="name", markup=False)
            yield Static("From “which standard, if any?” to the certification decision.", id="tagline", markup=False)
        yield EntryList(id="menu")

    def on_mount(self) -> None:
        """Show the menu at once; what was under way is looked up meanwhile."""
        self._show_menu(Content.styled("Looking for your last play …", "$quiet"))

    def on_screen_resume(self) -> None:
        """Look again, since the player may come back from a play."""
        self.look_up_newest()

    def _show_menu(self, going_on: Visual, leads_to: str = "") -> None:
        menu = self.query_one(EntryList)
        moved = menu.highlighted if menu.option_count else None
        entries: list[Option] = [Entry(going_on, leads_to or None, disabled=not leads_to), Heading("")]
        for key, (title, text) in MENU.items():
            told = Content.styled(self._told_of(key) or text, "$quiet")
            entries.append(Entry(Hanging(Content.styled(title, "bold"), told, COLUMN), key))
        menu.show(entries, 0 if moved in {None, 0, FIRST} else moved)

    def _told_of(self, key: str) -> str:
        """What there is to tell of an entry beside what it always says; empty for nothing."""
        if key == "review" and self._due:
            return f"{self._due} due today"
        if key == "learning_path" and self._learning is not None and self._learning.standing.done:
            *how_far, coming = self._learning.so_far
            return safe_line(" · ".join(how_far if self._under_way is None else (*how_far, coming)))
        return ""

    @work(exclusive=True, group="newest")
    async def look_up_newest(self) -> None:
        """Show the newest play under way and how far the player is; where nothing is under way, what could be next."""
        app = self.isoquest
        saved, played, self._due = await asyncio.to_thread(_known, app.store, app.profile.id)
        self._under_way = saved
        self.refresh_bindings()
        if saved is not None:
            self._show_menu(_told(saved), "continue")
        learning = await asyncio.to_thread(lambda: app.loader.learning(app.store, app.profile.id, sparing=True))
        self._learning = None if isinstance(learning, str) else learning
        if saved is not None:
            title, phase = await asyncio.to_thread(lambda: app.loader.title_and_phase(saved))
            self._show_menu(_told(saved, title, phase), "continue")
        elif self._learning is not None and self._learning.standing.next is not None:
            self._show_menu(_offered(self._learning.standing.next, "Next" if played else "Start here"), "set_out")
        else:
            self._show_menu(Content.styled("Nothing under way. Choose a scenario to begin.", "$quiet"))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's signature
        """Continue only what is under way; there is nowhere to go back to."""
        if action == "continue":
            return self._under_way is not None
        return action != "back"

    def on_option_list_option_selected(self, event: EntryList.OptionSelected) -> None:
        """Go where the entry leads."""
        match event.option_id:
            case "clauses" | "glossary" | "standards" | "settings" | "help" | "quit" as name:
                self.call_later(self.app.run_action, f"app.{name}")
            case str() as name:
                self.call_later(self.run_action, name)

    def action_continue(self) -> None:
        """Go on with the newest play."""
        if self._under_way is not None:
            self.isoquest.take_up(self._under_way)

    def action_set_out(self) -> None:
        """Begin the next step of the learning path."""
        coming = self._learning.standing.next if self._learning is not None else None
        if coming is not None:
            ways.setting_out().set_out_on(self.isoquest, coming)

    def action_learning_path(self) -> None:
        """See the learning path."""
        self.isoquest.lead(lambda: self.app.push_screen(ways.learning_path()))

    def action_scenarios(self) -> None:
        """Choose a scenario."""
        self.isoquest.lead(lambda: self.app.push_screen(ways.picker()))

    def action_quizzes(self) -> None:
        """Choose a quiz."""
        self.isoquest.choose_quiz()

    def action_review(self) -> None:
        """Answer what is due today."""
        self.isoquest.review()

    def action_plays(self) -> None:
        """See all plays."""
        self.isoquest.lead(lambda: self.app.push_screen(ways.plays()))


def _known(store: Store, profile_id: int) -> tuple[SavedPlay | None, bool, int]:
    """What was done last and is not finished, whether anything was, and how many reviews are due before midnight."""
    plays = (*store.plays(profile_id), *store.attempts(profile_id))
    newest = max((each for each in plays if each.ending is None), key=lambda each: each.changed, default=None)
    return newest, bool(plays), store.count_due(profile_id, midnight(store.now(), None, 1))


def _told(saved: SavedPlay, title: str = "", phase: str = "") -> Visual:
    name = title or saved.scenario.replace("-", " ").title()
    made = counted(len(saved.decisions), "decision") if saved.kind == "play" else ""
    where = " · ".join(filter(None, (phase, saved.summary, made)))
    told = Content.assemble(line(name, "bold"), "\n", line(where, "$quiet"))
    return Hanging(Content.styled("Continue", "bold $accent"), told, COLUMN)


def _offered(coming: StepStanding, word: str) -> Visual:
    step, target = coming.step, coming.target
    facts = " · ".join(filter(None, ("A story" if step.kind == "play" else "A quiz", target.length)))
    told = Content.assemble(line(target.title, "bold"), "\n", line(facts, "$quiet"), "\n", line(step.why))
    return Hanging(Content.styled(word, "bold $accent"), told, COLUMN)
