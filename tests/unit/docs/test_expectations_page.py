"""The page on expectations: its file is met by the story of the guide, its commands and links lead somewhere."""

from __future__ import annotations

import io
import json
import re
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest
from written_guide import GUIDE, blocks, written_files

from isoquest.authoring.expectations.play_checks import check_play
from isoquest.authoring.expectations.reading import read_expectations
from isoquest.cli import main, parser
from isoquest.content.library import load, scenario_at
from isoquest.engine.journal import journal_of, to_text

FILE = GUIDE.with_name("expectations.md")
PAGE = FILE.read_text(encoding="utf-8")
(EXPECTED,) = (block.text for block in blocks(FILE) if block.kind == "expectations")


@pytest.fixture
def laundry(tmp_path: Path) -> Path:
    """The story at the end of the guide, with the expectations of the page and the decision list that they name."""
    folder = tmp_path / "hill-laundry"
    folder.mkdir()
    for name, text in written_files().items():
        (folder / name).write_text(text, encoding="utf-8")
    scenario = load(scenario_at(folder / "scenario.yaml")).scenario
    assert scenario is not None
    (folder / "expectations.yaml").write_text(EXPECTED, encoding="utf-8")
    sound = read_expectations(EXPECTED.encode(), "expectations.yaml", scenario).expectations.plays["sound"]
    (folder / "mine.json").write_text(to_text(journal_of(check_play(scenario, sound).play)), encoding="utf-8")
    return folder


def outcome_of(folder: Path) -> tuple[int, dict[str, Any]]:
    """The exit code of a test, and what it says to programs."""
    told = io.StringIO()
    with redirect_stdout(told):
        code = main(["test", str(folder), "--format", "json"])
    return code, json.loads(told.getvalue())


def test_what_the_page_expects_is_met(laundry: Path):
    """Every play and every condition, none of which is there in vain."""
    code, told = outcome_of(laundry)
    assert (code, told["failed"], told["undecided"], told["problems"]) == (0, 0, 0, 0)
    assert told["passed"] == 9


def test_every_key_for_programs_is_told(laundry: Path):
    """The page names the keys that there are, and no others."""
    _, told = outcome_of(laundry)
    (file,) = told["tested"]
    table = PAGE.split("| key | holds |\n|---|---|\n")[1].split("\n\n")[0]
    assert set(re.findall(r"`(\w+)`", "".join(row.split("|")[1] for row in table.splitlines()))) == set(told)
    assert set(re.findall(r"`(\w+)`", table.splitlines()[0].split("|")[2])) == set(file)
    of_play, of_condition = re.split(r"A condition has", PAGE.split("A play has")[1].split("Problems and failures")[0])
    for said, one in ((of_play, file["plays"][0]), (of_condition, file["conditions"][0])):
        assert set(one) <= set(re.findall(r"`(\w+)`", said))


def test_every_command_of_the_page_is_one():
    """Each can be typed."""
    lines = [line for block in blocks(FILE) if block.language == "sh" for line in block.text.splitlines()]
    for line in lines:
        words = line.split(" #")[0].split()[1:]
        assert parser().parse_args(words).command == "test"


@pytest.mark.parametrize("page", ["expectations.md", "codes.md", "check.md", "format.md"])
def test_every_link_of_the_reference_leads_to_a_page(page: str):
    """Files are there, and the headings that are named."""
    text = GUIDE.with_name(page).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)]+)\)", text):
        file, _, anchor = target.partition("#")
        headings = re.findall(r"^#+ (.+)$", (GUIDE.parent / (file or page)).read_text(encoding="utf-8"), re.MULTILINE)
        names = [re.sub(r"[^a-z0-9 -]", "", heading.lower()).replace(" ", "-") for heading in headings]
        assert not anchor or anchor in names, target
