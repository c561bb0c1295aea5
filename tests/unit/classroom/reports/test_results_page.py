"""The page of results: whole, closed to the outside, and with no text that became markup."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from random import Random

import pytest
from held_lessons import HOSTILE, any_room, decide, order, quiz, vote
from rooms import BANK

from isoquest.classroom.reports.html_page import html_page
from isoquest.classroom.room.quiz_results import QuizResults
from isoquest.classroom.room.results import Results, results
from isoquest.classroom.room.terms import Terms
from isoquest.content.library import bundled_reference
from isoquest.content.prose import plain
from isoquest.content.safe_text import UNSAFE, safe_line

ELEMENTS = frozenset(
    {"html", "head", "meta", "title", "style", "body", "header", "nav", "main", "footer", "section", "article"}
    | {"h1", "h2", "h3", "p", "a", "div", "span", "dl", "dt", "dd", "ul", "ol", "li", "strong", "em", "code", "bdi"}
    | {"table", "caption", "thead", "tbody", "tr", "th", "td", "svg", "rect", "hr"}
)
VOID = frozenset({"meta", "hr", "rect"})
HOSTILE_BANK = (
    BANK.replace("title: Small bank", "title: '</title><script>x</script>'")
    .replace("text: ISO itself", "text: '<img src=x onerror=alert(1)> &amp; &lt;'")
    .replace("ask: Who accredits?", "ask: '</style> **bold** [here](javascript:x) <b>?'")
    .replace("SECRETACCEPTED", "'\"><svg onload=x>'")
)


class Page(HTMLParser):
    """A page taken apart: its elements, their attributes and its texts."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.open: list[str] = []
        self.style = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element without content."""
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        """An element ends: the one that was opened last."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """A stretch of text."""
        if self.open and self.open[-1] == "style":
            self.style += data
        else:
            self.texts.append(data)

    @property
    def text(self) -> str:
        """All that is read on the page, on one line."""
        return " ".join("".join(self.texts).split())


def lessons() -> list[Results]:
    """A lesson of each kind, in which everything that can be hostile is."""
    terms = Terms(certainty=True, teams=("</table>", "Blue & <i>green"))
    asked = any_room("quiz", HOSTILE, terms, HOSTILE_BANK, title="</h1><script>alert(2)</script>")
    standings = quiz(asked, Random(5), skip=2)
    voted = any_room("vote", HOSTILE, Terms(argue=True))
    order(voted, "next")
    vote(voted, *["ask", "buy"] * 3)
    for name in ("next", "next"):
        order(voted, name)
    vote(voted, "ask", "ask")
    for name in ("next", "next"):
        order(voted, name)
    order(voted, "what-if")
    played = any_room("plays", HOSTILE, Terms(teams=("<script>", "B")))
    order(played, "next")
    decide(played, 0, "ask", "continue", "rest")
    return [results(asked, standings), results(voted, None), results(played, None)]


@pytest.fixture(params=lessons(), ids=lambda found: found.occasion.kind)
def found(request: pytest.FixtureRequest) -> Results:
    """The results of a lesson."""
    result: Results = request.param
    return result


def page_of(found: Results) -> Page:
    """The page of a lesson, taken apart."""
    return Page(html_page(found, bundled_reference()[0]))


def test_no_text_becomes_an_element(found: Results):
    """Every element is one of those that reports are made of, closed in its place, and none runs anything."""
    page = page_of(found)
    assert not page.open
    assert {tag for tag, _ in page.elements} <= ELEMENTS
    for tag, attributes in page.elements:
        assert not [name for name in attributes if name.startswith("on") or name in ("src", "style", "srcset")]
        assert tag != "a" or (attributes["href"] or "").startswith("#")
    assert [tag for tag, _ in page.elements].count("style") == 1


def test_the_policy_allows_the_page_its_own_style_alone(found: Results):
    """The hash in the policy is that of the style that stands there."""
    page = page_of(found)
    (policy,) = [
        attributes["content"] or ""
        for tag, attributes in page.elements
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    digest = base64.b64encode(hashlib.sha256(page.style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert "url(" not in page.style
    assert "@import" not in page.style


def test_every_name_and_text_stands_on_the_page(found: Results):
    """What students and authors wrote is read as they wrote it, and steers nothing."""
    page = page_of(found)
    for name in HOSTILE:
        assert safe_line(name) in page.text
    assert not UNSAFE.search(html_page(found).replace("\n", ""))
    if isinstance(found, QuizResults):
        for each in found.questions:
            assert " ".join(each.asked.split()) in page.text
            assert " ".join(safe_line(each.key).split()) in page.text
            assert plain(each.question.why) in page.text
            for part in each.parts:
                assert safe_line(part.text) in page.text
                assert plain(part.why) in page.text
            for given in each.given[:4]:
                assert safe_line(given.told) in page.text
        assert found.left_out[0].asked in page.text


def test_links_lead_to_parts_of_the_page(found: Results):
    """Each anchor is there once."""
    page = page_of(found)
    anchors = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(set(anchors)) == len(anchors)
    assert {attributes["href"] for tag, attributes in page.elements if tag == "a"} <= {f"#{each}" for each in anchors}
    labelled = {attributes["aria-labelledby"] for _, attributes in page.elements if "aria-labelledby" in attributes}
    assert labelled <= set(anchors)


def test_tables_name_their_rows_and_columns(found: Results):
    """Each head cell says what it heads, each row has as many cells as the table has columns."""
    page = page_of(found)
    for tag, attributes in page.elements:
        assert tag != "th" or attributes.get("scope") in ("row", "col")
    text = html_page(found)
    for table in re.findall(r"<table.*?</table>", text, flags=re.DOTALL):
        assert len({len(re.findall(r"<t[hd][ >]", row)) for row in re.findall(r"<tr>.*?</tr>", table)}) == 1
    for svg, attributes in page.elements:
        assert svg != "svg" or attributes.get("aria-hidden") == "true"


def test_an_empty_lesson_has_a_page():
    """Nobody came, nothing was asked."""
    for kind in ("quiz", "vote", "plays"):
        page = page_of(results(any_room(kind, []), None))
        assert "A small room" in page.text
