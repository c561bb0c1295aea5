"""How much room a text takes, and where it is broken: in columns of a terminal, and in pixels of a drawing."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

_NARROW = frozenset("fijlrtI.,:;!|'()[]{}-· ")
_BROAD = frozenset("mwMW@%—…→✕★◐◆✖")


def columns(text: str) -> int:
    """The columns of a terminal that a text fills: two for a wide character (East Asian width W or F), none for a mark
    that sits on another (Unicode Standard Annex 11).
    """
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if character < "\u0300":
        return 1
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def pixels(text: str, size: float) -> float:
    """About how wide a text is in a sans-serif face of `size` pixels: wide rather than narrow, for no face is known."""
    ems = 0.0
    for character in text:
        columns_taken = _columns(character)
        if columns_taken != 1:
            ems += 1.02 if columns_taken else 0
        elif character in _NARROW:
            ems += 0.36
        elif character in _BROAD:
            ems += 0.95
        else:
            ems += 0.7 if character.isupper() else 0.58
    return ems * size


def broken(text: str, widest: float, measure: Callable[[str], float], most: int = 0) -> list[str]:
    """A text in lines of at most `widest`, broken at spaces where there are any; beyond `most` lines it is cut."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        if most and len(lines) > most:
            break
        rest = word
        joined = f"{line} {rest}" if line else rest
        if measure(joined) <= widest:
            line = joined
            continue
        if line:
            lines.append(line)
        while measure(rest) > widest and not (most and len(lines) > most):
            fits = _fitting(rest, widest, measure)
            lines.append(rest[:fits])
            rest = rest[fits:]
        line = rest
    lines += [line] if line else []
    if most and len(lines) > most:
        last = lines[most - 1]
        while last and measure(f"{last}…") > widest:
            last = last[:-1]
        lines[most - 1 :] = [f"{last.rstrip()}…"]
    return lines or [""]


def _fitting(word: str, widest: float, measure: Callable[[str], float]) -> int:
    """How many characters of a word fit, at least one."""
    count = 1
    while count < len(word) and measure(word[: count + 1]) <= widest:
        count += 1
    return count
