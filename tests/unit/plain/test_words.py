"""Texts as lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isoquest.content.model import Meter
from isoquest.engine.changes import MeterChange
from isoquest.engine.scoring import Marks
from isoquest.plain.words import marks_text, meter_change, story


@given(text=st.text("ab *_`[](|)-#>\n\t1.<&\x1b\u202e", max_size=200), width=st.integers(20, 100))
def test_no_line_is_wider_than_asked(text: str, width: int):
    """Whatever the author wrote, each line fits and is safe to print."""
    for line in story(text, width):
        assert len(line) <= width
        assert "\x1b" not in line


def test_lists_tables_and_links_read_well_aloud():
    """Items keep their marks, cells are named by their column, an address stands behind its link."""
    text = "1. one\n2. two\n\n| clause | asks |\n|---|---|\n| 9.2 | audit |\n\nSee [ISO](https://iso.org)."
    assert list(story(text, 60)) == [
        "  1. one",
        "  2. two",
        "",
        "- clause: 9.2; asks: audit.",
        "",
        "See ISO (https://iso.org).",
    ]


@pytest.mark.parametrize(("good", "told"), [("high", "(-2, worse)"), ("low", "(-2, better)"), ("neutral", "(-2)")])
def test_a_change_is_told_by_sign_and_word(good: str, told: str):
    """Better and worse depend on which way is good; a neutral meter is neither."""
    meter = Meter(start=5, name="Trust", good=good)
    assert meter_change(MeterChange(meter, 5, 3)) == f"Trust: 5 → 3 {told}"


def test_marks_name_what_they_come_from():
    """A percentage stands with the number of decisions; without any there is nothing to score."""
    assert marks_text(Marks(3, -1, 5, 2)) == "66 % over 2 decisions (3 of 5, worst -1)"
    assert marks_text(Marks()) == "nothing to score"
