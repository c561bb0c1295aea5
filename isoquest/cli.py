"""The command `isoquest`. Nothing heavy is imported before a command needs it."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from isoquest import __version__
from isoquest.arguments.for_authors import add_commands_for_authors
from isoquest.arguments.for_players import add_commands_for_players
from isoquest.arguments.for_teachers import add_commands_for_teachers

INTERRUPTED = 130
"""The exit code after Ctrl+C, as shells give it."""

PLAYED = (None, "play", "quiz", "review")
"""The commands in which decisions are made."""

EXAMPLES = """\
examples:
  isoquest                                     the app: continue, scenarios, glossary, settings
  isoquest path                                where to begin, and how far you are
  isoquest list                                what there is to play
  isoquest play harbour-machine-shop           a new play
  isoquest play harbour-machine-shop --continue
  isoquest play harbour-machine-shop --plain   line by line, for pipes and screen readers
  isoquest quiz iso-basics --count 10          ten questions, with feedback at once
  isoquest quiz iso-basics --exam --minutes 20
  isoquest review                              what you are about to forget
  isoquest look-up calibration                 a standard, a term, a clause, a fact

for teachers:
  isoquest host iso-basics --count 10          a live quiz on the students' phones
  isoquest host harbour-machine-shop           a story that the class decides by vote
  isoquest lessons                             what was held, and its results

for authors:
  isoquest new scenario my-company             a small scenario to begin with
  isoquest preview my-company                  see it while you write it
  isoquest check my-company                    what is wrong with it, proved over every play
  isoquest test my-company                     whether it still does what you expect
  isoquest coverage --missing                  which facts nobody teaches yet
  isoquest graph my-company --output map.svg   draw it
"""


class Parser(argparse.ArgumentParser):
    """Quotes what was typed so that it cannot steer the terminal, and takes options written in full alone."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings, allow_abbrev=False)  # else an option to come could change what is typed today

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the arguments, and leave."""
        from isoquest.content.safe_text import safe_line

        super().error(safe_line(message))


def parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    made = Parser(
        prog="isoquest",
        description="Guide a company from “which ISO standard, if any?” to the certification audit.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.add_argument("--version", action="version", version=f"isoquest {__version__}")
    commands = made.add_subparsers(dest="command", metavar="COMMAND")
    add_commands_for_players(commands)
    add_commands_for_teachers(commands)
    add_commands_for_authors(commands)
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit code."""
    _open_what_is_closed()
    _allow_every_character()
    options = parser().parse_args(arguments)
    try:
        code = _run(options)
        sys.stdout.flush()
    except KeyboardInterrupt:
        saved = " What was decided is saved." if options.command in PLAYED else ""
        sys.stderr.write(f"\nInterrupted.{saved}\n")
        return INTERRUPTED
    except BrokenPipeError:
        _forget_the_output()
        return 0  # the reader of our output has read enough
    except OSError as error:
        if error.filename is not None:  # not the output, and so a fault of ours
            raise
        _forget_the_output()
        sys.stderr.write(f"isoquest: the output cannot be written: {error.strerror or error}\n")
        return 1
    return code


def _forget_the_output() -> None:
    """Send the rest of the output nowhere: Python would complain once more when it flushes at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _open_what_is_closed() -> None:
    """Give a stream that is closed, as by `<&-`, the null device: no input, and output that nobody wants."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - until the program ends


def _allow_every_character() -> None:
    """Replace what a stream cannot encode or decode rather than fail."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _run(options: argparse.Namespace) -> int:
    if options.command is None:
        from isoquest.commands.home import home

        return home()
    return int(options.run(options))
