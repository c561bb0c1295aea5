"""Syllables of English words, counted by rule.

The libraries that count them bring a pronouncing dictionary of several megabytes (textstat builds on CMUdict), and a
readability formula averages over the words anyway. The rules are the usual ones: groups of vowels, less the vowels that
are written and not spoken, plus the vowels that meet and are spoken apart.
"""

from __future__ import annotations

import re
from functools import lru_cache

_ENDING = re.compile(r"['\u2019](?:s|re|ve|ll|d|m)?$")
_UNSTRESSED_NOT = re.compile(r"(?<=[sd])n['\u2019]t$")
"""The syllable at the end of `doesn't`; `don't` has none."""
_SILENT = re.compile(
    r"(?<=[aeiou]y)e(?=ds?$)"  # played
    r"|(?<=[bcfghjklmnpqrsvwxz])(?<![bcdfgkpstz]l)(?<!dr)e(?=d$)"  # asked; not handled, hundred
    r"|(?<=[bdfklmnprtvw])(?<![bcdfgkptz]l)(?<![bctg]r)e(?=s$)"  # times; not tables, metres
    r"|(?<=[a-z][gq])ue(?=s?$)"  # league, technique
    r"|(?<=[bcdfghklmnpqrstvwxz])(?<![bcdfgkpstz]l)(?<![bctg]r)e$"  # gate; not table, metre
    r"|(?<=[aeiouy][bcdfghkmnprstvz])e(?=(?:ment|ful|less|ly|ness|some)s?)"  # statement, safely
    r"|(?<=[aeiouy](?:th|ng|rs|ns|rc|nc|dg|rg|rt))e(?=(?:ment|ful|less|ly|ness)s?)"
    r"|(?<=^(?:bas|lif|tim|war|hom|som|saf|wid|sid|fir))e(?=[bcdfghjklmnpqtvw][a-z])"  # safety, baseline
    r"|(?<=^(?:fram|guid|stak|hous|whit|trad|gaug))e(?=[bcdfghjklmnpqtvw][a-z])"  # framework, guideline
)
_APART = re.compile(
    r"(?<![ctsg])ia(?!g|m)|[ct]iat"  # material, appropriate; not special, marriage
    r"|(?<![tscgxnhl])io(?!ur)|tio$|iu[ms]"  # period, ratio, medium; not nation, opinion
    r"|iet|(?<![ctsg])ien[tc]|^scien"  # society, client, experience
    r"|(?<=[a-z]{2})(?<![cd])ie(?:rs?|st)$"  # supplier, easiest
    r"|[eou]ing$|(?<![aeiou])ying$"  # being, copying
    r"|(?<=[aeiou])y[aeiou]"  # employer, royal
    r"|(?<![qg])u[ao](?!y)|(?<![qg])uen|[ntgclr]uit(?:y|ies|ous)|fluid|ruin"  # annual, influence, continuity
    r"|deo|theo|geo[gm]|[nr]eou|area|idea|creat(?!ur)|react|reali|theat|lear$(?<=nuclear)"
    r"|chao|poe[mt]|^coo(?:pe|rd)|ism(?:s|$)"
)
_VOWELS = re.compile(r"[aeiouy]+")
_LETTERS = re.compile(r"[^a-z]")

_BY_HEART = {
    word: count
    for count, words in {
        1: "clothes eye eyes",
        2: "argue argues argued biscuit business conscience every evening naked persuade "
        "someone soldier therefore whereby",
        3: "businesses element elements everybody everyone everything parliament recipe settlement",
        4: "complementary supplemented",
    }.items()
    for word in words.split()
}
"""Words that the rules would count wrongly and that stand in many texts."""


@lru_cache(maxsize=8192)
def syllables(word: str) -> int:
    """Syllables of an English word as it is spoken, at least 1; wrong for about one word in thirty."""
    small = word.casefold()
    known = _BY_HEART.get(small)
    if known is not None:
        return known
    spoken_not = 1 if _UNSTRESSED_NOT.search(small) else 0
    letters = _LETTERS.sub("", _ENDING.sub("", small))
    voiced = _SILENT.sub("", letters)
    return max(1, len(_VOWELS.findall(voiced)) + len(_APART.findall(voiced)) + spoken_not)
