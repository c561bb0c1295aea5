"""Cards and their reviews: kept, asked for, reviewed, undone."""

from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from progress_shelf import begin, break_file, fill_disk, free_disk, saved

from isoquest.progress import cards as rows
from isoquest.progress.cards import Review
from isoquest.progress.opening import empty_in_memory
from isoquest.progress.store import CardConflict, CardNotSaved, CardSaved, CardsNotSaved
from isoquest.quiz.review import Card, reviewed

START = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def card(name, days=0.0, topic="t"):
    """A card that was never reviewed."""
    return Card(f"quiz:b:{name}", topic, START + days * DAY)


def review(store, before, moment=START, rating="good"):
    """Review a card by the schedule."""
    after = reviewed(before, rating, moment, 7)
    return store.record_review(1, before, after, rating, None, moment), after


def test_cards_are_added_once(shelf, store):
    """A card whose key is there stays as it is; only new ones count."""
    assert store.add_cards(1, [card("a"), card("b"), card("a", 5)]) == 2
    _, after = review(store, store.card(1, "quiz:b:a"))
    assert store.add_cards(1, [card("a"), card("c")]) == 1
    assert store.add_cards(1, []) == 0
    assert shelf.open().card(1, "quiz:b:a") == after
    assert store.card_count(1) == 3
    ann = store.add_profile("Ann")
    assert store.card_count(ann.id) == 0
    assert store.add_cards(ann.id, [card("a")]) == 1
    assert store.card(1, "quiz:b:z") is None


def test_unknown_profile_is_the_callers_mistake(store):
    """Nothing is added for a profile that there is not."""
    with pytest.raises(ValueError, match="no profile 12"):
        store.add_cards(12, [card("a")])
    with pytest.raises(ValueError, match="no profile 12"):
        store.record_review(12, card("a"), card("a", 1), "good", None, START)


def test_due_cards_come_longest_due_first(store):
    """Only what falls due before the moment, by moment and key, at most the cap."""
    store.add_cards(1, [card("c", 2), card("b", 1), card("a", 1), card("z", -1), card("far", 9)])
    due = [each.key[-1] for each in store.due_cards(1, START + 2 * DAY, 10)]
    assert due == ["z", "a", "b"]
    assert [each.key[-1] for each in store.due_cards(1, START + 2 * DAY, 2)] == ["z", "a"]
    assert store.due_cards(1, START + 2 * DAY, 0) == store.due_cards(1, START + 2 * DAY, -1) == ()
    assert store.count_due(1, START + 2 * DAY) == 3
    assert store.due_moments(1) == tuple(START + days * DAY for days in (-1, 1, 1, 2, 9))


@pytest.mark.parametrize(
    "change",
    [
        "state = 'review', step = NULL, stability = NULL, difficulty = NULL",
        "state = 'review', step = NULL, stability = -5, difficulty = 5",
        "state = 'review', step = NULL, stability = 9e999, difficulty = 5",
        "state = 'review', step = NULL, stability = 5, difficulty = 1e308",
        "state = 'review', step = 3, stability = 5, difficulty = 5",
        "state = 'learning', step = NULL, stability = 5, difficulty = 5",
        "state = 'learning', step = -3, stability = 5, difficulty = 5",
        "state = 'learning', step = 0, stability = 5, difficulty = NULL",
    ],
)
def test_memory_that_makes_no_sense_is_learned_anew(shelf, store, change):
    """A flipped byte in a card ends no review: the card is due as it was, and begins again."""
    store.add_cards(1, [card("a")])
    shelf.close()
    with closing(shelf.raw()) as connection:
        connection.execute(f"UPDATE cards SET {change}")  # noqa: S608
    again = shelf.open()
    found = again.card(1, "quiz:b:a")
    assert found == card("a")
    assert isinstance(review(again, found)[0], CardSaved)


def test_every_part_of_a_card_comes_back(shelf, store):
    """Times to the microsecond in UTC, numbers exactly, whatever zone they were handed in with."""
    moment = (START + timedelta(microseconds=1)).astimezone()
    before = Card("quiz:b:\udce4", "tö", moment)
    store.add_cards(1, [before])
    stored = store.due_cards(1, START + DAY, 1)[0]
    after = replace(stored, state="review", step=None, stability=0.1 + 0.2, difficulty=1e-9, last_review=moment)
    assert isinstance(store.record_review(1, stored, after, "easy", 3, moment), CardSaved)
    again = shelf.open().due_cards(1, START + DAY, 1)[0]
    assert again == after
    assert again.due.tzinfo is UTC
    assert again.last_review.tzinfo is UTC


def test_the_log_holds_each_review(shelf, store):
    """The card and the log are written together, the log with all that is needed to schedule anew."""
    store.add_cards(1, [card("a")])
    _, after = review(store, card("a"), START, "again")
    review(store, after, START + DAY, "good")
    connection = shelf.raw()
    rows = connection.execute("SELECT key, rating, certainty, card_before = card_after FROM reviews").fetchall()
    assert rows == [("quiz:b:a", "again", None, 0), ("quiz:b:a", "good", None, 0)]
    chain = connection.execute("SELECT count(*) FROM reviews a JOIN reviews b ON a.card_after = b.card_before")
    assert chain.fetchone() == (1,)
    connection.close()
    assert [store.reviews_since(1, START + days * DAY) for days in (0, 1, 2)] == [2, 1, 0]


def test_undo_goes_back_step_by_step(shelf, store):
    """Each undo takes one review back, also after a new start, until there is none."""
    store.add_cards(1, [card("a"), card("b")])
    _, first = review(store, card("a"))
    _, _ = review(store, card("b"))
    review(store, first, START + DAY, "again")
    store.close()
    store = shelf.open()
    assert store.undo_last_review(1) == first
    assert store.undo_last_review(1) == card("b")
    assert store.card(1, "quiz:b:b") == card("b")
    assert store.reviews_since(1, START) == 1
    assert store.undo_last_review(1) == card("a")
    assert store.undo_last_review(1) is None
    assert store.reviews_since(1, START) == 0
    assert store.due_cards(1, START + DAY, 9) == (card("a"), card("b"))


def test_an_undo_is_the_profiles_own(store):
    """Nobody takes another person's review back."""
    ann = store.add_profile("Ann").id
    store.add_cards(1, [card("a")])
    review(store, card("a"))
    assert store.undo_last_review(ann) is None
    assert store.reviews_since(ann, START) == 0


def test_two_windows_review_a_card_once(shelf, store):
    """Who comes second changes nothing and gets the card as it is by now."""
    store.add_cards(1, [card("a")])
    other = shelf.open()
    _, theirs = review(other, card("a"), START, "easy")
    outcome, _ = review(store, card("a"))
    assert outcome == CardConflict(theirs)
    assert store.card(1, "quiz:b:a") == theirs
    assert store.reviews_since(1, START) == 1
    outcome, after = review(store, theirs, START + DAY)
    assert outcome == CardSaved(after)


def test_due_cards_are_found_by_the_index(store):
    """20,000 cards are opened without reading or sorting them all."""
    cards = [card(f"{number:05}", number / 100, f"t{number % 9}") for number in range(20_000)]
    assert store.add_cards(1, cards) == 20_000
    assert store.add_cards(1, cards[:500]) == 0
    assert store.due_cards(1, START + DAY, 50) == tuple(cards[:50])
    assert store.count_due(1, START + DAY) == 100
    assert store.card_count(1) == 20_000
    assert store.due_moments(1) == tuple(each.due for each in cards)
    for query in (
        "SELECT key, topic, stability FROM cards WHERE profile_id = 1 AND due < 5 ORDER BY due, key LIMIT 50",
        "SELECT count(*) FROM cards WHERE profile_id = 1 AND due < 5",
        "SELECT key, due FROM cards WHERE profile_id = 1 ORDER BY due, key",
    ):
        plan = [row[3] for row in store._disk._connection.execute(f"EXPLAIN QUERY PLAN {query}")]
        assert len(plan) == 1
        assert "cards_by_due" in plan[0]


def filled(store):
    """Two cards that are on disk, the first of them reviewed once."""
    store.add_cards(1, [card("a"), card("b")])
    return review(store, card("a"))[1]


def lock(shelf):
    """Keep everybody else from writing."""
    connection = shelf.raw()
    connection.execute("BEGIN IMMEDIATE")
    return connection


def test_cards_wait_for_the_disk(shelf, store):
    """While nothing can be written, cards are added, reviewed, undone and counted all the same; later all is stored."""
    after = filled(store)
    held = lock(shelf)
    added = store.add_cards(1, [card("b"), card("c"), card("d", 3)])
    assert isinstance(added, CardsNotSaved)
    assert added.new == 2
    assert "another program" in added.reason
    outcome, later = review(store, after, START + DAY, "again")
    assert isinstance(outcome, CardNotSaved)
    assert outcome.card == later
    outcome, of_c = review(store, card("c"), START + 2 * DAY, "easy")
    assert isinstance(outcome, CardNotSaved)
    assert store.undo_last_review(1) == card("c")
    expected = [later, card("b"), card("c"), card("d", 3)]
    found = store.due_cards(1, START + 90 * DAY, 9)
    assert found == tuple(sorted(expected, key=lambda each: (each.due, each.key)))
    assert store.count_due(1, START + DAY / 2) == 2
    assert store.card_count(1) == 4
    assert store.due_moments(1) == tuple(sorted(each.due for each in expected))
    assert store.reviews_since(1, START) == 2
    assert store.reviews_since(1, START + DAY) == 1
    assert [each.kind for each in store.notices()] == ["not-saved"]
    held.close()
    store.set_setting(1, "theme", "dark")
    assert store.notices() == ()
    again = shelf.open()
    assert again.due_cards(1, START + 90 * DAY, 9) == found
    assert again.reviews_since(1, START) == 2
    assert again.undo_last_review(1) == after
    assert again.card(1, of_c.key) == card("c")


def test_a_stored_review_is_undone_while_nothing_can_be_written(shelf, store):
    """Undo works on what is on disk, more than once, and reaches the disk later."""
    after = filled(store)
    review(store, after, START + DAY)
    held = lock(shelf)
    assert store.undo_last_review(1) == after
    assert store.undo_last_review(1) == card("a")
    assert store.undo_last_review(1) is None
    assert store.reviews_since(1, START) == 0
    held.close()
    assert begin(store)
    assert shelf.open().card(1, "quiz:b:a") == card("a")
    assert shelf.open().reviews_since(1, START) == 0


def test_a_card_reviewed_elsewhere_while_ours_waits_counts_once(shelf, store):
    """Where another window was first with the disk, its review counts and ours is dropped."""
    store.add_cards(1, [card("a")])
    other = shelf.open()
    fill_disk(store)
    many = [card(f"{number}-{'x' * 300}", 9) for number in range(200)]
    assert isinstance(store.add_cards(1, many), CardsNotSaved)
    assert isinstance(review(store, card("a"))[0], CardNotSaved)
    _, theirs = review(other, card("a"), START, "easy")
    free_disk(store)
    begin(store)
    assert store.card(1, "quiz:b:a") == theirs
    assert store.reviews_since(1, START) == 1
    assert store.card_count(1) == other.card_count(1) == 201
    assert store.notices() == ()


def test_cards_without_any_file(shelf):
    """Where there is no file at all the cards are in memory, and in the file once there is one."""
    shelf.folder.write_text("in the way")
    store = shelf.open_with_notices().store
    assert isinstance(store.add_cards(1, [card("a")]), CardsNotSaved)
    _, after = review(store, card("a"))
    assert store.due_cards(1, START + 90 * DAY, 5) == (after,)
    shelf.folder.unlink()
    store.close()
    again = shelf.open()
    assert again.card(1, "quiz:b:a") == after
    assert again.reviews_since(1, START) == 1


def test_a_lost_file_costs_no_review_that_goes_on(shelf, store):
    """After damage in mid-review the card that is being asked is in the fresh file."""
    after = filled(store)
    connection = break_file(shelf)
    outcome, later = review(store, after, START + DAY)
    connection.close()
    assert outcome == CardSaved(later)
    assert len(shelf.set_aside()) == 1
    again = shelf.open_with_notices().store
    assert again.card(1, "quiz:b:a") == later
    assert again.undo_last_review(1) == after


@pytest.mark.parametrize("spoilt", ["[", '["quiz:b:a", "t", -5, 0, "learning", 0, null, null, null]', '["a"]', "5"])
def test_a_spoilt_log_is_not_undone(shelf, store, spoilt):
    """A row of the log that makes no sense changes no card, and nothing raises."""
    after = filled(store)
    connection = shelf.raw()
    connection.execute("UPDATE reviews SET card_before = ?", (spoilt,))
    connection.close()
    assert store.undo_last_review(1) is None
    assert store.card(1, "quiz:b:a") == after
    assert shelf.set_aside() == []


def test_cards_come_with_a_decision(shelf, store):
    """A write of a play adds cards at the same moment, and in a conflict too."""
    play = begin(store)
    store.add_cards(1, [card("a", 5)])
    newer = saved(store.write(play, ["a.1"], cards=[card("a"), card("b")]))
    assert store.card(1, "quiz:b:a") == card("a", 5)
    store.write(play, ["a.2"], cards=[card("c")])
    assert shelf.open().card_count(1) == 3
    assert store.play(play.id) == newer


def test_a_commit_that_was_reported_as_failed_but_kept():
    """What the disk kept of an attempt it reported as failed is known for our own: it counts once."""
    connection = empty_in_memory({})
    made = Review(1, card("a"), card("a", 1), "good", None, START)
    rows.add(connection, 1, card("a"))
    assert rows.record(connection, made)
    assert rows.record(connection, made)
    assert rows.last_reviews(connection, 1, 9) == (made,)
    assert rows.undo(connection, made)
    assert not rows.undo(connection, made)
    assert rows.read(connection, 1, "quiz:b:a") == card("a")
    connection.close()
