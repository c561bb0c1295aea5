"""Which codes an author wants to hear of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from isoquest.authoring.documented import Documented
from isoquest.authoring.remarks import LAYERS, Layer, Remark
from isoquest.content.problems import did_you_mean


@dataclass(frozen=True, slots=True)
class Selection:
    """The codes and layers that are told: those of `select` (None: all) without those of `ignore`."""

    codes: Mapping[str, Documented]
    select: frozenset[str] | None = None
    ignore: frozenset[str] = frozenset()

    def tells(self, remark: Remark) -> bool:
        """The remark is to be told."""
        return self._tells(remark.problem.code, remark.layer)

    def asks_for(self, code: str) -> bool:
        """The code itself was selected, not only its layer."""
        return self.select is not None and code in self.select

    def wants(self, layer: Layer) -> bool:
        """Something that the layer may find is to be told, so that it must look."""
        if layer not in self.ignore and (self.select is None or layer in self.select):
            return True
        return any(self._tells(code, layer) for code, documented in self.codes.items() if documented.layer == layer)

    def _tells(self, code: str, layer: Layer) -> bool:
        if self.select is not None and not self.select & {code, layer}:
            return False
        if code in self.ignore:
            return False
        return layer not in self.ignore or self.asks_for(code)


def parse_selection(
    codes: Mapping[str, Documented], select: str | None = None, ignore: str | None = None
) -> Selection | str:
    """The selection that two lists with commas state (None: no such list), or a sentence about an unknown name.

    A name is a code or a layer. What is ignored by its code is not told; what is ignored by its layer is told only
    when its own code is selected.
    """
    lists: list[frozenset[str] | None] = []
    for option, text in (("--select", select), ("--ignore", ignore)):
        if text is None:
            lists.append(None)
            continue
        names = [name.strip() for name in text.split(",")]
        for name in names:
            if name not in LAYERS and name not in codes:
                hint = did_you_mean(name, [*LAYERS, *codes], "`isoquest check --explain` lists all codes")
                shown = f"`{name}`" if name else "an empty name"
                return f"{option}: {shown} is neither a code nor one of {', '.join(LAYERS)}: {hint}"
        lists.append(frozenset(names))
    return Selection(codes, lists[0], lists[1] or frozenset())
