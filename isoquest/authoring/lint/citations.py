"""Facts that are cited though they are not sure, or though nobody has looked at them for a year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from isoquest.authoring.lint.rule import Background, BankRule, ScenarioRule
from isoquest.authoring.lint.texts import finding
from isoquest.content.model import Scenario
from isoquest.content.problems import Place, Problem, Severity
from isoquest.content.questions import Bank

OLDEST = 365
"""Days for which a volatile fact is taken as it was last read."""
UNSURE = {"M": "has one secondary source", "U": "is unconfirmed"}
PLACES_SHOWN = 4

_HEDGED = re.compile(
    r"\b(?:reported(?:ly)?|expected|announced|unconfirmed|according to|said to|thought to"
    r"|so far|as far as|apparently|probably|one source|a single source)\b"
    r"|\bnot (?:yet )?(?:been )?(?:confirmed|certain|sure|known)\b|\bas of\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Citation:
    name: str
    facts: tuple[str, ...]
    place: Place
    told: str
    """What the learner reads beside the fact."""


def _in_scenario(scenario: Scenario) -> Iterator[_Citation]:
    for node in scenario.nodes.values():
        for decision in node.decisions:
            yield _Citation(f"`{node.id}.{decision.id}`", decision.because, decision.place, decision.feedback)
        for check in node.assess.checks.values() if node.assess else ():
            told = f"{check.finding} {check.conforms}"
            yield _Citation(f"`{node.id}.{check.id}`", check.because, check.place, told)


def _in_bank(bank: Bank) -> Iterator[_Citation]:
    for question in bank.questions.values():
        reasons = (question.ask, question.why, *(option.why for option in question.options.values()))
        yield _Citation(f"`{question.id}`", question.because, question.place, " ".join(reasons))


def unsure(citations: Iterable[_Citation], background: Background) -> Iterator[Problem]:
    """A warning for each place that cites an unsure fact and speaks as if it were sure."""
    facts = background.reference.facts
    for citation in citations:
        doubtful = [facts[fact] for fact in citation.facts if fact in facts and facts[fact].confidence in UNSURE]
        if doubtful and not _HEDGED.search(citation.told):
            listed = " and ".join(f"{fact.id}, which {UNSURE[fact.confidence]}" for fact in doubtful)
            hint = (
                "say in the text how sure it is (`reported`, `not confirmed`), cite a surer fact, or confirm this one"
            )
            yield finding("unsure-fact", f"{citation.name} rests on {listed}", citation.place, hint)


def stale(citations: Iterable[_Citation], background: Background) -> Iterator[Problem]:
    """A warning for each volatile fact that is cited and older than a year, at the first place that cites it."""
    places: dict[str, list[tuple[str, Place]]] = {}
    for citation in citations:
        for fact_id in dict.fromkeys(citation.facts):
            fact = background.reference.facts.get(fact_id)
            if fact and fact.volatile and (background.today - date.fromisoformat(fact.as_of)).days > OLDEST:
                places.setdefault(fact_id, []).append((citation.name, citation.place))
    for fact_id, citing in places.items():
        as_of = background.reference.facts[fact_id].as_of
        (first, place), others = citing[0], citing[1:]
        message = f"{first} cites {fact_id}, which is likely to change and was last confirmed on {as_of}"
        if others:
            message += f"; so do {len(others)} other places" if len(others) > 1 else f"; so does {others[0][0]}"
        hint = "look whether it still holds, then write the day into its `as_of`"
        related = tuple((f"{name} cites it too", place) for name, place in others[:PLACES_SHOWN])
        yield Problem("stale-fact", message, place, Severity.WARNING, hint, related)


_UNSURE_PUBLISHED = "house rule: what is taught as certain is confirmed; what is not says so"
_STALE_PUBLISHED = "house rule: what is likely to change is looked at once a year"

RULES = (
    ScenarioRule("unsure-fact", _UNSURE_PUBLISHED, lambda scenario, b: unsure(_in_scenario(scenario), b)),
    ScenarioRule("stale-fact", _STALE_PUBLISHED, lambda scenario, b: stale(_in_scenario(scenario), b)),
)
BANK_RULES = (
    BankRule("unsure-fact", _UNSURE_PUBLISHED, lambda bank, b: unsure(_in_bank(bank), b)),
    BankRule("stale-fact", _STALE_PUBLISHED, lambda bank, b: stale(_in_bank(bank), b)),
)
