"""The command `isoquest`. Nothing heavy is imported before a command needs it."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from isoquest import __version__

OK, PROBLEMS, USAGE = 0, 1, 2
INTERRUPTED = 130

EXAMPLES = """\
examples:
  isoquest                                     the app: continue, scenarios, glossary, settings
  isoquest list                                what there is to play
  isoquest play harbour-machine-shop           a new play
  isoquest play harbour-machine-shop --continue
  isoquest play harbour-machine-shop --plain   line by line, for pipes and screen readers
  isoquest check my-scenario                   what is wrong with a scenario of your own
"""


def parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    made = argparse.ArgumentParser(
        prog="isoquest",
        description="Guide a company from “which ISO standard, if any?” to the certification audit.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.add_argument("--version", action="version", version=f"isoquest {__version__}")
    commands = made.add_subparsers(dest="command", metavar="COMMAND")
    play = commands.add_parser(
        "play",
        help="play a scenario",
        description="Play a scenario of the library by its name, or one of your own by its path.",
    )
    play.add_argument("scenario", nargs="?", metavar="NAME or PATH")
    play.add_argument("--seed", type=int, metavar="N", help="chance falls the same way for the same number")
    play.add_argument("--continue", dest="go_on", action="store_true", help="go on with the newest play under way")
    play.add_argument("--plain", action="store_true", help="line by line instead of a drawn screen")
    play.add_argument("--replay", metavar="FILE", help="play the decision list in FILE, then go on from there")
    play.add_argument("--save-replay", metavar="FILE", help="write the decision list to FILE when leaving")
    listing = commands.add_parser("list", help="list the scenarios there are")
    listing.add_argument("--json", action="store_true", help="for programs")
    progress = commands.add_parser("progress", help="list your plays")
    progress.add_argument("--json", action="store_true", help="for programs")
    check = commands.add_parser(
        "check",
        help="say what is wrong with scenarios",
        description="Say what is wrong with scenarios: 0 nothing, 1 problems, 2 wrong usage.",
    )
    check.add_argument(
        "paths", nargs="+", metavar="PATH", help="a scenario's name, folder or file, or a folder of them"
    )
    check.add_argument("--format", choices=("text", "plain", "json"), default="text", help="default: text")
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit code."""
    _speak_utf8()
    options = parser().parse_args(arguments)
    try:
        return _run(options)
    except KeyboardInterrupt:
        sys.stderr.write("\nInterrupted. What was decided is saved.\n")
        return INTERRUPTED
    except BrokenPipeError:
        # the reader of our output has gone; Python would complain once more when it flushes at its end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK


def _speak_utf8() -> None:
    """Write what a stream cannot encode as `?` rather than fail."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(errors="replace")


def _run(options: argparse.Namespace) -> int:
    match options.command:
        case "list":
            from isoquest.commands.shelf import list_scenarios

            return list_scenarios(as_json=options.json)
        case "check":
            from isoquest.commands.check import check

            return check(options.paths, options.format)
        case "progress":
            from isoquest.commands.shelf import list_plays

            return list_plays(as_json=options.json)
        case "play":
            from isoquest.commands.play import PlayOptions, play

            return play(
                PlayOptions(
                    scenario=options.scenario,
                    seed=options.seed,
                    go_on=options.go_on,
                    plain=options.plain,
                    replay=options.replay,
                    save_replay=options.save_replay,
                )
            )
        case _:
            from isoquest.commands.play import home

            return home()


if __name__ == "__main__":
    sys.exit(main())
