"""The guide for authors as its reader follows it: blocks of YAML to be written, and commands to be typed.

The word behind the language of a block says what it is: `scenario`, `bank` and `expectations` are whole files; `story`
are lines to be added to the scenario, `trial` likewise, but taken out again before the next block of YAML.
`warns=CODE,CODE` names the problems that the scenario then has.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

GUIDE = Path(__file__).resolve().parents[3] / "docs" / "authoring.md"
FILES = {"scenario": "scenario.yaml", "bank": "questions.yaml"}
"""What whole files are called, by the kind of their block."""
KEY_ALONE = re.compile(r":\s*(#.*)?$")
FENCE = re.compile(r"^```(?P<info>[^\n]+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    """A fenced block of the guide."""

    language: str
    kind: str
    text: str
    line: int
    warns: frozenset[str] = frozenset()

    def commands(self) -> Iterator[tuple[list[str], list[str]]]:
        """Of a console: the words of each command, and the stretches of output below it; `…` stands for what is cut."""
        for told in re.split(r"^\$ ", self.text, flags=re.MULTILINE)[1:]:
            typed, _, output = told.partition("\n")
            yield shlex.split(typed), [one_line(part) for part in output.split("…\n") if part.strip()]


def blocks(file: Path = GUIDE) -> list[Block]:
    """Every fenced block, in the order of the page."""
    page = file.read_text(encoding="utf-8")
    return [_block(found, page[: found.start()].count("\n") + 1) for found in FENCE.finditer(page)]


def _block(found: re.Match[str], line: int) -> Block:
    language, *words = found["info"].split()
    kinds = [word for word in words if "=" not in word]
    warns = {code for word in words if word.startswith("warns=") for code in word[6:].split(",")}
    return Block(language, "".join(kinds), found["text"], line, frozenset(warns))


def written_files() -> dict[str, str]:
    """The scenario and the questions that a reader has at the end of the guide, by the names of their files."""
    texts = {"scenario": "", "bank": ""}
    for block in blocks():
        if block.kind in texts:
            texts[block.kind] = block.text
        elif block.kind == "story":
            texts["scenario"] = with_lines(texts["scenario"], block.text)
    return {FILES[kind]: text for kind, text in texts.items()}


def one_line(text: str) -> str:
    """The text without regard to where its lines end: a terminal breaks them elsewhere."""
    return " ".join(text.split())


def with_lines(text: str, added: str) -> str:
    """The text of a file with lines added under the keys above them; of two lines with one key the new one stays."""
    return "\n".join(_joined(text.splitlines(), added.splitlines())) + "\n"


def _joined(old: list[str], new: list[str]) -> list[str]:
    parts = dict(_parts(old))
    for key, lines in _parts(new):
        below = parts.get(key, [])[1:]
        both_go_on = KEY_ALONE.search(lines[0]) and below and not below[0].lstrip().startswith("- ")
        parts[key] = [lines[0], *_joined(below, lines[1:])] if both_go_on else lines
    return [line for lines in parts.values() for line in lines]


def _parts(lines: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Each key of the outermost level with its lines."""
    indents = [len(line) - len(line.lstrip()) for line in lines if line.strip()]
    outermost = min(indents, default=0)
    starts = [n for n, line in enumerate(lines) if re.match(rf" {{{outermost}}}[^ ]", line)]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield lines[start].split(":")[0].strip(), lines[start:end]
