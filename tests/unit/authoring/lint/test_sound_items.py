"""Sound questions are left alone: a clean bank, the bundled banks, and whatever only looks like a flaw."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from sound_bank import BACKGROUND, bundled_banks, clean_bank, ones, planted, right, with_all_texts, with_texts, wrong

from isoquest.authoring.lint.item_rules import ITEM_RULES
from isoquest.content.problems import Problem
from isoquest.content.question_checks import PARTS
from isoquest.content.questions import Bank, Question

FALSE_ALARMS_AT_MOST = 0.05
RULES = {rule.code: rule for rule in ITEM_RULES}


def blamed(bank: Bank) -> set[str]:
    """The questions of which some rule says something, and `bank` for what is said of the whole."""
    owners = {question.place: question.id for question in bank.questions.values()}
    for question in bank.questions.values():
        owners |= {option.place: question.id for option in question.options.values()}
    return {owners.get(problem.place, "bank") for rule in ITEM_RULES for problem in rule.find(bank, BACKGROUND)}


def test_a_clean_bank_is_clean():
    """Of thirty-two sound questions of all types at most one in twenty is blamed, and the bank as a whole is not."""
    assert len(clean_bank().questions) == 32
    assert {question.type for question in clean_bank().questions.values()} == set(PARTS)
    assert "bank" not in blamed(clean_bank())
    assert len(blamed(clean_bank())) <= FALSE_ALARMS_AT_MOST * 32


def test_the_bundled_banks_are_hardly_blamed():
    """Of questions that were not written for the rules at most one in twenty is blamed, and no bank as a whole."""
    names = [blamed(bank) for bank in bundled_banks()]
    questions = sum(len(bank.questions) for bank in bundled_banks())
    assert questions >= 300
    assert not any("bank" in ids for ids in names)
    assert sum(map(len, names)) <= FALSE_ALARMS_AT_MOST * questions


def asks(*texts: str) -> list[Question]:
    """A sound question that asks something else."""
    return [replace(ones()[0], ask=text) for text in texts]


def wrong_ones(*texts: str) -> list[Question]:
    """A sound question with another wrong option."""
    return [with_texts(ones()[0], {wrong(ones()[0])[-1].id: text}) for text in texts]


def rows(*texts: Sequence[str]) -> list[Question]:
    """A question with these options, the first of them right."""
    return [with_all_texts(ones()[0], *row) for row in texts]


LOOK_ALIKES: dict[str, Callable[[], list[Question]]] = {
    "all-of-the-above": lambda: (
        wrong_ones(
            "All sites of the firm",
            "Both auditors and the guide",
            "All four clauses of the annex",
            "Two of the sites",
            "Both stages",
            "Any accredited body",
            "A and B samples",
            "Everything the client makes",
            "The first two stages",
            "Any change of address",
        )
        + [
            replace(question, ask="How many of the records does the auditor see?")
            for question in wrong_ones("All of them", "Both of them", "All three of them")
        ]
    ),
    "none-of-the-above": lambda: wrong_ones(
        "None of the records",
        "No sites at all",
        "Nobody outside the firm",
        "No certificate",
        "Neither the auditor nor the client",
        "No answer within a month",
        "Something the client sells",
        "None so far",
        "Neither of the two stages",
        "There is no limit",
    ),
    "negative-stem": lambda: asks(
        "Which of these is **not** part of it?",
        "Which of these is *never* shown?",
        "Which is NOT allowed?",
        "All are duties EXCEPT which?",
        "How many sites are visited, at least?",
        "Is the statement true or false?",
        "The scale was not calibrated. What should the owner do?",
        "No record exists and the auditor is not pleased. Which grade fits?",
        "What is the least number of days?",
        "Does the finding stand or not?",
        "What is at stake, not only for the client?",
        "Which note describes the finding?",
        "Who knows the exceptions to the rule?",
    ),
    "absolute-distractor": lambda: (
        wrong_ones(
            "Not only the owner",
            "At all sites that were sampled last year",
            "Almost all of the records",
            "Once every year",
            "Every three years",
            "The overall result",
            "A record of calls",
            "Every second site",
        )
        + rows(("Only the body", "Only the ministry", "The chamber"), ("Every site", "The site", "Every second record"))
    ),
    "hedged-key": lambda: rows(
        ("Usually a body", "Often a ministry", "A chamber"), ("A body", "Usually a chamber", "ISO")
    ),
    "empty-stem": lambda: asks(
        "What is an audit?",
        "What does CASCO do?",
        "Who certifies?",
        "What follows Stage 2?",
        "Is she right about the logo?",
        "Which of these may auditors accept?",
        "Why audit?",
        "How long is a cycle?",
        "Which of these statements would an auditor accept as evidence of competence?",
    ),
    "twin-options": lambda: rows(
        ("The client pays the body", "The body pays the client", "z"),
        ("Stage 1", "Stage 2", "z"),
        ("Not audited", "Audited", "z"),
        ("A certification body", "An accreditation body", "z"),
        ("It may sign", "It must sign", "z"),
        ("Before Stage 2", "After Stage 2", "z"),
    ),
    "nested-options": lambda: rows(
        ("Stage 1 only", "Stage 1 and Stage 2", "z"),
        ("The scope of accreditation", "The scope", "z"),
        ("Product certification", "Certification", "z"),
        ("A minor, as nothing was lost", "A major, as nothing was found", "z"),
        ("Just the report", "The report and the plan", "z"),
        ("ISO 9001", "ISO 9001 without design", "z"),
        ("Quality and safety", "Safety alone", "z"),
        ("Not on Fridays", "On Fridays", "z"),
    ),
    "overlapping-amounts": lambda: rows(
        ("1 to 5 years", "6 to 10 years", "11 years or more"),
        ("Up to 3 days", "More than 3 days", "z"),
        ("Less than 10", "10 to 20", "More than 20"),
        ("10 to 20 days", "10 to 20 weeks", "z"),
        ("Under 5", "5 or more", "z"),
        ("Three audits", "Four audits", "One audit"),
    ),
    "unordered-numbers": lambda: rows(
        ("ISO 9001", "ISO 14001", "ISO 45001"),
        ("Three, as sampling is allowed", "Nine, as it is not", "Two, by lot"),
        ("4.1", "7.1.5", "9.2"),
        ("A letter", "3 pages", "z"),
        ("2015 edition with amendment", "2026", "2008"),
        ("In May", "In June", "In July"),
    ),
    "options-not-parallel": lambda: rows(
        ("To customers", "The staff", "The owner"),
        ("Training of staff", "Records of audits", "Plans for visits"),
        ("Opening meeting", "Closing meeting", "Audit report"),
        ("Bramley Ltd.", "Oak Inc", "Elm plc"),
        ("pH meters", "Scales", "Gauges"),
        ("It may, if asked", "If asked, it may", "It may not"),
        ("Auditing the firm", "A record of hours", "The plan of visits"),
    ),
    "lone-short": lambda: rows(
        ("ISO", "The accreditation body above it", "The certification body itself"),
        ("Yes", "No", "Perhaps so"),
        ("A short note", "A longer note about it", "A longer report on it"),
    ),
    "longest-key": lambda: rows(
        ("A body that audits and certifies its clients", "A ministry that has laws about trade", "A chamber"),
        ("Certification bodies", "ISO", "IEC"),
    ),
    "agreement-cue": lambda: [
        replace(with_all_texts(ones()[0], *texts), ask=ask)
        for ask, *texts in (
            ("What is the position of the client?", "It may refuse", "It has to agree", "It pays all"),
            ("What are audits for?", "A certificate", "Improvement", "Laws"),
            ("What is needed?", "Two audits", "A visit", "Three records"),
            ("Who are the members?", "Standards bodies", "Governments", "Companies"),
        )
    ],
    "article-cue": lambda: [
        replace(with_all_texts(ones()[0], *texts), ask=ask)
        for ask, *texts in (
            ("What an auditor writes is a", "report", "letter", "finding"),
            ("What an auditor writes is an", "ISO document", "IAF document", "FSSC document"),
            ("What an auditor writes is a(n)", "report", "audit plan", "invoice"),
            ("The clause ends with annex A", "One", "Eight", "Two"),
        )
    ],
    "convergence": lambda: rows(
        ("Yearly and announced", "Monthly and unannounced", "Weekly, by surprise"),
        ("The body audits the firm", "The firm audits the body", "The state audits both"),
        ("Yearly, announced", "Yearly, unannounced", "Monthly, announced", "Monthly, unannounced"),
        ("Audit plan", "Audit programme", "Audit report"),
    ),
    "stem-echo": lambda: [
        replace(with_all_texts(ones()[0], *texts), ask=ask)
        for ask, *texts in (
            ("How does the umbrella maker answer?", "With an umbrella", "With umbrellas by post", "In person"),
            ("Where are the sausages kept?", "In a cold store", "In the cellar", "Upstairs"),
            ("What does the auditor do next?", "The auditor writes it down", "She leaves it", "She asks"),
        )
    ],
    "answer-elsewhere": lambda: [
        replace(ones()[2], context=f"A buyer mentions {right(question).text}.") for question in ones()
    ],
    "missing-reason": lambda: [with_key_reason_in_question(question) for question in ones()],
}


def with_key_reason_in_question(question: Question) -> Question:
    """The question with the reason of its key as its own."""
    key = replace(right(question), why="")
    return replace(question, why="So it is.", options={**question.options, key.id: key})


def alarms(code: str, question: Question) -> list[Problem]:
    """What a rule says of a question that stands in the clean bank."""
    case = planted(question)
    return [problem for problem in RULES[code].find(case.bank, BACKGROUND) if problem.place in case.places]


@pytest.mark.parametrize("code", LOOK_ALIKES)
def test_what_looks_like_a_flaw_and_is_none_is_left_alone(code: str):
    """Each sound question that has something of the flaw about it gets no warning."""
    assert [(question.ask, found) for question in LOOK_ALIKES[code]() if (found := alarms(code, question))] == []
