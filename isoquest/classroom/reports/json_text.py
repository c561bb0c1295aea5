"""Results as JSON for programs, everything exact.

An object with `format` (1; it rises when a key changes its meaning or goes, new keys may come at any time), `kind`
(`quiz`, `vote` or `plays`), `day`, and one key for each field of `QuizResults`, `VoteResults` or `PlaysResults`, named
as in `isoquest.classroom.room`, with these rules: a record is an object, a tuple a list, a mapping an object by its
keys as texts; marks and points are exact and therefore texts, such as `"7/3"`; times are milliseconds, moments
milliseconds since 1970; what there is not is `null`. A question is told by its `id`, `type` and `topic`; its text is
`asked`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from fractions import Fraction
from typing import Any

from isoquest.classroom.reports.telling import day
from isoquest.classroom.room.results import Results
from isoquest.content.questions import Question

FORMAT = 1


def as_json(results: Results) -> str:
    """The results as one line of ASCII characters, with its end."""
    held = results.occasion
    head = {"format": FORMAT, "kind": held.kind, "day": day(held.opened_at)}
    return json.dumps({**head, **_told(results)}) + "\n"


def _told(value: Any) -> Any:
    match value:
        case Fraction():
            return str(value)
        case Question():
            return {"id": value.id, "type": value.type, "topic": value.topic}
        case tuple():
            return [_told(each) for each in value]
        case Mapping():
            return {str(key): _told(each) for key, each in value.items()}
        case _ if is_dataclass(value):
            return {each.name: _told(getattr(value, each.name)) for each in fields(value)}
        case _:
            return value
