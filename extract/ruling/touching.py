"""Group horizontal and vertical lines that touch, in time that does not grow with their crossings.

A sweep goes down the page and keeps the vertical lines at its height, sorted from left to right.
Neighbours that are known to be connected form a run. A horizontal line joins the runs that it
touches into one, so that later lines find one run there instead of every line of it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence

from extract.geometry.clustering import DisjointSets
from extract.geometry.page_model import Rule

_OPENS, _CROSSES, _CLOSES = range(3)
"""What happens at a height of the sweep, in this order: lines that just reach it touch."""


def touching_groups(
    horizontal: Sequence[Rule], vertical: Sequence[Rule], distance: float
) -> list[list[int]]:
    """Group lines that a chain of touching lines connects.

    Args:
        horizontal: horizontal lines.
        vertical: vertical lines.
        distance: points at which a horizontal and a vertical line still touch (closed).

    Returns:
        The numbers of the lines of each group in ascending order, horizontal lines counted first;
        groups in the order of their first lines.
    """
    count = len(horizontal)
    sets = DisjointSets(range(count + len(vertical)))
    order = sorted(range(len(vertical)), key=lambda number: vertical[number].at)
    places = [vertical[number].at for number in order]
    runs = _Runs()
    for _, what, at in _events(horizontal, [vertical[number] for number in order], distance):
        if what == _OPENS:
            runs.open(at)
        elif what == _CLOSES:
            runs.close(at)
        else:
            left = bisect_left(places, horizontal[at].start - distance)
            right = bisect_right(places, horizontal[at].stop + distance)
            for rank in runs.joined(left, right):
                sets.join(at, count + order[rank])
    return list(sets.groups().values())


def _events(
    horizontal: Sequence[Rule], vertical: Sequence[Rule], distance: float
) -> list[tuple[float, int, int]]:
    """Return the heights at which lines begin, cross and end, from top to bottom."""
    events = [(rule.at, _CROSSES, number) for number, rule in enumerate(horizontal)]
    events += [(rule.start - distance, _OPENS, rank) for rank, rule in enumerate(vertical)]
    events += [(rule.stop + distance, _CLOSES, rank) for rank, rule in enumerate(vertical)]
    return sorted(events)


class _Runs:
    """The vertical lines at the height of a sweep, by their ranks from left to right, in runs."""

    def __init__(self) -> None:
        self._open: list[int] = []
        self._starts: list[int] = []
        """The first line of each run."""

    def open(self, rank: int) -> None:
        """Add a line, as a run of its own; a run that it stands in becomes two."""
        place = bisect_left(self._open, rank)
        if place < len(self._open):
            self._start_at(self._open[place])
        self._open.insert(place, rank)
        insort(self._starts, rank)

    def close(self, rank: int) -> None:
        """Remove a line; the next one of its run takes its place."""
        place = bisect_left(self._open, rank)
        del self._open[place]
        start = bisect_left(self._starts, rank)
        if start < len(self._starts) and self._starts[start] == rank:
            del self._starts[start]
            if place < len(self._open):
                self._start_at(self._open[place])

    def _start_at(self, rank: int) -> None:
        """Let a run start at a line, unless one does."""
        start = bisect_left(self._starts, rank)
        if start == len(self._starts) or self._starts[start] != rank:
            self._starts.insert(start, rank)

    def joined(self, left: int, right: int) -> list[int]:
        """Join the runs that have a line in a range into one, and return a line of each."""
        place = bisect_left(self._open, left)
        if place == len(self._open) or self._open[place] >= right:
            return []
        first = self._open[place]
        after = slice(bisect_right(self._starts, first), bisect_left(self._starts, right))
        others = self._starts[after]
        del self._starts[after]
        return [first, *others]
