"""Slips of the pen: a word typed twice, a quotation or bracket that never closes, a text that is not yet written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from isoquest.authoring.lint.rule import Background
from isoquest.authoring.lint.texts import (
    FindInTexts,
    Passage,
    excerpt,
    finding,
    text_rule_for_banks,
    text_rule_for_scenarios,
)
from isoquest.content.problems import Problem

TWICE_IN_EARNEST = frozenset(
    """
    that had her no so very well there now bye ha he hear knock tut tick more yes never please come out one two
    """.split()  # noqa: SIM905 - a list of words is read as one
)
"""Words that good sentences do repeat."""

_TWICE = re.compile(r"(?<![\w\u2019'-])([^\W\d_]+)[^\S\n]*(?:\n[^\S\n]*|[^\S\n])\1(?![\w\u2019'-])", re.IGNORECASE)
_LAST_LEFT_OPEN = re.compile(r"“[^”]*\Z")
_MARK = re.compile(r"[“”\"()*]")
_CODE = re.compile(r"`[^`\n]*`")
_LIST_LETTER = re.compile(r"(?:(?<=\s)|\A)\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{2,4})\)|[:;]-?\)")
_PARAGRAPH = re.compile(r"\n[ \t]*\n")
_EMPHASISED = re.compile(r"(\*{1,3})(?=[^\s*])(?:[^*]|\*(?!\1)){1,800}?(?<=[^\s*])\1")
_STRAY = re.compile(
    r"(?<![\w\\*\s])\*(?=\w)|(?<=\s)\*{1,2}(?=\w)|\A\*{1,2}(?=\w)|(?<=[\w.,!?])\*{1,2}(?=\s|\Z|[.,;:!?])"
)
_UNWRITTEN = re.compile(r"\b(?:T(?:ODO|BD|BC)|FIXME|XXX+)\b|[Ll]orem ipsum|\?\?\?+|\[(?:\.\.\.|…)\]")


def doubled_words(passages: Iterable[Passage], _: Background) -> Iterator[Problem]:
    """A word that stands twice in a row, but for those that are repeated in earnest."""
    for passage in passages:
        for match in _TWICE.finditer(passage.text):
            word = match.group(1)
            if word.lower() in TWICE_IN_EARNEST or (word[0].isupper() and match.group()[-len(word)].isupper()):
                continue
            message = f"{passage.name} says `{excerpt(match.group())}`"
            yield finding("doubled-word", message, passage.place, "keep one of the two, or put other words between")


def open_marks(passages: Iterable[Passage], _: Background) -> Iterator[Problem]:
    """A quotation mark, bracket or emphasis that is opened and not closed, or closed and not opened."""
    for passage in passages:
        if not _MARK.search(passage.text):
            continue
        text = _CODE.sub("", passage.text)
        for what, near in (*_open_quotes(text), *_open_brackets(text), *_open_emphasis(passage)):
            message = f"{passage.name} has {what}: `{excerpt(near)}`"
            yield finding("open-mark", message, passage.place, "write its other half, or take it out")


def unwritten(passages: Iterable[Passage], _: Background) -> Iterator[Problem]:
    """A text that says it is still to be written."""
    for passage in passages:
        match = _UNWRITTEN.search(passage.text)
        if match:
            message = f"{passage.name} holds `{match.group()}`, as a text does that is still to be written"
            yield finding("unwritten-text", message, passage.place, "write it, or take it out")


def _open_quotes(text: str) -> Iterator[tuple[str, str]]:
    paragraphs = _PARAGRAPH.split(text)
    for paragraph, following in zip(paragraphs, [*paragraphs[1:], ""], strict=True):
        opened, closed = paragraph.count("“"), paragraph.count("”")
        next_begins = following.lstrip(" \t*>")[:1]  # each paragraph of a long speech opens it anew
        if opened > closed and next_begins != "“":
            left = _LAST_LEFT_OPEN.search(paragraph)
            yield "a “ without its ”", left.group() if left else paragraph
        elif closed > opened:
            yield "a ” without its “", paragraph[: paragraph.rindex("”") + 1][-50:]
        if paragraph.count('"') % 2 and next_begins != '"' and not re.search(r'\d"', paragraph):  # 5" is a length
            yield 'a " without its other', paragraph[paragraph.rindex('"') :]


def _open_brackets(text: str) -> Iterator[tuple[str, str]]:
    bare = _LIST_LETTER.sub(lambda match: match.group() if match.group().startswith("(") else "", text)
    depth = 0
    for number, character in enumerate(bare):
        depth += (character == "(") - (character == ")")
        if depth < 0:
            yield "a ) without its (", bare[: number + 1][-50:]
            return
    if depth:
        yield "a ( without its )", bare[bare.rindex("(") :]


def _open_emphasis(passage: Passage) -> Iterator[tuple[str, str]]:
    if passage.part not in ("story", "feedback", "case", "reason") or "*" not in passage.text:
        return
    for paragraph in _PARAGRAPH.split(_CODE.sub("", passage.text)):
        rest = re.sub(r"^[ \t]*\*[ \t]", "", paragraph, flags=re.MULTILINE)
        rest = _EMPHASISED.sub("", rest)
        stray = _STRAY.search(rest)
        if stray:
            yield "a * that emphasises nothing", rest[max(0, stray.start() - 20) :]


HOUSE = "house rule: a slip that every reader sees costs the text its authority"
_FINDERS: tuple[tuple[str, FindInTexts], ...] = (
    ("doubled-word", doubled_words),
    ("open-mark", open_marks),
    ("unwritten-text", unwritten),
)
RULES = tuple(text_rule_for_scenarios(code, HOUSE, find) for code, find in _FINDERS)
BANK_RULES = tuple(text_rule_for_banks(code, HOUSE, find) for code, find in _FINDERS)
