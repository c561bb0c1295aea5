"""Entries found in the bytes of a damaged file, without SQLite, which gives up at the first page that is not whole.

The layout of pages, cells and records is that of https://www.sqlite.org/fileformat2.html (sections 1.6, 2.1 and 4).
Every page is looked at, in the file and in its write-ahead log, wherever it belongs; the chain of checksums then says
which of the rows found are entries, and in which order.
"""

from __future__ import annotations

import struct
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from isoquest.classroom.journal.keeping import Entry
from isoquest.classroom.journal.lesson_file import CHECK, PAGE, START, link

Row = tuple[str, str, bytes]
"""The uid, text and checksum of what may be an entry."""

_LEAF = 0x0D
_FILE_HEADER, _LOG_HEADER, _FRAME_HEADER = 100, 32, 24
_MOST_HERE = PAGE - 35
_LEAST_HERE = (PAGE - 12) * 32 // 255 - 23
_IN_OVERFLOW = PAGE - 4
_FIRST_TEXT, _FIRST_BLOB = 13, 12
_VARINT = 9


class _NoRowError(Exception):
    """These bytes are no row of ours."""


def salvage(path: Path) -> list[Entry]:
    """All entries from the first one on, up to the first that is not whole. Raises `OSError`."""
    pages = list(_pages(path))
    overflow = dict(pages)  # a page of the log in place of the file's; these pages are written once
    found: defaultdict[int, list[Row]] = defaultdict(list)
    for number, page in pages:
        for position, row in _rows(page, _FILE_HEADER if number == 1 else 0, overflow):
            found[position].append(row)
    entries: list[Entry] = []
    before = START
    while True:
        for uid, text, check in found[len(entries) + 1]:
            if link(before, uid, text) == check:
                entries.append(Entry(uid, text))
                before = check
                break
        else:
            return entries


def _pages(path: Path) -> Iterator[tuple[int, bytes]]:
    """Each page with its number, those of the log after those of the file. A page that was cut off ends in zeros."""
    data = path.read_bytes()
    for start in range(0, len(data), PAGE):
        yield start // PAGE + 1, data[start : start + PAGE].ljust(PAGE, b"\0")
    log = path.with_name(f"{path.name}-wal")
    data = log.read_bytes() if log.exists() else b""
    for start in range(_LOG_HEADER, len(data), _FRAME_HEADER + PAGE):
        frame = data[start : start + _FRAME_HEADER + PAGE].ljust(_FRAME_HEADER + PAGE, b"\0")
        yield int.from_bytes(frame[:4]), frame[_FRAME_HEADER:]


def _rows(page: bytes, header: int, overflow: dict[int, bytes]) -> Iterator[tuple[int, Row]]:
    """The rows on a page, by position; none unless it is a leaf of a table."""
    if page[header] != _LEAF:
        return
    count = int.from_bytes(page[header + 3 : header + 5])
    end = min(header + 8 + 2 * count, PAGE - 1)
    for (start,) in struct.iter_unpack(">H", page[header + 8 : end - (end - header) % 2]):
        try:
            length, place = _varint(page, start)
            position, place = _varint(page, place)
            yield position, _row(_payload(page, place, length, overflow))
        except (_NoRowError, UnicodeDecodeError):
            continue


def _payload(page: bytes, start: int, length: int, overflow: dict[int, bytes]) -> bytes:
    if length <= _MOST_HERE:
        return page[start : start + length]
    here = _LEAST_HERE + (length - _LEAST_HERE) % _IN_OVERFLOW
    if here > _MOST_HERE:
        here = _LEAST_HERE
    if length > here + len(overflow) * _IN_OVERFLOW:
        raise _NoRowError
    parts = [page[start : start + here]]
    following = int.from_bytes(page[start + here : start + here + 4])
    missing = length - here
    while missing > 0:
        if following not in overflow:
            raise _NoRowError
        part = overflow[following]
        parts.append(part[4 : 4 + missing])
        missing -= _IN_OVERFLOW
        following = int.from_bytes(part[:4])
    return b"".join(parts)


def _row(record: bytes) -> Row:
    size, place = _varint(record, 0)
    kinds: list[int] = []
    while place < size:
        kind, place = _varint(record, place)
        kinds.append(kind)
    # The position stands beside the record, and NULL (0) in it; texts have odd kinds, and a checksum is a blob.
    if len(kinds) != len(("position", "uid", "text", "check")) or kinds[0] != 0 or kinds[3] != _FIRST_BLOB + 2 * CHECK:
        raise _NoRowError
    texts: list[str] = []
    for kind in kinds[1:3]:
        if kind < _FIRST_TEXT or kind % 2 == 0:
            raise _NoRowError
        length = (kind - _FIRST_TEXT) // 2
        texts.append(record[place : place + length].decode())
        place += length
    return texts[0], texts[1], record[place : place + CHECK]


def _varint(data: bytes, place: int) -> tuple[int, int]:
    """The number that begins at `place`, and where it ends."""
    value = 0
    for count, byte in enumerate(data[place : place + _VARINT], start=1):
        if count == _VARINT:
            return value << 8 | byte, place + count
        value = value << 7 | byte & 0x7F
        if byte < 0x80:  # noqa: PLR2004 (the top bit says that more follows)
            return value, place + count
    raise _NoRowError
