"""Lines and fills above each other with the same ends are one group: a table, perhaps."""

from __future__ import annotations

import pytest

from extract.geometry.page_model import Fill, Rule, Word
from extract.ruling.rule_groups import (
    RuleGroup,
    is_grid,
    rule_groups_of,
    split_at_headers,
    with_whole_rows,
)

GRID = [
    Fill((x, y, x + 100.0, y + 20.0), (0.9,))
    for x in (100.0, 200.0, 300.0)
    for y in (100.0, 120.0, 140.0)
]
"""Three rows of three cells, from 100 to 400 across and from 100 to 160 down."""


def groups(*rules: Rule, fills: list[Fill] = GRID) -> list[tuple[float, float, int, bool]]:
    found = rule_groups_of(rules, fills)
    return sorted((one.left, one.right, len(one.lines), one.is_grid) for one in found)


def test_fills_in_rows_and_columns_are_a_grid() -> None:
    assert is_grid(GRID)
    assert not is_grid(GRID[:3])  # a single column
    assert not is_grid(GRID[::3])  # a single row


def test_lines_with_the_same_ends_are_one_group() -> None:
    rules = [Rule(y, 50.0, 500.0) for y in (100.0, 130.0, 160.0)]
    assert groups(*rules, Rule(400.0, 200.0, 530.0), fills=[]) == [
        (50.0, 500.0, 3, False),
        (200.0, 530.0, 1, False),
    ]


@pytest.mark.parametrize(
    ("left", "right", "is_one"),
    [
        (46.0, 504.0, True),
        (54.0, 496.0, True),
        (46.0, 200.0, True),  # it runs under some of the columns
        (45.9, 200.0, False),
        (300.0, 504.0, True),
        (300.0, 504.1, False),
        (200.0, 530.0, False),
    ],
)
def test_a_line_in_the_width_of_others_is_of_their_group(
    left: float, right: float, *, is_one: bool
) -> None:
    found = groups(Rule(100.0, 50.0, 500.0), Rule(130.0, left, right), fills=[])
    assert len(found) == (1 if is_one else 2)


def test_short_lines_and_narrow_fills_are_ornaments() -> None:
    for width, count in ((60.0, 1), (59.5, 0)):
        assert len(groups(Rule(100.0, 50.0, 50.0 + width), fills=[])) == count
        assert len(groups(fills=[Fill((50.0, 100.0, 50.0 + width, 120.0), (0.9,))])) == count


@pytest.mark.parametrize(("left", "right"), [(100.0, 460.0), (60.0, 400.0), (100.0, 300.0)])
def test_a_line_with_one_end_of_a_row_of_fills_is_apart_from_it(left: float, right: float) -> None:
    """A line that shares both ends is of its group."""
    row = GRID[::3]
    assert len(groups(Rule(200.0, left, right), fills=row)) == 2
    assert len(groups(Rule(200.0, 100.0, 400.0), fills=row)) == 1


def test_a_narrower_table_may_follow_a_wide_one() -> None:
    wide = [Rule(y, 0.0, 300.0) for y in (0.0, 100.0)]
    between = [Rule(50.0, 0.0, 200.0)]
    below = [Rule(y, 0.0, 200.0) for y in (150.0, 200.0)]
    above = [Rule(y, 100.0, 200.0) for y in (-50.0, -20.0)]
    group = RuleGroup(0.0, 300.0, [*wide, *between], [])
    assert group.lines_of_one_width() == [wide]
    for other in (below, above):
        group = RuleGroup(0.0, 300.0, [*reversed(other), *wide], [])
        assert group.lines_of_one_width() == [wide, other]
    # One of them is between the wide ones, or all of them are around these.
    for at in (100.0, 0.0):
        reaching = [Rule(at, 0.0, 200.0), below[0]]
        assert RuleGroup(0.0, 300.0, [*wide, *reaching], []).lines_of_one_width() == [wide]
    reaching = [above[0], Rule(0.0, 100.0, 200.0)]
    assert RuleGroup(0.0, 300.0, [*wide, *reaching], []).lines_of_one_width() == [wide]
    # Ends may differ by four points.
    alike = [Rule(0.0, 0.0, 300.0), Rule(50.0, 4.0, 296.0), Rule(100.0, -4.0, 304.0)]
    assert RuleGroup(0.0, 300.0, list(alike), []).lines_of_one_width() == [alike]
    assert RuleGroup(0.0, 300.0, list(below), []).lines_of_one_width() == [below]


@pytest.mark.parametrize(("width", "tiles"), [(45, True), (44, False), (55, True), (56, False)])
def test_the_cells_of_a_grid_tile_it(width: int, *, tiles: bool) -> None:
    """They cover it as a whole, and hardly overlap; the second one ends at 100."""
    cells = [
        Fill((x, y, x + width, y + 10.0), (0.9,))
        for y in (0.0, 10.0, 20.0)
        for x in (0, 100 - width)
    ]
    assert is_grid(cells) == tiles


@pytest.mark.parametrize(
    ("cells", "is_stripe"),
    [
        (((100, 200), (200, 300)), True),
        (((100, 200),), False),  # a single cell may be a heading
        (((100, 150), (150, 400)), False),
        (((100, 200), (200, 350)), False),
    ],
)
def test_a_row_of_fills_with_the_cells_of_a_grid_shows_stripes(
    cells: tuple[tuple[float, float], ...], *, is_stripe: bool
) -> None:
    def grids(*tops: float) -> bool:
        row = [
            Fill((left, top, right, 200.0), (0.9,))
            for (left, right), top in zip(cells, tops, strict=False)
        ]
        return any(is_grid for *_, is_grid in groups(fills=[*GRID, *row]))

    assert grids(180.0, 180.0) == (not is_stripe)
    assert grids(180.0, 185.0) == (not is_stripe)
    assert grids(180.0, 185.1)


def _words(text: str, x: float, baseline: float, size: float = 9.0) -> list[Word]:
    return [
        Word(one, x + 60.0 * n, baseline - size, x + 60.0 * n + 40, baseline + 2, baseline, size,
             bold=False, italic=False, color=(), glyphs=(n,))
        for n, one in enumerate(text.split())
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("labels", "heading_size", "count"),
    [
        ("Action Lead Year", 14.0, 2),
        ("Action Lead Year", 9.0, 1),  # no heading, but a text of the table
        ("Other labels here", 14.0, 1),
    ],
)
def test_fills_with_the_same_labels_below_a_heading_are_another_table(
    labels: str, heading_size: float, count: int
) -> None:
    fills = [Fill((50.0, y, 350.0, y + 20.0), (0.4,)) for y in (100.0, 140.0, 240.0, 280.0)]
    words = [
        *_words("Action Lead Year", 60.0, 113.0),
        *_words("Dig Town 2026", 60.0, 153.0),
        *_words("The second goal", 60.0, 225.0, heading_size),
        *_words(labels, 60.0, 253.0),
        *_words("Plant Town 2027", 60.0, 293.0),
    ]
    group = RuleGroup(50.0, 350.0, [Rule(262.0, 50.0, 350.0)], fills)
    parts = split_at_headers(group, words)
    assert len(parts) == count
    assert [len(part.fills) for part in parts] == ([2, 2] if count == 2 else [4])
    assert [len(part.lines) for part in parts] == ([0, 1] if count == 2 else [1])


@pytest.mark.parametrize(
    ("key", "is_behind_texts"),
    [
        (("Key", "of three", "lines"), True),
        (("Key over two rows",), False),
        (("Key over", "two rows"), False),
    ],
)
def test_fills_of_keys_over_several_rows_stay_as_they_are(
    key: tuple[str, ...], *, is_behind_texts: bool
) -> None:
    fills, words = [], []
    for at in range(4):
        top = 100.0 + 50.0 * at
        fills += [Fill((50.0, top, 150.0, top + 36.0), (0.8,)),
                  Fill((152.0, top, 350.0, top + 14.0), (0.9,))]  # fmt: skip
        words += [
            word for n, text in enumerate(key) for word in _words(text, 52.0, top + 11 + 11 * n, 8)
        ]
        words += _words("Baseline Value", 160.0, top + 11.0, 8)
    found = with_whole_rows(fills, words)
    assert (found != fills) == is_behind_texts
    heights = {(fill.bbox[1], fill.bbox[3]) for fill in found}
    assert len(heights) == (4 if is_behind_texts else 8)
