"""Claims about certification that no careful company makes, and use of a logo that nobody may use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from isoquest.authoring.lint.rule import Background
from isoquest.authoring.lint.texts import (
    FindInTexts,
    Passage,
    excerpt,
    finding,
    own_words,
    sentences,
    text_rule_for_banks,
    text_rule_for_scenarios,
)
from isoquest.content.problems import Problem, Severity

_ISO = re.compile(r"\bISO\b", re.IGNORECASE)
_NUMBER = r"(?:ISO|IEC|ISO/IEC)\s+\d{4,5}(?:-\d+)?"
_NAKED = (
    (re.compile(r"\bISO[-\s]+certifi(?:ed|cates?|cations?)\b", re.IGNORECASE), "names no standard and no edition"),
    (
        re.compile(
            r"\b(?:certifi(?:ed|cates?|cations?)|audited|approved|accredited)\s+(?:by|from)\s+ISO\b(?![/\s]*(?:IEC|\d))"
        ),
        "says that ISO certifies, and ISO certifies nobody",
    ),
    (
        re.compile(
            r"\bISO(?:-|\s+)accredit(?:ed|ations?)\b|\bISO-(?:registered|approved)\b"
            r"|\b(?:is|are|was|were|be|been|an|our|fully|now)\s+ISO\s+(?:registered|approved)\b",
            re.IGNORECASE,
        ),
        "names something that does not exist",
    ),
)
_ACCREDITED_TO = re.compile(rf"\baccredited\s+(?:to|against|under)\s+(?P<number>{_NUMBER})")
_CERTIFIED_TO = re.compile(
    rf"\b(?P<before>(?:to\s+be|be|being|get|become)\s+)?(?:[Cc]ertified|[Cc]ertificates?|[Cc]ertification)\s+(?:to|against)\s+"
    rf"(?P<number>{_NUMBER})(?P<edition>:\d{{4}})?"
)
_LOGO = re.compile(
    r"\b(?:ISO(?:['\u2019]s)?(?:\s+\d{4,5})?\s+(?:own\s+)?(?:logo|mark|emblem|trademark|symbol|globe)|logo\s+of\s+ISO)\b",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:not|no|never|nobody|none|nothing|neither|nor|cannot|without|wrong(?:ly)?|mislead\w*|false(?:ly)?|instead|untrue"
    r"|nonsense|mistake\w*|misus\w*|forbid\w*|forbidden|prohibit\w*|imitat\w*|protected|trademark|belongs"
    r"|only\s+ISO|alone|vague|empty|meaningless|worthless|phrase|term|wording|words|removed?|painted\s+over)\b|n['\u2019]t\b|\?",
    re.IGNORECASE,
)
"""Signs of a sentence that denies a claim, asks about it, or is about its wording."""


def naked_claims(passages: Iterable[Passage], background: Background) -> Iterator[Problem]:
    """Claims that name no standard, name ISO as the certifier, or name a standard that is not for this."""
    kinds = {standard.number: standard.kind for standard in background.reference.standards.values()}
    passages = tuple(passages)
    for passage in passages:
        if passage.unsound or not _ISO.search(passage.text):
            continue
        for sentence in _asserted(passage.text):
            for claim, why in (*_without_standard(sentence), *_to_the_wrong_standard(sentence, kinds)):
                if _is_judged(claim, passage, passages):
                    continue
                message = f"{passage.name} says `{excerpt(claim)}`, which {why}"
                hint = (
                    "write what is certified, to what, and by whom: `a quality management system certified to ISO "
                    "9001:2026 by ...`; put it in quotation marks where somebody says it"
                )
                yield finding("naked-claim", message, passage.place, hint)


def without_edition(passages: Iterable[Passage], _: Background) -> Iterator[Problem]:
    """Notes on claims that name a standard and no edition; what may or could be certified needs none."""
    for passage in passages:
        if passage.part not in ("story", "case", "label", "feedback") or "ertif" not in passage.text:
            continue
        for sentence in _asserted(passage.text):
            match = _CERTIFIED_TO.search(sentence)
            if match and not match["edition"] and not match["before"]:
                message = f"{passage.name} says `{excerpt(match.group())}` and names no edition"
                hint = "write the edition, as a certificate does: `ISO 9001:2026`"
                yield finding("no-edition", message, passage.place, hint, Severity.NOTE)


def logo_use(passages: Iterable[Passage], _: Background) -> Iterator[Problem]:
    """A logo of ISO in use, told as if that were fine."""
    passages = tuple(passages)
    for passage in passages:
        if passage.unsound or not _LOGO.search(passage.text):
            continue
        for sentence in _asserted(passage.text):
            match = _LOGO.search(sentence)
            if match and not _is_judged("logo", passage, passages):
                message = f"{passage.name} speaks of `{match.group()}` as if it could be used"
                hint = "ISO's logo is a protected trademark that nobody certified may use: say so, or leave it out"
                yield finding("iso-logo", message, passage.place, hint)


def _is_judged(claim: str, passage: Passage, passages: Iterable[Passage]) -> bool:
    """The claim stands in a question's case, and a reason of that question takes it up."""
    if passage.part != "case":
        return False
    words = " ".join(claim.replace("-", " ").split()).casefold()
    return any(
        other.part == "reason" and words in other.text.replace("-", " ").casefold()
        for other in passages
        if other.question == passage.question
    )


def _asserted(text: str) -> Iterator[str]:
    """The sentences that a text itself says and that neither deny nor ask."""
    for sentence in sentences(own_words(text)):
        if not _DENIED.search(sentence):
            yield sentence


def _without_standard(sentence: str) -> Iterator[tuple[str, str]]:
    for pattern, why in _NAKED:
        match = pattern.search(sentence)
        if match:
            yield match.group(), why


def _to_the_wrong_standard(sentence: str, kinds: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    match = _ACCREDITED_TO.search(sentence)
    if match and kinds.get(" ".join(match["number"].split())) == "certifiable":
        yield match.group(), "mixes two things: companies are certified, the bodies that certify them are accredited"
    match = _CERTIFIED_TO.search(sentence)
    if match and kinds.get(" ".join(match["number"].split())) in ("guidance", "accreditation"):
        yield match.group(), "names a standard to which nobody is certified"


_PUBLISHED = "ISO, Certification page (iso.org): name the standard and its edition, and do not use the ISO logo"
_FINDERS: tuple[tuple[str, FindInTexts], ...] = (
    ("naked-claim", naked_claims),
    ("no-edition", without_edition),
    ("iso-logo", logo_use),
)
RULES = tuple(text_rule_for_scenarios(code, _PUBLISHED, find) for code, find in _FINDERS)
BANK_RULES = tuple(text_rule_for_banks(code, _PUBLISHED, find) for code, find in _FINDERS)
