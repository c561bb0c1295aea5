"""`isoquest new` and `isoquest schema`, as real processes and at a terminal."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from processes import Run, environment, run_here

from isoquest.commands.desk import Complaint
from isoquest.commands.new import NewOptions, make
from isoquest.content.library import bank_at, load, load_bank, scenario_at


@pytest.fixture
def isoquest(home: Path, tmp_path: Path) -> Run:
    """Run the program in an empty folder; never with a terminal."""
    folder = tmp_path / "stories of Zoë"
    folder.mkdir()

    def run(*arguments: str | Path, typed: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "isoquest", *map(str, arguments)],
            input=typed,
            capture_output=True,
            text=True,
            encoding="utf-8",
            env=environment(home) | {"PYTHONPATH": str(Path(__file__).resolve().parents[2])},
            cwd=folder,
            timeout=60,
            check=False,
        )

    return run


@pytest.fixture
def inside(home: Path, tmp_path: Path) -> Run:
    """Likewise within this process, where it is the words and the files that count."""
    folder = tmp_path / "stories of Zoë"
    folder.mkdir()
    return partial(run_here, home, folder)


def commands_in(told: str) -> list[list[str]]:
    """The commands that the program says come next, as a shell would split them."""
    lines = [line.strip() for line in told.splitlines()]
    return [shlex.split(line.split("  ")[0])[1:] for line in lines if line.startswith("isoquest ")]


def test_a_new_scenario_is_checked_and_played_as_it_says(isoquest: Run):
    """The printed commands work as printed: nothing to mend, and a play that reaches an ending."""
    made = isoquest("new", "scenario", "corner-bakery", "--folder", ".")
    check, preview, play = commands_in(made.stdout)
    assert (made.returncode, made.stderr) == (0, "")
    assert preview == ["preview", "corner-bakery"]
    assert isoquest(*check).returncode == 0
    assert "Ending: No certificate needed" in isoquest(*play, "--plain", typed="1\n1\n").stdout
    assert "Ending: " in isoquest(*play, "--plain", "--seed", "3", typed="1\n2\n" + "1\n" * 20).stdout


def test_a_new_bank_is_checked_and_asked_as_it_says(inside: Run):
    """Likewise a bank of questions."""
    made = inside("new", "bank", "bread", "--title", "Bread: what is *not* certified?")
    assert (made.returncode, "leave the marks out" in made.stderr) == (2, True)
    check, _, quiz = commands_in(inside("new", "bank", "bread", "--title", "Bread: who certifies?").stdout)
    assert inside(*check).returncode == 0
    assert "Question 1 of 5" in inside(*quiz, "--plain").stdout


def test_what_is_there_already_stays_as_it_is(inside: Run, tmp_path: Path):
    """A second `new` of one name says so, ends with 1 and changes nothing."""
    files = {"corner-bakery/scenario.yaml": ("scenario", "corner-bakery"), "bread.yaml": ("bank", "bread")}
    for file, arguments in files.items():
        inside("new", *arguments)
        path = tmp_path / "stories of Zoë" / file
        path.write_text("mine", encoding="utf-8")
        again = inside("new", *arguments)
        assert (again.returncode, "is there already" in again.stderr, again.stdout) == (1, True, "")
        assert path.read_text("utf-8") == "mine"


def test_a_new_scenario_of_the_library_is_played_by_its_name(inside: Run, home: Path):
    """With --library it is listed with the others, and a name that would be hidden is refused."""
    made = inside("new", "scenario", "corner-bakery", "--library", "--title", "Bread & butter")
    assert commands_in(made.stdout)[2] == ["play", "corner-bakery"]
    assert (home / "scenarios" / "corner-bakery" / "questions.yaml").is_file()
    assert "Bread & butter" in inside("list").stdout
    assert "would hide yours" in inside("new", "scenario", "harbour-machine-shop", "--library").stderr
    assert inside("new", "bank", "iso-basics", "--library").returncode == 2


def test_a_name_of_the_library_is_told_apart_by_its_path(inside: Run):
    """Beside the library a name may be the same; the printed commands mean the new one."""
    commands = commands_in(inside("new", "scenario", "harbour-machine-shop").stdout)
    assert [command[1] for command in commands] == [f".{os.sep}harbour-machine-shop"] * 3


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["scenario"], "name the new scenario"),
        (["scenario", "My Company"], "did you mean `my-company`?"),
        (["scenario", "\x1b[31m"], "did you mean `31m`?"),
        (["scenario", "a", "--standard", "iso-26000"], "to be certified to"),
        (["scenario", "a", "--minutes", "0"], "from 1 to 600"),
        (["bank", "a", "--minutes", "5"], "belong to a scenario"),
        (["scenario", "a", "--folder", "nowhere"], "there is no folder `nowhere`"),
        (["scenario", "a", "--folder", ".", "--library"], "exclude each other"),
    ],
)
def test_what_cannot_be_made_is_said_in_a_sentence(inside: Run, tmp_path: Path, arguments: list[str], said: str):
    """Exit code 2, one sentence without control characters, and no file."""
    run = inside("new", *arguments)
    assert (run.returncode, said in run.stderr, "\x1b" in run.stderr, run.stdout) == (2, True, False, "")
    assert list((tmp_path / "stories of Zoë").iterdir()) == []


@pytest.mark.parametrize("what", ["scenario", "bank"])
def test_the_schema_is_printed_as_json(inside: Run, what: str):
    """Into a file it is what an editor takes."""
    Draft202012Validator.check_schema(json.loads(inside("schema", what).stdout))


def answering(*lines: str) -> Callable[[str], str | None]:
    """An author who types these lines, and then nothing more."""
    left = iter(lines)
    return lambda _: next(left, None)


def test_an_author_at_a_terminal_is_asked_until_the_answer_will_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    """Each question has a default, and what will not do is said and asked again."""
    monkeypatch.setenv("ISOQUEST_HOME", str(tmp_path / "home"))
    ask = answering("Corner Bakery\n", "corner-bakery\n", "\n", "iso-9002\n", "iso-22000\n", "soon\n", "12\n")
    made, _ = make(NewOptions("scenario", folder=str(tmp_path)), ask)
    scenario = load(scenario_at(made / "scenario.yaml")).scenario
    assert scenario is not None
    assert (scenario.title, scenario.standard, scenario.minutes) == ("Corner bakery", ("iso-22000",), 12)
    assert capsys.readouterr().out.count("\n") == 3


def test_an_author_who_stops_answering_has_made_nothing(tmp_path: Path):
    """The end of the input before the last answer leaves no trace."""
    with pytest.raises(Complaint, match="nothing was written"):
        make(NewOptions("scenario", "corner-bakery", folder=str(tmp_path)), answering("A title\n"))
    assert list(tmp_path.iterdir()) == []


def test_a_file_appears_whole_and_alone(tmp_path: Path):
    """Beside what was asked for and the schemas nothing is left behind; an empty folder is filled."""
    (tmp_path / "corner-bakery").mkdir()
    make(NewOptions("scenario", "corner-bakery", folder=str(tmp_path)), None)
    make(NewOptions("bank", "bread", folder=str(tmp_path)), None)
    make(NewOptions("bank", "butter", folder=str(tmp_path)), None)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        ".isoquest",
        "bread.yaml",
        "butter.yaml",
        "corner-bakery",
    ]
    assert load_bank(bank_at(tmp_path / "butter.yaml")).problems == ()


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path):
    """A file where the schemas should lie, or a link that leads nowhere, is told in a sentence."""
    (tmp_path / ".isoquest").write_text("mine", encoding="utf-8")
    (tmp_path / "butter.yaml").symlink_to(tmp_path / "nowhere")
    with pytest.raises(Complaint, match=r"\.isoquest` cannot be written"):
        make(NewOptions("bank", "bread", folder=str(tmp_path)), None)
    with pytest.raises(Complaint, match="is there already"):
        make(NewOptions("bank", "butter", folder=str(tmp_path)), None)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".isoquest", "butter.yaml"]
