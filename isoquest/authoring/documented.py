"""What each code means, with examples that fail and pass: read from the Markdown files in `codes`.

A file's name begins with the layer of its codes. Each code is a section:

    ## code-name
    Published: where the rule was published (may be left out)

    Paragraphs.

    ```yaml failing bank
    ...
    ```

The info string of an example says `failing` or `passing`, and what kind of file it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal, TypeAlias, cast, get_args

from isoquest.authoring.remarks import LAYERS, Layer

ExampleKind: TypeAlias = Literal["scenario", "bank", "facts", "standards", "glossary"]

_SECTION = re.compile(r"^## (?P<code>[a-z0-9-]+)[ ]*\n", re.MULTILINE)
_FENCE = re.compile(r"^```(?P<info>[^\n]*)\n(?P<text>.*?)^```[ ]*\n?", re.MULTILINE | re.DOTALL)
_PUBLISHED = re.compile(r"^Published: (?P<where>.+(?:\n(?!\n).+)*)\n?", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Example:
    """A file that shows a code: one that has the problem, or one without it."""

    failing: bool
    kind: ExampleKind
    text: str


@dataclass(frozen=True, slots=True)
class Documented:
    """What a code means."""

    code: str
    layer: Layer
    text: str
    """Markdown paragraphs, a blank line between them."""
    published: str = ""
    """Name of the rule and where it stands; empty for what follows from the format."""
    examples: tuple[Example, ...] = ()

    @property
    def first_sentence(self) -> str:
        """What the code means, in a line."""
        text = " ".join(self.text.split("\n\n", 1)[0].split())
        return re.split(r"(?<=[.?!]) (?=[A-Z`])", text, maxsplit=1)[0]


def parse_codes(markdown: str, layer: Layer) -> tuple[Documented, ...]:
    """The codes that a Markdown text explains. Raises ValueError where an example's info string says something else."""
    _, *parts = _SECTION.split(markdown)
    return tuple(_documented(code, body, layer) for code, body in zip(parts[::2], parts[1::2], strict=True))


def _documented(code: str, body: str, layer: Layer) -> Documented:
    examples = tuple(_example(code, found["info"], found["text"]) for found in _FENCE.finditer(body))
    prose = _FENCE.sub("", body)
    published = _PUBLISHED.search(prose)
    prose = _PUBLISHED.sub("", prose, count=1)
    paragraphs = [part.strip() for part in re.split(r"\n{2,}", prose) if part.strip()]
    where = " ".join(published["where"].split()) if published else ""
    return Documented(code, layer, "\n\n".join(paragraphs), where, examples)


def _example(code: str, info: str, text: str) -> Example:
    words = info.split()
    if len(words) != 3 or words[0] != "yaml" or words[1] not in ("failing", "passing"):  # noqa: PLR2004 - three words
        raise ValueError(f"an example of `{code}` begins with `{info}`, not with `yaml failing` or `yaml passing`")
    if words[2] not in get_args(ExampleKind):
        raise ValueError(f"an example of `{code}` is of an unknown kind, `{words[2]}`")
    return Example(words[1] == "failing", cast(ExampleKind, words[2]), text)


@cache
def all_codes() -> Mapping[str, Documented]:
    """Every code that there is, by layer and then in the order of the files."""
    found: dict[str, Documented] = {}
    folder = files("isoquest.authoring") / "codes"
    pages = sorted((page for page in folder.iterdir() if page.name.endswith(".md")), key=lambda page: page.name)
    for layer in LAYERS:
        for page in pages:
            if page.name.startswith(layer):
                for documented in parse_codes(page.read_text(encoding="utf-8"), layer):
                    found.setdefault(documented.code, documented)
    return MappingProxyType(found)
