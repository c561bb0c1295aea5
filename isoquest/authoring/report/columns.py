"""Text measured in columns of a terminal, where some characters take two and some none."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

TAB = 4
"""Columns that a tab is shown with."""
_PRINTABLE_ASCII = re.compile("[ -~]*")
_JAMO_THAT_JOIN = range(0x1160, 0x1200)
_VARIATIONS = range(0xFE00, 0xFE10)


def columns(text: str) -> int:
    """Columns that a printable text takes (East Asian Width, Unicode Standard Annex 11; marks take none)."""
    if _PRINTABLE_ASCII.fullmatch(text):
        return len(text)
    return sum(map(_columns_of, text))


def _columns_of(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf") or ord(character) in _JAMO_THAT_JOIN:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def cells(line: str) -> list[str]:
    """What is shown for each character of a source line: nothing that steers a terminal or changes its neighbours.

    The signs that ask for another form of the character before them are left out: terminals do not agree on how wide
    it then is.
    """
    return [_shown(character) for character in line]


def _shown(character: str) -> str:
    if character == "\t":
        return " " * TAB
    if ord(character) in _VARIATIONS:
        return ""
    return character if character.isprintable() else "\ufffd"


def wrapped(text: str, width: int | None, first: str = "", rest: str = "") -> list[str]:
    """A text in lines of at most `width` columns (None: one line), broken at spaces alone.

    `first` is put before the first line and `rest` before the others.
    """
    if width is None:
        return [first + text]
    lines: list[str] = []
    line, used = first, columns(first)
    bare = True
    for word in text.split(" "):
        wide = columns(word)
        if not bare and used + 1 + wide > width:
            lines.append(line)
            line, used, bare = rest, columns(rest), True
        line += word if bare else f" {word}"
        used += wide + (0 if bare else 1)
        bare = False
    return [*lines, line]


def total(parts: Iterable[str]) -> int:
    """Columns that several texts take together."""
    return sum(map(columns, parts))
