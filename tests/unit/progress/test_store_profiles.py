"""Profiles and settings."""

import pytest

from isoquest.progress.store import Profile


def test_first_profile_is_there(shelf, store):
    """A fresh file has one profile, which is in use."""
    assert store.profiles() == (Profile(1, "Player"),)
    assert store.current_profile() == Profile(1, "Player")
    assert shelf.open().profiles() == (Profile(1, "Player"),)


def test_choice_is_remembered(shelf, store):
    """The profile that was turned to is in use at the next start, and no window takes another's away."""
    other = shelf.open()
    ann = store.add_profile("Ann")
    assert store.current_profile().name == "Player"
    assert store.use_profile(ann.id) == ann
    assert store.current_profile() == ann
    assert other.current_profile().name == "Player"
    assert shelf.open().current_profile() == ann


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ann \t Lee\n", "Ann Lee"),
        ("A\x00n\x1b[31mn", "An[31mn"),
        ("\u202eevil\u202c \u2066x\u2069\u200b\ufeff", "evil x"),
        ("e\u0301", "\u00e9"),
        ("x" * 40, "x" * 40),
        ("👩‍🔧", "👩‍🔧"),
        ("\u202e Ann", "Ann"),
        ("an\udce4", "an"),
    ],
)
def test_names_are_cleaned(store, typed, kept):
    """A name is trimmed, and what cannot be seen or turns text around is removed."""
    assert store.add_profile(typed).name == kept


@pytest.mark.parametrize("typed", ["", "   ", "\u200b\u202e", "\x00", "x" * 41, "\u200d", "player", " PLAYER "])
def test_bad_names_bring_a_sentence(store, typed):
    """A name that is empty, too long or taken is refused in words, and nothing changes."""
    answer = store.add_profile(typed)
    assert isinstance(answer, str)
    assert answer.endswith(".")
    assert len(store.profiles()) == 1


def test_names_differ_by_more_than_case(store):
    """Names that differ only in case, in any script, are the same name."""
    store.add_profile("Straße")
    assert isinstance(store.add_profile("STRASSE"), str)
    assert isinstance(store.add_profile("strasse"), str)


def test_rename(store):
    """A profile can be renamed, also to another writing of its own name, but not to another's."""
    ann = store.add_profile("Ann")
    assert store.rename_profile(ann.id, "ANN") == Profile(ann.id, "ANN")
    assert isinstance(store.rename_profile(ann.id, "Player"), str)
    assert store.profiles() == (Profile(1, "Player"), Profile(ann.id, "ANN"))


def test_unknown_profile(store):
    """The id of a profile that there is not is the caller's mistake."""
    for call in (store.use_profile, lambda number: store.rename_profile(number, "X")):
        with pytest.raises(ValueError, match="no profile 5"):
            call(5)
    with pytest.raises(ValueError, match="no profile 5"):
        store.set_setting(5, "theme", "dark")


def test_settings(shelf, store):
    """A setting is kept for each profile on its own, and has the given default until it is set."""
    ann = store.add_profile("Ann")
    assert store.setting(1, "theme", "light") == "light"
    store.set_setting(1, "theme", "dark")
    store.set_setting(1, "theme", "darker")
    again = shelf.open()
    assert again.setting(1, "theme", "light") == "darker"
    assert again.setting(ann.id, "theme", "light") == "light"
