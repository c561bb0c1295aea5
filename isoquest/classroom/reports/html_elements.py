"""Elements of a page, built so that text can never become markup: only what is `Html` already is left as it is."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from typing import TypeAlias

from isoquest.classroom.reports.telling import percent
from isoquest.classroom.room.occasion import Name
from isoquest.content.prose import Paragraph, Spans, Table, blocks
from isoquest.content.safe_text import safe_text


class Html(str):
    """Finished markup."""

    __slots__ = ()


Child: TypeAlias = str
"""Text, or `Html`."""

_VOID = frozenset({"meta", "br", "hr", "rect"})


def element(name: str, /, *children: Child, **attributes: str | int | None) -> Html:
    """An element with its children, texts among them escaped.

    `class_` stands for `class`, `_` within a name for `-`; an attribute that is None is left out.
    """
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_escaped(str(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    if name in _VOID:
        return Html(f"<{name}{given}>" if name != "rect" else f"<{name}{given}/>")
    return Html(f"<{name}{given}>{joined(children)}</{name}>")


def joined(children: Iterable[Child]) -> Html:
    """Children one behind the other, texts escaped."""
    return Html("".join(child if isinstance(child, Html) else _escaped(child) for child in children))


def _escaped(text: str) -> str:
    return html.escape(safe_text(text))


def foreign(text: str) -> Html:
    """A text that someone typed, such as a nickname: its direction of writing stays its own."""
    return element("bdi", " ".join(text.split()))


def named(name: Name) -> Html:
    """A student: number, name and team."""
    team = [" · ", foreign(name.team)] if name.team else []
    removed = " (removed)" if name.removed else ""
    return joined([element("span", f"{name.number}. ", class_="quiet"), foreign(name.text), *team, removed])


def prose(markdown: str) -> Html:
    """A text in Markdown."""
    made: list[Html] = []
    for block in blocks(markdown):
        match block:
            case Paragraph():
                marker = f"{block.marker} " if block.marker else ""
                inner = _spans(block.spans)
                inner = element("strong", inner) if block.heading else inner
                made.append(element("p", marker, inner, class_="in" if block.indent else None))
            case Table():
                head, *rows = block.rows
                made.append(table([_spans(cell) for cell in head], [[_spans(cell) for cell in row] for row in rows]))
            case _:
                made.append(element("hr"))
    return joined(made)


def _spans(spans: Spans) -> Html:
    made: list[Child] = []
    for span in spans:
        inner: Child = span.text
        for name, on in (("code", span.code), ("em", span.emphasis), ("strong", span.strong)):
            inner = element(name, inner) if on else inner
        made.append(inner)
    return joined(made)


def table(
    head: Sequence[Child],
    rows: Iterable[Sequence[Child]],
    *,
    caption: str = "",
    class_: str | None = None,
    wide: bool = False,
) -> Html:
    """A table whose first column names its rows; a `wide` one scrolls in a frame of its own."""
    heads = element("tr", *(element("th", cell, scope="col") for cell in head))
    body = (
        element("tr", element("th", row[0], scope="row"), *(element("td", cell) for cell in row[1:])) for row in rows
    )
    parts = [element("thead", heads), element("tbody", *body)]
    if not wide:
        told = [element("caption", caption)] if caption else []
        return element("table", *told, *parts, class_=class_)
    # A caption would be as wide as the table, and scroll away with it.
    made = element("table", *parts, class_=class_, aria_label=caption)
    frame = element("div", made, class_="wide", tabindex=0, role="region", aria_label=caption)
    return joined([element("p", caption, class_="quiet caption"), frame])


def bar(parts: Sequence[tuple[str, int]], whole: int) -> Html:
    """A bar cut into parts by their numbers, each with the class that gives its colour; figures stand beside it."""
    at, rects = 0.0, [element("rect", class_="rest", width=100, height=8)]
    for class_, number in parts:
        width = 100 * number / whole if whole else 0.0
        if number:
            rects.append(element("rect", class_=class_, x=f"{at:.2f}", width=f"{width:.2f}", height=8))
        at += width
    return element("svg", *rects, class_="bar", viewBox="0 0 100 8", preserveAspectRatio="none", aria_hidden="true")


def counted_bar(class_: str, count: int, whole: int) -> Html:
    """How many of how many, in figures and as a bar below them."""
    return joined([f"{count} · {percent(count, whole)}", bar([(class_, count)], whole)])


def sign(shown: str, told: str, class_: str | None = None) -> Html:
    """A sign that a screen reader says in words."""
    return element("span", shown, role="img", aria_label=told, title=told, class_=class_)


def facts(pairs: Iterable[tuple[str, Child]]) -> Html:
    """A few figures, each under its name."""
    cards = (element("div", element("dt", name), element("dd", value)) for name, value in pairs)
    return element("dl", *cards, class_="facts")


def section(anchor: str, title: str, *children: Child) -> Html:
    """A part of a page with its heading."""
    return element(
        "section", element("h2", title, id=f"{anchor}-title"), *children, id=anchor, aria_labelledby=f"{anchor}-title"
    )
