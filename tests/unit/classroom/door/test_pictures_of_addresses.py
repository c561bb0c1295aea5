"""A phone reads the picture: checked by the standard's own marks, and by a reader that is not ours."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from isoquest.classroom.door.addresses import web_address
from isoquest.classroom.door.picture import QUIET, in_capitals, lines, picture, svg

ROOM = "HTTP://192.168.1.20:8080/CDF347"
FINDER = ("#######", "#.....#", "#.###.#", "#.###.#", "#.###.#", "#.....#", "#######")
HALVES = {" ": (False, False), "▀": (True, False), "▄": (False, True), "█": (True, True)}

addresses = st.builds(
    web_address,
    st.ip_addresses().map(str),
    st.integers(1, 65535),
    st.text("3479CDFHJKMNPRTVWX", min_size=6, max_size=6),
)


def read_by_another(dark: Sequence[Sequence[bool]]) -> list[str]:
    """What an independent reader finds in a picture drawn four pixels to a module."""
    reader = pytest.importorskip("zxingcpp", reason="zxing-cpp, the independent reader of QR codes, is not installed")
    drawn = np.kron(np.where(np.array(dark), 0, 255).astype(np.uint8), np.ones((4, 4), dtype=np.uint8))
    return [found.text for found in reader.read_barcodes(drawn)]


def seen(drawn: Sequence[str]) -> list[list[bool]]:
    """The half blocks of a terminal as rows of modules."""
    return [[HALVES[block][half] for block in line] for line in drawn for half in (0, 1)]


@given(addresses)
def test_another_reader_reads_it(url: str):
    """Every address, typed or in capitals, comes back from the picture and from its lines in a terminal."""
    for written in (url, in_capitals(url)):
        assert read_by_another(picture(written)) == [written]
        assert read_by_another(seen(lines(picture(written)))) == [written]


@given(addresses)
def test_the_picture_has_the_marks_of_the_standard(url: str):
    """A square with a quiet zone of four modules, three corners with finder patterns, and timing between them."""
    matrix = picture(url)
    side = len(matrix)
    assert all(len(row) == side for row in matrix)
    for edge in (matrix[:QUIET], matrix[-QUIET:], *((row[:QUIET], row[-QUIET:]) for row in matrix)):
        assert not any(any(row) for row in edge)
    for top, left in ((QUIET, QUIET), (QUIET, side - QUIET - 7), (side - QUIET - 7, QUIET)):
        corner = [matrix[top + row][left : left + 7] for row in range(7)]
        assert tuple("".join(".#"[module] for module in row) for row in corner) == FINDER
    timing = matrix[QUIET + 6][QUIET + 8 : side - QUIET - 8]
    assert list(timing) == [place % 2 == 0 for place in range(len(timing))]


@pytest.mark.parametrize(
    ("url", "columns", "rows"),
    [
        ("HTTP://10.0.0.5/CDF347", 29, 15),
        (ROOM, 33, 17),
        ("HTTP://192.168.100.200:18080/CDF347", 33, 17),
        ("HTTP://MUELLER-LAPTOP.LOCAL:8080/CDF347", 33, 17),
        ("HTTP://[FD00:1234:5678::1]:8080/CDF347", 37, 19),
    ],
)
def test_room_that_it_takes_in_a_terminal(url: str, columns: int, rows: int):
    """Typical addresses fit beside other text in 80 columns and 24 lines."""
    drawn = lines(picture(url))
    assert (len(drawn), {len(line) for line in drawn}) == (rows, {columns})


def test_capitals_need_less_room():
    """The same address needs a larger picture in small letters."""
    url = "http://192.168.100.200:18080/CDF347"
    assert len(picture(url)) > len(picture(in_capitals(url)))


@given(st.lists(st.lists(st.booleans(), min_size=5, max_size=5), min_size=1, max_size=7))
def test_lines_keep_every_module(matrix: list[list[bool]]):
    """Each module stands in its column and half line; drawn light on dark, it is the same picture the other way."""
    assert seen(lines(matrix))[: len(matrix)] == matrix
    lighted = [[not module for module in row] for row in seen(lines(matrix, light=True))]
    assert lighted[: len(matrix)] == matrix


def test_nothing_has_no_lines():
    """A picture of no rows has no lines."""
    assert lines(()) == ()


def test_a_page_gets_a_picture_without_scripts_or_styles():
    """The SVG needs nothing that a strict Content-Security-Policy forbids, and brings its own light background."""
    document = svg(ROOM)
    assert document.startswith(b"<svg ")
    assert b'viewBox="0 0 33 33"' in document
    assert b'fill="#fff"' in document
    assert not any(word in document for word in (b"<script", b"style", b"href", b"CDF347"))


def test_an_address_too_long_for_any_picture_is_refused():
    """No picture is cut short."""
    with pytest.raises(ValueError, match="large"):
        picture("x" * 3000)
