"""`isoquest look-up`: standards, terms, clauses and facts in plain lines, for screen readers and for authors."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from isoquest.authoring.lint.citations import UNSURE
from isoquest.commands.desk import complain
from isoquest.commands.printing import print_folded
from isoquest.content.clauses import ClauseEntry
from isoquest.content.library import bundled_reference
from isoquest.content.prose import plain
from isoquest.content.reference import Fact, Reference, Standard, Term
from isoquest.content.safe_text import safe_line
from isoquest.content.search import KINDS, Found, Kind, nearest_title, search
from isoquest.plain.words import CONFIDENCE

FOUND, NOTHING, WRONG_USAGE = 0, 1, 2
"""The exit codes."""
MOST = 8
"""Matches that are printed unless all are asked for."""


@dataclass(frozen=True, slots=True)
class LookUpOptions:
    """What was typed behind `isoquest look-up`."""

    words: Sequence[str] = ()
    kind: Kind | None = None
    everything: bool = False
    as_json: bool = False


def look_up(options: LookUpOptions) -> int:
    """Print the best matches; 0, 1 where nothing matches, 2 where there is nothing to look for."""
    words = " ".join(options.words).split()
    if not words and options.kind is None:
        complain("say what to look for, such as `isoquest look-up calibration`, or a --kind to list all of it")
        return WRONG_USAGE
    reference = bundled_reference()[0]
    found = search(reference, words, KINDS if options.kind is None else (options.kind,))
    if options.as_json:
        print(json.dumps([_as_row(each) for each in found], indent=2))
        return FOUND if found else NOTHING
    if not found:
        close = nearest_title(reference, words)
        hint = f"did you mean `{close}`?" if close else "fewer words, or the beginning of a word, find more"
        complain(f"nothing matches `{' '.join(words)}`: {hint}")
        return NOTHING
    shown = found if options.everything or not words else found[:MOST]
    for each in shown:
        print_folded(f"{each.kind}: {safe_line(each.title)}", "", "    ")
        for text in _told(each.matter, reference):
            print_folded(safe_line(text), "    ", "      " if text.startswith("- ") else "    ")
    if len(shown) < len(found):
        print(f"{len(shown)} of {len(found)} matches; --all prints them all.")
    return FOUND


def _told(matter: Standard | Term | ClauseEntry | Fact, reference: Reference) -> Iterator[str]:
    """What is said of a match, a sentence or list on each line."""
    match matter:
        case Fact():
            sure = CONFIDENCE[matter.confidence] + (", not to be keyed" if matter.confidence in UNSURE else "")
            volatile = "; likely to change" if matter.volatile else ""
            yield plain(matter.statement)
            yield f"Source: {matter.source}"
            yield f"Confidence {matter.confidence}: {sure}. As of {matter.as_of}{volatile}."
        case Standard():
            edition = f", edition {matter.edition}" if matter.edition else ""
            yield f"{matter.kind}{edition}; as of {matter.as_of}. Id: {matter.id}"
            yield plain(matter.purpose)
            yield from _labelled("Who should choose this", plain(matter.suits))
            yield from _labelled("A typical organisation", matter.typical)
            yield from _labelled("Worth knowing", plain(matter.note))
        case Term():
            yield from _labelled("Also", ", ".join(matter.also))
            yield plain(matter.meaning)
            others = (reference.glossary[key].term for key in matter.confused_with if key in reference.glossary)
            yield from _labelled("Often confused with", ", ".join(others))
            yield from _labelled("The difference", plain(matter.difference))
        case ClauseEntry():
            yield plain(matter.purpose)
            yield from _listed("An auditor asks", matter.asks)
            yield from _listed("What you can show", matter.shows)
            yield from _listed("What often goes wrong", matter.slips)
            said = (f"{reference.standards[key].number}: {plain(text)}" for key, text in matter.differs.items())
            yield from _listed("Standard by standard", tuple(said))
    if not isinstance(matter, Fact):
        yield from _labelled("Rests on", ", ".join(matter.because))


def _labelled(label: str, text: str) -> Iterator[str]:
    if text:
        yield f"{label}: {text}"


def _listed(label: str, texts: Sequence[str]) -> Iterator[str]:
    if texts:
        yield f"{label}:"
        yield from (f"- {text}" for text in texts)


def _as_row(found: Found) -> dict[str, object]:
    kept = (one.name for one in fields(found.matter) if one.name not in {"id", "place"})
    said = {name: _as_json(getattr(found.matter, name)) for name in kept}
    return {"type": found.kind, "id": found.matter.id, **said}


def _as_json(value: Any) -> object:
    if isinstance(value, Mapping):
        return dict(value)
    return list(value) if isinstance(value, tuple) else value
