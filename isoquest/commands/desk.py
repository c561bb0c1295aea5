"""What commands share: the user's own library, the store, and whether a terminal can be drawn on."""

from __future__ import annotations

import os
import secrets
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from isoquest.authoring.report.columns import wrapped
from isoquest.content.safe_text import safe_line
from isoquest.progress.location import PROOFS, data_folder, proofs_folder
from isoquest.progress.store import Opened, Refused, open_store


def own_library() -> Path:
    """The folder in which a user's own scenarios are found by name."""
    return data_folder(os.environ) / "scenarios"


def proof_folders() -> tuple[Path, Path]:
    """Where proofs are kept on this machine, and where those of the bundled scenarios stand."""
    from isoquest.content.library import bundled_folder

    return proofs_folder(os.environ), bundled_folder() / PROOFS


@dataclass(slots=True)  # not frozen: Python sets the traceback of what it raises
class Complaint(Exception):  # noqa: N818 - a sentence for the user, not a fault
    """Why a command cannot do what it was asked: a sentence for standard error, and the exit code."""

    sentence: str
    code: int = 1


def complain(sentence: str) -> None:
    """Say on standard error what went wrong."""
    width = shutil.get_terminal_size((80, 24)).columns if sys.stderr.isatty() else None
    for line in wrapped(safe_line(sentence), width, "isoquest: ", "  "):
        sys.stderr.write(f"{line}\n")


def opened_store() -> Opened | Refused:
    """The store of this user."""
    return open_store(data_folder(os.environ), lambda: datetime.now(UTC))


def with_store(work: Callable[[Opened], int]) -> int:
    """Do a command's work on this user's store; returns its exit code. A complaint is said on standard error."""
    opened = opened_store()
    if isinstance(opened, Refused):
        complain(opened.text)
        return 1
    try:
        return work(opened)
    except Complaint as complaint:
        complain(complaint.sentence)
        return complaint.code
    finally:
        lost = opened.store.close()
        if lost:
            complain(f"not everything could be saved: {lost}. What is missing is lost.")


def print_notices(opened: Opened) -> None:
    """Print what the player should know of the store before anything else."""
    for notice in opened.notices:
        print(f"Note: {safe_line(notice.text)}")


def new_seed() -> int:
    """A seed that nobody foresees, short enough to be typed."""
    return secrets.randbelow(1_000_000)


def plain_width() -> int:
    """How wide plain lines may be: what the terminal has, at most 78 columns."""
    return max(30, min(78, shutil.get_terminal_size((78, 24)).columns - 1))


def line_reader() -> Callable[[str], str | None]:
    """A function that reads one line, after a prompt where somebody sees it; None at the end of the input."""
    somebody_sees = sys.stdin.isatty()

    def ask(prompt: str) -> str | None:
        if somebody_sees:
            sys.stdout.write(prompt)
        sys.stdout.flush()
        return sys.stdin.readline() or None

    return ask


def can_draw() -> bool:
    """A screen can be drawn: both ends are a terminal that moves its cursor and shows UTF-8."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()) or os.environ.get("TERM", "dumb") in ("dumb", ""):
        return sys.platform == "win32" and sys.stdin.isatty() and sys.stdout.isatty()
    return (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
