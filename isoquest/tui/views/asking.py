"""A question as it is read: its case, what is asked, and its gaps with what stands in them."""

from __future__ import annotations

import re

from textual.content import Content
from textual.visual import Visual

from isoquest.content.prose import literal
from isoquest.content.question_checks import GAP
from isoquest.content.safe_text import safe_line
from isoquest.tui.draft import Draft
from isoquest.tui.prose_view import prose
from isoquest.tui.visuals import Barred, Stack


def asking(draft: Draft) -> Stack:
    """The case, where there is one, and the question."""
    parts: list[Visual] = []
    if draft.question.context:
        parts.append(Barred(Content.styled("│", "$primary"), prose(_unquoted(draft.question.context))))
    parts.append(prose(with_gaps(draft), "bold"))
    return Stack(parts)


def with_gaps(draft: Draft) -> str:
    """The text of a question, its gaps numbered, with what fills them."""
    if draft.question.type != "blanks":
        return draft.question.ask
    places = {name: place for place, name in enumerate(draft.question.blanks)}

    def gap(match: re.Match[str]) -> str:
        place = places.get(match.group(1))
        if place is None:
            return literal(match.group())
        filled = safe_line(draft.parts[place])
        return rf"\[{place + 1}\] " + (f"*{literal(filled)}*" if filled else r"\_\_\_\_")

    return GAP.sub(gap, draft.question.ask)


def _unquoted(case: str) -> str:
    """A case that is written as a quotation, without the marks of one: it gets a bar here as it is."""
    lines = case.splitlines()
    if all(each.startswith(">") for each in lines if each.strip()):
        return "\n".join(each.removeprefix(">").removeprefix(" ") for each in lines)
    return case
