"""Searching the reference: what is called so first, then names, then texts; nothing typed raises."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isoquest.content.library import bundled_reference
from isoquest.content.search import Found, nearest_title, search

REFERENCE = bundled_reference()[0]
TITLES = [found.title for found in search(REFERENCE, ())]


def id_of(found: Found) -> tuple[str, str]:
    """What tells one match from all others."""
    return found.kind, found.matter.id


@pytest.mark.parametrize(
    ("words", "kind", "first"),
    [
        ("7.1.5", "clause", "7.1.5"),
        ("iso 45001", "standard", "iso-45001"),
        ("injuries", "standard", "iso-45001"),
        ("leaks data", "term", None),
        ("SoA", "term", "statement-of-applicability"),
        ("f-iso-001", "fact", "F-ISO-001"),
        ("guidance", "standard", "iso-9004"),
    ],
)
def test_the_best_match_comes_first(words: str, kind, first: str | None):
    """Titles, ids, other names and worries come before what is only mentioned."""
    found = search(REFERENCE, words.split(), (kind,))
    assert (found[0].matter.id if found else None) == first


@settings(max_examples=20)
@given(st.data())
def test_everything_is_found_by_its_own_title(data: st.DataObject):
    """And nothing else comes before it but what bears the same name."""
    found = data.draw(st.sampled_from(search(REFERENCE, ())))
    best = search(REFERENCE, found.title.split(), (found.kind,))
    assert found in best
    assert best[0].title.casefold() == found.title.casefold()


@settings(max_examples=20)
@given(st.lists(st.sampled_from(TITLES) | st.text(max_size=8), min_size=1, max_size=3))
def test_what_more_words_find_fewer_words_found(words: list[str]):
    """Whatever is typed raises nothing; a further word, or a further letter of one, only narrows what is found."""
    found = set(map(id_of, search(REFERENCE, words)))
    *fewer, last = words
    assert found <= set(map(id_of, search(REFERENCE, fewer)))
    assert found <= set(map(id_of, search(REFERENCE, [*fewer, last[:-1]])))


def test_a_misspelt_name_is_told_the_nearest():
    """The hint is the name of something that there is."""
    assert nearest_title(REFERENCE, ["calibraton"]) == "Calibration"
