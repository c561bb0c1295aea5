"""Lessons held by real processes that are killed without warning: nothing that was acknowledged is lost."""

from __future__ import annotations

import csv
import json
import os
import sys
from pathlib import Path

import pytest
from hosts import BANK, Host
from phone_client import Phone, Teacher
from processes import Run
from redis_server import RedisServer


@pytest.fixture
def bank(tmp_path: Path) -> str:
    """The path of a small bank."""
    path = tmp_path / "two-questions.yaml"
    path.write_text(BANK, encoding="utf-8")
    return str(path)


POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")


@POSIX
async def test_a_host_that_is_killed_goes_on_where_it_stood(home: Path, bank: str):
    """Kill -9 in the middle of a question: the same room, seats and answers, and phones take their seats again."""
    host = await Host.start(home, bank, "--seed", "1")
    teacher = await Teacher.enter(host.base, host.key)
    phones = [await Phone.connect(host.base) for _ in range(3)]
    for number, phone in enumerate(phones):
        await phone.join(host.code, f"Student {number}")
    await teacher.order("next")
    answers = []
    for phone in phones[:2]:
        await phone.phase("answering")
        acknowledged = await phone.answer([0])
        assert acknowledged["ok"]
        assert acknowledged["kept"]
        answers.append(phone.state["show"]["question"]["options"][0])
    await host.kill()
    for phone in phones:
        await phone.close()
    await teacher.close()

    again = await Host.start(home, "--resume", port=host.port)
    try:
        assert again.code == host.code
        for number, phone in enumerate(phones):
            back = await Phone.connect(again.base)
            await back.sit(phone.token)
            show = await back.phase("answering")
            assert back.state["you"]["nickname"] == f"Student {number}"
            if number < len(answers):
                assert show["question"]["options"][show["saved"]["answer"][0]] == answers[number]
            else:
                assert show["saved"] is None
                assert (await back.answer([1]))["kept"]
            await back.close()
        back_again = await Teacher.enter(again.base, host.key)
        assert back_again.state["answered"] == 3
        await back_again.close()
    finally:
        await again.kill()


@POSIX
async def test_the_time_in_which_a_host_was_down_is_nobodys(home: Path, bank: str):
    """A question with a time limit is resumed paused, with as much time as there was, and goes on from there."""
    host = await Host.start(home, bank, "--seconds", "600")
    teacher = await Teacher.enter(host.base, host.key)
    phone = await Phone.connect(host.base)
    await phone.join(host.code, "Mia")
    await teacher.order("next")
    await phone.phase("answering")
    await host.kill()
    await phone.close()
    await teacher.close()
    again = await Host.start(home, "--resume", port=host.port)
    try:
        assert any("stood still" in line for line in again.said)
        back_again = await Teacher.enter(again.base, host.key)
        back = await Phone.connect(again.base)
        await back.sit(phone.token)
        assert back.state["room"]["paused"]
        assert (await back.answer([0]))["ok"] is False
        assert (await back_again.order("resume"))["ok"]
        await back.until(lambda each: not each.state["room"]["paused"])
        assert (await back.answer([0]))["kept"]
        await back.close()
        await back_again.close()
    finally:
        await again.kill()


@POSIX
async def test_what_a_lesson_came_to_is_written_at_its_end(home: Path, tmp_path: Path, isoquest: Run, bank: str):
    """Page, tables, JSON and a bank to practise stand in the folder that was named, and can be written once more."""
    results = tmp_path / "results"
    host = await Host.start(home, bank, "--count", "1", "--results", str(results))
    teacher = await Teacher.enter(host.base, host.key)
    phone = await Phone.connect(host.base)
    await phone.join(host.code, "=HYPERLINK(1)")
    for _ in range(5):
        await teacher.order("next")
    await phone.phase("ended")
    await phone.close()
    await teacher.close()
    told = await host.stop()
    written = sorted(path.name.partition(host.code)[2] for path in results.iterdir())
    assert written == ["-practice.yaml", "-questions.csv", "-results.csv", "-results.html", "-results.json"]
    assert all(str(path) in told for path in results.iterdir())
    (table,) = results.glob("*-results.csv")
    rows = list(csv.reader(table.read_text("utf-8-sig").splitlines()))
    assert any("HYPERLINK(1)" in cell and not cell.startswith("=") for row in rows for cell in row)
    once_more = isoquest("lessons", host.code, "--results", tmp_path / "more")
    assert once_more.returncode == 0
    assert len(list((tmp_path / "more").iterdir())) == 5
    listed = json.loads(isoquest("lessons", "--json").stdout)
    assert [lesson["code"] for lesson in listed] == [host.code]
    ended = isoquest("host", "--resume", host.code, "--headless", "--bind", "127.0.0.1")
    assert (ended.returncode, "has ended" in ended.stderr) == (1, True)


@POSIX
async def test_results_that_cannot_be_written_are_told_with_the_way_out(home: Path, tmp_path: Path, bank: str):
    """The exit code says that something is left to do."""
    (tmp_path / "taken").write_text("a file")
    host = await Host.start(home, bank, "--count", "1", "--results", str(tmp_path / "taken"))
    teacher = await Teacher.enter(host.base, host.key)
    await teacher.order("end")
    await teacher.close()
    told = await host.stop()
    assert f"To save the results elsewhere: isoquest lessons {host.code} --results FOLDER" in told
    assert host.exit_code == 1


@POSIX
async def test_what_was_not_saved_by_the_end_is_told(home: Path, tmp_path: Path, bank: str):
    """Answers that were counted while the journal could not be written are told to be lost."""
    host = await Host.start(home, bank)
    teacher, phone = await Teacher.enter(host.base, host.key), await Phone.connect(host.base)
    await phone.join(host.code, "Mia")
    await teacher.order("next")
    await phone.phase("answering")
    (home / "lessons").rename(tmp_path / "away")
    assert not (await phone.answer([0]))["kept"]
    await phone.close()
    await teacher.close()
    told = await host.stop()
    assert "The last entry of this lesson (answers, orders) could not be saved: lost." in told
    assert host.exit_code == 1


@POSIX
async def test_two_servers_hold_one_room_and_one_may_be_killed(
    tmp_path: Path, redis_server: RedisServer, bank: str, isoquest: Run
):
    """Phones of the server that is killed find at the other one all that was acknowledged to them."""
    journal = ("--journal", redis_server.address)
    first = await Host.start(tmp_path / "one", bank, *journal)
    second = await Host.start(tmp_path / "two", "--resume", first.code, *journal)
    try:
        teacher = await Teacher.enter(second.base, first.key)
        near, far = await Phone.connect(first.base), await Phone.connect(second.base)
        await near.join(first.code, "Near")
        await far.join(first.code, "Far")
        await teacher.order("next")
        for phone in (near, far):
            await phone.phase("answering")
            assert (await phone.answer([0]))["kept"]
        await first.kill()
        await near.close()
        moved = await Phone.connect(second.base)
        await moved.sit(near.token)
        assert (await moved.phase("answering"))["saved"]["answer"] == [0]
        assert (await moved.answer([1]))["ok"]
        await teacher.until(lambda page: page.state["answered"] == 2)
        assert (await teacher.order("reveal"))["ok"]
        for phone in (moved, far):
            assert (await phone.phase("revealed"))["result"]["verdict"] in ("right", "wrong", "partly")
            await phone.close()
        await teacher.close()
        await second.stop()
        more = isoquest("lessons", first.code, *journal, "--results", tmp_path / "more")
        assert (more.returncode, len(list((tmp_path / "more").glob("*-results.html")))) == (0, 1), more.stderr
    finally:
        await first.kill()
        await second.kill()


def test_a_projector_needs_a_terminal(isoquest: Run):
    """Without one the way to the web page is told."""
    run = isoquest("host", "iso-basics")
    assert (run.returncode, "--headless" in run.stderr) == (2, True)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="permissions do not bind the superuser")
def test_a_folder_that_cannot_be_written_is_told(isoquest: Run, home: Path):
    """The sentence names the folder."""
    home.mkdir()
    home.chmod(0o500)
    run = isoquest("host", "iso-basics", "--headless", "--bind", "127.0.0.1")
    assert (run.returncode, str(home) in run.stderr) == (1, True)
