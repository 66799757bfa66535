"""How sure a reading is: the least of the shares of it that nothing puts in doubt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.add.thresholds import ROLES
from pipeline.corpus.thresholds import CORPUS

if TYPE_CHECKING:
    from pipeline.corpus.model import Drafted
    from pipeline.validate.gate import Verdict


@dataclass(frozen=True)
class Judged:
    """The confidence of a plan, 0 to 1, and why it is doubtful; no reasons: it is not."""

    confidence: float
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class _Part:
    """A share of the reading that is sure, whether the rest is too much, and what the rest is."""

    share: float
    is_doubtful: bool
    reason: str


def judge(verdict: Verdict, drafted: Drafted | None) -> Judged:
    """Judge a published plan.

    Args:
        verdict: the counts of its run.
        drafted: its settings, if they are guessed and nobody has changed them.
    """
    parts = list(_parts(verdict, drafted))
    return Judged(
        round(max(0.0, min(part.share for part in parts)), 3),
        tuple(part.reason for part in parts if part.is_doubtful),
    )


def _parts(verdict: Verdict, drafted: Drafted | None) -> Iterator[_Part]:
    cells = max(verdict.cells, 1)
    for number, what in (
        (verdict.differing_cells, "parts of cells are read differently by the second reader"),
        (verdict.doubts, "places are in doubt"),
    ):
        share = 1 - number / cells
        yield _Part(share, share < CORPUS.sure, f"{number} {what}, of {cells} parts of cells")
    # A font that lies about one glyph may lie about others that cannot be told.
    lines = verdict.misleading_lines
    reason = f"lines with glyphs that do not look like their text: {lines}"
    yield _Part(1 - lines / cells, lines > 0, reason)
    # Any page is too much: it was let pass with --allow-loss.
    pages = len(verdict.lost_pages)
    share = 1 - verdict.lost / verdict.glyphs if verdict.glyphs else 1.0
    yield _Part(share, pages > 0, f"glyphs lost or used twice: {'; '.join(verdict.lost_pages[:5])}")
    if drafted is not None:
        share = drafted.confidence
        yield _Part(share, share < ROLES.sure, f"settings are guessed: {drafted.reason}")
