"""The texts as which an attempt is kept: its terms, and each answer."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import get_args

from isoquest.quiz.grading import CERTAINTIES
from isoquest.quiz.session import Given, Mode, Terms


def terms_as_text(terms: Terms) -> str:
    """Write terms down."""
    return json.dumps(asdict(terms), separators=(",", ":"))


def read_terms(text: str) -> Terms | None:
    """Read terms; None where the text is none of ours."""
    try:
        parts = json.loads(text)
        terms = Terms(**{**parts, "topics": tuple(parts["topics"])})
    except (ValueError, TypeError, KeyError):
        return None
    return terms if terms.mode in get_args(Mode) else None


def given_as_text(given: Given) -> str:
    """Write an answer down, in plain ASCII, so that half characters come back as they were typed."""
    certainty = {} if given.certainty is None else {"c": given.certainty}
    return json.dumps({"q": given.question, "a": given.answer, **certainty, "t": given.at}, separators=(",", ":"))


def read_given(text: str) -> Given | None:
    """Read an answer; None where the text is none of ours."""
    try:
        parts = json.loads(text)
        certainty = parts.get("c")
        if certainty not in (None, *CERTAINTIES):
            return None
        return Given(str(parts["q"]), tuple(map(str, parts["a"])), certainty, float(parts["t"]))
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
