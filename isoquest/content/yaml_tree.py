"""YAML text as a tree with positions, read from the parser's events so that no input can exhaust the machine.

PyYAML's own composer recurses (100,000 open brackets end the process inside the C library) and expands aliases; this
one keeps its own stack, refuses anchors, aliases and tags, and stops at a depth no honest file reaches.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

import yaml

from isoquest.content.problems import Place, Problems

try:
    from yaml import CSafeLoader as Loader
except ImportError:  # PyYAML built without libyaml: the same events, about ten times slower
    from yaml import SafeLoader as Loader  # type: ignore[assignment]

MAX_BYTES = 8 * 1024 * 1024
"""Larger files are refused: the largest honest scenario is well under a tenth of this."""
MAX_DEPTH = 64
"""Deepest nesting of lists and mappings; a scenario needs nine."""


@dataclass(slots=True)
class Scalar:
    """One written value, as it was written."""

    text: str
    plain: bool
    """Written without quotes, on one or more lines, and not as a block."""
    block: bool
    """Written as a block after `|` or `>`."""
    start: Any
    end: Any


@dataclass(slots=True)
class Sequence:
    """A list."""

    items: list[Node]
    start: Any
    end: Any


@dataclass(slots=True)
class Mapping:
    """Keys and values in the order written; a key stands once."""

    entries: dict[str, tuple[Scalar, Node]]
    start: Any
    end: Any


Node: TypeAlias = Scalar | Sequence | Mapping


class Source:
    """The text of one file and the way from its marks to places."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self.last_line = len(_LINE_END.findall(text)) if "\r" in text else text.count("\n")
        """Counted from 0, as marks are."""

    def place(self, node: Node) -> Place:
        """Where a node stands; of a list or mapping, and of a text of several lines, the first line alone."""
        start, end = node.start, node.end
        if start.line > self.last_line:
            return self.at(start)
        if end.line == start.line and end.column > start.column:
            return Place(self.file, start.line + 1, start.column + 1, start.line + 1, end.column + 1)
        return Place(self.file, start.line + 1, start.column + 1, start.line + 1, start.column + 2)

    def at(self, mark: Any) -> Place:
        """The one character at a mark; libyaml's marks at the end of a file may lie one line behind it."""
        if mark.line > self.last_line:
            line, column = line_and_column(self.text)
        else:
            line, column = mark.line + 1, mark.column + 1
        return Place(self.file, line, column, line, column + 1)

    def ends_at(self, mark: Any) -> bool:
        """Nothing but space stands at a mark and behind it."""
        return not self.text[mark.index :].strip()

    def start(self) -> Place:
        """The first character of the file."""
        return Place(self.file, 1, 1, 1, 2)


_LINE_END = re.compile("\r\n|\r|\n")
_UNWRITABLE = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
"""What YAML forbids, and the rare line ends that editors and YAML count differently."""


def lines_of(text: str) -> list[str]:
    """The lines of a text as places count them, without their ends."""
    return _LINE_END.split(text)


def line_and_column(before: str) -> tuple[int, int]:
    """Line and column, from 1, of the character that follows a text."""
    lines = lines_of(before)
    return len(lines), len(lines[-1]) + 1


def decode_text(data: bytes, file: str, problems: Problems) -> str | None:
    """The text of a file's bytes, or None with a problem that says what the file seems to be instead."""
    place = Place(file, 1, 1, 1, 2)
    if len(data) > MAX_BYTES:
        size, most = len(data) // (1024 * 1024), MAX_BYTES // (1024 * 1024)
        problems.add("too-large", f"this file has {size} MB; at most {most} MB are read", place, hint="split it")
        return None
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        problems.add("not-utf-8", "this file is UTF-16; scenarios are UTF-8", place, hint="save it again as UTF-8")
        return None
    if b"\0" in data:
        problems.add("not-text", "this is not a text file: it has zero bytes", place, hint="name a YAML file")
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, column = line_and_column(error.object[: error.start].decode("utf-8"))
        where = Place(file, line, column, line, column + 1)
        problems.add("not-utf-8", "this byte is not UTF-8", where, hint="save the file again as UTF-8")
        return None
    bad = _UNWRITABLE.search(text)
    if bad:
        line, column = line_and_column(text[: bad.start()])
        where = Place(file, line, column, line, column + 1)
        problems.add(
            "control-character", f"a control character (U+{ord(bad.group()):04X}) stands here", where, hint="delete it"
        )
        return None
    return text


class _Stop(Exception):  # noqa: N818 - not an error: the problem is already noted
    """Reading cannot go on."""


def compose(source: Source, problems: Problems) -> Node | None:
    """The tree of a file's one document, or None with the problem that stopped the reading."""
    loader = Loader(source.text)
    try:
        return _Composer(source, problems).compose(loader.get_event)
    except _Stop:
        return None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        if mark and error.context_mark and source.ends_at(mark):  # the file ends inside what began there
            mark = error.context_mark
        message, hint = _reword(str(error.problem or error.context or ""))
        problems.add("yaml", message, source.at(mark) if mark else source.start(), hint=hint)
    except (ValueError, OverflowError):  # an escape beyond Unicode, in the pure Python loader
        message, hint = _ESCAPE
        problems.add("yaml", message, source.at(loader.get_mark()), hint=hint)  # type: ignore[attr-defined]
    except yaml.YAMLError:
        problems.add("yaml", UNREADABLE, source.start())
    return None


UNREADABLE = "this cannot be read as YAML"
_ESCAPE = ("a `\\` stands here with no escape that YAML knows", "write `\\\\`, or use single quotes")
REWORDED = (
    ("mapping values are not allowed", "a `: ` stands where no key can be", "put the text in quotes, or indent it"),
    ("could not find expected ':'", "a key without `:` stands here or just above", "write `key: value`"),
    ("did not find expected key", "this line does not fit the lines above", "check indentation, quotes and commas"),
    ("cannot start any token", "no value can start with this character", "use spaces to indent, or quotes"),
    ("did not find expected ',' or", "a comma or a closing bracket is missing", "close the bracket"),
    ("expected ',' or", "a comma or a closing bracket is missing", "close the bracket"),
    ("unexpected end of stream", "the file ends inside a quoted text", "close the quote"),
    ("alphabetic or numeric", "no text can begin with `*` or `&`", "put the text in quotes"),
    ("node content", "this sign stands where a value is wanted", "delete it, or put the text in quotes"),
    ("sequence entries are not allowed", "a list begins here, where no list can", "begin it on the next line"),
    ("escape", *_ESCAPE),
    ("hexdecimal", *_ESCAPE),
    ("incompatible YAML", "this names another version of YAML", "delete the line that begins with `%`"),
    ("document start", "this line does not fit the lines above", "check indentation, quotes and commas"),
    ("did not find expected '-'", "this line does not fit the list above", "check the indentation"),
    ("but found", "this line does not fit the lines above", "check indentation, quotes and commas"),
    ("tab", "a tab stands in the indentation", "indent with spaces"),
)


def _reword(problem: str) -> tuple[str, str]:
    for words, message, hint in REWORDED:
        if words in problem:
            return message, hint
    return UNREADABLE, f"the parser says: {problem}" if problem else ""


_NODE_EVENTS = frozenset({yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent, yaml.AliasEvent})


class _Composer:
    def __init__(self, source: Source, problems: Problems) -> None:
        self.source = source
        self.problems = problems

    def stop(self, code: str, message: str, mark: Any, hint: str = "") -> _Stop:
        self.problems.add(code, message, self.source.at(mark), hint=hint)
        return _Stop()

    def compose(self, next_event: Callable[[], Any]) -> Node:
        root: Node | None = None
        parents: list[Sequence | Mapping | None] = []
        container: Sequence | Mapping | None = None
        key: Scalar | None = None
        while True:
            event = next_event()
            kind = event.__class__
            if kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                container, key = parents.pop(), None
                continue
            if kind not in _NODE_EVENTS:
                if self.is_end(event, root) and root is not None:
                    return root
                continue
            node = self.node(event, len(parents))
            if container is None:
                root = node
            elif key is None and isinstance(container, Mapping):
                if not isinstance(node, Scalar):
                    raise self.stop("key", "a key must be a plain word", event.start_mark, "write `key: value`")
                key = node
                continue
            else:
                self.attach(container, key, node)
            key = None
            if not isinstance(node, Scalar):
                parents.append(container)
                container = node

    def node(self, event: Any, depth: int) -> Node:
        if event.anchor is not None:
            raise self.stop("anchor", "anchors and aliases are not allowed", event.start_mark, "write it out")
        if event.tag is not None:
            raise self.stop("tag", f"tags (`{event.tag}`) are not allowed", event.start_mark, "delete the tag")
        if event.__class__ is yaml.ScalarEvent:
            style = event.style
            return Scalar(event.value, not style, style in ("|", ">"), event.start_mark, event.end_mark)
        if depth >= MAX_DEPTH:
            raise self.stop("too-deep", f"nested more than {MAX_DEPTH} deep", event.start_mark, "flatten this")
        if event.__class__ is yaml.MappingStartEvent:
            return Mapping({}, event.start_mark, event.end_mark)
        return Sequence([], event.start_mark, event.end_mark)

    def is_end(self, event: Any, root: Node | None) -> bool:
        if event.__class__ is yaml.DocumentStartEvent and root is not None:
            raise self.stop("documents", "a second document begins here", event.start_mark, "keep one a file")
        if event.__class__ is not yaml.StreamEndEvent:
            return False
        if root is None:
            self.problems.add("empty", "this file is empty", self.source.start(), hint="begin it with `isoquest: 1`")
            raise _Stop
        return True

    def attach(self, container: Sequence | Mapping, key: Scalar | None, node: Node) -> None:
        if isinstance(container, Sequence):
            container.items.append(node)
            return
        if key is None:  # unreachable by the parser's own grammar; kept so that a fault there is not silent
            raise self.stop("key", "a value without a key", node.start)
        earlier = container.entries.get(key.text)
        if earlier is not None:
            self.problems.add(
                "duplicate-key",
                f"`{key.text}` stands twice here",
                self.source.place(key),
                hint="keep one",
                related=(("first here", self.source.place(earlier[0])),),
            )
            return
        container.entries[key.text] = (key, node)
