"""The parts of a page about a story: the way taken with its votes, or how many plays went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from string import ascii_uppercase

from isoquest.authoring.report.counting import counted
from isoquest.classroom.reports.html_elements import (
    Child,
    Html,
    counted_bar,
    element,
    facts,
    foreign,
    joined,
    named,
    prose,
    section,
    sign,
    table,
)
from isoquest.classroom.reports.telling import DASH, marks_told
from isoquest.classroom.room.occasion import Name
from isoquest.classroom.room.story_results import DecisionTaken, PlayerResult, PlaysResults, Way
from isoquest.classroom.room.vote_results import VotedDecision, Voter, VoteResults
from isoquest.content.prose import plain

COLUMNS = 20
"""Decisions in one table by student: as many as fit across a sheet."""
COLUMNS_ARGUED = 10
"""The same where each may have had two votes."""


def vote_sections(results: VoteResults) -> list[tuple[str, str, Html]]:
    """The sections of a story by vote with their anchors and names."""
    articles = [_decision(number, each) for number, each in enumerate(results.decisions, start=1)]
    went = articles or [element("p", "Nothing was decided.")]
    made = [
        ("overview", "Overview", _vote_overview(results)),
        ("way", "The way taken", section("way", "The way taken", *went)),
    ]
    if results.what_if is not None or results.asides:
        made.append(("what-if", "What else was looked at", _what_else(results)))
    if results.students and results.decisions:
        made.append(("students", "By student", _by_voter(results)))
    return made


def plays_sections(results: PlaysResults) -> list[tuple[str, str, Html]]:
    """The sections of many plays with their anchors and names."""
    made = [("overview", "Overview", _plays_overview(results))]
    if results.partings:
        tables = [_parting(each.scene, each.choices) for each in results.partings]
        made.append(("partings", "Where they parted", section("partings", "Where they parted", *tables)))
    ways = [_player(each) for each in results.players]
    made.append(("ways", "Each way", section("ways", "Each way", *ways)))
    return made


def _vote_overview(results: VoteResults) -> Html:
    cards: list[tuple[str, Child]] = [
        ("Students", str(len(results.students))),
        ("Decisions", str(len(results.decisions))),
        ("Marks", marks_told(results.way.marks)),
    ]
    return section("overview", "Overview", facts(cards), *_ending(results.way))


def _ending(went: Way) -> Iterator[Html]:
    if went.ending is not None:
        kind = f" ({went.ending.kind})"
        yield element("p", "It ended with: ", element("strong", foreign(went.ending.title)), kind)
        yield element("p", foreign(went.ending.outcome))
    else:
        stands = "It stopped at: " if went.over else "It has not come to an end. It stands at: "
        yield element("p", stands, foreign(went.at))


def _decision(number: int, each: VotedDecision) -> Html:
    taken = each.taken
    head = ["Choice", *(["Vote before arguing"] if each.argued else []), "Vote"]
    rows = []
    for position, choice in enumerate(each.choices):
        before = (
            [counted_bar("first", choice.before, sum(other.before for other in each.choices))] if each.argued else []
        )
        mark = [sign("✓", "taken"), " "] if choice.taken else []
        told = joined([*mark, f"{_letter(position)}. ", foreign(choice.told)])
        rows.append([told, *before, counted_bar("plain", choice.votes, each.voted)])
    who = each.role or "everyone"
    held = [f"{each.voted} of {each.entitled} voted", f"settled by {each.settled}"]
    held += [f"{counted(each.tries, 'vote')} taken back before"] if each.tries else []
    return element(
        "article",
        element("h3", f"{number}. ", foreign(taken.scene)),
        *([prose(taken.asked)] if taken.asked else []),
        element("p", "Votes of: ", foreign(who), class_="quiet"),
        table(head, rows, caption="The vote", class_="votes"),
        element("p", " · ".join(held) if each.settled != "not known" else "Its vote is not known.", class_="figures"),
        *_came(taken),
    )


def _letter(position: int) -> str:
    """The letter of a choice, from A for position 0; after Z comes AA."""
    rest, last = divmod(position, len(ascii_uppercase))
    return (_letter(rest - 1) if rest else "") + ascii_uppercase[last]


def _came(taken: DecisionTaken) -> Iterator[Html]:
    if taken.feedback:
        yield element("div", prose(taken.feedback), class_="why")
    if taken.marks.decisions:
        yield element("p", f"Marks: {taken.marks.earned}; from {taken.marks.worst} to {taken.marks.best} were open.")
    for better in taken.better:
        yield element("p", "Worth more: ", foreign(better))


def _what_else(results: VoteResults) -> Html:
    parts: list[Html] = []
    if results.what_if is not None:
        parts.append(element("p", "The class was looking at another way when the lesson ended:"))
        parts.append(element("ol", *(_step(each) for each in results.what_if.decisions)))
        parts += _ending(results.what_if)
    if results.asides:
        rows = [
            [
                str(each.number),
                foreign(each.scene or "not known"),
                foreign(each.winner or "nothing decided"),
                str(each.votes),
            ]
            for each in results.asides
        ]
        caption = "Votes that are not part of the way taken"
        parts.append(table(["Vote", "Scene", "Decided", "Votes"], rows, caption=caption))
    return section("what-if", "What else was looked at", *parts)


def _step(each: DecisionTaken) -> Html:
    return element("li", foreign(each.scene), f" {DASH} ", element("strong", foreign(each.told)))


def _by_voter(results: VoteResults) -> Html:
    columns = COLUMNS_ARGUED if any(each.argued for each in results.decisions) else COLUMNS
    tables = [_voters(results, slice(at, at + columns)) for at in range(0, len(results.decisions), columns)]
    return section("students", "By student", *tables)


def _voters(results: VoteResults, some: slice) -> Html:
    numbers = [str(number) for number, _ in enumerate(results.decisions, start=1)][some]
    rows = [[named(voter.name), *list(_letters(voter, results.decisions))[some]] for voter in results.students]
    told = f"Decisions {numbers[0]} to {numbers[-1]}" if len(numbers) > 1 else f"Decision {numbers[0]}"
    caption = f"{told}: the letter of the choice that each student voted for, before and after arguing if it changed"
    return table(["Student", *numbers], rows, caption=caption, class_="matrix", wide=True)


def _letters(voter: Voter, decisions: Sequence[VotedDecision]) -> Iterator[str]:
    for (first, last), each in zip(voter.votes, decisions, strict=True):
        letters = {choice.told: _letter(position) for position, choice in enumerate(each.choices)}
        before, after = (letters.get(told, DASH) for told in (first, last))
        yield f"{before} → {after}" if each.argued and before != after else after


def _plays_overview(results: PlaysResults) -> Html:
    over = [each for each in results.players if each.way.over]
    students = sum(len(each.members) for each in results.players)
    cards: list[tuple[str, Child]] = [("Students", str(students))]
    cards += [("Teams", str(len(results.players)))] if results.teams else []
    cards.append(("At an end", f"{len(over)} of {len(results.players)}"))
    endings = Counter(each.way.ending.title if each.way.ending else "under way" for each in results.players)
    rows = [
        [foreign(title), counted_bar("plain", count, len(results.players))] for title, count in endings.most_common()
    ]
    head = [
        element("span", "Team" if results.teams else "Student"),
        *("Ending", "Stands at", "Marks", "Decisions"),
    ]
    players = [
        [
            _player_name(each),
            foreign(each.way.ending.title if each.way.ending else DASH),
            foreign(each.way.at),
            marks_told(each.way.marks),
            str(len(each.way.decisions)),
        ]
        for each in results.players
    ]
    if not results.players:
        return section("overview", "Overview", facts(cards), element("p", "Nobody was in the room."))
    return section(
        "overview",
        "Overview",
        facts(cards),
        table(["Ending", "How many"], rows, caption="How the plays ended", class_="charted"),
        table(head, players, caption="Every play", wide=True),
    )


def _player_name(each: PlayerResult) -> Html:
    if each.members[0].team:
        return joined(
            [foreign(each.player), element("span", f" ({counted(len(each.members), 'student')})", class_="quiet")]
        )
    return named(each.members[0])


def _parting(scene: str, choices: Sequence[tuple[str, int]]) -> Html:
    whole = sum(count for _, count in choices)
    rows = [[foreign(told), counted_bar("plain", count, whole)] for told, count in choices]
    return element("article", element("h3", foreign(plain(scene))), table(["Choice", "Chosen"], rows, class_="charted"))


def _player(each: PlayerResult) -> Html:
    steps = [_step(taken) for taken in each.way.decisions]
    went = element("ol", *steps) if steps else element("p", "Nothing decided.")
    members = [element("p", *_members(each.members), class_="quiet")] if each.members[0].team else []
    return element("article", element("h3", _player_name(each)), *members, went, *_ending(each.way))


def _members(names: Sequence[Name]) -> Iterator[Child]:
    for position, each in enumerate(names):
        yield ", " if position else ""
        yield foreign(each.text)
        yield " (removed)" if each.removed else ""
