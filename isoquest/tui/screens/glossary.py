"""The glossary: what the words of the field mean, and who is who in the story."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from textual.content import Content
from textual.visual import Visual

from isoquest.content.model import Person, Scenario
from isoquest.content.reference import Reference, Term
from isoquest.tui.one_line import line
from isoquest.tui.prose_view import prose
from isoquest.tui.screens.lookup import Item, LookUp, words_of
from isoquest.tui.views.consequence import heading
from isoquest.tui.views.facts import sources
from isoquest.tui.visuals import Stack


class Glossary(LookUp):
    """Terms of the present scene first, then the people, then all terms."""

    HEAD = "Glossary"
    EMPTY = "The glossary is empty."

    def __init__(self, reference: Reference, scenario: Scenario | None, scene: str) -> None:
        super().__init__()
        self._reference = reference
        self._scenario = scenario
        self._scene = scene
        self._named_by: dict[str, list[Term]] = {}
        """For each term, those that say they are often confused with it."""
        for term in reference.glossary.values():
            for other in term.confused_with:
                self._named_by.setdefault(other, []).append(term)

    def items(self) -> Sequence[Item]:
        """Everything, in the order of use."""
        terms = sorted(self._reference.glossary.values(), key=lambda term: term.term.casefold())
        here = [term for term in terms if _occurs(term, self._scene)]
        cast = self._scenario.cast.values() if self._scenario else ()
        return [
            *(self._term(term, "In this scene") for term in here),
            *(_person(person) for person in cast),
            *(self._term(term, "All terms" if here or cast else "Terms") for term in terms),
        ]

    def _term(self, term: Term, group: str) -> Item:
        return Item(term.term, group, words_of(term.meaning), partial(self._page, term), names=" ".join(term.also))

    def _page(self, term: Term) -> Stack:
        parts: list[Visual] = [line(term.term, "bold")]
        if term.also:
            parts.append(Content.assemble(("also: ", "$quiet"), line(", ".join(term.also))))
        shown: list[Visual] = [Stack(parts, gap=0), prose(term.meaning)]
        glossary = self._reference.glossary
        others = [glossary[key].term for key in term.confused_with if key in glossary]
        if others or term.difference:
            confused = [Content.assemble(("Often confused with ", "bold $primary"), line(", ".join(others)))]
            shown.append(Stack([*(confused if others else ()), prose(term.difference)], gap=0))
        shown += [_confusing(other) for other in self._named_by.get(term.id, ()) if other.id not in term.confused_with]
        rests_on = sources(term.because, self._reference, in_full=True)
        if rests_on:
            shown.append(Stack([heading("What this rests on"), Stack(rests_on)], gap=0))
        return Stack(shown)


def _confusing(other: Term) -> Stack:
    """How another term, which is often confused with the one that is shown, differs from it."""
    head = Content.assemble(("Also confused with ", "bold $primary"), line(other.term))
    return Stack([head, prose(other.difference)], gap=0)


def _occurs(term: Term, scene: str) -> bool:
    """One of the term's names stands in the text as words of their own."""
    names = "|".join(map(re.escape, (term.term, *term.also)))
    return re.search(rf"(?<!\w)(?:{names})s?(?!\w)", scene, re.IGNORECASE) is not None


def _person(person: Person) -> Item:
    return Item(person.name, "People in this story", words_of(person.name, person.role), partial(_about, person))


def _about(person: Person) -> Stack:
    parts: list[Visual] = [Stack([line(person.name, "bold"), line(person.role)], gap=0)]
    if person.wish:
        parts.append(Content.assemble(("Wish: ", "$quiet"), line(person.wish)))
    return Stack(parts)
