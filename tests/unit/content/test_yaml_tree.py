"""Bytes become a tree with exact positions, or one clear problem; nothing that can be written gets past that."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from generated import codes, read, to_yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from isoquest.content import yaml_tree
from isoquest.content.problems import Problems
from isoquest.content.safe_text import UNSAFE
from isoquest.content.yaml_tree import MAX_DEPTH, Mapping, Node, Scalar, Source, compose

ROOT = Path(__file__).resolve().parents[3]

pytestmark = pytest.mark.usefixtures("each_loader")

same_loader = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
"""The loader stays the same for all examples of one test."""


def tree(text: str) -> Node | None:
    """The tree of a text."""
    return compose(Source("made-up.yaml", text), Problems())


def as_data(node: Node | None) -> Any:
    """A tree as PyYAML's own loader would give it: strings, lists and dicts."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Mapping):
        return {key: as_data(value) for key, (_, value) in node.entries.items()}
    return [as_data(item) for item in node.items] if node is not None else None


def place_of(text: str | bytes) -> tuple[str, int, int]:
    """Code, line and column of the only problem of a text."""
    (problem,) = read(text).problems
    return problem.code, problem.place.line, problem.place.column


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
documents = st.recursive(
    texts | st.sampled_from(["no", "7.10", "12:30", "2026-01-01", "010", "~", "null", "<<", "=", "- x", "a: b", "#"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)
styles = st.fixed_dictionaries(
    {
        "default_style": st.sampled_from([None, '"', "'", "|", ">"]),
        "default_flow_style": st.sampled_from([None, True, False]),
        "width": st.sampled_from([5, 40, 4000]),
        "indent": st.sampled_from([2, 4]),
        "allow_unicode": st.booleans(),
    }
)


@same_loader
@given(documents, styles)
def test_tree_equals_what_pyyaml_reads(data: Any, style: dict[str, Any]):
    """Whatever PyYAML writes is read to the same texts, lists and keys as PyYAML's own loader reads."""
    text = to_yaml(data, **style)
    if "!!" not in text:
        assert as_data(tree(text)) == yaml.load(text, yaml.BaseLoader)  # noqa: S506 - makes strings alone


@same_loader
@given(documents, styles)
def test_marks_equal_those_of_pyyaml(data: Any, style: dict[str, Any]):
    """The position of every value is the one that PyYAML's own composer gives."""
    text = to_yaml(data, **style)

    def marks(node: Any) -> list[tuple[int, int]]:
        if isinstance(node, Scalar | yaml.ScalarNode):
            inner: list[Any] = []
        elif isinstance(node, Mapping):
            inner = [part for pair in node.entries.values() for part in pair]
        elif isinstance(node, yaml.MappingNode):
            inner = [part for pair in node.value for part in pair]
        else:
            inner = node.items if isinstance(node, yaml_tree.Sequence) else node.value
        start = node.start if isinstance(node, Node) else node.start_mark
        return [(start.line, start.column), *(mark for part in inner for mark in marks(part))]

    if "!!" not in text:
        assert marks(tree(text)) == marks(yaml.compose(text, yaml_tree.Loader))


BROKEN = {
    "bracket left open": ("title: [a, b\n", 1),
    "brace left open": ("title: {a: b\n", 1),
    "wrong bracket": ("title: [a, b}\n", 1),
    "stray bracket": ("]\n", 1),
    "single quote left open": ("title: 'The quay\n", 1),
    "double quote left open": ('title: "The quay\n', 1),
    "two colons": ("title: The quay: a story\n", 1),
    "key without colon": ("isoquest 1\ntitle: The quay\n", 2),
    "indented too far": ("isoquest: 1\n  title: The quay\n", 2),
    "indented too little": ("nodes:\n    a: 1\n  b: 2\n", 3),
    "tab": ("nodes:\n\ta: 1\n", 2),
    "at sign": ("title: @quay\n", 1),
    "backtick": ("title: `quay`\n", 1),
    "percent": ("title: %quay\n", 1),
    "list after keys": ("title: a\n- b\n", 2),
    "keys after list": ("- a\ntitle: b\n", 2),
    "list and text on one line": ("title: - a\n", 1),
    "block that ends early": ("text: |\n    a\n  b\n", 3),
    "unknown escape": ('title: "\\q"\n', 1),
    "escape without digits": ('title: "\\xZZ"\n', 1),
    "escape beyond unicode": ('title: "\\U00110000"\n', 1),
    "escape far beyond unicode": ('title: "\\UFFFFFFFF"\n', 1),
    "later version of YAML": ("%YAML 2.0\n---\ntitle: a\n", 1),
    "broken directive": ("%TAG x\n---\ntitle: a\n", 1),
    "text after the end": ("title: a\n... b\n", 2),
    "comma first": ("title: [, a]\n", 1),
    "nothing but a colon": (": \n", 1),
    "bad block header": ("text: |99\n  a\n", 1),
    "ampersand": ("title: &\n", 1),
    "star": ("title: * a\n", 1),
    "unknown tag handle": ("title: !x!y a\n", 1),
}


@pytest.mark.parametrize(("text", "line"), BROKEN.values(), ids=BROKEN.keys())
def test_broken_yaml_is_one_problem_near_the_mistake(text: str, line: int):
    """Text that is no YAML gives a single problem on the line of the mistake, in words for authors."""
    (problem,) = read(text).problems
    assert (problem.code, problem.place.line) == ("yaml", line)
    assert not any(word in problem.message for word in ("token", "expected", "scanning", "node", "character '"))


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("", "empty", 1, 1),
        ("# only a note\n", "empty", 1, 1),
        ("isoquest: 1\n---\nisoquest: 1\n", "documents", 2, 1),
        ("- isoquest\n", "wrong-type", 1, 1),
        ("isoquest\n", "wrong-type", 1, 1),
        ("isoquest: 2\n", "unknown-format", 1, 11),
        ("isoquest: [1]\n", "unknown-format", 1, 11),
        ("isoquest: 1.0\n", "unknown-format", 1, 11),
        ("title: a\n", "missing-key", 1, 1),
        ("title: &here a\n", "anchor", 1, 8),
        ("a: b\ntitle: *here\n", "anchor", 2, 8),
        ("&here isoquest: 1\n", "anchor", 1, 1),
        ("title: !!str a\n", "tag", 1, 8),
        ("a: b\nc: !!python/object/apply:os.system [ls]\n", "tag", 2, 4),
        ("!!map {isoquest: 1}\n", "tag", 1, 1),
        ("? [a]\n: b\n", "key", 1, 3),
        ("{[a]: b}\n", "key", 1, 2),
        ("? {a: b}\n: c\n", "key", 1, 3),
    ],
)
def test_what_no_scenario_holds_is_refused_where_it_stands(text: str, code: str, line: int, column: int):
    """Documents, anchors, aliases, tags and keys that a scenario cannot hold are named at their place."""
    assert place_of(text) == (code, line, column)


def test_key_that_stands_twice_names_the_first():
    """A duplicate key is a problem at the second with a related place at the first; both are otherwise read."""
    problems = [p for p in read("isoquest: 1\ntitle: a\nsummary: b\ntitle: c\n").problems if p.code == "duplicate-key"]
    assert [(p.place.line, p.place.column) for p in problems] == [(4, 1)]
    assert [(label, place.line, place.column) for label, place in problems[0].related] == [("first here", 2, 1)]


def test_every_key_that_stands_twice_is_reported():
    """A duplicate hides neither another nor a third of the same name."""
    text = "isoquest: 1\nmeters:\n  a: {start: 1, start: 2}\n  a: {start: 3}\n  a: {start: 4}\n"
    assert [(p.place.line, p.place.column) for p in read(text).problems if p.code == "duplicate-key"] == [
        (3, 17),
        (4, 3),
        (5, 3),
    ]


def test_alias_bomb_stops_at_its_first_anchor():
    """Nine lines that would unfold to a thousand million words are refused at the first line."""
    bomb = 'a: &a ["lol"]\n'
    for earlier, name in pairwise("abcdefghi"):
        bomb += f"{name}: &{name} [{', '.join([f'*{earlier}'] * 9)}]\n"
    assert place_of(bomb) == ("anchor", 1, 4)


DEEP = {
    "[": "too-deep",
    "- ": "too-deep",
    "[{a: ": "too-deep",
    "{a: ": "too-deep",
    "{a: [": "too-deep",
    "- [": "yaml",
    "[[{a: [": "too-deep",
    "? ": "key",
    "{": "key",
    "[{": "key",
    "- ? ": "key",
}


@pytest.mark.parametrize("opening", DEEP)
@pytest.mark.parametrize("depth", [3_000, 100_000])
def test_endless_nesting_is_one_problem(opening: str, depth: int):
    """However deep lists and groups stand in one another, reading stops at a depth no scenario needs."""
    code, line, _ = place_of(opening * depth)
    assert (code, line) == (DEEP[opening], 1)


def test_endless_nesting_does_not_end_the_process(each_loader: type):
    """A process that reads 100,000 open brackets of each kind lives to say what is wrong."""
    script = (
        "import sys, yaml\n"
        "from isoquest.content import yaml_tree\n"
        "from isoquest.content.reading import read_scenario\n"
        "from isoquest.content.reference import Reference\n"
        "yaml_tree.Loader = getattr(yaml, sys.argv[1])\n"
        "for opening in sys.argv[2:]:\n"
        "    for end in ('', ']', '\\n'):\n"
        "        data = (opening * 100_000 + end).encode()\n"
        "        print(*(p.code for p in read_scenario(data, 'a/b.yaml', Reference()).problems))\n"
    )
    command = [sys.executable, "-c", script, each_loader.__name__, *DEEP]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.split() == [code for code in DEEP.values() for _ in range(3)]


def test_depth_allowed_is_read():
    """Nesting up to the limit is no problem of its own."""
    assert tree("[" * MAX_DEPTH + "]" * MAX_DEPTH) is not None
    assert tree("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1)) is None


@pytest.mark.parametrize(
    ("data", "code", "line", "column"),
    [
        ("isoquest: 1\ntitle: Caf\xe9\n".encode("latin-1"), "not-utf-8", 2, 11),
        ("isoquest: 1\ntitle: Würth, Caf".encode() + b"\xe9\n", "not-utf-8", 2, 18),
        (b"\xef\xbb\xbfa: \xff\n", "not-utf-8", 1, 4),
        (b"a: b\r\nc: d\r\n\xff", "not-utf-8", 3, 1),
        (b"a: b\xc3", "not-utf-8", 1, 5),
        ("isoquest: 1\n".encode("utf-16"), "not-utf-8", 1, 1),
        ("isoquest: 1\n".encode("utf-16-be"), "not-text", 1, 1),
        ("isoquest: 1\n".encode("utf-32"), "not-utf-8", 1, 1),
        (b"\x7fELF\x02\x01\x01\0\0\0", "not-text", 1, 1),
        (b"PK\x03\x04\x14\0\0\0", "not-text", 1, 1),
        (b"\x89PNG\r\n\x1a\n", "not-utf-8", 1, 1),
        (b"title: a\nsummary: \x1b[31mred\n", "control-character", 2, 10),
        (b"title: a\n# a note \x07\n", "control-character", 2, 10),
        ("title: Würth \x9b31m\n".encode(), "control-character", 1, 14),
        ("title: a\nsummary: b\u2028c\n".encode(), "control-character", 2, 11),
        ("title: a\nsummary: b\x85c\n".encode(), "control-character", 2, 11),
        ("title: a\ufffe\n".encode(), "control-character", 1, 9),
        (b"a" * (8 * 1024 * 1024 + 1), "too-large", 1, 1),
    ],
)
def test_bytes_that_are_no_text_are_refused_where_they_stand(data: bytes, code: str, line: int, column: int):
    """Other encodings, binary files and control characters are named with line and column in characters."""
    assert place_of(data) == (code, line, column)


def test_byte_order_mark_is_no_matter():
    """A file saved with a byte order mark is read with the same places as one without."""
    assert place_of(b"\xef\xbb\xbfisoquest: 2\n") == place_of(b"isoquest: 2\n") == ("unknown-format", 1, 11)


@same_loader
@given(st.binary(max_size=60))
def test_no_bytes_raise(data: bytes):
    """Any bytes at all give a problem, never an exception, and its place lies in the file."""
    lines = data.decode("utf-8", "replace").removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for problem in read(data).problems:
        assert problem.place.line <= len(lines)
        assert problem.place.column <= len(lines[problem.place.line - 1]) + 1


@same_loader
@given(st.text(st.sampled_from(list("ab:-?,[]{}#&*!|>'\"%@`\\ \n\t\r~0")), max_size=40))
@example("[")
@example("{a: [")
@example("isoquest: 1\nnodes:\n ?")
def test_no_punctuation_raises(text: str):
    """Any heap of YAML's own signs gives problems that lie in the file and can be printed on one line."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for problem in read(text).problems:
        assert problem.place.line <= len(lines)
        assert problem.place.column <= len(lines[problem.place.line - 1]) + 1
        assert not UNSAFE.search(problem.message + problem.hint)


@pytest.mark.parametrize(
    "text",
    [
        '"\\e[2J": 1\nisoquest: 1\n',
        'isoquest: "\\e[2J"\n',
        'isoquest: 1\nstart: "\\e[2J"\n',
        'isoquest: 1\nminutes: "\\u202e04"\n',
        'isoquest: 1\nmeters: {"\\x9b2J": {start: 1}}\n',
        "isoquest: 1\ntitle: !%1b[2J a\n",
        'isoquest: 1\nnodes: {a: {choices: {b: {text: c, to: a, when: "x\\x1c\\x1c and \\u2028y"}}}}\n',
    ],
)
def test_problems_are_safe_to_print(text: str):
    """What an author hid behind an escape never stands raw in a message, hint or label."""
    problems = read(text).problems
    assert problems
    assert not any(UNSAFE.search(f"{p.message}{p.hint}{p.related}") for p in problems)


def test_format_is_asked_for_first():
    """A file that does not say which format it has is told how to begin, and nothing else."""
    assert codes("titel: x\n") == ["missing-key"]
    (problem,) = read("titel: x\nisoqest: 1\n").problems
    assert (problem.code, problem.place.line, problem.hint) == ("unknown-key", 2, "did you mean `isoquest`?")
