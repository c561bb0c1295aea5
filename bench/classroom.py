"""How a live quiz holds 1,000 and 2,000 students: how late they are, what it costs, and whether anything is lost.

Run: `python bench/classroom.py [--students 1000 2000] [--rounds 5] [--projector] [--journal redis] [--folder FOLDER]`
(on Linux; about a minute and a half, of which half is the students' coming in no quicker than the server lets them).

For each number of students `isoquest host` is started as a real process, with its journal in a file, or on a
redis-server of this script's own that keeps each entry on its disk at once. Another process, this one, is the class:
each student has a WebSocket of its own over loopback, from one of eight addresses. Measured for each question, by the
clock of this process, which has to read and write for the whole class meanwhile:

1. from the teacher's order, or key, until the last student's phone has read the question;
2. from the first answer to the last acknowledgement that says "kept", when all answer at once;
3. from the order to reveal until the last phone has read whether its answer was right;
4. with `--projector`, where the host draws on a terminal of 120 x 40: how long after the last acknowledgement that
   terminal shows the full count (less than nothing: before it), and the longest time between two pieces of output from
   the first answer until then.

No question is left out. Processor time is that of the host over whole questions, the leaderboard and a second's silence
before each order included; it must grow with the number of students, not its square: `--students 250 500 1000 2000`.

Then all answer one more question, the host is killed with SIGKILL when half of the answers are acknowledged, and the
journal is read: every answer that was ever acknowledged must stand in it once, and none may be acknowledged twice.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import gc
import os
import re
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from classroom_host import SETTLED, Host, readable
from classroom_journal import agreement, answers_in, redis_server
from classroom_students import Students
from measuring import Figures, heading, rows

from isoquest.classroom.server.open_files import allow_many_connections
from isoquest.tui.projector.block_letters import block_letters

OPTIONS = 4
LETTER_LINES = 4
"""How high the projector draws its count."""


@dataclass(slots=True)
class Measured:
    """What was measured with one number of students, in seconds, question by question."""

    students: int
    asked: list[float] = field(default_factory=list)
    acknowledged: list[float] = field(default_factory=list)
    revealed: list[float] = field(default_factory=list)
    late: list[float] = field(default_factory=list)
    """The projector's full count after the last acknowledgement."""
    gaps: list[float] = field(default_factory=list)
    """The longest between two pieces of the projector's output, while answers come in."""
    joining: float = 0.0
    processor: float = 0.0
    """Of the host, for a question."""
    megabytes_before: float = 0.0
    megabytes: float = 0.0


def write_bank(path: Path, questions: int) -> None:
    """Write a bank of so many questions with four options."""
    lines = ["isoquest: 1", "title: A class at once", "topics: {all: Everything}", "questions:"]
    for number in range(1, questions + 1):
        lines += [
            f"  q{number}:",
            "    type: one",
            "    topic: all",
            f"    ask: 'Number {number}: which of these **conforms** to what was agreed with the customer last week?'",
            "    why: What was agreed with a customer is a requirement, whoever wrote it down.",
            "    options:",
            "      a: {text: The part that was measured and recorded as agreed, right: true}",
            "      b: {text: The part that looks like the last one, why: Looks are no record.}",
            "      c: {text: The part that came first, why: The order says nothing of the part.}",
            "      d: {text: None of them, why: One of them was measured.}",
        ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


@contextlib.asynccontextmanager
async def held(folder: Path, bank: Path, journal: str, *, projector: bool) -> AsyncIterator[Host]:
    """A host that is killed at the end, whatever happens."""
    host = await Host.start(folder, str(bank), "--journal", journal, projector=projector)
    try:
        yield host
    finally:
        host.close()


async def measured(host: Host, students: Students, count: int, rounds: int, *, projector: bool) -> Measured:
    """Seat the students, and hold so many questions."""
    taken = Measured(count, megabytes_before=host.megabytes())
    begun = time.monotonic()
    await students.join(host.base, host.code, count)
    taken.joining = time.monotonic() - begun
    await asyncio.sleep(SETTLED)
    taken.megabytes = host.megabytes()
    gc.collect()
    gc.freeze()  # or this process would go through the whole class again and again, in the middle of a measurement
    used = host.processor_seconds()
    for number in range(1, rounds + 1):
        await hold_question(host, students, taken, number, projector=projector)
    taken.processor = (host.processor_seconds() - used) / rounds
    taken.megabytes = max(taken.megabytes, host.megabytes())
    return taken


async def hold_question(host: Host, students: Students, taken: Measured, number: int, *, projector: bool) -> None:
    """Ask, have all answer, reveal, show the leaderboard."""
    students.wait_for(("answering", number))
    ordered = host.order("next")
    taken.asked.append(await students.until_all_there() - ordered)
    await asyncio.sleep(SETTLED)
    before = len(host.written)
    begun = students.answer_all(number, OPTIONS)
    ended = await students.until_all_there()
    taken.acknowledged.append(ended - begun)
    await asyncio.sleep(SETTLED)
    if projector:
        full, gap = count_shown(host.written[before:], taken.students, begun)
        taken.late.append(full - ended)
        taken.gaps.append(gap)
    students.wait_for(("revealed", number))
    ordered = host.order("reveal")
    taken.revealed.append(await students.until_all_there() - ordered)
    await asyncio.sleep(SETTLED)
    students.wait_for(("board", 0))
    host.order("next")
    await students.until_all_there()
    await asyncio.sleep(SETTLED)


def count_shown(pieces: Sequence[tuple[float, bytes]], students: int, begun: float) -> tuple[float, float]:
    """When a terminal showed that all have answered, and the longest time between two pieces of output until then."""
    letters = block_letters(f"{students}/{students}", 1_000, LETTER_LINES)
    full = re.compile(".*".join(re.escape(row.rstrip()) for row in letters), re.DOTALL)
    written = b""
    gap, before = 0.0, begun
    for moment, piece in pieces:
        written += piece
        gap, before = max(gap, moment - before), moment
        if full.search(readable(written)):
            return moment, gap
    raise RuntimeError("the projector never showed that all have answered")


async def lost_in_crash(host: Host, students: Students, number: int, journal: str) -> str:
    """Kill the host in the middle of answers; how acknowledgements and journal agree, as a sentence."""
    students.wait_for(("answering", number))
    host.order("next")
    await students.until_all_there()
    students.answer_all(number, OPTIONS)
    await students.until_half_are_kept()
    students.ending()
    host.kill()
    await students.until_all_are_gone()
    return agreement(students.all, await answers_in(journal, host.code))


def told(taken: Measured, agreed: str) -> None:
    """Print what came of one number of students."""
    each = 1_000_000 * taken.processor / taken.students
    grown = 1_000 * (taken.megabytes - taken.megabytes_before) / taken.students
    lines = [
        ("question ordered, last phone has it", spread(taken.asked)),
        ("all answer, last acknowledgement is there", spread(taken.acknowledged)),
        ("reveal ordered, last phone has it", spread(taken.revealed)),
    ]
    if taken.late:
        lines += [
            ("last acknowledgement, projector shows the full count", spread(taken.late)),
            ("longest time without output while answers come", spread(taken.gaps)),
        ]
    lines += [
        ("processor time of the host", f"{1000 * taken.processor:8.0f} ms a question, {each:.0f} µs a student"),
        ("memory", f"{taken.megabytes:8.1f} MB; {taken.megabytes_before:.1f} MB empty; {grown:.1f} KB a student"),
        ("after kill -9", agreed),
    ]
    load = ", ".join(f"{each:.2f}" for each in os.getloadavg())
    print(f"{taken.students:,} students, all in after {taken.joining:.0f} s (load average now {load}):")
    rows(lines)
    print(flush=True)


def spread(seconds: Sequence[float]) -> str:
    """The middle and the worst figure."""
    return f"{Figures(tuple(seconds)).median * 1000:8.0f} ms   (worst: {max(seconds) * 1000:.0f} ms)"


async def run(count: int, rounds: int, folder: Path, journal: str, *, projector: bool) -> None:
    """Measure with one number of students, and print."""
    bank = folder / "bank.yaml"
    write_bank(bank, rounds + 1)
    students = Students()
    try:
        async with held(folder, bank, journal, projector=projector) as host:
            taken = await measured(host, students, count, rounds, projector=projector)
            agreed = await lost_in_crash(host, students, rounds + 1, journal)
            if students.complaints or host.refusals:
                print(f"Complaints: {dict(students.complaints)} {host.refusals}")
    finally:
        students.hang_up()
        gc.unfreeze()
    told(taken, agreed)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="How a live quiz holds a large class.")
    parser.add_argument("--students", type=int, nargs="+", default=[1000, 2000], metavar="N", help="how many, in turn")
    parser.add_argument("--rounds", type=int, default=5, metavar="N", help="questions that are measured (default: 5)")
    parser.add_argument("--projector", action="store_true", help="with the projector on a terminal of 120 x 40")
    parser.add_argument("--journal", choices=("file", "redis"), default="file", help="where answers are kept")
    parser.add_argument("--folder", type=Path, help="for the journal (default: the system's temporary one)")
    options = parser.parse_args()
    if options.projector and options.journal == "redis":
        parser.error("a lesson on Redis has no projector")
    allow_many_connections()
    screen = "the projector on a terminal" if options.projector else "the teacher on a web page"
    heading(f"A live quiz, {screen}, the journal {'on Redis' if options.journal == 'redis' else 'in a file'}.")
    for count in options.students:
        with tempfile.TemporaryDirectory(prefix="isoquest-", dir=options.folder) as name:
            folder = Path(name)
            kept = (
                redis_server(folder) if options.journal == "redis" else contextlib.nullcontext(str(folder / "lesson"))
            )
            with kept as journal:
                asyncio.run(run(count, options.rounds, folder, journal, projector=options.projector))


if __name__ == "__main__":
    main()
