"""Tokens and keys are random, kept only as hashes, and shown by nothing."""

import logging
import secrets
import traceback
from dataclasses import FrozenInstanceError
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isoquest.classroom.door.keys import Secret, hashed, is_key, new_secret, read_secret, seat_id

sixteen = st.binary(min_size=16, max_size=16)


@given(sixteen, sixteen)
def test_every_bit_counts(first: bytes, second: bytes):
    """All 128 bits are in the text: two tokens are the same only if all their bits are."""
    one, other = (new_secret(lambda _, drawn=drawn: drawn) for drawn in (first, second))
    assert (one.text == other.text) == (first == second)
    assert is_key(one, hashed(other)) == (first == second)
    assert read_secret(one.text) is not None


@given(sixteen)
def test_the_hash_is_the_published_one(drawn: bytes):
    """SHA-256, of which 32 digits name the seat."""
    secret = new_secret(lambda _: drawn)
    assert hashed(secret) == sha256(secret.text.encode()).hexdigest()
    assert seat_id(secret) == hashed(secret)[:32]


def test_sixteen_bytes_are_asked_for():
    """The system's own source serves, and gives another secret each time."""
    asked: list[int] = []
    new_secret(lambda count: asked.append(count) or bytes(count))
    assert asked == [16]
    assert len({new_secret(secrets.token_bytes).text for _ in range(100)}) == 100


@given(st.one_of(st.text(), st.none(), st.integers(), st.lists(st.text()), st.from_regex(r"[A-Za-z0-9_-]{22}\n?")))
def test_only_what_is_shaped_like_a_secret_is_read_as_one(sent: object):
    """Numbers, lists, long texts and broken characters are none; a line feed behind one makes it none."""
    secret = read_secret(sent)
    shaped = isinstance(sent, str) and len(sent) == 22 and sent.isascii() and set(sent) <= set(ALPHABET)
    assert (secret is not None) == shaped


ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


@given(st.text(st.characters()), st.text(st.characters()))
def test_any_text_can_be_compared(offered: str, kept: str):
    """Halves of characters and a damaged hash are no key, and no error."""
    assert not is_key(Secret(offered), kept)


def test_nothing_shows_a_secret(caplog: pytest.LogCaptureFixture):
    """Neither printing nor formatting nor logging nor a traceback with all its values."""
    secret = new_secret(secrets.token_bytes)
    caplog.set_level(logging.DEBUG)
    logging.getLogger("room").info("%s %r %s", secret, secret, {"token": [secret]})
    with pytest.raises(FrozenInstanceError) as caught:
        secret.text = "another"  # type: ignore[misc]
    shown = traceback.TracebackException.from_exception(caught.value, capture_locals=True).format()
    everything = [repr(secret), str(secret), f"{secret} {secret!r}", caplog.text, *shown]
    assert not any(secret.text in text for text in everything)
