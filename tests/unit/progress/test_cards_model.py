"""Any sequence of adding, reviewing, undoing and reopening equals what a dictionary and a list would hold."""

import shutil
import sqlite3
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import get_args

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from progress_shelf import Shelf

from isoquest.progress.store import CardNotSaved, CardSaved, CardsNotSaved
from isoquest.quiz.review import Card, Rating, reviewed

START = datetime(2026, 3, 1, 12, tzinfo=UTC)
KEY = st.sampled_from("abcde")
RATING = st.sampled_from(get_args(Rating))
CERTAINTY = st.sampled_from([None, 1, 3])
HOURS = st.integers(-100, 100)
FAR = START + timedelta(days=100_000)


class Reviewing(RuleBasedStateMachine):
    """One store whose file is locked against writing and freed again, against a dictionary and a list."""

    @initialize()
    def start(self):
        """Open what is needed in a fresh folder."""
        self.folder = Path(tempfile.mkdtemp())
        self.shelf = Shelf(self.folder)
        self.store = self.shelf.open()
        self.lock: sqlite3.Connection | None = None
        self.cards = {}
        self.log = []

    @rule(keys=st.lists(KEY, max_size=4), hours=HOURS)
    def add(self, keys, hours):
        """Add some cards, new or not."""
        new = set(keys) - set(self.cards)
        cards = [Card(key, "t", START + timedelta(hours=hours)) for key in keys]
        outcome = self.store.add_cards(1, cards)
        assert (outcome.new if isinstance(outcome, CardsNotSaved) else outcome) == len(new)
        for card in cards:
            self.cards.setdefault(card.key, card)

    @precondition(lambda self: self.cards)
    @rule(data=st.data(), rating=RATING, hours=HOURS, certainty=CERTAINTY)
    def review(self, data, rating, hours, certainty):
        """Review a card, at a moment that may lie before the last review."""
        before = self.cards[data.draw(st.sampled_from(sorted(self.cards)))]
        moment = START + timedelta(hours=hours)
        after = reviewed(before, rating, moment, 7)
        outcome = self.store.record_review(1, before, after, rating, certainty, moment)
        assert isinstance(outcome, CardNotSaved if self.lock else CardSaved)
        assert outcome.card == after
        self.cards[before.key] = after
        self.log.append((before, moment))

    @rule()
    def undo(self):
        """Take the last review back."""
        before, _ = self.log.pop() if self.log else (None, None)
        assert self.store.undo_last_review(1) == before
        if before is not None:
            self.cards[before.key] = before

    @rule()
    def hold(self):
        """Lock the file, or free it."""
        if self.lock is None:
            self.lock = self.shelf.raw()
            self.lock.execute("BEGIN IMMEDIATE")
        else:
            self.lock.close()
            self.lock = None

    @precondition(lambda self: self.lock is None)
    @rule()
    def reopen(self):
        """Close the store and open it again."""
        self.store.close()
        self.store = self.shelf.open()

    @invariant()
    def the_store_reads_the_model(self):
        """All that can be asked is answered as the model answers it."""
        expected = sorted(self.cards.values(), key=lambda card: (card.due, card.key))
        assert self.store.due_cards(1, FAR, 99) == tuple(expected)
        assert self.store.due_cards(1, START, 2) == tuple(card for card in expected if card.due < START)[:2]
        assert self.store.count_due(1, START) == sum(card.due < START for card in expected)
        assert self.store.due_moments(1) == tuple(card.due for card in expected)
        assert self.store.card_count(1) == len(expected)
        assert self.store.reviews_since(1, START) == sum(moment >= START for _, moment in self.log)

    def teardown(self):
        """Free the file: a new start finds everything."""
        if hasattr(self, "shelf"):
            if self.lock is not None:
                self.lock.close()
            self.shelf.close()
            self.store = self.shelf.open()
            self.the_store_reads_the_model()
            self.shelf.close()
            shutil.rmtree(self.folder)


Reviewing.TestCase.settings = settings(
    max_examples=25, stateful_step_count=25, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None
)


class TestReviewing(Reviewing.TestCase):
    """Add, review, undo, lock and reopen."""
