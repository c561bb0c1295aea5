"""A quiz with someone at it: each answer is on disk before its outcome is shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from isoquest.content.bank_reading import read_bank
from isoquest.content.library import bundled_reference
from isoquest.content.questions import Bank
from isoquest.progress.attempt_texts import given_as_text, read_given, read_terms, terms_as_text
from isoquest.progress.store import Conflict, NotSaved, Saved, SavedPlay, Store
from isoquest.quiz.answers import Answer
from isoquest.quiz.results import Answered, Result, result
from isoquest.quiz.review import Card
from isoquest.quiz.session import Given, Session, Terms, replay

FINISHED = "finished"
"""The ending of an attempt."""
SHARE = re.compile(r"(\d{1,3}) %")
"""How the summary of a finished attempt begins."""


@dataclass(slots=True)
class QuizSitting:
    """A quiz session and its place in the store. Methods may wait for the disk: call them off the event loop.

    Each `now` is the present moment, aware of its time zone.
    """

    store: Store
    session: Session
    saved: SavedPlay
    _time: tuple[timedelta, datetime]
    """How much time had passed when the clock was last looked at, and what it showed. Replaced as one, since a screen
    may ask for the time left while an answer is being written."""
    notice: str = ""
    """Something that the player should go on seeing, such as that nothing is being saved; empty when all is well."""
    told: list[str] = field(default_factory=list)
    """Things to tell the player once; the front end takes them out."""

    @classmethod
    def begin(  # noqa: PLR0913, PLR0917 (an attempt has that many parts)
        cls,
        store: Store,
        profile_id: int,
        bank: Bank,
        bank_text: str,
        source: str,
        seed: int,
        terms: Terms,
        now: datetime,
    ) -> QuizSitting:
        """Begin an attempt at a bank; `bank_text` is kept, so that the attempt can be finished on it."""
        session = Session.begin(bank, seed, terms)
        store.keep_content(bank.content_hash, bank_text)
        outcome = store.begin(
            profile_id,
            bank.id,
            source,
            bank.version,
            bank.content_hash,
            seed,
            ending=_ending(session),
            summary=_label(session),
            kind="attempt",
            terms=terms_as_text(terms),
        )
        sitting = cls(store, session, outcome.play, (timedelta(), now))
        sitting._note(outcome)
        return sitting

    def answer(self, question_id: str, answer: Answer, certainty: int | None, now: datetime) -> Answered | str:
        """Give an answer: it is written, then what it earned is returned; or why it cannot be taken, as a sentence.

        An answer that comes when the time is up ends the attempt. What was missed becomes a card: in practice at once,
        in an exam at its end. In an exam the front end keeps the mark to itself until then.
        """
        at = self.elapsed(now)
        after = self.session.answer(question_id, answer, certainty, at)
        if isinstance(after, str):
            if not self.session.over and self.session.time_is_up(at):
                self.finish(now)
            return after
        given = after.given[-1]
        fault = self._move(after, now, given)
        if fault:
            return fault
        item = next(item for item in self.session.items if item.question.id == question_id)
        return Answered(item.question, given, self.session.mark(item))

    def finish(self, now: datetime) -> Result:
        """Hand the attempt in, unless that was done before; what has no answer counts as blank."""
        if not self.session.over:
            self._move(self.session.finish(), now)
        return result(self.session)

    def save(self, now: datetime) -> None:
        """Write once more what could not be written before."""
        self._move(self.session, now)

    def elapsed(self, now: datetime) -> float:
        """Seconds since the attempt began: all that the clock went forward, however often it was put back."""
        passed, seen = self._time
        passed += max(timedelta(), now - seen)
        self._time = passed, now
        return passed.total_seconds()

    def time_left(self, now: datetime) -> float | None:
        """Seconds until the time is up, 0 from then on; None without a time limit."""
        seconds = self.session.terms.seconds
        return None if seconds is None else max(0.0, seconds - self.elapsed(now))

    def _move(self, after: Session, now: datetime, newest: Given | None = None) -> str:
        """Write a session and turn to it; gives why its newest answer is impossible after all, if it is."""
        fault = ""
        while isinstance(outcome := self._written(after, now), Conflict):
            stored = _session_in(outcome.theirs, after)
            self.saved = outcome.theirs
            self._tell(f"This {_word(after)} went on in another window. What was answered there counts here too.")
            after, refused = _joined(stored, after)
            self._time = max(self._time[0], _recorded(after.given)), self._time[1]
            fault = fault or (refused.pop(newest, "") if newest else "")
            for given, why in refused.items():
                self._tell(f"Your answer to `{given.question}` could not be counted: {why}")
            if after == stored:  # nothing to add, so the moment at which it was finished stays as it is
                self.session = after
                return fault
        self.session, self.saved = after, outcome.play
        self._note(outcome)
        return fault

    def _written(self, after: Session, now: datetime) -> Saved | NotSaved | Conflict:
        texts = [given_as_text(given) for given in after.given]
        missed = cards_for(after.bank.id, _to_learn_from(after), now)
        return self.store.write(self.saved, texts, ending=_ending(after), summary=_label(after), cards=missed)

    def _note(self, outcome: Saved | NotSaved) -> None:
        self.notice = outcome.reason if isinstance(outcome, NotSaved) else ""

    def _tell(self, sentence: str) -> None:
        if sentence not in self.told:
            self.told.append(sentence)


@dataclass(frozen=True, slots=True)
class ResumedQuiz:
    """An attempt taken up again, just as it was left."""

    sitting: QuizSitting
    on_old_content: bool
    """The bank has been edited since, or is gone; this attempt is finished on the questions it was begun with."""


def resume_quiz(
    store: Store, saved: SavedPlay, bank_now: Bank | None, now: datetime | None = None
) -> ResumedQuiz | str:
    """Take an attempt up again, or say in a sentence why that cannot be.

    `bank_now` is the bank as its file is now, None where it is gone or cannot be read; `now` is by default the store's
    present moment. An attempt whose time is up meanwhile is finished with what was answered.
    """
    moment = store.now() if now is None else now
    terms = read_terms(saved.terms)
    given = [read_given(text) for text in saved.decisions]
    answers = [each for each in given if each is not None]
    if terms is None or len(answers) < len(given):
        return "What is stored of this quiz cannot be read, so it cannot go on."
    on_old_content = bank_now is None or bank_now.content_hash != saved.content_hash
    bank = _bank_as_it_was(store, saved) if on_old_content else bank_now
    if bank is None:
        return "The questions of this quiz have been edited or removed, and as they were they cannot be read any more."
    session = replay(bank, saved.seed, terms, answers, finished=saved.ending is not None)
    if isinstance(session, str):
        return f"This quiz cannot go on. {session}"
    passed = max(timedelta(), moment - saved.started, _recorded(answers))
    sitting = QuizSitting(store, session, saved, (passed, moment))
    if not session.over and session.time_is_up(passed.total_seconds()):
        sitting.finish(moment)
        sitting.told.append("The time is up. What was answered until then counts.")
    return ResumedQuiz(sitting, on_old_content)


def cards_for(bank_id: str, answered: Iterable[Answered], now: datetime) -> tuple[Card, ...]:
    """Cards, due at once, for the questions that were answered and not wholly right."""
    return tuple(
        Card(f"quiz:{bank_id}:{each.question.id}", each.question.topic, now)
        for each in answered
        if each.given is not None and not each.mark.right
    )


def share_of(attempt: SavedPlay) -> int | None:
    """The per cent that a finished attempt came to; None while it is under way, and for a play."""
    found = SHARE.match(attempt.summary) if attempt.kind == "attempt" and attempt.ending is not None else None
    return int(found[1]) if found else None


def _to_learn_from(session: Session) -> Iterable[Answered]:
    """What may show its outcome by now: of practice the last answer, the earlier ones having had their turn."""
    if session.terms.mode == "exam":
        return result(session).answered if session.finished else ()
    counting = {given.question: given for given in session.given[-1:]}
    items = (item for item in session.items if item.question.id in counting)
    return tuple(Answered(item.question, counting[item.question.id], session.mark(item)) for item in items)


def _bank_as_it_was(store: Store, saved: SavedPlay) -> Bank | None:
    text = store.content(saved.content_hash)
    if text is None:
        return None
    return read_bank(text.encode(), saved.source or saved.scenario, bundled_reference()[0], saved.scenario).bank


def _session_in(saved: SavedPlay, like: Session) -> Session:
    """The session that is stored, on the bank and the terms of another window on it."""
    given = [each for text in saved.decisions if (each := read_given(text)) is not None]
    session, _ = _with_more(Session.begin(like.bank, like.seed, like.terms), given)
    return session.finish() if saved.ending is not None else session


def _joined(theirs: Session, mine: Session) -> tuple[Session, dict[Given, str]]:
    """Their session with what mine has and it has not; and what no longer fits, with why."""
    shared = 0
    for ours, other in zip(mine.given, theirs.given, strict=False):
        if ours != other:
            break
        shared += 1
    session, refused = _with_more(theirs, mine.given[shared:])
    return session.finish() if mine.finished else session, refused


def _with_more(session: Session, more: Iterable[Given]) -> tuple[Session, dict[Given, str]]:
    refused = {}
    for given in more:
        after = session.answer(given.question, given.answer, given.certainty, given.at)
        if isinstance(after, str):
            refused[given] = after
        else:
            session = after
    return session, refused


def _recorded(given: Sequence[Given]) -> timedelta:
    return timedelta(seconds=max((each.at for each in given), default=0.0))


def _ending(session: Session) -> str | None:
    return FINISHED if session.over else None


def _word(session: Session) -> str:
    return "exam" if session.terms.mode == "exam" else "quiz"


def _label(session: Session) -> str:
    if not session.over:
        return f"{len(session.counting)} of {len(session.items)} answered"
    came_to = result(session)
    verdict = {True: ", passed", False: ", not passed", None: ""}[came_to.passed]
    return f"{came_to.total.percent} %{verdict}"
