"""The pages of an open file, one at a time: a list of thousands takes more room than reading."""

from __future__ import annotations

from collections.abc import Callable, Iterator, MutableMapping
from typing import Any, Generic, TypeVar

P = TypeVar("P")

MOST_FONTS = 64
"""Fonts kept from page to page: most files have a few, those put together of many some a page."""


class PageWalk(Generic[P]):
    """Gives a file's pages by their numbers, and holds the last one only.

    Args:
        begin: starts a walk over all pages; called again where an earlier page is asked for,
            which pages in ascending order never do.
    """

    def __init__(self, begin: Callable[[], Iterator[P]]) -> None:
        self._begin = begin
        self._walk = begin()
        self._number = 0
        self._page: P | None = None

    def page(self, number: int) -> P:
        """Give a page.

        Args:
            number: counted from 1.

        Returns:
            What the file's reader makes of it.

        Raises:
            IndexError: the reader finds fewer pages in the file.
        """
        if number < self._number:
            self._walk, self._number = self._begin(), 0
        while self._number < number:
            self._page = None
            self._page = next(self._walk, None)
            self._number += 1
        if self._page is None:
            raise IndexError(f"the file ends before page {number}")
        return self._page


def forget_fonts(fonts: MutableMapping[Any, Any]) -> None:
    """Empty a parser's store of fonts where they have become many."""
    if len(fonts) > MOST_FONTS:
        fonts.clear()
