"""Thresholds of the check against the last publication."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class LossThresholds:
    """Falls against the last publication that stop a run. Shares run from 0 to 1."""

    emptied_cells: Fraction = Fraction(1, 3)
    """Share by which the filled cells of a column may fall. A revision empties some cells; a
    column that is read as another one empties most. Chosen by hand."""
    lost_records: Fraction = Fraction(1, 5)
    """Share of rows or areas that may be lost. A revision drops a few; a page that is not read
    loses many. Chosen by hand."""
    unresolved_mentions: Fraction = Fraction(1, 5)
    """Share by which the resolved mentions of bodies may fall. A renamed body loses some; an annex
    that is not found loses most. Chosen by hand."""


LOSS = LossThresholds()
