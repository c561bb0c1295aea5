"""What commands share: the user's own library, the store, and whether a terminal can be drawn on."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from isoquest.progress.location import data_folder
from isoquest.progress.store import Opened, Refused, open_store


def own_library() -> Path:
    """The folder in which a user's own scenarios are found by name."""
    return data_folder(os.environ) / "scenarios"


def opened_store() -> Opened | Refused:
    """The store of this user."""
    return open_store(data_folder(os.environ), lambda: datetime.now(UTC))


def complain(sentence: str) -> None:
    """Say on standard error what went wrong."""
    sys.stderr.write(f"isoquest: {sentence}\n")


def can_draw() -> bool:
    """A screen can be drawn: both ends are a terminal that moves its cursor and shows UTF-8."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()) or os.environ.get("TERM", "dumb") in ("dumb", ""):
        return sys.platform == "win32" and sys.stdin.isatty() and sys.stdout.isatty()
    return (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
