"""`isoquest quiz` and `isoquest review`: questions to practise, to be examined on, and to be asked again."""

from __future__ import annotations

import os
import shlex
from dataclasses import dataclass

from isoquest.authoring.report import summary
from isoquest.commands.desk import (
    Complaint,
    can_draw,
    line_reader,
    new_seed,
    own_library,
    plain_width,
    print_notices,
    with_store,
)
from isoquest.content.bank_reading import BankReading
from isoquest.content.library import (
    SCENARIO_FILE,
    NotFound,
    Shelved,
    bundled_reference,
    find,
    find_bank,
    is_path,
    load_bank,
    shelf_of_banks,
)
from isoquest.content.questions import Bank
from isoquest.content.safe_text import safe_text
from isoquest.progress.quizzing import QuizSitting, resume_quiz
from isoquest.progress.reviewing import ReviewSitting
from isoquest.progress.store import Opened, SavedPlay
from isoquest.quiz.session import Terms


@dataclass(frozen=True, slots=True)
class QuizOptions:
    """What `isoquest quiz` was asked for."""

    bank: str | None = None
    count: int | None = None
    topic: str | None = None
    exam: bool = False
    minutes: int | None = None
    pass_mark: int = 70
    certainty: bool = False
    seed: int | None = None
    go_on: bool = False
    plain: bool = False


def quiz(options: QuizOptions) -> int:
    """Ask questions as the options say; returns the exit code."""
    return with_store(lambda opened: _quiz(options, opened))


def review(*, plain: bool) -> int:
    """Ask what is due today; returns the exit code."""
    return with_store(lambda opened: _review(opened, plain=plain))


def _review(opened: Opened, *, plain: bool) -> int:
    store = opened.store
    profile = store.current_profile()
    sitting = ReviewSitting.begin(store, profile.id, own_library())
    if not plain and can_draw():
        from isoquest.tui.app import run_review

        return run_review(store, profile, opened.notices, own_library(), sitting)
    from isoquest.plain.reviewing import PlainReview

    print_notices(opened)
    left = PlainReview(sitting, bundled_reference()[0], print, line_reader(), plain_width()).run()
    if left != "over":
        print(f"\nLeft with {sitting.waiting} to review. To go on: isoquest review --plain")
    return 0


def _quiz(options: QuizOptions, opened: Opened) -> int:
    gone = _on_a_bank_that_is_gone(options.bank, opened) if options.go_on and options.bank else None
    if gone is not None:
        sitting = _taken_up(gone, opened, None)
    else:
        shelved = _bank_named(options.bank)
        reading = load_bank(shelved)
        go_on = options.go_on
        sitting = _resumed(opened, shelved, reading.bank) if go_on else _begun(options, opened, shelved, reading)
    store = opened.store
    if not options.plain and can_draw():
        from isoquest.tui.app import run_quiz

        return run_quiz(store, store.current_profile(), opened.notices, own_library(), sitting)
    from isoquest.plain.quizzing import PlainQuiz

    print_notices(opened)
    player = PlainQuiz(sitting, bundled_reference()[0], print, line_reader(), store.now, plain_width())
    left = player.run()
    player.standing_notice()
    if left != "over":
        name = shlex.quote(safe_text(sitting.saved.source or sitting.saved.scenario))
        answered, asked = len(sitting.session.counting), len(sitting.session.items)
        print(f"\nLeft with {answered} of {asked} answered. To go on: isoquest quiz {name} --continue --plain")
    return 0


def _on_a_bank_that_is_gone(name: str, opened: Opened) -> SavedPlay | None:
    """The quiz that is under way on a bank which is no longer there: its questions were kept."""
    if isinstance(find_bank(name, own_library()), Shelved):
        return None
    attempts = opened.store.attempts(opened.store.current_profile().id)
    names = {name, os.path.realpath(name)}
    return next((each for each in attempts if each.ending is None and {each.scenario, each.source} & names), None)


def _bank_named(name: str | None) -> Shelved:
    if name is None:
        names = ", ".join(shelved.id for shelved in shelf_of_banks(own_library()))
        raise Complaint(f"which bank? There is: {names}", 2)
    found = find_bank(name, own_library())
    played = find(name, own_library()) if isinstance(found, NotFound) else found
    if isinstance(played, Shelved) and played.path.name == SCENARIO_FILE:
        raise Complaint(f"`{name}` is a scenario, not a bank of questions: isoquest play {name}", 2)
    if isinstance(found, Shelved) and is_path(found.path):
        raise Complaint(f"`{name}` is a learning path; the one that is used is shown by: isoquest path", 2)
    if isinstance(found, NotFound):
        raise Complaint(f"there is no bank `{name}`: {found.hint}", 2)
    return found


def _begun(options: QuizOptions, opened: Opened, shelved: Shelved, reading: BankReading) -> QuizSitting:
    bank = reading.bank
    if bank is None:
        told = summary(reading.problems)
        raise Complaint(f"`{shelved.id}` cannot be asked: {told}. See: isoquest check {shelved.path}")
    store = opened.store
    seed = options.seed if options.seed is not None else new_seed()
    terms = _terms(options, bank)
    return QuizSitting.begin(
        store, store.current_profile().id, bank, reading.text, shelved.source, seed, terms, store.now()
    )


def _terms(options: QuizOptions, bank: Bank) -> Terms:
    if options.topic is not None and options.topic not in bank.topics:
        raise Complaint(f"`{bank.id}` has no topic `{options.topic}`; there is: {', '.join(bank.topics)}", 2)
    for name, value, least, most in (
        ("--count", options.count, 1, 10_000),
        ("--minutes", options.minutes, 1, 10_000),
        ("--pass-mark", options.pass_mark, 1, 100),
    ):
        if value is not None and not least <= value <= most:
            raise Complaint(f"{name} takes a number from {least} to {most}", 2)
    if options.minutes is not None and not options.exam:
        raise Complaint("--minutes belongs to an exam: add --exam", 2)
    return Terms(
        mode="exam" if options.exam else "practice",
        count=options.count,
        topics=(options.topic,) if options.topic else (),
        certainty=options.certainty,
        pass_mark=options.pass_mark,
        seconds=options.minutes * 60 if options.minutes else None,
    )


def _resumed(opened: Opened, shelved: Shelved, bank: Bank | None) -> QuizSitting:
    store = opened.store
    attempts = store.attempts(store.current_profile().id, shelved.id, shelved.source)
    under_way = [attempt for attempt in attempts if attempt.ending is None]
    if not under_way:
        raise Complaint(f"no quiz of `{shelved.id}` is under way; leave out --continue to begin one")
    return _taken_up(under_way[0], opened, bank)


def _taken_up(saved: SavedPlay, opened: Opened, bank: Bank | None) -> QuizSitting:
    resumed = resume_quiz(opened.store, saved, bank)
    if isinstance(resumed, str):
        raise Complaint(resumed)
    if resumed.on_old_content:
        resumed.sitting.told.append("The bank has been edited since; you go on with the questions as they were.")
    return resumed.sitting
