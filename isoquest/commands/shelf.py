"""`isoquest list` and `isoquest progress`: what there is to play, and what was done."""

from __future__ import annotations

import json
from typing import Any

from isoquest.authoring.report import counted, summary
from isoquest.commands.desk import complain, own_library, print_notices, with_store
from isoquest.commands.printing import print_folded
from isoquest.content.library import Shelved, bundled_reference, load, load_bank, shelf, shelf_of_banks
from isoquest.content.safe_text import safe_line
from isoquest.progress.store import Opened, SavedPlay


def list_scenarios(*, as_json: bool) -> int:
    """Print the scenarios and banks of the library and of the user's own folder. One with problems says so."""
    rows: list[dict[str, Any]] = []
    own = own_library()
    for shelved in shelf(own):
        reading = load(shelved, own)
        row = _row("scenario", shelved)
        scenario = reading.scenario
        if scenario is not None:
            known = bundled_reference()[0].standards
            standards = [known[key] for key in scenario.standard if key in known]
            row |= {
                "title": scenario.title,
                "summary": scenario.summary,
                "standards": [standard.with_edition for standard in standards],
                "minutes": scenario.minutes,
                "nodes": len(scenario.nodes),
                "version": scenario.version,
            }
        else:
            row["problems"] = summary(reading.problems)
        rows.append(row)
    rows += [_bank_row(shelved) for shelved in shelf_of_banks(own)]
    if as_json:
        print(json.dumps(rows, indent=2))
        return 0
    for row in rows:
        print(f"{safe_line(str(row['id']))}  ({row['kind']})")
        if "problems" in row:
            print(f"    cannot be played: {row['problems']}; see: isoquest check {safe_line(str(row['path']))}")
            continue
        minutes = f", about {row['minutes']} minutes" if row.get("minutes") else ""
        of_standard = "".join(f", {standard}" for standard in row.get("standards", ()))
        questions = f", {row['questions']} questions" if "questions" in row else ""
        print_folded(safe_line(f"{row['title']}{of_standard}{minutes}{questions}"), "    ")
        if row["summary"]:
            print_folded(safe_line(row["summary"]), "    ")
    if not rows:
        print("There are no scenarios.")
    return 0


def _row(kind: str, shelved: Shelved) -> dict[str, Any]:
    return {"kind": kind, "id": shelved.id, "path": str(shelved.path), "bundled": shelved.bundled}


def _bank_row(shelved: Shelved) -> dict[str, Any]:
    reading = load_bank(shelved)
    row = _row("bank", shelved)
    bank = reading.bank
    if bank is None:
        return row | {"problems": summary(reading.problems)}
    return row | {
        "title": bank.title,
        "summary": bank.summary,
        "questions": len(bank.questions),
        "topics": dict(bank.topics),
        "version": bank.version,
    }


def list_plays(*, as_json: bool) -> int:
    """Print the plays and quizzes of the current profile, newest first."""
    return with_store(lambda opened: _list_plays(opened, as_json=as_json))


def _list_plays(opened: Opened, *, as_json: bool) -> int:
    store = opened.store
    profile = store.current_profile()
    both = (*store.plays(profile.id), *store.attempts(profile.id))
    plays = sorted(both, key=lambda saved: saved.changed, reverse=True)
    if as_json:
        for notice in opened.notices:
            complain(notice.text)
        print(json.dumps([_as_row(play) for play in plays], indent=2))
        return 0
    print_notices(opened)
    for play in plays:
        print(f"{play.changed.astimezone():%Y-%m-%d %H:%M}  {safe_line(play.scenario)}: {safe_line(_state(play))}")
    if not plays:
        print("Nothing has been played yet. `isoquest list` shows what there is.")
    return 0


def _state(play: SavedPlay) -> str:
    if play.kind == "attempt":
        return f"quiz {'finished' if play.ending else 'under way'}, {play.summary}"
    decisions = counted(len(play.decisions), "decision")
    return f"{'ended' if play.ending else 'under way'} at “{play.summary}”, {decisions}"


def _as_row(play: SavedPlay) -> dict[str, Any]:
    return {
        "id": play.id,
        "kind": play.kind,
        "scenario": play.scenario,
        "source": play.source,
        "version": play.version,
        "content_hash": play.content_hash,
        "seed": play.seed,
        "decisions": list(play.decisions),
        "started": play.started.isoformat(),
        "changed": play.changed.isoformat(),
        "ending": play.ending,
        "summary": play.summary,
    }
