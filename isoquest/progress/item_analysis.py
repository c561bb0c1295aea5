"""What the attempts kept on this machine say of a bank's questions: each player's first finished attempt counts."""

from __future__ import annotations

from isoquest.content.questions import Bank
from isoquest.progress.attempt_texts import read_given, read_terms
from isoquest.progress.saved import SavedPlay
from isoquest.progress.store import Store
from isoquest.quiz.analysis import Attempt, ItemFigures, analyse
from isoquest.quiz.results import result
from isoquest.quiz.session import Session, replay


def item_figures(store: Store, bank: Bank, source: str) -> tuple[ItemFigures, ...]:
    """The figures of the bank's questions that were put, over the first finished attempt of each profile.

    An attempt on an earlier version of the bank counts as far as it still fits; one that does not fit is left out.
    """
    attempts = (_first_finished(store.attempts(profile.id, bank.id, source), bank) for profile in store.profiles())
    return analyse([_marked(session) for session in attempts if session is not None])


def _first_finished(kept: tuple[SavedPlay, ...], bank: Bank) -> Session | None:
    finished = [attempt for attempt in kept if attempt.ending is not None]
    return _session(min(finished, key=lambda attempt: (attempt.started, attempt.id)), bank) if finished else None


def _session(saved: SavedPlay, bank: Bank) -> Session | None:
    terms = read_terms(saved.terms)
    given = [each for text in saved.decisions if (each := read_given(text)) is not None]
    if terms is None:
        return None
    session = replay(bank, saved.seed, terms, given, finished=terms.mode == "exam")
    return None if isinstance(session, str) else session


def _marked(session: Session) -> Attempt:
    answered = result(session).answered
    return Attempt(
        {each.question.id: each.mark.share for each in answered},
        {each.question.id: each.given.answer for each in answered if each.given is not None},
    )
