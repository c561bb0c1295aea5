"""The pages that explain codes."""

from __future__ import annotations

from pathlib import Path

import pytest

from isoquest.authoring import documented
from isoquest.authoring.documented import Example, all_codes, parse_codes
from isoquest.authoring.report.documentation import index, page

PAGE = """\
# Questions

What is above the first section belongs to no code.

## no-key

Published: Haladyna, Downing and Rodriguez 2002,
rule 19

No option is right. A `?` ends nothing.

Two lines
of one paragraph.

```yaml failing bank
a: 1

b: "## 2"
```

```yaml passing bank
a: 2
```

## two-keys
Two options are right.
"""


def test_a_section_holds_text_source_and_examples():
    """Each part is found where the format of the pages has it."""
    no_key, two_keys = parse_codes(PAGE, "form")
    assert no_key.published == "Haladyna, Downing and Rodriguez 2002, rule 19"
    assert no_key.text == "No option is right. A `?` ends nothing.\n\nTwo lines\nof one paragraph."
    assert no_key.first_sentence == "No option is right."
    assert no_key.examples == (Example(True, "bank", 'a: 1\n\nb: "## 2"\n'), Example(False, "bank", "a: 2\n"))
    assert (two_keys.code, two_keys.text, two_keys.examples) == ("two-keys", "Two options are right.", ())


@pytest.mark.parametrize("info", ["yaml", "yaml broken bank", "yaml failing book", "python failing bank"])
def test_an_example_that_says_nothing_of_its_kind_is_refused(info: str):
    """A page with such an example is a fault of ours."""
    with pytest.raises(ValueError, match="no-key"):
        parse_codes(PAGE.replace("yaml failing bank", info), "form")


def test_no_code_is_explained_twice():
    """Each code has one section over all pages, in the layer of its page."""
    pages = sorted((Path(documented.__file__).parent / "codes").glob("*.md"))
    seen = [each.code for file in pages for each in parse_codes(file.read_text("utf-8"), "form")]
    assert sorted(seen) == sorted(all_codes())


def test_a_page_for_the_terminal_tells_everything():
    """Text, source and both examples, in lines that fit."""
    told = list(page(parse_codes(PAGE, "form")[0], 40))
    assert all(len(line) <= 40 or line.startswith("no-key") for line in told)
    assert "    a: 2" in told
    assert told.index("This fails (bank):") < told.index("This passes (bank):")


def test_the_index_has_a_line_for_every_code():
    """Every code there is stands in it, under its layer."""
    told = "\n".join(index(all_codes().values(), 100))
    assert all(f"  {code} " in told for code in all_codes())
