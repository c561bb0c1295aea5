"""A real browser with windows of a phone's size. Where there is none, these tests say so and are skipped."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
from browser_desk import Classroom, Open
from hosts import Host
from phone_client import Teacher
from playwright.async_api import Browser, Page, async_playwright

PHONE = {"width": 375, "height": 667}
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip everything here where there is no browser."""
    if CHROMIUM is None:
        here = Path(__file__).parent
        for item in items:
            if here in item.path.parents:
                item.add_marker(pytest.mark.skip(reason="no chromium is installed: apt-get install chromium"))


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """The system's own Chromium."""
    async with async_playwright() as playwright:
        made = await playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
        )
        yield made
        await made.close()


@pytest.fixture
async def phone(browser: Browser) -> AsyncIterator[Open]:
    """Opens an address on a phone of its own. A message in a page's console that speaks of an error fails the test."""
    complaints: list[str] = []

    async def opened(address: str, **settings: object) -> Page:
        context = await browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True, **settings)
        page = await context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        await page.goto(address)
        return page

    yield opened
    assert [text for text in complaints if "net::ERR_" not in text] == []


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An empty data folder."""
    return tmp_path / "home"


@pytest.fixture
async def classroom(home: Path) -> AsyncIterator[Callable[..., Awaitable[Classroom]]]:
    """Holds a lesson on some content until the test ends."""
    held: list[Classroom] = []

    async def hold(*arguments: str) -> Classroom:
        host = await Host.start(home, *arguments)
        room = Classroom(host, await Teacher.enter(host.base, host.key))
        held.append(room)
        return room

    yield hold
    for room in held:
        await room.teacher.close()
        await room.host.kill()
