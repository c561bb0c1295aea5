"""An expression's text cut into tokens."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["number", "name", "reference", "symbol", "end"]


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of an expression; `start` counts characters from 0."""

    kind: Kind
    text: str
    start: int


@dataclass(slots=True)  # not frozen: Python sets the traceback of what it raises
class ExpressionProblem(Exception):  # noqa: N818 - carries what a problem says; never shown as an exception
    """What is wrong with an expression and where: `start` and `length` in characters of its text."""

    code: str
    message: str
    start: int
    length: int
    hint: str = ""


MAX_LENGTH = 400
"""Longest expression in characters."""

REFERRING = ("visited", "chose", "found", "open")
"""Functions whose argument is a reference to a part of the scenario, where `-` belongs to the name."""

_PIECES = re.compile(
    r"""\s*(?:
        (?P<number>[0-9]+(?![A-Za-z_.\d]))
      | (?P<name>[A-Za-z_][A-Za-z0-9_]*)
      | (?P<symbol>==|!=|<=|>=|<|>|\+|-|\*(?!\*)|\(|\)|,)
    )""",
    re.VERBOSE,
)
_REFERENCE = re.compile(r"\s*(?P<reference>[A-Za-z0-9_][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_][A-Za-z0-9_-]*)*)")

INSTEAD = (
    ("&&", "write `and`"),
    ("||", "write `or`"),
    ("**", "powers are not part of an expression"),
    ("!", "write `not`"),
    ("&", "write `and`"),
    ("|", "write `or`"),
    ("=>", "write `>=`"),
    ("=<", "write `<=`"),
    ("=", "write `==` to compare; `add:` and `set:` change values"),
    ("[", "lists are not part of an expression"),
    ("{", "an expression stands without braces"),
    ('"', "texts are not part of an expression"),
    ("'", "texts are not part of an expression"),
    (".", "a `.` stands only in `chose(node.choice)`, `found(node.check)` and `open(node.check)`"),
    ("/", "there is no division; compare with a multiple instead"),
    ("%", "there is no remainder"),
)


def tokens(text: str) -> list[Token]:
    """The tokens of an expression, the last of them of kind `end`.

    Raises ExpressionProblem at the first character that belongs to no expression.
    """
    if len(text) > MAX_LENGTH:
        message = f"this expression has {len(text)} characters; at most {MAX_LENGTH} are read"
        raise ExpressionProblem("expression", message, 0, 1, "write a list of shorter conditions; all must hold")
    made: list[Token] = []
    at = 0
    while at < len(text):
        refers = len(made) > 1 and made[-1].text == "(" and made[-2].text in REFERRING
        piece = (_REFERENCE if refers else _PIECES).match(text, at)
        if piece is None:
            rest = text[at:].lstrip()
            if not rest:
                break
            start = len(text) - len(rest)
            hint = next((hint for written, hint in INSTEAD if rest.startswith(written)), "")
            if rest[0].isdigit():
                hint = "numbers are whole, without a unit"
            shown = rest[0] if rest[0].isprintable() else f"U+{ord(rest[0]):04X}"
            message = "an id is wanted between the brackets" if refers else f"`{shown}` is not part of an expression"
            raise ExpressionProblem("expression", message, start, 1, hint)
        kind = piece.lastgroup
        assert kind is not None  # noqa: S101 - every alternative of the pattern is named
        made.append(Token(kind, piece.group(kind), piece.start(kind)))  # type: ignore[arg-type] # groups are the kinds
        at = piece.end()
    made.append(Token("end", "", len(text)))
    return made
