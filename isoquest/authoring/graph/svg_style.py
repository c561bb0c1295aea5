"""How the SVG looks: colours for light and dark, the outline of each kind of box, and the legend that explains them."""

from __future__ import annotations

from collections.abc import Iterator

from isoquest.authoring.graph.layout.coordinates import Rectangle
from isoquest.authoring.graph.lettering import pixels
from isoquest.authoring.graph.story import NodeKind, StoryGraph
from isoquest.authoring.graph.words import KINDS, MARKS, UNREACHABLE

TITLE_SIZE, SMALL_SIZE = 13.0, 11.0

STYLE = """
svg{--page:#fff;--even:#f3f5f8;--odd:#e8edf2;--box:#fff;--ink:#17202b;--soft:#4d5a69;--line:#66758a;--hatch:#e9c9c6;
--success:#1f7a34;--partial:#8a6100;--wise:#1d5fa8;--failure:#b3261e;font-family:system-ui,"Segoe UI",Roboto,Helvetica,
Arial,"Noto Sans",sans-serif}
@media (prefers-color-scheme:dark){svg{--page:#12171d;--even:#1a2129;--odd:#212a34;--box:#0e1318;--ink:#e8edf3;
--soft:#aab6c4;--line:#8997a8;--hatch:#4d2a28;--success:#5fc97a;--partial:#e0b040;--wise:#74b0f4;--failure:#ff8a80}}
.page{fill:var(--page)}.even{fill:var(--even)}.odd{fill:var(--odd)}
text{fill:var(--ink);font-size:11px}.h{font-size:20px;font-weight:600}.p{font-size:16px;font-weight:600}
.t{font-size:13px;font-weight:600}.s,.l{fill:var(--soft)}.j{fill:var(--wise)}.mid{text-anchor:middle}
.box{fill:var(--box);stroke:var(--line);stroke-width:1.2}.start .box{stroke:var(--ink);stroke-width:3}
.ending .box{stroke-width:3}.passed .box{fill:none}.audit .bar{stroke:var(--line);stroke-width:1.2}
.success .box{stroke:var(--success)}.partial .box{stroke:var(--partial)}.wise .box{stroke:var(--wise)}
.failure .box{stroke:var(--failure)}.lost .box{fill:url(#hatch);stroke-dasharray:6 4;stroke:var(--failure)}
.line{fill:none;stroke:var(--line);stroke-width:1.4}.head{fill:var(--line)}.under{opacity:.86}
.under.even{fill:var(--even)}.under.odd{fill:var(--odd)}
.outcome{stroke-dasharray:7 3}.meter.line{stroke-dasharray:2 3}.folded.line{stroke-width:2.6}
.line.lost{stroke:var(--failure);stroke-dasharray:3 5}.l.lost{fill:var(--failure)}
.hatch{stroke:var(--hatch);stroke-width:3}
a:hover text,g.node:hover .t{text-decoration:underline}
"""

DEFINITIONS = (
    '<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" '
    'markerUnits="userSpaceOnUse" orient="auto"><path class="head" d="M0 0L8 4L0 8z"/></marker>'
    '<pattern id="hatch" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<path class="hatch" d="M0 0V8"/></pattern></defs>'
)

_SLANT = 10.0


def outline(kind: NodeKind, place: Rectangle) -> str:
    """The shape that shows what kind of node a box is."""
    x, y, w, h = place.x, place.y, place.width, place.height
    match kind:
        case "chance":
            points = [(x, y + h / 2), (x + _SLANT, y), (x + w - _SLANT, y)]
            points += [(x + w, y + h / 2), (x + w - _SLANT, y + h), (x + _SLANT, y + h)]
        case "questions":
            points = [(x + _SLANT, y), (x + w, y), (x + w - _SLANT, y + h), (x, y + h)]
        case "meter":
            points = [(x, y), (x + w, y), (x + w, y + h - _SLANT), (x + w / 2, y + h), (x, y + h - _SLANT)]
        case "audit":
            bars = "".join(f'<path class="bar" d="M{at:.1f} {y:.1f}v{h:.1f}"/>' for at in (x + 5, x + w - 5))
            return _rectangle(place, 0) + bars
        case "folded":
            behind = Rectangle(x + 5, y + 5, w, h)
            return _rectangle(behind, 3) + _rectangle(place, 3)
        case "passed":
            return _rectangle(place, h / 2)
        case _:
            return _rectangle(place, 12 if kind == "ending" else 4)
    told = " ".join(f"{px:.1f},{py:.1f}" for px, py in points)
    return f'<polygon class="box" points="{told}"/>'


def _rectangle(place: Rectangle, rounded: float) -> str:
    return (
        f'<rect class="box" x="{place.x:.1f}" y="{place.y:.1f}" width="{place.width:.1f}" '
        f'height="{place.height:.1f}" rx="{rounded:.1f}"/>'
    )


def legend(graph: StoryGraph, width: float) -> tuple[list[str], float]:
    """What the shapes, lines and marks of this graph mean, in rows of at most `width`, and how high they are."""
    parts: list[str] = []
    x, y = 0.0, 0.0
    for sample, words in _samples(graph):
        wide = (38.0 if sample else 0.0) + pixels(words, SMALL_SIZE) + 22
        if x and x + wide > width:
            x, y = 0.0, y + 24
        parts.append(f'<g transform="translate({x:.1f} {y:.1f})">{sample}')
        parts.append(f'<text class="s" x="{38 if sample else 0}" y="13">{words}</text></g>')
        x += wide
    return parts, y + 24


def _samples(graph: StoryGraph) -> Iterator[tuple[str, str]]:
    place = Rectangle(1, 2, 26, 14)
    kinds = {node.kind for node in graph.nodes.values()}
    names: dict[NodeKind, str] = {"scene": "a scene with choices or to read", "folded": "a whole phase, folded"}
    order: tuple[NodeKind, ...] = ("scene", "passed", "chance", "questions", "audit", "meter", "folded")
    for kind in order:
        if kind in kinds:
            words = "a meter at its edge" if kind == "meter" else names.get(kind) or KINDS[kind]
            yield f'<g class="{kind}">{outline(kind, place)}</g>', words
    endings = {node.ending for node in graph.nodes.values()}
    for ending, mark in MARKS.items():
        if ending in endings:
            yield f'<g class="ending {ending}">{outline("ending", place)}</g>', f"{mark} ending: {ending}"
    if graph.out_of_reach:
        yield f'<g class="lost">{outline("scene", place)}</g>', UNREACHABLE
    names_of_lines = {
        "choice": "a choice",
        "outcome": "chance",
        "meter": "through a meter",
        "folded": "several ways",
    }
    ways = {edge.kind for edge in graph.edges}
    for way, words in names_of_lines.items():
        if way in ways:
            yield f'<path class="line {way}" d="M0 9H28" marker-end="url(#arrow)"/>', words
    if any(not edge.reachable for edge in graph.edges):
        yield '<path class="line lost" d="M0 9H28" marker-end="url(#arrow)"/>', "✕ no play takes this way"
    if any(edge.when or edge.condition for edge in graph.edges):
        yield "", "(if) only under a condition"
    yield "", "→ a way told instead of drawn; ⇠ where such a way comes from"
    yield "", "Point at a box or a label to read more."
