"""The projector, on screens of every kind, with a real lesson behind it and texts of every kind in front."""

from __future__ import annotations

from pathlib import Path

import pytest
from projector_desk import ADDRESSES, all_plays, hostile_bank, hostile_story, lesson, whole_quiz, whole_story
from rooms import BANK, STORY

from isoquest.classroom.room.vote import Vote
from isoquest.tui.projector.screens.wall import Wall

SIZES = [(120, 40), (80, 24), (60, 16), (20, 5)]
HOSTILE = ["[/b] [@click=app.quit]x", "\x1b]52;c;aaaa\x07 שלום 日本", "👩‍👩‍👧 " + "w" * 60]
ROLES = "roles: {head: Top management, shop: Production}\nmeters:"


@pytest.fixture(autouse=True)
def colours(monkeypatch: pytest.MonkeyPatch) -> None:
    """Colours are wanted, whatever the machine's own settings are."""
    monkeypatch.delenv("NO_COLOR", raising=False)


QUIZ_PHASES = {"lobby", "reading", "answering", "closed", "revealed", "board", "podium", "ended"}
VOTE_PHASES = {
    "lobby",
    "scene",
    "voting",
    "arguing",
    "tied",
    "decided",
    "consequence",
    "ending",
    "debrief",
    "ended",
}


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_every_phase_is_drawn_at_every_size(tmp_path: Path, size: tuple[int, int]):
    """Whatever room there is and whatever stands in names and texts, every phase of every lesson is drawn."""
    text = HOSTILE[SIZES.index(size) % len(HOSTILE)]
    usual = text.replace("\x1b", "").replace("\x07", "")  # a file with control characters is turned away
    async with lesson(tmp_path, size=size, text=hostile_bank(usual), reading=5, seconds=20, teams=("Red",)) as held:
        assert await whole_quiz(held, text) == QUIZ_PHASES
    async with lesson(tmp_path, "vote", size, hostile_story(usual), reading=5, argue=True) as held:
        assert await whole_story(held, text) == VOTE_PHASES
    async with lesson(tmp_path, "plays", size, hostile_story(usual), seconds=600) as held:
        assert await all_plays(held, text) == {"lobby", "playing", "debrief", "ended"}


async def test_names_and_texts_are_drawn_as_they_stand(tmp_path: Path):
    """Markup in a nickname, an option or a typed answer is text; an escape code never reaches the terminal."""
    markup, escape, _ = HOSTILE
    async with lesson(tmp_path, size=(120, 40), text=hostile_bank(markup), count=1) as held:
        await held.join([markup, escape])
        await held.sees(markup, "�]52;c;aaaa�")
        await held.goes_on("space")
        await held.answer(2)
        await held.goes_on("space", "space")
        await held.sees(f"✓ {markup}", "2 of 2 right")
        await held.goes_on("space")
        await held.sees(markup)
        await held.press("s")
        await held.sees("2 students", markup[:20])
        assert "\x1b" not in held.seen()


async def test_space_alone_leads_through_a_whole_quiz(tmp_path: Path):
    """From the lobby to the results by Space, question after question; nothing of a key is seen before its reveal."""
    async with lesson(tmp_path, text=BANK) as held:
        await held.join(["Ana", "Ben", "Cem"])
        await held.sees("KXM4TR", ADDRESSES[0], "3 students here", "Cem   Ben   Ana")
        revealed = 0
        while held.phase != "ended":
            await held.goes_on("space")
            if held.phase in ("answering", "closed"):
                await held.sees(f"Question {revealed + 1} of 8", "of 3 ")
                assert not any(secret in held.seen() for secret in ("CANARY", "SECRET", "✓"))
            if held.phase == "answering":
                await held.answer(2)
                await held.sees("2 of 3 have answered")
            if held.phase == "revealed":
                revealed += 1
                await held.sees("2 of 2 right", "1 without an answer", "WHYCANARY")
        assert revealed == 8
        await held.sees("16 of 16 answers right", "/home/teacher/lessons/KXM4TR")


async def test_answers_change_the_count_and_nothing_else_on_the_wall(tmp_path: Path):
    """While answers come in, the question is not drawn anew."""
    async with lesson(tmp_path, count=1) as held:
        await held.join([f"Student {number}" for number in range(30)])
        await held.goes_on("space")
        await held.sees("0 of 30 have answered")
        question = held.app.screen.query_one("#upper").visual
        await held.answer(30)
        await held.sees("30 of 30 have answered")
        assert held.app.screen.query_one("#upper").visual is question


async def test_a_key_that_is_held_down_goes_on_once(tmp_path: Path):
    """Presses of Space that follow at once lead no further than the first."""
    async with lesson(tmp_path) as held:
        await held.goes_on("space")
        await held.pilot.press("space", "space", "space")
        await held.settled()
        assert held.phase == "answering"
        await held.goes_on("space")
        assert held.phase == "closed"


async def test_keys_that_mean_nothing_now_are_not_shown_and_do_nothing(tmp_path: Path):
    """In the lobby there is nothing to close, reveal, skip, extend or undo."""
    async with lesson(tmp_path) as held:
        await held.sees("Space Next")
        await held.press("c", "r", "k", "plus", "z", "l", "v", "b", "d", "1")
        assert held.phase == "lobby"
        assert not any(word in held.seen() for word in ("Close", "Reveal", "Skip", "Undo", "Leaderboard"))


async def test_an_answer_shown_too_soon_is_covered_again(tmp_path: Path):
    """`r` shows the answer, `z` covers it, `h` and `o` are said on the top line, `p` stops the clock."""
    async with lesson(tmp_path, count=1, seconds=30) as held:
        await held.join(["Ana"])
        await held.goes_on("space", "r")
        await held.sees("WHYCANARY")
        await held.goes_on("z")
        await held.sees("covered again")
        assert "WHYCANARY" not in held.seen()
        await held.goes_on("h", "o", "p")
        await held.sees("locked · names hidden", "The lesson is paused")


async def test_time_is_counted_down_and_stands_still_in_a_pause(tmp_path: Path):
    """The wall shows the time that is left; a pause stops it; at its end the wall says so."""
    async with lesson(tmp_path, count=1, seconds=30) as held:
        await held.join(["Ana"])
        await held.goes_on("space")
        held.clock.time += 11_000
        await held.sees("0:19 left", "0 of 1 have answered")
        await held.goes_on("p")
        held.clock.time += 60_000
        await held.sees("0:18 left", "The lesson is paused")
        await held.goes_on("p")
        held.clock.time += 18_500
        await held.sees("Time is up")


async def test_a_tie_is_settled_by_a_number_or_by_another_vote(tmp_path: Path):
    """A tied vote does not go on by Space; `v` votes again with both votes side by side, a number decides."""
    async with lesson(tmp_path, "vote", (120, 40)) as held:
        await held.join(["Ana", "Ben"])
        await held.goes_on("space")
        await held.vote("ask", "buy")
        await held.goes_on("space")
        await held.sees("The vote is tied.", "1 Ask which one", "2 Buy one", "50%")
        await held.press("space")
        assert held.phase == "tied"
        await held.goes_on("v")
        await held.vote("buy", "ask")
        await held.goes_on("space")
        await held.sees("first", "then", "The vote is tied.")
        await held.goes_on("2", "space")
        await held.sees("The class decided: Buy one", "FEEDBACKCANARY hasty.", "10 → 5")


async def test_what_if_leads_back_to_what_was(tmp_path: Path):
    """From the debrief a number plays on otherwise, with a standing line, and `b` leads back."""
    async with lesson(tmp_path, "vote", (120, 40)) as held:
        vote = held.live.room.lesson
        assert isinstance(vote, Vote)
        await held.join(["Ana"])
        await held.goes_on("space")
        await held.vote("wait")
        await held.goes_on("space", "space", "space", "space")
        assert held.phase == "debrief"
        await held.sees("Late", "1 ○ Letter: Wait")
        was = vote.play
        await held.goes_on("1")
        await held.sees("What if?", "Ask which one")
        await held.vote("ask")
        await held.goes_on("space", "space")
        await held.sees("FEEDBACKCANARY good.", "What if?")
        await held.press("d")
        await held.sees("Enter goes back to that moment", "FEEDBACKCANARY good.")
        await held.press("enter")
        await held.until(lambda: held.phase == "voting")
        await held.goes_on("b")
        await held.sees("1 ○ Letter: Wait")
        assert vote.play == was
        assert "What if? b" not in held.seen()


async def test_the_podium_is_not_left_before_the_first_is_called(tmp_path: Path):
    """Space, pressed while the places are called one after the other, does not take the winner off the wall."""
    async with lesson(tmp_path, count=1) as held:
        held.app.animation_level = "basic"
        await held.join(["Ana", "Ben"])
        await held.goes_on("space")
        await held.answer(1)
        await held.goes_on("space", "space", "space")
        if held.phase == "board":
            await held.goes_on("space")
        await held.press("space")
        await held.sees("The first place is called in a moment.")
        assert held.phase == "podium"
        held.clock.time += 60_000
        await held.sees("Ana")
        await held.goes_on("space")
        assert held.phase == "ended"


async def test_a_debrief_is_not_left_by_one_press(tmp_path: Path):
    """Space asks before it ends the lesson; a story that was ended early goes on by the key that takes a step back."""
    async with lesson(tmp_path, "vote") as held:
        await held.join(["Ana"])
        await held.goes_on("space")
        await held.vote("ask")
        await held.goes_on("space", "space")
        await held.press("e")
        await held.goes_on("y")
        await held.sees("Looking back so far", "z Undo")
        assert "Back to what was" not in held.seen()
        await held.press("space")
        await held.sees("End the lesson here?")
        await held.press("n")
        assert held.phase == "debrief"
        await held.goes_on("z")
        assert held.phase == "scene"


async def test_a_role_decides_what_is_its_own(tmp_path: Path):
    """Where teams are roles, the wall says whose decision it is and counts their votes alone."""
    story = STORY.replace("meters:", ROLES).replace("letter:\n    phase", "letter:\n    role: head\n    phase")
    roles = ("Top management", "Production")
    async with lesson(tmp_path, "vote", text=story, roles=True, teams=roles) as held:
        await held.join(["Ana", "Ben", "Cem"], roles)
        await held.goes_on("space")
        await held.vote("ask")
        await held.sees("Decided by: Top management", "1 of 2 have voted")


async def test_a_student_gets_more_time_or_is_removed_after_a_question(tmp_path: Path):
    """Students are found by typing; more time is given by a number, and removing asks first."""
    async with lesson(tmp_path, count=1, seconds=30) as held:
        await held.join(["Ana", "Ben", "Benno"])
        await held.press("s", "b", "e", "n", "n")
        await held.sees("1 of 3 students", "Benno")
        await held.press("enter")
        await held.sees("50 % more time")
        await held.press("3")
        await held.until(lambda: held.live.room.seats.present[2].extra == 50)
        await held.until(lambda: type(held.app.screen).__name__ == "Students")
        assert "50" not in held.seen()
        await held.press("enter")
        await held.sees("✓ now")
        await held.press("5")
        await held.sees("Remove Benno?")
        await held.press("n")
        assert len(held.live.room.seats.present) == 3
        await held.press("5")
        await held.sees("Remove Benno?")
        await held.press("y")
        await held.until(lambda: len(held.live.room.seats.present) == 2)


async def test_leaving_and_ending_ask_first(tmp_path: Path):
    """Ctrl+Q and `e` do nothing until they are confirmed; left, the lesson stays as it is."""
    async with lesson(tmp_path) as held:
        await held.join(["Ana"])
        await held.goes_on("space")
        for key, asked in (("ctrl+q", "Close the projector?"), ("e", "End the lesson here?")):
            await held.press(key)
            await held.sees(asked)
            await held.press("space", "ctrl+q", "n")
            await held.until(lambda: isinstance(held.app.screen, Wall))
        assert held.phase == "answering"
        await held.press("ctrl+q")
        await held.sees("it can be resumed")
        await held.press("y")
        await held.until(lambda: not held.app.is_running)
        assert held.phase == "answering"


async def test_the_picture_is_black_on_white_on_any_colours(tmp_path: Path):
    """Beside the lobby where it fits, on a screen of its own where it does not, for each of the addresses."""
    for size, theme in (((80, 24), "dark"), ((120, 30), "light"), ((60, 16), "dark")):
        async with lesson(tmp_path, size=size) as held:
            if theme == "light":
                await held.press("t")
            if size == (60, 16):
                await held.sees("Press q for the picture")
                await held.press("q")
            await held.sees("█▀▀▀▀▀█", ADDRESSES[0])
            drawn = [s for row in held.app.screen._compositor.render_strips() for s in row if "█▀▀▀▀▀█" in s.text]
            colours = {(s.style.color.name, s.style.bgcolor.name) for s in drawn if s.style}
            assert colours == {("#000000", "#ffffff")}
            await held.press("a")
            await held.sees(ADDRESSES[1])


async def test_a_full_room_is_drawn_at_once(tmp_path: Path):
    """Of two thousand students the number and the newest names are shown, and a leaderboard as long as the screen."""
    async with lesson(tmp_path, count=1) as held:
        await held.join([f"Pupil {number}" for number in range(1, 2_001)])
        await held.sees("2000 students here", "Pupil 2000", "…")
        await held.press("s")
        await held.sees("2000 students")
        await held.press("1", "9", "9", "9")
        await held.sees("1 of 2000 students", "Pupil 1999")


async def test_without_colours_bold_and_reverse_are_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Under NO_COLOR nothing on the wall has a colour, and what is right still bears its mark."""
    monkeypatch.setenv("NO_COLOR", "1")
    async with lesson(tmp_path, count=2) as held:
        await held.join(["Ana", "Ben"])
        while held.phase != "ended":
            if held.phase == "answering":
                await held.answer(1)
            await held.goes_on("space")
            await held.pilot.pause(0.002)
            styles = [s.style for row in held.app.screen._compositor.render_strips() for s in row if s.style]
            assert all(
                colour is None or colour.is_default for style in styles for colour in (style.color, style.bgcolor)
            )
