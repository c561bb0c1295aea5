"""The layout: nothing lies on anything else, lines lead down, bands keep to themselves."""

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from isoquest.authoring.graph.circles import closing
from isoquest.authoring.graph.layout.coordinates import Rectangle
from isoquest.authoring.graph.layout.drawing import drawn
from isoquest.authoring.graph.layout.ordering import crossings, ordered
from isoquest.authoring.graph.layout.placing import placed
from isoquest.authoring.graph.layout.ranks import LONGEST, LONGEST_BACK, WIDEST, ranked

Bands = dict[int, list[str]]
Pairs = list[tuple[str, str]]


@st.composite
def banded(draw: st.DrawFn) -> tuple[Bands, Pairs]:
    """Nodes in bands, and pairs of different nodes."""
    names = [f"n{number}" for number in range(draw(st.integers(1, 14)))]
    bands: Bands = {}
    for name in names:
        bands.setdefault(draw(st.integers(0, 3)), []).append(name)
    pairs = st.tuples(st.sampled_from(names), st.sampled_from(names)).filter(lambda pair: pair[0] != pair[1])
    return bands, draw(st.lists(pairs, unique=True, max_size=30)) if len(names) > 1 else []


@given(banded())
def test_without_the_ways_back_there_is_no_circle(drawing: tuple[Bands, Pairs]):
    """What is left can be taken away node by node, each when nothing leads to it; and no way back was needless."""
    bands, pairs = drawing
    nodes = [node for band in bands.values() for node in band]
    back = closing(nodes, pairs)

    def has_circle(ways: set[tuple[str, str]]) -> bool:
        left = set(nodes)
        while free := {node for node in left if not any(s in left and t == node for s, t in ways)}:
            left -= free
        return bool(left)

    forward = set(pairs) - back
    assert not has_circle(forward)
    assert all(has_circle(forward | {pair}) for pair in back)


@given(banded())
def test_ranks_lead_down_and_keep_bands_apart(drawing: tuple[Bands, Pairs]):
    """Each pair is a line down, a line up or a leap; the ranks of a band lie below those of the band before."""
    bands, pairs = drawing
    ranks = ranked(bands, pairs)
    assert sorted((*ranks.down, *ranks.up, *ranks.leaps)) == sorted(pairs)
    assert all(0 < ranks.of[t] - ranks.of[s] <= LONGEST for s, t in ranks.down)
    assert all(0 < ranks.of[s] - ranks.of[t] <= LONGEST_BACK for s, t in ranks.up)
    for upper, lower in pairwise(bands.values()):
        assert max(ranks.of[node] for node in upper) < min(ranks.of[node] for node in lower)


def test_many_endings_of_one_node_stand_in_rows():
    """Thirty nodes that lead nowhere fill ranks of a few boxes each; what leads on stays on the first."""
    ends = [f"end{number}" for number in range(30)]
    bands = {0: ["hub", *ends, "on", "last"]}
    ranks = ranked(bands, [*(("hub", end) for end in ends), ("hub", "on"), ("on", "last")])
    assert ranks.of["on"] == 1
    assert ranks.of["last"] == max(ranks.of.values())
    assert max(list(ranks.of.values()).count(rank) for rank in set(ranks.of.values())) <= WIDEST


@given(st.lists(st.integers(1, 6), min_size=2, max_size=5), st.data())
def test_ordering_never_adds_a_crossing(sizes: list[int], data: st.DataObject):
    """The result has at most as many crossings as the beginning, counted as they are defined; every box is kept."""
    layers = [[f"{row}.{place}" for place in range(size)] for row, size in enumerate(sizes)]
    below: dict[str, list[str]] = {}
    above: dict[str, list[str]] = {}
    for upper, lower in pairwise(layers):
        for box in upper:
            below[box] = data.draw(st.lists(st.sampled_from(lower), unique=True))
            for other in below[box]:
                above.setdefault(other, []).append(box)

    def counted(rows: list[list[str]]) -> int:
        lines = [
            (rows[row].index(box), row, rows[row + 1].index(other))
            for row in range(len(rows) - 1)
            for box in rows[row]
            for other in below.get(box, [])
        ]
        return sum(a[1] == b[1] and (a[0] - b[0]) * (a[2] - b[2]) < 0 for a, b in combinations(lines, 2))

    assert crossings(layers, below) == counted(layers)
    made = ordered(layers, below, above)
    assert counted(made) <= counted(layers)
    assert [sorted(row) for row in made] == [sorted(row) for row in layers]


@given(st.lists(st.lists(st.floats(10, 200), min_size=1, max_size=6), min_size=1, max_size=4), st.data())
def test_boxes_keep_their_order_and_their_distance(rows: list[list[float]], data: st.DataObject):
    """However they are pulled, no box comes nearer to its neighbour than the gap, and none stands left of 0."""
    layers = [[f"{row}.{place}" for place in range(len(widths))] for row, widths in enumerate(rows)]
    width = {box: rows[r][p] for r, layer in enumerate(layers) for p, box in enumerate(layer)}
    boxes = st.sampled_from(list(width))
    beside: dict[str, list[tuple[str, float]]] = {}
    for one, other in data.draw(st.lists(st.tuples(boxes, boxes), max_size=12)):
        beside.setdefault(one, []).append((other, 1.0))
    middles = placed(layers, width, beside, 18)
    assert min(middles[box] - width[box] / 2 for box in width) >= -1e-6
    for layer in layers:
        for left, right in pairwise(layer):
            assert middles[right] - width[right] / 2 - middles[left] - width[left] / 2 >= 18 - 1e-6


def apart(one: Rectangle, other: Rectangle) -> bool:
    """Two rectangles have no point in common."""
    across = one.x + one.width <= other.x + 1e-6 or other.x + other.width <= one.x + 1e-6
    return across or one.y + one.height <= other.y + 1e-6 or other.y + other.height <= one.y + 1e-6


@given(banded(), st.data())
def test_nothing_in_a_drawing_lies_on_anything_else(drawing: tuple[Bands, Pairs], data: st.DataObject):
    """Boxes and labels stand apart, each box in its band and in the picture, and lines join the boxes they should."""
    bands, pairs = drawing
    ranks = ranked(bands, pairs)
    sizes = {node: data.draw(st.tuples(st.floats(20, 200), st.floats(20, 90))) for node in ranks.of}
    joined = (*ranks.down, *ranks.up)
    labels = {pair: data.draw(st.floats(10, 120)) for pair in joined if data.draw(st.booleans())}
    made = drawn(list(bands.values()), ranks, sizes, labels)
    told = [line.label for line in made.lines.values() if line.label is not None]
    assert len(told) == len(labels)
    assert all(apart(one, other) for one, other in combinations([*made.boxes.values(), *told], 2))
    for (top, height), nodes in zip(made.bands, bands.values(), strict=True):
        assert all(top <= made.boxes[n].y and made.boxes[n].y + made.boxes[n].height <= top + height for n in nodes)
    assert set(made.lines) == set(joined)
    for (source, target), line in made.lines.items():
        (x, y, _), (end_x, _, end_y) = line.spans[0], line.spans[-1]
        upper, lower = (source, target) if (source, target) in ranks.down else (target, source)
        ys = (y, end_y) if upper == source else (end_y, y)
        assert ys[0] == made.boxes[upper].y + made.boxes[upper].height
        assert ys[1] == made.boxes[lower].y
        assert made.boxes[source].x <= x <= made.boxes[source].x + made.boxes[source].width
        assert made.boxes[target].x <= end_x <= made.boxes[target].x + made.boxes[target].width
