"""Flaws of options among each other: their length, place, form, reasons, and what they share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from types import MappingProxyType

from sound_bank import (
    Planted,
    choosing,
    clean_bank,
    lowered,
    ones,
    planted,
    right,
    with_all_texts,
    with_questions,
    with_texts,
    wrong,
)


def longest_keys() -> Iterator[Planted]:
    """Keys one to twelve characters longer than anything else, in all or nearly all questions."""
    for spared in range(5):
        for extra in (1, 3, 6, 12):
            spoilt = []
            for at, question in enumerate(choosing()):
                if at % 6 != spared or spared == 4:
                    longest = max(len(option.text) for option in question.options.values())
                    key = right(question)
                    spoilt.append(with_texts(question, {key.id: key.text.ljust(longest + extra, "x")}))
            yield Planted(with_questions(*spoilt), told=f"{spared} {extra}")


def key_position() -> Iterator[Planted]:
    """Options all fixed, with the key nearly always at one place."""
    for place in range(4):
        for spared in (None, 0, 5, 9):
            spoilt = []
            for at, question in enumerate(ones()):
                options = [replace(option, fixed=True) for option in wrong(question)]
                options.insert(place if at != spared else (place + 1) % 4, replace(right(question), fixed=True))
                spoilt.append(replace(question, options={option.id: option for option in options}))
            yield Planted(with_questions(*spoilt), told=f"{place} {spared}")


def true_false_share() -> Iterator[Planted]:
    """Ten to twenty statements, all or all but one of them true, or false."""
    statement = clean_bank().questions["standards-bind"]
    for answer in (True, False):
        for count in range(12, 20, 2):
            for exceptions in (0, 1):
                extra = [replace(statement, id=f"s{at}", right=answer == (at >= exceptions)) for at in range(count)]
                kept = {n: q for n, q in clean_bank().questions.items() if q.type != "true-false"}
                bank = replace(clean_bank(), questions=MappingProxyType(kept))
                yield Planted(with_questions(*extra, bank=bank), told=f"{answer} {count} {exceptions}")


def longest_key() -> Iterator[Planted]:
    """A key that explains itself."""
    for question in ones():
        for more in (
            ", since the rules for certification bodies say so and no client can change them",
            " (which is why such bodies were set up many years ago, in the first place)",
            "; this follows from what ISO itself tells companies on its own pages",
        ):
            key = right(question)
            yield planted(with_texts(question, {key.id: key.text + more}), more)


def lone_short() -> Iterator[Planted]:
    """A wrong option of one or two words among long ones."""
    for question in ones():
        if min(len(option.text) for option in question.options.values()) >= 25:
            for option in wrong(question):
                for text in ("No", "The staff", "Stage 1", "Money"):
                    yield planted(with_texts(question, {option.id: text}), text)


def twin_options() -> Iterator[Planted]:
    """A wrong option that says what the key says, with another article, number or case."""
    pairs = (
        ("A certification body", "The certification body"),
        ("The auditors", "An auditor"),
        ("Report of the audit", "The report of an audit"),
        ("Its customers", "The customer"),
        ("Reviewing the records", "Review of the record"),
        ("Audit programmes", "The audit programme"),
        ("A surveillance visit", "Surveillance visits"),
        ("Accredited bodies", "The accredited body"),
    )
    for question in ones()[::3]:
        for one, other in pairs:
            if "of" not in one.split() or "Review" not in one:
                yield planted(with_all_texts(question, one, other, "ISO in Geneva"), other)
                yield planted(with_all_texts(question, "The buyer abroad", "ISO in Geneva", other, one), other)


def nested_options() -> Iterator[Planted]:
    """An option that holds another."""
    nouns = ("The audit plan", "A surveillance visit", "Records of training", "Stage 1", "The scope", "Complaints")
    for question in ones()[::4]:
        for at, noun in enumerate(nouns):
            more = nouns[at - 1]
            for joined in (
                f"{noun} and {lowered(more)}",
                f"{more} and {lowered(noun)}",
                f"{noun}, {lowered(more)}",
                f"{noun} or {lowered(more)}",
                f"{more} as well as {lowered(noun)}",
                f"{noun} together with {lowered(more)}",
                f"{more} plus {lowered(noun)}",
                f"Both {lowered(noun)} and {lowered(more)}",
                f"{noun} & {lowered(more)}",
                f"{noun}, including {lowered(more)}",
            ):
                yield planted(with_all_texts(question, joined, noun, "A letter from the buyer"), joined)
        for short, long in (
            ("It tells the client at once", "It tells the client at once and in writing"),
            ("The body withdraws the certificate", "The body withdraws the certificate after six months"),
            ("Records are kept for ten years", "Records are kept for ten years by the quality manager"),
        ):
            yield planted(with_all_texts(question, "The buyer", short, long), long)


def overlapping_amounts() -> Iterator[Planted]:
    """Stretches that share an amount."""
    question = ones()[0]
    for unit in ("", " days", " weeks", " per cent", " %", " auditor-days", " €"):
        for texts in (
            (f"10 to 20{unit}", f"20 to 30{unit}", f"30 to 40{unit}"),
            (f"10-20{unit}", f"15-30{unit}", f"31-40{unit}"),
            (f"10\u201320{unit}", f"20\u201330{unit}", f"31\u201340{unit}"),
            (f"Up to 30{unit}", f"20 to 40{unit}", f"More than 40{unit}"),
            (f"At least 5{unit}", f"At least 10{unit}", f"Under 5{unit}"),
            (f"Less than 10{unit}", f"8{unit}", f"12{unit}"),
            (f"More than 10{unit}", f"12{unit}", f"8{unit}"),
            (f"Between 1 and 3{unit}", f"Between 3 and 5{unit}", f"Between 6 and 9{unit}"),
            (f"From 1 to 3{unit}", f"2 or more{unit}", f"Below 1{unit}"),
            (f"At most 12{unit}", f"Fewer than 10{unit}", f"Over 12{unit}"),
            (f"two to four{unit}", f"four to six{unit}", f"seven to nine{unit}"),
            (f"1,000 to 2,000{unit}", f"1,500 to 3,000{unit}", f"3,001 to 4,000{unit}"),
        ):
            yield planted(with_all_texts(question, *texts), str(texts))


def unordered_numbers() -> Iterator[Planted]:
    """Amounts that are shuffled, or fixed in no order."""
    for question in ones()[:2]:
        for unit in ("", " days", " months", " per cent", "%", " €", " pages", " auditor-days", " years at most"):
            for values in (
                ("3", "1", "2", "5"),
                ("1", "2", "3", "4"),
                ("2.5", "1.5", "4", "3"),
                ("1,000", "250", "40", "8"),
            ):
                loose = with_all_texts(question, *(value + unit for value in values))
                yield planted(loose, f"{values} {unit}")
                fixed = {name: replace(option, fixed=True) for name, option in loose.options.items()}
                if values[:2] != ("1", "2") and values[0] != "1,000":
                    yield planted(replace(loose, options=fixed), f"fixed {values} {unit}")
        yield planted(with_all_texts(question, "Three", "One", "Two", "Six"), "words")
        yield planted(with_all_texts(question, "In 2015", "In 2000", "In 2026", "In 1987"), "years")


def options_not_parallel() -> Iterator[Planted]:
    """One option of another form than the rest."""
    for question in ones():
        options = list(question.options.values())
        for at in range(0, 4, 2):
            text = options[at].text
            if text[0] != '"':
                for told in (
                    f"{text}.",
                    lowered(text),
                    f'"{text}"',
                    f"Because {lowered(text)}",
                    f"No: {lowered(text)}",
                ):
                    if told != text:
                        yield planted(with_texts(question, {options[at].id: told}), told)
            else:
                yield planted(with_texts(question, {options[at].id: text.strip('"').rstrip(".")}), "unquoted")
    question = ones()[0]
    actions = (
        "send the report",
        "call the owner",
        "read the records",
        "end the audit",
        "note the gap",
        "ask for a guide",
    )
    for at in range(len(actions)):
        others = [actions[at - 1], actions[at - 2], actions[at - 3]]
        infinitives = [f"To {other}" for other in others[:2]]
        gerunds = [f"{other.split()[0].title()}ing {' '.join(other.split()[1:])}" for other in others[:2]]
        yield planted(with_all_texts(question, f"The way to {actions[at]}", *infinitives), "infinitives")
        yield planted(
            with_all_texts(question, f"To {actions[at]}", *(f"The way to {other}" for other in others)), "infinitive"
        )
        yield planted(with_all_texts(question, f"The owner's wish to {actions[at]}", *gerunds), "gerunds")
        yield planted(with_all_texts(question, actions[at].capitalize(), *(f"If you {it}" for it in others)), "if")


def convergence() -> Iterator[Planted]:
    """Wrong options made by changing one part of the key."""
    parts = ("the scope", "the policy", "the objectives", "the records", "the complaints", "the budget", "the premises")
    question = ones()[0]
    for at in range(len(parts)):
        a, b, c, d, e = (parts[(at + step) % len(parts)] for step in range(5))
        for joint in ("{} and {}", "{}, then {}", "{} before {}", "{} without {}"):
            told = [joint.format(*pair).capitalize() for pair in ((a, b), (a, c), (d, b), (a, e))]
            yield planted(with_all_texts(question, *told), told[0])
            yield planted(with_all_texts(question, *told[:3]), told[0])
    for first, second in (("1", "3"), ("2", "4")):
        texts = (f"{first} days and {second} visits", f"{first} days and 9 visits", f"7 days and {second} visits")
        yield planted(with_all_texts(question, *texts), texts[0])


def missing_reason() -> Iterator[Planted]:
    """Options without `why`: each wrong one, and all of a question."""
    for question in choosing():
        for option in question.options.values():
            bare = {**question.options, option.id: replace(option, why="")}
            yield planted(replace(question, options=bare), option.id)
        bare = {name: replace(option, why=" ") for name, option in question.options.items()}
        yield planted(replace(question, options=bare, why="So it is."), "all")
