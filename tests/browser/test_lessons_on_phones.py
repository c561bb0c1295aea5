"""Whole lessons as students see them: three phones, one of which is reloaded, taken offline or sent to sleep."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from axe_playwright_python.async_playwright import Axe
from browser_desk import Classroom, Open
from hosts import BANK
from playwright.async_api import Page, expect
from rooms import STORY

Hold = Callable[..., Awaitable[Classroom]]
TABLE = (
    r"\n\n| As of November | Edition in force | Worth knowing |\n|---|---|---|"
    r"\n| ISO 9001 | 2026 (16 September) | certificates move |"
)
"""The end of a text between double quotes of YAML: a table of three columns."""


@pytest.fixture
def bank(tmp_path: Path) -> str:
    """The path of a small bank."""
    path = tmp_path / "two-questions.yaml"
    path.write_text(BANK, encoding="utf-8")
    return str(path)


@pytest.fixture
def tables(bank: str) -> str:
    """The path of a small bank in which a table of three columns stands in each question."""
    Path(bank).write_text(re.sub("ask: (.*)", lambda ask: f'ask: "{ask[1]}{TABLE}"', BANK), encoding="utf-8")
    return bank


@pytest.fixture
def story(tmp_path: Path) -> str:
    """The path of a small scenario."""
    folder = tmp_path / "small-story"
    folder.mkdir()
    (folder / "scenario.yaml").write_text(STORY, encoding="utf-8")
    return str(folder)


async def join(page: Page, nickname: str) -> None:
    """Join with the code that the address has filled in."""
    await page.get_by_label("name").fill(nickname)
    await page.get_by_role("button", name="Join").click()
    await expect(page.get_by_label("name")).to_be_hidden()


async def accessible(page: Page) -> list[str]:
    """What axe-core finds wrong with a page."""
    found = await Axe().run(page)
    return [f"{each['id']}: {each['help']}" for each in found.response["violations"]]


async def test_a_whole_quiz_on_three_phones(classroom: Hold, phone: Open, bank: str):
    """Everyone joins, answers, is told why, and stands on the podium; a reload in the middle keeps seat and answer."""
    room = await classroom(bank, "--seed", "3")
    teacher = room.teacher
    phones = [await phone(room.address, color_scheme=scheme) for scheme in ("light", "dark", "light")]
    for page, name in zip(phones, ("Mia", "<img src=x onerror=alert(1)>", "Åsa"), strict=True):
        assert await accessible(page) == []
        await join(page, name)
    await teacher.until(lambda page: page.state["seats"] == 3)
    assert await phones[1].locator("img").count() == 0
    await teacher.order("next")
    for page in phones:
        await expect(page.get_by_role("radio")).to_have_count(3)
        assert await accessible(page) == []
    right = ("A certification body", "It publishes standards")
    for page in phones[:2]:
        await page.get_by_text(right[0]).or_(page.get_by_text(right[1])).click()
        await page.get_by_role("button", name="Answer").click()
        await expect(page.get_by_text("saved")).to_be_visible()
    await phones[0].reload()
    await expect(phones[0].get_by_role("radio", checked=True)).to_have_count(1)
    await expect(phones[0].get_by_text("saved")).to_be_visible()
    await phones[2].get_by_role("radio").first.focus()
    await phones[2].keyboard.press("Space")
    await phones[2].keyboard.press("Enter")
    await expect(phones[2].get_by_text("saved")).to_be_visible()
    await teacher.until(lambda page: page.state["answered"] == 3)
    await teacher.order("reveal")
    for page in phones[:2]:
        await expect(page.get_by_text("Right", exact=False).first).to_be_visible()
        assert await accessible(page) == []
    await teacher.order("next")
    await teacher.order("next")
    for page in phones:
        await expect(page.get_by_role("radio")).to_have_count(3)
    await teacher.order("reveal")
    await teacher.order("next")
    for page in phones:
        await expect(page.get_by_role("heading")).not_to_have_count(0)
        assert await accessible(page) == []
    await teacher.order("next")
    assert teacher.state["phase"] == "ended"


async def test_an_answer_given_without_a_network_arrives_when_it_is_back(classroom: Hold, phone: Open, bank: str):
    """The page says that the answer is kept, sends it by itself, and it counts once."""
    room = await classroom(bank)
    page = await phone(room.address)
    await join(page, "Mia")
    await room.teacher.order("next")
    await expect(page.get_by_role("radio")).to_have_count(3)
    await page.context.set_offline(True)
    await page.get_by_role("radio").first.check()
    await page.get_by_role("button", name="Answer").click()
    await expect(page.get_by_text("saved ✓")).to_be_hidden()
    await page.context.set_offline(False)
    await expect(page.get_by_text("saved")).to_be_visible(timeout=20_000)
    await room.teacher.until(lambda teacher: teacher.state["answered"] == 1)


async def test_a_host_that_is_killed_gets_its_phones_back(classroom: Hold, phone: Open, bank: str, home: Path):
    """The page says that it is reconnecting, and goes on by itself with the same seat and answer."""
    room = await classroom(bank)
    page = await phone(room.address)
    await join(page, "Mia")
    await room.teacher.order("next")
    await page.get_by_role("radio").first.check()
    await page.get_by_role("button", name="Answer").click()
    await expect(page.get_by_text("saved")).to_be_visible()
    port = room.host.port
    await room.host.kill()
    await expect(page.get_by_text("reconnecting", exact=False)).to_be_visible()
    room.host = await type(room.host).start(home, "--resume", port=port)
    await expect(page.get_by_text("reconnecting", exact=False)).to_be_hidden(timeout=20_000)
    await expect(page.get_by_role("radio", checked=True)).to_have_count(1)
    await expect(page.get_by_text("Mia")).to_be_visible()


async def test_a_story_by_vote_on_three_phones(classroom: Hold, phone: Open, story: str):
    """The majority decides, the phones tell what came of it, and the story goes to its end."""
    room = await classroom(story)
    teacher = room.teacher
    phones = [await phone(room.address) for _ in range(3)]
    for number, page in enumerate(phones):
        await join(page, f"Student {number}")
    await teacher.order("next")
    for page, choice in zip(phones, ("Ask which one", "Ask which one", "Buy one today"), strict=True):
        await page.get_by_text(choice if choice != "Buy one today" else "Buy one").click()
        await page.get_by_role("button", name="Vote").click()
        await expect(page.get_by_text("saved")).to_be_visible()
        assert await accessible(page) == []
    await teacher.until(lambda screen: screen.state["answered"] == 3)
    await teacher.order("close")
    await teacher.order("next")
    for page in phones:
        await expect(page.get_by_text("FEEDBACKCANARY good.")).to_be_visible()
        assert await accessible(page) == []
    while teacher.state["phase"] != "voting":
        await teacher.order("next")
    for page in phones:
        await page.get_by_text("Audit").click()
        await page.get_by_role("button", name="Vote").click()
    await teacher.until(lambda screen: screen.state["answered"] == 3)
    while teacher.state["phase"] != "debrief":
        await teacher.order("next")
    for page in phones:
        await expect(page.get_by_text("It worked.")).to_be_visible()


async def test_many_plays_at_once_go_at_their_own_pace(classroom: Hold, phone: Open, story: str):
    """Two students decide otherwise and stand in different scenes; nobody waits."""
    room = await classroom(story, "--many")
    quick, slow = await phone(room.address), await phone(room.address)
    await asyncio.gather(join(quick, "Quick"), join(slow, "Slow"))
    await room.teacher.order("next")
    await expect(slow.get_by_text("A customer wants")).to_be_visible()
    await quick.get_by_text("Wait").click()
    await quick.get_by_role("button", name="Decide").click()
    await expect(quick.get_by_text("It is late.")).to_be_visible()
    await expect(slow.get_by_text("A customer wants")).to_be_visible()


@pytest.mark.parametrize("width", [320, 375])
async def test_no_page_has_to_be_moved_sideways(classroom: Hold, phone: Open, tables: str, width: int):
    """Even the narrowest phone, and text twice as large, shows everything by scrolling down alone."""
    room = await classroom(tables)
    page = await phone(room.address)
    await page.set_viewport_size({"width": width, "height": 568})
    await join(page, "W" * 20)
    await room.teacher.order("next")
    await expect(page.get_by_role("radio")).to_have_count(3)
    assert await page.locator(".wide").evaluate("each => each.scrollWidth <= each.clientWidth")
    for zoom in ("100%", "200%"):
        await page.evaluate("size => document.documentElement.style.fontSize = size", zoom)
        assert await page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
