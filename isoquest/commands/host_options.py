"""What `isoquest host` was asked for, and the terms of a lesson that follow from it."""

from __future__ import annotations

from dataclasses import dataclass

from isoquest.classroom.room.terms import Board, Kind, Terms
from isoquest.commands.desk import Complaint
from isoquest.content.model import Scenario
from isoquest.content.questions import Bank
from isoquest.content.safe_text import safe_line

MOST_TEAMS = 12
LONGEST_TEAM = 30
"""Characters of a team's name."""
LONGEST_TITLE = 80
"""Characters of a room's name."""


@dataclass(frozen=True, slots=True)
class HostOptions:
    """The options as they were typed."""

    content: str | None = None
    name: str | None = None
    bind: str | None = None
    port: int | None = None
    public: str | None = None
    proxy: str | None = None
    check: bool = False
    seconds: int | None = None
    reading: int = 0
    teams: str | None = None
    anonymous: bool = False
    seed: int | None = None
    count: int | None = None
    topic: str | None = None
    certainty: bool = False
    speed: bool = False
    leaderboard: Board = "all"
    many: bool = False
    roles: bool = False
    argue: bool = False
    resume: str | None = None
    """A room code; empty: the newest lesson; None: a new one."""
    journal: str | None = None
    results: str | None = None
    headless: bool = False


def kind_of(options: HostOptions, content: Bank | Scenario) -> Kind:
    """What lesson is held on this content. Raises `Complaint` for options that belong to another."""
    if isinstance(content, Bank):
        _refuse({"--many": options.many, "--roles": options.roles, "--argue": options.argue}, "a scenario")
        return "quiz"
    of_a_quiz = {
        "--count": options.count is not None,
        "--topic": options.topic is not None,
        "--certainty": options.certainty,
        "--speed": options.speed,
        "--leaderboard": options.leaderboard != "all",
    }
    _refuse(of_a_quiz, "a bank")
    if options.many:
        _refuse({"--roles": options.roles, "--argue": options.argue}, "a story by vote; leave out --many")
        return "plays"
    return "vote"


def terms_of(options: HostOptions, content: Bank | Scenario) -> Terms:
    """The terms of a lesson on this content. Raises `Complaint` with what cannot be."""
    for name, value, least, most in (
        ("--count", options.count, 1, 10_000),
        ("--seconds", options.seconds, 5, 7_200),
        ("--reading", options.reading, 0, 600),
    ):
        if value is not None and not least <= value <= most:
            raise Complaint(f"{name} takes a number from {least} to {most}", 2)
    if options.speed and options.seconds is None:
        raise Complaint("--speed needs a time to be quicker than: add --seconds 30", 2)
    if isinstance(content, Bank) and options.topic is not None and options.topic not in content.topics:
        raise Complaint(f"`{content.id}` has no topic `{options.topic}`; there is: {', '.join(content.topics)}", 2)
    if isinstance(content, Bank) and not any(q.topic == (options.topic or q.topic) for q in content.questions.values()):
        raise Complaint(f"`{content.id}` has no question on `{options.topic}`", 2)
    teams = _roles(content, options) if options.roles else _teams(options.teams)
    if options.leaderboard == "teams" and not teams:
        raise Complaint("--leaderboard teams needs teams: add --teams Red,Blue", 2)
    return Terms(
        count=options.count,
        topic=options.topic or "",
        reading=options.reading,
        seconds=options.seconds,
        certainty=options.certainty,
        speed=options.speed,
        board=options.leaderboard,
        anonymous=options.anonymous,
        teams=teams,
        roles=options.roles,
        argue=options.argue,
    )


def title_of_room(options: HostOptions, content: Bank | Scenario) -> str:
    """What the room is called. Raises `Complaint` for a name that cannot be shown."""
    if options.name is None:
        return content.title
    name = safe_line(options.name)
    if not name or len(name) > LONGEST_TITLE:
        raise Complaint(f"--name takes a text of 1 to {LONGEST_TITLE} characters", 2)
    return name


def _refuse(given: dict[str, bool], what: str) -> None:
    for name, there in given.items():
        if there:
            raise Complaint(f"{name} belongs to {what}", 2)


def _teams(written: str | None) -> tuple[str, ...]:
    if written is None:
        return ()
    teams = tuple(filter(None, (safe_line(name) for name in written.split(","))))
    if not 2 <= len(teams) <= MOST_TEAMS or len({team.casefold() for team in teams}) < len(teams):  # noqa: PLR2004 - one team is none
        raise Complaint(f"--teams takes 2 to {MOST_TEAMS} different names with commas between them: Red,Blue", 2)
    long = next((team for team in teams if len(team) > LONGEST_TEAM), None)
    if long is not None:
        raise Complaint(f"the team `{long[:LONGEST_TEAM]}…` has a name of more than {LONGEST_TEAM} characters", 2)
    return teams


def _roles(content: Bank | Scenario, options: HostOptions) -> tuple[str, ...]:
    if options.teams is not None:
        raise Complaint("--roles makes the teams: leave out --teams", 2)
    roles = tuple(content.roles.values()) if isinstance(content, Scenario) else ()
    if not roles:
        raise Complaint(f"`{content.id}` names no roles; see `roles` in docs/format.md", 2)
    return roles
