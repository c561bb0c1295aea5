"""What single sentences say: flaws of wording are found, and what only looks like one is let be."""

from __future__ import annotations

import re
from copy import deepcopy

import pytest
from generated import to_yaml
from hypothesis import given
from hypothesis import strategies as st
from text_desk import DATA, REFERENCE, assert_told_apart, changed, linted, linted_bank, story

from isoquest.content.problems import Severity

NAKED = [
    "The mill is ISO certified.",
    "The mill is ISO-certified since March.",
    "Two ISO certified suppliers send flour.",
    "By June the bakery has its ISO certification.",
    "The ISO certificate hangs in the hall.",
    "All our ISO certificates are in the drawer.",
    "The shop was certified by ISO last year.",
    "A letter comes: the mill is now approved by ISO.",
    "The dairy, an ISO accredited firm, sends butter.",
    "The dairy is ISO-accredited.",
    "The dairy holds an ISO accreditation.",
    "An ISO-registered mill costs more.",
    "The mill is ISO approved.",
    "Everyone in the lane has iso certification.",
    "The bakery has been accredited to ISO 9001 since 2019.",
    "The bakery is accredited to ISO 22000 by a body in town.",
    "The mill was accredited against ISO 14001 in spring.",
    "Our neighbour is certified to ISO 26000.",
    "The mill is certified to ISO 31000 as well.",
    "A laboratory in town is certified to ISO/IEC 17025.",
    "The office is certified against ISO/IEC 27002.",
    "Here is the certificate from ISO.",
    "**The bakery is ISO certified.**",
    "Nell is proud; the bakery became ISO certified in May.",
]
NAMED_OR_TOLD = [
    "The mill's quality management system is certified to ISO 9001:2026 by Kronfeld Certification.",
    "The mill has an ISO 9001:2026 certificate from Kronfeld Certification.",
    "ISO 22000 certification takes half a year here.",
    'The neighbour\'s van says "ISO certified".',
    "The neighbour's van says “ISO certified”, in gold.",
    "*ISO certified* is what the neighbour writes.",
    "> Orrin Lighting is ISO certified.",
    "ISO certifies nobody.",
    "Nobody is certified by ISO.",
    "There is no ISO certification without a standard.",
    "Is the mill ISO certified?",
    "The body is accredited for ISO 22000.",
    "Kronfeld Certification is accredited to ISO/IEC 17021-1.",
    "The laboratory is accredited to ISO/IEC 17025.",
    "The mill is not ISO certified.",
    "To call oneself ISO certified is misleading.",
    "A certificate by a certification body names a standard.",
    "The ISO 9001 certificate names an edition: 2026.",
    "Nobody can be certified to ISO 31000.",
    "The words ISO certified name no standard.",
    "ISO has published a new edition.",
    "A body that is accredited by its national accreditation body can certify.",
]
LOGO = [
    "The frame comes with the ISO logo.",
    "ISO's logo stands on the letterhead.",
    "From now on the ISO mark is on every loaf.",
    "Nell prints the ISO symbol on the bags.",
    "The certificate bears the ISO 9001 logo.",
    "The logo of ISO gives the van some dignity.",
    "With the certificate came the ISO emblem.",
    "The ISO logo on the door looks well.",
    "Amos stitches ISO\u2019s own logo on the aprons.",
    "The new bags have the ISO 22000 mark in green.",
]
NO_LOGO = [
    "The ISO logo may not be used.",
    "Nobody may use ISO's logo.",
    "The ISO logo is a protected trademark.",
    "There is no ISO 9001 logo.",
    "The logo of ISO proves nothing.",
    "The nephew's draft imitates the ISO logo, and that is forbidden.",
    "“The ISO logo would look well,” says the nephew.",
    "May we use the ISO logo?",
    "The mark of the certification body is on the letter.",
    "The accreditation symbol is small and round.",
]
UNEXPLAINED = [
    "The CAPA is overdue.",
    "Send the NCR by Friday.",
    "The miller asks for the SIPOC of the night shift.",
    "A FMEA hangs beside the oven.",
    "The TQM years are over.",
    "The SOPs lie in the second drawer.",
    "Amos mistrusts every OEE.",
    "The DMAIC posters came from the mill.",
    "Nell signs the MoU.",
    "The hospital wants a CoC with each delivery.",
    "The buyer's SLA says seven o'clock.",
    "The RACI is on the wall.",
    "Two CARs are open.",
    "The mill sends its PPAP.",
]
EXPLAINED = [
    "A corrective action request (XCA) is open.",
    "The XCB (exact cake book) is on the wall.",
    "The XCC, a small body in town, sends a bill.",
    "XCD: the dough list.",
    "The letters XCE stand for nothing any more.",
    "XCF stands for an old word for rye.",
    "The SoA is a matter for others.",
    "The QMS fits into a drawer.",
    "A KPI has been drawn on the oven.",
    "The PDF has forty pages.",
    "The USB stick is full of crumbs.",
    "The van is from the UK.",
    "Part II of the letter is shorter.",
    "Batch WX-417 was burnt.",
    "The bakery has a BS EN ISO 22000 on the shelf.",
    "IATF 16949 is for cars.",
    "The sign says STOP.",
    "OK, says Amos.",
    "The banner: BUY THE NEW BREAD.",
    "Do NOT open the oven.",
    "The file is called `ZZQ`.",
]
OTHER_FORMS = [
    "There is one non-conformity.",
    "The auditor writes two non conformities.",
    "A non-conformance was closed.",
    "Three nonconformances are open.",
    "The non-conforming loaves are set apart.",
    "The certifying body sends a bill.",
    "A certification company rings.",
    "Two certification agencies sent offers.",
    "The accreditation agency keeps a list.",
    "The accrediting body keeps a list.",
    "A preventative action is wanted.",
    "The corrective measures are late.",
    "Here continuous improvement is a habit.",
    "She lists an opportunity of improvement.",
    "The re-certification is in three years.",
    "The lead assessor is early.",
]
THE_GLOSSARYS = [
    "There is one nonconformity.",
    "The nonconforming loaves are set apart.",
    "The certification body sends a bill.",
    "The accreditation body keeps a list.",
    "The corrective action is late.",
    "Continual improvement is a habit here.",
    "“One non-conformity,” says the man from the mill.",
    "Recertification is in three years.",
    "The lead auditor is early.",
    "Non-smokers sit by the window.",
]
TWICE = [
    "The the oven is hot.",
    "She puts it on on the table.",
    "It is is late.",
    "Nell and and Amos rest.",
    "They looked at at the book.",
    "Bread for for the hospital.",
    "A a loaf.",
    "The loaf was was burnt.",
    "He said\nsaid nothing.",
    "It smells of of rye.",
]
TWICE_IN_EARNEST = [
    "She had had enough.",
    "He knew that that loaf was his.",
    "“No, no,” she says. No no no.",
    "It is very very late.",
    "Lane End. End of the lane.",
    "New York New York, says the box.",
    "She gave her her loaf.",
    "They had that that day.",
    "Is this it? It is.",
    "So, so, said Amos.",
]
OPEN = [
    "“Come in, says Nell.",
    "Come in,” says Nell.",
    '"Come in, says Nell.',
    'Come in," says Nell.',
    "The oven (it is old is hot.",
    "The oven, it is old) is hot.",
    "The *oven is hot.",
    "The oven* is hot.",
    "The **oven is hot.",
    "“Come in.” “Sit down. They sit.",
    "The oven (old (very old) is hot.",
]
CLOSED = [
    "“Come in,” says Nell.",
    '"Come in," says Nell.',
    "“It is late.\n\n“It is very late,” says Amos.",
    "The oven (it is old) is hot.",
    "a) the oven, b) the table",
    "1) the oven\n2) the table",
    "The *oven* is **hot**.",
    "* the oven\n* the table",
    'A tin of 5" stands on the shelf.',
    "Five \\* six loaves.",
    "5 * 6 loaves.",
    "Amos smiles :-)",
]
UNWRITTEN = [
    "TODO: what Amos says.",
    "TBD",
    "Nell says ???",
    "Lorem ipsum dolor sit amet.",
    "FIXME before June.",
    "The name is XXX.",
    "Then [...] and on.",
    "TBC with the miller.",
]
WRITTEN = ["There is much to do.", "“What?”", "What?!", "To be decided by Nell.", "He waits ... and waits.", "Size XX."]
VERDICTS = [
    "Do the right thing and ring the kitchen.",
    "Take the correct way: write to them.",
    "Obviously, ask the kitchen.",
    "Of course ask the kitchen first.",
    "Wisely wait until Monday.",
    "Choose the best option and audit the night.",
    "Rightly refuse.",
    "Follow best practice and audit the night.",
    "Make the wrong decision and hide the book.",
    "Foolishly hide the book.",
    "Write it down, as one should.",
    "Take a sensible decision and ask.",
]
DEEDS = [
    "Ring the kitchen and ask.",
    "Take the right-hand oven.",
    "Turn right at the mill and ask there.",
    "“Of course we did,” you say.",
    "Write down what is wrong with the book.",
    "Ask Amos to correct the card.",
    "Send the best loaf to the hospital.",
    "Bake a proper loaf.",
    "“That is the right thing to do.”",
    "Check that the certificate is the right one.",
]


@pytest.mark.parametrize(
    ("code", "flaws", "sound"),
    [
        ("naked-claim", NAKED, NAMED_OR_TOLD),
        ("iso-logo", LOGO, NO_LOGO),
        ("unexplained-abbreviation", UNEXPLAINED, EXPLAINED),
        ("other-term", OTHER_FORMS, THE_GLOSSARYS),
        ("doubled-word", TWICE, TWICE_IN_EARNEST),
        ("open-mark", OPEN, CLOSED),
        ("unwritten-text", UNWRITTEN, WRITTEN),
    ],
)
def test_a_flaw_is_found_and_what_looks_like_one_is_not(code: str, flaws: list[str], sound: list[str]):
    """In stories and in feedback, at least 95 of 100 flaws are spoken of and at most 5 of 100 sound sentences."""
    assert_told_apart(code, flaws, sound)


def test_a_choice_is_to_say_what_is_done():
    """A choice that praises or blames itself is spoken of, one that only holds such a word is not."""
    assert_told_apart("choice-with-verdict", VERDICTS, DEEDS, in_choices=True)


def test_the_clean_story_is_clean():
    """Nothing at all is said of a story written with care."""
    assert linted(story()) == ()


def test_a_wrong_choice_and_a_wrong_option_may_make_a_naked_claim():
    """What is meant to be unsound may say what is not so; the best choice may not."""

    def claim(choice: str):
        def change(data):
            data["nodes"]["claims"]["choices"][choice]["text"] = "Paint that the bakery is ISO certified."

        return {problem.code for problem in linted(changed(change))}

    assert claim("van") == set()
    assert claim("exact") == {"naked-claim"}


BANK = """\
isoquest: 1
title: Claims
topics: {claims: Claims}
questions:
  van:
    type: one
    topic: claims
    context: Orrin Lighting is ISO certified.
    ask: What is missing on its website?
    options:
      standard: {text: The standard, right: true, why: WHY}
      iso: {text: That it was certified by ISO, why: Nobody is.}
"""


def test_a_case_may_make_the_claim_that_its_reasons_take_up():
    """A case to judge may hold a naked claim if a reason speaks of it, not if the question is about something else."""
    assert linted_bank(BANK.replace("WHY", '"\\"ISO certified\\" names none."')) == []
    (problem,) = linted_bank(BANK.replace("WHY", "It comes first."))
    assert (problem.code, problem.severity) == ("naked-claim", Severity.WARNING)


def test_a_claim_without_an_edition_is_noted_only():
    """The standard alone is common and not wrong; what may or could be certified needs no edition."""

    def says(text: str):
        problems = linted(changed(lambda data: data["nodes"]["office"].update(text=text)))
        return [(problem.code, problem.severity) for problem in problems]

    assert says("The mill is certified to ISO 9001 by a body in town.") == [("no-edition", Severity.NOTE)]
    assert says("The mill is certified to ISO 9001:2026 by a body in town.") == []
    assert says("A mill can be certified to ISO 9001.") == []


def test_an_abbreviation_is_told_once_and_where_it_first_stands():
    """However often it is used; an explanation anywhere in the file settles it."""

    def write(data):
        for node in ("week", "letter", "card"):
            data["nodes"][node]["text"] += " The CAPA waits."

    (problem,) = linted(changed(write))
    assert "`letter`" in problem.message

    def explain(data):
        write(data)
        data["nodes"]["opened"]["text"] += " A corrective and preventive action (CAPA) was closed."

    assert linted(changed(explain)) == ()


def test_every_abbreviation_of_the_glossary_may_be_used():
    """What stands in the glossary, as a term or beside one, needs no explanation."""
    shorts = {name for term in REFERENCE.glossary.values() for name in term.also if re.fullmatch("[A-Z]{2,6}", name)}
    assert len(shorts) > 25
    text = "\n\n".join(f"Amos has read of the {short}." for short in sorted(shorts))
    data = linted(changed(lambda data: data["nodes"]["office"].update(text=text)))
    assert {problem.code for problem in data} <= {"long-text"}


def test_the_same_rules_read_banks():
    """A flaw in a bank's texts is found as it is in a story."""
    bank = BANK.replace("WHY", '"\\"ISO certified\\" names none."')
    seeds = {
        "What is missing on its website?": ("Which non-conformity is is open?", {"other-term", "doubled-word"}),
        "title: Claims": ("title: The CAPA bank", {"unexplained-abbreviation"}),
        "Nobody is.": ("Print the (ISO logo.", {"iso-logo", "open-mark"}),
        "Orrin Lighting is ISO certified.": ("TODO", {"unwritten-text"}),
    }
    for old, (new, codes) in seeds.items():
        assert {problem.code for problem in linted_bank(bank.replace(old, new))} == codes


def test_the_clean_story_holds_what_looks_like_flaws():
    """Its cleanness is worth something: it has quoted claims, brackets of lists, repeated words, abbreviations."""
    text = str(DATA)
    for trap in ("ISO certified", "ISO logo", "had had", "1) who", "(CAs)", "HACCP", "| Cakes |", "“"):
        assert trap in text


@given(st.text(st.sampled_from('*"“”()[]`>|_ \n.ab1ISO\u2019'), min_size=1, max_size=60).filter(str.strip))
def test_any_text_can_be_read(text: str):
    """Whatever marks a text holds, each rule reads it to its end and says what it finds on one line."""
    data = deepcopy(DATA)
    data["nodes"]["letter"]["text"] = text
    for problem in linted(story(to_yaml(data))):
        assert problem.message.isprintable()
        assert problem.hint
