"""Areas that were shared out to several, or made of several: their rows tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

LEAST_ROWS = 2
"""Rows that make a part of an area: one row that stands elsewhere has only moved."""
MOST_OF_IT = 0.5
"""Share of a part's rows that belong to the whole: more than that, it is made of the whole."""


@dataclass(frozen=True)
class Sharing:
    """The rows of one side's areas, and how many of them stand in which area of the other side.

    Attributes:
        parts: sizes of the areas that may be parts, in printed order.
        shared: rows by whole and part.
    """

    parts: Mapping[str, int]
    shared: Mapping[tuple[str, str], int]

    @classmethod
    def of(cls, parts: Iterable[str], pairs: Iterable[tuple[str, str]]) -> Sharing:
        """Count rows.

        Args:
            parts: the area of each row of the side whose areas may be parts.
            pairs: whole and part of each row that both editions have.
        """
        return cls(Counter(parts), Counter(pairs))

    def whole_of(self, part: str) -> str | None:
        """Return the area that more than half of a part's rows belong to."""
        for (whole, other), count in self.shared.items():
            if other == part and self._is_part(count, self.parts[part]):
                return whole
        return None

    @staticmethod
    def _is_part(count: int, size: int) -> bool:
        return count >= LEAST_ROWS and count > MOST_OF_IT * size

    def parts_of(self, taken: Mapping[str, str]) -> dict[str, list[str]]:
        """Return the areas that were cut up: each whole and its parts, the main one first.

        The main part is the area that is matched with the whole; where none is, the one with
        the most rows of it. An area that is matched with another one has its own history: rows
        that came to it have moved.

        Args:
            taken: the areas matched so far, part → whole.

        Returns:
            In the printed order of their first parts.
        """
        found: dict[str, list[str]] = {}
        for part in self.parts:
            whole = self.whole_of(part)
            if part not in taken and whole is not None:
                found.setdefault(whole, []).append(part)
        main = {whole: part for part, whole in taken.items()}
        cut: dict[str, list[str]] = {}
        for whole, parts in found.items():
            if whole in main:
                cut[whole] = [main[whole], *parts]
            elif len(parts) > 1:
                first = max(parts, key=lambda part: self.shared[whole, part])
                cut[whole] = [first, *(part for part in parts if part != first)]
        return cut
