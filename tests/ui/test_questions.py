"""Questions in the app: quizzes in practice and as exams, reviews, and questions within a scenario."""

from __future__ import annotations

import itertools
import re
from datetime import timedelta

import pytest
from banks import EVERY_TYPE
from ui_desk import NOW, QUAY, Desk, keys_for

from isoquest.quiz.asking import right_answer
from isoquest.quiz.review import Card, midnight
from isoquest.tui.widgets import entries

ASKING = QUAY.replace("        to: audit\n      guess:", "        to: gate\n      guess:").replace(
    "  framed:\n",
    """\
  gate:
    title: The gate
    phase: plan
    text: A clerk has questions.
    ask: {bank: a-bank, topic: chain, count: 2, score: 1}
    right: {add: {calm: 10}}
    to: audit
  framed:
""",
)
HOSTILE = "[/b] [@click=app.quit]x[/] [red]"


@pytest.fixture(autouse=True)
def quick_fingers(monkeypatch: pytest.MonkeyPatch):
    """Keys of a test come as fast as those of a key that is held down."""
    monkeypatch.setattr(entries, "REPEAT", 0.0)


async def test_every_type_is_answered_by_keys_and_told_at_once(desk: Desk):
    """From the home screen through eight questions to the result; what was not right is told with its reasons."""
    tagged = "why: ISO certifies nobody., misconception: iso-certifies-firms"
    desk.write_bank(EVERY_TYPE.replace("why: ISO certifies nobody.", tagged))
    async with desk.app((90, 40)) as player:
        await player.at("Home")
        await player.press("z")
        await player.sees("▸ Every type", "8 questions · your own · not tried yet")
        await player.press("enter")
        await player.sees("▸ → Begin", "Practice: told after each answer")
        await player.press("enter")
        await player.at("QuizPage")
        for number, item in enumerate(player.quiz().items, start=1):
            await player.sees(f"{number} of 8")
            wrong = item.question.id == "who"
            await player.press(*keys_for(item, ("iso",) if wrong else right_answer(item.question)))
            await player.sees(
                "✗ Not right" if wrong else "✓ Right", "Next question" if number < 8 else "See the result"
            )
            if wrong:
                await player.sees("Right is: A certification body", "✗ ISO", "ISO certifies nobody.", "✓ A certif")
                await player.sees("Often believed: “ISO certifies companies.”")
            await player.press("1", "2", "enter")
        await player.sees("87 %  7 of 8", "The chain", "75 %  3 of 4", "✗ Who issued the")
    assert [attempt.summary for attempt in desk.attempts()] == ["87 %"]


async def test_an_exam_is_left_taken_up_again_and_handed_in(desk: Desk):
    """Nothing is told before the end, an answer can be changed, and handing in names what has no answer."""
    desk.write_bank(EVERY_TYPE)
    async with desk.app((90, 30), quiz=desk.quiz(mode="exam", certainty=True)) as player:
        await player.sees("Who issued the certificate?", "1 of 8 · 0 answered")
        await player.press("2")
        await player.sees("How sure are you?", "hardly  right earns 1, wrong costs nothing")
        await player.press("3")
        await player.sees("2 of 8 · 1 answered")
        assert "Right" not in player.seen()
        await player.press("1", "right", "left")
        await player.sees("1 [x] Audit", "2 of 8")
        await player.press("escape")
        await player.at("Home")
    async with desk.app((90, 30)) as player:
        await player.sees("Continue", "Every type", "1 of 8 answered")
        await player.press("c")
        await player.sees("What may a certification body do?", "2 of 8 · 1 answered")
        await player.press("left")
        await player.sees("2 ● ISO")
        await player.press("1", "3", "h")
        await player.sees("Questions 2, 3, 4, 5, 6, 7, 8 have no answer", "Hand in 1 answer")
        await player.press("2")
        await player.at("QuizResult")
        await player.sees("✗ Not passed  70 % were needed", "12 %  1 of 8", "7 questions without an answer.")
        await player.sees("quite sure", "+3 marks by certainty.")
        await player.press("escape")
        await player.at("Home")
        await player.press("p")
        await player.sees("Quizzes", "12 %, not passed")
        await player.press("escape", "r")
        await player.sees("✓ Nothing is left to review today.")


async def test_an_exam_ends_when_its_time_is_up(desk: Desk):
    """The clock counts down, and the exam is handed in by itself with what was answered until then."""
    desk.write_bank(EVERY_TYPE)
    async with desk.app((90, 30), quiz=desk.quiz(mode="exam", seconds=600)) as player:
        await player.sees("10:00 left")
        await player.press("1")
        await player.sees("1 answered")
        desk.now = NOW + timedelta(seconds=595)
        await player.sees("! 0:05 left")
        desk.now = NOW + timedelta(seconds=600)
        await player.sees("The time is up. What was answered until then counts.", "12 %  1 of 8")
    assert desk.attempts()[0].ending is not None


async def test_what_is_due_is_reviewed_and_an_answer_taken_back(desk: Desk):
    """A question and a scene come up; u takes an answer back; the end tells when they come again."""
    desk.write_bank(EVERY_TYPE)
    due = [Card("quiz:a-bank:law", "process", NOW), Card("play:a-quay:letter", "buying", NOW)]
    desk.store.add_cards(desk.profile.id, due)
    async with desk.app((90, 40)) as player:
        await player.sees("Review", "2 due today")
        await player.press("r")
        await player.sees(
            "Review · The Quay: A letter", "│ The customer wants", "Which is the soundest?", "2 to review"
        )
        await player.press("2")
        await player.sees("✗ Not right", "✓ Ask what they need.", "You now know what to order.", "ISO, Certification")
        await player.press("u")
        await player.sees("Taken back.", "2 to review")
        await player.press("1")
        await player.sees("✓ Right")
        await player.press("enter")
        await player.sees("Standards are law.")
        await player.press("2")
        await player.sees("✓ Right")
        await player.until(lambda: desk.store.count_due(desk.profile.id, NOW + timedelta(minutes=1)) == 0)


async def test_a_week_of_reviews_comes_at_growing_distance(desk: Desk):
    """What was missed is asked on the first day until it is known, two days later again, and then not that week."""
    desk.write_bank(EVERY_TYPE)
    desk.store.add_cards(desk.profile.id, [Card("quiz:a-bank:law", "process", NOW)])
    asked = []
    for day in range(7):
        desk.now = NOW + timedelta(days=day)
        if not desk.store.count_due(desk.profile.id, midnight(desk.now, None, 1)):
            continue
        asked.append(day)
        async with desk.app((90, 40)) as player:
            await player.sees("1 due today")
            await player.press("r")
            while desk.store.count_due(desk.profile.id, midnight(desk.now, None, 1)):
                await player.sees("Standards are law.", "the last one")
                reviews = desk.store.reviews_since(desk.profile.id, NOW)
                await player.press("2")
                await player.until(lambda: desk.store.reviews_since(desk.profile.id, NOW) > reviews)  # noqa: B023
                await player.sees("✓ Right")
                await player.press("enter")
            await player.sees("Nothing is left to review today")
    assert asked == [0, 2]


async def test_a_scenario_puts_its_questions(desk: Desk):
    """A question of a scenario is answered as in a quiz, its outcome told like any other, and looked back on."""
    desk.write_bank(EVERY_TYPE)
    desk.write("a-quay", ASKING)
    async with desk.app((90, 40), desk.begun("ask")) as player:
        await player.sees("The gate · question 1 of 2", "A clerk has questions.")
        for number in (1, 2):
            await player.sees(f"question {number} of 2")
            draft = player.app.screen.query_one("AnswerPad").draft  # type: ignore[attr-defined]
            await player.press(*keys_for(draft.item, right_answer(draft.question)))
            await player.sees("You answered:", "+10 better", "Right.", "Enter Go on")
            await player.press("1")
            await player.press("enter")
        await player.sees("The visit", "1 Continue")
        await player.press("l")
        await player.at("DebriefPage")
        await player.press("end")
        await player.sees("✓ The gate", "scored 1 of 1", "✓ Right", "Your answer:")


@pytest.mark.parametrize("size", [(60, 16), (20, 5)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_questions_are_put_at_every_size(desk: Desk, size: tuple[int, int]):
    """Each type of question, the list of them, the hand-in and the result, whatever room there is."""
    desk.write_bank(EVERY_TYPE)
    async with desk.app(size, quiz=desk.quiz(mode="exam", seconds=60)) as player:
        await player.at("QuizPage")
        for item in player.quiz().items:
            await player.press(*keys_for(item, right_answer(item.question)))
            await player.until(lambda item=item: item.question.id in player.quiz_answered())
        await player.at("Question")
        await player.press("escape", "f2")
        await player.at("QuizContents")
        await player.press("escape", "f9")
        await player.at("Question")
        await player.press("2")
        await player.at("QuizResult")
        await player.press("down", "down", "f")


async def test_no_text_of_a_question_is_taken_for_markup(desk: Desk):
    """Question, case, options and reasons are drawn as they stand, and do nothing."""
    numbers = itertools.count()
    hostile = r"((?:text|ask|why|title): )[^,{}\n]+(?=[,}\n])"
    text = re.sub(hostile, lambda found: f'{found[1]}"{HOSTILE}{next(numbers)}"', EVERY_TYPE)
    text = re.sub(r"ask: .*\{first\}.*", f'ask: "{HOSTILE} {{first}} {{second}}"', text)
    desk.write_bank(text)
    async with desk.app((100, 50), quiz=desk.quiz()) as player:
        await player.sees(f"1 {HOSTILE}", f"  {HOSTILE}")
        await player.press("2")
        await player.sees(f"Right is: {HOSTILE}", f"✗ {HOSTILE}")
        await player.press("enter")
        await player.sees("1 [ ] [/b]")
        await player.press("escape", "p")
        await player.sees(HOSTILE)
