"""Room codes: six characters read from the back row, typed on a phone, and not worth guessing."""

from __future__ import annotations

import hmac
import unicodedata
from collections.abc import Callable

ALPHABET = "3479CDFHJKMNPRTVWX"
"""Eighteen characters of which no two are easily taken for one another in capitals.

Left out are 0 O Q (they look like D), 1 I L 2 Z (like 7 or one another), 5 S and 6 8 B (like one another), G (like C),
and the vowels A E U and Y, without which no word arises.
"""
LENGTH = 6
CODES = len(ALPHABET) ** LENGTH
"""How many codes there are: 34,012,224.

An address that guesses as fast as `Guesses` lets it makes fewer than 150 guesses in an hour. So it finds the room of
an hour's lesson once in more than 200,000 tries, and twenty such addresses together once in more than 10,000.
"""

_EVEN = 256 - 256 % len(ALPHABET)
_LONGEST_TYPED = 64
_MEANT = str.maketrans(
    {
        **dict.fromkeys("0OQ", "D"),
        **dict.fromkeys("12Z", "7"),
        **dict.fromkeys("UY", "V"),
        "A": "4",
        "E": "F",
        "G": "C",
        "8": "3",
        # The same capitals from a Cyrillic and from a Greek keyboard.
        **dict(zip("\u0410\u0415\u041a\u041c\u041d\u0420\u0421\u0422\u0425", "4FKMHPCTX", strict=True)),
        **dict(zip("\u0391\u0395\u0397\u039a\u039c\u039d\u03a1\u03a4\u03a7", "4FHKMNPTX", strict=True)),
    }
)


def new_code(random_bytes: Callable[[int], bytes]) -> str:
    """A code drawn evenly from all there are. `random_bytes` gives that many random bytes, as `secrets.token_bytes`."""
    drawn = ""
    while len(drawn) < LENGTH:
        # Bytes beyond the last whole round are drawn again: they would favour the first characters.
        drawn += "".join(ALPHABET[byte % len(ALPHABET)] for byte in random_bytes(LENGTH) if byte < _EVEN)
    return drawn[:LENGTH]


def read_code(text: str) -> str | None:
    """The code that someone meant, or none if it cannot be one.

    Small letters, wide letters, spaces, hyphens and other marks do not matter, and a look-alike counts as the
    character that it was taken for. What looks like several of them or like none (B, I, L, S, 5, 6) is not guessed at.
    """
    if len(text) > _LONGEST_TYPED:
        return None
    capitals = unicodedata.normalize("NFKC", text).upper().translate(_MEANT)
    code = "".join(character for character in capitals if character.isalnum())
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else None


def same_code(typed: str, code: str) -> bool:
    """Whether what someone typed means this code, in a time that does not tell how much of it was right."""
    return hmac.compare_digest((read_code(typed) or "").encode(), code.encode())
