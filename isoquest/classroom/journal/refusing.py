"""Why a journal cannot be used, or is not kept just now, as sentences for the teacher."""

from __future__ import annotations

from pathlib import Path

from isoquest.content.safe_text import safe_text
from isoquest.progress.trouble import NewerError, explain


class RefusedError(Exception):
    """A journal cannot be used. Its text is one sentence for the teacher, which a terminal can show as it is."""

    def __init__(self, sentence: str) -> None:
        super().__init__(safe_text(sentence))


class ForeignError(Exception):
    """The file is sound, for all we know, but no lesson."""


class StrayedError(Exception):
    """Where the lesson's file was stands one that has not got what was kept before."""


def reason(error: Exception, path: Path) -> str:
    """Say what `error`, met while using the lesson at `path`, means: a clause that can begin a sentence.

    Raises `error` again if it is a mistake of our own.
    """
    if isinstance(error, ForeignError):
        clause = f"{path} is no lesson of IsoQuest"
    elif isinstance(error, StrayedError):
        clause = f"another file stands at {path}"
    elif isinstance(error, FileNotFoundError):
        clause = f"{path} is gone"
    elif isinstance(error, NewerError):
        clause = (
            f"{path} was written by a newer IsoQuest (format {error.found}, this one knows formats up to {error.known})"
        )
    else:
        clause = explain(error, path).reason
    return safe_text(clause if clause.startswith(str(path)) else clause[0].upper() + clause[1:])
