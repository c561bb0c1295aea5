"""Faults planted one at a time into the text of the bundled scenario, each with the code and line that must be told.

Every planted text still reads without an error: what is wrong with it shows only in what plays can do. Most faults hide
behind something that happens elsewhere in the story, so that looking at one node does not find them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple


class Planted(NamedTuple):
    """A scenario's text with one fault in it."""

    name: str
    text: str
    code: str
    """The code of the problem that the fault is."""
    line: int
    """The line, from 1, at which it is told."""


def _at(text: str, mark: str) -> int:
    """The line on which the one occurrence of a mark begins."""
    assert text.count(mark) == 1, f"{mark!r} stands {text.count(mark)} times in the text"
    start = text.index(mark)
    return text.count("\n", 0, start + len(mark) - len(mark.lstrip("\n"))) + 1


def _changed(text: str, old: str, new: str) -> str:
    """The text with its one occurrence of `old` changed."""
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in the text"
    return text.replace(old, new)


def _node(text: str, node: str) -> tuple[int, int]:
    """Where the lines of a node begin and end."""
    found = re.search(rf"(?m)^  {node}:\n(?:(?:    .*)?\n)*", text)
    assert found is not None, f"there is no node {node}"
    return found.span()


def _changed_in(text: str, node: str, old: str, new: str) -> str:
    """The text with the one occurrence of `old` within a node changed."""
    start, end = _node(text, node)
    return text[:start] + _changed(text[start:end], old, new) + text[end:]


def _with_node(text: str, lines: str) -> str:
    """The text with one more node, or several, before the node `storm`."""
    return _changed(text, "\n  storm:\n", f"\n{lines.strip(chr(10))}\n\n  storm:\n")


def _with_choice(text: str, node: str, lines: str) -> str:
    """The text with one more choice at the end of a node."""
    start, end = _node(text, node)
    return text[:start] + text[start:end].rstrip("\n") + f"\n{lines.strip(chr(10))}\n\n" + text[end:]


def unreachable_node(text: str) -> Planted:
    """A node to which nothing leads."""
    planted = _with_node(
        text, "  attic:\n    phase: build\n    text: Dust, and a trunk of old drawings.\n    to: rumour\n"
    )
    return Planted("unreachable node", planted, "unreachable-node", _at(planted, "\n  attic:\n"))


def unreachable_choice(text: str) -> Planted:
    """A choice that needs two decisions of which a play takes at most one."""
    choice = """
      two-editions:
        when: build26 and direct26
        text: Ask for a slot for each of the two editions.
        score: 1
        to: objectives
"""
    planted = _with_choice(text, "calendar", choice)
    return Planted(
        "excluding choices", planted, "unreachable-choice", _at(planted, "        when: build26 and direct26\n")
    )


def unreachable_choice_by_number(text: str) -> Planted:
    """A choice that needs more weeks than any play can have left there, though the meter's range allows them."""
    choice = """
      winter:
        when: weeks >= 40
        text: Let it run until the next winter.
        add: {weeks: -20}
        to: friday
"""
    planted = _with_choice(text, "run-in", choice)
    return Planted("too many weeks", planted, "unreachable-choice", _at(planted, "        when: weeks >= 40\n"))


def dead_end(text: str) -> Planted:
    """A node whose choices all have conditions that leave one case out: neither the letter nor the chain is known."""
    planted = text
    for choice, condition in (
        ("declare", "longshore"),
        ("payroll", "cheap_cb and asked"),
        ("ask-cb", "cheap_cb and chain_known"),
    ):
        key = f"      {choice}:\n"
        planted = _changed_in(planted, "headcount", key, f"{key}        when: {condition}\n")
    return Planted("dead end", planted, "dead-end", _at(planted, "\n  headcount:\n"))


def unreachable_ending(text: str) -> Planted:
    """An ending that only firms with the unaccredited body come to, at a point that they never come to."""
    start, end = _node(text, "buyer")
    whiteboard = text.index("      whiteboard:\n", start, end)
    first_way = text.index("        to:\n", whiteboard, end) + len("        to:\n")
    planted = f"{text[:first_way]}          - {{when: cheap_cb, node: end-museum}}\n{text[first_way:]}"
    ending = """
  end-museum:
    phase: after
    text: The certificate hangs in the harbour museum.
    ending: {kind: partial, title: The museum, outcome: A framed page from a body that nobody recognises.}
"""
    planted = _with_node(planted, ending)
    return Planted("unreachable ending", planted, "unreachable-ending", _at(planted, "\n  end-museum:\n"))


def _with_check(text: str, node: str, lines: str) -> str:
    key = "      checks:\n"
    return _changed_in(text, node, key, f"{key}{lines.strip(chr(10))}\n")


def check_never_fails(text: str) -> Planted:
    """A check at surveillance for what every play has brought that comes so far."""
    check = """
        held-certificate:
          needs: certified
          grade: minor
          finding: There is no certificate to look at.
"""
    planted = _with_check(text, "surveillance", check)
    return Planted("check that never fails", planted, "check-never-fails", _at(planted, "        held-certificate:\n"))


def check_never_passes(text: str) -> Planted:
    """A check at surveillance for what no play has brought that comes so far."""
    check = """
        own-customer:
          needs: second_party
          grade: minor
          finding: The customer has not audited the shop itself.
"""
    planted = _with_check(text, "surveillance", check)
    return Planted("check that never passes", planted, "check-never-passes", _at(planted, "        own-customer:\n"))


def never_set(text: str) -> Planted:
    """Evidence that an audit asks for and no decision gives."""
    planted = _changed(text, "\nflags:\n", "\n  training_plan: {name: Training plan}\nflags:\n")
    check = """
        training:
          needs: training_plan or not consultant
          grade: minor
          finding: Nobody can say who is to learn what.
"""
    planted = _with_check(planted, "surveillance", check)
    return Planted("evidence never set", planted, "never-set", _at(planted, "\n  training_plan: "))


def never_read(text: str) -> Planted:
    """A flag that is set and that nothing asks for."""
    planted = _changed(text, "\nflags:\n", "\nflags:\n  paint_bought: We bought the paint\n")
    old = "premature_claim: false, logo_misuse: false,"
    planted = _changed_in(planted, "misuse-letter", old, f"paint_bought: true, {old}")
    return Planted("flag never read", planted, "never-read", _at(planted, "\n  paint_bought: "))


def no_way_out(text: str) -> Planted:
    """A loop that is left only by those who have learned something that cannot be learned there any more."""
    choice = """
      bench:
        text: Sit down by the harbour and think.
        score: 1
        to: harbour-bench
"""
    node = """
  harbour-bench:
    phase: choose
    text: The gulls are walking up and down.
    choices:
      think:
        text: Go on thinking.
        to: harbour-bench
      rise:
        when: chain_known
        text: Remember who certifies and who accredits, and rise.
        to: board
"""
    planted = _with_node(_with_choice(text, "salesman", choice), node)
    return Planted("no way out", planted, "no-way-out", _at(planted, "\n  harbour-bench:\n"))


def endless_score(text: str) -> Planted:
    """A loop that earns score each time round."""
    choice = """
      listen:
        text: Hear him out.
        score: 1
        to: dorian-again
"""
    node = """
  dorian-again:
    phase: choose
    text: He has more brochures.
    choices:
      look-up:
        text: Look up the accreditor in one more of them.
        score: 2
        to: dorian-again
      enough:
        text: Thank him.
        score: 0
        to: board
"""
    planted = _with_node(_with_choice(text, "salesman", choice), node)
    return Planted("endless score", planted, "endless-score", _at(planted, "\n  dorian-again:\n"))


def unreachable_paragraph(text: str) -> Planted:
    """A paragraph for a body and an edition that no play combines."""
    paragraph = """
      - when: cheap_cb and direct26
        text: It bears the wrong symbol and the newest year.
"""
    key = "    also:\n"
    planted = _changed_in(text, "decided", key, f"{key}{paragraph.strip(chr(10))}\n")
    line = _at(planted, "      - when: cheap_cb and direct26\n")
    return Planted("unreachable paragraph", planted, "unreachable-paragraph", line)


def unreachable_route(text: str) -> Planted:
    """A way for plays with open concerns, at a node to which only plays without one come."""
    way = "      - {when: concerns > 2, node: eve-busy}\n"
    planted = _changed_in(text, "eve-clear", "    to:\n", f"    to:\n{way}")
    return Planted("unreachable route", planted, "unreachable-route", _at(planted, way))


def unreachable_route_of_outcome(text: str) -> Planted:
    """A way on from an outcome of chance for what is only decided later."""
    way = "          - {when: release_records, node: flood-high}\n"
    old = "        to: morning-calm\n"
    planted = _changed_in(text, "storm", old, f"        to:\n{way}          - {{node: morning-calm}}\n")
    return Planted("unreachable route of an outcome", planted, "unreachable-route", _at(planted, way))


def never_better(text: str) -> Planted:
    """A choice like its sibling, with less trust and less score."""
    choice = """
      directory-loudly:
        text: Look his accreditor up before anyone signs, and tell the whole yard what you think of him.
        add: {trust: -1}
        score: 2
        to: board
"""
    planted = _with_choice(text, "salesman", choice)
    return Planted("choice never better", planted, "never-better", _at(planted, "      directory-loudly:\n"))


def no_real_decision(text: str) -> Planted:
    """A node with two choices of which one brings more of everything."""
    choices = """
    choices:
      join:
        text: Help him with the crab.
        add: {trust: 2, order: 1}
        score: 2
        to: rumour
      watch:
        text: Look out of the window.
        score: 0
        to: rumour
"""
    planted = _changed_in(text, "morning-calm", "    to: rumour\n", choices.lstrip("\n"))
    return Planted("no real decision", planted, "no-real-decision", _at(planted, "\n  morning-calm:\n"))


def first_choice_wins(text: str) -> Planted:
    """A first choice after which taking the first choice again leads to the best ending."""
    choice = """
      at-once:
        text: Have everything put in order at once.
        set: {order: 60}
        score: 3
        to: buyer
"""
    key = "    choices:\n"
    planted = _changed_in(text, "letter", key, f"{key}{choice.strip(chr(10))}\n")
    return Planted("first choice wins", planted, "first-choice-wins", _at(planted, "\n  end-clean:\n"))


def unreachable_edge(text: str) -> Planted:
    """An edge of a meter that no play comes to: weeks are won back, but never so many."""
    planted = _changed(text, "at_min: too-late}", "at_min: too-late, at_max: end-wise}")
    return Planted("unreachable edge", planted, "unreachable-edge", _at(planted, "\n  weeks: "))


FAULTS: tuple[Callable[[str], Planted], ...] = (
    unreachable_node,
    unreachable_choice,
    unreachable_choice_by_number,
    dead_end,
    unreachable_ending,
    check_never_fails,
    check_never_passes,
    never_set,
    never_read,
    no_way_out,
    endless_score,
    unreachable_paragraph,
    unreachable_route,
    unreachable_route_of_outcome,
    never_better,
    no_real_decision,
    first_choice_wins,
    unreachable_edge,
)
"""Every fault that can be planted."""
