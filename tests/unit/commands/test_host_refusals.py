"""What cannot be hosted: said in a sentence, before anything is begun."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from rooms import STORY

from isoquest.cli import main


def test_what_cannot_be_hosted_is_said_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    """A wrong name, wrong options, a port in use, no network: one line, exit code 1 or 2, no traceback."""
    monkeypatch.setenv("ISOQUEST_HOME", str(tmp_path / "home"))
    story = tmp_path / "scenario.yaml"
    story.write_text(STORY, encoding="utf-8")
    (tmp_path / "empty.yaml").write_text("isoquest: 1\ntitle: Empty\ntopics: {}\nquestions: {}\n", encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        for arguments, said in (
            ((), "what is the lesson about"),
            (("nowhere",), "there is no scenario and no bank"),
            ((tmp_path / "empty.yaml",), "empty"),
            (("iso-basics", "--topic", "cooking"), "has no topic"),
            (("iso-basics", "--seconds", "1"), "--seconds takes a number"),
            (("iso-basics", "--speed"), "--speed needs"),
            (("iso-basics", "--argue"), "--argue belongs to"),
            (("iso-basics", "--teams", "Red"), "--teams takes"),
            (("iso-basics", "--bind", "kitchen"), "--bind takes"),
            (("iso-basics", "--bind", "192.0.2.77"), "no address 192.0.2.77"),
            (("iso-basics", "--port", port), "is taken"),
            (("iso-basics", "--port", "70000"), "--port takes"),
            (("iso-basics", "--public", "ftp://x"), "--public takes"),
            (("iso-basics", "--proxy", "kitchen"), "--proxy takes"),
            (("iso-basics", "--public", "https://two words"), "--public takes"),
            (("iso-basics", "--journal", "redis://127.0.0.1:1/0"), "127.0.0.1"),
            (("iso-basics", "--journal", "redis://:secret@127.0.0.1:1/0"), "127.0.0.1"),
            ((story, "--roles"), "names no roles"),
            ((story, "--count", "3"), "--count belongs to"),
            ((story, "--many", "--argue"), "--argue belongs to"),
            (("--resume",), "no lesson is kept"),
            (("--resume", "XXXXXX"), "there is no lesson"),
            (("iso-basics", "--resume"), "leave out"),
        ):
            bind = () if "--bind" in arguments else ("--bind", "127.0.0.1")
            code = main(["host", *map(str, arguments), "--headless", *bind])
            told = capsys.readouterr().err
            assert said.lower() in told.lower(), (arguments, told)
            assert code in (1, 2)
            assert "secret" not in told
