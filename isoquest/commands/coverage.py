"""`isoquest coverage`: which facts of the reference scenarios and questions teach, and which nobody does."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from isoquest.authoring.checking import Content
from isoquest.authoring.coverage import fact_coverage, unnamed
from isoquest.authoring.report import summary
from isoquest.authoring.report.coverage_table import CoverageReport, as_json, as_sentences, as_table
from isoquest.commands.content_files import ContentFiles, read_content
from isoquest.commands.desk import Complaint, complain, own_library
from isoquest.commands.printing import paper, print_lines
from isoquest.content.library import bundled_reference, shelf, shelf_of_banks
from isoquest.content.model import Scenario

DONE, MISSING, WRONG_USAGE = 0, 1, 2
"""The exit codes."""
NOTHING_TAUGHT = "there is no scenario and no bank here: reference data alone teaches nobody"
Format = Literal["text", "plain", "json"]


@dataclass(frozen=True, slots=True)
class CoverageOptions:
    """What was typed behind `isoquest coverage`."""

    paths: Sequence[str] = ()
    form: Format = "text"
    missing: bool = False
    terms: bool = False


def coverage(options: CoverageOptions) -> int:
    """Print what teaches each fact; 0, or 1 where a fact of confidence H or K is missing and that was asked for.

    2 where nothing is at a path. Without paths the whole library is looked at, the bundled one and the user's own.
    """
    try:
        contents = tuple(_contents(options.paths))
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
        fact_coverage(wholes, reference),
        scenarios=stories,
        banks=len(wholes) - stories,
        unnamed=unnamed(wholes, reference) if options.terms else None,
        missing=options.missing,
    )
    if options.form == "json":
        print(as_json(report, [content.file for content in not_counted]))
    else:
        print_lines(as_sentences(report) if options.form == "plain" else as_table(report, paper()))
    lacking = any(one.sure and not one.taught for one in report.covered)
    return MISSING if options.missing and lacking else DONE


def _contents(paths: Sequence[str]) -> Iterator[Content]:
    """Every scenario and bank that is named, or that can be played by its name, read."""
    own = own_library()
    files = ContentFiles(own)
    for named in paths or [str(shelved.path) for shelved in (*shelf(own), *shelf_of_banks(own))]:
        nothing = files.take(named)
        if nothing:
            raise Complaint(nothing, WRONG_USAGE)
    to_read = [file for file in files.found if file.kind != "reference"]
    if paths and not to_read:
        unreadable = (f"{content.file}: {content.form[0].message}" for content in files.unreadable)
        raise Complaint(next(unreadable, NOTHING_TAUGHT), WRONG_USAGE)
    yield from files.unreadable
    for file in to_read:
        yield from read_content(file, own)
