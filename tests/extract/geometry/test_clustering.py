"""Properties of clusters of coordinates and of disjoint sets."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, strategies as st

from extract.geometry.clustering import (
    DisjointSets,
    bounded_clusters,
    chained_clusters,
    same_places,
    snap,
)

PLACES = st.lists(st.integers(0, 400).map(lambda eighths: eighths / 8), max_size=20).map(sorted)
TOLERANCES = st.integers(0, 40).map(lambda eighths: eighths / 8)
EDGES = st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=16)


def itself(place: float) -> float:
    return place


@given(PLACES, TOLERANCES)
def test_a_chain_ends_where_the_step_is_longer(places: list[float], tolerance: float) -> None:
    clusters = chained_clusters(places, itself, tolerance)
    assert [place for cluster in clusters for place in cluster] == places
    assert all(b - a <= tolerance for cluster in clusters for a, b in pairwise(cluster))
    assert all(below[0] - above[-1] > tolerance for above, below in pairwise(clusters))


@given(PLACES, TOLERANCES)
def test_a_bounded_cluster_is_no_longer_than_the_tolerance(
    places: list[float], tolerance: float
) -> None:
    clusters = bounded_clusters(places, itself, tolerance)
    assert [place for cluster in clusters for place in cluster] == places
    assert all(cluster[-1] - cluster[0] <= tolerance for cluster in clusters)
    assert all(below[0] - above[0] > tolerance for above, below in pairwise(clusters))


@given(PLACES, TOLERANCES)
def test_snapped_places_stand_amid_their_chains(places: list[float], tolerance: float) -> None:
    snapped = snap(reversed(places), tolerance)
    clusters = chained_clusters(places, itself, tolerance)
    assert snapped == [(cluster[0] + cluster[-1]) / 2 for cluster in clusters]
    assert snapped == sorted(snapped)


def test_a_chain_may_grow_longer_than_its_tolerance() -> None:
    assert snap([0.0, 3.0, 6.0, 9.1], 3.0) == [3.0, 9.1]
    assert bounded_clusters([0.0, 3.0, 6.0], itself, 3.0) == [[0.0, 3.0], [6.0]]


@given(EDGES)
def test_sets_hold_what_pairs_connect(edges: list[tuple[int, int]]) -> None:
    sets = DisjointSets(range(12))
    for one, other in edges:
        sets.join(one, other)
    groups = sets.groups()
    expected = []
    for start in range(12):
        reached, waiting = {start}, [start]
        while waiting:
            item = waiting.pop()
            beside = {b if a == item else a for a, b in edges if item in (a, b)} - reached
            reached |= beside
            waiting += beside
        expected.append(sorted(reached))
    assert [groups[sets.find(item)] for item in range(12)] == expected
    assert [group[0] for group in groups.values()] == sorted({group[0] for group in expected})


@given(EDGES)
def test_the_second_items_representative_represents_both(edges: list[tuple[int, int]]) -> None:
    sets = DisjointSets(range(12))
    for one, other in edges:
        representative = sets.find(other)
        sets.join(one, other)
        assert sets.find(one) == sets.find(other) == representative


@given(PLACES, TOLERANCES)
def test_places_are_the_same_up_to_a_distance(places: list[float], distance: float) -> None:
    moved = [place + distance for place in places]
    assert same_places(places, moved, distance)
    assert same_places(moved, places, distance)
    assert not same_places(places, [*moved, 0.0], distance)
    if places:
        assert not same_places(places, [*moved[:-1], moved[-1] + 0.125], distance)
