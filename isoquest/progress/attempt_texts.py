"""The texts as which an attempt is kept: its terms, and each answer."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import get_args

from isoquest.quiz.grading import CERTAINTIES, VERSIONS
from isoquest.quiz.session import Given, Mode, Terms

_LONGEST = 10**9
"""Seconds, some thirty years: no answer was given later than that."""


def terms_as_text(terms: Terms) -> str:
    """Write terms down, with the version of each grading rule as it is now."""
    return json.dumps({**asdict(terms), "grading": dict(VERSIONS)}, separators=(",", ":"))


def read_terms(text: str) -> Terms | None:
    """Read terms; None where the text is none of ours."""
    try:
        parts = json.loads(text)
        parts.pop("grading", None)
        terms = Terms(**{**parts, "topics": tuple(parts["topics"])})
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    numbers = (terms.pass_mark, *(each for each in (terms.count, terms.seconds) if each is not None))
    fitting = terms.mode in get_args(Mode) and isinstance(terms.clause, str)
    return terms if fitting and all(isinstance(each, int) for each in numbers) else None


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
        at = float(parts["t"])
        return Given(str(parts["q"]), tuple(map(str, parts["a"])), certainty, at) if 0 <= at < _LONGEST else None
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
        return None
