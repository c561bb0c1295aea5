"""The commands of teachers: `host`, a live room for a class, and `lessons`, what was held and how it went."""

from __future__ import annotations

import argparse

from isoquest.arguments.subparsers import Commands


def add_commands_for_teachers(commands: Commands) -> None:
    """Add each command with its options and, as `run`, the function that does it."""
    _host(commands)
    lessons = commands.add_parser(
        "lessons",
        help="list the lessons you have held, or write the results of one",
        description="List the lessons kept on this machine. With the code of one, write its results: a page, tables, "
        "JSON, and the questions that the class missed as a bank to practise.",
    )
    lessons.add_argument("code", nargs="?", metavar="CODE", help="the code of a room, or the path of a journal")
    lessons.add_argument("--results", metavar="FOLDER", help="where to write them (default: this folder)")
    lessons.add_argument("--journal", metavar="FILE or URL", help="where it is kept, if not with the others")
    lessons.add_argument("--json", action="store_true", help="list as JSON, for programs")
    lessons.set_defaults(run=_run_lessons)


def _host(commands: Commands) -> None:
    host = commands.add_parser(
        "host",
        help="hold a lesson: a live quiz, or a story that the class decides",
        description="Open a room for a class. Students join with the browsers of their phones: no account, no cloud. "
        "A bank becomes a live quiz, a scenario a story by vote.",
        epilog="Everything that happens is kept before it is acknowledged. After a crash: isoquest host --resume",
    )
    host.add_argument("content", nargs="?", metavar="NAME or PATH", help="of a bank or a scenario")
    host.add_argument("--name", metavar="TEXT", help="what the room is called (default: the title of the content)")

    network = host.add_argument_group("where students reach it")
    network.add_argument(
        "--bind",
        metavar="ADDRESS",
        help="the address of this machine to listen at; 0.0.0.0: all (default: you are asked)",
    )
    network.add_argument("--port", type=int, metavar="N", help="default: 8080, or the next that is free")
    network.add_argument(
        "--public",
        metavar="URL",
        help="the address that students use where a proxy stands in front, such as https://quiz.school",
    )
    network.add_argument(
        "--proxy", metavar="ADDRESS", help="the proxy in front, whose word for where a phone comes from is believed"
    )
    network.add_argument(
        "--check", action="store_true", help="only show a picture by which a phone tells whether it gets here"
    )

    lesson = host.add_argument_group("the lesson")
    lesson.add_argument(
        "--seconds", type=int, metavar="N", help="time for each answer or vote (default: until you close)"
    )
    lesson.add_argument("--reading", type=int, default=0, metavar="N", help="seconds to read before answers are taken")
    lesson.add_argument("--teams", metavar="NAMES", help="teams to choose among, with commas between them")
    lesson.add_argument("--anonymous", action="store_true", help="nobody gives a name")
    lesson.add_argument("--seed", type=int, metavar="N", help="the same questions and chance for the same number")

    quiz = host.add_argument_group("a live quiz")
    quiz.add_argument("--count", type=int, metavar="N", help="how many questions (default: all)")
    quiz.add_argument("--topic", metavar="TOPIC", help="only questions of this topic")
    quiz.add_argument("--certainty", action="store_true", help="students say how sure they are; sure and wrong costs")
    quiz.add_argument(
        "--speed", action="store_true", help="between equals the quicker one stands first; needs --seconds"
    )
    quiz.add_argument("--leaderboard", choices=("all", "teams", "hidden"), default="all", help="default: all")

    story = host.add_argument_group("a scenario")
    story.add_argument("--many", action="store_true", help="each student or team plays alone, at its own pace")
    story.add_argument(
        "--roles", action="store_true", help="teams are the roles of the story, and decide what is theirs"
    )
    story.add_argument("--argue", action="store_true", help="vote, argue, vote again")

    keeping = host.add_argument_group("keeping it")
    keeping.add_argument(
        "--resume", nargs="?", const="", metavar="CODE", help="go on with the newest lesson, or with that of a code"
    )
    keeping.add_argument(
        "--journal", metavar="FILE or URL", help="where it is kept: a file, or redis://host/0 for several servers"
    )
    keeping.add_argument("--results", metavar="FOLDER", help="where results are written when the lesson ends")
    keeping.add_argument("--headless", action="store_true", help="no screen: the teacher's controls are a web page")
    host.set_defaults(run=_run_host)


def _run_host(options: argparse.Namespace) -> int:
    from isoquest.commands.host import host
    from isoquest.commands.host_options import HostOptions

    return host(
        HostOptions(
            content=options.content,
            name=options.name,
            bind=options.bind,
            port=options.port,
            public=options.public,
            proxy=options.proxy,
            check=options.check,
            seconds=options.seconds,
            reading=options.reading,
            teams=options.teams,
            anonymous=options.anonymous,
            seed=options.seed,
            count=options.count,
            topic=options.topic,
            certainty=options.certainty,
            speed=options.speed,
            leaderboard=options.leaderboard,
            many=options.many,
            roles=options.roles,
            argue=options.argue,
            resume=options.resume,
            journal=options.journal,
            results=options.results,
            headless=options.headless,
        )
    )


def _run_lessons(options: argparse.Namespace) -> int:
    from isoquest.commands.lessons import lessons

    return lessons(options.code, options.results, options.journal, as_json=options.json)
