"""The commands of players: `play`, `quiz`, `review`, `list`, `progress`; and `analyse`, for who wrote the questions."""

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


def _run_play(options: argparse.Namespace) -> int:
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


def _run_analyse(options: argparse.Namespace) -> int:
    from isoquest.commands.analyse import analyse

    return analyse(options.bank, as_json=options.json)


def _run_list(options: argparse.Namespace) -> int:
    from isoquest.commands.shelf import list_scenarios

    return list_scenarios(as_json=options.json)


def _run_progress(options: argparse.Namespace) -> int:
    from isoquest.commands.shelf import list_plays

    return list_plays(as_json=options.json)
