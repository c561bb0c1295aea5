"""Which misconceptions are met where, told to people and programs: a part of what `isoquest coverage` tells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from isoquest.authoring.misconceptions_met import Meeting
from isoquest.authoring.report.columns import wrapped
from isoquest.authoring.report.places import NOWHERE, RED, place_for_programs, places_told
from isoquest.authoring.report.terminal import Paper
from isoquest.content.prose import plain

SECTION = "misconceptions"
"""What this part is called beside the sections of facts."""
_INDENT = " " * 4


def misconception_lines(meetings: Sequence[Meeting], paper: Paper, *, missing: bool) -> Iterator[str]:
    """The lines for a terminal, with `missing` those of what nobody meets, in its own words."""
    listed = [one for one in meetings if not (missing and one.met)]
    if not listed:
        return
    yield paper.bold(f"{SECTION}: {sum(one.met for one in meetings)} of {len(meetings)} met")
    for one in listed:
        lines = wrapped(_where(one, missing=missing), paper.width, f"{one.misconception.id}: ", _INDENT)
        shown = "\n".join(lines)
        yield from (shown if one.met else shown.replace(NOWHERE, paper.paint(RED, NOWHERE), 1)).split("\n")


def misconception_sentences(meetings: Sequence[Meeting], *, missing: bool) -> Iterator[str]:
    """A sentence a misconception, one a line."""
    for one in meetings:
        if not (missing and one.met):
            sentence = f"{one.misconception.id}, met {_where(one, missing=missing)}"
            yield sentence if sentence.endswith((".", ".”")) else f"{sentence}."


def misconceptions_counted(meetings: Sequence[Meeting]) -> str:
    """How many are met, in a sentence."""
    return f"{sum(one.met for one in meetings)} of {len(meetings)} misconceptions met in a choice or a question."


def misconceptions_for_programs(meetings: Sequence[Meeting], *, missing: bool) -> list[dict[str, Any]]:
    """Each misconception as JSON tells it; every place is there."""
    return [
        {
            "id": one.misconception.id,
            "believed": one.misconception.believed,
            "instead": plain(one.misconception.instead),
            "in_scenarios": [place_for_programs(place) for place in one.in_scenarios],
            "in_questions": [place_for_programs(place) for place in one.in_questions],
        }
        for one in meetings
        if not (missing and one.met)
    ]


def _where(one: Meeting, *, missing: bool) -> str:
    return places_told(one.in_scenarios, one.in_questions, f"“{one.misconception.believed}”" if missing else "")
