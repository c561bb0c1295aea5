"""SVG: one whole document that fetches nothing, with every title in it as it was written."""

import re
from xml.etree import ElementTree as ET

from drawn_graphs import HOSTILE, bakery, graphs
from hypothesis import given

from isoquest.authoring.graph.lettering import broken, columns, pixels
from isoquest.authoring.graph.story import StoryGraph
from isoquest.authoring.graph.svg import as_svg
from isoquest.authoring.graph.svg_boxes import markup
from isoquest.content.safe_text import safe_line

SVG = "{http://www.w3.org/2000/svg}"


def parsed(svg: str) -> ET.Element:
    """The document, read by a parser of XML that knows nothing of ours."""
    return ET.fromstring(svg)  # noqa: S314 - our own output, without a document type


def texts(svg: str) -> list[str]:
    """What the drawing says, line by line."""
    return [element.text or "" for element in parsed(svg).iter(f"{SVG}text")]


@given(HOSTILE)
def test_any_title_is_character_data(text: str):
    """A title is never markup, and no character is left that XML forbids."""
    line = safe_line(text)
    read = parsed(f'<t a="{markup(line)}">{markup(line)}</t>')
    assert not list(read)
    assert (read.text or "") == read.get("a") == re.sub("[\ufffe\uffff]", "\ufffd", line)
    assert not list(parsed(f"<t>{markup(text)}</t>"))


@given(graphs())
def test_any_graph_is_one_document_with_each_box_once(graph: StoryGraph):
    """It parses, has a box with a hover text for every node and no id twice, and asks for nothing outside itself."""
    svg = as_svg(graph)
    root = parsed(svg)
    boxes = [element for element in root.iter(f"{SVG}g") if element.get("id", "").startswith("node-")]
    assert sorted(box.get("id") for box in boxes) == sorted(f"node-{node}" for node in graph.nodes)
    assert all(box.find(f"{SVG}title") is not None for box in boxes)
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert not list(root.iter(f"{SVG}script"))
    links = [element.get("href", "") for element in root.iter(f"{SVG}a")]
    assert all(link.startswith("#") and link[1:] in ids for link in links)
    assert "http" not in "".join(value for element in root.iter() for value in element.attrib.values())


def test_forgotten_nodes_are_hatched_and_say_so():
    """What no play reaches is marked by its outline and in words, and the legend explains both."""
    svg = as_svg(bakery())
    boxes = {element.get("id"): element for element in parsed(svg).iter(f"{SVG}g")}
    assert "lost" in str(boxes["node-attic"].get("class"))
    assert "lost" not in str(boxes["node-letter"].get("class"))
    assert texts(svg).count("attic, no play reaches this") == 1
    assert "no play reaches this" in texts(svg)
    assert "✕ no play takes this way" in texts(svg)


def test_phases_shapes_and_ways_too_far_to_draw_are_told():
    """Bands have the names of the phases, kinds have words, and a way back over phases stands in both of its boxes."""
    said = texts(as_svg(bakery()))
    assert [text for text in said if text in ("Choose", "Plan", "Build", "Run", "Audit", "After")] == [
        "Choose",
        "Plan",
        "Build",
        "Run",
        "Audit",
        "After",
    ]
    assert "autumn, chance" in said
    assert "again → The letter" in said
    assert any(text.startswith("⇠ from") for text in said)
    assert "↻ wait (if): here again" in said


def test_an_east_asian_letter_takes_the_room_of_two():
    """Widths count wide letters double and marks on a letter not at all, in columns and in pixels."""
    assert columns("地下室") == 6
    assert columns("e\u0301") == 1
    assert pixels("地", 10) > 1.5 * pixels("a", 10)


@given(HOSTILE)
def test_broken_lines_fit_and_lose_nothing(text: str):
    """Every line fits, and all lines together are the text; of a text cut short the last line ends in …."""
    lines = broken(text, 10, columns)
    assert all(columns(line) <= 10 for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())
    cut = broken(text, 10, columns, 2)
    assert cut == lines or (len(cut) == 2 and cut[-1].endswith("…") and columns(cut[-1]) <= 10)
