"""Where the player stands: the meters as bars or on one line, and the evidence in hand."""

from __future__ import annotations

from textual.content import Content
from textual.visual import Visual

from isoquest.content.model import Evidence, Meter, Scenario
from isoquest.content.safe_text import safe_line
from isoquest.engine.changes import evidence_held
from isoquest.engine.state import State
from isoquest.tui.one_line import line
from isoquest.tui.visuals import Hanging, Stack

SMALL_WORDS = frozenset(["a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "the", "to", "with"])
"""Words with which a shortened name does not end."""
LONGEST_NAME = 24
LONGEST_UNIT = 8


def meters(scenario: Scenario, state: State) -> list[tuple[Meter, int]]:
    """The meters that a player sees, each with its value."""
    pairs = zip(scenario.meters.values(), state.meters, strict=True)
    return [(meter, value) for meter, value in pairs if not meter.hidden]


def amount(value: int, meter: Meter) -> str:
    """A value with its unit; a unit that the meter's own name already says is left out."""
    unit = safe_line(meter.unit)[:LONGEST_UNIT]
    return f"{value} {unit}" if unit and unit.casefold() not in meter.name.casefold() else str(value)


def bar(share: float, width: int, style: str = "$primary") -> Content:
    """A bar of `width` columns, filled to a share between 0 and 1."""
    filled = max(0, min(width, round(share * width)))
    return Content.assemble(("━" * filled, style), ("─" * (width - filled), "$rule"))


def meter_bars(scenario: Scenario, state: State, width: int) -> Visual:
    """Each meter with its value and a bar, `width` columns wide."""
    shown: list[Visual] = []
    for meter, value in meters(scenario, state):
        figure = Content.styled(amount(value, meter), "bold")
        name = line(meter.name).truncate(max(1, width - figure.cell_length - 1), ellipsis=True)
        gap = " " * max(1, width - name.cell_length - figure.cell_length)
        share = (value - meter.min) / (meter.max - meter.min)
        shown.append(Stack([Content.assemble(name, gap, figure), bar(share, width)], gap=0))
    return Stack(shown)


def evidence_list(held: tuple[Evidence, ...], declared: int) -> Visual:
    """The evidence in hand, each with its clause."""
    head = Content.assemble(("Evidence", "bold"), (f"  {len(held)} of {declared}", "$quiet"))
    if not held:
        return Stack([head, Content.styled("Nothing in hand yet.", "$quiet")], gap=0)
    return Stack([head, *(Hanging(Content.styled("✓", "$better"), evidence_line(each)) for each in held)], gap=0)


def evidence_line(evidence: Evidence) -> Content:
    """A piece of evidence with the clause that asks for it."""
    name = line(evidence.name)
    return Content.assemble(name, "  ", line(evidence.clause, "$quiet")) if evidence.clause else name


def standing(scenario: Scenario, state: State, width: int) -> Visual:
    """Meters and evidence, one below the other."""
    parts = [meter_bars(scenario, state, width)] if meters(scenario, state) else []
    if scenario.evidence:
        parts.append(evidence_list(evidence_held(scenario, state), len(scenario.evidence)))
    return Stack(parts or [Content.styled("This story has no meters and no evidence.", "$quiet")])


def folded(scenario: Scenario, state: State, width: int) -> Content:
    """Meters and the number of pieces of evidence on one line, with names as long as there is room for."""
    shown = meters(scenario, state)
    held = len(evidence_held(scenario, state))
    separator = Content.styled(" · ", "$rule")
    for longest in (LONGEST_NAME, 12, 9, 8, 6, 4, 3):
        parts = [
            Content.assemble((_shortened(meter.name, longest), "$quiet"), " ", (amount(value, meter), "bold"))
            for meter, value in shown
        ]
        if scenario.evidence:
            word = "Evidence" if longest > len("Evidence") else "✓"
            parts.append(Content.assemble((word, "$quiet"), " ", (f"{held}/{len(scenario.evidence)}", "bold")))
        made = separator.join(parts)
        if made.cell_length <= width:
            return made
    return made.truncate(max(1, width), ellipsis=True)


def _shortened(name: str, longest: int) -> str:
    """The name where it is short enough, else its first words that are, else its beginning."""
    whole = safe_line(name)
    if Content(whole).cell_length <= longest:
        return whole
    words = whole.split()
    while len(words) > 1:
        words.pop()
        while len(words) > 1 and words[-1].casefold() in SMALL_WORDS:
            words.pop()
        shorter = " ".join(words)
        if Content(shorter).cell_length <= longest:
            return shorter
    return Content(words[0]).truncate(longest).plain if words else ""
