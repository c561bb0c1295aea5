"""What a story's decisions look like as a whole: reasons, citations, lengths and patterns."""

from __future__ import annotations

import random
from collections import Counter
from copy import deepcopy
from dataclasses import replace
from datetime import date

import pytest
from generated import to_yaml
from text_desk import DATA, FEEDBACKS, REFERENCE, STORIES, TODAY, changed, choices, linted, linted_bank, story

from isoquest.authoring.lint.choice_patterns import longest_is_best, place_is_best
from isoquest.authoring.lint.rule import Background
from isoquest.authoring.lint.scenarios import lint_scenario
from isoquest.authoring.lint.text_lengths import lines_on_screen
from isoquest.authoring.lint.text_rules import BANK_TEXT_RULES, SCENARIO_TEXT_RULES
from isoquest.authoring.lint.texts import scenario_passages
from isoquest.content.model import Node
from isoquest.content.problems import Severity
from isoquest.content.reference import Reference

WORDS = "the bread is on the table and the hospital waits for it until six "


def told(change, today: date = TODAY) -> list[str]:
    """The codes of what is said of the clean story after a change."""
    return [problem.code for problem in linted(changed(change), today)]


@pytest.mark.parametrize(("key", "code"), [("feedback", "no-feedback"), ("because", "no-because")])
def test_a_scored_choice_says_why_and_by_what_source(key: str, code: str):
    """Wherever a scored choice loses its feedback or its sources, exactly that is said, at its own line."""
    for name in FEEDBACKS[::2]:
        data = deepcopy(DATA)
        del dict(choices(data))[name][key]
        scenario = story(to_yaml(data))
        (problem,) = linted(scenario)
        node, _, choice = name.partition(".")
        assert problem.code == code
        assert f"`{name}`" in problem.message
        assert problem.place == scenario.nodes[node].choices[choice].place


def test_a_choice_that_is_not_scored_needs_no_reason():
    """Where no choice of a node has a score, none needs feedback or a source."""

    def change(data):
        for choice in data["nodes"]["card"]["choices"].values():
            del choice["score"], choice["because"], choice["feedback"]

    assert told(change) == []


UNSURE = [fact.id for fact in REFERENCE.facts.values() if fact.confidence in "MU"]
SURE = [fact.id for fact in REFERENCE.facts.values() if fact.confidence in "HK" and not fact.volatile]


def test_an_unsure_fact_is_told_wherever_it_is_cited():
    """Each fact that is not confirmed, cited at any choice, and none that is."""
    places = zip(FEEDBACKS * 3, UNSURE, strict=False)
    for name, fact in places:
        (problem,) = linted(changed(lambda data, n=name, f=fact: dict(choices(data))[n].update(because=[f])))
        assert problem.code == "unsure-fact"
        assert fact in problem.message
    for start in range(0, len(SURE), len(FEEDBACKS)):
        cited = SURE[start : start + len(FEEDBACKS)]

        def cite(data, cited=cited):
            for (_, choice), fact in zip(choices(data), cited, strict=False):
                choice["because"] = [fact]

        assert told(cite) == []


@pytest.mark.parametrize("hedge", ["It is reported so.", "That is not confirmed.", "One expects it: it is expected."])
def test_a_text_that_says_how_sure_it_is_may_cite_what_is_not(hedge: str):
    """The way out that the hint offers is one."""

    def change(data):
        choice = data["nodes"]["chain"]["choices"]["look-up"]
        choice.update(because=[UNSURE[0]], feedback=f"{choice['feedback']} {hedge}")

    assert told(change) == []


def test_a_stale_fact_is_told_once_with_the_other_places():
    """A volatile fact is fine for a year from its date, then one warning names the places that cite it."""
    volatile = next(fact for fact in REFERENCE.facts.values() if fact.volatile and fact.confidence == "H")
    as_of = date.fromisoformat(volatile.as_of)

    def change(data):
        for name in FEEDBACKS[:3]:
            dict(choices(data))[name]["because"] = [volatile.id]

    assert told(change, as_of.replace(year=as_of.year + 1)) == []
    (problem,) = linted(changed(change), as_of.replace(year=as_of.year + 2))
    assert problem.code == "stale-fact"
    assert volatile.as_of in problem.message
    assert len(problem.related) == 2
    assert told(lambda _: None, as_of.replace(year=as_of.year + 2)) == []


def test_citations_of_banks_are_looked_at_too():
    """A question that rests on an unsure fact is told, unless its reasons say so."""
    bank = """
isoquest: 1
title: Members
topics: {members: Members}
questions:
  grow: {type: true-false, topic: members, ask: ISO has members., right: true, why: WHY, because: [F-ISO-005]}
"""
    assert [problem.code for problem in linted_bank(bank.replace("WHY", "It has 172."))] == ["unsure-fact"]
    assert linted_bank(bank.replace("WHY", "It is reported to have 172.")) == []
    old = linted_bank(bank.replace("WHY", "It is reported to have 172."), TODAY.replace(year=2029))
    assert [problem.code for problem in old] == ["stale-fact"]


@pytest.mark.parametrize("node", STORIES[::4])
def test_a_long_text_is_told_and_one_that_fits_is_not(node: str):
    """The bound is lines at 72 columns, whatever the text is made of."""
    sentence = (WORDS * 2).strip().capitalize() + ". "
    prose = {
        "prose": sentence * 12,
        "list": "\n".join(f"- {WORDS}" for _ in range(21)),
        "short": "It is late.\n\n" * 11,
    }
    for text in prose.values():
        assert lines_on_screen(text) > 20
        assert told(lambda data, t=text: data["nodes"][node].update(text=t)) == ["long-text"]
    assert lines_on_screen(sentence * 9) <= 20
    assert told(lambda data: data["nodes"][node].update(text=sentence * 9)) == []


def test_lines_are_counted_as_the_screen_shows_them():
    """Soft breaks are joined, paragraphs are parted by a blank line, lists and tables keep their lines."""
    assert lines_on_screen("a\nb\nc") == 1
    assert lines_on_screen("a\n\nb") == 3
    assert lines_on_screen("- a\n- b\n- c") == 3
    assert lines_on_screen("x " * 36 + "y") == 2


LONG = (WORDS.strip().capitalize() + ". ") * 16


def test_long_choices_and_long_feedback_are_told():
    """At every choice of the story."""
    for name in FEEDBACKS[::3]:
        assert "long-choice" in told(lambda data, n=name: dict(choices(data))[n].update(text="Ask. " * 41))
        assert told(lambda data, n=name: dict(choices(data))[n].update(feedback=LONG)) == ["long-feedback"]


def test_more_choices_than_digits():
    """Nine are fine, ten are not."""

    def filled(count: int):
        def change(data):
            here = data["nodes"]["claims"]["choices"]
            for number in range(count - len(here)):
                here[f"more-{number}"] = {**deepcopy(here["nothing"]), "text": f"Paint {number} loaves.", "score": 1}

        return told(change)

    assert filled(9) == []
    assert filled(10) == ["many-choices"]


HARD = (
    "The organisational determination of applicability considerations necessitates comprehensive identification of "
    "interdependencies between organisational capabilities and contractual responsibilities, and "
)


@pytest.mark.parametrize("node", STORIES[::4])
def test_a_text_that_is_hard_to_read_is_told(node: str):
    """Very hard ones by a warning, hard ones by a note."""
    (problem,) = linted(changed(lambda data: data["nodes"][node].update(text=HARD * 4 + "so on.")))
    assert (problem.code, problem.severity) == ("hard-to-read", Severity.WARNING)
    middling = (
        "The auditor compares the record of every delivery with the order and the drawing that it belongs to, "
        "and asks the operator about it. "
    ) * 5
    (problem,) = linted(changed(lambda data: data["nodes"][node].update(text=middling)))
    assert (problem.code, problem.severity) == ("hard-to-read", Severity.NOTE)


def test_a_key_in_the_text_that_asks_is_told():
    """Each long key of the questions drawn here, in the node's text or a paragraph below it; not in an earlier node."""
    keys = [
        option.text.strip('".')
        for question in story().nodes["quiz"].questions
        for option in question.options.values()
        if option.right and len(option.text) > 16
    ]
    assert len(keys) > 5
    for key in keys[:8]:
        sentence = f"He says that it is this: {key}."
        found = told(lambda data, s=sentence: data["nodes"]["quiz"].update(text=s))
        assert "key-in-text" in found, key
        also = [{"when": "trust > 10", "text": sentence}]
        assert "key-in-text" in told(lambda data, a=also: data["nodes"]["quiz"].update(also=a)), key
        assert "key-in-text" not in told(lambda data, s=sentence: data["nodes"]["week"].update(text=s))


def rearranged(order) -> list[str]:
    """What is said after the choices of each node have been put in an order."""

    def change(data):
        for node in data["nodes"].values():
            if "choices" in node:
                node["choices"] = dict(order(list(node["choices"].items())))

    return told(change)


def by_score(choice) -> int:
    """The best first."""
    return -choice[1]["score"]


def test_the_best_choice_always_at_one_place_is_told():
    """First, last, or in the middle of three."""
    assert rearranged(lambda items: sorted(items, key=by_score)) == ["best-choice-placed"]
    assert rearranged(lambda items: sorted(items, key=by_score)[::-1]) == ["best-choice-placed"]
    middle = rearranged(lambda items: [(ranked := sorted(items, key=by_score))[1], ranked[0], *ranked[2:]])
    assert middle == ["best-choice-placed"]


def test_the_longest_choice_always_the_best_is_told():
    """By the exact test over the nodes; when the best is always the shortest, nothing is said of length."""

    def lengthen(pick):
        def change(data):
            for node in data["nodes"].values():
                if "choices" in node:
                    chosen = pick(node["choices"].values(), key=lambda choice: choice["score"])
                    chosen["text"] += " Then tell the hospital, the miller and the whole lane of it, by letter."

        return told(change)

    assert lengthen(max) == ["longest-choice-best"]
    assert lengthen(min) == []


def test_no_pattern_is_seen_in_chance():
    """Of stories whose choices are shuffled, and whose lengths are, at most five of a hundred are blamed."""
    chance = random.Random(9001)
    background = Background(REFERENCE, TODAY)
    clean = story()

    def shuffled(node: Node) -> Node:
        made = chance.sample(list(node.choices.values()), len(node.choices))
        return replace(node, choices={c.id: replace(c, text="x" * chance.randint(20, 200)) for c in made})

    blamed = 0
    for _ in range(200):
        drawn = replace(clean, nodes={name: shuffled(node) for name, node in clean.nodes.items()})
        blamed += any((*place_is_best(drawn, background), *longest_is_best(drawn, background)))
    assert blamed <= 10


def test_choices_that_cannot_be_told_apart():
    """Two choices with the same words are told, unless both have conditions that may exclude each other."""

    def twins(first=None, second=None):
        def change(data):
            here = data["nodes"]["scope"]["choices"]
            here["bread-only"]["text"] = "Certify all, the cakes too."
            here["all"]["text"] = "certify all: the cakes too"
            for choice, when in ((here["bread-only"], first), (here["all"], second)):
                if when:
                    choice["when"] = when

        return told(change)

    assert twins() == ["same-choice"]
    assert twins("money > 5") == ["same-choice"]
    assert twins("money > 5", "money > 5") == ["same-choice"]
    assert twins("money > 5", "money <= 5") == []


def test_findings_come_in_file_order_with_a_rule_each():
    """Every finding's code is that of a rule, and they are told from the top of the file to its end."""

    def change(data):
        for node in ("opened", "letter", "scope"):
            data["nodes"][node]["text"] += " The the CAPA is ISO certified."
        del data["nodes"]["chain"]["choices"]["logo"]["feedback"]

    problems = linted(changed(change))
    lines = [problem.place.line for problem in problems]
    assert len(problems) == 8
    assert lines == sorted(lines)
    assert {problem.code for problem in problems} <= {rule.code for rule in SCENARIO_TEXT_RULES}


def test_every_rule_has_its_own_code_and_a_source():
    """One rule a code, each with where it was published or why the house has it."""
    for rules in (SCENARIO_TEXT_RULES, BANK_TEXT_RULES):
        assert len({rule.code for rule in rules}) == len(rules)
        assert all(rule.published for rule in rules)


def test_without_reference_data_nothing_breaks():
    """An empty glossary and no facts leave the rules that ask nothing of them."""
    scenario = changed(
        lambda data: data["nodes"]["week"].update(text="The the oven. One non-conformity. ISO certified.")
    )
    codes = {problem.code for problem in lint_scenario(scenario, Background(Reference(), TODAY))}
    assert {"doubled-word", "naked-claim"} <= codes
    assert "other-term" not in codes


def test_the_name_of_a_role_is_read():
    """A class sees it, so that a claim in it is told like any other."""
    assert told(lambda data: data.update(roles={"owner": "The ISO certified owner"})) == ["naked-claim"]


def test_every_text_that_a_player_sees_is_read():
    """Each text of the file but ids and conditions is among the passages, once."""
    passages = Counter(" ".join(passage.text.split()) for passage in scenario_passages(story()))

    def texts(data, key=""):
        if isinstance(data, dict):
            for name, value in data.items():
                yield from texts(value, name)
        elif isinstance(data, list):
            for value in data:
                yield from texts(value, key)
        elif isinstance(data, str) and key in SHOWN:
            yield " ".join(data.split())

    for text in texts(DATA):
        assert passages[text] >= 1, text


SHOWN = {"title", "summary", "text", "feedback", "locked", "finding", "conforms", "outcome", "role", "wish"}
