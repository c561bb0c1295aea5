"""What a lesson came to, for reports: everything that happened in figures and words, nothing of how it is drawn."""

from __future__ import annotations

from typing import TypeAlias

from isoquest.classroom.room.occasion import occasion
from isoquest.classroom.room.quiz import Quiz
from isoquest.classroom.room.quiz_results import QuizResults, quiz_results
from isoquest.classroom.room.room import Room
from isoquest.classroom.room.standings import Standings
from isoquest.classroom.room.story_results import PlaysResults, plays_results
from isoquest.classroom.room.vote import Vote
from isoquest.classroom.room.vote_results import VoteResults, vote_results

Results: TypeAlias = QuizResults | VoteResults | PlaysResults


def results(room: Room, standings: Standings | None, *, removed: bool = False) -> Results:
    """What a lesson has come to by now.

    `standings` are those of its quiz, None for a story. Students whom the teacher removed are left out, with all they
    answered, unless `removed` asks for them.
    """
    held, lesson = occasion(room), room.lesson
    seats = list(room.seats.by_id.values()) if removed else room.seats.present
    if isinstance(lesson, Quiz):
        return quiz_results(held, lesson, standings or Standings(lesson), seats)
    if isinstance(lesson, Vote):
        return vote_results(held, lesson, seats)
    return plays_results(held, lesson, seats)
