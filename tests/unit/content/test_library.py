"""The library: what is bundled is in order, and what a user names is found, read, or refused with a reason."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from generated import CASES
from hypothesis import example, given
from hypothesis import strategies as st

from isoquest.content import model
from isoquest.content.library import (
    NotFound,
    Shelved,
    bundled_reference,
    find,
    find_bank,
    is_bank,
    load,
    load_bank,
    reference_in,
    shelf,
)

ROOT = Path(__file__).resolve().parents[3]
SMALL = (
    "isoquest: 1\ntitle: a\nsummary: b\nstart: c\n"
    "nodes: {c: {phase: plan, text: d, ending: {kind: wise, title: e, outcome: f}}}\n"
)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A user's own folder with one scenario, `my-quay`."""
    (tmp_path / "my-quay").mkdir()
    (tmp_path / "my-quay" / "scenario.yaml").write_text(SMALL, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("shelved", shelf(), ids=lambda shelved: shelved.id)
def test_bundled_scenario_has_no_problem(shelved: Shelved):
    """Every scenario that comes with the game loads without an error or a warning."""
    reading = load(shelved)
    assert reading.problems == ()
    assert reading.scenario is not None


def test_there_is_a_bundled_scenario():
    """The game comes with something to play."""
    assert shelf()


def test_bundled_reference_has_no_problem():
    """The facts, standards and glossary that come with the game load without a problem, and none is empty."""
    reference, problems = bundled_reference()
    assert problems == ()
    assert min(len(reference.facts), len(reference.standards), len(reference.glossary)) > 0


def test_format_page_explains_every_key():
    """Every key of the model stands on the page that explains the format to authors."""
    page = (ROOT / "docs" / "format.md").read_text(encoding="utf-8")
    kinds = [kind for kind in vars(model).values() if isinstance(kind, type) and hasattr(kind, "__dataclass_fields__")]
    keys = {
        field.name
        for kind in kinds
        if kind.__module__ == model.__name__ and kind not in (model.Guard, model.Effects)
        for field in kind.__dataclass_fields__.values()
        if field.metadata.get("yaml", True) and field.name not in ("place", "SHORTHAND")
    }
    assert [key for key in sorted(keys) if f"{key}:" not in page and f"`{key}`" not in page] == []


def test_scenario_is_found_by_name_path_and_file(own: Path):
    """The folder's name, a path to the folder and a path to the file all lead to the same scenario."""
    folder = own / "my-quay"
    found = [find("my-quay", own), find(str(folder)), find(str(folder / "scenario.yaml"))]
    assert [shelved.path.resolve() for shelved in found if isinstance(shelved, Shelved)] == [
        (folder / "scenario.yaml").resolve()
    ] * 3
    assert {load(shelved).scenario.id for shelved in found} == {"my-quay"}


def test_misspelt_name_is_told_the_nearest(own: Path):
    """A name that is not on the shelf is answered with the nearest that is."""
    assert find("my-qay", own) == NotFound("my-qay", "did you mean `my-quay`?")


def test_bundled_and_own_scenarios_of_one_name_are_told_apart(own: Path):
    """A user's scenario may bear a bundled name; each has a source of its own."""
    name = shelf()[0].id
    (own / "my-quay").rename(own / name)
    both = [shelved for shelved in shelf(own) if shelved.id == name]
    assert [(shelved.bundled, bool(shelved.source)) for shelved in both] == [(True, False), (False, True)]


def test_path_into_the_library_is_the_bundled_scenario():
    """A path that happens to lead into the bundled library has that scenario's identity."""
    first = shelf()[0]
    found = find(str(first.path.parent))
    assert isinstance(found, Shelved)
    assert (found.id, found.bundled, found.source) == (first.id, True, "")


@given(st.text(max_size=40))
@example("~nobody-of-that-name/quay")
@example("~")
@example("a" * 300)
@example("a/" * 3000)
@example("\0")
@example("")
@example(".")
@example("..")
@example("\ud800")
@example("/dev/null")
@example(str(CASES))
def test_no_name_raises(name: str):
    """Whatever a user types as a name is the place of a scenario or a bank, or not found."""
    assert isinstance(find(name), NotFound | Shelved)
    assert isinstance(find_bank(name), NotFound | Shelved)


def test_a_file_among_the_banks_is_a_bank(tmp_path: Path):
    """In the folder of banks, a file whose `questions` is misspelt is still read as a bank; elsewhere its keys tell."""
    (tmp_path / "banks").mkdir()
    told = {}
    for name, text in (
        ("banks/a.yaml", "question:"),
        ("b.yaml", "question:"),
        ("c.yaml", "questions:"),
        ("banks/scenario.yaml", "nodes:"),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
        told[name] = is_bank(tmp_path / name)
    assert told == {"banks/a.yaml": True, "b.yaml": False, "c.yaml": True, "banks/scenario.yaml": False}


def test_whole_shelf_is_read_one_after_the_other(own: Path):
    """A broken scenario on the shelf is there without its content and hides no other."""
    (own / "broken").mkdir()
    (own / "broken" / "scenario.yaml").write_bytes(b"\xff")
    read = {shelved.id: load(shelved, own).scenario is not None for shelved in shelf(own) if not shelved.bundled}
    assert read == {"broken": False, "my-quay": True}


def test_huge_file_is_refused_unread(tmp_path: Path):
    """A file of 50 MB costs nothing: its size alone is the problem."""
    huge = tmp_path / "scenario.yaml"
    with huge.open("wb") as file:
        file.truncate(50_000_000)
    reading = load(Shelved("huge", huge, False))
    assert [(p.code, p.place.file) for p in reading.problems] == [("too-large", str(huge))]
    assert "50 MB" in reading.problems[0].message


@pytest.mark.parametrize("path", ["absent.yaml", ".", "a" * 300])
def test_unreadable_file_is_a_problem(tmp_path: Path, path: str):
    """A file that is gone, is a folder, or cannot even be named is a problem with a reason."""
    (problem,) = load(Shelved("x", tmp_path / path, False)).problems
    assert (problem.code, problem.message[:25]) == ("unreadable", "this file cannot be read:")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_pipe_is_not_read(tmp_path: Path):
    """A named pipe does not hang the game: it is no file."""
    os.mkfifo(tmp_path / "facts.yaml")
    reference, problems = reference_in(tmp_path)
    assert (len(reference.facts), problems) == (0, ())
    assert isinstance(find(str(tmp_path / "facts.yaml")), NotFound)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_pipe_on_the_shelf_is_a_problem_and_nobody_waits(tmp_path: Path):
    """A named pipe in place of a bank or a scenario is told as what it is."""
    (tmp_path / "banks").mkdir()
    os.mkfifo(tmp_path / "banks" / "pipe.yaml")
    os.mkfifo(tmp_path / "scenario.yaml")
    found = find_bank("pipe", tmp_path)
    assert isinstance(found, Shelved)
    assert "it is a pipe" in load_bank(found).problems[0].message
    assert "it is a pipe" in load(Shelved("x", tmp_path / "scenario.yaml", False)).problems[0].message
    assert not is_bank(tmp_path / "scenario.yaml")
    os.mkfifo(tmp_path / "pipe.yaml")
    assert not is_bank(tmp_path / "pipe.yaml")


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("", "that folder has no `scenario.yaml`"),
        ("nothing", "nothing is at that path"),
        ("odd", "`scenario.yaml` in that folder is no file"),
    ],
)
def test_path_that_leads_nowhere_says_why(tmp_path: Path, path: str, said: str):
    """Whoever names a path is not told that a path would work too."""
    (tmp_path / "odd" / "scenario.yaml").mkdir(parents=True)
    found = find(f"{tmp_path}/{path}")
    assert isinstance(found, NotFound)
    assert found.hint == said


def test_own_folder_that_cannot_be_looked_at_is_none(tmp_path: Path):
    """A name that no file can have, as of a data folder that was misspelt, hides nothing of the bundled library."""
    assert shelf(tmp_path / ("a" * 300)) == shelf()
    assert isinstance(find_bank("iso-basics", tmp_path / ("a" * 300)), Shelved)


def modules_after(*names: str, then: str = "") -> set[str]:
    """The modules that a fresh Python holds once these are imported and something is done."""
    script = f"import sys, json, {', '.join(names)}; {then or 'pass'}; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    return {name.partition(".")[0] for name in json.loads(done.stdout)}


CORE = sorted(
    str(path.relative_to(ROOT).with_suffix("")).replace(os.sep, ".").removesuffix(".__init__")
    for room in ("content", "engine")
    for path in (ROOT / "isoquest" / room).rglob("*.py")
)


def test_core_needs_no_screen():
    """Importing all of content and engine loads neither Textual nor Rich."""
    assert not {"textual", "rich", "asyncio", "sqlite3"} & modules_after(*CORE)


def test_core_parses_no_prose_before_it_is_drawn():
    """Markdown is loaded when the first prose is drawn, and not before."""
    assert "markdown_it" not in modules_after(*CORE)
    assert "markdown_it" in modules_after("isoquest.content.prose", then="isoquest.content.prose.blocks('a')")
