"""The other commands: as real processes, and within one where it is the words that count."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from processes import SMALL, Run, environment

from isoquest import __version__


@pytest.mark.parametrize(
    "command", [["--version"], ["list"], ["list", "--json"], ["progress"], ["path"], ["check", "bakery"]]
)
def test_commands_that_draw_nothing_load_no_screen(command: list[str], home: Path):
    """Neither Textual nor Rich is imported where nothing is drawn."""
    own = home / "scenarios" / "bakery" / "scenario.yaml"
    own.parent.mkdir(parents=True)
    own.write_text(SMALL, encoding="utf-8")
    code = (
        "import sys, contextlib\n"
        "from isoquest.cli import main\n"
        "with contextlib.suppress(SystemExit): main(sys.argv[1:])\n"
        "loaded = {name.partition('.')[0] for name in sys.modules}\n"
        "sys.exit(3 if loaded & {'textual', 'rich'} else 0)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, *command], env=environment(home), capture_output=True, timeout=60, check=False
    )
    assert run.returncode == 0, run.stderr


def test_the_version_is_printed(isoquest: Run):
    """`--version` names the program and its version."""
    assert isoquest("--version").stdout == f"isoquest {__version__}\n"


def test_list_names_every_bundled_scenario(inside: Run):
    """The library is listed, for people and for programs."""
    rows, told = json.loads(inside("list", "--json").stdout), inside("list").stdout
    assert "harbour-machine-shop" in [row["id"] for row in rows]
    assert all(row["title"] in told for row in rows)


def test_a_users_own_folder_belongs_to_the_library(inside: Run, home: Path):
    """A scenario in the data folder is listed and played by its name; a broken one says so."""
    for name, text in (("bakery", SMALL), ("broken", "isoquest: 1\n")):
        (home / "scenarios" / name).mkdir(parents=True)
        (home / "scenarios" / name / "scenario.yaml").write_text(text, encoding="utf-8")
    rows = {row["id"]: row for row in json.loads(inside("list", "--json").stdout)}
    assert rows["bakery"]["title"] == "The Corner Bakery"
    assert "error" in rows["broken"]["problems"]
    assert "Ending: Certified" in inside("play", "bakery", typed="1\n1\n").stdout
    assert inside("play", "broken").returncode == 1


def test_a_reader_that_goes_away_is_no_fault(home: Path):
    """When whoever reads our output is gone, the program ends quietly."""
    read, write = os.pipe()
    os.close(read)
    run = subprocess.run(
        [sys.executable, "-m", "isoquest", "list"],
        stdout=write,
        stderr=subprocess.PIPE,
        env=environment(home),
        timeout=60,
        check=False,
    )
    os.close(write)
    assert (run.returncode, run.stderr) == (0, b"")


CLOSED_OR_FULL = [["list"], ["progress"], ["check", "iso-basics"], ["review"], ["quiz", "iso-basics"], []]


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of POSIX closes the streams")
@pytest.mark.parametrize("arguments", CLOSED_OR_FULL)
@pytest.mark.parametrize("closed", ["<&-", "</dev/null >&-", "<&- >&- 2>&-"])
def test_a_closed_stream_is_no_fault(home: Path, arguments: list[str], closed: str):
    """Without an input there are no answers, and without an output nobody wants any."""
    command = ["sh", "-c", f'exec "$@" {closed}', "sh", sys.executable, "-m", "isoquest", *arguments]
    run = subprocess.run(command, env=environment(home), capture_output=True, timeout=60, check=False)
    assert (run.returncode, run.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is full")
@pytest.mark.parametrize("arguments", CLOSED_OR_FULL)
def test_an_output_that_cannot_be_written_is_said_in_a_sentence(home: Path, arguments: list[str]):
    """A full disk under the output ends the program with a sentence, not a traceback."""
    with Path("/dev/full").open("w") as full:
        run = subprocess.run(
            [sys.executable, "-m", "isoquest", *arguments],
            env=environment(home),
            stdin=subprocess.DEVNULL,
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
        )
    assert run.returncode == 1
    assert run.stderr.startswith(b"isoquest: the output cannot be written: ")
    assert run.stderr.count(b"\n") == 1


@pytest.mark.parametrize("arguments", [["list", "--\x1b[31m"], ["play", "a", "\x1b[31m"], ["\x1b[31m"]])
def test_arguments_steer_no_terminal(inside: Run, arguments: list[str]):
    """What was typed is quoted without its control characters."""
    run = inside(*arguments)
    assert (run.returncode, "\x1b" in run.stderr) == (2, False)


@pytest.mark.parametrize(
    "arguments",
    [
        *(["check", "no-such-place"], ["check", "a" * 300], ["check", "~nobody-of-that-name/quay"]),
        *(["nonsense"], ["path", "--job", "king"], ["play", "harbour-shop"], ["quiz", "a" * 300]),
        *(["play", "--save", "x"], ["check", "--no-c"], ["--vers"]),  # options are written in full
    ],
)
def test_wrong_usage_ends_with_2_and_a_sentence(inside: Run, arguments: list[str]):
    """What cannot be meant is said on standard error, without a traceback."""
    run = inside(*arguments)
    assert run.returncode == 2
    assert run.stderr
    assert "Traceback" not in run.stderr


def test_a_misspelt_scenario_brings_the_nearest_name(inside: Run):
    """The nearest scenario is offered."""
    assert "did you mean `harbour-machine-shop`?" in inside("play", "harbor-machine-shop").stderr


def test_home_without_a_terminal_says_how_to_play(isoquest: Run):
    """`isoquest` alone, without a terminal, names the way to play line by line."""
    run = isoquest()
    assert run.returncode == 0
    assert "isoquest play harbour-machine-shop --plain" in run.stdout
