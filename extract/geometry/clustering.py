"""Clusters of coordinates on an axis, and groups of items that pairs connect."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Generic, TypeVar

Item = TypeVar("Item")
Key = TypeVar("Key", bound=Hashable)


def chained_clusters(
    items: Iterable[Item], place: Callable[[Item], float], tolerance: float
) -> list[list[Item]]:
    """Cluster sorted items, each at most `tolerance` after the item before it.

    Args:
        items: in ascending order of their place.
        place: returns the coordinate of an item.
        tolerance: in the unit of the places; closed.

    Returns:
        The clusters, in the order of the items. A cluster may be longer than `tolerance`.
    """
    return clusters(items, lambda item, cluster: place(item) - place(cluster[-1]) <= tolerance)


def bounded_clusters(
    items: Iterable[Item], place: Callable[[Item], float], tolerance: float
) -> list[list[Item]]:
    """Cluster sorted items, each at most `tolerance` after the first item of its cluster.

    Args:
        items: in ascending order of their place.
        place: returns the coordinate of an item.
        tolerance: in the unit of the places; closed.

    Returns:
        The clusters, in the order of the items. No cluster is longer than `tolerance`.
    """
    return clusters(items, lambda item, cluster: place(item) - place(cluster[0]) <= tolerance)


def clusters(items: Iterable[Item], joins: Callable[[Item, list[Item]], bool]) -> list[list[Item]]:
    """Cluster items in their order.

    Args:
        items: in order.
        joins: returns whether an item belongs to the cluster before it.

    Returns:
        The clusters, in the order of the items.
    """
    found: list[list[Item]] = []
    for item in items:
        if found and joins(item, found[-1]):
            found[-1].append(item)
        else:
            found.append([item])
    return found


def snap(values: Iterable[float], tolerance: float) -> list[float]:
    """Replace each chained cluster of numbers by the midpoint of its range, in ascending order."""
    groups = chained_clusters(sorted(values), lambda value: value, tolerance)
    return [(group[0] + group[-1]) / 2 for group in groups]


def same_places(places: Sequence[float], others: Sequence[float], distance: float) -> bool:
    """Return whether two series have as many places, and each is as close to its other."""
    return len(places) == len(others) and all(
        abs(one - other) <= distance for one, other in zip(places, others, strict=True)
    )


class DisjointSets(Generic[Key]):
    """Sets of connected items (union-find with path halving).

    Args:
        items: hashable and distinct; each is a set of its own at first.
    """

    def __init__(self, items: Iterable[Key]) -> None:
        self._parent = {item: item for item in items}

    def find(self, item: Key) -> Key:
        """Return the representative of an item's set."""
        parent = self._parent
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    def join(self, one: Key, other: Key) -> None:
        """Join two items' sets; the representative of `other` represents both."""
        self._parent[self.find(one)] = self.find(other)

    def groups(self) -> dict[Key, list[Key]]:
        """Return the sets by their representatives.

        Sets are in the order of their first items, and items in the order in which they were
        given.
        """
        groups: dict[Key, list[Key]] = {}
        for item in self._parent:
            groups.setdefault(self.find(item), []).append(item)
        return groups
