"""Room codes are typed as people type, drawn evenly, and not worth guessing."""

import itertools
import re
from collections import Counter
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from isoquest.classroom.door import codes
from isoquest.classroom.door.codes import ALPHABET, CODES, LENGTH, new_code, read_code, same_code
from isoquest.classroom.door.limits import Guesses

written = st.text(alphabet=ALPHABET, min_size=LENGTH, max_size=LENGTH)
LOOKS_LIKE = {
    "D": "0OQ",
    "7": "12Z",
    "V": "UY",
    "4": "A\u0410",
    "F": "E",
    "C": "G\u0421",
    "3": "8",
    "H": "\u041d\u0397",
}


def test_the_alphabet_has_no_look_alikes_and_no_vowels():
    """Nothing that is easily taken for another character, and nothing that makes words."""
    assert set(ALPHABET).isdisjoint("01258OQILZSBGAEIUY6")
    assert len(set(ALPHABET)) == len(ALPHABET)


@given(st.binary(max_size=64))
def test_a_new_code_is_a_code(seed: bytes):
    """Whatever the random bytes begin with, a code of the right length and letters comes out of them."""
    source = itertools.chain(seed, itertools.cycle(range(256)))
    code = new_code(lambda count: bytes(itertools.islice(source, count)))
    assert read_code(code) == code


def test_codes_are_drawn_evenly():
    """Of all bytes every character gets equally many, and the few left over are drawn again."""
    shares: Counter[str] = Counter()
    for byte in range(256):
        draws = iter([bytes([byte]) * LENGTH, bytes(LENGTH)])
        code = new_code(lambda _, draws=draws: next(draws))
        shares[code[0] if next(draws, b"") else "again"] += 1
    assert shares.pop("again") == 256 % len(ALPHABET)
    assert dict(shares) == dict.fromkeys(ALPHABET, 256 // len(ALPHABET))


@given(written, st.data())
def test_people_type_as_they_like(code: str, data: st.DataObject):
    """Small letters, wide letters, look-alikes, spaces, hyphens and invisible characters change nothing."""
    typed = ""
    for character in code:
        spelling = data.draw(st.sampled_from(character + LOOKS_LIKE.get(character, "")))
        wide = chr(ord(spelling) + 0xFEE0) if spelling.isascii() else spelling
        typed += data.draw(st.sampled_from([spelling, spelling.lower(), wide]))
        typed += data.draw(st.sampled_from(["", " ", "-", "\u2013", "\u200b", "\u00a0"]))
    assert read_code(typed) == code
    assert same_code(typed, code)


@given(st.text(max_size=100))
def test_what_is_read_is_a_code_or_nothing(text: str):
    """Any text at all gives a code of our alphabet or none, and reading a code again changes nothing."""
    code = read_code(text)
    assert code is None or (set(code) <= set(ALPHABET) and len(code) == LENGTH and read_code(code) == code)


def test_what_could_mean_several_characters_is_not_guessed_at():
    """B, I, L, S, 5 and 6 look like several others, or like none; long texts are not read at all."""
    assert [read_code(f"CDF34{character}") for character in "BILS56\u00df"] == [None] * 7
    assert [read_code(text) for text in ("", "CDF34", "CDF3477", "CDF347" + " " * 100_000)] == [None] * 4


@given(written, written)
def test_only_the_same_code_is_the_same(first: str, second: str):
    """Two codes are the same exactly if they are equal, and what is no code is never one."""
    assert same_code(first, second) == (first == second)
    assert not same_code("", first)
    assert not same_code("\ud800", first)


def test_guessing_costs_what_the_docstring_says():
    """The fastest guesser of an hour's lesson, played against the limits, finds a room as seldom as we say."""
    guesses, now, tried = Guesses(), 0.0, 0
    while now < 3600:
        now += guesses.wait("203.0.113.9", now)
        tried += 1
        guesses.missed("203.0.113.9", now)
    docstring = Path(codes.__file__).read_text("utf-8").partition("How many codes there are")[2].partition('"""')[0]
    said = [int(number.replace(",", "")) for number in re.findall(r"\d[\d,]*\d", docstring)]
    assert said[:4] == [CODES, 150, 200_000, 10_000]
    assert tried < 150
    assert CODES / tried > 200_000
    assert CODES / (20 * tried) > 10_000
