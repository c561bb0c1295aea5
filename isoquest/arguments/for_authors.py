"""The commands of authors: `new`, `check`, `preview`, `test`, `coverage`, `graph` and `schema`."""

from __future__ import annotations

import argparse
from pathlib import Path

from isoquest.arguments.subparsers import Commands

DAY = 86_400.0
"""Seconds: the longest that a proof may take."""


def add_commands_for_authors(commands: Commands) -> None:
    """Add each command with its options and, as `run`, the function that does it."""
    _new(commands)
    _check(commands)
    preview = commands.add_parser(
        "preview",
        help="see a scenario or bank of your own while you write it",
        description="The app on your own file: it is read again on every save, and the play goes on as far as it fits.",
    )
    preview.add_argument("path", metavar="NAME or PATH", help="of a scenario or bank")
    preview.add_argument("--seed", type=int, metavar="N", help="the number by which chance falls (default: 1)")
    preview.set_defaults(run=_run_preview)
    _test(commands)
    _coverage(commands)
    _graph(commands)
    schema = commands.add_parser(
        "schema",
        help="print the JSON Schema by which an editor completes and checks",
        description="Print the JSON Schema of a format. Write it to a file, and name that on the first line of your"
        " own: `# yaml-language-server: $schema=FILE`.",
    )
    schema.add_argument(
        "what", nargs="?", choices=("scenario", "bank"), default="scenario", help="which format (default: scenario)"
    )
    schema.set_defaults(run=_run_schema)


def _new(commands: Commands) -> None:
    new = commands.add_parser(
        "new",
        help="begin a scenario or a bank of your own",
        description="Write a small, playable scenario or bank with comments, to be rewritten. "
        "At a terminal you are asked for what you leave out.",
    )
    new.add_argument("kind", choices=("scenario", "bank"), help="a story, or questions alone")
    new.add_argument("name", nargs="?", metavar="NAME", help="small letters, digits, `_` and `-`: my-first-company")
    new.add_argument("--title", metavar="TEXT", help="what is listed and shown (default: made of the name)")
    new.add_argument("--standard", metavar="KEY", help="which standard a scenario is about (default: iso-9001)")
    new.add_argument("--minutes", type=int, metavar="N", help="how long one play of a scenario takes (default: 5)")
    new.add_argument("--folder", metavar="PATH", help="where to put it (default: the current folder)")
    new.add_argument("--library", action="store_true", help="put it into your own library, to be played by its name")
    new.set_defaults(run=_run_new)


def _check(commands: Commands) -> None:
    check = commands.add_parser(
        "check",
        help="say what is wrong with scenarios and banks",
        description="Say what is wrong with scenarios, banks and reference data: their form, what is proved of every"
        " possible play, and their craft.",
        epilog="Exit code: 0 no problem (notes are none), 1 problems, 2 wrong usage, 130 interrupted. A code is such as"
        " `no-key`; a layer is form, proof or craft. A comment `# allow: CODE because REASON` behind a line, or above"
        " it, lets a warning stand.",
    )
    check.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        help="the name, folder or file of a scenario or bank, or a folder of them (default: this folder)",
    )
    check.add_argument("--format", choices=("text", "plain", "json", "github"), default="text", help="default: text")
    check.add_argument("--select", metavar="CODES", help="tell only these codes or layers, with commas between them")
    check.add_argument("--ignore", metavar="CODES", help="tell all but these codes or layers")
    check.add_argument("--no-proof", action="store_true", help="prove nothing: quick, as --ignore proof")
    check.add_argument("--no-craft", action="store_true", help="leave out the rules of craft, as --ignore craft")
    check.add_argument(
        "--budget", type=seconds, default=20.0, metavar="SECONDS", help="for the proof of each scenario (default: 20)"
    )
    check.add_argument("--odds", action="store_true", help="tell how likely each ending is for a player who draws lots")
    check.add_argument(
        "--witnesses",
        metavar="FOLDER",
        type=Path,
        help="write the plays that show problems there, for `isoquest play --replay`",
    )
    check.add_argument("--proofs", metavar="FOLDER", type=Path, help="keep proofs there, not with your other caches")
    check.add_argument("--notes", action="store_true", help="tell notes too: what is only to be known")
    check.add_argument("--all", action="store_true", help="tell every problem in full, however many of one code")
    check.add_argument(
        "--explain", nargs="?", const="all", metavar="CODE", help="what a code means, with examples; alone: all codes"
    )
    check.set_defaults(run=_run_check)


def _test(commands: Commands) -> None:
    test = commands.add_parser(
        "test",
        help="see whether a scenario still does what you expect of it",
        description="Plays with the ending, score or findings that they must give, and conditions that every play must"
        " keep: what stands in the `expectations.yaml` beside a scenario.",
        epilog="Exit code: 0 all met, 1 some not met or not decided, 2 wrong usage, 130 interrupted.",
    )
    test.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        help="the name, folder or file of a scenario, or a folder of them (default: this folder)",
    )
    test.add_argument("--format", choices=("text", "plain", "json"), default="text", help="default: text")
    test.add_argument(
        "--budget",
        type=seconds,
        default=20.0,
        metavar="SECONDS",
        help="for the conditions of a scenario (default: 20)",
    )
    test.add_argument(
        "--record",
        nargs=2,
        metavar=("NAME", "FILE"),
        help="add the play in a decision list, with the outcome it has now",
    )
    test.set_defaults(run=_run_test)


def _coverage(commands: Commands) -> None:
    coverage = commands.add_parser(
        "coverage",
        help="see which facts scenarios and questions teach, and which nobody does",
        description="For each fact of the reference data: how sure it is, and which choices, outcomes, checks and"
        " questions cite it. For each misconception: which choices and questions put it to the learner.",
        epilog="Exit code: 0; 1 with --missing or --strict where a fact of confidence H or K is taught nowhere, and"
        " with --strict where a misconception is met nowhere; 2 wrong usage, 130 interrupted.",
    )
    coverage.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        help="the name, folder or file of a scenario or bank, or a folder of them (default: the whole library)",
    )
    coverage.add_argument("--missing", action="store_true", help="list only what nobody teaches or meets")
    coverage.add_argument(
        "--sections",
        metavar="NAMES",
        help="only these, with commas between them: F-ISO,F-CHN,misconceptions (default: all)",
    )
    coverage.add_argument(
        "--strict", action="store_true", help="end with 1 where a sure fact or a misconception stands nowhere"
    )
    coverage.add_argument("--terms", action="store_true", help="list standards and glossary terms that no text names")
    coverage.add_argument("--format", choices=("text", "plain", "json"), default="text", help="default: text")
    coverage.set_defaults(run=_run_coverage)


def _graph(commands: Commands) -> None:
    graph = commands.add_parser(
        "graph",
        help="draw a scenario as a map",
        description="Draw a scenario: its scenes by phase, its ways with their conditions, what no play reaches.",
    )
    graph.add_argument("scenario", metavar="NAME or PATH", help="of a scenario")
    graph.add_argument(
        "--format", choices=("text", "svg", "mermaid", "dot"), help="default: what the output's name says, else text"
    )
    graph.add_argument("--fold", metavar="PHASES", help="draw these phases as one box each; `all` for all of them")
    graph.add_argument("--focus", metavar="NODE", help="only what lies around a node")
    graph.add_argument("--steps", type=int, default=2, metavar="N", help="how far around it (default: 2)")
    graph.add_argument("--output", metavar="FILE", help="where to write it (default: -, the terminal)")
    graph.add_argument("--force", action="store_true", help="write over a file that is there")
    graph.set_defaults(run=_run_graph)


def seconds(typed: str) -> float:
    """A time of more than nothing and at most a day."""
    try:
        number = float(typed)
    except ValueError:
        number = 0
    if not 0 < number <= DAY:
        raise argparse.ArgumentTypeError(f"`{typed}` is no number of seconds above 0, such as 20")
    return number


def _run_new(options: argparse.Namespace) -> int:
    from isoquest.commands.new import NewOptions, new

    return new(
        NewOptions(
            kind=options.kind,
            name=options.name,
            title=options.title,
            standard=options.standard,
            minutes=options.minutes,
            folder=options.folder,
            library=options.library,
        )
    )


def _run_check(options: argparse.Namespace) -> int:
    from isoquest.commands.check import CheckOptions, check, explain

    if options.explain is not None:
        if options.paths:
            from isoquest.commands.desk import complain

            complain("`--explain CODE` stands without a PATH")
            return 2
        return explain(options.explain)
    return check(
        CheckOptions(
            paths=options.paths,
            form=options.format,
            select=options.select,
            ignore=options.ignore,
            no_proof=options.no_proof,
            no_craft=options.no_craft,
            notes=options.notes,
            everything=options.all,
            budget=options.budget,
            odds=options.odds,
            proofs=options.proofs,
            witnesses=options.witnesses,
        )
    )


def _run_preview(options: argparse.Namespace) -> int:
    from isoquest.commands.preview import preview

    return preview(options.path, options.seed)


def _run_test(options: argparse.Namespace) -> int:
    from isoquest.commands.test import TestOptions, test

    record = None if options.record is None else (options.record[0], options.record[1])
    return test(TestOptions(options.paths, options.format, options.budget, record))


def _run_coverage(options: argparse.Namespace) -> int:
    from isoquest.commands.coverage import CoverageOptions, coverage

    return coverage(
        CoverageOptions(
            options.paths,
            options.format,
            missing=options.missing,
            terms=options.terms,
            sections=options.sections,
            strict=options.strict,
        )
    )


def _run_graph(options: argparse.Namespace) -> int:
    from isoquest.commands.graph import GraphOptions, graph
    from isoquest.commands.proving import proved_for_drawing

    return graph(
        GraphOptions(
            scenario=options.scenario,
            form=options.format,
            fold=options.fold,
            focus=options.focus,
            steps=options.steps,
            output=options.output,
            force=options.force,
        ),
        proved_for_drawing,
    )


def _run_schema(options: argparse.Namespace) -> int:
    from isoquest.commands.schema import schema

    return schema(options.what)
