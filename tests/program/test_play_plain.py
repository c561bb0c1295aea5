"""Plain mode: as real processes, and within one where it is the words that count."""

import json
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from processes import SMALL, Run, environment


def test_always_the_first_choice_reaches_an_ending_of_the_bundled_scenario(isoquest: Run):
    """Ones alone lead to an ending, whose title, outcome and score are printed last."""
    played = isoquest("play", "harbour-machine-shop", "--plain", "--seed", "7", typed="1\n" * 500)
    last = played.stdout[played.stdout.rindex("Ending: ") :]
    assert played.returncode == 0, played.stderr
    assert "Outcome: " in last
    assert "Score: " in last


def test_plain_mode_is_chosen_by_itself_without_a_terminal(isoquest: Run, bakery: Path):
    """Without a terminal nobody has to ask for plain mode."""
    played = isoquest("play", bakery, typed="1\n1\n")
    assert played.returncode == 0
    assert "Ending: Certified" in played.stdout


def test_the_end_of_input_saves_and_says_how_to_go_on(isoquest: Run, bakery: Path):
    """When the input ends the play is kept, and the words printed go on with it, whatever its folder is called."""
    bakery = bakery.rename(bakery.with_name("corner  bakery"))
    left = isoquest("play", bakery, typed="1\n")
    command = shlex.split(left.stdout.rsplit("To go on: isoquest ", 1)[1])
    assert left.returncode == 0
    assert "Ending: Certified" in isoquest(*command, typed="1\n").stdout


def test_leaving_and_coming_back_stands_at_the_same_scene(inside: Run, bakery: Path):
    """`q` leaves; --continue tells the scene at which the player left."""
    inside("play", bakery, typed="1\nq\n")
    assert "=== The audit" in inside("play", bakery, "--continue", typed="q\n").stdout


def test_a_decision_is_told_with_what_changed_and_why(inside: Run, bakery: Path):
    """Meters say old, new, sign and word; the explanation names its source."""
    told = inside("play", bakery, typed="1\nw\nu\n2\n").stdout
    assert "You now hold: Scope statement" in told
    assert "(F-ISO-018, confirmed)" in told
    assert "Budget: 10 → 0 k€ (-10, worse)" in told
    assert "Ending: Broke" in told


GATE = """\
isoquest: 1
title: A gate
summary: Two questions, then a decision.
start: gate
nodes:
  gate: {phase: check, title: The gate, text: Somebody asks., ask: {count: 2}, to: in}
  in: {phase: after, text: You are in., ending: {kind: success, title: In, outcome: Certified to nothing.}}
"""
TWO_QUESTIONS = """\
isoquest: 1
title: At the gate
topics: {gate: The gate}
questions:
  law: {type: true-false, topic: gate, ask: Standards are law., right: false, why: They are voluntary.}
  iso: {type: true-false, topic: gate, ask: ISO certifies., right: false, why: Certification bodies do.}
"""


def test_the_scene_is_told_once_for_all_its_questions(inside: Run, tmp_path: Path):
    """The second question follows the first without the text above both of them."""
    (tmp_path / "scenario.yaml").write_text(GATE, encoding="utf-8")
    (tmp_path / "questions.yaml").write_text(TWO_QUESTIONS, encoding="utf-8")
    told = inside("play", tmp_path, typed="1\n1\n").stdout
    assert [told.count(text) for text in ("=== The gate", "Question 2 of 2", "Ending: In")] == [1, 1, 1]


def test_a_locked_choice_says_why_and_changes_nothing(inside: Run, bakery: Path):
    """Taking what is locked is refused with the author's reason."""
    told = inside("play", bakery, typed="3\n").stdout
    assert "Not open to you: You would need more money." in told
    assert "Left at decision 1." in told


@pytest.mark.parametrize("typed", ["3", "", "?!"])
def test_a_stream_that_leads_nowhere_is_left(inside: Run, bakery: Path, typed: str):
    """Whoever sends the same useless line for ever is not served for ever."""
    played = inside("play", bakery, typed=f"{typed}\n" * 5000)
    assert "Left at decision 1." in played.stdout
    assert len(played.stdout) < 100_000


@pytest.mark.parametrize("typed", ["0", "4", "99999999999999999999", "\x1b[2J", "[/b]", "-1", "\uff11", "é" * 3000])
def test_a_line_that_is_no_choice_is_answered_in_words(inside: Run, bakery: Path, typed: str):
    """Whatever is typed, the player is told what would be a choice, and no control character comes back."""
    played = inside("play", bakery, typed=f"{typed}\n")
    assert played.returncode == 0
    assert "is none of the choices. Type a number from 1 to 3" in played.stdout
    assert "\x1b" not in played.stdout


def test_a_decision_list_survives_the_way_through_a_file(inside: Run, bakery: Path, tmp_path: Path):
    """--replay of what --save-replay wrote reaches the same ending."""
    file = tmp_path / "list.json"
    inside("play", bakery, "--seed", "5", "--save-replay", file, typed="2\n")
    replayed = inside("play", bakery, "--replay", file)
    assert json.loads(file.read_text())["decisions"] == ["letter.buy"]
    assert "Ending: Broke" in replayed.stdout


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "this is not JSON"),
        ("{}", "no decision list"),
        ("[" * 100_000, "nested too deeply"),
        ('{"isoquest-replay": 9}', "of version 9"),
        ('{"isoquest-replay": 1, "scenario": "x", "seed": 1, "decisions": ["a"]}', "decision 1 is not written"),
        ('{"isoquest-replay": 1, "scenario": "x", "seed": 1, "decisions": []}', "there is no scenario `x`"),
    ],
)
def test_a_bad_decision_list_is_refused_in_one_sentence(inside: Run, tmp_path: Path, content: str, said: str):
    """A file that is no decision list ends with exit code 2 and says what is wrong."""
    file = tmp_path / "list.json"
    file.write_text(content)
    played = inside("play", "--replay", file)
    assert (played.returncode, said in played.stderr, "Traceback" in played.stderr) == (2, True, False)


def test_the_end_of_a_reader_is_no_fault(bakery: Path, home: Path):
    """Piping into something that stops reading ends quietly."""
    program = subprocess.Popen(
        [sys.executable, "-m", "isoquest", "play", str(bakery)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(home),
    )
    assert program.stdout is not None
    program.stdout.close()
    _, errors = program.communicate(b"1\n" * 100, timeout=60)
    assert errors == b""


def test_killing_the_program_after_any_answer_loses_no_decision(bakery: Path, home: Path, inside: Run):
    """Once a consequence has been shown, the decision before it is on disk, whatever becomes of the process."""
    for count in (1, 2, 3):
        program = subprocess.Popen(
            [sys.executable, "-m", "isoquest", "play", str(bakery)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env=environment(home),
        )
        assert program.stdin is not None
        assert program.stdout is not None
        for number in range(count):
            undone = number == 1
            program.stdin.write("u\n" if undone else "1\n")
            program.stdin.flush()
            expected = "Taken back" if undone else "You now hold"
            while expected not in (line := program.stdout.readline()):
                assert line, "the program ended too early"
        program.send_signal(signal.SIGKILL)
        program.communicate(timeout=60)
        newest = json.loads(inside("progress", "--json").stdout)[0]
        assert newest["decisions"] == ([] if count == 2 else ["letter.ask"])


def test_two_windows_on_one_play_lose_nothing(bakery: Path, home: Path, inside: Run):
    """Where two programs go on with one play, each list of decisions is kept, and the second is told."""
    inside("play", bakery, typed="")
    windows = [
        subprocess.Popen(
            [sys.executable, "-m", "isoquest", "play", str(bakery), "--continue"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env=environment(home),
        )
        for _ in range(2)
    ]
    for window in windows:
        assert window.stdout is not None
        while "=== The letter" not in window.stdout.readline():
            pass
    windows[0].communicate("1\n", timeout=60)
    told, _ = windows[1].communicate("2\n", timeout=60)
    plays = json.loads(inside("progress", "--json").stdout)
    assert "as a separate play" in told
    assert sorted(tuple(play["decisions"]) for play in plays) == [("letter.ask",), ("letter.buy",)]


def test_an_edited_scenario_plays_on_where_the_list_still_fits(bakery: Path, inside: Run):
    """A renamed scene is told with the decision that no longer fits; the old play is kept as it was."""
    inside("play", bakery, typed="1\n")
    (bakery / "scenario.yaml").write_text(SMALL.replace("      ask:\n", "      inquire:\n"), encoding="utf-8")
    told = inside("play", bakery, "--continue", typed="q\n").stdout
    plays = json.loads(inside("progress", "--json").stdout)
    assert "Decision 1 no longer fits: the choice `ask` of `letter` is no longer there" in told.replace("\n", " ")
    assert ["letter.ask"] in [play["decisions"] for play in plays]


def test_a_scene_that_became_an_ending_ends_the_play(bakery: Path, inside: Run):
    """Left at a scene that an edit turned into an ending, the play is told to its end once, and counts as ended."""
    inside("play", bakery, typed="1\n")
    edited = SMALL.replace("        to: audit\n      buy", "        to: certified\n      buy")
    (bakery / "scenario.yaml").write_text(edited, encoding="utf-8")
    told = inside("play", bakery, "--continue").stdout
    assert told.count("=== Certified") == 1
    assert inside("play", bakery, "--continue").returncode == 1
    assert [play["ending"] for play in json.loads(inside("progress", "--json").stdout)] == ["certified"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--save-replay", "."], "that is a folder"),
        (["--save-replay", "no-such-folder/list"], "there is no folder no-such-folder"),
        (["--save-replay", ""], "name a file"),
        (["--replay", ""], "--replay needs the name of a file"),
        (["--continue", "--seed", "4"], "--seed and --continue exclude each other"),
    ],
)
def test_what_cannot_be_done_is_said_before_the_play(bakery: Path, inside: Run, arguments: list[str], said: str):
    """Nobody plays for an hour to learn that the decision list cannot be written."""
    played = inside("play", bakery, *arguments, typed="1\n")
    assert (played.returncode, played.stdout, said in played.stderr) == (2, "", True)
    assert "Nothing has been played" in inside("progress").stdout


def test_a_removed_scenario_is_named(bakery: Path, inside: Run):
    """Going on with a scenario that is gone says that it is not there."""
    inside("play", bakery, typed="1\n")
    (bakery / "scenario.yaml").unlink()
    played = inside("play", bakery, "--continue")
    assert played.returncode == 2
    assert "there is no scenario" in played.stderr


def test_a_file_in_place_of_the_home_folder_lets_the_player_go_on(home: Path, bakery: Path, isoquest: Run):
    """Where nothing can be saved the play goes on, with a notice."""
    home.write_text("not a folder")
    played = isoquest("play", bakery, typed="1\n1\n")
    assert "not being saved" in played.stdout
    assert "Ending: Certified" in played.stdout
    assert "not everything could be saved" in played.stderr
    assert "not being saved" in isoquest("progress").stdout


def test_a_damaged_progress_file_is_set_aside_and_named(home: Path, bakery: Path, inside: Run):
    """Garbage in place of the progress file is kept under another name, and a fresh file begun."""
    inside("play", bakery, typed="1\n")
    database = next(home.glob("*.sqlite"))
    database.write_bytes(b"garbage" * 1000)
    played = inside("play", bakery, typed="1\n1\n")
    kept = [path.name for path in home.iterdir() if "damaged" in path.name]
    assert kept
    assert kept[0] in played.stdout.replace("\n", "")
    assert "Ending: Certified" in played.stdout
