"""The way to each screen, and to what only screens need: imported at first use, so that the first frame is quick."""

# ruff: noqa: PLC0415

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path
    from types import ModuleType

    from textual.screen import Screen

    from isoquest.authoring.jumping import Jump
    from isoquest.authoring.previewing import Version
    from isoquest.authoring.trial import Trial
    from isoquest.content.model import Node, Scenario
    from isoquest.content.problems import Problem
    from isoquest.content.questions import Bank
    from isoquest.content.reference import Reference
    from isoquest.engine.play import Play
    from isoquest.progress.quizzing import QuizSitting
    from isoquest.progress.reviewing import ReviewSitting
    from isoquest.progress.sitting import Sitting
    from isoquest.quiz.session import Terms
    from isoquest.tui.loading import Loader
    from isoquest.tui.screens.play import PlayPage
    from isoquest.tui.screens.previewing import Preview


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


def previewing() -> ModuleType:
    """What leads to a preview."""
    from isoquest.tui import previewing

    return previewing


def preview(preview: Preview, version: Version, trial: Trial, reference: Reference) -> Screen[None]:
    """A scenario beside its author's editor."""
    from isoquest.tui.screens.preview import PreviewPage

    return PreviewPage(preview, version, trial, reference)


def bank_preview(preview: Preview, version: Version, bank: Bank, reference: Reference) -> Screen[None]:
    """A bank beside its author's editor."""
    from isoquest.tui.screens.bank_preview import BankPreview

    return BankPreview(preview, version, bank, reference)


def preview_waiting(preview: Preview, version: Version) -> Screen[None]:
    """What is wrong with a file of which nothing can be shown yet."""
    from isoquest.tui.screens.preview_waiting import PreviewWaiting

    return PreviewWaiting(preview, version)


def problem(problem: Problem, lines: Mapping[str, Sequence[str]]) -> Screen[None]:
    """One problem in full; `lines` holds the lines of each file by its name."""
    from isoquest.tui.screens.problem import ProblemPage

    return ProblemPage(problem, lines)


def jump_to(nodes: Sequence[Node], take: Callable[[str], None]) -> Screen[None]:
    """The nodes of a scenario; `take` is called with the id of the one that is taken."""
    from isoquest.tui.screens.jump import JumpTo

    return JumpTo(nodes, take)


def state_dialog(play: Play, node: str, told: str) -> Screen[Jump]:
    """The state in which to arrive at a node; it is dismissed with the jump, or None."""
    from isoquest.tui.screens.jump import StateDialog

    return StateDialog(play, node, told)


def picker() -> Screen[None]:
    """The scenarios."""
    from isoquest.tui.screens.picker import Picker

    return Picker()


def learning_path() -> Screen[None]:
    """The learning path."""
    from isoquest.tui.screens.learning_path import LearningPathPage

    return LearningPathPage()


def setting_out() -> ModuleType:
    """What sets out on a step of the learning path."""
    from isoquest.tui import setting_out

    return setting_out


def plays() -> Screen[None]:
    """The plays of the player."""
    from isoquest.tui.screens.plays import Plays

    return Plays()


def play(sitting: Sitting, reference: Reference) -> PlayPage:
    """A play."""
    from isoquest.tui.screens.play import PlayPage

    return PlayPage(sitting, reference)


def debrief(play: Play, reference: Reference, play_on: Callable[[int], None]) -> Screen[None]:
    """Looking back on a play; `play_on` plays on from after so many decisions."""
    from isoquest.tui.screens.debrief import DebriefPage

    return DebriefPage(play, reference, play_on)


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


def clauses(reference: Reference) -> Screen[None]:
    """The clauses, and where each is met."""
    from isoquest.tui.screens.clauses import Clauses

    return Clauses(reference)


def settings() -> Screen[None]:
    """The settings."""
    from isoquest.tui.screens.settings import Settings

    return Settings()


def help_for(screen: Screen[object]) -> Screen[None]:
    """Help on the keys of a screen."""
    from isoquest.tui.screens.help import Help, keys_of

    return Help(keys_of(screen))


def question(title: str, text: str, answers: Mapping[str, str], at: str = "") -> Screen[str]:
    """A question with a few answers, pointing at that of key `at`; it is dismissed with the key of one, or None."""
    from isoquest.tui.screens.question import Question

    return Question(title, text, answers, at)


def name_question(title: str, name: str, told: str) -> Screen[str]:
    """Asks for a name; it is dismissed with what was typed, or None."""
    from isoquest.tui.screens.name import NameQuestion

    return NameQuestion(title, name, told)
