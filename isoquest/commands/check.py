"""`isoquest check`: what is wrong with scenarios, banks and reference data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from isoquest.authoring.checking import Checked, Content, Follower, Linter, Plan, Prover, problems_of
from isoquest.authoring.documented import all_codes
from isoquest.authoring.remarks import Remark
from isoquest.authoring.report.documentation import index, page
from isoquest.authoring.report.for_programs import as_json
from isoquest.authoring.report.github import as_command
from isoquest.authoring.report.telling import Teller
from isoquest.authoring.selection import Selection, parse_selection
from isoquest.commands.content_files import ContentFiles, read_content
from isoquest.commands.desk import complain, own_library
from isoquest.commands.printing import paper, print_lines
from isoquest.commands.witness_files import write_witnesses
from isoquest.content.model import Scenario
from isoquest.content.problems import did_you_mean
from isoquest.content.safe_text import safe_line

CLEAN, PROBLEMS, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130
"""The exit codes."""
FORMATS = ("text", "plain", "json", "github")
NOTHING_HERE = (
    "there is no scenario, bank or reference data here: type `isoquest check PATH`, with a name, a folder or a file;"
    " `isoquest list` shows the names"
)
PIPED = 80
"""Columns of an explanation that goes to no terminal."""
Format = Literal["text", "plain", "json", "github"]


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """What was typed behind `isoquest check`."""

    paths: Sequence[str] = ()
    form: Format = "text"
    select: str | None = None
    ignore: str | None = None
    no_proof: bool = False
    no_craft: bool = False
    notes: bool = False
    everything: bool = False
    budget: float = 20.0
    odds: bool = False
    """Tell how likely each ending is by lot."""
    proofs: Path | None = None
    """Where proofs are kept; None: with the user's other caches."""
    witnesses: Path | None = None
    """Where the plays that show problems are written as decision lists."""


def check(options: CheckOptions) -> int:
    """Print every problem of what is named; 0 where there is none, 1 where there is, 2 where the usage is wrong."""
    selection = _selection(options)
    if isinstance(selection, str):
        complain(selection)
        return WRONG_USAGE
    files = ContentFiles(own_library())
    for named in options.paths or ["."]:
        nothing = files.take(named)
        if nothing:
            complain(nothing if options.paths else NOTHING_HERE)
            return WRONG_USAGE
    plan = Plan(
        all_codes(),
        prove=_prover(options) if selection.wants("proof") else None,
        lint=linter() if selection.wants("craft") else None,
        follow=follower(files.own),
        budget=options.budget,
    )
    desk = _Desk(options, selection, plan)
    try:
        for content in files.unreadable:
            desk.look_at(content)
        for number, file in enumerate(files.found):
            desk.unchecked = len(files.found) - number
            for content in read_content(file, files.own):
                desk.look_at(content)
            desk.unchecked -= 1
            if desk.interrupted:
                break
    except KeyboardInterrupt:
        desk.interrupted = True
    desk.close()
    if desk.interrupted:
        return INTERRUPTED
    return PROBLEMS if desk.has_problems else CLEAN


def explain(code: str) -> int:
    """Print what a code means, with examples; an empty text or `all` lists every code."""
    codes = all_codes()
    width = paper().width or PIPED
    if code in ("", "all"):
        print_lines(index(codes.values(), width))
        return CLEAN
    if code not in codes:
        complain(f"there is no code `{code}`: {did_you_mean(code, codes, '`isoquest check --explain` lists all')}")
        return WRONG_USAGE
    print_lines(page(codes[code], width))
    return CLEAN


def _selection(options: CheckOptions) -> Selection | str:
    left_out = [layer for layer, leave in (("proof", options.no_proof), ("craft", options.no_craft)) if leave]
    parsed = parse_selection(all_codes(), options.select, options.ignore)
    return parsed if isinstance(parsed, str) else replace(parsed, ignore=parsed.ignore | set(left_out))


def _prover(options: CheckOptions) -> Prover:
    """What proves a scenario."""
    from isoquest.commands.proving import prover

    return prover(with_odds=options.odds, folder=options.proofs)


def linter() -> Linter:
    """What lints a scenario or bank, with the bundled reference data and today's date."""
    from isoquest.authoring.lint.banks import lint_bank
    from isoquest.authoring.lint.rule import Background
    from isoquest.authoring.lint.scenarios import lint_scenario
    from isoquest.content.library import bundled_reference
    from isoquest.content.questions import Bank

    background = Background(bundled_reference()[0], datetime.now(UTC).date())
    return lambda whole: lint_bank(whole, background) if isinstance(whole, Bank) else lint_scenario(whole, background)


def follower(own: Path) -> Follower:
    """What looks at the scenario that one follows, which may stand in a user's own folder."""
    from isoquest.content.following import problems_of_following

    return lambda scenario: problems_of_following(scenario, own)


class _Desk:
    """Where files are checked and told, one after the other."""

    def __init__(self, options: CheckOptions, selection: Selection, plan: Plan) -> None:
        self.options = options
        self.selection = selection
        self.plan = plan
        self.teller = Teller(paper(), spoken=options.form == "plain", in_full=options.everything)
        self.checked: list[Checked] = []
        self.told: list[Remark] = []
        self.kept_back = 0
        self.plays: list[str] = []
        """How to see each play that was written."""
        self.unchecked = 0
        self.interrupted = False

    def look_at(self, content: Content) -> None:
        """Check one file and tell its problems at once, but for JSON."""
        checked = problems_of(content, self.plan)
        self.interrupted |= checked.interrupted
        selected = tuple(remark for remark in checked.remarks if self.selection.tells(remark))
        self.checked.append(replace(checked, remarks=selected))
        told = [remark for remark in selected if self._is_told(remark)]
        self.told += told
        self.kept_back += len(selected) - len(told)
        if self.options.form == "github":
            print_lines(as_command(remark.problem) for remark in told)
        self._write_witnesses(content, told)
        lines = self.teller.tell(checked, () if self.options.form == "github" else told)
        if self.options.form != "json":
            print_lines(lines)

    def _write_witnesses(self, content: Content, told: Iterable[Remark]) -> None:
        """Write the plays that show problems where the options say so, and say how to see them."""
        if self.options.witnesses is None or not isinstance(content.whole, Scenario):
            return
        try:
            files = write_witnesses(content.whole, (remark.problem for remark in told), self.options.witnesses)
            self.plays += files
        except OSError as error:
            complain(f"the plays cannot be written to `{self.options.witnesses}`: {error.strerror or error}")

    def _is_told(self, remark: Remark) -> bool:
        return self.options.notes or not remark.is_note or self.selection.asks_for(remark.problem.code)

    @property
    def has_problems(self) -> bool:
        """Something told is more than a note, or an error keeps a file from being played, whether told or not."""
        return any(not remark.is_note for remark in self.told) or any(checked.broken for checked in self.checked)

    def close(self) -> None:
        """Say what it all comes to."""
        if self.options.form == "json":
            print(as_json(self.checked, interrupted=self.interrupted))
            return
        print_lines(map(safe_line, self.plays))
        looking = 1 + (self.plan.lint is not None) + (self.plan.prove is not None)
        print_lines(self.teller.close(self.told, self.kept_back, layers=looking, unchecked=self.unchecked))
