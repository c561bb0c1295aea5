"""A phone in a live quiz. What is the same for all is written once for each stage, what differs is joined to it."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from isoquest.classroom.room.phone.written import Json, question_shown, sources_told, written
from isoquest.classroom.room.quiz import GivenAnswer, Quiz, QuizPhase
from isoquest.classroom.room.said import said_from
from isoquest.classroom.room.seats import Seat
from isoquest.classroom.room.standings import Standings, points_told
from isoquest.content.reference import Reference
from isoquest.content.safe_text import safe_line
from isoquest.quiz.answers import Answer
from isoquest.quiz.asking import answer_told, ids_shown, right_answer
from isoquest.quiz.drawing import Item
from isoquest.quiz.feedback import key_told, reasons

NO_POINTS = '"points":null,"place":null,"of":null'


class QuizOnPhones:
    """Shows a quiz to phones."""

    def __init__(self, quiz: Quiz, reference: Reference, standings: Standings) -> None:
        self._quiz = quiz
        self._reference = reference
        self._standings = standings
        self._asked = lru_cache(maxsize=1024)(self._asked_of)
        self._told = lru_cache(maxsize=4096)(self._told_of)
        self._shown = lru_cache(maxsize=1024)(self._shown_of)

    def points(self, seat: Seat) -> str:
        """What a student sees of the leaderboard, as entries of JSON: only what was earned in questions revealed."""
        quiz = self._quiz
        if not quiz.counted:
            return NO_POINTS
        earned, place, among = self._standings.standing(seat)
        points = points_told(earned.points)
        if quiz.terms.board != "all":
            return f'"points":"{points}","place":null,"of":null'
        return f'"points":"{points}","place":{place},"of":{among}'

    def show(self, seat: Seat) -> str:
        """What this phone shows now, as JSON."""
        quiz = self._quiz
        match quiz.phase:
            case "reading" | "answering" | "closed" | "revealed":
                return self._question(seat)
            case "board":
                return json.dumps({"phase": "board", "number": len(quiz.rounds), "of": len(quiz.questions)})
            case "ended":
                return json.dumps({"phase": "ended", "summary": self._summary(seat)})
            case _:
                return json.dumps({"phase": quiz.phase})

    def _question(self, seat: Seat) -> str:
        quiz, current = self._quiz, self._quiz.round
        given = current.answers.get(seat.id)
        answer, certainty = (None, None) if given is None else (given.answer, given.certainty)
        arrangement = quiz.item_for(seat, current).arrangement
        return self._shown(quiz.phase, current.number, arrangement, answer, certainty, self._until(seat))

    def _shown_of(  # noqa: PLR0913, PLR0917 - all that can differ from phone to phone, for the cache to tell apart
        self,
        phase: QuizPhase,
        number: int,
        arrangement: tuple[int, ...],
        answer: Answer | None,
        certainty: int | None,
        until: int | None,
    ) -> str:
        """A question with what was answered: the same for all who have it so and gave the same answer."""
        quiz = self._quiz
        item = Item(quiz.rounds[number - 1].question, arrangement)
        saved = "null"
        if answer is not None:
            saved = json.dumps({"answer": said_from(item, answer), "certainty": certainty})
        result = f',"result":{self._result(number, item, answer or (), certainty)}' if phase == "revealed" else ""
        return (
            f'{{"phase": "{phase}","round":{number},"number":{number},"of":{len(quiz.questions)},'
            f'"certainty":{"true" if quiz.terms.certainty else "false"},"until":{"null" if until is None else until},'
            f'"saved":{saved},"question":{self._asked(number, arrangement)}{result}}}'
        )

    def _until(self, seat: Seat) -> int | None:
        quiz = self._quiz
        if quiz.phase == "reading":
            return quiz.closes_at()
        return quiz.deadline(seat) if quiz.phase == "answering" else None

    def _asked_of(self, number: int, arrangement: tuple[int, ...]) -> str:
        """A question as it is shown in this arrangement: the same for all who have it so."""
        return json.dumps(question_shown(Item(self._quiz.rounds[number - 1].question, arrangement)))

    def _result(self, number: int, item: Item, answer: Answer, certainty: int | None) -> str:
        question = item.question
        right: list[int] | None = None
        if question.options or question.type == "true-false":
            ids = ids_shown(item)
            right = [ids.index(name) for name in right_answer(question)]
        told = self._told(number, answer, certainty)
        return f'{{"right":{json.dumps(right)},{told[1:]}'

    def _told_of(self, number: int, answer: Answer, certainty: int | None) -> str:
        """What is told of an answer: the same to everyone who gave it."""
        question = self._quiz.rounds[number - 1].question
        given = GivenAnswer(answer, certainty, 0) if answer else None
        mark = self._quiz.mark(given, question)
        verdict = "none" if given is None else "right" if mark.right else "partly" if mark.share else "wrong"
        told: dict[str, Any] = {
            "verdict": verdict,
            "share": round(float(mark.share), 3),
            "yours": safe_line(answer_told(question, answer)),
            "key": safe_line(key_told(question)),
            "earned": points_told(self._quiz.points(given, question)),
            "reasons": [
                {"subject": safe_line(reason.subject), "text": written(reason.text), "right": reason.right}
                for reason in reasons(question, answer)
            ],
            "sources": sources_told(question.because, self._reference),
        }
        return json.dumps(told)

    def _summary(self, seat: Seat) -> Json | None:
        counted = self._quiz.counted
        if not counted:
            return None
        right = sum(
            1
            for each in counted
            if seat.id in each.answers and self._quiz.mark(each.answers[seat.id], each.question).right
        )
        return {"right": right, "of": len(counted)}
