"""Any sequence of what players do equals what a dictionary of lists would hold."""

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule
from progress_shelf import Shelf, fill_disk, free_disk

from isoquest.progress.store import Conflict, NotSaved, Saved

DECISION = st.sampled_from(["a.1", "a.2", "b.1", "café.go", "long." + "x" * 2500])
LISTS = st.lists(DECISION, max_size=5)
SIDE = st.sampled_from([0, 1])
QUICK = settings(
    max_examples=25, stateful_step_count=25, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None
)


class TwoWindows(RuleBasedStateMachine):
    """Two stores on one file; each play is a list, and only who knows the last writing may write."""

    held = Bundle("held")

    @initialize()
    def start(self):
        """Open what is needed in a fresh folder."""
        self.folder = Path(tempfile.mkdtemp())
        self.shelf = Shelf(self.folder)
        self.stores = [self.shelf.open(), self.shelf.open()]
        self.model = {}

    def keep(self, play):
        """Note a play as the latest writing of it."""
        self.model[play.id] = play
        return play

    @rule(target=held, side=SIDE, decisions=LISTS)
    def begin(self, side, decisions):
        """Begin a play."""
        outcome = self.stores[side].begin(1, "harbour", "", "1", "h", 7, decisions)
        assert outcome.play.decisions == tuple(decisions)
        assert outcome.play.id not in self.model
        return self.keep(outcome.play)

    @rule(target=held, side=SIDE, play=held, decisions=LISTS)
    def fork(self, side, play, decisions):
        """Fork a play, current or not."""
        outcome = self.stores[side].fork(play, decisions)
        assert outcome.play == replace(
            play,
            id=outcome.play.id,
            decisions=tuple(decisions),
            started=outcome.play.started,
            changed=outcome.play.changed,
            revision=outcome.play.revision,
        )
        return self.keep(outcome.play)

    def write(self, side, play, decisions):
        """Write a list."""
        outcome = self.stores[side].write(play, decisions)
        latest = self.model[play.id]
        if latest.revision != play.revision:
            assert outcome == Conflict(latest)
            return latest
        assert isinstance(outcome, Saved)
        assert outcome.play.decisions == tuple(decisions)
        return self.keep(outcome.play)

    @rule(target=held, side=SIDE, play=held, decision=DECISION)
    def decide(self, side, play, decision):
        """Append a decision."""
        return self.write(side, play, [*play.decisions, decision])

    @rule(target=held, side=SIDE, play=held)
    def undo(self, side, play):
        """Take the last decision back."""
        return self.write(side, play, play.decisions[:-1])

    @rule(target=held, side=SIDE, play=held, decisions=LISTS)
    def rewrite(self, side, play, decisions):
        """Write any list."""
        return self.write(side, play, decisions)

    @rule(side=SIDE)
    def reopen(self, side):
        """Close a store and open it again."""
        self.stores[side].close()
        self.stores[side] = self.shelf.open()

    @invariant()
    def both_read_the_model(self):
        """Both stores list what the model holds, newest first."""
        expected = sorted(self.model.values(), key=lambda each: each.changed, reverse=True)
        for store in self.stores:
            assert store.plays(1) == tuple(expected)

    def teardown(self):
        """Clean up."""
        if hasattr(self, "shelf"):
            self.shelf.close()
            shutil.rmtree(self.folder)


class FullDisk(RuleBasedStateMachine):
    """One store on a disk that fills up and is freed: the player never notices, and in the end all is stored."""

    held = Bundle("held")

    @initialize()
    def start(self):
        """Open what is needed in a fresh folder."""
        self.folder = Path(tempfile.mkdtemp())
        self.shelf = Shelf(self.folder)
        self.store = self.shelf.open()
        self.lists = {}
        self.latest = {}

    def take(self, key, outcome):
        """Note what the play should be from now on."""
        assert isinstance(outcome, (Saved, NotSaved))
        self.latest[key] = outcome.play
        self.lists[key] = outcome.play.decisions
        return key

    @rule(target=held, decisions=LISTS)
    def begin(self, decisions):
        """Begin a play."""
        outcome = self.store.begin(1, "harbour", "", "1", "h", 7, decisions)
        return self.take(len(self.lists), outcome)

    @rule(key=held, decisions=LISTS)
    def write(self, key, decisions):
        """Write a list."""
        self.take(key, self.store.write(self.latest[key], decisions))
        assert self.lists[key] == tuple(decisions)

    @rule()
    def fill(self):
        """Fill the disk up."""
        fill_disk(self.store)

    @rule()
    def free(self):
        """Free the disk."""
        free_disk(self.store)

    @invariant()
    def the_store_reads_what_was_decided(self):
        """What was decided is read back, whether it is saved or not."""
        assert sorted(each.decisions for each in self.store.plays(1)) == sorted(self.lists.values())
        for key, play in self.latest.items():
            assert self.store.play(play.id).decisions == self.lists[key]

    def teardown(self):
        """Free the disk: one more write of anything stores all that is missing."""
        if hasattr(self, "shelf"):
            free_disk(self.store)
            self.store.set_setting(1, "any", "thing")
            assert self.store.notices() == ()
            other = self.shelf.open()
            assert sorted(each.decisions for each in other.plays(1)) == sorted(self.lists.values())
            self.shelf.close()
            shutil.rmtree(self.folder)


TwoWindows.TestCase.settings = QUICK
FullDisk.TestCase.settings = QUICK


class TestTwoWindows(TwoWindows.TestCase):
    """Decide, undo, fork and reopen, from two stores."""


class TestFullDisk(FullDisk.TestCase):
    """Begin and write while the disk fills up and is freed."""
