"""Questions of a scenario come back, and what is gone keeps nothing else from being asked."""

from datetime import UTC, timedelta

from banks import EVERY_TYPE

from isoquest.content.library import load, scenario_at
from isoquest.engine.asking import choice_for, question_now
from isoquest.engine.debrief import Consequence
from isoquest.progress.reviewing import QuestionPrompt, ReviewSitting
from isoquest.progress.sitting import Sitting
from isoquest.quiz.asking import right_answer
from isoquest.quiz.review import Card

GATE = """\
isoquest: 1
title: A gate
summary: Questions at a gate.
start: gate
nodes:
  gate: {phase: audit, text: The auditor asks., ask: {count: 2}, to: over}
  over: {phase: after, text: Done., ending: {kind: success, title: Over, outcome: Done.}}
"""


def test_a_missed_question_of_a_scenario_is_asked_again(store, tmp_path):
    """A question that was not wholly right becomes a card of its bank, found beside the scenario; a right one none."""
    (tmp_path / "gate").mkdir()
    (tmp_path / "gate" / "scenario.yaml").write_text(GATE, encoding="utf-8")
    (tmp_path / "gate" / "questions.yaml").write_text(EVERY_TYPE, encoding="utf-8")
    shelved = scenario_at(tmp_path / "gate" / "scenario.yaml")
    scenario = load(shelved).scenario
    sitting = Sitting.begin(store, 1, scenario, shelved.source, 7)
    missed = question_now(scenario, sitting.play.state).question
    assert isinstance(sitting.decide(choice_for(missed, ())), Consequence)
    known = question_now(scenario, sitting.play.state).question
    sitting.decide(choice_for(known, right_answer(known)))
    review = ReviewSitting.begin(store, 1, None, UTC)
    prompt = review.prompt()
    assert isinstance(prompt, QuestionPrompt)
    assert (prompt.card.key, prompt.item.question.id) == (f"quiz:gate:{missed.id}", missed.id)
    assert store.card_count(1) == 1


def test_cards_without_content_keep_no_place_of_others(store, tmp_path):
    """However many cards ask what is gone, those that can be asked are asked, at most as many as the day's cap."""
    (tmp_path / "banks").mkdir()
    (tmp_path / "banks" / "every.yaml").write_text(EVERY_TYPE, encoding="utf-8")
    now = store.now()
    gone = [Card(f"quiz:gone:{number}", "t", now - timedelta(days=2)) for number in range(5)]
    asked = [Card(f"quiz:every:{name}", "t", now - timedelta(days=1)) for name in ("law", "who", "soa", "gaps")]
    store.add_cards(1, [*gone, *asked])
    review = ReviewSitting.begin(store, 1, tmp_path, UTC, cap=3)
    count = 0
    while (prompt := review.prompt()) is not None:
        review.answer_question(prompt, right_answer(prompt.item.question), 3)
        count += 1
    assert (count, review.gone) == (3, 5)
