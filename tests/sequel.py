"""A small scenario and one that follows it."""

from __future__ import annotations

from pathlib import Path

AUDIT_DAY = """\
isoquest: 1
title: Audit Day
summary: Two auditors come.
meters: {trust: {start: 50}}
evidence: {scope: Scope statement}
start: morning
nodes:
  morning:
    title: The morning
    phase: audit
    text: Two auditors come.
    choices:
      show: {text: Show them the scope., set: {scope: true}, score: 2, to: certified}
      hide: {text: Say nothing., add: {trust: -20}, to: refused}
      leave: {text: Go home., to: gone}
  certified:
    phase: after
    text: It hangs in the hall.
    ending: {kind: success, title: Certified, outcome: The certificate is there.}
  refused:
    phase: after
    text: They leave.
    ending: {kind: failure, title: Refused, outcome: There is no certificate.}
  gone:
    phase: after
    text: You are at home.
    ending: {kind: failure, title: Gone home, outcome: Nobody knows.}
"""

YEAR_AFTER = """\
isoquest: 1
title: The Year After
summary: The auditors come back.
follows: audit-day
evidence: {scope: Scope statement}
start: hall
nodes:
  hall:
    title: The hall
    phase: choose
    text: A year ago two auditors came. What hangs in the hall?
    choices:
      frame: {text: The certificate., score: 3, earlier: visited(certified), to: cupboard}
      nothing: {text: A calendar., earlier: chose(morning.hide), to: cupboard}
  cupboard:
    title: The cupboard
    phase: choose
    text: And in the cupboard?
    choices:
      scope: {text: The scope statement., set: {scope: true}, earlier: [scope, trust >= 50], to: letter}
      dust: {text: Dust., earlier: not scope, to: letter}
  letter:
    title: A letter
    phase: run
    text: They are coming back.
    choices:
      read: {text: Read it., to: done}
      burn: {text: Burn it., to: done}
  done:
    phase: after
    text: They were here.
    ending: {kind: wise, title: Seen again, outcome: They came and went.}
"""


def write_both(folder: Path, audit_day: str = AUDIT_DAY, year_after: str = YEAR_AFTER) -> Path:
    """Put both in a folder of scenarios; gives the folder of the one that follows."""
    for name, text in (("audit-day", audit_day), ("year-after", year_after)):
        file = folder / name / "scenario.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return folder / "year-after"
