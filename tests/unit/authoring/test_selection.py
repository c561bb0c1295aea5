"""Which problems are told."""

from __future__ import annotations

import pytest

from isoquest.authoring.documented import Documented
from isoquest.authoring.remarks import Layer, Remark
from isoquest.authoring.selection import Selection, parse_selection
from isoquest.content.problems import Place, Problem

CODES = {
    code: Documented(code, layer, "What it means.")
    for code, layer in (("yaml", "form"), ("dead-end", "proof"), ("long-key", "craft"), ("stale", "craft"))
}
REMARKS = [Remark(each.layer, Problem(each.code, "wrong", Place("f", 1, 1, 1, 2))) for each in CODES.values()]


@pytest.mark.parametrize(
    ("select", "ignore", "told", "looking"),
    [
        (None, None, {"yaml", "dead-end", "long-key", "stale"}, {"form", "proof", "craft"}),
        ("craft", None, {"long-key", "stale"}, {"craft"}),
        ("form, stale", None, {"yaml", "stale"}, {"form", "craft"}),
        (None, "craft,yaml", {"dead-end"}, {"form", "proof"}),
        ("craft", "stale", {"long-key"}, {"craft"}),
        ("stale", "craft", {"stale"}, {"craft"}),
        ("stale", "stale", set(), set()),
        ("proof", "proof", set(), set()),
    ],
)
def test_lists_of_codes_and_layers_decide_what_is_told(
    select: str | None, ignore: str | None, told: set[str], looking: set[Layer]
):
    """A code counts for more than its layer; a layer of which nothing would be told need not look."""
    selection = parse_selection(CODES, select, ignore)
    assert isinstance(selection, Selection)
    assert {remark.problem.code for remark in REMARKS if selection.tells(remark)} == told
    assert {layer for layer in ("form", "proof", "craft") if selection.wants(layer)} >= looking
    assert told or not any(selection.wants(layer) for layer in ("proof", "craft"))


@pytest.mark.parametrize(
    ("select", "ignore", "said"),
    [
        ("long-kye", None, "did you mean `long-key`?"),
        (None, "crafts", "did you mean `craft`?"),
        ("", None, "an empty name"),
        ("yaml,,stale", None, "an empty name"),
    ],
)
def test_an_unknown_name_is_refused_with_the_nearest(select: str | None, ignore: str | None, said: str):
    """The sentence names the option, the name and the way out."""
    assert said in str(parse_selection(CODES, select, ignore))
