"""Choose the best set of tables that do not overlap.

The value of a table is its log odds times the number of words that it accounts for. So sets of
tables of different sizes can be compared: two halves of a table have together the value of the
whole, if they are as likely.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from extract.geometry.bbox import overlaps
from extract.geometry.clustering import DisjointSets
from extract.geometry.page_model import PageTable
from extract.reading import Evidence
from extract.ruling.thresholds import RULING
from extract.tables.candidates import TableCandidate
from extract.tables.drawing_evidence import BARS, CURVES
from extract.tables.text_evidence import FILLED, ONE_ROW, SEVERAL_ROWS, reasons_of_part
from extract.tables.thresholds import WEIGHING


@dataclass(frozen=True, slots=True)
class Choice:
    """A chosen table, and the next best reading of its place.

    Attributes:
        chosen: the table.
        runner_up: the table that would be chosen otherwise; None without another candidate.
        margin: log odds by which the choice exceeds the next best one.
    """

    chosen: TableCandidate
    runner_up: TableCandidate | None
    margin: float


def choose(candidates: Sequence[TableCandidate]) -> list[Choice]:
    """Choose the set of tables with the greatest value.

    Args:
        candidates: weighed candidates; those with negative log odds are no tables.

    Returns:
        The chosen tables, each with its runner-up.
    """
    likely = [one for one in _distinct(candidates) if _value(one) > 0]
    choices = []
    for group in _overlapping_groups(likely):
        best = _best_set(group)
        choices += [_choice(one, best, group) for one in best]
    return choices


def _value(candidate: TableCandidate) -> float:
    return min(candidate.odds, WEIGHING.max_odds) * candidate.explained


def _distinct(candidates: Sequence[TableCandidate]) -> list[TableCandidate]:
    """Keep the best of the candidates with the same cells, in the order of their values."""
    kept: dict[object, TableCandidate] = {}
    for one in sorted(candidates, key=_value, reverse=True):
        kept.setdefault(one.shape, one)
    return list(kept.values())


NO_TABLE = frozenset({BARS, CURVES, ONE_ROW, SEVERAL_ROWS, FILLED})
"""Evidence that something else than a table is drawn: a chart, a form, a box."""


def conflict(one: TableCandidate, other: TableCandidate) -> bool:
    """Return whether two tables cannot both be there: their boxes overlap."""
    return overlaps(one.bbox, other.bbox, RULING.touch_distance)


def column_edges(table: PageTable) -> tuple[int, ...]:
    """Return the edges of the columns of a ruled table, in points; empty if none are drawn."""
    return tuple(map(round, table.xs)) if table.is_ruled and table.column_count > 1 else ()


def reason_against(
    reasons: Sequence[Evidence], margin: float | None, *, is_alone: bool = True
) -> Evidence | None:
    """Return the strongest reason against a chosen table, if it leaves the table in doubt.

    Args:
        reasons: the evidence for and against the table.
        margin: log odds by which it was chosen; None if it was not compared.
        is_alone: no table without these reasons has its columns, edge by edge. Charts, forms and
            boxes may share theirs only with each other.
    """
    told = [one for one in reasons if is_alone or one.name not in NO_TABLE]
    strongest = min(told, key=lambda one: one.weight, default=None)
    if strongest is None or strongest.weight >= 0:
        return None
    is_close = margin is not None and margin < WEIGHING.min_margin
    return strongest if is_close or strongest.weight <= WEIGHING.strong_reason else None


def reason_to_doubt(table: PageTable, margin: float | None, *, is_alone: bool) -> Evidence | None:
    """Return the strongest reason against a chosen table, or else against its undrawn rows."""
    strongest = reason_against(table.evidence, margin, is_alone=is_alone)
    return strongest or _reason_against_rows(table)


def _reason_against_rows(table: PageTable) -> Evidence | None:
    """Return the reason against undrawn rows whose merged cells interlock, each ending in another.

    Merged cells lie within each other, or end together. Rows that are cut at the wrong lines, as
    where texts stand at the foot of their cells, show others.
    """
    merged = [cell for cell in table.cells if cell.row_stop > cell.row + 1]
    if table.is_ruled or not table.is_booktabs:
        return None
    ends: dict[int, int] = {}
    for cell in merged:
        ends[cell.row] = max(cell.row_stop, ends.get(cell.row, 0))
    rows = {
        row
        for cell in merged
        for row in range(cell.row + 1, cell.row_stop)
        if ends.get(row, 0) > cell.row_stop
    }
    if len(rows) < WEIGHING.min_interlocked:
        return None
    return Evidence(name="merged cells of its columns interlock", weight=WEIGHING.strong_reason)


def looks_like_table(table: PageTable) -> bool:
    """Return whether no reason leaves in doubt that a chosen table is one, and no chart or form."""
    reasons = [one for one in table.evidence if one.name in NO_TABLE]
    return reason_against(reasons, table.margin) is None


def _overlapping_groups(candidates: Sequence[TableCandidate]) -> list[list[TableCandidate]]:
    sets = DisjointSets(range(len(candidates)))
    for at, one in enumerate(candidates):
        for before in range(at):
            if conflict(one, candidates[before]):
                sets.join(before, at)
    return [[candidates[at] for at in sorted(group)] for group in sets.groups().values()]


def _best_set(group: Sequence[TableCandidate]) -> list[TableCandidate]:
    """Return the set with the greatest value; from many candidates, one after the other."""
    if len(group) > WEIGHING.max_exact:
        taken: list[TableCandidate] = []
        for one in group:
            if not any(conflict(one, other) for other in taken):
                taken.append(one)
        return taken
    best: tuple[float, list[TableCandidate]] = (0.0, [])

    def search(at: int, value: float, taken: list[TableCandidate]) -> None:
        nonlocal best
        if value > best[0]:
            best = (value, taken)
        if at == len(group) or value + sum(map(_value, group[at:])) <= best[0]:
            return
        if not any(conflict(group[at], other) for other in taken):
            search(at + 1, value + _value(group[at]), [*taken, group[at]])
        search(at + 1, value, taken)

    search(0, 0.0, [])
    return best[1]


def _choice(
    chosen: TableCandidate, best: Sequence[TableCandidate], group: Sequence[TableCandidate]
) -> Choice:
    """Compare a chosen table with the best set without it."""
    others = _best_set([one for one in group if not _reads_the_same([one], chosen)])
    rivals = [one for one in others if conflict(one, chosen)]
    if _reads_the_same(rivals, chosen):
        return Choice(chosen, None, WEIGHING.max_odds)
    runner_up = next(iter(rivals), None)
    lost = sum(map(_value, best)) - sum(map(_value, others))
    return Choice(chosen, runner_up, round(max(0.0, lost) / max(1, chosen.explained), 2))


def _reads_the_same(others: Sequence[TableCandidate], chosen: TableCandidate) -> bool:
    """Return whether other tables have the texts of a table, but for headings over all columns.

    Two tables below their headings say the same as one in which the headings are rows.
    """
    if not others:
        return False
    own, read = (Counter(chosen.reading), Counter(t for one in others for t in one.reading))
    across = sum(
        cell.column_stop - cell.column == chosen.table.column_count for cell in chosen.table.cells
    )
    return not read - own and (own - read).total() <= across * (len(others) > 1)


def dropped(
    candidates: Sequence[TableCandidate], chosen: Sequence[TableCandidate]
) -> list[TableCandidate]:
    """Return what looks like a table and is in none: grids against which more speaks.

    Args:
        candidates: all weighed candidates.
        chosen: the tables.

    Returns:
        The likeliest of those that overlap each other; none that overlaps a table.
    """
    kept: list[TableCandidate] = []
    for one in sorted(candidates, key=lambda one: one.odds, reverse=True):
        odds = sum(x.weight for x in reasons_of_part(one.evidence, one.table.column_count))
        if odds <= -WEIGHING.neighbour or not one.reading or not one.table.is_ruled:
            continue
        if not any(conflict(one, other) for other in [*chosen, *kept]):
            kept.append(one)
    return kept
