"""A small bank of true-false questions, and short ways to sit at it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from isoquest.content.bank_reading import read_bank
from isoquest.content.library import bundled_reference
from isoquest.content.questions import Bank
from isoquest.progress.quizzing import QuizSitting, ResumedQuiz, resume_quiz
from isoquest.progress.saved import SavedPlay
from isoquest.progress.store import Store
from isoquest.quiz.session import Terms

START = datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC)
EXAM = Terms(mode="exam", shuffle=False)
PRACTICE = Terms(shuffle=False)
RIGHT, WRONG = ("true",), ("false",)


def text_of(count: int = 5, *, right: bool = True, prefix: str = "q") -> str:
    """The text of a bank in which one and the same answer is right throughout."""
    key = "true" if right else "false"
    questions = "".join(
        f"  {prefix}{number}: {{type: true-false, topic: t{number % 2}, ask: Is it so?, right: {key}, why: So.}}\n"
        for number in range(count)
    )
    return f"isoquest: 1\ntitle: Small\ntopics: {{t0: Zero, t1: One}}\nquestions:\n{questions}"


def bank_of(text: str) -> Bank:
    """Read a bank that has no problems."""
    reading = read_bank(text.encode(), "small.yaml", bundled_reference()[0])
    assert reading.bank is not None, reading.problems
    return reading.bank


TEXT = text_of()
BANK = bank_of(TEXT)


def at(seconds: float) -> datetime:
    """A moment so many seconds after the tests' start."""
    return START + timedelta(seconds=seconds)


def sit(store: Store, terms: Terms = EXAM, now: datetime = START) -> QuizSitting:
    """Begin an attempt at the small bank."""
    return QuizSitting.begin(store, store.current_profile().id, BANK, TEXT, "", 7, terms, now)


def resumed(store: Store, saved: SavedPlay | None, now: datetime, bank: Bank | None = BANK) -> QuizSitting:
    """Take an attempt up again and take for granted that it can be."""
    assert saved is not None
    found = resume_quiz(store, saved, bank, now)
    assert isinstance(found, ResumedQuiz), found
    return found.sitting


def answers(sitting: QuizSitting) -> dict[str, tuple[str, ...]]:
    """The answers that count."""
    return {name: given.answer for name, given in sitting.session.counting.items()}
