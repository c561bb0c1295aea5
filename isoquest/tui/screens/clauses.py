"""The clauses that are audited: what an auditor asks at each, and which stories and questions teach it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from isoquest.content.clauses import ClauseEntry, in_order
from isoquest.content.reference import Reference
from isoquest.quiz.session import Terms
from isoquest.tui import ways
from isoquest.tui.encounters import Encounters, read_encounters
from isoquest.tui.screens.lookup import Item, LookUp, words_of
from isoquest.tui.views.clause import clause_page, quizzes_on
from isoquest.tui.visuals import Stack
from isoquest.tui.words import STEPS, counted


class Clauses(LookUp):
    """Clauses 4 to 10 with their parts, by the steps of Plan, Do, Check, Act. Enter practises on the one pointed at."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter", "practise", "Practise", id="practise", priority=True, tooltip="Answer questions on this clause"
        ),  # before the filter, which would take Enter for itself
    ]
    HEAD = "Clauses"
    EMPTY = "No clauses are described yet."

    def __init__(self, reference: Reference) -> None:
        super().__init__()
        self._reference = reference
        self._encounters: Encounters | None = None
        """None until the library has been read."""

    def on_mount(self) -> None:
        """The clauses are there at once; where each is met is looked up meanwhile."""
        self.read_library()

    @work(exclusive=True, group="library")
    async def read_library(self) -> None:
        """Tell on each page where the clause is met."""
        app = self.isoquest

        def read() -> Encounters:
            return read_encounters(app.loader, app.store.plays(app.profile.id))

        self._encounters = await asyncio.to_thread(read)
        self.renew()
        self.refresh_bindings()

    def items(self) -> Sequence[Item]:
        """Every clause in its order."""
        clauses = sorted(self._reference.clauses.values(), key=lambda clause: in_order(clause.id))
        return [
            Item(
                f"{clause.id} {clause.title}",
                STEPS.get(clause.main, "Further"),
                words_of(*clause.asks, *clause.shows, *clause.slips, *clause.differs.values()),
                partial(self._page, clause),
                clause.id,
                names=words_of(clause.purpose),
                depth=clause.depth,
            )
            for clause in clauses
        ]

    def _page(self, clause: ClauseEntry) -> Stack:
        return clause_page(clause, self._reference, self._encounters)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Practise only where there are questions."""
        if action == "practise":
            encounters = self._encounters
            item = self.pointed_at if encounters is not None else None
            return encounters is not None and item is not None and bool(quizzes_on(item.key, encounters))
        return super().check_action(action, parameters)

    def action_practise(self) -> None:
        """Offer the banks with questions on the clause pointed at."""
        item, encounters = self.pointed_at, self._encounters
        if item is None or encounters is None:
            return
        offered = quizzes_on(item.key, encounters)
        answers = {
            str(number): f"{quiz.bank.title}: {counted(count, 'question')}"
            for number, (quiz, count) in enumerate(offered)
        }

        def answered(answer: str | None) -> None:
            if answer is not None:
                quiz, _ = offered[int(answer)]
                self.isoquest.begin_quiz(quiz.shelved, quiz.reading, Terms(clause=item.key))

        told = "Practice, with the reason after each answer. What is under way stays saved."
        self.app.push_screen(ways.question(f"Practise on {item.title}?", told, answers), answered)
