"""Texts compared as people compare them: letter case, accents, spacing and punctuation do not count."""

from __future__ import annotations

import unicodedata

APOSTROPHES = "'\u2019`\u00b4"
"""Straight and typographic; they join the letters on both sides."""


KEPT = 0x3000
"""Characters below this one are worked out once; to keep all of Unicode would take a hundred megabytes."""


class _Folds(dict[int, str | None]):
    """What becomes of each character: itself, a space, or nothing."""

    def __missing__(self, code: int) -> str | None:
        character = chr(code)
        is_mark = unicodedata.combining(character) != 0 or character in APOSTROPHES
        fold = None if is_mark else character if character.isalnum() else " "
        if code < KEPT:
            self[code] = fold
        return fold


_FOLDS = _Folds()


def folded(text: str) -> str:
    """The letters and digits of a text in small letters without accents, words separated by one space."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(decomposed.translate(_FOLDS).split())
