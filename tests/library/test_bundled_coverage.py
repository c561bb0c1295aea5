"""The bundled library leaves out nothing that it is there to teach."""

from __future__ import annotations

import pytest

from isoquest.authoring.coverage import fact_coverage
from isoquest.authoring.misconceptions_met import misconceptions_met
from isoquest.content.library import bundled_reference, load, load_bank, shelf, shelf_of_banks
from isoquest.content.model import Scenario
from isoquest.content.questions import Bank

REFERENCE = bundled_reference()[0]
Library = list[Scenario | Bank]


@pytest.fixture(scope="module")
def library() -> Library:
    """Every bundled scenario and bank."""
    wholes = (*(load(each).scenario for each in shelf()), *(load_bank(each).bank for each in shelf_of_banks()))
    return [whole for whole in wholes if whole is not None]


def test_every_sure_fact_is_taught(library: Library):
    """Whatever is confirmed or professional knowledge stands behind some choice, outcome, check or question."""
    assert [one.fact.id for one in fact_coverage(library, REFERENCE) if one.sure and not one.taught] == []


def test_every_misconception_is_met(library: Library):
    """Each of the 74 is a choice, a wrong option or a question for which a learner can fall."""
    meetings = misconceptions_met(library, REFERENCE)
    assert len(meetings) == 74
    assert [one.misconception.id for one in meetings if not one.met] == []


def test_what_holds_instead_of_a_misconception_is_sure():
    """A misconception is set right by facts that an answer may be keyed on."""
    for one in REFERENCE.misconceptions.values():
        assert {REFERENCE.facts[fact].confidence for fact in one.because} <= {"H", "K"}
        assert one.because
