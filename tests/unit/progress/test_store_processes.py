"""Real programs beside each other, and programs that are killed."""

import pytest
from progress_shelf import begin

OPEN = """
import pathlib, sys
from datetime import UTC, datetime
from isoquest.progress.store import Conflict, open_store
opened = open_store(pathlib.Path(sys.argv[1]), lambda: datetime.now(UTC))
store = opened.store
"""

ENDLESS = (
    OPEN
    + """
play = store.begin(1, "harbour", "", "1", "h", 7).play
number = 0
while True:
    outcome = store.write(play, (*play.decisions, f"n.{number}"))
    play = outcome.play
    sys.stdout.write(f"{type(outcome).__name__} {play.id} {number}\\n")
    sys.stdout.flush()
    number += 1
"""
)

IN_TURNS = (
    OPEN
    + """
play = store.play(int(sys.argv[2]))
print("ready", flush=True)
for number, _ in enumerate(sys.stdin):
    conflicts = 0
    while isinstance(outcome := store.write(play, (*play.decisions, f"{sys.argv[3]}.{number}")), Conflict):
        play = outcome.theirs
        conflicts += 1
    play = outcome.play
    print(type(outcome).__name__, conflicts, flush=True)
"""
)

START = """
import sys
print("ready", flush=True)
sys.stdin.readline()
""" + (
    OPEN
    + """
outcome = store.begin(1, "harbour", "", "1", "h", 7, [sys.argv[2]])
print(type(outcome).__name__, [each.kind for each in opened.notices])
store.close()
"""
)


def start_together(processes):
    """Let programs that said "ready" go on at once, and give what each says in the end."""
    for process in processes:
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        process.stdin.write("\n")
        process.stdin.flush()
    return [process.communicate()[0].strip() for process in processes]


@pytest.mark.parametrize("count", [1, 2, 7, 20, 50])
def test_killed_program_loses_nothing_it_acknowledged(shelf, run, count):
    """Every decision that was acknowledged before the process was killed is there, in order, and nothing is damaged."""
    process = run(ENDLESS, shelf.folder)
    for _ in range(count):
        process.stdout.readline()
    process.kill()
    rest = process.stdout.read().splitlines()
    process.wait()
    acknowledged = count + sum(each.count(" ") == 2 for each in rest)
    (play,) = shelf.open().plays(1)
    assert acknowledged <= len(play.decisions) <= acknowledged + 2
    assert play.decisions == tuple(f"n.{number}" for number in range(len(play.decisions)))
    assert shelf.set_aside() == []


def test_two_programs_on_one_play(shelf, run):
    """Two programs that write to one play lose no decision and mix no list: whoever comes second is told."""
    play = begin(shelf.open())
    names, rounds = ("left", "right"), 30
    processes = [run(IN_TURNS, shelf.folder, play.id, name) for name in names]
    assert [each.stdout.readline() for each in processes] == ["ready\n"] * 2
    conflicts = 0
    for _ in range(rounds):
        for process in processes:
            process.stdin.write("\n")
            process.stdin.flush()
        for process in processes:
            kind, count = process.stdout.readline().split()
            assert kind == "Saved"
            conflicts += int(count)
    decisions = shelf.open().play(play.id).decisions
    assert conflicts >= rounds
    assert len(decisions) == 2 * rounds
    for name in names:
        assert [each for each in decisions if each.startswith(name)] == [f"{name}.{number}" for number in range(rounds)]


def test_programs_that_start_together(shelf, run):
    """Programs that make the file at the same moment all find themselves in it, with one profile."""
    outputs = start_together([run(START, shelf.folder, f"p.{number}") for number in range(4)])
    assert outputs == ["Saved []"] * 4
    assert {each.decisions for each in shelf.open().plays(1)} == {(f"p.{number}",) for number in range(4)}
    assert len(shelf.open().profiles()) == 1


def test_programs_that_find_damage_together(shelf, run):
    """Of programs that meet a damaged file at the same moment one sets it aside, and all share the fresh one."""
    shelf.folder.mkdir()
    shelf.file.write_bytes(b"garbage" * 1000)
    outputs = start_together([run(START, shelf.folder, f"p.{number}") for number in range(4)])
    assert all(each.startswith("Saved") for each in outputs)
    assert sum("damaged" in each for each in outputs) == 1
    assert len(shelf.set_aside()) == 1
    assert len(shelf.open().plays(1)) == 4
