"""No other page speaks to a room: neither from its own address nor under a name that points at ours."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isoquest.classroom.door.origins import Ours

HERE = Ours(
    ["127.0.0.1", "::1", "192.168.1.20", "fd00::2"],
    8080,
    [
        "Quiz.School.Example",
        "proxy.example:8443",
        "anna-laptop.local",
        "10.9.9.9",
        "2001:db8::9",
        "sch\u00fcle.example",
    ],
)


@pytest.mark.parametrize(
    "host",
    [
        "192.168.1.20:8080",
        "127.0.0.1:8080",
        "localhost:8080",
        "LOCALHOST:8080",
        "[::1]:8080",
        "[0:0::1]:8080",
        "[FD00::2]:8080",
        "192.168.1.20.:8080",
        "quiz.school.example",
        "quiz.school.example.",
        "QUIZ.school.example:443",
        "quiz.school.example:8080",
        "proxy.example:8443",
        "anna-laptop.local:8080",
        "10.9.9.9:8080",
        "[2001:db8::9]",
        "xn--schle-mva.example",
    ],
)
def test_our_hosts(host: str):
    """However a browser writes one of our addresses or names."""
    assert HERE.host_is_ours(host)


@pytest.mark.parametrize(
    "host",
    [
        None,
        "",
        " ",
        "attacker.example",
        "attacker.example:8080",
        "192.168.1.20",
        "192.168.1.20:80",
        "192.168.1.20:8081",
        "192.168.1.21:8080",
        "192.168.1.20.attacker.example:8080",
        "attacker.example@192.168.1.20:8080",
        "192.168.1.20:8080@attacker.example",
        "192.168.1.20:8080, attacker.example",
        "192.168.1.20:8080\n",
        "192.168.1.20:",
        "192.168.1.20:8080:8080",
        "192.168.1.20:\u0668\u0660\u0668\u0660",
        "loca\u212ahost:8080",
        "3232235796:8080",
        "[fd00::2",
        "[fd00::2%25eth0]:8080",
        "[::ffff:192.168.1.20]:8080",
        "fd00::2",
        ".",
        "proxy.example",
        "proxy.example:443",
        "quiz.school.example:81",
        "school.example",
        "xquiz.school.example",
    ],
)
def test_hosts_of_others(host: str | None):
    """A name that merely points at this machine, another port, and everything that no browser writes."""
    assert not HERE.host_is_ours(host)


@pytest.mark.parametrize(
    "origin",
    [
        "http://192.168.1.20:8080",
        "HTTP://192.168.1.20:8080",
        "http://[fd00::2]:8080",
        "http://localhost:8080",
        "https://quiz.school.example",
        "https://quiz.school.example:443",
        "http://quiz.school.example",
        "http://quiz.school.example:8080",
        "https://proxy.example:8443",
    ],
)
def test_our_origins(origin: str):
    """Pages that we served, directly or through a proxy that someone vouched for."""
    assert HERE.origin_is_ours(origin)


@pytest.mark.parametrize(
    "origin",
    [
        None,
        "",
        "null",
        "http://attacker.example",
        "http://attacker.example:8080",
        "http://192.168.1.20",
        "http://192.168.1.20:3000",
        "https://192.168.1.20:8080",
        "https://quiz.school.example:80",
        "http://192.168.1.20:8080.attacker.example",
        "http://192.168.1.20:8080@attacker.example",
        "http://attacker.example#http://192.168.1.20:8080",
        "http://attacker.example http://192.168.1.20:8080",
        "http://192.168.1.20:8080/",
        "file://",
        "ws://192.168.1.20:8080",
        "chrome-extension://192.168.1.20:8080",
        "192.168.1.20:8080",
    ],
)
def test_origins_of_others(origin: str | None):
    """Other pages, other ports, other schemes, none, and the `null` of a sandboxed or local file."""
    assert not HERE.origin_is_ours(origin)


def test_usual_ports_go_unsaid():
    """On port 80 browsers leave the port out, and may as well not."""
    here = Ours(["192.168.1.20"], 80)
    assert here.origin_is_ours("http://192.168.1.20")
    assert here.host_is_ours("192.168.1.20")
    assert here.host_is_ours("192.168.1.20:80")
    assert not here.origin_is_ours("https://192.168.1.20")


def test_localhost_is_ours_only_with_loopback():
    """A server that does not listen at loopback does not answer for it."""
    assert not Ours(["192.168.1.20"], 8080).host_is_ours("localhost:8080")


def test_whatever_acts_carries_our_origin():
    """Links come without an origin and only read. What acts needs ours: no browser leaves it out there."""
    ours, room = "http://192.168.1.20:8080", "192.168.1.20:8080"
    assert HERE.request_is_ours(room, None, acts=False)
    assert HERE.request_is_ours(room, ours, acts=True)
    assert not HERE.request_is_ours(room, None, acts=True)
    assert not HERE.request_is_ours(room, "null", acts=False)
    assert not HERE.request_is_ours("attacker.example:8080", "http://attacker.example:8080", acts=True)
    assert not HERE.request_is_ours("attacker.example:8080", None, acts=False)


def test_names_that_are_none_are_told():
    """A name with a scheme, a path or a space is nobody's, and whoever gave it can be told."""
    wrong = ("https://quiz.school.example", "quiz.school.example/room", "two words", "", "\u00fc" * 300)
    here = Ours([], 8080, ["quiz.example", *wrong])
    assert here.unread == wrong
    assert here.host_is_ours("quiz.example")
    assert not here.host_is_ours("")


@given(st.text(), st.text())
def test_any_header_is_judged(host: str, origin: str):
    """Whatever a client sends is answered, and by chance never with yes."""
    assert not HERE.host_is_ours(host)
    assert not HERE.request_is_ours("192.168.1.20:8080", origin, acts=True)


@given(
    st.from_regex(r"[a-z0-9.\[\]:@/%-]{0,12}", fullmatch=True), st.from_regex(r"[a-z0-9.:@/%-]{0,12}", fullmatch=True)
)
def test_nothing_around_our_name_stays_ours(before: str, after: str):
    """Whatever else is put before or behind one of our names makes it another's, but for our own ports and a dot."""
    harmless = ("", ".", ":80", ":443", ":8080", ".:80", ".:443", ".:8080")
    assert HERE.host_is_ours(f"{before}quiz.school.example{after}") == (not before and after in harmless)
