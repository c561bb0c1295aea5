"""The parts of a page about a live quiz: overview, what to discuss, by question, by student, by team."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from isoquest.authoring.report.counting import counted
from isoquest.classroom.reports.html_elements import (
    Child,
    Html,
    bar,
    element,
    facts,
    foreign,
    joined,
    named,
    prose,
    section,
    sign,
    table,
)
from isoquest.classroom.reports.html_question import question_article
from isoquest.classroom.reports.telling import DASH, SURE, VERDICTS, figure, percent, seconds
from isoquest.classroom.room.quiz_results import QuestionResult, QuizResults, StudentResult
from isoquest.classroom.room.standings import MEAN_DECIMALS, points_told
from isoquest.content.reference import Reference
from isoquest.quiz.analysis import FEWEST_ATTEMPTS
from isoquest.quiz.results import Tally

MOST_DISCUSSED = 8
"""Questions to discuss next time that are spelt out; the others are only counted."""
COLUMNS = 20
"""Questions in one table by student: as many as fit across a sheet."""
SURE_AND_WRONG = 4
"""One in so many who were quite sure and wrong is worth a word."""


def quiz_sections(results: QuizResults, reference: Reference) -> list[tuple[str, str, Html]]:
    """The sections with their anchors and names."""
    made = [("overview", "Overview", _overview(results))]
    if results.questions:
        made.append(("discuss", "To discuss", _to_discuss(results)))
        articles = [question_article(each, len(results.students), reference) for each in results.questions]
        made.append(("questions", "By question", section("questions", "By question", *articles)))
    made.append(("students", "By student", _by_student(results)))
    if results.teams:
        made.append(("teams", "By team", _by_team(results)))
    return made


def _overview(results: QuizResults) -> Html:
    answers = sum(each.answers for each in results.questions)
    possible = len(results.students) * len(results.questions)
    shares = sum((each.share for student in results.students for each in student.answers), Fraction(0))
    cards: list[tuple[str, Child]] = [
        ("Students", str(len(results.students))),
        ("Questions", str(len(results.questions))),
        ("Mean mark", percent(shares, answers)),
        ("Answers given", percent(answers, possible)),
    ]
    rows = [_overview_row(each, len(results.students)) for each in results.questions]
    head = ["Question", "Answers", "Right", "Facility", "Discrimination", "Median time"]
    return section(
        "overview",
        "Overview",
        facts(cards),
        *_notes(results),
        *([_legend(), table(head, rows, class_="overview")] if rows else [element("p", "No question was revealed.")]),
        *_spread(results),
    )


def _overview_row(each: QuestionResult, students: int) -> list[Child]:
    parts = [("right", each.right), ("partly", each.partly), ("wrong", each.wrong)]
    name = element("a", f"{each.number}. {each.asked}", href=f"#question-{each.number}")
    few = " *" if each.few else ""
    return [
        name,
        bar(parts, students),
        percent(each.right, each.answers),
        figure(each.facility) + few,
        figure(each.discrimination) + few,
        seconds(each.median),
    ]


def _legend() -> Html:
    return element("p", "Bars from left to right: ", *_signs(), class_="key quiet")


def _signs() -> Iterator[Html]:
    """Each verdict's sign with its word."""
    for verdict, (shown, told) in VERDICTS.items():
        yield element("span", sign(shown, told, verdict), f" {told}")


def _notes(results: QuizResults) -> Iterator[Html]:
    for left in results.left_out:
        yield element("p", f"Question {left.number} was {left.why} and does not count: ", foreign(left.asked))
    if results.not_reached:
        yield element("p", f"{counted(results.not_reached, 'question')} of the quiz had not been put.", class_="quiet")
    if any(each.few for each in results.questions):
        told = f"* Facility and discrimination from fewer than {FEWEST_ATTEMPTS} answers say little."
        yield element("p", told, class_="quiet")


def _spread(results: QuizResults) -> Iterator[Html]:
    """How many students reached which part of the marks."""
    bands = [0] * 5
    for student in results.students:
        if student.answers:
            shares = sum((each.share for each in student.answers), Fraction(0))
            bands[min(4, int(5 * shares / len(student.answers)))] += 1
    if any(bands):
        rows = [
            [f"{20 * i} to {20 * i + 20} %", joined([str(count), bar([("plain", count)], max(bands))])]
            for i, count in reversed(list(enumerate(bands)))
        ]
        caption = "How many students earned which part of all marks"
        yield table(["Part of the marks", "Students"], rows, caption=caption, class_="charted")


def _to_discuss(results: QuizResults) -> Html:
    missed = sorted((each for each in results.questions if each.missed), key=_share_right)
    doubtful = [each for each in results.questions if (each.discrimination or 0) < 0 and not each.few]
    told = [element("li", *_discussed(each, results)) for each in missed[:MOST_DISCUSSED]]
    parts: list[Html] = []
    if told:
        parts.append(element("ol", *told))
    else:
        parts.append(element("p", "At least four in five were right on every question."))
    if len(missed) > MOST_DISCUSSED:
        parts.append(element("p", f"{counted(len(missed) - MOST_DISCUSSED, 'more question')} below 80 % right."))
    for each in doubtful:
        why = "those who knew more otherwise missed it more often than the others. Look at its wording and key."
        parts.append(element("p", _linked(each), f": {why}"))
    return section("discuss", "To discuss next time", *parts)


def _share_right(each: QuestionResult) -> Fraction:
    return Fraction(each.right, each.answers) if each.answers else Fraction(0)


def _linked(each: QuestionResult) -> Html:
    return element("a", f"{each.number}. {each.asked}", href=f"#question-{each.number}")


def _discussed(each: QuestionResult, results: QuizResults) -> Iterator[Html]:
    share = f"{percent(each.right, each.answers)} right" if each.answers else "nobody answered"
    yield element("p", _linked(each), f" {DASH} {share}")
    yield element("p", "Right is: ", foreign(each.key))
    mistake = next((given for given in each.given if given.share < 1), None)
    if mistake is not None:
        often = f"Most often instead, {mistake.count} of {each.answers}: "
        reasons = {part.id: part.why for part in each.parts if not part.right}
        why = reasons.get(mistake.answer[0], "") if len(mistake.answer) == 1 else ""
        yield element("p", often, foreign(mistake.told))
        if why:
            yield element("div", prose(why), class_="why")
    sure = sum(
        answer.certainty == max(SURE) and answer.verdict == "wrong"
        for student in results.students
        for answer in student.answers
        if answer.question == each.question.id
    )
    if SURE_AND_WRONG * sure >= each.answers > 0 < sure:
        yield element("p", f"{counted(sure, 'student')} were {SURE[max(SURE)]} and wrong.")


def _by_student(results: QuizResults) -> Html:
    if not results.students:
        return section("students", "By student", element("p", "Nobody was in the room."))
    order = sorted(results.students, key=lambda each: (each.place is None, each.place or 0, each.name.number))
    tables = [_matrix(order, results.questions, start) for start in range(0, max(1, len(results.questions)), COLUMNS)]
    legend = element("p", *_signs(), class_="key quiet")
    return section("students", "By student", legend, *tables, *_calibration(results, order))


def _matrix(students: Sequence[StudentResult], questions: Sequence[QuestionResult], start: int) -> Html:
    some = slice(start, start + COLUMNS)
    numbers = [element("a", str(each.number), href=f"#question-{each.number}") for each in questions[some]]
    rows = [
        [
            named(student.name),
            str(student.place or DASH),
            points_told(student.points),
            *(sign(*VERDICTS[each.verdict], each.verdict) for each in student.answers[some]),
        ]
        for student in students
    ]
    caption = "Students by place; below each number, the answer to that question"
    return table(["Student", "Place", "Points", *numbers], rows, caption=caption, class_="matrix", wide=True)


def _calibration(results: QuizResults, students: Sequence[StudentResult]) -> Iterator[Html]:
    if not results.certainty:
        return
    head = ["Student", *(said.capitalize() for said in SURE.values())]
    rows = [["Class", *_sure(results.calibration)]]
    rows += [[named(student.name), *_sure(student.calibration)] for student in students]
    caption = "How often an answer was wholly right at each certainty"
    yield table(head, rows, caption=caption, class_="matrix", wide=True)


def _sure(calibration: Mapping[int, Tally]) -> list[str]:
    tallies = (calibration.get(each, Tally()) for each in SURE)
    return [f"{each.earned} of {each.questions}" if each.questions else DASH for each in tallies]


def _by_team(results: QuizResults) -> Html:
    most = max((each.points for each in results.teams), default=Fraction(0))
    rows = [
        [
            joined([f"{each.place}. ", foreign(each.team)]),
            joined(
                [
                    f"{points_told(each.points, MEAN_DECIMALS)} · {counted(each.members, 'student')}",
                    bar([("plain", max(0, round(1000 * each.points)))], max(1, round(1000 * most))),
                ]
            ),
        ]
        for each in results.teams
    ]
    head = ["Team", "Mean points"]
    return section("teams", "By team", table(head, rows, caption="Mean points of each team", class_="charted"))
