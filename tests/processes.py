"""How the tests start the program, and a small scenario for it to play."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from isoquest.cli import main

Run = Callable[..., subprocess.CompletedProcess[str]]

SMALL = """\
isoquest: 1
title: The Corner Bakery
summary: Two ovens and a letter.
topics: {choosing: Choosing a standard}
meters:
  budget: {start: 10, max: 20, unit: k€, at_min: broke}
evidence: {scope: Scope statement}
start: letter
nodes:
  letter:
    title: The letter
    phase: choose
    topic: choosing
    text: A customer wants **an ISO certificate**.
    choices:
      ask:
        text: Ask which one.
        set: {scope: true}
        score: 3
        feedback: A certificate has a scope.
        because: F-ISO-018
        to: audit
      buy:
        text: Buy one today.
        add: {budget: -10}
        feedback: Nobody checks it, until somebody does.
        to: audit
      wait:
        when: budget > 15
        locked: You would need more money.
        text: Wait a year.
        to: audit
  audit:
    title: The audit
    phase: audit
    assess:
      checks:
        scope: {clause: "4.3", needs: scope, grade: major, finding: There is no scope.}
    to:
      - {when: majors > 0, node: refused}
      - {node: certified}
  certified:
    phase: after
    text: The page hangs by the oven.
    ending: {kind: success, title: Certified, outcome: The certificate is yours.}
  refused:
    phase: after
    text: Not this year.
    ending: {kind: failure, title: Not certified, outcome: A major nonconformity is open.}
  broke:
    phase: after
    text: The till is empty.
    ending: {kind: failure, title: Broke, outcome: The money is gone.}
"""


def environment(home: Path) -> dict[str, str]:
    """The variables of a quiet machine: no terminal, English, this home."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "SYSTEMROOT", "TEMP", "TMP")}
    return kept | {"ISOQUEST_HOME": str(home), "HOME": str(home), "PYTHONUTF8": "1", "TERM": "dumb"}


def run_here(home: Path, folder: Path, *arguments: str | Path, typed: str = "") -> subprocess.CompletedProcess[str]:
    """Run the program within this process, in that folder: what it says is the same, and nothing is imported anew."""
    streams = [io.TextIOWrapper(io.BytesIO(data), "utf-8") for data in (typed.encode(), b"", b"")]
    with pytest.MonkeyPatch.context() as patched:
        for name in os.environ:
            patched.delenv(name)
        for name, value in environment(home).items():
            patched.setenv(name, value)
        patched.chdir(folder)
        for name, stream in zip(("stdin", "stdout", "stderr"), streams, strict=True):
            patched.setattr(sys, name, stream)
        try:
            code = main([*map(str, arguments)])
        except SystemExit as left:
            code = int(left.code or 0)
    told = []
    for stream in streams[1:]:
        stream.seek(0)
        told.append(stream.read())
    return subprocess.CompletedProcess([*map(str, arguments)], code, *told)


@contextmanager
def programs(*folders: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Starts Python programs that can import what is in these folders; they are ended when the test is over."""
    started: list[subprocess.Popen[str]] = []

    def start(program: str, *arguments: object) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", program, *map(str, arguments)],
            stdout=subprocess.PIPE,
            stdin=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, folders))},
        )
        started.append(process)
        return process

    try:
        yield start
    finally:
        for process in started:
            process.kill()
            process.communicate()
