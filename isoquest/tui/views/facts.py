"""What the game teaches rests on facts: where each comes from, how sure it is, and of which day."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content
from textual.visual import Visual

from isoquest.content.reference import Fact, Reference
from isoquest.tui.one_line import line
from isoquest.tui.prose_view import prose
from isoquest.tui.visuals import Hanging, Stack
from isoquest.tui.words import CONFIDENCE

MARK = Content.styled("§", "$primary")
"""What stands before a source."""


def facts_of(because: Iterable[str], reference: Reference) -> list[Fact]:
    """The facts of these ids, each once; an id that is not there is passed over."""
    return [reference.facts[key] for key in dict.fromkeys(because) if key in reference.facts]


def source(fact: Fact) -> Content:
    """One line: the source, how sure, and the day where the matter changes."""
    sure = CONFIDENCE[fact.confidence]
    told = [] if fact.source.casefold().startswith(sure) else [sure]
    if fact.volatile:
        told.append(f"as of {fact.as_of}")
    return line(" · ".join(filter(None, (fact.source, ", ".join(told)))), "$quiet")


def sources(because: Iterable[str], reference: Reference, in_full: bool) -> list[Visual]:
    """Where something comes from, each source once; in full, what each fact says stands above its source."""
    facts = facts_of(because, reference)
    if in_full:
        return [Hanging(MARK, Stack([prose(fact.statement), source(fact)], gap=0)) for fact in facts]
    lines = {source(fact).plain: source(fact) for fact in facts}
    return [Hanging(MARK, told) for told in lines.values()]


def first_source(because: Iterable[str], reference: Reference) -> list[Visual]:
    """The first source alone, and how many more there are, for lists that many sources would drown."""
    lines = list({source(fact).plain: source(fact) for fact in facts_of(because, reference)}.values())
    if not lines:
        return []
    more = Content.styled(f" · and {len(lines) - 1} more", "$quiet") if len(lines) > 1 else Content("")
    return [Hanging(MARK, Content.assemble(lines[0], more))]
