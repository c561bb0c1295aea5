"""The comments of a YAML file: every one of them, and nothing that only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from isoquest.content.comments import Comment, comments_of
from isoquest.content.problems import Problems
from isoquest.content.yaml_tree import Source, compose, lines_of

WORDS = st.text("ab é你#:'\"|>-,{}[]😀", max_size=12)


@st.composite
def _scalar(draw: st.DrawFn, indent: str) -> tuple[str, str]:
    """A value as YAML, and the lines that follow the first; a `#` in it is never a comment."""
    words = draw(WORDS)
    match draw(st.sampled_from(["plain", "single", "double", "block", "folded"])):
        case "plain":
            return "a#" + "".join(c for c in words if c in "ab é你😀").rstrip() + "#", ""
        case "single":
            return "'" + words.replace("'", "''") + "'", ""
        case "double":
            return '"' + words.replace('"', '\\"') + ' # no"', ""
        case "block":
            return "|", f"{indent}  # no {words}\n{indent}  x #{words}\n"
        case _:
            return ">-", f"{indent}  x\n\n{indent}  # no\n"


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, list[Comment]]:
    """A YAML text of keys and values at two depths, with the comments that were put into it."""
    text = ""
    comments: list[Comment] = []

    def comment(before: str) -> str:
        words = draw(WORDS)
        line = text.count("\n") + 1
        comments.append(Comment(words, line, len(before) + 1, not before.strip()))
        return f"{before}#{words}"

    for number in range(draw(st.integers(1, 5))):
        indent = ""
        if draw(st.booleans()):
            text += comment(draw(st.sampled_from(["", " "]))) + "\n"
        if draw(st.booleans()):
            text += f"k{number}:\n"
            indent = "  "
        first, more = draw(_scalar(indent))
        line = f"{indent}v{number}: {first}"
        if draw(st.booleans()):
            line = comment(line + "  ")
        text += f"{line}\n{more}"
    return text, comments


@pytest.mark.usefixtures("each_loader")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(documents(), st.sampled_from(["\n", "\r\n", "\r"]))
def test_exactly_the_comments_are_found(document: tuple[str, list[Comment]], end: str):
    """Every comment is found with its place, and no `#` inside a text, whatever ends the lines."""
    text, comments = document
    assert list(comments_of(text.replace("\n", end))) == comments


@given(st.text("ab:#-|>'\"{}[], \n\r\té😀&*!%", max_size=60))
def test_a_text_means_the_same_without_its_comments(text: str):
    """Whatever is found as a comment can be deleted and nothing that is read changes."""
    lines = lines_of(text)
    for comment in comments_of(text):
        line = lines[comment.line - 1]
        assert line[comment.column - 1] == "#"
        assert line[comment.column :] == comment.text
        lines[comment.line - 1] = line[: comment.column - 1]
    problems = Problems()
    tree = compose(Source("f", text), problems)
    if tree is not None:
        assert _values(compose(Source("f", "\n".join(lines)), problems)) == _values(tree)


def _values(node: object) -> object:
    if hasattr(node, "items"):
        return [_values(item) for item in node.items]
    if hasattr(node, "entries"):
        return {key: _values(value) for key, (_, value) in node.entries.items()}
    return getattr(node, "text", None)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a: |  # head\n  # text\n# behind\nb: 1", ["head", "behind"]),
        ("a: >2-   # head\n    # text\n", ["head"]),
        ("- |2\n   # text\n # less indented\n- x # end", ["less indented", "end"]),
        ("a: {b: 1, # one\n  c: 2} # two", ["one", "two"]),
        ("a: b\n  # inside\nc: d", ["inside"]),
        ("a: 'it''s # no'# yes", ["yes"]),
        ("a: [1", []),
        ("# alone", ["alone"]),
        ("", []),
    ],
)
@pytest.mark.usefixtures("each_loader")
def test_comments_where_they_are_easily_missed(text: str, found: list[str]):
    """Behind the sign of a block, in brackets, after quotes; none in what is no YAML."""
    assert [comment.text.strip() for comment in comments_of(text)] == found
