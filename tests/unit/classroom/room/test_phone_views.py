"""What phones are shown, and when."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from random import Random
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from room_course import EVERYTHING, answer, any_event, asking, begun, decide, order, orders, vote
from rooms import BANK, BEGIN, STORY, room, seat_id

from isoquest.classroom.room.events import Joined, Ordered
from isoquest.classroom.room.phone.views import PhoneViews
from isoquest.classroom.room.quiz import Quiz
from isoquest.classroom.room.replies import Taken
from isoquest.classroom.room.room import Room
from isoquest.classroom.room.standings import Standings
from isoquest.classroom.room.terms import Terms
from isoquest.content.library import bundled_reference
from isoquest.quiz.asking import right_answer

REFERENCE = bundled_reference()[0]

OTHER_KEYS = (
    BANK.replace("ISO itself, why: REASONCANARYISO it certifies nobody.", "ISO itself, right: true, why: x")
    .replace(
        "A certification body, right: true, why: REASONCANARYBODY it audits and certifies.", "A certification body"
    )
    .replace("q: {text: ISO 9001, right: true}", "q: {text: ISO 9001}")
    .replace("ISO 31000}", "ISO 31000, right: true}")
    .replace("right: false, why: WHYCANARY no.", "right: true, why: Because.")
    .replace("{value: 3, unit: years}", "{value: 30000, unit: years}")
    .replace("accept: [SECRETACCEPTED]", "accept: [a, b, something quite different]")
    .replace("accept: [body], choices", "accept: [bakery], choices")
    .replace("choices: [body, bakery]", "choices: [bakery, body]")
    .replace("who: [SECRETBLANK]", "who: [x]")
    .replace("because: [F-ISO-018]", "because: [F-ISO-001]")
    .replace("WHYCANARY", "another reason")
)
"""The small bank with every key, reason and source another one."""
SAME_TO_THE_EYE = ("who", "which", "truth", "years", "word", "gaps")
"""The questions of that bank that are put in the same words."""

OTHER_STORY = (
    STORY.replace("add: {budget: -1}, score: 3, feedback: FEEDBACKCANARY good., to: pause", "feedback: x, to: late")
    .replace("add: {budget: -5}, feedback: FEEDBACKCANARY hasty.", "score: 9, feedback: Well chosen indeed.")
    .replace("NEXTSCENECANARY And now?", "Something else.")
)
"""The small story, in which every choice leads elsewhere."""


def told(of: Room, number: int = 0) -> Any:
    """What the phone of a student is sent, read as JSON."""
    return json.loads(sent(of, number))


def sent(of: Room, number: int = 0) -> str:
    """What the phone of a student is sent."""
    return PhoneViews(of, REFERENCE, None).state(of.seats.by_id[seat_id(number)], 1, of.now)


def quiz_of(of: Room) -> Quiz:
    """The quiz of a room."""
    assert isinstance(of.lesson, Quiz)
    return of.lesson


def until(of: Room, question: str) -> bool:
    """Go on to a question, and open it."""
    while quiz_of(of).round.question.id != question:
        orders(of, "skip")
    return True


def test_phones_are_sent_the_same_whatever_the_key_is():
    """Two banks that differ in keys, reasons and sources alone are the same bytes on every phone until the reveal."""
    for question in SAME_TO_THE_EYE:
        rooms = [begun("quiz", Terms(reading=5, certainty=True), text, students=4) for text in (BANK, OTHER_KEYS)]
        seen: list[list[str]] = [[], []]
        key = right_answer(next(q for q in quiz_of(rooms[0]).questions if q.id == question))
        for live, lines in zip(rooms, seen, strict=True):
            until(live, question)
            lines += [sent(live, number) for number in range(4)]
            orders(live, "next")
            answer(live, 0, key, certainty=3)
            lines += [sent(live, number) for number in range(4)]
            orders(live, "next")
            lines += [sent(live, number) for number in range(4)]
            orders(live, "reveal", "unreveal")
            lines += [json.dumps(told(live, number)["show"]) for number in range(4)]
        assert seen[0] == seen[1], question
        assert "options" in seen[0][0]


def test_phones_are_sent_the_same_wherever_choices_lead():
    """Two stories that differ in what choices bring are the same bytes on every phone until the class has decided."""
    for kind in ("vote", "plays"):
        shown = []
        for text in (STORY, OTHER_STORY):
            live = begun(kind, Terms(argue=True), text, students=2)
            lines = [sent(live)]
            if kind == "vote":
                vote(live, 0, "ask")
                lines.append(sent(live))
                orders(live, "close", "next")
                vote(live, 1, "ask")
                orders(live, "close")
                lines += [sent(live, 0), sent(live, 1)]
            else:
                decide(live, 0, 0, "ask")
                lines.append(sent(live, 1))
            shown.append(lines)
        assert shown[0] == shown[1]


CANARIES = ("WHYCANARY", "REASONCANARY", "SECRETACCEPTED", "SECRETBLANK", "F-ISO", "certifies nobody")


@settings(max_examples=10)
@given(chance=st.builds(Random, st.integers(0, 10**6)))
def test_no_reason_key_or_source_is_sent_before_a_reveal(chance: Random):
    """In any course of a lesson, phones hold none of the bank's secrets but while an answer is revealed."""
    live = room("quiz", EVERYTHING, 4)
    secrets = [*CANARIES, *(fact.statement[:40] for fact in REFERENCE.facts.values())]
    for _ in range(40):
        event = any_event(live, chance)
        said = getattr(event, "answer", ())
        if any(secret in part for part in said for secret in CANARIES):
            continue
        live.take(event)
        for seat in live.seats.present:
            line = PhoneViews(live, REFERENCE, None).state(seat, 1, live.now)
            show = json.loads(line)["show"]
            assert show["phase"] == live.lesson.phase
            if show["phase"] != "revealed":
                show.pop("summary", None)
                assert not any(secret in line for secret in secrets)
                assert not _keys_in(show) & {"right", "why", "accept", "reasons", "share", "key", "result"}


def _keys_in(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set(value).union(*map(_keys_in, value.values()))
    return set().union(*map(_keys_in, value)) if isinstance(value, list) else set()


STORY_SECRETS = ("FEEDBACKCANARY", "NEXTSCENECANARY", "It worked", "Too late")


def test_a_story_tells_nothing_before_it_happens():
    """Feedback, later scenes and endings are sent when the class has come to them, not before."""
    live = room("vote", Terms(reading=5, argue=True), 1)
    for name in ("next", "next", "close", "next", "close", "settle"):
        assert not any(secret in sent(live) for secret in STORY_SECRETS)
        if live.lesson.phase == "voting":
            vote(live, 0, "ask")
        order(live, name, value="ask")
    assert not any(secret in sent(live) for secret in STORY_SECRETS)
    orders(live, "next")
    assert "FEEDBACKCANARY" in sent(live)
    assert not any(secret in sent(live) for secret in STORY_SECRETS[1:])
    alone = begun("plays", students=2)
    decide(alone, 0, 0, "ask")
    assert "FEEDBACKCANARY" in sent(alone, 0)
    assert not any(secret in sent(alone, 1) for secret in STORY_SECRETS)


def test_a_right_and_a_wrong_answer_are_the_same_size_before_the_reveal():
    """The length of what is sent after an answer says nothing of it."""
    for question in ("who", "truth"):
        sizes = set()
        for place in range(2):
            live = begun("quiz", Terms(), students=1)
            until(live, question)
            current = quiz_of(live).round.question
            ids = list(current.options) or ["true", "false"]
            assert isinstance(answer(live, 0, (ids[place],)), Taken)
            assert told(live)["show"]["saved"] is not None
            sizes.add(len(sent(live)))
        assert len(sizes) == 1


def test_nothing_of_another_student_is_ever_sent():
    """Phones hold neither other seats, names nor typed answers, before or after the reveal."""
    live = begun("quiz", Terms(), students=3)
    live.take(Joined(BEGIN, seat_id(7), "Nicknamecanary", ""))
    until(live, "word")
    answer(live, 7, ("TYPEDCANARY",))
    answer(live, 0, ("mine",))
    for name in ("close", "reveal", "board", "end", "end"):
        for number in (0, 1):
            line = sent(live, number)
            assert "CANARY" not in line.replace("WHYCANARY", "")
            assert "Nicknamecanary" not in line
            assert not any(seat.id in line for seat in live.seats.present)
        order(live, name)
    assert live.lesson.over


@pytest.mark.parametrize(("question", "parts"), [("who", 3), ("which", 4), ("steps", 3), ("pairs", 3)])
def test_each_part_comes_first_about_equally_often(question: str, parts: int):
    """Over many seats the order on phones is independent of the bank's, for options, items and right sides."""
    live = begun("quiz", students=0)
    for number in range(1_200):
        live.take(Joined(BEGIN, seat_id(number), "Mia", ""))
    until(live, question)
    views = PhoneViews(live, REFERENCE, None)
    shown = [tuple(json.loads(views.state(seat, 1, 0))["show"]["question"]["options"]) for seat in live.seats.present]
    first = Counter(options[0] for options in shown)
    assert len(first) == parts
    assert all(0.8 < count * parts / 1_200 < 1.2 for count in first.values())
    orders_seen = Counter(shown)
    ways = {3: 6, 4: 24}[parts]
    assert len(orders_seen) == ways
    assert all(0.5 < count * ways / 1_200 < 1.6 for count in orders_seen.values())


def test_a_phone_keeps_its_order_and_its_answer():
    """A reload shows the same order, and the answer that the server holds as this phone said it."""
    live = begun("quiz", students=2)
    until(live, "which")
    before = told(live)["show"]["question"]
    answer(live, 0, ("q", "e"))
    show = told(live)["show"]
    assert show["question"] == before
    assert {before["options"][place] for place in show["saved"]["answer"]} == {"ISO 9001", "ISO 14001"}


def test_gaps_are_numbered_by_their_own_choices():
    """A gap in the text has the number of its own side, whichever the bank writes first; choices by the alphabet."""
    text = BANK.replace("A {what} audits, and {who} accredits.", "The {who} accredits a {what}.")
    live = begun("quiz", students=1, text=text)
    until(live, "gaps")
    question = told(live)["show"]["question"]
    assert question["ask"][0]["spans"] == [["The [2] accredits a [1].", ""]]
    assert question["sides"] == [{"label": "[1]", "choices": ["bakery", "body"]}, {"label": "[2]", "choices": None}]


def test_the_reveal_tells_the_verdict_key_reasons_and_sources():
    """Right, partly, wrong and none; what was right; why; and where it is known from."""
    verdicts = {}
    for said in (("q", "e"), ("q",), ("g",), ()):
        live = begun("quiz", students=1)
        until(live, "which")
        answer(live, 0, said)
        orders(live, "reveal")
        result = told(live)["show"]["result"]
        verdicts[said] = result["verdict"]
        assert result["key"] == "ISO 9001; ISO 14001"
        options = told(live)["show"]["question"]["options"]
        assert {options[place] for place in result["right"]} == {"ISO 9001", "ISO 14001"}
    assert list(verdicts.values()) == ["right", "partly", "wrong", "none"]
    until(live, "who")
    orders(live, "reveal")
    result = told(live)["show"]["result"]
    assert result["sources"]
    assert [reason["subject"] for reason in result["reasons"]] == ["A certification body", ""]


def test_each_phone_counts_down_to_its_own_deadline():
    """In a quiz and in a vote, more time is seen on the phone of who has it, and grace on none."""
    for kind in ("quiz", "vote"):
        live = begun(kind, Terms(seconds=20), students=2)
        order(live, "more-time", value=seat_id(1), amount=50)
        began = live.lesson.since
        assert [told(live, number)["show"]["until"] - began for number in range(2)] == [20_000, 30_000]


def test_signs_in_names_and_teams_stay_text():
    """Markup and quotes in nicknames come out of the JSON as they went in."""
    live = room("quiz")
    name = '<img onerror="x">\u2028\\'
    live.take(Joined(BEGIN, seat_id(0), name, ""))
    assert told(live)["you"]["nickname"] == name
    assert sent(live).isascii()


def at_the_gate(count: int) -> Room:
    """A class before the first question of a story."""
    live = asking("vote", Terms(seconds=20), count)
    orders(live, "next", "next")
    return live


ROOMS: dict[str, Callable[[int], Room]] = {
    "quiz": lambda count: begun("quiz", Terms(seconds=20, speed=True), students=count),
    "vote": lambda count: begun("vote", Terms(seconds=20), students=count),
    "vote with questions": at_the_gate,
    "plays": lambda count: begun("plays", students=count),
}


@pytest.mark.parametrize("made", ROOMS.values(), ids=ROOMS)
def test_answers_and_phones_cost_the_same_each_in_a_large_room(made: Callable[[int], Room]):
    """Four times as many students: about four times as many steps to hear them, to reveal, and to show all phones."""
    few, many = (list(_steps_in(made(count), count)) for count in (15, 60))
    for small, large in zip(few, many, strict=True):
        assert large < 5 * small + 500


def _steps_in(live: Room, count: int) -> Iterator[int]:
    lesson = live.lesson
    standings = Standings(lesson) if isinstance(lesson, Quiz) else None
    views = PhoneViews(live, REFERENCE, standings)

    def hear() -> None:
        for number in range(count):
            if isinstance(lesson, Quiz):
                answer(live, number, right_answer(lesson.round.question))
            elif live.opened.kind == "plays":
                decide(live, number, 0, "ask")
            else:
                vote(live, number, "ask")
            _ = live.due

    def show() -> None:
        for seat in live.seats.present:
            views.state(seat, 1, 0)

    show()
    yield _steps(hear)
    yield _steps(show)
    live.take(Ordered(live.now, "reveal" if standings else "close"))
    show()
    yield _steps(show)
    live.take(Ordered(live.now, "next"))
    yield _steps(show)


def _steps(do: Callable[[], None]) -> int:
    steps = 0

    def count_step(frame: FrameType, event: str, _told: Any) -> Any:
        nonlocal steps
        frame.f_trace_opcodes = True
        steps += event == "opcode"
        return count_step

    before = sys.gettrace()
    sys.settrace(count_step)
    try:
        do()
    finally:
        sys.settrace(before)
    return steps
