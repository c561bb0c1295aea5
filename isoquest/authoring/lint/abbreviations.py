"""Abbreviations that a newcomer has no way to look up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from isoquest.authoring.lint.rule import Background
from isoquest.authoring.lint.texts import Passage, finding, text_rule_for_banks, text_rule_for_scenarios
from isoquest.content.problems import Problem
from isoquest.content.reference import Reference

COMMONPLACE = frozenset(
    """
    AD AI AM ATM BBC BC CAD CCTV CD CEO CFO CNC CV DIY DNA DVD EC ECG EEC EU EUR FAQ GBP GDP GPS GMT HR HTML ID IP
    IT KB LED LLC LTD MB GB TB MBA MP MRI MS NASA NATO NGO NHS NO OECD OK PC PDF PIN PLC PM PO POS PR PS QR RAM
    RSVP SIM SMS SOS TV UFO UK UN UNESCO URL US USA USB USD UV VAT VIP WHO WIFI WLAN WWW XML YAML ZIP CO CRM DC AC
    HD IBAN IQ IOU LCD PVC SUV TLC RPM KWH MW KW KV MPA HZ KHZ MHZ GHZ DB NM MM CM KM KG MG ML II III IV VI VII
    VIII IX XI XII XIII XIV XV XVI XVII XIX XX XXI
    """.split()  # noqa: SIM905 - a list of words is read as one
)
"""Abbreviations, units and Roman numbers that everybody reads without help."""

UNWRITTEN = frozenset({"TODO", "TBD", "TBC", "FIXME", "XXX"})
"""Marks of a text still to be written, which have a rule of their own."""
IN_CAPITALS = frozenset(
    """
    ALL ALWAYS AND CLOSED COPY DANGER DO DRAFT EXIT FAIL FINAL FIRST FREE FULL GOOD HERE HOLD IS KEEP LAST MUST
    NEVER NEW NONE NOT NOW OFF ON ONE ONLY OPEN OR OUT PAID PASS PULL PUSH READY REJECT RETURN REWORK RUSH SALE
    SCRAP SOLD STAFF STOP TWO UP URGENT VERY VOID WASTE WET YES YOU
    """.split()  # noqa: SIM905 - a list of words is read as one
)
"""Words that stand in capitals on signs and stamps, or for emphasis."""

_ABBREVIATION = re.compile(
    r"(?<![\w\u2019'&/-])(?P<short>[A-Z]{2,6}|[A-Z]{1,3}[a-z][A-Z]{1,3})s?"
    r"(?![\w&]|[-\u2013]\d|['\u2019](?:[a-rt-z]|s\w)|\s+(?:EN|ISO|IEC)\b)"  # not WX-417; not BS in BS EN ISO 9001
)
_SHOUTED = re.compile(r"\b[A-Z]{2,}(?:[\s,:!.-]+[A-Z]{2,}\b)+")
_LONGEST = 6
"""Letters of an abbreviation; what is longer, and what stands in capitals beside it, is shouted."""
_SHORTEST_BY_CHANCE = 3
"""Letters from which on the beginnings of words in a row hardly spell an abbreviation by chance."""
_CODE = re.compile(r"`[^`\n]*`")
_IN_BRACKETS = re.compile(r"\(([^()]{2,80})\)")
_ABOUT_LETTERS = re.compile(r"\b(?:stands? for|initials?|acronym|abbreviat\w+|short for|the letters)\b")
_SMALL = frozenset("a an and at by for from in of on or the to with".split())  # noqa: SIM905 - likewise


def known_abbreviations(reference: Reference) -> frozenset[str]:
    """Every abbreviation that stands in a term of the glossary, or in the number or title of a standard."""
    named = [name for term in reference.glossary.values() for name in (term.term, *term.also)]
    named += [f"{standard.number} {standard.title}" for standard in reference.standards.values()]
    return frozenset(re.findall(r"\b(?:[A-Z]{2,6}|[A-Z]{1,3}[a-z][A-Z]{1,3})\b", " ".join(named)))


def is_explained(text: str, short: str) -> bool:
    """The text says what an abbreviation stands for: in brackets, in an aside, or in so many words."""
    mark = re.escape(short)
    said = (
        rf"\b{mark}s?\s*(?:\(|:|=|, (?:an?|the|short for|that is|or)\b)"
        rf"|(?<!\b[Tt]he )(?<!\b[Aa] )(?<!\b[Oo]ur )\b{mark}(?: \d+)?(?:(?:,| and) [A-Z]{{2,6}})*"
        r" (?:means?|stands? for|is (?:an?|the|short)|are (?:the|examples))\b"
    )
    if re.search(said, text) or _ABOUT_LETTERS.search(text):
        return True
    return any(
        re.fullmatch(rf"(?:or |also |in short |the )?{mark}s?(?:[,:] .*)?", inside)
        for inside in _IN_BRACKETS.findall(text)
    )


def is_spelled_out(text: str, short: str) -> bool:
    """Words of the text in a row, small ones aside or not, begin with its letters."""
    if len(short) < _SHORTEST_BY_CHANCE:
        return False
    words = [word for word in re.findall(r"[^\W\d_]+", text) if word != short]
    every = "".join(word[0] for word in words).upper()
    main = "".join(word[0] for word in words if word not in _SMALL).upper()
    return short.upper() in every or short.upper() in main


def unexplained(passages: Iterable[Passage], background: Background) -> Iterator[Problem]:
    """A warning for each abbreviation that nothing explains, where it first stands."""
    settled = set(known_abbreviations(background.reference) | COMMONPLACE | IN_CAPITALS | {"ISO", "IEC"} | UNWRITTEN)
    waiting: dict[str, Passage] = {}
    for passage in passages:
        text = _CODE.sub("", passage.text) if "`" in passage.text else passage.text
        for match in _ABBREVIATION.finditer(text):
            short = match["short"]
            if short in settled or _is_shouted(text, match):
                continue
            if is_explained(text, short) or is_spelled_out(text, short):
                settled.add(short)
                waiting.pop(short, None)
            else:
                waiting.setdefault(short, passage)
    for short, passage in waiting.items():
        message = f"{passage.name} says `{short}`, which neither the glossary nor this file explains"
        hint = f"write it out at first use, with the abbreviation in brackets: `... ({short})`"
        yield finding("unexplained-abbreviation", message, passage.place, hint)


def _is_shouted(text: str, match: re.Match[str]) -> bool:
    """It stands in capitals beside words that are too long for abbreviations."""
    return any(
        shouted.start() <= match.start() < shouted.end()
        and max(map(len, re.findall(r"\w+", shouted.group()))) > _LONGEST
        for shouted in _SHOUTED.finditer(text)
    )


_PUBLISHED = "GOV.UK style guide, Abbreviations and acronyms: explain it at first use unless it is well known"
RULE = text_rule_for_scenarios("unexplained-abbreviation", _PUBLISHED, unexplained)
BANK_RULE = text_rule_for_banks("unexplained-abbreviation", _PUBLISHED, unexplained)
