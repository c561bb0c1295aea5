"""What a live quiz came to: by question, by student, by team."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median_low
from typing import Literal, TypeAlias

from isoquest.classroom.room.given_answers import GivenCount, PartCount, given_counts, part_counts
from isoquest.classroom.room.occasion import Name, Occasion, name
from isoquest.classroom.room.quiz import GivenAnswer, Quiz, Round
from isoquest.classroom.room.seats import Seat
from isoquest.classroom.room.standings import Standings
from isoquest.content.questions import Question
from isoquest.quiz.analysis import FEWEST_ATTEMPTS, Attempt, ItemFigures, analyse
from isoquest.quiz.answers import Answer, is_blank
from isoquest.quiz.asking import answer_told, asked
from isoquest.quiz.feedback import key_told
from isoquest.quiz.results import Tally

Verdict: TypeAlias = Literal["right", "partly", "wrong", "none"]


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """What the class made of one question. Who gave no answer is counted in `none` and nowhere else."""

    number: int
    """As it was put, counted from 1."""
    question: Question
    asked: str
    topic: str
    key: str
    """The right answer in words."""
    answers: int
    right: int
    partly: int
    wrong: int
    none: int
    facility: float | None
    """Mean mark in per cent of those who answered; None where nobody did."""
    discrimination: float | None
    """In per cent, as `isoquest.quiz.analysis` defines it; None where it cannot be told."""
    few: bool
    """Too few answers to rely on the two figures above."""
    parts: tuple[PartCount, ...]
    """Each option, left side, item or gap in the bank's order; none where the answer is one typed text."""
    given: tuple[GivenCount, ...]
    """Whole answers, the most frequent first; their counts and `none` make the number of students."""
    median: int | None
    """Median time to answer in milliseconds; None without an answer."""

    @property
    def missed(self) -> bool:
        """Fewer than four in five of those who answered were wholly right, or nobody answered."""
        return 5 * self.right < 4 * self.answers or not self.answers


@dataclass(frozen=True, slots=True)
class AnswerResult:
    """What one student made of one question."""

    question: str
    """Its id."""
    verdict: Verdict
    share: Fraction
    """The mark, 0 to 1."""
    points: Fraction
    answer: Answer
    told: str
    """The answer in words; empty where there is none."""
    certainty: int | None
    took: int | None
    """Milliseconds since the question was written to this student."""


@dataclass(frozen=True, slots=True)
class StudentResult:
    """What one student came to."""

    name: Name
    points: Fraction
    quickness: int
    place: int | None
    """None for one who was removed."""
    answers: tuple[AnswerResult, ...]
    """One for each question that counts, in the order in which they were put."""
    calibration: Mapping[int, Tally]
    """How often the student was wholly right at each certainty; empty where certainty was not asked for."""


@dataclass(frozen=True, slots=True)
class TeamResult:
    """What one team came to: the mean of those of its members who were not removed."""

    team: str
    place: int
    points: Fraction
    members: int


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A question that was put and does not count."""

    number: int
    id: str
    asked: str
    why: Literal["skipped", "not revealed"]


@dataclass(frozen=True, slots=True)
class QuizResults:
    """What a live quiz came to."""

    occasion: Occasion
    bank_title: str
    questions: tuple[QuestionResult, ...]
    left_out: tuple[LeftOut, ...]
    not_reached: int
    """Questions that were drawn and never put."""
    students: tuple[StudentResult, ...]
    """In the order of joining."""
    teams: tuple[TeamResult, ...]
    """The first first; none without teams."""
    calibration: Mapping[int, Tally]
    """Of the whole class."""
    certainty: bool
    """Students were asked how sure they were."""
    speed: bool
    """Between equals, the quicker one stands first."""

    @property
    def missed(self) -> tuple[str, ...]:
        """The ids of the questions to practise, in the order in which they were put."""
        return tuple(each.question.id for each in self.questions if each.missed)

    def missed_by(self, number: int) -> tuple[str, ...]:
        """The ids of the questions that the student of that seat number did not get wholly right."""
        own = (student.answers for student in self.students if student.name.number == number)
        return tuple(each.question for answers in own for each in answers if each.verdict != "right")


def quiz_results(held: Occasion, quiz: Quiz, standings: Standings, seats: Sequence[Seat]) -> QuizResults:
    """What a quiz has come to for these students."""
    students = tuple(_student(quiz, standings, seat) for seat in seats)
    figures = {each.question: each for each in analyse([_attempt(student) for student in students])}
    left_out = [each for each in quiz.rounds if each.skipped or not each.shown]
    return QuizResults(
        occasion=held,
        bank_title=quiz.bank.title,
        questions=tuple(_question(quiz, each, seats, figures) for each in quiz.counted),
        left_out=tuple(
            LeftOut(each.number, each.question.id, asked(each.question), "skipped" if each.skipped else "not revealed")
            for each in left_out
        ),
        not_reached=len(quiz.questions) - len(quiz.rounds),
        students=students,
        teams=tuple(
            TeamResult(
                row.name, row.place, row.earned.points, sum(seat.team == row.name for seat in quiz.seats.present)
            )
            for row in standings.teams()
        ),
        calibration=_calibration([answer for student in students for answer in student.answers]),
        certainty=quiz.terms.certainty,
        speed=quiz.terms.speed,
    )


def _attempt(student: StudentResult) -> Attempt:
    answered = [each for each in student.answers if each.verdict != "none"]
    return Attempt({each.question: each.share for each in answered}, {each.question: each.answer for each in answered})


def _question(quiz: Quiz, current: Round, seats: Sequence[Seat], figures: Mapping[str, ItemFigures]) -> QuestionResult:
    question = current.question
    given = [each for seat in seats if (each := current.answers.get(seat.id)) and not is_blank(each.answer)]
    answers = [each.answer for each in given]
    marks = [quiz.mark(each, question) for each in given]
    right = sum(mark.right for mark in marks)
    wrong = sum(not mark.share for mark in marks)
    found = figures.get(question.id)
    return QuestionResult(
        number=current.number,
        question=question,
        asked=asked(question),
        topic=quiz.bank.topics[question.topic],
        key=key_told(question),
        answers=len(given),
        right=right,
        partly=len(given) - right - wrong,
        wrong=wrong,
        none=len(seats) - len(given),
        facility=found.facility if found else None,
        discrimination=found.discrimination if found else None,
        few=len(given) < FEWEST_ATTEMPTS,
        parts=part_counts(question, answers),
        given=given_counts(question, answers, quiz.bank.rule_for(question)),
        median=median_low(each.took for each in given) if given else None,
    )


def _student(quiz: Quiz, standings: Standings, seat: Seat) -> StudentResult:
    answers = tuple(_answer(quiz, each.question, each.answers.get(seat.id)) for each in quiz.counted)
    earned = standings.earned(seat)
    place = standings.place(seat) or None
    return StudentResult(name(seat), earned.points, earned.quickness, place, answers, _calibration(answers))


def _answer(quiz: Quiz, question: Question, given: GivenAnswer | None) -> AnswerResult:
    points = quiz.points(given, question)
    if given is None or is_blank(given.answer):
        return AnswerResult(question.id, "none", Fraction(0), points, (), "", None, None)
    mark = quiz.mark(given, question)
    verdict: Verdict = "right" if mark.right else "partly" if mark.share else "wrong"
    told = answer_told(question, given.answer)
    return AnswerResult(question.id, verdict, mark.share, points, given.answer, told, given.certainty, given.took)


def _calibration(answers: Sequence[AnswerResult]) -> dict[int, Tally]:
    tallies: dict[int, Tally] = {}
    for each in answers:
        if each.certainty is not None:
            tally = tallies.get(each.certainty, Tally())
            tallies[each.certainty] = tally.with_mark(Fraction(each.verdict == "right"))
    return dict(sorted(tallies.items()))
