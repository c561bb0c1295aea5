"""The page on learning paths: its path has no problem, and what it says of programs is so."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from written_guide import GUIDE, blocks

from isoquest.cli import main
from isoquest.content.learning_path import PATH_FILE

FILE = GUIDE.with_name("learning-path.md")


def test_the_path_of_the_page_can_be_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    """Put where the page says, it is the path that is told, with every key that the page names."""
    monkeypatch.setenv("ISOQUEST_HOME", str(tmp_path))
    (tmp_path / "scenarios").mkdir()
    (block,) = (block for block in blocks(FILE) if block.language == "yaml")
    (tmp_path / "scenarios" / PATH_FILE).write_text(block.text, encoding="utf-8")
    assert main(["path", "--json", "--job", "laboratory"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["title"], told["of"]) == ("Induction week", 2)
    named = set(re.findall(r"`(\w+)`", FILE.read_text(encoding="utf-8").split("## For programs")[1]))
    (stage, *_) = told["stages"]
    assert {*told, *stage, *stage["steps"][0]} <= named
