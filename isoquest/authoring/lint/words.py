"""The words of a text as rules compare them: in small letters, cut to their stems, and which of them carry meaning."""

from __future__ import annotations

from functools import lru_cache

from isoquest.content.folding import folded

ENDINGS = (  # noqa: SIM905 - a list of words is read as one
    "ications ication icates icate ations ation ators ator ments ment nesses ness ified ifies ifying ify ities ity "
    "ings ing ions ion ances ance ences ence ors or ers er ies ied ed es ly al s"
).split()
"""Endings that make one word out of another of the same family, the longer of two before the shorter."""
SHORTEST_STEM = 4
"""Letters that have to be left: `ring` is no form of `r`. One fewer will do before a plural: `bodies`."""
PLURALS = frozenset({"s", "es", "ies"})

FUNCTION_WORDS = frozenset(
    """
    a about above after again against all also am an and another any anybody anyone anything are as at be because been
    before being below between both but by can cannot cant could did do does doesnt doing dont done down during each
    either else enough ever every everybody everyone everything far few first for from further get gets give given gives
    go goes got had has hasnt have having he her here hers him his how however i if in into is isnt it its itself just
    last least less let like made make makes making many may me might mine more most much must my neither never next no
    nobody none nor not nothing now of off often on once one ones only onto or other others our out over own per put
    rather same say says shall she should since so some somebody someone something still such take taken takes than that
    the their them themselves then there these they thing things this those though through to too toward towards two
    three four under until up upon us use used uses very via was way were what when where whether which while who whom
    whose why will with within without would yes yet you your yours
    """.split()  # noqa: SIM905 - likewise
)
"""Words that hold sentences together and say little by themselves."""


@lru_cache(maxsize=8192)
def words(text: str) -> tuple[str, ...]:
    """The words and numbers of a text without markup, in order and in small letters."""
    return tuple(folded(text).split())


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """What a word shares with its family: `audit` for `auditors`, `certif` for `certificate` and `certified`.

    Endings are cut as by the S stemmer of Harman 1991, "How effective is suffixing?", with the usual endings of
    derivation added. Families may be too wide or too narrow by a word; a rule must bear that.
    """
    if word.endswith("ss"):
        return word
    for ending in ENDINGS:
        left = word.removesuffix(ending) + ("if" if ending.startswith("if") else "")
        if word.endswith(ending) and len(left) >= SHORTEST_STEM - (ending in PLURALS):
            word = left
            break
    return word[:-1] if word[-1] in "ey" and len(word) >= SHORTEST_STEM else word


@lru_cache(maxsize=8192)
def meaning(text: str) -> tuple[str, ...]:
    """The stems of the words that carry meaning, and the numbers, in order."""
    return tuple(stem(word) for word in words(text) if word not in FUNCTION_WORDS)


@lru_cache(maxsize=8192)
def meanings(text: str) -> frozenset[str]:
    """The stems of the words that carry meaning, and the numbers."""
    return frozenset(meaning(text))
