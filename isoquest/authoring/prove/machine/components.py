"""The order of a machine's places: which lie in one loop, and which loop comes before which."""

from __future__ import annotations

from collections.abc import Sequence


def components(successors: Sequence[Sequence[int]]) -> list[list[int]]:
    """The strongly connected components of a graph, each before all that lead to it.

    Tarjan, "Depth-first search and linear graph algorithms", 1972, without recursion.
    """
    index: dict[int, int] = {}
    low: dict[int, int] = {}
    on_path: set[int] = set()
    path: list[int] = []
    found: list[list[int]] = []
    for root in range(len(successors)):
        if root in index:
            continue
        waiting = [(root, iter(successors[root]))]
        index[root] = low[root] = len(index)
        path.append(root)
        on_path.add(root)
        while waiting:
            here, ways = waiting[-1]
            for there in ways:
                if there not in index:
                    index[there] = low[there] = len(index)
                    path.append(there)
                    on_path.add(there)
                    waiting.append((there, iter(successors[there])))
                    break
                if there in on_path:
                    low[here] = min(low[here], index[there])
            else:
                waiting.pop()
                if waiting:
                    parent = waiting[-1][0]
                    low[parent] = min(low[parent], low[here])
                if low[here] == index[here]:
                    members = [path.pop()]
                    while members[-1] != here:
                        members.append(path.pop())
                    on_path.difference_update(members)
                    found.append(members[::-1])
    return found
