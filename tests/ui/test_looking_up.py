"""Standards, glossary and clauses: what is looked up, and where the player meets it."""

from __future__ import annotations

from ui_desk import Desk

BANK = """\
isoquest: 1
title: Scopes
topics: {scope: Scope}
questions:
  inside: {type: true-false, topic: scope, clause: "5.4", ask: Workers take part., right: true, why: They do.}
  outside: {type: true-false, topic: scope, clause: "7.2", ask: Courses suffice., right: false, why: No.}
"""


async def test_a_clause_tells_where_it_is_met_and_is_practised(desk: Desk):
    """Moments by title with a mark at those decided, no ending; questions of that clause alone, with Enter."""
    desk.write_bank(BANK)
    async with desk.app((120, 60), desk.begun("ask")) as player:
        await player.at("PlayPage")
        await player.press("x")
        await player.at("Clauses")
        await player.press(*"4.3")
        await player.sees("▸ 4.3 Scope", "An auditor asks", "The Quay: ✓ A letter · The visit")
        assert "The frame" not in player.seen()
        await player.press(*["backspace"] * 3, *"5.4")
        await player.sees("▸ 5.4 Consultation", "Scopes: 1 question", "Enter practises these questions.")
        await player.sees("F1 Help", "Enter Practise", "^q Quit")
        await player.press("enter")
        await player.at("Question")
        await player.sees("Practise on 5.4", "Scopes: 1 question")
        await player.press("end", "enter")
        await player.at("QuizPage")
        assert player.quiz().sitting.session.terms.clause == "5.4"


async def test_standards_and_terms_are_found_by_what_else_they_go_by(desk: Desk):
    """What begins so or goes by it comes before what is only mentioned; Tab goes on by kind; confusion both ways."""
    async with desk.app((120, 60)) as player:
        await player.at("Home")
        await player.press("t")
        await player.at("Standards")
        await player.sees("▸ ISO 9001 quality", "A typical organisation", "Played in", "The Harbour Machine Shop")
        await player.press("tab")
        await player.sees("▸ FSSC 22000 food")
        await player.press(*"injur")
        await player.sees("▸ ISO 45001 safety", "Who should choose this?")
        await player.press("escape", "g")
        await player.at("Glossary")
        await player.press(*"suppl")
        await player.sees("▸ Supplier audit", "Often confused with", "Also confused with Supplier evaluation")
        await player.press(*["backspace"] * 5, *"certif")
        await player.sees("▸ Certificate", "Application (for certification)")
