"""What students may be called."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isoquest.classroom.room.nicknames import LONGEST, MOST_MARKS, admitted, skeleton, why_not

anything = st.text(st.characters(exclude_categories=()), max_size=60)


@given(typed=anything | st.sampled_from(["x" * 10_000, "\u0301" * 10_000, "a" + "\u0301" * 10_000, "\u200b" * 10_000]))
def test_whatever_is_typed_a_nickname_is_short_and_visible(typed: str):
    """No control, format or half characters, no towers of accents, no outer or double spaces, at most 20 characters."""
    name = admitted(typed)
    assert len(name) <= LONGEST
    assert name == " ".join(name.split())
    assert not any(unicodedata.category(character)[0] in "CZ" for character in name if character != " ")
    marks = "".join("m" if unicodedata.combining(character) else "." for character in name)
    assert "m" * (MOST_MARKS + 1) not in marks
    assert not marks.startswith("m")


@given(typed=anything)
def test_a_nickname_admitted_is_admitted_unchanged(typed: str):
    """Admitting twice is the same as once."""
    assert admitted(admitted(typed)) == admitted(typed)


@given(typed=anything)
def test_any_name_has_an_answer(typed: str):
    """Every text can be looked at, and is either fine or refused by a sentence."""
    assert why_not(admitted(typed)) == "" or why_not(admitted(typed)).endswith(".")
    skeleton(typed)


@pytest.mark.parametrize("typed", ["", "   ", "\t\n", "\u200b\u200d", "\u202e", "\x1b", "\u3164", "!?", "\u0301", "🅣"])
def test_a_name_without_a_letter_or_digit_is_refused(typed: str):
    """Nothing, only spaces, only invisible characters, only signs."""
    assert why_not(admitted(typed)) == "Type a name with at least one letter or digit."


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("  Mia  ", "Mia"),
        ("M\u202eia", "M ia"),
        ("\x1b]52;c;AAAA\x07Mia", "]52;c;AAAA Mia"),
        ("<img onerror=alert(1)>", "<img onerror=alert(1"),
        ("[/b] Mia", "[/b] Mia"),
        ("e\u0301", "é"),
        ("a\u0301\u0301\u0301\u0301", "á\u0301\u0301"),
        ("李小龍", "李小龍"),
        ("नमिता", "नमिता"),
        ("محمد", "محمد"),
    ],
)
def test_names_are_kept_as_typed_but_for_what_cannot_be_shown(typed: str, name: str):
    """Markup stays text, names of any alphabet stay whole."""
    assert admitted(typed) == name


@pytest.mark.parametrize(
    "typed",
    [
        "Teacher",
        "teacher",
        "T e a c h e r",
        "TEACHER 1",
        "teacher2",
        "007 Teacher",
        "The Teacher",
        "Mr. Teacher",
        "Herr Lehrer",
        "t3ach3r",
        "tеасһеr",  # noqa: RUF001 - they look alike
        "ТЕАСНЕR",  # noqa: RUF001 - they look alike
        "ΤEACHER",  # noqa: RUF001 - they look alike
        "ΗOST",  # noqa: RUF001 - they look alike
        "НОSТ",  # noqa: RUF001 - they look alike
        "h0st",
        "Host!!",
        "ｔｅａｃｈｅｒ",  # noqa: RUF001 - they look alike
        "𝐓𝐞𝐚𝐜𝐡𝐞𝐫",  # noqa: RUF001 - they look alike
        "ᴛᴇᴀᴄʜᴇʀ",
        "Téächer",
        "Iehrer",
        "1ehrer",
        "Adm\u200bin",
        "Isoquest",
        "İsoquest",
        "Tea\u0441her",
    ],
)
def test_nobody_passes_for_the_teacher(typed: str):
    """Words for the teacher are refused in look-alike letters, digits, accents, other widths and with numbers."""
    assert why_not(admitted(typed)) == "That name is kept for the teacher. Choose another one."


@pytest.mark.parametrize(
    "typed", ["Mia", "Theo", "Hosta", "Tom Lehrer", "Teachers Pet", "Łukasz", "Ö", "7", "Анна", "Νίκος", "<b>", "Adam"]
)
def test_other_names_are_free(typed: str):
    """Names that merely resemble such a word, and names of any alphabet."""
    assert why_not(admitted(typed)) == ""
