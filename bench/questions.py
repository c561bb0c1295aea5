"""Questions: loading the bundled banks, opening a review queue of 20,000 cards, and grading 100,000 answers.

Run: `python bench/questions.py [ROUNDS]` (default 7; about a minute).

Loading is `library.load_bank` of each bundled bank, every key checked, against `yaml.load(text, CSafeLoader)` of the
same files. The queue is `ReviewSitting.begin` of a learner with 20,000 cards, all due, in a real progress file: what
the review screen waits for. Its peer reads the same number of rows, with the same `ORDER BY` and `LIMIT`, through bare
`sqlite3` on a connection of its own. Grading takes the right answer and a blank one to each bundled question in turn.

Targets: the queue opens in under 100 ms; the other figures are told for themselves.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import cycle, islice
from pathlib import Path

import yaml
from measuring import heading, interleaved, milliseconds, processor_seconds_of, rows, seconds_of, times

from isoquest.content.library import Shelved, bundled_reference, load_bank, shelf_of_banks
from isoquest.content.questions import Bank
from isoquest.progress.reviewing import DAILY_CAP, ReviewSitting
from isoquest.progress.store import Refused, Store, open_store
from isoquest.quiz.asking import right_answer
from isoquest.quiz.grading import grade
from isoquest.quiz.review import Card

CARDS = 20_000
ANSWERS = 100_000
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def banks_loaded(shelf: tuple[Shelved, ...]) -> list[Bank]:
    """Every bundled bank."""
    return [bank for shelved in shelf if (bank := load_bank(shelved).bank) is not None]


def filled(folder: Path) -> Store:
    """A store whose learner has CARDS cards due."""
    opened = open_store(folder, lambda: NOW)
    if isinstance(opened, Refused):
        sys.exit(opened.text)
    topics = ("chain", "process", "claims", "findings", "scope")
    cards = (
        Card(f"quiz:iso-basics:q{number}", topics[number % len(topics)], NOW - timedelta(minutes=number))
        for number in range(CARDS)
    )
    opened.store.add_cards(opened.store.current_profile().id, cards)
    return opened.store


def main() -> None:
    """Measure and print."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    shelf = shelf_of_banks()
    bundled_reference()
    banks = banks_loaded(shelf)
    questions = [(bank, question) for bank in banks for question in bank.questions.values()]
    heading(f"{len(questions)} questions in {len(banks)} banks, {CARDS:,} cards, {ANSWERS:,} answers, {rounds} rounds.")

    loading = interleaved(
        {
            "ours": lambda: processor_seconds_of(lambda: banks_loaded(shelf)),
            "plain": lambda: processor_seconds_of(
                lambda: [yaml.load(s.path.read_text("utf-8"), yaml.CSafeLoader) for s in shelf]
            ),
        },
        rounds,
    )
    with tempfile.TemporaryDirectory() as folder, closing(filled(Path(folder))) as store:
        profile = store.current_profile().id
        with closing(sqlite3.connect(next(Path(folder).glob("*.sqlite")))) as bare:
            query = "SELECT * FROM cards WHERE profile_id = ? ORDER BY due, key LIMIT ?"
            queue = interleaved(
                {
                    "ours": lambda: seconds_of(lambda: ReviewSitting.begin(store, profile, None, UTC)),
                    "bare": lambda: seconds_of(lambda: bare.execute(query, (profile, DAILY_CAP)).fetchall()),
                    "all": lambda: seconds_of(lambda: store.due_cards(profile, NOW, CARDS)),
                    "bare all": lambda: seconds_of(lambda: bare.execute(query, (profile, CARDS)).fetchall()),
                },
                rounds,
            )
    answers = [(bank.rule_for(q), q, answer) for bank, q in questions for answer in (right_answer(q), ())]

    def grade_all() -> None:
        for rule, question, answer in islice(cycle(answers), ANSWERS):
            grade(question, answer, rule)

    grading = interleaved({"grade": lambda: processor_seconds_of(grade_all)}, rounds)
    rows(
        [
            ("banks, load_bank", milliseconds(loading["ours"])),
            ("banks, load_bank / yaml.load", times(loading["ours"].over(loading["plain"]))),
            (f"today's queue of {CARDS:,} cards", milliseconds(queue["ours"])),
            ("today's queue / the same rows by bare sqlite3", times(queue["ours"].over(queue["bare"]))),
            (f"all {CARDS:,} cards as values", milliseconds(queue["all"])),
            ("all cards / the same rows by bare sqlite3", times(queue["all"].over(queue["bare all"]))),
            (f"grading {ANSWERS:,} answers", milliseconds(grading["grade"])),
        ]
    )


if __name__ == "__main__":
    main()
