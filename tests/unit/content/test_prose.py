"""Authors' Markdown: the dialect in blocks, everything else literal, and nothing that could steer a terminal."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isoquest.content.prose import Block, Paragraph, Rule, Span, Table, blocks, plain
from isoquest.content.safe_text import UNSAFE, safe_line, safe_text


def texts_of(block: Block) -> list[Span]:
    """Every span of a block."""
    if isinstance(block, Paragraph):
        return list(block.spans)
    return [span for row in block.rows for cell in row for span in cell] if isinstance(block, Table) else []


def paragraph(text: str, **more: object) -> Paragraph:
    """A paragraph of one plain span."""
    return Paragraph((Span(text),), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("markdown", "made"),
    [
        ("One.\n\nTwo.", (paragraph("One."), paragraph("Two."))),
        ("One\ntwo", (Paragraph((Span("One"), Span(" "), Span("two"))),)),
        ("One  \ntwo", (Paragraph((Span("One"), Span("\n"), Span("two"))),)),
        (
            "*a* **b** `c`",
            (
                Paragraph(
                    (Span("a", emphasis=True), Span(" "), Span("b", strong=True), Span(" "), Span("c", code=True))
                ),
            ),
        ),
        ("***a***", (Paragraph((Span("a", strong=True, emphasis=True),)),)),
        ("[iso.org](https://www.iso.org)", (Paragraph((Span("iso.org", link="https://www.iso.org"),)),)),
        ("# Head", (paragraph("Head", heading=1),)),
        ("### Head", (paragraph("Head", heading=3),)),
        ("- a\n- b", (paragraph("a", indent=1, marker="•"), paragraph("b", indent=1, marker="•"))),
        ("3. a\n4. b", (paragraph("a", indent=1, marker="3."), paragraph("b", indent=1, marker="4."))),
        ("0. a\n1. b", (paragraph("a", indent=1, marker="0."), paragraph("b", indent=1, marker="1."))),
        ("- a\n\n  more", (paragraph("a", indent=1, marker="•"), paragraph("more", indent=1))),
        ("- a\n  1. b", (paragraph("a", indent=1, marker="•"), paragraph("b", indent=2, marker="1."))),
        ("> a", (paragraph("a", indent=1),)),
        ("---", (Rule(),)),
        ("```\na  b\n```", (Paragraph((Span("a  b", code=True),)),)),
        ("| a | b |\n|---|---|\n| c | d |", (Table((((Span("a"),), (Span("b"),)), ((Span("c"),), (Span("d"),)))),)),
        ("", ()),
        ("\n \n", ()),
    ],
)
def test_dialect(markdown: str, made: tuple[Block, ...]):
    """Each form of the dialect becomes the block that it stands for."""
    assert blocks(markdown) == made


@pytest.mark.parametrize(
    "literal",
    [
        "<b>bold</b>",
        "<script>alert(1)</script>",
        "<!-- note -->",
        "a <br> b",
        "[bold]text[/bold]",
        "[red]text[/]",
        "[/]",
        "[@click=app.quit]here[/]",
        "[$error]text",
        "{x}",
        "%s",
        "[option a]",
        "a [/b]",
        "[x]",
        ":smile:",
        "~~a~~",
        "$x$",
    ],
)
def test_markup_of_others_stays_literal(literal: str):
    """HTML and Textual's markup are text like any other."""
    assert plain(literal) == literal
    assert all(not span.link for block in blocks(literal) for span in texts_of(block))


def test_picture_is_text():
    """A picture cannot be drawn; what was written of it stays to be read."""
    assert "a quay" in plain("![a quay](quay.png)")


@pytest.mark.parametrize(
    "number",
    [
        "7",
        "8",
        "12",
        "13",
        "27",
        "127",
        "155",
        "x1b",
        "x9b",
        "xd",
        "x85",
        "x200f",
        "x202e",
        "x2066",
        "x2028",
        "xfeff",
        "xd800",
    ],
)
def test_entity_brings_in_no_control_character(number: str):
    """A character that a file may not hold cannot come in by its number either."""
    for markdown in (
        f"a&#{number};b",
        f"`a`&#{number};",
        f"- &#{number};",
        f"|a|\n|-|\n|&#{number};|",
        f"[a](<&#{number};>)",
    ):
        assert not any(UNSAFE.search(span.text + span.link) for block in blocks(markdown) for span in texts_of(block))


marks = st.sampled_from(
    [
        "*",
        "**",
        "_",
        "`",
        "```\n",
        "[",
        "]",
        "(",
        ")",
        "<",
        ">",
        "> ",
        "- ",
        "1. ",
        "#",
        "# ",
        "|",
        "|-|-|\n",
        "\n",
        "\n\n",
        "    ",
        "\\",
        "&#27;",
        "&amp;",
        "&#x202e;",
        "\x1b[31m",
        "\u202e",
        "\r",
        "a",
        "b c",
        "https://x.y",
        "!",
        "~~",
        "---\n",
        "=",
        "\t",
        "\0",
        "\u200b",
    ]
)


@settings(max_examples=300)
@given(st.lists(marks, max_size=40).map("".join) | st.text(max_size=80))
def test_any_text_is_drawn_safely(markdown: str):
    """Whatever is written, nothing is raised and no control character or turn of direction comes out."""
    made = blocks(markdown)
    assert not any(UNSAFE.search(span.text + span.link) for block in made for span in texts_of(block))
    assert not UNSAFE.search(plain(markdown))


@given(st.lists(st.text(st.characters(categories=["Ll", "Lu", "Lo"]), min_size=1, max_size=8), min_size=1, max_size=20))
def test_words_of_any_script_come_through(words: list[str]):
    """Plain words are shown as they were written."""
    assert plain(" ".join(words)) == " ".join(words)


@pytest.mark.parametrize(
    "mark",
    ["> ", "- ", "1. ", "[", "*", "**", "`", "_", "<", "![", "\\", "&", "|", "#", "*a_", "[a](", "a\n> ", "- a\n "],
)
def test_hostile_length_and_depth_raise_nothing(mark: str):
    """The longest text there can be, made of one mark, is drawn like any other."""
    assert isinstance(blocks(mark * (20_000 // len(mark))), tuple)


@given(st.text())
def test_safe_text_holds_nothing_unsafe_and_changes_nothing_else(text: str):
    """Made safe, a text has the same length, nothing unsafe, and can be written as UTF-8."""
    safe = safe_text(text)
    assert not UNSAFE.search(safe)
    assert [a for a, b in zip(text, safe, strict=True) if a != b] == UNSAFE.findall(text)


@given(st.text(st.characters()))
def test_safe_line_is_one_line_that_any_terminal_takes(text: str):
    """A line made safe has no line end and survives UTF-8, lone halves of characters included."""
    assert len(safe_line(text).splitlines()) <= 1
    assert safe_line(text + "\ud800").encode()
