"""Texts compared as people compare them: letter case, accents, spacing and punctuation do not count."""

from __future__ import annotations

import unicodedata

APOSTROPHES = "'\u2019`\u00b4"
"""Straight and typographic; they join the letters on both sides."""


def folded(text: str) -> str:
    """The letters and digits of a text in small letters without accents, words separated by one space."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = (" " if not character.isalnum() else character for character in decomposed if not _is_mark(character))
    return " ".join("".join(bare).split())


def _is_mark(character: str) -> bool:
    return unicodedata.combining(character) != 0 or character in APOSTROPHES
