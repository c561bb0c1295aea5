"""The whole of what one phone is shown, as one line of JSON."""

from __future__ import annotations

import json
from collections.abc import Hashable

from isoquest.classroom.room.phone.quiz import NO_POINTS, QuizOnPhones
from isoquest.classroom.room.phone.story import PlaysOnPhones, VoteOnPhones
from isoquest.classroom.room.phone.written import Json
from isoquest.classroom.room.quiz import Quiz
from isoquest.classroom.room.room import Room
from isoquest.classroom.room.seats import Seat
from isoquest.classroom.room.standings import Standings
from isoquest.classroom.room.vote import Vote
from isoquest.content.reference import Reference
from isoquest.content.safe_text import safe_line

_MOST_REMEMBERED = 256
_quoted = json.encoder.encode_basestring_ascii


class PhoneViews:
    """Shows a room to phones, always whole: a phone that missed something has missed nothing."""

    def __init__(self, room: Room, reference: Reference, standings: Standings | None) -> None:
        """Show `room`; `standings` are those of its quiz, None for a story."""
        self._room = room
        lesson = room.lesson
        self._room_told: tuple[int, str] | None = None
        """What all phones are told of the room, and the stage at which that was written."""
        self._story_stage = -1
        self._story_told: dict[Hashable, str] = {}
        self._quiz: QuizOnPhones | None = None
        self._story: VoteOnPhones | PlaysOnPhones | None = None
        if isinstance(lesson, Quiz):
            self._quiz = QuizOnPhones(lesson, reference, standings or Standings(lesson))
        elif isinstance(lesson, Vote):
            self._story = VoteOnPhones(lesson, reference)
        else:
            self._story = PlaysOnPhones(lesson, reference)

    def door(self) -> Json:
        """What someone sees who has found the room and not joined yet."""
        room = self._room
        return {
            "title": safe_line(room.opened.title),
            "kind": room.opened.kind,
            "anonymous": room.terms.anonymous,
            "teams": list(map(safe_line, room.terms.teams)),
            "locked": room.locked,
            "over": room.lesson.over,
        }

    def state(self, seat: Seat, seq: int, now: int) -> str:
        """A message of type `state` for a seat. `seq` rises with every message; `now` is the server's clock."""
        quiz = self._quiz
        if quiz is not None:
            points, show = quiz.points(seat), quiz.show(seat)
        else:
            points, show = NO_POINTS, self._story_part(seat)
        return (
            f'{{"type":"state","seq":{seq},"now":{now},"room":{self._room_part()},"you":{{"nickname":{_quoted(seat.nickname)},'
            f'"team":{_quoted(safe_line(seat.team))},"turn":{seat.turn},{points}}},"show":{show}}}'
        )

    def _story_part(self, seat: Seat) -> str:
        """What a phone is shown of a story, written once for all who are shown the same at this stage."""
        story = self._story
        assert story is not None  # noqa: S101 - a lesson is a quiz or a story
        if self._story_stage != self._room.stage or len(self._story_told) >= _MOST_REMEMBERED:
            self._story_stage, self._story_told = self._room.stage, {}
        alike = story.alike(seat)
        if alike not in self._story_told:
            self._story_told[alike] = json.dumps(story.show(seat))
        return self._story_told[alike]

    def _room_part(self) -> str:
        """What all phones are told of the room: whatever changes it is shown to everyone anew."""
        room = self._room
        if self._room_told is None or self._room_told[0] != room.changes:
            told = {**self.door(), "code": room.opened.code, "paused": room.paused}
            self._room_told = room.changes, json.dumps(told)
        return self._room_told[1]
