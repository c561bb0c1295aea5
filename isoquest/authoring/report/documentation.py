"""What a code means, told with its examples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from isoquest.authoring.documented import Documented
from isoquest.authoring.remarks import LAYERS
from isoquest.authoring.report.columns import columns, wrapped

_LAYERS = {
    "form": "what reading a file finds",
    "proof": "what every possible play shows",
    "craft": "what a careful editor would say",
}


def page(documented: Documented, width: int) -> Iterator[str]:
    """The lines that explain one code."""
    yield f"{documented.code} ({documented.layer}: {_LAYERS[documented.layer]})"
    for paragraph in documented.text.split("\n\n"):
        yield ""
        if paragraph.startswith(("- ", "* ", "| ")):
            yield from paragraph.split("\n")
        else:
            yield from wrapped(" ".join(paragraph.split()), width)
    if documented.published:
        yield ""
        yield from wrapped(f"Published: {documented.published}", width)
    for example in documented.examples:
        yield ""
        yield f"{'This fails' if example.failing else 'This passes'} ({example.kind}):"
        yield ""
        yield from (f"    {line}".rstrip() for line in example.text.rstrip("\n").split("\n"))


def index(codes: Iterable[Documented], width: int) -> Iterator[str]:
    """One line for each code, by layer."""
    everything = list(codes)
    widest = max((columns(documented.code) for documented in everything), default=0) + 2
    for layer in LAYERS:
        of_layer = [documented for documented in everything if documented.layer == layer]
        if of_layer:
            yield f"{layer}: {_LAYERS[layer]}"
        for documented in of_layer:
            yield from wrapped(documented.first_sentence, width, f"  {documented.code:<{widest}}", " " * (widest + 2))
        if of_layer:
            yield ""
    yield "isoquest check --explain CODE tells more, with examples."
