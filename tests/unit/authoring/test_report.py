"""Problems told to people and programs."""

import json

from hypothesis import given
from hypothesis import strategies as st

from isoquest.authoring.report import as_json, as_sentence, as_text, summary
from isoquest.content.problems import Place, Problem, Severity
from isoquest.content.safe_text import UNSAFE

TYPED = st.text(max_size=300)


@given(line=TYPED, message=TYPED, hint=TYPED, column=st.integers(1, 400), length=st.integers(0, 50))
def test_no_text_of_a_file_steers_the_terminal(line: str, message: str, hint: str, column: int, length: int):
    """Whatever stands in a file, neither report lets a control character through."""
    place = Place("scenario.yaml", 1, column, 1, column + length)
    problem = Problem("code", message, place, hint=hint)
    told = as_text(problem, {"scenario.yaml": [line]}, colour=False) + as_sentence(problem)
    assert not UNSAFE.search(told)


@given(line=st.text("abc: ", min_size=1, max_size=400), data=st.data())
def test_the_caret_stands_under_what_is_meant(line: str, data: st.DataObject):
    """However long the line, the carets cover the characters of the problem's place."""
    start = data.draw(st.integers(0, len(line) - 1))
    length = data.draw(st.integers(1, min(20, len(line) - start)))
    problem = Problem("code", "wrong", Place("f", 1, start + 1, 1, start + 1 + length))
    _, _, excerpt, caret = as_text(problem, {"f": [line]}, colour=False).split("\n")
    covered = excerpt[caret.index("^") : caret.rindex("^") + 1]
    assert covered
    assert line[start : start + length].startswith(covered)


def test_json_tells_every_field():
    """The JSON of a problem has a name for each field, and related places too."""
    place = Place("f", 1, 2, 1, 3)
    (told,) = json.loads(as_json([Problem("code", "wrong", place, related=(("first here", place),))]))
    assert told["place"] == {"file": "f", "line": 1, "column": 2, "end_line": 1, "end_column": 3}
    assert told["related"][0][0] == "first here"


def test_the_summary_counts_by_severity():
    """One error and two warnings are told as such, and nothing as no problems."""
    place = Place("f", 1, 1, 1, 2)
    problems = [Problem("a", "m", place, severity) for severity in (Severity.ERROR, *[Severity.WARNING] * 2)]
    assert summary(problems) == "1 error, 2 warnings"
    assert summary([]) == "no problems"
