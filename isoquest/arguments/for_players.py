"""The commands of players: `play`, `quiz`, `review`, `look-up`, `path`, `list` and `progress`; and `analyse`."""

from __future__ import annotations

import argparse

from isoquest.arguments.subparsers import Commands


def add_commands_for_players(commands: Commands) -> None:
    """Add each command with its options and, as `run`, the function that does it."""
    _play(commands)
    _quiz(commands)
    review = commands.add_parser("review", help="be asked again what you are about to forget")
    review.add_argument("--plain", action="store_true", help="line by line instead of a drawn screen")
    review.set_defaults(run=_run_review)
    _look_up(commands)
    _path(commands)
    analyse = commands.add_parser("analyse", help="how hard each question of a bank was, and what was taken")
    analyse.add_argument("bank", metavar="NAME or PATH")
    analyse.add_argument("--json", action="store_true", help="for programs")
    analyse.set_defaults(run=_run_analyse)
    listing = commands.add_parser("list", help="list the scenarios and banks there are")
    listing.add_argument("--json", action="store_true", help="as JSON, for programs")
    listing.set_defaults(run=_run_list)
    progress = commands.add_parser("progress", help="list your plays and quizzes")
    progress.add_argument("--json", action="store_true", help="as JSON, for programs")
    progress.set_defaults(run=_run_progress)


def _play(commands: Commands) -> None:
    play = commands.add_parser(
        "play",
        help="play a scenario",
        description="Play a scenario of the library by its name, or one of your own by its path.",
    )
    play.add_argument("scenario", nargs="?", metavar="NAME or PATH")
    play.add_argument("--seed", type=int, metavar="N", help="chance falls the same way for the same number")
    play.add_argument("--continue", dest="go_on", action="store_true", help="go on with the newest play under way")
    where = play.add_mutually_exclusive_group()
    where.add_argument(
        "--from-earlier",
        dest="wish",
        action="store_const",
        const="from-earlier",
        default="ask",
        help="go on from your newest play of the scenario that this one follows, without being asked",
    )
    where.add_argument(
        "--standard-start",
        dest="wish",
        action="store_const",
        const="standard-start",
        help="begin where every player begins, without being asked; so does --seed alone",
    )
    play.add_argument("--plain", action="store_true", help="line by line instead of a drawn screen")
    play.add_argument("--replay", metavar="FILE", help="play the decision list in FILE, then go on from there")
    play.add_argument("--save-replay", metavar="FILE", help="write the decision list to FILE when leaving")
    play.set_defaults(run=_run_play)


def _quiz(commands: Commands) -> None:
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
    quiz.set_defaults(run=_run_quiz)


LOOK_UP_EXAMPLES = """\
examples:
  isoquest look-up calibration              the best matches of every kind
  isoquest look-up 7.1.5                    a clause by its number, and what speaks of it
  isoquest look-up injuries --kind standard which standard is about that
  isoquest look-up suspension --kind fact   a fact to cite, with its source and date
  isoquest look-up --kind clause            all of a kind

exit code: 0; 1 where nothing matches; 2 wrong usage, 130 interrupted
"""


def _look_up(commands: Commands) -> None:
    look_up = commands.add_parser(
        "look-up",
        help="look up standards, terms, clauses and facts",
        description="Print the standards, glossary terms, clauses and facts in which\neach of the words begins a word.",
        epilog=LOOK_UP_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    look_up.add_argument("words", nargs="*", metavar="WORD")
    look_up.add_argument("--kind", choices=("standard", "term", "clause", "fact"), help="only this kind (default: all)")
    look_up.add_argument("--all", dest="everything", action="store_true", help="every match, not only the best ones")
    look_up.add_argument("--json", action="store_true", help="as JSON, for programs: every match")
    look_up.set_defaults(run=_run_look_up)


PATH_EXAMPLES = """\
examples:
  isoquest path                          every step, how far you are, and what comes next
  isoquest path --job internal-auditor   what that job needs, and what for
  isoquest path --job all --json

exit code: 0; 1 where the path has problems; 2 wrong usage
"""


def _path(commands: Commands) -> None:
    path = commands.add_parser(
        "path",
        help="show the learning path, and how far you are on it",
        description="Show what to play and to answer in which order.\n\nA play counts when it has ended, whatever its"
        " ending; a quiz when one\nattempt asked ten questions, or all there are, and reached what the path wants.",
        epilog=PATH_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    path.add_argument("--job", metavar="JOB", help="only what this job needs; all: everything (default: as in the app)")
    path.add_argument("--json", action="store_true", help="as JSON, for programs")
    path.set_defaults(run=_run_path)


def _run_play(options: argparse.Namespace) -> int:
    from isoquest.commands.play import PlayOptions, play

    return play(
        PlayOptions(
            scenario=options.scenario,
            seed=options.seed,
            go_on=options.go_on,
            wish=options.wish,
            plain=options.plain,
            replay=options.replay,
            save_replay=options.save_replay,
        )
    )


def _run_quiz(options: argparse.Namespace) -> int:
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


def _run_review(options: argparse.Namespace) -> int:
    from isoquest.commands.quiz import review

    return review(plain=options.plain)


def _run_look_up(options: argparse.Namespace) -> int:
    from isoquest.commands.look_up import LookUpOptions, look_up

    return look_up(LookUpOptions(options.words, options.kind, everything=options.everything, as_json=options.json))


def _run_path(options: argparse.Namespace) -> int:
    from isoquest.commands.path import path

    return path(options.job, as_json=options.json)


def _run_analyse(options: argparse.Namespace) -> int:
    from isoquest.commands.analyse import analyse

    return analyse(options.bank, as_json=options.json)


def _run_list(options: argparse.Namespace) -> int:
    from isoquest.commands.shelf import list_scenarios

    return list_scenarios(as_json=options.json)


def _run_progress(options: argparse.Namespace) -> int:
    from isoquest.commands.shelf import list_plays

    return list_plays(as_json=options.json)
