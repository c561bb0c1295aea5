"""What the attempts kept say of the questions."""

from datetime import UTC, datetime
from pathlib import Path

from banks import EVERY_TYPE, bank

from isoquest.progress.item_analysis import item_figures
from isoquest.progress.quizzing import QuizSitting
from isoquest.progress.store import Opened, Profile, Store, open_store
from isoquest.quiz.asking import right_answer
from isoquest.quiz.session import Terms

NOW = datetime(2026, 11, 2, tzinfo=UTC)


def finished(store: Store, profile_id: int, right: set[str]) -> None:
    """An exam in which just these questions were answered rightly, the others by a blank."""
    sitting = QuizSitting.begin(store, profile_id, bank(), EVERY_TYPE, "", 1, Terms(mode="exam"), NOW)
    for item in sitting.session.items:
        answer = right_answer(item.question) if item.question.id in right else ()
        sitting.answer(item.question.id, answer, None, NOW)
    sitting.finish(NOW)


def test_the_first_finished_attempt_of_each_profile_counts(tmp_path: Path):
    """Two players, one of whom tries again: facility is that of the two first attempts."""
    opened = open_store(tmp_path, lambda: NOW)
    assert isinstance(opened, Opened)
    store = opened.store
    first, second = store.current_profile(), store.add_profile("Second")
    assert isinstance(second, Profile)
    finished(store, first.id, {"law", "who"})
    finished(store, first.id, set(bank().questions))
    finished(store, second.id, {"who"})
    figures = {each.question: each for each in item_figures(store, bank(), "")}
    assert {name: figures[name].facility for name in ("who", "law", "soa")} == {"who": 100, "law": 50, "soa": 0}
    assert figures["who"].taken == {"body": 2}
    assert figures["law"].attempts == 2
    assert figures["law"].discrimination is None
    store.close()
