"""Find areas that were split into several, or merged from several, by the rows they share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.diff.thresholds import DIFF


@dataclass(frozen=True)
class SharedRows:
    """How many rows the areas of one edition share with those of the other.

    Attributes:
        sizes: number of rows of each area that may be a part, in printed order.
        shared: number of rows by whole and part.
        min_rows: number of rows that a part shares with its whole at least.
    """

    sizes: Mapping[str, int]
    shared: Mapping[tuple[str, str], int]
    min_rows: int

    @classmethod
    def count(
        cls, parts: Iterable[str], pairs: Iterable[tuple[str, str]], min_rows: int
    ) -> SharedRows:
        """Count rows.

        Args:
            parts: the area of each row of the edition whose areas may be parts.
            pairs: whole and part of each row that both editions have.
            min_rows: number of rows that a part shares with its whole at least.
        """
        return cls(Counter(parts), Counter(pairs), min_rows)

    def whole_of(self, part: str) -> str | None:
        """Return the area that the majority of a part's rows belongs to."""
        for (whole, other), count in self.shared.items():
            is_majority = count > DIFF.part_of_area * self.sizes[part]
            if other == part and is_majority and count >= self.min_rows:
                return whole
        return None

    def parts_of(self, matched: Mapping[str, str]) -> dict[str, list[str]]:
        """Return the areas that were split: each whole and its parts, the main part first.

        The main part is the area that is matched with the whole; where no area is, it is the
        part with the most rows. An area that is matched with another whole is never a part:
        rows that came to it have moved.

        Args:
            matched: the areas matched so far, part → whole.

        Returns:
            In the printed order of their first parts.
        """
        unmatched: dict[str, list[str]] = {}
        for part in self.sizes:
            whole = self.whole_of(part)
            if part not in matched and whole is not None:
                unmatched.setdefault(whole, []).append(part)
        main_part = {whole: part for part, whole in matched.items()}
        split: dict[str, list[str]] = {}
        for whole, parts in unmatched.items():
            if whole in main_part:
                split[whole] = [main_part[whole], *parts]
            elif len(parts) > 1:
                first = max(parts, key=lambda part: self.shared[whole, part])
                split[whole] = [first, *(part for part in parts if part != first)]
        return split
