"""The boxes of the SVG: what each says, how large that makes it, and its markup with a hover text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from isoquest.authoring.graph.circles import Pair
from isoquest.authoring.graph.layout.coordinates import Rectangle
from isoquest.authoring.graph.lettering import broken, pixels
from isoquest.authoring.graph.links import Link
from isoquest.authoring.graph.story import StoryGraph, StoryNode
from isoquest.authoring.graph.svg_style import SMALL_SIZE, TITLE_SIZE, outline
from isoquest.authoring.graph.words import MARKS, subtitle
from isoquest.content.safe_text import safe_line

_LINE_HEIGHTS = {"t": 17.0, "s": 14.0, "j": 14.0}
_WIDEST = 170.0
_NARROWEST = 60.0
_INSIDE = 10.0
_MOST_LEAPS = 4
_BOLDER = 1.06
"""How much wider bold letters are."""


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text in a box."""

    text: str
    style: str
    """`t` for a title, `s` for what stands below it, `j` for a way that is told instead of drawn."""
    target: str = ""
    """Of such a way: the node to which a click leads."""


@dataclass(frozen=True, slots=True)
class Lettering:
    """The lines of text in a box, and the size that they give it, in pixels."""

    lines: tuple[Words, ...]
    width: float
    height: float


def letterings(graph: StoryGraph, leaps: Iterable[Pair], labels: Mapping[Pair, str]) -> dict[str, Lettering]:
    """What every box says; ways that are told instead of drawn, `leaps`, stand in the boxes at both of their ends."""
    told: dict[str, list[Words]] = {node: [] for node in graph.nodes}
    origins: dict[str, list[str]] = {}
    for source, target in leaps:
        label = labels.get((source, target), "")
        if source == target:
            told[source].insert(0, Words(f"↻ {label or 'on'}: here again", "j", source))
            continue
        way = f"{label} → {graph.nodes[target].title}".strip()
        told[source].append(Words(way, "j", target))
        origins.setdefault(target, []).append(source)
    for target, sources in origins.items():
        more = f" and {len(sources) - 2} more" if len(sources) > 2 else ""  # noqa: PLR2004 - two fit on a line
        told[target].insert(0, Words(f"⇠ from {', '.join(sources[:2])}{more}", "j", sources[0]))
    made = {}
    for node in graph.nodes.values():
        ways = told[node.id]
        if len(ways) > _MOST_LEAPS + 1:
            ways = [*ways[:_MOST_LEAPS], Words(f"→ and {len(ways) - _MOST_LEAPS} more", "j", ways[-1].target)]
        made[node.id] = _lettering(node, ways)
    return made


def _lettering(node: StoryNode, ways: Sequence[Words]) -> Lettering:
    mark = "▶ " if node.start else f"{MARKS[node.ending]} " if node.ending else ""
    said = [Words(subtitle(node), "s"), *ways]
    if node.kind != "passed" or node.start:
        said.insert(0, Words(mark + node.title, "t"))
    lines = [
        Words(text, words.style, words.target)
        for words in said
        for text in broken(words.text, _WIDEST, lambda text, style=words.style: _width(text, style), 4)  # type: ignore[misc] # the default binds the loop's variable
    ]
    slanted = node.kind in ("chance", "questions", "passed", "audit")
    width = max(_NARROWEST, *(_width(line.text, line.style) for line in lines)) + 2 * _INSIDE * (2 if slanted else 1)
    height = sum(_LINE_HEIGHTS[line.style] for line in lines) + _INSIDE + (_INSIDE if node.kind == "meter" else 0)
    return Lettering(tuple(lines), width, height)


def _width(text: str, style: str) -> float:
    return pixels(text, TITLE_SIZE) * _BOLDER if style == "t" else pixels(text, SMALL_SIZE)


def box(node: StoryNode, lettering: Lettering, place: Rectangle, leaving: Sequence[Link]) -> Iterator[str]:
    """The markup of one box; pointing at it shows its id, its title and every way on."""
    styles = ["node", node.kind, node.ending or ""]
    styles += ["start"] if node.start else []
    styles += [] if node.reachable else ["lost"]
    yield f'<g class="{" ".join(style for style in styles if style)}" id="node-{markup(node.id)}">'
    yield f"<title>{markup(hover(node, leaving))}</title>{outline(node.kind, place)}"
    y = place.y + _INSIDE / 2 - 4
    for line in lettering.lines:
        y += _LINE_HEIGHTS[line.style]
        text = f'<text class="{line.style} mid" x="{place.middle:.1f}" y="{y:.1f}">{markup(line.text)}</text>'
        yield f'<a href="#node-{markup(line.target)}">{text}</a>' if line.target else text
    yield "</g>"


def hover(node: StoryNode, leaving: Sequence[Link]) -> str:
    """What pointing at a box tells: what it is, and every way on with its condition and the player's words."""
    lines = [f"{node.title} ({subtitle(node)})"]
    lines += [f"From: {', '.join(node.sources)}"] if node.sources else []
    lines += [f"to {link.target}: {told}" for link in leaving for told in link.account]
    return "\n".join(lines)


def markup(text: str) -> str:
    """A text as character data of XML 1.0: nothing in it is markup, and no character is one that XML forbids."""
    told = "\n".join(safe_line(line) for line in text.split("\n"))
    return escape(re.sub("[\ufffe\uffff]", "\ufffd", told))
