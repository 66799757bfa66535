"""A container that hands its items over once, so that the memory of each is freed early."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class OnePass(Generic[T]):
    """Items that can be iterated over once.

    The container drops its reference to an item when it hands the item over. A long document
    therefore never holds all items of two stages at the same time. A second iteration raises
    an error instead of yielding nothing.

    Args:
        items: the items; the container keeps its own references to them.
    """

    def __init__(self, items: Iterable[T]) -> None:
        self._items = deque(items)
        self._is_spent = False

    def __iter__(self) -> Iterator[T]:
        """Start the only pass.

        Raises:
            RuntimeError: the items were iterated over before.
        """
        if self._is_spent:
            raise RuntimeError("the items were already handed over and cannot be read again")
        self._is_spent = True
        return self._hand_over()

    def _hand_over(self) -> Iterator[T]:
        while self._items:
            yield self._items.popleft()
