"""Anyone's text on one line."""

from __future__ import annotations

from textual.content import Content

from isoquest.content.safe_text import safe_line


def line(text: str, style: str = "") -> Content:
    """Text of an author, a player or a file, never parsed as markup. The style is ours, never theirs."""
    return Content.styled(safe_line(text), style)
