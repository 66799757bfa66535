"""Access to the pages of an open file one at a time.

A list of thousands of pages takes more memory than reading them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, MutableMapping
from typing import Any, Generic, TypeVar

from extract.pdf.thresholds import FILES

P = TypeVar("P")


class PageWalk(Generic[P]):
    """Returns pages by number and keeps only the last one.

    Args:
        begin: returns an iterator over all pages. It is called again for a page before the last
            one; reading in ascending order never needs that.
    """

    def __init__(self, begin: Callable[[], Iterator[P]]) -> None:
        self._begin = begin
        self._walk = begin()
        self._number = 0
        self._page: P | None = None

    def page(self, number: int) -> P:
        """Return a page.

        Args:
            number: counted from 1.

        Raises:
            IndexError: the file has fewer pages.
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
    """Empty a parser's cache of fonts if it holds more than `FILES.max_cached_fonts`."""
    if len(fonts) > FILES.max_cached_fonts:
        fonts.clear()
