"""What an auditor looked at and what came of it, in words, marks and clauses."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content
from textual.visual import Visual

from isoquest.content.model import Check, Scenario
from isoquest.content.reference import Reference
from isoquest.engine.assessment import Finding
from isoquest.engine.state import Assessed
from isoquest.tui.one_line import line
from isoquest.tui.views.consequence import heading
from isoquest.tui.views.facts import first_source, sources
from isoquest.tui.visuals import Hanging, Stack
from isoquest.tui.words import GRADES, counted


def clause_order(clause: str | None) -> tuple[tuple[int, str], ...]:
    """Sorts clauses as numbers: 4.10 behind 4.9; what has no clause comes last."""
    if not clause:
        return ((10**9, ""),)
    return tuple((int(part), "") if part.isdecimal() else (10**6, part) for part in clause.split("."))


def _check(check: Check, failed: bool, reference: Reference, sources_in_full: bool, closed: bool = False) -> Visual:
    clause = Content.assemble("  ", line(f"clause {check.clause}", "$quiet")) if check.clause else Content("")
    if not failed:
        text = line(check.conforms or "Looked at and in order.")
        return Hanging(Content.styled("✓", "$better"), Content.assemble(("Conforms", "$better"), clause, "\n", text))
    mark, word, style = GRADES[check.grade]
    state = Content.styled("  closed since", "$better") if closed else Content("")
    head = Content.assemble((word, f"bold {style}"), clause, state)
    body = Content.assemble(head, "\n", line(check.finding))
    rests_on = (
        sources(check.because, reference, in_full=True) if sources_in_full else first_source(check.because, reference)
    )
    return Hanging(Content.styled(mark, f"bold {style}"), Stack([body, *rests_on], gap=0))


def assessed(
    scenario: Scenario, event: Assessed, open_elsewhere: Iterable[Finding], reference: Reference, sources_in_full: bool
) -> Stack:
    """The report of one assessment: findings first, by grade, then what conforms, then what is open from before."""
    node = scenario.nodes[event.node]
    checks = [node.assess.checks[name] for name in event.looked_at] if node.assess else []
    order = list(GRADES)
    failed = sorted((c for c in checks if c.id in event.failed), key=lambda c: order.index(c.grade))
    passed = [check for check in checks if check.id not in event.failed]
    told = f"{counted(len(checks), 'point')} looked at: {len(passed)} in order, {counted(len(failed), 'finding')}."
    parts: list[Visual] = [Stack([heading("What was found"), Content(told)], gap=0)]
    parts += [_check(check, True, reference, sources_in_full) for check in failed]
    if passed:
        parts.append(Stack([_check(check, False, reference, sources_in_full) for check in passed], gap=0))
    earlier = [finding for finding in open_elsewhere if finding.open and finding.node != event.node]
    if earlier:
        shown = [_check(finding.check, True, reference, False) for finding in earlier]
        parts += [heading("Still open from before"), *shown]
    return Stack(parts)


def by_clause(found: Iterable[Finding], reference: Reference) -> list[Visual]:
    """All findings of a play in the order of their clauses, those since closed told as such."""
    ordered = sorted(found, key=lambda finding: clause_order(finding.check.clause))
    return [_check(finding.check, True, reference, False, closed=not finding.open) for finding in ordered]
