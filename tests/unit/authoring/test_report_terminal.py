"""Problems told on a terminal and aloud."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from isoquest.authoring.report import summary
from isoquest.authoring.report.columns import columns
from isoquest.authoring.report.spoken import as_sentence
from isoquest.authoring.report.terminal import Paper, as_text
from isoquest.content.problems import Place, Problem, Severity, Witness
from isoquest.content.safe_text import UNSAFE

TYPED = st.text(max_size=300)


@given(line=TYPED, message=TYPED, hint=TYPED, column=st.integers(1, 400), length=st.integers(0, 50))
def test_no_text_of_a_file_steers_the_terminal(line: str, message: str, hint: str, column: int, length: int):
    """Whatever stands in a file, neither report lets a control character through."""
    place = Place("scenario.yaml", 1, column, 1, column + length)
    problem = Problem("code", message, place, hint=hint)
    told = as_text(problem, {"scenario.yaml": [line]}, Paper()) + as_sentence(problem)
    assert not UNSAFE.search(told)


@given(line=st.text("abc: ", min_size=1, max_size=400), data=st.data(), width=st.integers(40, 140))
def test_the_caret_stands_under_what_is_meant(line: str, data: st.DataObject, width: int):
    """However long the line, the carets cover the characters of the problem's place."""
    start = data.draw(st.integers(0, len(line) - 1))
    length = data.draw(st.integers(1, min(20, len(line) - start)))
    problem = Problem("code", "wrong", Place("f", 1, start + 1, 1, start + 1 + length))
    _, _, excerpt, caret = as_text(problem, {"f": [line]}, Paper(width)).split("\n")
    covered = excerpt[caret.index("^") : caret.rindex("^") + 1]
    assert line[start : start + length].startswith(covered.rstrip("…"))
    assert covered or not line[start:].strip()


@given(
    before=st.text("ab\t你é👩e\u0301\u200d\ufe0f", max_size=80),
    meant=st.text("a你👩", min_size=1, max_size=8),
    behind=st.text("ab你", max_size=120),
    width=st.integers(60, 120),
)
def test_the_caret_counts_columns_not_characters(before: str, meant: str, behind: str, width: int):
    """Wide characters, tabs, and marks that take no room: the caret begins and ends where the terminal shows it."""
    line = before + meant + behind
    place = Place("f", 1, len(before) + 1, 1, len(before) + len(meant) + 1)
    _, _, excerpt, caret = as_text(Problem("code", "wrong", place), {"f": [line]}, Paper(width)).split("\n")
    shown_before, found, _ = excerpt.partition(meant)
    while found and columns(shown_before) < caret.index("^"):  # the same characters may stand before it as well
        at = excerpt.index(meant, len(shown_before) + 1)
        shown_before = excerpt[:at]
    assert columns(shown_before) == caret.index("^")
    assert caret.count("^") == columns(meant)
    assert columns(excerpt) <= width


@given(message=st.lists(st.text("abc你", min_size=1, max_size=12), min_size=1, max_size=40), width=st.integers(40, 120))
def test_no_line_is_wider_than_the_terminal(message: list[str], width: int):
    """Message and hint are wrapped at spaces, and every word of them is there."""
    text = " ".join(message)
    problem = Problem("code", text, Place("f", 1, 1, 1, 2), Severity.NOTE, hint=text)
    told = as_text(problem, {"f": ["x" * 300]}, Paper(width)).split("\n")
    assert all(columns(line) <= width for line in told)
    assert " ".join(" ".join(told).split()).count(text) >= 2


def test_colour_is_given_only_where_it_is_wanted():
    """With colour there are styles, and without them the same words."""
    problem = Problem("code", "it is wrong", Place("f", 1, 1, 1, 2), hint="mend it")
    painted = as_text(problem, {"f": ["x"]}, Paper(80, colour=True))
    plain = as_text(problem, {"f": ["x"]}, Paper(80))
    for style in ("\x1b[31m", "\x1b[36m", "\x1b[1m", "\x1b[0m"):
        assert style in painted
        painted = painted.replace(style, "")
    assert painted == plain


def test_a_place_outside_the_file_is_told_without_an_excerpt():
    """A file that changed after it was read, or could not be read, has no such line."""
    for line in (0, 7):
        told = as_text(Problem("code", "wrong", Place("f", line, 1, line, 2)), {"f": ["x"]}, Paper())
        assert told.endswith(f"--> f:{line}:1")


def test_a_sentence_reads_well_aloud():
    """Message, places and hint are sentences with one sign at their end."""
    place = Place("f", 3, 1, 3, 2)
    problem = Problem("code", "it is wrong", place, hint="did you mean `x`?", related=(("first here", place),))
    told = "f, line 3, column 1: error: it is wrong. See also line 3: first here. Did you mean `x`? (code)"
    assert as_sentence(problem) == told


def test_a_play_that_shows_the_problem_is_told():
    """Its seed and its decisions stand below the problem, and are read aloud too."""
    problem = Problem("code", "wrong", Place("f", 1, 1, 1, 2), witness=Witness(7, ("letter.ask", "board.go")))
    assert as_text(problem, {}, Paper()).endswith("\n  seen with seed 7: letter.ask, board.go")
    assert (
        as_sentence(problem) == "f, line 1, column 1: error: wrong. Seen with seed 7 and letter.ask, board.go. (code)"
    )


def test_of_a_long_play_both_ends_are_told():
    """How many decisions there are, the first and the last, and how to have them all; aloud it is told whole."""
    decisions = tuple(f"n{number}.go" for number in range(60))
    problem = Problem("code", "wrong", Place("f", 1, 1, 1, 2), witness=Witness(7, decisions))
    assert as_text(problem, {}, Paper()).split("\n")[-1] == (
        "  seen with seed 7, in 60 decisions: n0.go, n1.go, n2.go, n3.go, … n54.go, n55.go, n56.go, n57.go, n58.go,"
        " n59.go (--witnesses FOLDER writes them all)"
    )
    assert ", ".join(decisions) in as_sentence(problem)


def test_a_play_without_a_decision_is_one():
    """What the first moment shows is told as well."""
    problem = Problem("code", "wrong", Place("f", 1, 1, 1, 2), witness=Witness(1, ()))
    assert as_text(problem, {}, Paper()).endswith("seen with seed 1: no decision at all")


def test_the_summary_counts_by_severity():
    """One error and two warnings are told as such; notes are no problems."""
    place = Place("f", 1, 1, 1, 2)
    problems = [Problem("a", "m", place, severity) for severity in (Severity.ERROR, *[Severity.WARNING] * 2)]
    assert summary(problems) == "1 error, 2 warnings"
    assert summary([]) == "no problems"
    assert summary([Problem("a", "m", place, Severity.NOTE)]) == "no problems"
