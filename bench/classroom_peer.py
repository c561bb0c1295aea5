"""The same class on Razzia, an open-source classroom quiz on node and socket.io that holds its rooms in memory alone.

Run: `python bench/classroom_peer.py --install` once, which fetches version 3.0.0 with git and its libraries with npm
into a temporary folder, then `python bench/classroom_peer.py [--students 200 500] [--rounds 3]`. Needs git, node, npm
and the free port 3001; without them the script says so and ends.

Razzia's own server is run, as it is built for production but not made smaller. The class is simulated as in
`classroom.py`, each student with a socket.io connection over a WebSocket of its own. Two things are not alike: its
questions come after countdowns of its own, and the results up to a second after the last answer, so that with these
only the time between the first student and the last is taken; and it acknowledges an answer without writing it down.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from classroom_sockets import Socket, frame_of
from measuring import Figures, heading, rows

from isoquest.classroom.server.open_files import allow_many_connections

SOURCE = "https://github.com/Ralex91/Razzia.git"
COMMIT = "f07a8ed0b0f5e513e6d3838024d81c676a1a8bc1"
"""Version 3.0.0."""
LIBRARIES = ("socket.io@4.8.3", "zod@4.4.3", "dayjs@1.11.20", "nanoid@5.1.11", "uuid@14.0.0", "esbuild@0.28.0")
FOLDER = Path(tempfile.gettempdir()) / "isoquest-razzia"
AUTHORITY = ("127.0.0.1", 3001)
"""Where it listens; nothing changes that."""
PATIENCE = 120.0
"""Seconds after which something that is waited for counts as never coming."""
OPTIONS = 4
CONNECTED, ASKED, TAKEN, RESULT = b"40{", b'"SELECT_ANSWER"', b'"WAIT"', b'"SHOW_RESULT"'
"""What stands in the messages that are waited for."""
BYTES_A_PAGE = os.sysconf("SC_PAGE_SIZE")

_BUILD = """
import esbuild from "esbuild"
await esbuild.build({
  entryPoints: ["source/packages/socket/src/index.ts"], bundle: true, platform: "node", outfile: "server.cjs",
  alias: { "@razzia/common": "./source/packages/common/src", "@razzia/socket": "./source/packages/socket/src" },
  define: { "process.env.NODE_ENV": '"production"' },
})
"""


class Player(Socket):
    """One connection by socket.io 4 (Engine.IO 4 over a WebSocket), of a student or of the teacher."""

    __slots__ = ("_awaited", "_class", "_name", "game")

    def __init__(self, of: Players, name: str) -> None:
        super().__init__(f"{AUTHORITY[0]}:{AUTHORITY[1]}", "/ws/?EIO=4&transport=websocket")
        self._class = of
        self._name = name
        self._awaited: list[bytes] = []
        self.game = ""

    def heard(self, payload: bytes) -> None:
        """Come in, answer pings, and look for what is waited for; nearly all that comes are counts for everyone."""
        if payload == b"2":
            self.send(frame_of("3"))
        elif payload.startswith(b"0{"):
            self.send(frame_of("40" + json.dumps({"clientId": self._name})))
        elif payload.startswith(b'42["manager:gameCreated"'):
            self.game = json.loads(payload[2:])[1]["gameId"]
        if self._awaited and self._awaited[0] in payload:
            self._class.one_more(self._awaited.pop(0))

    def wait_for(self, *awaited: bytes) -> None:
        """From now on wait for a message with the first of these in it, then for one with the next."""
        self._awaited = list(awaited)

    def emit(self, event: str, data: object) -> None:
        """Send an event."""
        self.send(frame_of("42" + json.dumps([event, data])))


class Players:
    """All that are connected. Moments are seconds of the monotonic clock."""

    def __init__(self) -> None:
        self.all: list[Player] = []
        self._came: dict[bytes, list[float]] = {}
        """When each message that is waited for came, to one after the other."""
        self._more = asyncio.Event()

    async def connect(self, name: str) -> Player:
        """One more connection, once it is open."""
        player = Player(self, name)
        self.wait([player], CONNECTED)
        await asyncio.get_running_loop().create_connection(lambda: player, *AUTHORITY)
        await self.came(CONNECTED, 1)
        return player

    def wait(self, players: Sequence[Player], *awaited: bytes) -> None:
        """From now on wait until each of these players has got a message with this in it, then one with the next."""
        self._came = {each: [] for each in awaited}
        for player in players:
            player.wait_for(*awaited)

    async def came(self, awaited: bytes, count: int) -> list[float]:
        """When this message came to as many, once it has."""
        async with asyncio.timeout(PATIENCE):
            while len(self._came[awaited]) < count:
                self._more.clear()
                await self._more.wait()
        return self._came[awaited]

    def one_more(self, awaited: bytes) -> None:
        """What was waited for has come to one more."""
        self._came[awaited].append(time.monotonic())
        self._more.set()


def install(source: str) -> None:
    """Fetch and build its server, once."""
    for program in ("git", "node", "npm"):
        if shutil.which(program) is None:
            sys.exit(f"{program} is not installed")
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir()
    subprocess.run(["git", "clone", "--quiet", source, "source"], cwd=FOLDER, check=True)
    subprocess.run(["git", "checkout", "--quiet", COMMIT], cwd=FOLDER / "source", check=True)
    (FOLDER / "package.json").write_text('{"private": true}\n', encoding="utf-8")
    subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--silent", *LIBRARIES], cwd=FOLDER, check=True)
    (FOLDER / "build.mjs").write_text(_BUILD, encoding="utf-8")
    subprocess.run(["node", "build.mjs"], cwd=FOLDER, check=True)


@contextlib.contextmanager
def served(rounds: int) -> Iterator[subprocess.Popen[bytes]]:
    """Its server with a quiz of so many questions; killed at the end, whatever happens."""
    with tempfile.TemporaryDirectory(prefix="isoquest-") as name:
        (Path(name) / "quizz").mkdir()
        (Path(name) / "game.json").write_text('{"managerPassword": "of this measurement"}', encoding="utf-8")
        question = {
            "question": "Which of these conforms to what was agreed with the customer last week?",
            "answers": ["What was recorded as agreed", "What looks like the last one", "What came first", "None"],
            "solutions": [0],
            "cooldown": 3,
            "time": 120,
        }
        quiz = {"subject": "A class at once", "questions": [question] * rounds}
        (Path(name) / "quizz" / "class.json").write_text(json.dumps(quiz), encoding="utf-8")
        environment = {"PATH": os.environ["PATH"], "CONFIG_PATH": name}
        command = ["node", "server.cjs"]
        with subprocess.Popen(command, cwd=FOLDER, env=environment, stdout=subprocess.DEVNULL) as process:
            try:
                for _ in range(100):
                    with contextlib.suppress(OSError), socket.create_connection(AUTHORITY, 1):
                        break
                    time.sleep(0.1)
                yield process
            finally:
                process.kill()


async def measure(count: int, rounds: int, process: subprocess.Popen[bytes]) -> None:
    """Measure with one number of students, and print."""
    before = megabytes(process)
    players = Players()
    teacher = await players.connect("teacher")
    players.wait([teacher], b'"manager:gameCreated"')
    teacher.emit("game:create", "class")
    await players.came(b'"manager:gameCreated"', 1)
    begun = time.monotonic()
    for number in range(count):
        student = await players.connect(f"student {number}")
        players.wait([student], b'"game:successJoin"')
        student.emit("player:login", {"gameId": teacher.game, "data": {"username": f"Student {number}"}})
        await players.came(b'"game:successJoin"', 1)
        players.all.append(student)
    joined = time.monotonic() - begun
    taken: dict[str, list[float]] = {"asked": [], "acknowledged": [], "revealed": []}
    for number in range(rounds):
        players.wait(players.all, ASKED)
        teacher.emit("manager:nextQuestion" if number else "manager:startGame", {"gameId": teacher.game})
        asked = await players.came(ASKED, count)
        taken["asked"].append(asked[-1] - asked[0])
        await asyncio.sleep(1)
        players.wait(players.all, TAKEN, RESULT)
        begun = time.monotonic()
        for position, student in enumerate(players.all):
            student.emit("player:selectedAnswer", {"gameId": teacher.game, "data": {"answerKey": position % OPTIONS}})
        taken["acknowledged"].append((await players.came(TAKEN, count))[-1] - begun)
        told = await players.came(RESULT, count)
        taken["revealed"].append(told[-1] - told[0])
        await asyncio.sleep(1)
        teacher.emit("manager:showLeaderboard", {"gameId": teacher.game})
        await asyncio.sleep(1)
    grown = 1_000 * (megabytes(process) - before) / count
    for player in (*players.all, teacher):
        player.hang_up()
    print(f"{count:,} students, one after the other, all in after {joined:.0f} s (load {os.getloadavg()[0]:.2f}):")
    rows(
        [
            ("question, first student to last", spread(taken["asked"])),
            ("all answer, last acknowledgement is there", spread(taken["acknowledged"])),
            ("result, first student to last", spread(taken["revealed"])),
            ("memory", f"{megabytes(process):8.1f} MB; {before:.1f} MB empty; {grown:.1f} KB a student"),
        ]
    )
    print(flush=True)


def megabytes(process: subprocess.Popen[bytes]) -> float:
    """The memory that a process holds (RSS)."""
    return int(Path(f"/proc/{process.pid}/statm").read_text(encoding="utf-8").split()[1]) * BYTES_A_PAGE / 1_000_000


def spread(seconds: list[float]) -> str:
    """The middle and the worst figure."""
    return f"{Figures(tuple(seconds)).median * 1000:8.0f} ms   (worst: {max(seconds) * 1000:.0f} ms)"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="How another classroom quiz holds a large class.")
    parser.add_argument("--students", type=int, nargs="+", default=[200, 500], metavar="N", help="how many, in turn")
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="questions that are measured (default: 3)")
    parser.add_argument("--install", action="store_true", help="fetch and build it, and do nothing else")
    parser.add_argument("--source", default=SOURCE, metavar="URL", help="where git finds it")
    options = parser.parse_args()
    if options.install:
        install(options.source)
        return
    if not (FOLDER / "server.cjs").is_file() or shutil.which("node") is None:
        sys.exit("Razzia is not here: run this once with --install, with git, node and npm on the path")
    with contextlib.suppress(OSError), socket.create_connection(AUTHORITY, 1):
        sys.exit("port 3001 is taken by another program")
    allow_many_connections()
    heading("A live quiz on Razzia 3.0.0, in memory alone.")
    for count in options.students:
        with served(options.rounds) as process:
            asyncio.run(measure(count, options.rounds, process))


if __name__ == "__main__":
    main()
