"""Syllables of real words, and the reading ease of texts whose ease is known."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isoquest.authoring.lint.reading_ease import FEWEST_WORDS, reading_ease
from isoquest.authoring.lint.syllables import syllables

SPOKEN = {
    1: (
        "the a you he she shed gate time times made case clause scope through though piece noise weld welds house "
        "asked worked walked looked played changed signed planned learned owed these whole gauge once league tongue "
        "year years yes don't can't won't he's it's we've tier eye strength rules goods trust board weeks quay crane "
        "quote named seal bread called served bridge sphere blue eight breathe clothes eyes friends ground laughed "
        "smiled wished crossed earned stopped weighed freight lathe sheds drawn "
    ),
    2: (
        "table people handled controlled allowed followed required sizes boxes faces changes watches wanted added "
        "tables metre centre litres statement movement safely surely careful useless something sometimes safety "
        "framework guideline baseline issue issues value argue unique technique colleague colleagues being doing "
        "going seeing playing create client science quiet trial buyer layer player employed business every question "
        "social special partial patient ancient union million junior language building require supply supplies "
        "carried applied office service process notice practice purpose finding finish contract fifty number reason "
        "inside isn't doesn't didn't wouldn't over under harbour meeting engine message thousand hundred marriage "
        "carriage foreign measure welder machine owner drawing delay chaos poem ruin fluid standard little visit "
        "woman friday paper measures decides promised likely homework warehouse workplace timely apple bottle middle "
        "measured printed painted started ended needed money honey autumn winter kitchen supper baker poet lion riot "
        "giant dial flying trying crying evening someone soldier hopeful lonely hardly nearly purple houses places "
        "judges reaches dishes fixes horses engines papers pages wages kitchens gauges bridges married worried "
        "hurried royal loyal voyage mayor foyer "
    ),
    3: (
        "certify auditor customer employer employee supplier carrier earlier easier suppliers opinion procedure "
        "objective evidence competence leadership management improvement requirement assessment manager media video "
        "audio radio period various serious previous obvious area idea created actual annual manual usual continue "
        "continued quality industry company director audience influence completely following recommend decision "
        "position condition correction corrective department document surveillance agreement different several "
        "copying finishing determine afternoon important seminar audited example consultant galvanised inspector "
        "september permission bakery decided visited repeated animal family capital hospital energy enemy remember "
        "november october deliver discover uncover consider another together forgotten importance remembered uniform "
        "telephone photograph beautiful wonderful powerful continent dinosaur elephant umbrella banana potato tomato "
        "radius idiot violent violence diagram theatre pioneer "
    ),
    4: (
        "certificate material industrial experience accredited calibration scenario evaluate situation priority "
        "appropriate associate mechanism convenient variety nonconforming certifying january environment development "
        "competency security regulation violation preparation superior continuous ability information expensively "
        "independent activity society's america diameter geography photography economy mathematics dictionary "
        "necessary ordinary calculator supermarket escalator alligator helicopter watermelon political "
    ),
    5: (
        "certification accreditation nonconformity organisation coordinator opportunity simultaneous continuity "
        "examination communication qualification university evaluation environmental refrigerator imagination "
        "hippopotamus administration electricity curiosity generosity possibility "
    ),
    6: "responsibility reliability traceability applicability",
}
"""Words of ordinary and of audit English by how many syllables a dictionary gives them."""


def test_words_have_the_syllables_that_a_dictionary_gives_them():
    """At least 95 of 100 words are counted as they are spoken."""
    counted = [(word, count, syllables(word)) for count, words in SPOKEN.items() for word in words.split()]
    wrong = [told for told in counted if told[1] != told[2]]
    assert len(counted) > 400
    assert len(wrong) <= 0.05 * len(counted), wrong


@given(st.text(max_size=40))
def test_any_word_has_a_syllable(word: str):
    """Whatever stands there, it has at least one and no more than it has characters."""
    assert 1 <= syllables(word) <= max(1, 2 * len(word))


GETTYSBURG = """
Four score and seven years ago our fathers brought forth on this continent, a new nation, conceived in Liberty, and
dedicated to the proposition that all men are created equal. Now we are engaged in a great civil war, testing whether
that nation, or any nation so conceived and so dedicated, can long endure. We are met on a great battle-field of that
war.
"""
JARGON = """
The organization's determination of applicability considerations necessitates comprehensive identification of
interdependencies between organizational capabilities, statutory obligations, contractual responsibilities and
environmental considerations, notwithstanding documentation availability, accessibility limitations, communication
irregularities and administrative inconsistencies; similarly, accountability implementations require authoritative
interpretations, particularly regarding certification applicability, accreditation responsibilities, surveillance
periodicity, nonconformity categorization and recertification eligibility considerations throughout organizational
environments everywhere internationally.
"""
PLAIN = "The dog ran to the shop. It was shut. He sat down on the step and had a look at the cat. " * 4


@pytest.mark.parametrize(("text", "low", "high"), [(GETTYSBURG, 55, 75), (JARGON * 2, -400, 0), (PLAIN, 95, 122)])
def test_the_ease_of_known_texts(text: str, low: float, high: float):
    """The first lines of the Gettysburg Address are of middling ease; jargon hard; a primer easy."""
    ease = reading_ease(text)
    assert ease is not None
    assert low <= ease <= high


def test_a_short_text_is_not_judged():
    """Below sixty words the formula says little, so nothing is said."""
    assert reading_ease("Accreditation. " * (FEWEST_WORDS - 1)) is None
    assert reading_ease("Accreditation. " * FEWEST_WORDS) is not None


def test_tables_and_marks_do_not_count():
    """A table is no sentence, and emphasis and links are no words."""
    table = "| Accreditation | Certification |\n|---|---|\n| Organisation | Nonconformity |\n"
    assert reading_ease(f"{table}\n{PLAIN}") == reading_ease(PLAIN)
    marked = PLAIN.replace("dog", "**dog**").replace("shop", "[shop](https://example.org/accreditation)")
    assert reading_ease(marked) == reading_ease(PLAIN)
