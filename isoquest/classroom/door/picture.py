"""A room's address as a picture that a phone's camera reads (QR code, ISO/IEC 18004)."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import segno

QUIET = 4
"""How many light modules the standard wants on every side."""

Matrix = tuple[tuple[bool, ...], ...]
"""Rows of modules, from the top left; true is dark."""

_HALVES = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


def in_capitals(url: str) -> str:
    """The address in capitals, which a smaller picture holds. Only for addresses whose path ignores case, as ours."""
    return url.upper()


def picture(url: str) -> Matrix:
    """The smallest picture that holds the address as it stands, in its quiet zone: 29 modules a side and more.

    Raises `ValueError` if the address is longer than any picture holds (2,953 bytes).
    """
    return tuple(tuple(bool(module) for module in row) for row in _code(url).matrix_iter(border=QUIET))


def lines(matrix: Sequence[Sequence[bool]], *, light: bool = False) -> tuple[str, ...]:
    """The picture for a terminal, two rows of modules to a line and one module to a column.

    Dark modules are drawn, so the text belongs in black on white. Where colours cannot be set and the terminal is
    dark, `light` draws the light ones instead.
    """
    empty = (light,) * len(matrix[0]) if matrix else ()
    return tuple(
        "".join(_HALVES[upper != light, lower != light] for upper, lower in zip(top, bottom, strict=True))
        for top, bottom in zip(matrix[::2], [*matrix[1::2], empty], strict=False)
    )


def svg(url: str) -> bytes:
    """The picture as an SVG document for a page: black on white whatever the page's colours, as large as its box.

    Raises `ValueError` as `picture` does.
    """
    document = BytesIO()
    _code(url).save(
        document, kind="svg", border=QUIET, dark="#000", light="#fff", xmldecl=False, omitsize=True, title="QR code"
    )
    return document.getvalue()


def _code(url: str) -> segno.QRCode:
    # Damage is not to be feared on a screen: the lowest correction that fits gives the largest modules.
    return segno.make(url, error="l", micro=False, boost_error=True)
