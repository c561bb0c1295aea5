"""The way to each screen, and to what only screens need: imported at first use, so that the first frame is quick."""

# ruff: noqa: PLC0415

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path
    from types import ModuleType

    from textual.screen import Screen

    from isoquest.content.model import Scenario
    from isoquest.content.questions import Bank
    from isoquest.content.reference import Reference
    from isoquest.engine.play import Play
    from isoquest.progress.quizzing import QuizSitting
    from isoquest.progress.reviewing import ReviewSitting
    from isoquest.progress.sitting import Sitting
    from isoquest.quiz.session import Terms
    from isoquest.tui.loading import Loader
    from isoquest.tui.screens.play import PlayPage


def loader(own: Path | None) -> Loader:
    """What reads content."""
    from isoquest.tui.loading import Loader

    return Loader(own)


def playing() -> ModuleType:
    """What leads to a play and back."""
    from isoquest.tui import playing

    return playing


def quizzing() -> ModuleType:
    """What leads to questions and back."""
    from isoquest.tui import quizzing

    return quizzing


def home() -> Screen[None]:
    """The home screen."""
    from isoquest.tui.screens.home import Home

    return Home()


def picker() -> Screen[None]:
    """The scenarios."""
    from isoquest.tui.screens.picker import Picker

    return Picker()


def plays() -> Screen[None]:
    """The plays of the player."""
    from isoquest.tui.screens.plays import Plays

    return Plays()


def play(sitting: Sitting, reference: Reference) -> PlayPage:
    """A play."""
    from isoquest.tui.screens.play import PlayPage

    return PlayPage(sitting, reference)


def debrief(sitting: Sitting, reference: Reference) -> Screen[None]:
    """Looking back on a play."""
    from isoquest.tui.screens.debrief import DebriefPage

    return DebriefPage(sitting, reference)


def quiz_picker() -> Screen[None]:
    """The quizzes."""
    from isoquest.tui.screens.quiz_picker import QuizPicker

    return QuizPicker()


def quiz_terms(bank: Bank) -> Screen[Terms]:
    """How a quiz is to be; it is dismissed with its terms, or None."""
    from isoquest.tui.screens.quiz_terms import QuizTerms

    return QuizTerms(bank)


def quiz(sitting: QuizSitting, reference: Reference) -> Screen[None]:
    """A quiz."""
    from isoquest.tui.screens.quiz import QuizPage

    return QuizPage(sitting, reference)


def quiz_contents(entries: Sequence[tuple[str, bool]], at: int) -> Screen[int]:
    """All questions of an exam, each with whether it has an answer; it is dismissed with the position of one."""
    from isoquest.tui.screens.quiz_contents import QuizContents

    return QuizContents(entries, at)


def quiz_result(sitting: QuizSitting, reference: Reference, told: str = "") -> Screen[None]:
    """What a quiz came to, with something to tell first."""
    from isoquest.tui.screens.quiz_result import QuizResult

    return QuizResult(sitting, reference, told)


def review(sitting: ReviewSitting, reference: Reference) -> Screen[None]:
    """Today's reviews."""
    from isoquest.tui.screens.review import ReviewPage

    return ReviewPage(sitting, reference)


def review_done(done: int, gone: int, waiting: int, coming: Sequence[tuple[date, int]]) -> Screen[None]:
    """What today's reviews came to."""
    from isoquest.tui.screens.review_done import ReviewDone

    return ReviewDone(done, gone, waiting, coming)


def journey_map(play: Play) -> Screen[None]:
    """The map of a play's journey."""
    from isoquest.tui.screens.journey_map import JourneyMap

    return JourneyMap(play)


def standing(play: Play) -> Screen[None]:
    """Meters and evidence."""
    from isoquest.tui.screens.standing import Standing

    return Standing(play)


def glossary(reference: Reference, scenario: Scenario | None, scene: str) -> Screen[None]:
    """The glossary, for a scene where there is one."""
    from isoquest.tui.screens.glossary import Glossary

    return Glossary(reference, scenario, scene)


def standards(reference: Reference) -> Screen[None]:
    """The standards."""
    from isoquest.tui.screens.standards import Standards

    return Standards(reference)


def settings() -> Screen[None]:
    """The settings."""
    from isoquest.tui.screens.settings import Settings

    return Settings()


def help_for(screen: Screen[object]) -> Screen[None]:
    """Help on the keys of a screen."""
    from isoquest.tui.screens.help import Help, keys_of

    return Help(keys_of(screen))


def question(title: str, text: str, answers: Mapping[str, str]) -> Screen[str]:
    """A question with a few answers; it is dismissed with the key of one, or None."""
    from isoquest.tui.screens.question import Question

    return Question(title, text, answers)


def name_question(title: str, name: str, told: str) -> Screen[str]:
    """Asks for a name; it is dismissed with what was typed, or None."""
    from isoquest.tui.screens.name import NameQuestion

    return NameQuestion(title, name, told)
