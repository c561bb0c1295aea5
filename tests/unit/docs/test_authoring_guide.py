"""The guide for authors, followed: every file it shows, every command, every condition, every key and every code."""

from __future__ import annotations

import io
import json
import re
import shutil
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

import pytest
from textual.binding import Binding
from written_guide import FILES, GUIDE, Block, blocks, one_line, with_lines

from isoquest.authoring.documented import all_codes
from isoquest.authoring.jumping import state_told
from isoquest.cli import main, parser
from isoquest.content.library import load, scenario_at
from isoquest.content.model import Scenario
from isoquest.engine.play import Play
from isoquest.engine.state import Refusal
from isoquest.tui.app import IsoQuest
from isoquest.tui.screens.preview import PreviewPage
from isoquest.tui.screens.previewing import Previewing
from isoquest.tui.screens.scene import ScenePage

PAGE = GUIDE.read_text(encoding="utf-8")


class Followed(NamedTuple):
    """What a reader has who did all that the guide says."""

    missing: list[str]
    """Output that the guide shows and that did not come, and problems that it does not tell of."""
    folder: Path


def typed(*words: str) -> str:
    """What a command prints, with nobody at the keyboard."""
    told = io.StringIO()
    with redirect_stdout(told), redirect_stderr(told):
        main(words)
    return told.getvalue()


def written(block: Block, folder: Path) -> None:
    """Write what the reader of a block writes; of the files that `isoquest new` made the first line stays."""
    if block.kind == "expectations":
        (folder / "expectations.yaml").write_text(block.text, encoding="utf-8")
        return
    path = folder / FILES.get(block.kind, "scenario.yaml")
    before = path.read_text(encoding="utf-8")
    after = f"{before.splitlines()[0]}\n{block.text}" if block.kind in FILES else with_lines(before, block.text)
    path.write_text(after, encoding="utf-8")


def problems_beyond(block: Block, folder: Path) -> list[str]:
    """Problems that the guide does not tell of, and those that it tells of and that are not there."""
    told = json.loads(typed("check", str(folder), "--format", "json"))
    found = {problem["code"] for problem in told["problems"] if problem["severity"] != "note"}
    return [f"line {block.line}: {code}" for code in sorted(found ^ block.warns)]


def output_beyond(block: Block) -> list[str]:
    """What a console shows and the program does not say."""
    missing = []
    for words, shown in block.commands():
        told = one_line(typed(*words[1:]))
        missing += [f"line {block.line}: {part}" for part in shown if part not in told]
    return missing


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Followed:
    """Everything done that the guide says, from an empty folder and a new home."""
    start = tmp_path_factory.mktemp("guide")
    folder = start / "hill-laundry"
    missing: list[str] = []
    with pytest.MonkeyPatch.context() as patched:
        patched.chdir(start)
        patched.setenv("ISOQUEST_HOME", str(start / "home"))
        patched.setattr("sys.stdin", io.StringIO())
        kept = ""
        for block in blocks():
            if block.language == "yaml":
                kept = (folder / "scenario.yaml").read_text("utf-8") if block.kind == "trial" else ""
                written(block, folder)
                missing += problems_beyond(block, Path("hill-laundry"))
            elif block.language == "console":
                missing += output_beyond(block)
            if kept and (block.language == "console" or not block.warns):
                (folder / "scenario.yaml").write_text(kept, encoding="utf-8")
                kept = ""
    return Followed(missing, folder)


@pytest.fixture(scope="module")
def laundry(followed: Followed) -> Scenario:
    """The story at the end of the guide."""
    scenario = load(scenario_at(followed.folder / "scenario.yaml")).scenario
    assert scenario is not None
    return scenario


def test_what_the_guide_shows_is_what_its_reader_sees(followed: Followed):
    """Every output comes as shown, and after each step the story has the problems that the guide tells of alone."""
    assert followed.missing == []


def test_the_map_is_drawn_where_the_guide_says(followed: Followed):
    """The command for a map leaves one."""
    assert "<svg" in (followed.folder.parent / "map.svg").read_text(encoding="utf-8")


def test_every_other_command_is_one():
    """What the guide only names, on a line of its own or in a sentence, can be typed."""
    lines = [line for block in blocks() if block.language == "sh" for line in block.text.splitlines()]
    named = re.findall(r"`(isoquest [^`]+ [^`]+)`", PAGE)
    for line in (*lines, *named):
        words = line.split(" > ")[0].split()[1:]
        assert parser().parse_args(words).command == words[0]


CONDITIONS: dict[str, tuple[str, str]] = {
    "promised": ("promised", ""),
    "not promised": ("", "promised"),
    "weeks == 8": ("weeks=8", "weeks=9"),
    "weeks != 8": ("weeks=9", "weeks=8"),
    "weeks < 8": ("weeks=7", "weeks=8"),
    "weeks <= 8": ("weeks=8", "weeks=9"),
    "weeks > 8": ("weeks=9", "weeks=8"),
    "weeks >= 8": ("weeks=8", "weeks=7"),
    "weeks + trust >= 18": ("weeks=9, trust=9", "weeks=8, trust=9"),
    "weeks - trust > 2": ("weeks=9, trust=6", "weeks=8, trust=6"),
    "trust * 2 > weeks": ("trust=5, weeks=9", "trust=5, weeks=10"),
    "-weeks < -8": ("weeks=9", "weeks=8"),
    "internal_audit and review": ("internal_audit, review", "review"),
    "internal_audit or review": ("review", ""),
    "not (internal_audit or review)": ("", "review"),
    "not promised and review or weeks > 8": ("promised, weeks=9", "promised, review, weeks=8"),
    "[internal_audit, weeks >= 8]": ("internal_audit, weeks=8", "internal_audit, weeks=7"),
    "min(weeks, trust) >= 8": ("weeks=9, trust=8", "weeks=9, trust=7"),
    "max(weeks, trust) >= 8": ("weeks=9, trust=7", "weeks=7, trust=7"),
    "count(internal_audit, review, weeks > 8) >= 2": ("review, weeks=9", "review, weeks=8"),
    "visited(boiler)": ("visited(boiler)", "visited(table)"),
    "chose(letter.ask)": ("chose(letter.ask)", "chose(letter.promise)"),
    "chose(boiler.breaks)": ("chose(boiler.breaks)", "chose(boiler.holds)"),
    "found(stage2.no-audit)": ("found(stage2.no-audit)", "found(stage2.no-review)"),
    "found(stage2)": ("found(stage2.no-review)", ""),
    "open(stage2.no-audit)": ("open(stage2.no-audit)", "found(stage2.no-audit)"),
    "open(stage2)": ("open(stage2.no-audit)", "found(stage2.no-audit)"),
    "majors > 0": ("open(stage2.no-audit)", "open(stage2.unaware)"),
    "minors == 1": ("open(stage2.unaware)", "open(stage2.unaware), open(stage2.not-asked)"),
}
"""A state in which each condition of the table holds, and one in which it does not."""
UNCHANGING = {"concerns == 0": True, "true": True, "false": False}
"""Conditions that come out alike in every state of the story."""


def test_every_condition_in_the_table_means_what_it_says(followed: Followed, tmp_path: Path):
    """Read in the story where a `when` stands, each holds in the one state and not in the other; none is left out."""
    path = Path(shutil.copytree(followed.folder, tmp_path / "hill-laundry"), "scenario.yaml")
    text = path.read_text(encoding="utf-8")
    shown = re.search(r"\| write \| holds when \|\n.*?\n((?:\|.*\n)+)", PAGE)
    assert shown is not None
    table = [code for row in shown[1].splitlines() for code in re.findall(r"`([^`]+)`", row.split("|")[1])]
    assert table == [*CONDITIONS, *UNCHANGING]
    for written_so in table:
        path.write_text(text.replace("when: weeks >= 8", f"when: {written_so}"), encoding="utf-8")
        scenario = load(scenario_at(path)).scenario
        assert scenario is not None, written_so
        guard = scenario.nodes["plan"].choices["both"].when
        assert guard is not None
        states = [state_told(scenario, 1, told) for told in CONDITIONS.get(written_so, ("", ""))]
        holds = [guard.holds(state) for state in states if not isinstance(state, Refusal)]
        always = UNCHANGING.get(written_so)
        assert holds == ([True, False] if always is None else [always] * 2), written_so


def test_a_play_has_visited_where_it_stands(laundry: Scenario):
    """As the table says of `visited`."""
    play = Play.begin(laundry, 1)
    assert play.state.visited >> laundry.names.nodes[play.state.node] & 1


def test_every_key_of_the_preview_is_one():
    """The keys in the table are bound, and the author's own keys are all in it."""
    shown = re.search(r"\| key \| does \|\n.*?\n((?:\|.*\n)+)", PAGE)
    assert shown is not None
    named = {key for row in shown[1].splitlines() for key in re.findall(r"`([^`]+)`", row.split("|")[1])}
    pages = (PreviewPage, Previewing, ScenePage, IsoQuest)
    bindings = [bound for page in pages for bound in page.__dict__["BINDINGS"] if isinstance(bound, Binding)]
    keys = {key for bound in bindings for key in bound.key.split(",")}
    called = {"?": "question_mark", "Esc": "escape", "Ctrl+D": "ctrl+d", "Ctrl+U": "ctrl+u", "Enter": ""}
    assert {called.get(key, key.lower()) for key in named} - {""} <= keys | {"escape"}
    assert {"a", "f3", "j", "f4", "r", "f5", "n", "f6", "p", "f2"} <= {key.lower() for key in named}


def _anchor(heading: str) -> str:
    """The name under which a page shows a heading."""
    return re.sub(r"[^a-z0-9 -]", "", heading.lower()).replace(" ", "-")


def test_every_link_leads_somewhere():
    """Files are there, and so are the headings, all of which the table of contents names."""
    headings = re.findall(r"^#{2,3} (.+)$", PAGE, re.MULTILINE)
    targets = re.findall(r"\]\(([^)]+)\)", PAGE)
    for target in targets:
        file, _, anchor = target.partition("#")
        page = (GUIDE.parent / file).read_text(encoding="utf-8") if file else PAGE
        assert not anchor or anchor in map(_anchor, re.findall(r"^#+ (.+)$", page, re.MULTILINE))
    assert {f"#{_anchor(heading)}" for heading in re.findall(r"^## (.+)$", PAGE, re.MULTILINE)} <= set(targets)
    assert len(headings) == len(set(headings))


def test_every_code_is_listed_once():
    """The page of codes is the list of `isoquest check --explain`, in its order, a line for each."""
    listed = GUIDE.with_name("codes.md").read_text(encoding="utf-8")
    assert re.findall(r"^- `([a-z0-9-]+)`: \S", listed, re.MULTILINE) == list(all_codes())
