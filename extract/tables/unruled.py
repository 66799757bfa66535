"""Tables that draw nothing at all: known by a header whose labels stand over aligned texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from extract.alignment.aligned import Columns, measured, parted, run_of
from extract.alignment.booktabs import Spaced, Stretch, lattice_of
from extract.alignment.segments import segments_of
from extract.alignment.thresholds import ALIGNMENT
from extract.geometry.page_model import Line, Rules, Word
from extract.tables.thresholds import TABLES
from extract.text.words import lines_of


def headed_lattice(rules: Rules, words: Sequence[Word]) -> Spaced | None:
    """Find a table by its header: bold labels side by side, texts that begin below each.

    Args:
        rules: of the page; where shades are drawn they tell the table.
        words: of the page.

    Returns:
        The table, or None.
    """
    if rules.fills or all(word.bold for word in words) or not any(word.bold for word in words):
        return None
    lines = lines_of(words)
    for at, line in enumerate(lines):
        if not line.bold or len(_starts([line])) < TABLES.min_header_labels:
            continue
        head = _header(lines, at)
        found = _table_under(head, words)
        if found is not None:
            return found
    return None


def _header(lines: Sequence[Line], at: int) -> list[Line]:
    """The lines of a header: bold, and close to each other."""
    head = [lines[at]]
    for above in reversed(lines[:at]):
        if (
            not above.bold
            or head[0].baseline - above.baseline > TABLES.max_label_pitch * above.size
        ):
            break
        head.insert(0, above)
    for below in lines[at + 1 :]:
        if (
            not below.bold
            or below.baseline - head[-1].baseline > TABLES.max_label_pitch * below.size
        ):
            break
        head.append(below)
    return head


def _starts(lines: Sequence[Line]) -> list[float]:
    """Where labels begin, from left to right."""
    words = [word for line in lines for word in line.words]
    segments = segments_of(words, float("-inf"), float("inf"))
    starts: list[float] = []
    for x in sorted(segment.x0 for segment in segments):
        if not starts or x - starts[-1] > ALIGNMENT.column_inset:
            starts.append(x)
    return starts


def _table_under(head: Sequence[Line], words: Sequence[Word]) -> Spaced | None:
    starts = _starts(head)
    right = max(word.x1 for word in words) + ALIGNMENT.column_inset
    xs = (*(x - ALIGNMENT.column_inset for x in starts), right)
    columns = Columns(xs, tuple(starts), xs[1:])
    top = head[0].baseline - 1.2 * head[0].size
    below = head[-1].baseline + 0.3 * head[-1].size
    under = parted(words, below, float("inf"), columns)
    if not under:
        return None
    size = median(line.size for line in under[0].lines.values())
    body = run_of(under, columns, size)
    beside = sum(len(level.lines) > 1 for level in body)
    if len(body) < TABLES.min_certain_rows + 1 or beside < TABLES.min_side_by_side_share * len(
        body
    ):
        return None
    columns = measured(columns, body)
    right = max(columns.xs[-1], max(line.x1 for line in head) + ALIGNMENT.column_inset)
    columns = replace(columns, xs=(*columns.xs[:-1], right))
    edge = (head[-1].baseline + 0.25 * size + body[0].baseline - 0.75 * size) / 2
    stretches = [
        Stretch(top, edge, parted(words, top, edge, columns), is_head=True),
        Stretch(edge, body[-1].baseline + 0.5 * size, body),
    ]
    found = lattice_of(columns, stretches, ())
    return found if found.sure >= TABLES.min_certain_rows else None
