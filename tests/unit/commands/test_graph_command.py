"""`isoquest graph`: the form that was asked for, where it was asked for, or a sentence that says why not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from isoquest.authoring.proof import Proof
from isoquest.commands.graph import GraphOptions, graph

SMALL = """\
isoquest: 1
title: Two doors
summary: A choice.
start: hall
nodes:
  hall:
    title: The hall
    phase: choose
    text: Two doors.
    choices:
      left: {text: Left., to: garden}
      right: {text: Right., to: street}
  garden: {title: The garden, phase: build, text: Roses., to: street}
  street: {title: The street, phase: after, text: Noise., ending: {kind: wise, title: Out, outcome: Out.}}
"""


@pytest.fixture
def doors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The path of a scenario of three nodes; the user's own library is empty."""
    monkeypatch.setenv("ISOQUEST_HOME", str(tmp_path / "home"))
    folder = tmp_path / "two doors é"
    folder.mkdir()
    (folder / "scenario.yaml").write_text(SMALL, encoding="utf-8")
    return str(folder)


@pytest.mark.parametrize(
    ("form", "begins"),
    [(None, "Two doors\n3 nodes"), ("svg", "<svg "), ("mermaid", "flowchart TD\n"), ("dot", "digraph story {\n")],
)
def test_each_form_is_printed(doors: str, form: str | None, begins: str, capsys: pytest.CaptureFixture[str]):
    """Without a file the graph goes to standard output, as text unless another form is named."""
    assert graph(GraphOptions(doors, form)) == 0
    assert graph(GraphOptions(doors, form, output="-")) == 0
    told = capsys.readouterr()
    assert told.out.startswith(begins)
    assert told.out[: len(told.out) // 2] * 2 == told.out
    assert told.err == ""


@pytest.mark.parametrize(
    ("name", "begins"),
    [("a.svg", "<svg "), ("a.mmd", "flowchart"), ("a.gv", "digraph"), ("a.txt", "Two doors"), ("a", "Two doors")],
)
def test_the_name_of_a_file_says_its_form(doors: str, tmp_path: Path, name: str, begins: str):
    """A file is written in the form of its name, and in no other place."""
    assert graph(GraphOptions(doors, output=str(tmp_path / name))) == 0
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)


def test_a_file_that_is_there_is_kept(doors: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """Nothing is written over unless that is asked for."""
    file = tmp_path / "mine.svg"
    file.write_text("mine", encoding="utf-8")
    assert graph(GraphOptions(doors, output=str(file))) == 2
    assert file.read_text(encoding="utf-8") == "mine"
    assert "--force" in capsys.readouterr().err
    assert graph(GraphOptions(doors, output=str(file), force=True)) == 0
    assert file.read_text(encoding="utf-8").startswith("<svg ")


@pytest.mark.parametrize("name", ["no-such-folder/a.svg", ".", "a\0b.svg", "x" * 300])
def test_a_file_that_cannot_be_written_is_said(
    doors: str, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
):
    """A missing folder, a folder for a file, a name that is none: a sentence and exit code 2."""
    assert graph(GraphOptions(doors, output=os.fspath(tmp_path) + "/" + name, force=True)) == 2
    told = capsys.readouterr()
    assert "cannot be written" in told.err
    assert told.out == ""


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"focus": "gardn"}, "there is no node `gardn`: did you mean `garden`?"),
        ({"fold": "buidl"}, "there is no phase `buidl` to fold: did you mean `build`?"),
        ({"fold": "run"}, "there is: choose, build, after, or all"),
        ({"form": "svgg"}, "there is no format `svgg`: did you mean `svg`?"),
        ({"focus": "hall", "steps": -1}, "--steps is -1"),
        ({"focus": "garden", "fold": "choose, build"}, "leave that phase unfolded"),
        ({"scenario": "harbour-machine-shp"}, "did you mean `harbour-machine-shop`?"),
        ({"scenario": "iso-basics"}, "is a bank of questions"),
        ({"output": "map.pdf"}, "cannot be written as `.pdf`: let the name end in .txt, .svg,"),
    ],
)
def test_a_wrong_option_is_answered_with_the_way_out(
    doors: str, options: dict[str, str], says: str, capsys: pytest.CaptureFixture[str]
):
    """What is not there is named, with the nearest that is; exit code 2, and nothing is printed."""
    assert graph(GraphOptions(**{"scenario": doors, **options})) == 2  # type: ignore[arg-type]
    told = capsys.readouterr()
    assert says in told.err
    assert told.out == ""


def test_a_scenario_with_errors_is_not_drawn(doors: str, capsys: pytest.CaptureFixture[str]):
    """How many errors there are is said, and which command tells them; exit code 1."""
    (Path(doors) / "scenario.yaml").write_text(SMALL.replace("to: garden", "to: gardn"), encoding="utf-8")
    assert graph(GraphOptions(doors)) == 1
    assert f"cannot be drawn: 1 error. See: isoquest check '{doors}/scenario.yaml'" in capsys.readouterr().err


def test_focus_and_fold_make_the_graph_smaller(doors: str, capsys: pytest.CaptureFixture[str]):
    """A neighbourhood has the nodes within its steps; a folded phase is one box."""
    assert graph(GraphOptions(doors, focus="hall", steps=0)) == 0
    assert "garden: The garden" not in capsys.readouterr().out
    assert graph(GraphOptions(doors, fold="choose,BUILD")) == 0
    told = capsys.readouterr().out
    assert "Choose [start] [1 node]" in told
    assert "street: The street" in told
    assert "garden:" not in told


def test_what_is_proved_unreachable_is_drawn_so(doors: str, capsys: pytest.CaptureFixture[str]):
    """A function that knows which nodes and choices no play reaches is believed."""
    assert graph(GraphOptions(doors), lambda _: Proof(unreachable=("garden", "hall.left"))) == 0
    assert "No play reaches: garden." in capsys.readouterr().out


def test_a_flowchart_too_large_for_mermaid_is_said(doors: str, capsys: pytest.CaptureFixture[str]):
    """More lines than Mermaid draws by itself: it is written all the same, with a word on folding."""
    rooms = "".join(
        f"  room-{n}: {{phase: build, text: A, "
        f"choices: {{on: {{text: A, to: room-{n + 1}}}, out: {{text: B, to: street}}}}}}\n"
        for n in range(300)
    )
    text = SMALL.replace("  garden:", f"{rooms}  room-300: {{phase: build, text: A, to: street}}\n  garden:")
    (Path(doors) / "scenario.yaml").write_text(text.replace("to: garden", "to: room-0"), encoding="utf-8")
    assert graph(GraphOptions(doors, "mermaid")) == 0
    told = capsys.readouterr()
    assert told.out.startswith("flowchart")
    assert "--fold" in told.err
