"""Results as one page that needs nothing but itself: to read on any screen, to print, to send on."""

from __future__ import annotations

import base64
import hashlib

from isoquest.authoring.report.counting import counted
from isoquest.classroom.reports.html_elements import Child, Html, element, foreign, joined
from isoquest.classroom.reports.html_quiz import quiz_sections
from isoquest.classroom.reports.html_story import plays_sections, vote_sections
from isoquest.classroom.reports.html_style import STYLE
from isoquest.classroom.reports.telling import KINDS, moment_told
from isoquest.classroom.room.occasion import Occasion
from isoquest.classroom.room.quiz_results import QuizResults
from isoquest.classroom.room.results import Results
from isoquest.classroom.room.vote_results import VoteResults
from isoquest.content.reference import Reference

_NO_REFERENCE = Reference()


def html_page(results: Results, reference: Reference = _NO_REFERENCE) -> str:
    """The page. `reference` tells the facts on which keys rest.

    Its policy allows its own style by its hash and nothing else: no script, no address, no form.
    """
    if isinstance(results, QuizResults):
        about, parts = results.bank_title, quiz_sections(results, reference)
    elif isinstance(results, VoteResults):
        about, parts = results.story, vote_sections(results)
    else:
        about, parts = results.story, plays_sections(results)
    held = results.occasion
    title = held.title or about
    links = (element("a", name, href=f"#{anchor}") for anchor, name, _ in parts)
    body = element(
        "body",
        element(
            "header", element("h1", foreign(title)), _lines(held, about), element("nav", *links, aria_label="Parts")
        ),
        element("main", *(content for _, _, content in parts)),
        element("footer", element("p", "Written by IsoQuest. It holds names and answers of students: keep it safe.")),
    )
    return f"<!DOCTYPE html>\n{element('html', _head(title), body, lang='en')}\n"


def _lines(held: Occasion, about: str) -> Html:
    state = "" if held.over else " · the lesson was still under way"
    removed = f" · {counted(held.removed, 'student')} removed" if held.removed else ""
    told: list[Child] = [f"{KINDS[held.kind].capitalize()} · ", foreign(about), f" · {moment_told(held.opened_at)}"]
    return element("p", *told, f" · room {held.code}{removed}{state}", class_="quiet")


def _head(title: str) -> Html:
    allowed = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{allowed}'; base-uri 'none'; form-action 'none'"
    return joined(
        [
            Html("<head>"),
            element("meta", charset="utf-8"),
            element("meta", http_equiv="Content-Security-Policy", content=policy),
            element("meta", name="viewport", content="width=device-width, initial-scale=1"),
            element("meta", name="referrer", content="no-referrer"),
            element("meta", name="color-scheme", content="light dark"),
            element("title", f"Results: {title}"),
            Html(f"<style>{STYLE}</style></head>"),
        ]
    )
