"""What a decision led to: what changed, why, and the sources it rests on."""

from __future__ import annotations

from textual.content import Content
from textual.visual import Visual

from isoquest.content.model import Scenario
from isoquest.content.reference import Reference
from isoquest.engine.changes import Changes, MeterChange
from isoquest.engine.debrief import Consequence
from isoquest.engine.state import EdgeReached
from isoquest.tui.one_line import line
from isoquest.tui.prose_view import prose
from isoquest.tui.views.facts import sources
from isoquest.tui.views.misconceptions import often_believed
from isoquest.tui.views.standing import amount, evidence_line
from isoquest.tui.visuals import Grid, Hanging, Stack
from isoquest.tui.words import counted


def heading(text: str) -> Content:
    """The head of a part of a page."""
    return Content.styled(text, "bold $primary")


def _meter_row(change: MeterChange) -> list[Content]:
    mark, word, style = {
        True: ("▲" if change.new > change.old else "▼", "better", "$better"),
        False: ("▲" if change.new > change.old else "▼", "worse", "$worse"),
        None: ("•", "", "$quiet"),
    }[change.welcome]
    difference = change.new - change.old
    return [
        Content.assemble((mark, style), " ", line(change.meter.name)),
        Content.assemble((f"{change.old} → ", "$quiet"), (amount(change.new, change.meter), "bold")),
        Content.styled(f"{difference:+d}" + (f" {word}" if word else ""), style),
    ]


def changed(changes: Changes, with_findings: bool = True) -> list[Visual]:
    """What changed: old → new with sign and word, evidence gained and lost, findings opened and closed."""
    parts: list[Visual] = []
    if changes.meters:
        parts.append(Grid([_meter_row(change) for change in changes.meters]))
    for evidence in changes.gained:
        shown = Content.assemble(evidence_line(evidence), ("  now in hand", "$better"))
        parts.append(Hanging(Content.styled("✓", "$better"), shown))
    for evidence in changes.lost:
        shown = Content.assemble(evidence_line(evidence), ("  no longer in hand", "$worse"))
        parts.append(Hanging(Content.styled("✗", "$worse"), shown))
    for check in changes.closed:
        shown = Content.assemble(("Finding closed: ", "$better"), line(check.finding))
        parts.append(Hanging(Content.styled("✓", "$better"), shown))
    if with_findings:
        for check in changes.raised:
            shown = Content.assemble(("Finding: ", "$worse"), line(check.finding))
            parts.append(Hanging(Content.styled("✗", "$worse"), shown))
    return parts


def edge(scenario: Scenario, reached: EdgeReached) -> Visual:
    """That a meter came to an edge which turns the story."""
    meter = scenario.meters[reached.meter]
    value = meter.min if reached.edge == "min" else meter.max
    text = Content.assemble(line(meter.name, "bold"), f" has reached {amount(value, meter)}: the story turns here.")
    return Hanging(Content.styled("!", "bold $warning"), text)


def consequence(  # noqa: PLR0913, PLR0917 - all that such a page tells
    scenario: Scenario,
    decided: str,
    result: Consequence,
    reference: Reference,
    sources_in_full: bool,
    said: str = "You decided",
) -> Stack:
    """The page that follows a decision; `said` stands before what was decided."""
    parts: list[Visual] = []
    if decided:
        parts.append(Content.assemble((f"{said}: ", "$quiet"), line(decided, "italic")))
    rows = changed(result.changes, with_findings=False)
    if rows or decided:
        quiet = [Content.styled("Nothing that you can measure; but read on.", "$quiet")]
        parts.append(Stack([heading("What changed"), *(rows or quiet)], gap=0))
    parts += [edge(scenario, reached) for reached in result.edges]
    for number, told in enumerate(result.told):
        head = heading("Why") if not number and decided else heading("What happened")
        shown: list[Visual] = [head, prose(told.text)]
        parts.append(Stack(shown, gap=0))
        parts += often_believed(told.misconceptions, reference, with_truth=not told.reasoned)
        rests_on = sources(told.because, reference, sources_in_full)
        if rests_on:
            parts.append(Stack(rests_on, gap=1 if sources_in_full else 0))
    raised = len(result.changes.raised)
    if raised:
        text = f"{counted(raised, 'finding')} raised: what was looked at comes next."
        parts.append(Hanging(Content.styled("!", "bold $warning"), Content(text)))
    return Stack(parts)
