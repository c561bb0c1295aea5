"""What a student may be called: short, visible, harmless, and not to be mistaken for the teacher."""

from __future__ import annotations

import re
import unicodedata

from isoquest.content.folding import folded
from isoquest.content.safe_text import UNSAFE

LONGEST = 20
"""Characters of a nickname."""
LONGEST_TYPED = 200
"""Characters that are looked at."""
MOST_MARKS = 2
"""Accents above and below one letter; a tower of them would cover its neighbours."""

FOR_THE_TEACHER = frozenset(
    {"teacher", "host", "admin", "administrator", "isoquest", "moderator", "system", "server", "trainer", "lehrer"}
    | {"lehrerin", "instructor", "professor"}
)
"""Words that nobody else is called by."""
_BEFORE_IT = ("", "the", "your", "our", "my", "mr", "mrs", "ms", "miss", "der", "die", "herr", "frau")

_LOOKS_LIKE = str.maketrans(
    {
        **dict(zip("аеорсухіјѕһԁɡӏмнтвкмոսօ", "aeopcyxijshdgimhtbkmnuo", strict=True)),
        **dict(zip("ανορτυικεχηωβγ", "avoptuikexnwby", strict=True)),
        **dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijkimnoprstuvwyz", strict=True)),
        **dict(zip("øđħŧł\u0131l", "odhtiii", strict=True)),
        **dict(zip("0134578$@|!", "oieastbsaii", strict=True)),
    }
)
"""Letters of other alphabets, digits and signs that are taken for a Latin letter; `l` and a capital `I` for one."""
_CAPITALS_LIKE = str.maketrans("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX")  # noqa: RUF001 - they are what is looked for
"""Greek capitals, some of which look like other letters than their small ones."""


def admitted(typed: str) -> str:
    """The nickname that is made of what was typed, or an empty text where nothing that can be shown is left."""
    text = unicodedata.normalize("NFC", typed[:LONGEST_TYPED])
    shown: list[str] = []
    marks = 0
    for character in text:
        if unicodedata.combining(character) or unicodedata.category(character) in {"Mn", "Me"}:
            marks += 1
            if marks <= MOST_MARKS and shown and shown[-1] != " ":
                shown.append(character)
            continue
        marks = 0
        shown.append(" " if character.isspace() or not _visible(character) else character)
    return " ".join("".join(shown).split())[:LONGEST].strip()


def _visible(character: str) -> bool:
    """Neither a control character, nor one that hides, reorders or takes no room, nor half of one."""
    return not UNSAFE.match(character) and unicodedata.category(character)[0] not in "CZ" and character not in _BLANK


_BLANK = frozenset("\u115f\u1160\u3164\uffa0\u2800")
"""Letters by their category that show nothing."""


def why_not(nickname: str) -> str:
    """Why nobody can be called so, as a sentence for the student; empty when one can."""
    if not nickname or not any(character.isalnum() for character in nickname):
        return "Type a name with at least one letter or digit."
    if not _KEPT.isdisjoint((skeleton(nickname), skeleton(_NUMBERS_AROUND.sub("", nickname)))):
        return "That name is kept for the teacher. Choose another one."
    return ""


def skeleton(text: str) -> str:
    """A text as the eye takes it: letters that look alike made the same, accents and spaces left out."""
    plain = unicodedata.normalize("NFKC", text).translate(_CAPITALS_LIKE).casefold().translate(_LOOKS_LIKE)
    return folded(plain).translate(_LOOKS_LIKE).replace(" ", "").replace("rn", "m")


_KEPT = frozenset(skeleton(before + word) for before in _BEFORE_IT for word in FOR_THE_TEACHER)
_NUMBERS_AROUND = re.compile(r"^[\W\d_]+|[\W\d_]+$")
