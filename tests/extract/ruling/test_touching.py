"""Lines that touch are grouped as if each pair was compared, without comparing each pair."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from extract.geometry.clustering import DisjointSets
from extract.geometry.page_model import Rule
from extract.ruling.touching import touching_groups

coordinates = st.one_of(
    st.integers(0, 12).map(float), st.floats(0, 12, allow_nan=False), st.sampled_from([0.0, 0.1])
)
rules = st.builds(
    lambda at, one, other: Rule(at, min(one, other), max(one, other)),
    coordinates, coordinates, coordinates,
)  # fmt: skip


@given(st.lists(rules, max_size=25), st.lists(rules, max_size=25), st.sampled_from([0.0, 0.1, 1.0]))
def test_groups_are_those_of_all_pairs(
    horizontal: list[Rule], vertical: list[Rule], distance: float
) -> None:
    sets = DisjointSets(range(len(horizontal) + len(vertical)))
    for i, across in enumerate(horizontal):
        for j, down in enumerate(vertical, len(horizontal)):
            if (
                down.start - distance <= across.at <= down.stop + distance
                and across.start - distance <= down.at <= across.stop + distance
            ):
                sets.join(i, j)
    expected = list(sets.groups().values())
    assert touching_groups(horizontal, vertical, distance) == expected


def test_work_grows_with_the_lines_and_not_with_their_crossings(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    joins = []
    join = DisjointSets.join

    def counted(sets: DisjointSets[int], one: int, other: int) -> None:
        joins.append(one)
        join(sets, one, other)

    monkeypatch.setattr(DisjointSets, "join", counted)
    lines = [Rule(float(n), 0.0, 400.0) for n in range(400)]
    assert len(touching_groups(lines, lines, 1.0)) == 1  # 160,000 crossings
    assert len(joins) <= 4 * len(lines)
