"""The command `isoquest`. Nothing heavy is imported before a command needs it."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from isoquest import __version__

INTERRUPTED = 130
"""The exit code after Ctrl+C, as shells give it."""

EXAMPLES = """\
examples:
  isoquest                                     the app: continue, scenarios, glossary, settings
  isoquest list                                what there is to play
  isoquest play harbour-machine-shop           a new play
  isoquest play harbour-machine-shop --continue
  isoquest play harbour-machine-shop --plain   line by line, for pipes and screen readers
  isoquest quiz iso-basics --count 10          ten questions, with feedback at once
  isoquest quiz iso-basics --exam --minutes 20
  isoquest review                              what you are about to forget
  isoquest check my-scenario                   what is wrong with a scenario of your own
"""


class Parser(argparse.ArgumentParser):
    """Quotes what was typed so that it cannot steer the terminal."""

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
    quiz = commands.add_parser(
        "quiz",
        help="answer questions",
        description="Practise with a bank of questions, or sit an exam on it.",
    )
    quiz.add_argument("bank", nargs="?", metavar="NAME or PATH")
    quiz.add_argument("--count", type=int, metavar="N", help="how many questions (default: all)")
    quiz.add_argument("--topic", metavar="TOPIC", help="only questions of this topic")
    quiz.add_argument("--exam", action="store_true", help="no feedback until the end, a pass mark, a time limit")
    quiz.add_argument("--minutes", type=int, metavar="N", help="time limit of an exam")
    quiz.add_argument("--pass-mark", type=int, default=70, metavar="PERCENT", help="what passes an exam (default: 70)")
    quiz.add_argument("--certainty", action="store_true", help="say how sure you are; sure and wrong costs")
    quiz.add_argument("--seed", type=int, metavar="N", help="the same questions in the same order for the same number")
    quiz.add_argument("--continue", dest="go_on", action="store_true", help="go on with the newest quiz under way")
    quiz.add_argument("--plain", action="store_true", help="line by line instead of a drawn screen")
    review = commands.add_parser("review", help="be asked again what you are about to forget")
    review.add_argument("--plain", action="store_true", help="line by line instead of a drawn screen")
    analyse = commands.add_parser("analyse", help="how hard each question of a bank was, and what was taken")
    analyse.add_argument("bank", metavar="NAME or PATH")
    analyse.add_argument("--json", action="store_true", help="for programs")
    listing = commands.add_parser("list", help="list the scenarios and banks there are")
    listing.add_argument("--json", action="store_true", help="as JSON, for programs")
    progress = commands.add_parser("progress", help="list your plays and quizzes")
    progress.add_argument("--json", action="store_true", help="as JSON, for programs")
    check = commands.add_parser(
        "check",
        help="say what is wrong with scenarios and banks",
        description="Say what is wrong with scenarios and banks. Exit code: 0 nothing, 1 problems, 2 wrong usage.",
    )
    check.add_argument(
        "paths", nargs="+", metavar="PATH", help="the name, folder or file of a scenario or bank, or a folder of them"
    )
    check.add_argument("--format", choices=("text", "plain", "json"), default="text", help="default: text")
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
        sys.stderr.write("\nInterrupted. What was decided is saved.\n")
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
    match options.command:
        case "list":
            from isoquest.commands.shelf import list_scenarios

            return list_scenarios(as_json=options.json)
        case "quiz":
            from isoquest.commands.quiz import QuizOptions, quiz

            return quiz(
                QuizOptions(
                    bank=options.bank,
                    count=options.count,
                    topic=options.topic,
                    exam=options.exam,
                    minutes=options.minutes,
                    pass_mark=options.pass_mark,
                    certainty=options.certainty,
                    seed=options.seed,
                    go_on=options.go_on,
                    plain=options.plain,
                )
            )
        case "analyse":
            from isoquest.commands.analyse import analyse

            return analyse(options.bank, as_json=options.json)
        case "review":
            from isoquest.commands.quiz import review

            return review(plain=options.plain)
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
            from isoquest.commands.home import home

            return home()
