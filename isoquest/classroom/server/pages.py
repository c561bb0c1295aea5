"""The files of the pages: a fixed few, read once."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "web"

_TYPES = {
    ".html": "text/html",
    ".js": "text/javascript",
    ".css": "text/css",
    ".svg": "image/svg+xml",
}
_NAMES = ("phone.html", "phone.js", "phone.css", "icon.svg", "teacher.html", "teacher.js", "wall.js", "teacher.css")


@dataclass(frozen=True, slots=True)
class Page:
    """A file as it is sent."""

    content: bytes
    type: str
    """Its media type."""
    tag: str
    """What a browser names it by when it asks whether it has changed."""


def read_pages(folder: Path = FOLDER) -> dict[str, Page]:
    """The files of the pages by name; those that are not there are left out."""
    pages = {}
    for name in _NAMES:
        path = folder / name
        if path.is_file():
            content = path.read_bytes()
            pages[name] = Page(content, _TYPES[path.suffix], sha256(content).hexdigest()[:16])
    return pages
