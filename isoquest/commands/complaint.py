"""Why a command cannot do what it was asked."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Complaint(Exception):  # noqa: N818 - a sentence for the user, not a fault
    """A sentence for standard error, with the exit code."""

    sentence: str
    code: int = 1
