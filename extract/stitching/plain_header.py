"""Weigh whether the first row of a table is its header, though no style sets it apart."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from extract.geometry.page_model import PageCell
from extract.model import Evidence
from extract.stitching.header import Header, first_row_of, grouped_rows_of, header_cells_by_column
from extract.stitching.table_runs import TableRun, is_band
from extract.stitching.thresholds import PLAIN_HEADER

_YEAR = re.compile(r"(19|20)\d\d")


def plain_header(run: TableRun) -> Header | None:
    """Find a header by its wording alone, if neither its repetition nor its style shows it.

    Args:
        run: the table's parts.

    Returns:
        The first row below headings over all columns, if it reads like labels, with the rows
        below labels over several columns; else None.
    """
    header = grouped_rows_of(run) or first_row_of(run)
    if header is None:
        return None
    is_grouped = header.depth > 1
    if not is_grouped and any(
        (cell.column_stop, cell.row_stop) != (cell.column + 1, header.stop) for cell in header.cells
    ):
        return None
    labels = _lowest_labels(header, run.column_count) if is_grouped else header.cells
    body: list[list[PageCell]] = [[] for _ in range(run.column_count)]
    for number, part in enumerate(run.parts):
        for cell in part.cells:
            is_below = number > 0 or cell.row >= header.stop
            if is_below and cell.lines and not is_band(cell, run.column_count):
                body[cell.column].append(cell)
    votes = label_evidence(labels, body)
    if is_grouped:
        name = "a label stands over several others"
        votes.append(Evidence(name=name, weight=PLAIN_HEADER.over_several))
    return header if sum(vote.weight for vote in votes) >= PLAIN_HEADER.least else None


def _lowest_labels(header: Header, column_count: int) -> list[PageCell]:
    """Return, for each column with labels, the one next to the rows."""
    return [
        replace(own[-1], column=column, column_stop=column + 1)
        for column, own in enumerate(header_cells_by_column(header.cells, column_count))
        if own
    ]


def label_evidence(
    labels: Sequence[PageCell], body: Sequence[Sequence[PageCell]]
) -> list[Evidence]:
    """Weigh whether texts are the labels of their columns.

    Args:
        labels: the cells of a row.
        body: for each column, the cells with text below them.

    Returns:
        Log odds with their reasons; positive ones speak for labels.
    """
    if _are_years(labels, body):
        return [Evidence(name="the labels are years in order", weight=PLAIN_HEADER.least)]
    votes: list[Evidence] = []
    for label in labels:
        texts = [cell.text for cell in body[label.column]]
        votes += [
            Evidence(name=name, weight=round(weight, 2), note=f"column {label.column + 1}")
            for name, weight in _column_votes(label.text, texts, is_first=label.column == 0)
        ]
    return votes


def _are_years(labels: Sequence[PageCell], body: Sequence[Sequence[PageCell]]) -> bool:
    """Return whether all texts but the first are years that follow each other, and no cells are."""
    texts = [label.text for label in labels if label.column > 0]
    if len(texts) < PLAIN_HEADER.min_years or not all(map(_YEAR.fullmatch, texts)):
        return False
    steps = {int(after) - int(before) for before, after in pairwise(texts)}
    below = [cell.text for label in labels if label.column > 0 for cell in body[label.column]]
    return steps in ({1}, {-1}) and not all(map(_YEAR.fullmatch, below))


def _column_votes(label: str, texts: Sequence[str], *, is_first: bool) -> list[tuple[str, float]]:
    if not label:
        is_stub = is_first and not any(char.isdigit() for text in texts for char in text)
        # The names of rows often have no label.
        return [] if is_stub else [("the place of the label is empty", PLAIN_HEADER.empty)]
    votes = []
    if any(map(str.isdigit, label)):
        votes.append(("the label holds a figure", PLAIN_HEADER.figure))
    words = len(label.split())
    is_abbreviated = label[-1] == "." and words <= PLAIN_HEADER.max_abbreviated
    if words > PLAIN_HEADER.max_words or (label[-1] in ".,;:" and not is_abbreviated):
        votes.append(("the label reads like a sentence", PLAIN_HEADER.sentence))
    if label in texts:
        votes.append(("a cell below says the same", PLAIN_HEADER.again))
    if len(texts) < PLAIN_HEADER.min_cells or votes:
        return votes
    # A cell like the others would be the shortest of all once in as many columns.
    most = min(PLAIN_HEADER.shortest, math.log(len(texts) + 1))
    figures = sum(any(map(str.isdigit, text)) for text in texts)
    if figures >= PLAIN_HEADER.figures_share * len(texts):
        votes.append(("cells below hold figures, and the label none", most))
    elif len(set(texts)) == 1 and len(texts) >= PLAIN_HEADER.min_equal:
        votes.append(("all cells below say the same, and the label another thing", most))
    elif len(label) < min(map(len, texts)):
        votes.append(("the label is shorter than all cells below", most))
    elif len(label) > median(map(len, texts)):
        votes.append(("the label is longer than cells below", PLAIN_HEADER.longer))
    return votes
