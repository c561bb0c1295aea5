"""A decision list as a file: what `--save-replay` writes, `--replay` plays, and a bug report or a test can hold.

JSON, one object: `isoquest-replay` 1, the scenario's id and content hash, the seed, and the decisions as `node.choice`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from isoquest.engine.play import Play
from isoquest.engine.state import Decision

FORMAT = "isoquest-replay"
VERSION = 1
MOST_DECISIONS = 100_000


@dataclass(frozen=True, slots=True)
class Journal:
    """A decision list and what it was played on."""

    scenario: str
    content_hash: str
    seed: int
    decisions: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class NotAJournal:
    """Why a text is no decision list."""

    reason: str


def journal_of(play: Play) -> Journal:
    """The decision list of a play."""
    return Journal(play.scenario.id, play.scenario.content_hash, play.seed, play.decisions)


def to_text(journal: Journal) -> str:
    """The file for a decision list, one decision a line."""
    content = {
        FORMAT: VERSION,
        "scenario": journal.scenario,
        "content_hash": journal.content_hash,
        "seed": journal.seed,
        "decisions": [str(decision) for decision in journal.decisions],
    }
    return json.dumps(content, indent=2) + "\n"


def from_text(text: str) -> Journal | NotAJournal:
    """The decision list in a file's text, or what is wrong with it."""
    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        return NotAJournal(f"line {error.lineno}, column {error.colno}: this is not JSON")
    except ValueError:  # Python reads no number of more than some thousand digits
        return NotAJournal("it holds a number that is too long")
    except RecursionError:
        return NotAJournal("this is nested too deeply")
    if not isinstance(content, dict) or FORMAT not in content:
        return NotAJournal(f"this is no decision list: it has no `{FORMAT}`")
    version = content[FORMAT]
    if version != VERSION:
        shown = f"version {repr(version)[:20]}" if isinstance(version, int | str) else "another version"
        return NotAJournal(f"this decision list is of {shown}; this program reads {VERSION}")
    return _read(content)


def _read(content: dict[str, Any]) -> Journal | NotAJournal:
    scenario, seed, written = content.get("scenario"), content.get("seed"), content.get("decisions")
    if not isinstance(scenario, str) or not scenario or not scenario.isprintable():
        return NotAJournal("`scenario` is not the id of a scenario")
    if not isinstance(seed, int) or isinstance(seed, bool):
        return NotAJournal("`seed` is not a whole number")
    if not isinstance(written, list) or len(written) > MOST_DECISIONS:
        return NotAJournal("`decisions` is not a list of decisions")
    decisions = []
    for number, text in enumerate(written, start=1):
        decision = Decision.read(text) if isinstance(text, str) else None
        if decision is None:
            return NotAJournal(f"decision {number} is not written as `node.choice`")
        decisions.append(decision)
    content_hash = content.get("content_hash")
    return Journal(scenario, content_hash if isinstance(content_hash, str) else "", seed, tuple(decisions))
