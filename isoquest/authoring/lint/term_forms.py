"""Terms written otherwise than in the glossary, so that a newcomer takes them for something else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from isoquest.authoring.lint.rule import Background
from isoquest.authoring.lint.texts import Passage, finding, own_words, text_rule_for_banks, text_rule_for_scenarios
from isoquest.content.problems import Problem

OTHER_FORMS: Mapping[str, tuple[str, str]] = {
    r"non[- ]conformit(?:y|ies)|non[- ]?conformances?": ("nonconformity", "nonconformity"),
    r"non[- ]conforming": ("nonconforming-output", "nonconforming"),
    r"(?:certifying|certificating|certified) bod(?:y|ies)|certification "
    r"(?:compan(?:y|ies)|agenc(?:y|ies)|firms?|organi[sz]ations?)": ("certification-body", "certification body"),
    r"accrediting bod(?:y|ies)|accreditation (?:agenc(?:y|ies)|authorit(?:y|ies)|compan(?:y|ies))": (
        "accreditation-body",
        "accreditation body",
    ),
    r"preventative actions?": ("preventive-action", "preventive action"),
    r"correcting actions?|corrective measures?": ("corrective-action", "corrective action"),
    r"continuous improvement": ("continual-improvement", "continual improvement"),
    r"opportunit(?:y|ies) of improvement": ("opportunity-for-improvement", "opportunity for improvement"),
    r"re-certification": ("recertification", "recertification"),
    r"statements? of application|applicability statements?": (
        "statement-of-applicability",
        "Statement of Applicability",
    ),
    r"lead assessors?|chief auditors?|head auditors?": ("lead-auditor", "lead auditor"),
}
"""Another form, the key of the glossary's entry that it means, and the glossary's form.

Only forms that differ from the vocabulary of ISO 9000:2015 and ISO/IEC 17000:2020 or are spelt otherwise there.
"""
_ANY = re.compile("|".join(rf"\b(?:{form})\b" for form in OTHER_FORMS), re.IGNORECASE)
_FORMS = tuple((re.compile(rf"\b(?:{form})\b", re.IGNORECASE), *meant) for form, meant in OTHER_FORMS.items())


def other_forms(passages: Iterable[Passage], background: Background) -> Iterator[Problem]:
    """Terms in another form than the glossary's, unless somebody else is quoted or an option is meant to be wrong."""
    glossary = background.reference.glossary
    for passage in passages:
        if passage.unsound or not _ANY.search(passage.text):
            continue
        text = own_words(passage.text)
        for form, key, term in _FORMS:
            match = form.search(text)
            if match and key in glossary and match.group().lower() not in _names(glossary[key].also):
                message = f"{passage.name} says `{match.group()}`; the glossary calls it `{term}`"
                yield finding("other-term", message, passage.place, f"write `{term}`, so that it can be looked up")


def _names(also: tuple[str, ...]) -> set[str]:
    return {name.lower() for name in also}


_PUBLISHED = "ISO/IEC Directives Part 2: one term for one concept; the forms are those of ISO 9000 and ISO/IEC 17000"
RULE = text_rule_for_scenarios("other-term", _PUBLISHED, other_forms)
BANK_RULE = text_rule_for_banks("other-term", _PUBLISHED, other_forms)
