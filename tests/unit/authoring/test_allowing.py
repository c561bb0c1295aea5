"""Comments that let a problem stand, and what is said of those that do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isoquest.authoring.allowing import apply_allowances
from isoquest.authoring.remarks import Remark
from isoquest.content.problems import Place, Problem, Severity

KNOWN = {"long-key", "no-way", "stale"}


def flaw(line: int, code: str = "long-key", severity: Severity = Severity.WARNING) -> Remark:
    """A remark of craft on a line of the file `f`."""
    return Remark("craft", Problem(code, "wrong", Place("f", line, 1, line, 2), severity))


def left(text: str, *remarks: Remark, judged: bool = True) -> list[tuple[str, int]]:
    """The codes that are left of some remarks, with their lines."""
    kept, _ = apply_allowances("f", text, remarks, lambda: KNOWN, lambda _: judged)
    return [(remark.problem.code, remark.problem.place.line) for remark in kept]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\nb: 2  # allow: long-key because it is quoted\n", 2),
        ("a: 1\n# allow: long-key because it is quoted\nb: 2\n", 3),
        ("a: 1\n# allow: long-key because it is quoted\n# and another comment\nb: 2\n", 4),
        ("a: |  # allow: long-key because it is quoted\n  text\n", 1),
        ("#allow : no-way, long-key stale because of the form\nb: 2\n", 2),
        ("---\n# about this file\n\n# allow-file: long-key because the form is like that\nb: 2\nc: 3\n", 6),
    ],
)
def test_a_comment_allows_the_problem_that_it_is_for(text: str, line: int):
    """At the end of the line, above it, above the file; for one code or several."""
    assert ("long-key", line) not in left(text, flaw(line), judged=False)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\nb: '# allow: long-key because it is quoted'\n", 2),
        ("a: 1\nb: |\n  # allow: long-key because it is quoted\n", 3),
        ("a: 1\n# allow: long-key because it is quoted\n\nb: 2\n", 4),
        ("a: 1\n# allow-file: long-key because it is quoted\nb: 2\n", 3),
        ("a: 1\n# we allow: long-key because it is quoted\nb: 2\n", 3),
    ],
)
def test_a_text_or_a_comment_elsewhere_allows_nothing(text: str, line: int):
    """Inside a text, above a blank line, in the midst of the file, in a sentence: the problem stays."""
    assert ("long-key", line) in left(text, flaw(line))


@pytest.mark.parametrize(
    ("comment", "code", "column"),
    [
        ("# allow: long-key", "allow-without-reason", 6),
        ("# allow: long-key because", "allow-without-reason", 6),
        ("# allow: long-key it is quoted", "allow-without-reason", 6),
        ("# allow: long-kye because it is quoted", "allow-unknown-code", 15),
        ("# allow: because it is quoted", "allow-unknown-code", 6),
        ("# allow: stale because it is quoted", "allow-unused", 15),
        ("# allow-file: long-key because it is quoted", "allow-unused", 6),
    ],
)
def test_a_comment_that_is_wrong_is_itself_a_problem(comment: str, code: str, column: int):
    """Without a reason, with an unknown code, or for nothing: a warning where the comment stands."""
    kept, _ = apply_allowances("f", f"a: 1 {comment}\n", [flaw(1)], lambda: KNOWN, lambda _: True)
    (problem,) = [remark.problem for remark in kept if remark.layer == "form"]
    assert (problem.code, problem.severity, problem.place.column) == (code, Severity.WARNING, column)


def test_the_nearest_code_is_offered():
    """A misspelt code brings the right one."""
    kept, _ = apply_allowances("f", "a: 1 # allow: long-kye because so\n", [], lambda: KNOWN, lambda _: True)
    assert kept[0].problem.hint == "did you mean `long-key`?"


def test_an_error_cannot_be_allowed():
    """It stays, and the comment is a problem."""
    assert left("a: 1 # allow: no-way because so\n", flaw(1, "no-way", Severity.ERROR)) == [
        ("no-way", 1),
        ("allow-error", 1),
    ]


def test_a_comment_is_not_called_useless_where_nobody_looked():
    """A layer that did not look through the file says nothing of the comments for it."""
    assert left("a: 1 # allow: stale because so\n", judged=False) == []


def test_one_comment_allows_every_problem_of_its_line():
    """How many were allowed is told."""
    kept, allowed = apply_allowances(
        "f", "a: 1 # allow: stale because so\n", [flaw(1, "stale"), flaw(1, "stale")], lambda: KNOWN, lambda _: True
    )
    assert (kept, allowed) == ([], 2)


@given(
    st.lists(st.sampled_from(["a: 1", "# allow: stale because so", "# words", "", "b: 'x' # allow: stale because so"])),
    st.lists(st.integers(1, 12), max_size=6),
)
def test_every_problem_is_told_or_allowed_and_every_comment_used_or_told(lines: list[str], places: list[int]):
    """Nothing is lost: problems are kept or counted as allowed, and each comment allows something or is a problem."""
    remarks = [flaw(line, "stale") for line in places]
    kept, allowed = apply_allowances("f", "\n".join(lines), remarks, lambda: KNOWN, lambda _: True)
    unused = sum(remark.problem.code == "allow-unused" for remark in kept)
    assert len(kept) - unused + allowed == len(remarks)
    comments = sum("allow" in line for line in lines)
    assert unused <= comments
    assert unused > 0 or not comments or allowed > 0
