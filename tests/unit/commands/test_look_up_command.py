"""`isoquest look-up` with its options, in one process."""

from __future__ import annotations

import json

import pytest

from isoquest.cli import main
from isoquest.content.library import bundled_reference

REFERENCE = bundled_reference()[0]


def looked_up(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Exit code, output and errors."""
    code = main(["look-up", *arguments])
    return code, *capsys.readouterr()


def test_a_fact_is_told_with_what_a_citation_needs(capsys: pytest.CaptureFixture[str]):
    """Its id, statement, source, how sure it is, and of which day."""
    code, told, _ = looked_up(capsys, "F-STD-002b")
    fact = REFERENCE.facts["F-STD-002b"]
    assert code == 0
    assert told.startswith("fact: F-STD-002b\n")
    for part in (fact.source, "M: one secondary source, not to be keyed", f"As of {fact.as_of}"):
        assert part in told


def test_each_kind_is_listed_whole(capsys: pytest.CaptureFixture[str]):
    """Without words all of a kind is told, and nothing else."""
    whole = {
        "standard": REFERENCE.standards,
        "term": REFERENCE.glossary,
        "clause": REFERENCE.clauses,
        "fact": REFERENCE.facts,
    }
    for kind, entries in whole.items():
        rows = json.loads(looked_up(capsys, "--kind", kind, "--json")[1])
        assert {(row["type"], row["id"]) for row in rows} == {(kind, key) for key in entries}
        heads = [line for line in looked_up(capsys, "--kind", kind)[1].splitlines() if not line.startswith(" ")]
        assert len(heads) == len(entries)


def test_the_best_are_printed_and_the_rest_counted(capsys: pytest.CaptureFixture[str]):
    """A word that stands everywhere fills no screen; --all does."""
    few, many = (looked_up(capsys, "audit", *more)[1].splitlines() for more in ([], ["--all"]))
    assert few[-1].endswith("--all prints them all.")
    assert len(few) < len(many)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["xyzzy"], 1, "nothing matches `xyzzy`"),
        (["calibraton"], 1, "did you mean `Calibration`?"),
        ([], 2, "say what to look for"),
        (["", "  "], 2, "say what to look for"),
        (["\x1b[2J"], 1, "nothing matches"),
    ],
)
def test_what_is_not_there_is_said(capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, said: str):
    """On standard error, with a way out, and nothing that steers the terminal."""
    ended, told, errors = looked_up(capsys, *arguments)
    assert (ended, told) == (code, "")
    assert said in errors
    assert "\x1b" not in errors
