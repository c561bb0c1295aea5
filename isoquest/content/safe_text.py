"""Text that may come from anyone, made safe to print: no control characters, no changes of writing direction."""

from __future__ import annotations

import re
import unicodedata

UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c\u2028\u2029\ufeff\ud800-\udfff]"
)
"""Control characters but tab and line feed, marks that reorder what follows them, and halves of characters."""


def safe_text(text: str) -> str:
    """The text with every unsafe character shown as U+FFFD, so that it can neither steer a terminal nor hide."""
    return UNSAFE.sub("\ufffd", text)


def safe_line(text: str) -> str:
    """The text made safe and put on one line."""
    return " ".join(safe_text(text).split())


def character_name(character: str) -> str:
    """A name for a character that must not be printed, such as `U+001B`."""
    name = unicodedata.name(character, "")
    return f"U+{ord(character):04X}" + (f" {name}" if name else "")
