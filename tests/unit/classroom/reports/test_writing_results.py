"""Results in a folder: all files or none, for their owner alone, over nothing that was there."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest
from held_lessons import any_room, order, quiz

from isoquest.classroom.reports.telling import day
from isoquest.classroom.reports.writing import _why, write_results
from isoquest.classroom.room.room import Room

QUIZ = ("results.html", "results.csv", "results.json", "questions.csv", "practice.yaml")


@pytest.fixture
def held() -> Room:
    """A quiz that was held."""
    made = any_room("quiz", ["A", "B", "C"])
    quiz(made, Random(2))
    return made


def names_in(folder: Path) -> list[str]:
    """What stands in a folder, hidden files too."""
    return sorted(path.name for path in folder.iterdir())


def stem_of(room: Room) -> str:
    """How the names of a lesson's files begin."""
    return f"{day(room.opened.at)}-KXM4TR"


def test_a_quiz_has_five_files_for_their_owner_alone(held: Room, tmp_path: Path):
    """They are named by day and code, in a folder that is made if need be."""
    folder = tmp_path / "new" / "folder"
    written = write_results(held, None, folder)
    assert written == tuple(folder / f"{stem_of(held)}-{end}" for end in QUIZ)
    assert names_in(folder) == sorted(path.name for path in written)
    assert {path.stat().st_mode & 0o777 for path in written} == {0o600}
    assert written[1].read_bytes().startswith(b"\xef\xbb\xbfSeat,")


def test_a_story_has_decisions_and_nothing_to_practise(tmp_path: Path):
    """Its second table is of decisions."""
    made = any_room("vote", ["A"])
    order(made, "next")
    assert not isinstance(write_results(made, None, tmp_path), str)
    ends = ("decisions.csv", "results.csv", "results.html", "results.json")
    assert names_in(tmp_path) == [f"{stem_of(made)}-{end}" for end in ends]


def test_what_was_there_stays_and_the_new_files_have_a_number(held: Room, tmp_path: Path):
    """One name that is taken, if only by a link to nowhere, numbers them all."""
    (tmp_path / f"{stem_of(held)}-questions.csv").write_text("mine")
    (tmp_path / f"{stem_of(held)}-2-practice.yaml").symlink_to(tmp_path / "nowhere")
    written = write_results(held, None, tmp_path)
    assert written == tuple(tmp_path / f"{stem_of(held)}-3-{end}" for end in QUIZ)
    assert (tmp_path / f"{stem_of(held)}-questions.csv").read_text() == "mine"
    assert not (tmp_path / "nowhere").exists()
    assert len(names_in(tmp_path)) == 2 + len(QUIZ)


def test_where_no_folder_can_be_a_sentence_asks_for_another(held: Room, tmp_path: Path):
    """A file in the way, or a name that no folder has."""
    file = tmp_path / "file"
    file.write_text("mine")
    for folder in (file, file / "below", Path("a\0b")):
        said = write_results(held, None, folder)
        assert isinstance(said, str)
        assert said.startswith("The results could not be saved in `")
        assert said.endswith("Name another folder.")
    assert names_in(tmp_path) == ["file"]
    assert file.read_text() == "mine"


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_folder_that_may_not_be_written_is_named(held: Room, tmp_path: Path):
    """The sentence says so, and nothing is left there."""
    tmp_path.chmod(0o500)
    said = write_results(held, None, tmp_path)
    tmp_path.chmod(0o700)
    assert isinstance(said, str)
    assert "you may not write there" in said
    assert names_in(tmp_path) == []


FULL = """\
import resource, signal, sys
from pathlib import Path
from random import Random
from held_lessons import any_room, quiz
from isoquest.classroom.reports.writing import write_results
held = any_room("quiz", ["A", "B", "C"])
quiz(held, Random(2))
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
print(write_results(held, None, Path(sys.argv[1])))
"""


@pytest.mark.parametrize("room_for", [0, 10, 4_000, 9_000])
def test_when_a_file_does_not_fit_none_is_left(room_for: int, tmp_path: Path):
    """A process of its own may write files of so many bytes only; whatever was written before is gone again."""
    tests = Path(__file__).parents[3]
    path = os.pathsep.join([str(tests), str(tests.parent)])
    ran = subprocess.run(
        [sys.executable, "-c", FULL, str(tmp_path), str(room_for)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    why = os.strerror(errno.EFBIG).lower()
    assert ran.stdout == f"The results could not be saved in `{tmp_path}`: {why}. Name another folder.\n"
    assert names_in(tmp_path) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
def test_a_full_disk_is_called_so():
    """What a full device says is told in plain words."""
    with pytest.raises(OSError, match="space") as caught, Path("/dev/full").open("w") as file:
        file.write("x")
    assert _why(caught.value) == "the disk is full"
