"""`isoquest coverage`: which facts and misconceptions of the reference stand in scenarios and questions, and where."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from isoquest.authoring.checking import Content
from isoquest.authoring.coverage import by_section, fact_coverage, section_of, unnamed
from isoquest.authoring.misconceptions_met import misconceptions_met
from isoquest.authoring.report import summary
from isoquest.authoring.report.coverage_table import CoverageReport, as_json, as_sentences, as_table
from isoquest.authoring.report.misconception_table import SECTION as MISCONCEPTIONS
from isoquest.commands.content_files import ContentFiles, read_content
from isoquest.commands.desk import Complaint, complain, own_library
from isoquest.commands.printing import paper, print_lines
from isoquest.content.library import bundled_reference, shelf, shelf_of_banks
from isoquest.content.model import Scenario
from isoquest.content.problems import did_you_mean

DONE, MISSING, WRONG_USAGE = 0, 1, 2
"""The exit codes."""
NOTHING_TAUGHT = "there is no scenario and no bank here, and nothing else teaches anybody"
Format = Literal["text", "plain", "json"]


@dataclass(frozen=True, slots=True)
class CoverageOptions:
    """What was typed behind `isoquest coverage`."""

    paths: Sequence[str] = ()
    form: Format = "text"
    missing: bool = False
    terms: bool = False
    sections: str | None = None
    """Beginnings of ids such as `F-ISO`, and `misconceptions`, with commas between; None: all of them."""
    strict: bool = False


def coverage(options: CoverageOptions) -> int:
    """Print what teaches each fact and meets each misconception; 0, or 1 where something is missing that should not be.

    With `missing` that is a fact of confidence H or K, with `strict` a misconception too, of the sections looked at.

    2 where nothing is at a path, or a section is unknown. Without paths the whole library is looked at, the bundled
    one and the user's own.
    """
    try:
        contents = tuple(_contents(options.paths))
        wanted = _sections(options.sections, by_section(fact_coverage((), bundled_reference()[0])))
    except Complaint as complaint:
        complain(complaint.sentence)
        return complaint.code
    not_counted = [content for content in contents if content.whole is None]
    for content in not_counted:
        errors = summary(content.form)
        complain(f"`{content.name}` is not counted: {errors}. See: isoquest check {shlex.quote(content.file)}")
    wholes = [content.whole for content in contents if content.whole is not None]
    reference = bundled_reference()[0]
    stories = sum(isinstance(whole, Scenario) for whole in wholes)
    report = CoverageReport(
        tuple(one for one in fact_coverage(wholes, reference) if section_of(one) in wanted),
        scenarios=stories,
        banks=len(wholes) - stories,
        unnamed=unnamed(wholes, reference) if options.terms else None,
        missing=options.missing,
        meetings=misconceptions_met(wholes, reference) if MISCONCEPTIONS in wanted else (),
    )
    if options.form == "json":
        print(as_json(report, [content.file for content in not_counted]))
    else:
        print_lines(as_sentences(report) if options.form == "plain" else as_table(report, paper()))
    untaught = any(one.sure and not one.taught for one in report.covered)
    unmet = options.strict and not all(one.met for one in report.meetings)
    return MISSING if (untaught and (options.missing or options.strict)) or unmet else DONE


def _sections(asked: str | None, known: Iterable[str]) -> frozenset[str]:
    """The sections that are asked for. Raises Complaint for one that there is not."""
    every = (*known, MISCONCEPTIONS)
    if asked is None:
        return frozenset(every)
    named = [part.strip() for part in asked.split(",") if part.strip()]
    unknown = next((part for part in named if part not in every), "" if named else asked)
    if unknown or not named:
        hint = did_you_mean(unknown, every, f"there are {', '.join(every)}")
        raise Complaint(f"there is no section `{unknown}`: {hint}", WRONG_USAGE)
    return frozenset(named)


def _contents(paths: Sequence[str]) -> Iterator[Content]:
    """Every scenario and bank that is named, or that can be played by its name, read."""
    own = own_library()
    files = ContentFiles(own)
    for named in paths or [str(shelved.path) for shelved in (*shelf(own), *shelf_of_banks(own))]:
        nothing = files.take(named)
        if nothing:
            raise Complaint(nothing, WRONG_USAGE)
    to_read = [file for file in files.found if file.kind in ("scenario", "bank")]
    if paths and not to_read:
        unreadable = (f"{content.file}: {content.form[0].message}" for content in files.unreadable)
        raise Complaint(next(unreadable, NOTHING_TAUGHT), WRONG_USAGE)
    yield from files.unreadable
    for file in to_read:
        yield from read_content(file, own)
