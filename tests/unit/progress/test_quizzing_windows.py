"""An exam in two windows, and one whose program is killed."""

import json
from dataclasses import replace

import pytest
from progress_quiz import EXAM, PRACTICE, RIGHT, START, WRONG, answers, at, resumed, sit, text_of

from isoquest.quiz.results import Answered

ELSEWHERE = "This exam went on in another window. What was answered there counts here too."


def two_windows(shelf, terms=EXAM):
    """One attempt, taken up in two programs."""
    first = sit(shelf.open(), terms)
    second = resumed(shelf.open(), first.saved, START)
    return first, second


def test_an_exam_in_two_windows_stays_one(shelf):
    """Answers given in turns in two windows are all in one attempt; who comes second is told once."""
    first, second = two_windows(shelf)
    assert isinstance(first.answer("q0", RIGHT, None, at(1)), Answered)
    assert isinstance(second.answer("q1", WRONG, None, at(2)), Answered)
    assert isinstance(first.answer("q2", RIGHT, None, at(3)), Answered)
    assert isinstance(second.answer("q1", RIGHT, None, at(4)), Answered)
    assert answers(second) == {"q0": RIGHT, "q1": RIGHT, "q2": RIGHT}
    assert first.told == second.told == [ELSEWHERE]
    (stored,) = shelf.open().attempts(1)
    assert stored == second.saved
    assert len(stored.decisions) == 4


def test_an_exam_handed_in_elsewhere_is_over(shelf):
    """An answer that comes after that is refused in a sentence, and the finished exam stays as it is."""
    first, second = two_windows(shelf)
    first.answer("q0", RIGHT, None, at(1))
    first.finish(at(2))
    assert second.answer("q1", RIGHT, None, at(3)) == "This session is over."
    assert second.session == first.session
    assert second.saved == first.saved == shelf.open().play(first.saved.id)
    assert second.told == [ELSEWHERE]
    assert second.finish(at(4)).total.percent == 20


def test_both_windows_hand_in(shelf):
    """Handing in the second time takes over what the first one handed in."""
    first, second = two_windows(shelf)
    first.answer("q0", RIGHT, None, at(1))
    first.finish(at(2))
    assert second.finish(at(3)).total.percent == 20
    assert second.saved == first.saved


def test_handing_in_takes_the_other_windows_answers_along(shelf):
    """Nothing that was answered in the other window is lost when this one hands in."""
    first, second = two_windows(shelf)
    first.answer("q0", RIGHT, None, at(1))
    second.finish(at(2))
    assert answers(second) == {"q0": RIGHT}
    assert first.answer("q1", RIGHT, None, at(3)) == "This session is over."


def test_practice_in_two_windows(shelf):
    """A question that was answered in the other window cannot be answered here."""
    first, second = two_windows(shelf, PRACTICE)
    first.answer("q0", RIGHT, None, at(1))
    assert second.answer("q0", WRONG, None, at(2)) == "That question has been answered."
    assert answers(second) == {"q0": RIGHT}
    assert isinstance(second.answer("q1", RIGHT, None, at(3)), Answered)


def test_time_that_passed_in_the_other_window_has_passed(shelf):
    """The elapsed time of the stored attempt holds here too, whatever this window's clock says."""
    first, second = two_windows(shelf, replace(EXAM, seconds=60))
    first.answer("q0", RIGHT, None, at(50))
    second.answer("q1", RIGHT, None, at(1))
    assert second.time_left(at(1)) == 10


def test_answers_that_waited_for_the_disk_join_those_of_the_other_window(shelf):
    """What could not be saved while the other window wrote is added to it by the next answer."""
    first, second = two_windows(shelf, EXAM)
    lock = shelf.raw()
    lock.execute("BEGIN IMMEDIATE")
    for name in ("q0", "q1"):
        assert isinstance(first.answer(name, RIGHT, None, at(1)), Answered)
    assert "another program" in first.notice
    lock.close()
    second.answer("q2", WRONG, None, at(2))
    first.answer("q3", RIGHT, None, at(3))
    assert answers(first) == {"q0": RIGHT, "q1": RIGHT, "q2": WRONG, "q3": RIGHT}
    assert first.notice == ""
    (stored,) = shelf.open().attempts(1)
    assert stored == first.saved


def test_answers_that_waited_too_long_are_told(shelf):
    """An unsaved answer to an exam that was handed in elsewhere cannot count, and that is said."""
    first, second = two_windows(shelf, EXAM)
    lock = shelf.raw()
    lock.execute("BEGIN IMMEDIATE")
    first.answer("q0", RIGHT, None, at(1))
    lock.close()
    second.finish(at(2))
    assert first.finish(at(3)).total.percent == 0
    assert first.told == [ELSEWHERE, "Your answer to `q0` could not be counted: This session is over."]


EXAMINED = """
import pathlib, sys
from datetime import UTC, datetime
from isoquest.content.bank_reading import read_bank
from isoquest.content.library import bundled_reference
from isoquest.progress.quizzing import QuizSitting
from isoquest.progress.store import open_store
from isoquest.quiz.session import Terms
clock = lambda: datetime.now(UTC)
store = open_store(pathlib.Path(sys.argv[1]), clock).store
bank = read_bank(sys.argv[2].encode(), "small.yaml", bundled_reference()[0]).bank
terms = Terms(mode="exam", shuffle=False, seconds=1000)
sitting = QuizSitting.begin(store, 1, bank, sys.argv[2], "", 7, terms, clock())
for number in range(200):
    outcome = sitting.answer(f"q{number}", ("true",), None, clock())
    sys.stdout.write(f"{type(outcome).__name__} {number} \\n")
    sys.stdout.flush()
"""


@pytest.mark.parametrize("count", [1, 5, 30])
def test_a_killed_exam_goes_on(shelf, run, count):
    """Every answer that was acknowledged is there after the program was killed, also where the file is gone."""
    process = run(EXAMINED, shelf.folder, text_of(200))
    for _ in range(count):
        assert process.stdout.readline().startswith("Answered")
    process.kill()
    acknowledged = count + sum(each.endswith(" ") for each in process.stdout.read().splitlines())
    process.wait()
    store = shelf.open()
    (saved,) = store.attempts(1)
    assert acknowledged <= len(saved.decisions) <= acknowledged + 2
    sitting = resumed(store, saved, saved.changed, None)
    assert list(answers(sitting)) == [f"q{number}" for number in range(len(saved.decisions))]
    last = json.loads(saved.decisions[-1])["t"]
    assert last <= sitting.elapsed(saved.changed) <= 1000
    if len(saved.decisions) < 200:
        assert isinstance(sitting.answer("q199", WRONG, None, saved.changed), Answered)
    assert shelf.set_aside() == []
