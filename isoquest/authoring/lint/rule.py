"""A rule of craft: its code, where it was published, and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from isoquest.content.model import Scenario
from isoquest.content.problems import Problem
from isoquest.content.questions import Bank
from isoquest.content.reference import Reference


@dataclass(frozen=True, slots=True)
class Background:
    """What a rule may look up beside the content it reads."""

    reference: Reference
    today: date
    """Facts grow old; the day is handed in."""


@dataclass(frozen=True, slots=True)
class BankRule:
    """A rule over the questions of a bank."""

    code: str
    published: str
    """Name of the rule and where it stands, such as `Haladyna, Downing and Rodriguez 2002, rule 24`."""
    find: Callable[[Bank, Background], Iterable[Problem]]


@dataclass(frozen=True, slots=True)
class ScenarioRule:
    """A rule over the nodes and choices of a scenario."""

    code: str
    published: str
    find: Callable[[Scenario, Background], Iterable[Problem]]
