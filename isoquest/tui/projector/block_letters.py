"""Letters large enough for the back row, drawn with blocks."""

from __future__ import annotations

ROWS = 7
"""Dots from the top of a letter to its foot."""

_DOTS = {
    "0": "0e 11 13 15 19 11 0e",
    "1": "04 0c 04 04 04 04 0e",
    "2": "0e 11 01 02 04 08 1f",
    "3": "0e 11 01 06 01 11 0e",
    "4": "02 06 0a 12 1f 02 02",
    "5": "1f 10 1e 01 01 11 0e",
    "6": "06 08 10 1e 11 11 0e",
    "7": "1f 01 02 04 08 08 08",
    "8": "0e 11 11 0e 11 11 0e",
    "9": "0e 11 11 0f 01 02 0c",
    "A": "0e 11 11 1f 11 11 11",
    "B": "1e 11 11 1e 11 11 1e",
    "C": "0e 11 10 10 10 11 0e",
    "D": "1e 11 11 11 11 11 1e",
    "E": "1f 10 10 1e 10 10 1f",
    "F": "1f 10 10 1e 10 10 10",
    "G": "0e 11 10 17 11 11 0e",
    "H": "11 11 11 1f 11 11 11",
    "I": "0e 04 04 04 04 04 0e",
    "J": "01 01 01 01 01 11 0e",
    "K": "11 12 14 18 14 12 11",
    "L": "10 10 10 10 10 10 1f",
    "M": "11 1b 15 15 11 11 11",
    "N": "11 19 15 13 11 11 11",
    "O": "0e 11 11 11 11 11 0e",
    "P": "1e 11 11 1e 10 10 10",
    "Q": "0e 11 11 11 15 12 0d",
    "R": "1e 11 11 1e 14 12 11",
    "S": "0f 10 10 0e 01 01 1e",
    "T": "1f 04 04 04 04 04 04",
    "U": "11 11 11 11 11 11 0e",
    "V": "11 11 11 11 0a 0a 04",
    "W": "11 11 11 15 15 1b 11",
    "X": "11 0a 0a 04 0a 0a 11",
    "Y": "11 11 0a 04 04 04 04",
    "Z": "1f 01 02 04 08 10 1f",
    ":": "00 04 04 00 04 04 00",
    "/": "01 01 02 04 08 10 10",
    " ": "00 00 00 00 00 00 00",
}
"""Five dots for each row from the top, as the bits of a hexadecimal number."""

_HALVES = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


def block_letters(text: str, columns: int, rows: int) -> tuple[str, ...]:
    """The text as lines of blocks, as large as there is room for; none where it does not fit or has no letters here.

    A letter is 5 columns wide and 4 lines high, or 10 wide and 7 high.
    """
    if not text or any(character not in _DOTS for character in text.upper()):
        return ()
    dots = [_row(text.upper(), row) for row in range(ROWS)]
    if rows >= ROWS and 2 * len(dots[0]) <= columns:
        return tuple("".join("██" if dot else "  " for dot in row) for row in dots)
    if rows < (ROWS + 1) // 2 or len(dots[0]) > columns:
        return ()
    dots.append([False] * len(dots[0]))
    pairs = zip(dots[::2], dots[1::2], strict=True)
    return tuple(
        "".join(_HALVES[upper, lower] for upper, lower in zip(top, under, strict=True)) for top, under in pairs
    )


def _row(text: str, row: int) -> list[bool]:
    """One row of dots, with a gap of one dot between letters."""
    made: list[bool] = []
    for character in text:
        bits = int(_DOTS[character].split()[row], 16)
        made += [False] * bool(made)
        made += [bool(bits >> place & 1) for place in range(4, -1, -1)]
    return made
