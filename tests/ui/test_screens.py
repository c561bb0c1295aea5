"""Every screen, on terminals of every kind, with texts of every kind."""

from __future__ import annotations

import re

import pytest
from ui_desk import QUAY, Desk

from isoquest.tui.screens.help import keys_of

SIZES = [(120, 40), (80, 24), (60, 16), (20, 5)]
OPENED_BY = {
    "g": "Glossary",
    "x": "Clauses",
    "m": "JourneyMap",
    "e": "Standing",
    "l": "DebriefPage",
    "question_mark": "Help",
    "comma": "Settings",
    "ctrl+p": "CommandPalette",
}
HOSTILE = ["[/b] [@click=app.quit]x[/] [red] [b](javascript:x) <i>", "שלום عالم 日本語 👩‍👩‍👧", "x" * 3000]


def hostile(text: str) -> str:
    """The scenario with one text in all its fields."""
    quoted = f'"{text}"'
    blocks = re.sub(r"(?m)^( *(?:title|summary|text|locked|feedback): ).*$", lambda m: m[1] + quoted, QUAY)
    in_braces = r"([{,] ?(?:name|role|wish|title|finding|conforms|outcome|unit|buying): )[^,{}]+"
    return re.sub(in_braces, lambda m: m[1] + quoted, blocks)


async def test_every_screen_is_shown_at_every_size(desk: Desk):
    """No screen fails, whatever room there is; Escape leads back from each, and the keys for help and quit are told."""
    desk.begun("guess")
    async with desk.app(SIZES[0]) as player:
        for size in SIZES:
            await player.pilot.resize_terminal(*size)
            await player.until(lambda size=size: player.app.size == size)
            await player.sees("? Help", "q Quit")
            await player.press("c")
            await player.at("PlayPage")
            for key, name in OPENED_BY.items():
                await player.press(key)
                await player.at(name)
                await player.press("down", "escape")
                await player.at("PlayPage")
            await player.press("u", "1", "escape")
            await player.at("Home")
            await player.sees("? Help", "q Quit")
            for key, name in {"l": "LearningPathPage", "n": "Picker", "p": "Plays", "t": "Standards"}.items():
                await player.press(key)
                await player.at(name)
                await player.press("escape")
                await player.at("Home")


async def test_a_screen_that_shrinks_and_grows_again_is_as_before(desk: Desk):
    """Twenty columns by five rows and back lose nothing."""
    async with desk.app((80, 24), desk.begun()) as player:
        await player.sees("1 Ask what they need.")
        before = player.seen()
        await player.pilot.resize_terminal(20, 5)
        await player.until(lambda: player.app.size.width == 20 and len(player.seen().splitlines()) == 5)
        await player.pilot.resize_terminal(80, 24)
        await player.until(lambda: player.seen() == before)


@pytest.mark.parametrize("text", HOSTILE, ids=["markup", "scripts", "long"])
async def test_no_text_of_an_author_is_taken_for_markup(desk: Desk, text: str):
    """Whatever stands in any field of a scenario is drawn as it stands, and does nothing."""
    desk.write("a-hostile", hostile(text))
    desk.store.rename_profile(desk.profile.id, text[:40])
    async with desk.app((100, 40), desk.begun(name="a-hostile")) as player:
        await player.at("PlayPage")
        start = text[:30]
        await player.sees(start)
        for key in ("1", "enter", "g", "escape", "m", "escape", "l", "down", "escape", "comma", "escape", "1", "1"):
            await player.press(key)
        await player.at("DebriefPage")
        await player.sees(start)
        await player.press("h")
        await player.at("Home")
        await player.press("n")
        await player.at("Picker")
        await player.sees(start)
        await player.press("escape", "p")
        await player.at("Plays")
        await player.sees(start)


async def test_no_color_leaves_no_colour(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    """Under NO_COLOR all text has the terminal's own colour, and what is pointed at is still marked."""
    monkeypatch.setenv("NO_COLOR", "1")
    async with desk.app(play=desk.begun()) as player:
        await player.sees("▸ 1 Ask what they need.")
        await player.press("1")
        await player.sees("▼ Money", "worse")
        fills = set(re.findall(r"-r\d+ \{ fill: (#\w+)", player.app.export_screenshot()))
        assert len(fills) == 1


async def test_what_is_not_saved_is_told_on_every_screen(desk: Desk):
    """The standing notice is one line on each screen."""
    async with desk.app(play=desk.begun()) as player:
        await player.at("PlayPage")
        player.app.notice = "Progress is not being saved: the disk is full."
        await player.sees("! Progress is not being saved: the disk is full.")
        for key in ("g", "m", "l", "question_mark"):
            await player.press(key)
            await player.at(OPENED_BY[key])
            await player.sees("! Progress is not being saved")
            await player.press("escape")
            await player.at("PlayPage")


async def test_help_tells_every_key_of_the_screen(desk: Desk):
    """What is bound on the play screen is told in its help, taken from the bindings themselves."""
    async with desk.app((100, 60), desk.begun()) as player:
        await player.at("PlayPage")
        told = keys_of(player.app.screen)
        await player.press("question_mark")
        await player.at("Help")
        await player.sees(*(key.told for key in told))
    assert {"u", "m", "1 to 9", "Esc", "PgUp b"} <= {key.key for key in told}


async def test_the_glossary_begins_with_the_words_of_the_scene(desk: Desk):
    """Words in the present scene come first, then the people; typing narrows the list."""
    async with desk.app((100, 40), desk.begun()) as player:
        await player.at("PlayPage")
        await player.press("g")
        await player.at("Glossary")
        await player.sees("In this scene", "▸ Certificate", "People in this story", "Mara Lind")
        await player.press(*"mara")
        await player.sees("▸ Mara Lind", "To go home before seven.")


async def test_another_player_has_their_own_plays_and_colours(desk: Desk):
    """A player added in the settings begins with nothing under way; what is typed is kept as it stands."""
    desk.begun("guess")
    async with desk.app((80, 30)) as player:
        await player.sees("Continue", "The Quay")
        await player.press("comma")
        await player.sees("●  Player", "Add a player")
        await player.press("end", "up", "enter")
        await player.sees("Enter keeps it")
        await player.press(*"[b]Ada", "enter")
        await player.sees("[b]Ada")
        await player.press("escape")
        await player.sees("Start here")
    assert [profile.name for profile in desk.store.profiles()] == ["Player", "[b]Ada"]
