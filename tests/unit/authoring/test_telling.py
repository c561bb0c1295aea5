"""A check told to people: enough, and not too much."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from isoquest.authoring.checking import Checked, Content
from isoquest.authoring.remarks import Remark
from isoquest.authoring.report.counting import lines_listed
from isoquest.authoring.report.telling import IN_FULL, Teller
from isoquest.authoring.report.terminal import Paper
from isoquest.content.problems import Place, Problem, Severity


def checked(name: str, *codes: str, severity: Severity = Severity.WARNING, form: tuple[Problem, ...] = ()) -> Checked:
    """A bank with one problem a line, of these codes."""
    remarks = tuple(
        Remark("craft", Problem(code, f"wrong {code}", Place(name, line, 1, line, 2), severity))
        for line, code in enumerate(codes, 1)
    )
    return Checked(Content(name, "bank", name, "x\n" * 50, form), remarks)


def told(teller: Teller, *files: Checked) -> str:
    """Everything that is printed for some files, with the end."""
    lines = [line for one in files for line in teller.tell(one, one.remarks)]
    return "\n".join([*lines, *teller.close([r for one in files for r in one.remarks], 0, layers=2)])


def test_many_problems_of_one_code_do_not_drown_the_rest():
    """The first are told in full, the further ones by their lines, each file for itself; other codes in full."""
    text = told(
        Teller(Paper()), checked("a.yaml", *["long-key"] * (IN_FULL + 3), "stale"), checked("b.yaml", "long-key")
    )
    assert text.count("wrong long-key") == IN_FULL
    assert "wrong stale" in text
    assert f"3 more [long-key] in a.yaml, lines {IN_FULL + 1} to {IN_FULL + 3}" in text
    assert "1 more [long-key] in b.yaml, line 1" in text
    assert f"{IN_FULL + 5} warnings" in text


@pytest.mark.parametrize(
    ("numbers", "listed"),
    [
        ([4], "line 4"),
        ([4, 4], "line 4"),
        ([5, 4], "lines 4 to 5"),
        ([9, 4, 12, 8, 7], "lines 4, 7 to 9 and 12"),
        (range(0, 40, 2), "lines 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22 and more up to 38"),
    ],
)
def test_lines_are_listed_briefly(numbers: Iterable[int], listed: str):
    """Neighbours are joined, and of very many the first are told with the last."""
    assert lines_listed(numbers) == listed


def test_every_problem_is_told_in_full_when_that_is_wanted():
    """Nothing is folded."""
    text = told(Teller(Paper(), in_full=True), checked("a.yaml", *["long-key"] * 30))
    assert text.count("wrong long-key") == 30
    assert "more" not in text


def test_notes_come_behind_problems():
    """What is only to be known stands last."""
    note = checked("a.yaml", "clamped", severity=Severity.NOTE)
    both = Checked(note.content, (*note.remarks, *checked("a.yaml", "stale").remarks))
    text = told(Teller(Paper(), spoken=True), both)
    assert text.index("wrong stale") < text.index("wrong clamped")
    assert "1 warning, 1 note" in text


def test_the_end_says_what_was_checked_and_how_to_learn_more():
    """A few files by name, many by their number; and the way to an explanation."""
    assert "a, b: no problems" in told(Teller(Paper()), checked("a"), checked("b"))
    assert "4 banks: 1 warning" in told(Teller(Paper()), *map(checked, "abc"), checked("d", "stale"))
    assert "isoquest check --explain stale" in told(Teller(Paper()), checked("d", "stale"))


def test_notes_kept_back_and_problems_allowed_are_counted():
    """What is not told is never silent."""
    teller = Teller(Paper())
    list(teller.tell(Checked(checked("a").content, (), allowed=2), ()))
    (end,) = teller.close([], 3, layers=1)
    assert end == "a: no problems, 3 notes (--notes shows them), 2 allowed by comments"


def test_errors_that_are_ignored_are_not_forgotten():
    """A file that cannot be played is named, and that only its form was looked at."""
    error = Problem("yaml", "wrong", Place("a", 1, 1, 1, 2))
    text = told(Teller(Paper()), checked("a", form=(error,)))
    assert "a has errors that are not shown here, and cannot be played" in text
    assert "its form alone was looked at" in text


def test_what_a_proof_says_of_the_whole_stands_below_its_problems():
    """The summaries of a file follow its problems, under its name."""
    one = checked("a", "stale")
    text = told(
        Teller(Paper(), spoken=True), Checked(one.content, one.remarks, summaries=("Every ending is reached.",))
    )
    assert text.index("wrong stale") < text.index("a:\n  Every ending is reached.")


def test_an_interrupted_check_says_what_it_left_out():
    """The files that were not looked at are counted."""
    teller = Teller(Paper())
    list(teller.tell(checked("a"), ()))
    assert "Interrupted: 2 files not looked at. Known so far:" in list(teller.close([], 0, layers=1, unchecked=2))


def test_a_line_is_shown_once_for_several_problems_at_one_place():
    """The excerpt is not repeated."""
    one = checked("a", "stale", "long-key")
    same = tuple(Remark("craft", Problem(r.problem.code, "wrong", Place("a", 1, 1, 1, 2))) for r in one.remarks)
    text = told(Teller(Paper()), Checked(one.content, same))
    assert (text.count("--> a:1:1"), text.count("| x")) == (2, 1)
