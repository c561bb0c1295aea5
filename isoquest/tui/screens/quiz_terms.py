"""How a quiz is to be: practice or exam, how many questions, of which topic, and whether certainty counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from isoquest.content.questions import Bank
from isoquest.quiz.session import Terms
from isoquest.tui.one_line import line
from isoquest.tui.screens.dialog import Dialog
from isoquest.tui.visuals import Hanging
from isoquest.tui.widgets.entries import ChoiceList, Entry, Heading, numbered
from isoquest.tui.words import counted

COUNTS = (10, 20)
A_MINUTE = 60
COLUMN = 13
"""Where what is set begins."""


@dataclass
class Wish:
    """What has been set."""

    exam: bool = False
    topic: str = ""
    count: int | None = COUNTS[0]
    """None: all there are."""
    certainty: bool = False
    timed: bool = True


class QuizTerms(Dialog[Terms]):
    """Dismissed with the terms to begin on, or None when the player goes back."""

    AUTO_FOCUS = "ChoiceList"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(number), f"pick({number})", "Change it by number", show=False) for number in range(1, 7)),
        Binding("right,space", "turn(1)", "Change", show=False),
        Binding("left", "turn(-1)", "Change", show=False),
    ]

    def __init__(self, bank: Bank) -> None:
        super().__init__()
        self._bank = bank
        self._wish = Wish()
        if self._room() <= COUNTS[0]:
            self._wish.count = None

    def compose(self) -> ComposeResult:
        """The bank and what can be set."""
        with Vertical(id="box"):
            yield Static(line(self._bank.title), id="asked")
            yield ChoiceList()

    def on_mount(self) -> None:
        """Point at the beginning, so that Enter begins at once."""
        self._show(len(self._rows()) + 1)

    def _room(self) -> int:
        """How many questions there are to draw from."""
        topic = self._wish.topic
        return sum(1 for question in self._bank.questions.values() if topic in {"", question.topic})

    def _counts(self) -> list[int | None]:
        return [*(count for count in COUNTS if count < self._room()), None]

    def _rows(self) -> list[tuple[str, str, str]]:
        wish = self._wish
        topic = self._bank.topics.get(wish.topic, "All")
        count = wish.count if wish.count is not None else self._room()
        rows = [
            ("exam", "Kind", "Exam: told at the end, 70 % pass" if wish.exam else "Practice: told after each answer"),
            ("count", "Questions", f"{count}" + ("" if wish.count is not None else ", all there are")),
            ("topic", "Topic", topic),
            ("certainty", "Certainty", "Say how sure you are; it counts" if wish.certainty else "Not asked for"),
        ]
        if wish.exam:
            rows.append(("timed", "Time", f"{counted(count, 'minute')}, one a question" if wish.timed else "No limit"))
        return rows

    def _show(self, at: int) -> None:
        entries: list[Option] = []
        for number, (key, name, value) in enumerate(self._rows(), start=1):
            body = Hanging(Content.styled(name, "$quiet"), line(value), COLUMN)
            entries.append(Entry(body, key, numbered(number)))
        entries += [Heading(""), Entry(Content.styled("Begin", "bold"), "begin", Content.styled("→", "bold $accent"))]
        self.query_one(ChoiceList).show(entries, at)

    def on_option_list_option_selected(self, event: ChoiceList.OptionSelected) -> None:
        """Change what is pointed at, or begin."""
        event.stop()
        self._act(event.option_id or "", 1)

    def action_pick(self, number: int) -> None:
        """Change what has that number."""
        rows = self._rows()
        if number <= len(rows):
            self._act(rows[number - 1][0], 1)

    def action_turn(self, step: int) -> None:
        """Change what is pointed at."""
        option = self.query_one(ChoiceList).highlighted_option
        if option is not None and option.id != "begin":
            self._act(option.id or "", step)

    def _act(self, key: str, step: int) -> None:
        wish = self._wish
        match key:
            case "begin":
                self.dismiss(self._terms())
                return
            case "exam":
                wish.exam = not wish.exam
            case "certainty":
                wish.certainty = not wish.certainty
            case "timed":
                wish.timed = not wish.timed
            case "count":
                counts = self._counts()
                at = counts.index(wish.count) if wish.count in counts else 0
                wish.count = counts[(at + step) % len(counts)]
            case "topic":
                topics = ["", *self._bank.topics]
                wish.topic = topics[(topics.index(wish.topic) + step) % len(topics)]
                if wish.count not in self._counts():
                    wish.count = None
        self._show(next((n for n, row in enumerate(self._rows()) if row[0] == key), 0))

    def _terms(self) -> Terms:
        wish = self._wish
        asked = wish.count if wish.count is not None else self._room()
        return Terms(
            mode="exam" if wish.exam else "practice",
            count=wish.count,
            topics=(wish.topic,) if wish.topic else (),
            certainty=wish.certainty,
            seconds=asked * A_MINUTE if wish.exam and wish.timed else None,
        )
