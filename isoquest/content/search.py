"""Searching the reference data: standards, terms, clauses and facts, the best matches first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from isoquest.content.clauses import ClauseEntry
from isoquest.content.problems import nearest
from isoquest.content.reference import Fact, Reference, Standard, Term

Kind = Literal["standard", "term", "clause", "fact"]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""What can be searched, in the order in which equally good matches are told."""
Matter: TypeAlias = Standard | Term | ClauseEntry | Fact


@dataclass(frozen=True, slots=True)
class Found:
    """Something that the words were found in."""

    kind: Kind
    matter: Matter

    @property
    def title(self) -> str:
        """What it is called: of a fact, its id."""
        match self.matter:
            case Standard(number=number, title=title):
                return f"{number} {title}"
            case Term(term=term):
                return term
            case ClauseEntry(id=number, title=title):
                return f"{number} {title}"
            case Fact(id=fact):
                return fact


def search(reference: Reference, words: Sequence[str], kinds: Iterable[Kind] = KINDS) -> tuple[Found, ...]:
    """Everything of these kinds in which each word begins some word, the best matches first; without words, all.

    The best are what is called so, then what has all the words in its title, in its other names, in its text.
    """
    wanted = " ".join(words).casefold().split()
    beginnings = [re.compile(rf"(?<!\w){re.escape(word)}") for word in wanted]
    ranked = []
    for found in _all(reference, kinds):
        texts = [text.casefold() for text in _texts(found.matter)]
        called = " ".join(wanted) in (found.title.casefold(), found.matter.id, *texts[0].split("\n"))
        widths = (" ".join(texts[:width]) for width in range(1, len(texts) + 1))
        ranks = (rank for rank, text in enumerate(widths, start=1) if all(begins.search(text) for begins in beginnings))
        rank = 0 if called else next(ranks, None)
        if rank is not None:
            ranked.append((rank, found))
    return tuple(found for _, found in sorted(ranked, key=lambda each: each[0]))


def nearest_title(reference: Reference, words: Sequence[str]) -> str | None:
    """The title, name or id that the words were most likely meant to be, or None when none is close."""
    names = (name for found in _all(reference, KINDS) for name in (found.title, *_texts(found.matter)[0].split("\n")))
    return nearest(" ".join(words), names)


def _all(reference: Reference, kinds: Iterable[Kind]) -> Iterator[Found]:
    matters: dict[Kind, Iterable[Matter]] = {
        "standard": reference.standards.values(),
        "term": reference.glossary.values(),
        "clause": reference.clauses.values(),
        "fact": reference.facts.values(),
    }
    wanted = frozenset(kinds)
    return (Found(kind, matter) for kind in KINDS if kind in wanted for matter in matters[kind])


def _texts(matter: Matter) -> tuple[str, ...]:
    """What it is called, line by line; what else it is looked for by; all that it says."""
    match matter:
        case Standard():
            named = f"{matter.title} {matter.field} {matter.kind} {' '.join(matter.worries)}"
            return f"{matter.number}\n{matter.title}", named, f"{matter.purpose} {matter.suits} {matter.note}"
        case Term():
            return "\n".join((matter.term, *matter.also)), "", f"{matter.meaning} {matter.difference}"
        case ClauseEntry():
            said = (*matter.asks, *matter.shows, *matter.slips, *matter.differs.values())
            return f"{matter.id}\n{matter.title}", matter.purpose, " ".join(said)
        case Fact():
            return matter.id, "", matter.statement
