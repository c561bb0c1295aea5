"""A story graph as one SVG file that needs nothing else: our own layout, our own colours, light and dark."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from isoquest.authoring.graph.circles import Pair
from isoquest.authoring.graph.layout.coordinates import Drawing, Line
from isoquest.authoring.graph.layout.drawing import drawn
from isoquest.authoring.graph.layout.ranks import ranked
from isoquest.authoring.graph.lettering import broken, pixels
from isoquest.authoring.graph.links import Link, labels, links
from isoquest.authoring.graph.story import StoryGraph, phase_name
from isoquest.authoring.graph.svg_boxes import Lettering, box, letterings, markup
from isoquest.authoring.graph.svg_style import DEFINITIONS, SMALL_SIZE, STYLE, legend
from isoquest.authoring.report import counted

_LONGEST_LABEL = 26
_GUTTER = 112.0
_MARGIN = 16.0
_HEAD = 66.0
_NARROWEST = 760.0


@dataclass(frozen=True, slots=True)
class _Picture:
    """What is drawn, and where."""

    graph: StoryGraph
    links: Mapping[Pair, Link]
    labels: Mapping[Pair, str]
    letterings: Mapping[str, Lettering]
    drawing: Drawing


def as_svg(graph: StoryGraph) -> str:
    """The graph as an SVG document: phases as bands from top to bottom, texts escaped, every box with a hover text."""
    found = links(graph)
    named = labels(found, _LONGEST_LABEL)
    bands = {phase: [node.id for node in nodes] for phase, nodes in graph.bands().items()}
    ranks = ranked(bands, [pair for pair in found if pair[0] != pair[1]])
    loops = [pair for pair in found if pair[0] == pair[1]]
    said = letterings(graph, [*loops, *ranks.leaps], named)
    drawing = drawn(
        tuple(bands.values()),
        ranks,
        {node: (lettering.width, lettering.height) for node, lettering in said.items()},
        {pair: pixels(named[pair], SMALL_SIZE) + 6 for pair in (*ranks.down, *ranks.up) if pair in named},
    )
    return "".join(f"{line}\n" for line in _document(_Picture(graph, found, named, said, drawing)))


def _document(picture: _Picture) -> Iterator[str]:
    graph, drawing = picture.graph, picture.drawing
    inner = max(_GUTTER + drawing.width + _MARGIN, _NARROWEST)
    width = inner + 2 * _MARGIN
    explained, high = legend(graph, inner)
    top = _HEAD + high + _MARGIN
    height = top + drawing.height + _MARGIN
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}" '
        f'viewBox="0 0 {width:.0f} {height:.0f}" role="graphics-document" aria-labelledby="graph-title graph-account">'
    )
    yield f'<title id="graph-title">{markup(graph.title)}</title>'
    yield f'<desc id="graph-account">{markup(graph.about)}</desc>'
    yield f"<style>{STYLE}</style>{DEFINITIONS}"
    yield f'<rect class="page" width="{width:.0f}" height="{height:.0f}"/>'
    heading = broken(graph.title, inner, lambda text: pixels(text, 20), 1)[0]
    yield f'<text class="h" x="{_MARGIN:.0f}" y="30">{markup(heading)}</text>'
    yield f'<text class="s" x="{_MARGIN:.0f}" y="50">{markup(graph.about)}</text>'
    yield f'<g transform="translate({_MARGIN:.0f} {_HEAD:.0f})">'
    yield from explained
    yield f'</g><g transform="translate({_MARGIN:.0f} {top:.0f})">'
    yield from _bands(picture, inner)
    yield f'<g transform="translate({_GUTTER:.0f} 0)">'
    yield from _ways(picture)
    leaving: dict[str, list[Link]] = {node: [] for node in graph.nodes}
    for link in picture.links.values():
        leaving[link.source].append(link)
    for node in graph.nodes.values():
        yield from box(node, picture.letterings[node.id], drawing.boxes[node.id], leaving[node.id])
    yield "</g></g></svg>"


def _bands(picture: _Picture, width: float) -> Iterator[str]:
    bands = picture.graph.bands()
    for number, ((phase, nodes), (top, height)) in enumerate(zip(bands.items(), picture.drawing.bands, strict=True)):
        style = "odd" if number % 2 else "even"
        yield f'<rect class="{style}" y="{top:.0f}" width="{width:.0f}" height="{height:.0f}"/>'
        yield f'<text class="p" x="12" y="{top + 30:.0f}">{markup(phase_name(phase))}</text>'
        count = sum(node.kind not in ("meter", "folded") for node in nodes)
        if count:
            yield f'<text class="s" x="12" y="{top + 48:.0f}">{counted(count, "node")}</text>'


def _ways(picture: _Picture) -> Iterator[str]:
    """Every line, then every label above all lines, on the colour of its band."""
    lines = picture.drawing.lines
    for pair, line in lines.items():
        link = picture.links[pair]
        style = f"line {link.kind}" if link.reachable else "line lost"
        told = f"{markup(link.source)} to {markup(link.target)}\n{markup(chr(10).join(link.account))}"
        yield f'<path class="{style}" d="{_path(line)}" marker-end="url(#arrow)"><title>{told}</title></path>'
    phases = list(picture.graph.bands())
    for pair, line in lines.items():
        place = line.label
        if place is None:
            continue
        link = picture.links[pair]
        band = "odd" if phases.index(picture.graph.nodes[link.source].phase) % 2 else "even"
        yield f"<g><title>{markup(chr(10).join(link.account))}</title>"
        yield (
            f'<rect class="under {band}" x="{place.x:.1f}" y="{place.y:.1f}" '
            f'width="{place.width:.1f}" height="{place.height:.1f}" rx="4"/>'
        )
        style = "l mid" if link.reachable else "l lost mid"
        label = markup(picture.labels[pair])
        yield f'<text class="{style}" x="{place.middle:.1f}" y="{place.y + 12:.1f}">{label}</text></g>'


def _path(line: Line) -> str:
    """A curve from span to span that leaves and meets each straight, and a straight line along each."""
    (x, _, y), *rest = line.spans
    told = [f"M{x:.1f} {y:.1f}"]
    for there, begin, end in rest:
        half = (y + begin) / 2
        told.append(f"C{x:.1f} {half:.1f} {there:.1f} {half:.1f} {there:.1f} {begin:.1f}")
        if end != begin:
            told.append(f"V{end:.1f}")
        x, y = there, end
    return "".join(told)
