"""A check told to people: each file's problems as soon as it is checked, and at the end what they come to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from isoquest.authoring.checking import Checked
from isoquest.authoring.remarks import Remark
from isoquest.authoring.report.columns import wrapped
from isoquest.authoring.report.counting import counted, lines_listed, listed, summary
from isoquest.authoring.report.spoken import as_sentence
from isoquest.authoring.report.terminal import Paper, as_text
from isoquest.content.problems import Place, Severity
from isoquest.content.safe_text import safe_line, safe_text
from isoquest.content.yaml_tree import lines_of

IN_FULL = 5
"""Problems of one code that are told in full; of further ones the lines alone, so that they do not drown the rest."""
NAMED = 3
"""Files that the last sentence names; of more it tells how many."""


@dataclass(slots=True)
class Teller:
    """Tells a check on some paper; each method gives the lines to print."""

    paper: Paper
    spoken: bool = False
    """In sentences for a voice, instead of excerpts."""
    in_full: bool = False
    """Every problem, however many there are of a code."""
    told: Counter[str] = field(default_factory=Counter)
    """How many problems of each code have been told in full."""
    checked: list[Checked] = field(default_factory=list)

    def tell(self, checked: Checked, remarks: Sequence[Remark]) -> Iterator[str]:
        """The problems of one file, those that count before the notes, then what is known of it as a whole."""
        self.checked.append(checked)
        lines = {checked.content.file: lines_of(checked.content.text) if checked.content.text else []}
        more: dict[tuple[str, str], list[int]] = {}
        seen: Place | None = None
        for remark in sorted(remarks, key=lambda remark: remark.is_note):
            code, place = remark.problem.code, remark.problem.place
            if self.told[code] < IN_FULL or self.in_full:
                self.told[code] += 1
                yield from self._one(remark, {} if place == seen else lines)  # the same line is shown once
                seen = place
            else:
                more.setdefault((code, place.file), []).append(place.line)
        for (code, file), numbers in more.items():
            yield from self._more(code, file, numbers)
        if more and not self.spoken:
            yield ""
        yield from self._summaries(checked)

    def _one(self, remark: Remark, lines: Mapping[str, Sequence[str]]) -> Iterator[str]:
        if self.spoken:
            yield as_sentence(remark.problem)
        else:
            yield as_text(remark.problem, lines, self.paper)
            yield ""

    def _more(self, code: str, file: str, numbers: Sequence[int]) -> Iterator[str]:
        where = lines_listed(numbers)
        if self.spoken:
            yield f"{safe_line(file)}: {len(numbers)} more of {code}, in {where}."
        else:
            told = f"{len(numbers)} more [{code}] in {safe_line(file)}, {where} (--all shows them)"
            yield from wrapped(told, self.paper.width, rest="  ")

    def _summaries(self, checked: Checked) -> Iterator[str]:
        told = checked.summaries if self.spoken else checked.summary_lines or checked.summaries
        if told:
            yield f"{self.paper.bold(safe_line(checked.content.name))}:"
            for line in told:
                yield from wrapped(safe_text(line).replace("\n", " "), self.paper.width, "  ", "    ")
            if not self.spoken:
                yield ""

    def close(self, told: Sequence[Remark], notes: int, *, layers: int, unchecked: int = 0) -> Iterator[str]:
        """What it all comes to.

        `told` are the remarks that were told, `notes` counts those kept back; `layers` is how many layers were to look,
        `unchecked` how many files were left when the check was interrupted.
        """
        left = ["a proof not finished"] if any(one.interrupted for one in self.checked) else []
        left += [f"{counted(unchecked, 'file')} not looked at"] if unchecked else []
        if left:
            yield from wrapped(f"Interrupted: {', '.join(left)}. Known so far:", self.paper.width)
        parts = [summary(remark.problem for remark in told)]
        shown_notes = sum(remark.is_note for remark in told)
        if shown_notes:
            parts.append(counted(shown_notes, "note"))
        if notes:
            parts.append(f"{counted(notes, 'note')} (--notes shows {_them(notes)})")
        allowed = sum(one.allowed for one in self.checked)
        if allowed:
            parts.append(f"{allowed} allowed by comments")
        yield from wrapped(f"{self._what()}: {', '.join(parts)}", self.paper.width, rest="  ")
        yield from self._unplayable(told, layers)
        if told:
            code = told[0].problem.code
            yield from wrapped(f"What a code means, with examples: isoquest check --explain {code}", self.paper.width)

    def _what(self) -> str:
        names = [safe_line(one.content.name) for one in self.checked]
        if len(names) <= NAMED:
            return ", ".join(names) or "nothing"
        kinds = [one.content.kind for one in self.checked]
        parts = [counted(kinds.count(kind), kind) for kind in ("scenario", "bank") if kind in kinds]
        beside = {"reference": "reference data", "path": "a learning path"}
        return listed([*parts, *(told for kind, told in beside.items() if kind in kinds)])

    def _unplayable(self, told: Sequence[Remark], layers: int) -> Iterator[str]:
        broken = [one for one in self.checked if one.broken]
        shown = {remark.problem.place.file for remark in told if remark.problem.severity is Severity.ERROR}
        for one in broken:
            if not {problem.place.file for problem in one.content.form} & shown:
                hidden = f"{safe_line(one.content.name)} has errors that are not shown here, and cannot be played"
                yield from wrapped(f"{hidden}: --select form shows them", self.paper.width, rest="  ")
        if broken and layers > 1:
            yield from wrapped("Where a file has errors, its form alone was looked at.", self.paper.width)


def _them(number: int) -> str:
    return "it" if number == 1 else "them"
