"""The house keeps its word: what the README promises, and what is in the wheel."""

import re
import subprocess
import sys
import zipfile
from pathlib import Path

from isoquest.content.library import bundled_reference
from isoquest.content.reading import read_scenario

ROOT = Path(__file__).resolve().parents[2]


def fenced(language: str) -> list[str]:
    """The README's code blocks in a language."""
    return re.findall(rf"```{language}\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)


def test_ci_runs_the_readmes_own_test_command():
    """The command that the README gives for the tests stands to the letter in .ci/run."""
    play, test = fenced("sh")[:2]
    assert play.strip().endswith("/isoquest")
    assert test.strip().endswith("pytest")
    assert test.strip() in (ROOT / ".ci" / "run").read_text("utf-8").splitlines()


def test_the_readmes_first_scenario_is_right():
    """What the README tells an author to write is read without a problem."""
    (text,) = fenced("yaml")
    assert read_scenario(text.encode(), "scenario.yaml", bundled_reference()[0]).problems == ()


def test_the_wheel_holds_the_whole_library(tmp_path: Path):
    """Every content file of the checkout is in the wheel, and so are style sheets, templates and the pages on codes."""
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", tmp_path, ROOT],
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    inside = set(zipfile.ZipFile(wheel).namelist())
    content = {
        f"isoquest/{path.relative_to(ROOT).as_posix()}"
        for kind in ("yaml", "json")
        for path in (ROOT / "scenarios").rglob(f"*.{kind}")
    }
    beside = {
        path.relative_to(ROOT).as_posix()
        for pattern in ("tui/**/*.tcss", "authoring/codes/*.md", "authoring/templates/*.yaml", "classroom/web/*.*")
        for path in (ROOT / "isoquest").glob(pattern)
    }
    assert content | beside <= inside
