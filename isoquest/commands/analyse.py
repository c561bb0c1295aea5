"""`isoquest analyse`: how hard each question of a bank was, how well it told strong from weak, and what was taken."""

from __future__ import annotations

import json

from isoquest.authoring.report import counted, summary
from isoquest.commands.desk import Complaint, own_library, with_store
from isoquest.content.library import NotFound, find_bank, load_bank
from isoquest.content.questions import Bank
from isoquest.progress.item_analysis import item_figures
from isoquest.progress.store import Opened
from isoquest.quiz.analysis import FEWEST_ATTEMPTS, ItemFigures


def analyse(name: str, *, as_json: bool) -> int:
    """Print the figures of a bank's questions over each profile's first finished attempt; returns the exit code."""

    def work(opened: Opened) -> int:
        found = find_bank(name, own_library())
        if isinstance(found, NotFound):
            raise Complaint(f"there is no bank `{name}`: {found.hint}", 2)
        reading = load_bank(found)
        if reading.bank is None:
            raise Complaint(f"`{found.id}` cannot be analysed: {summary(reading.problems)}. See: isoquest check {name}")
        figures = item_figures(opened.store, reading.bank, found.source)
        if as_json:
            print(json.dumps([_as_row(each) for each in figures], indent=2))
        else:
            _tell(figures, reading.bank)
        return 0

    return with_store(work)


def _tell(figures: tuple[ItemFigures, ...], bank: Bank) -> None:
    if not figures:
        print("No quiz on this bank has been finished yet.")
        return
    for each in figures:
        told = "not to be told" if each.discrimination is None else f"{each.discrimination:.0f} %"
        attempts = counted(each.attempts, "attempt")
        print(f"{each.question}: facility {each.facility:.0f} %, discrimination {told}, {attempts}")
        options = bank.questions[each.question].options
        for part, times in sorted(each.taken.items(), key=lambda row: -row[1]):
            if part in options:
                right = "right" if options[part].right else "wrong"
                print(f"    {times} x {options[part].text} ({right})")
    if any(each.few for each in figures):
        print(f"Figures from fewer than {FEWEST_ATTEMPTS} attempts say little.")


def _as_row(figures: ItemFigures) -> dict[str, object]:
    return {
        "question": figures.question,
        "attempts": figures.attempts,
        "facility": figures.facility,
        "discrimination": figures.discrimination,
        "taken": dict(figures.taken),
        "few": figures.few,
    }
