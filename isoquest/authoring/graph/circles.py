"""Which ways lead back to where a play may already have been, so that the rest has a beginning and an end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Pair = tuple[str, str]


def closing(nodes: Sequence[str], pairs: Iterable[Pair]) -> frozenset[Pair]:
    """The pairs that close a circle, found by depth-first search in the order given; without them there is none."""
    onward: dict[str, list[str]] = {node: [] for node in nodes}
    for source, target in pairs:
        onward[source].append(target)
    found: set[Pair] = set()
    under_way: set[str] = set()
    seen: set[str] = set()
    for root in nodes:
        if root in seen:
            continue
        seen.add(root)
        under_way.add(root)
        stack = [(root, iter(onward[root]))]
        while stack:
            here, rest = stack[-1]
            for there in rest:
                if there in under_way:
                    found.add((here, there))
                elif there not in seen:
                    seen.add(there)
                    under_way.add(there)
                    stack.append((there, iter(onward[there])))
                    break
            else:
                under_way.discard(here)
                stack.pop()
    return frozenset(found)
