"""Recognise a plan that prints each of its rows as a form."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from extract.matrix.boxed_forms import (
    alternates,
    has_lines_of_pairs,
    labels_above,
    labels_in_boxes,
)
from extract.matrix.forms import labels_of_forms
from extract.matrix.thresholds import CHOICE
from extract.model import Document, Table
from extract.settings import ColumnSetting, ExtractSettings
from extract.stitching.labels import label_likeness, letters_of
from extract.stitching.thresholds import LABELS
from pipeline.add.known_labels import label_role
from pipeline.add.thresholds import TABLES


def settings_of_forms(document: Document) -> Iterator[ExtractSettings]:
    """Yield settings for the forms of a document; nothing if it has none.

    Forms print the same labels again and again, beside or above their own values; a single form
    prints labels that columns of plans have.
    """
    yield from _settings_by_labels([labels_of_forms(table) for table in document.tables])
    yield from _settings_by_labels([labels_in_boxes(table) for table in document.tables])
    yield from _settings_by_labels(_labels_above(document.tables))


def _labels_above(tables: Sequence[Table]) -> list[list[str]]:
    """Return the labels that rows of each table print above rows of their values.

    These are short texts that are printed again and again, and labels that columns of plans have.
    """
    prints = Counter(
        " ".join(cell.text.split())
        for table in tables
        for row in (*table.header, *table.rows)
        for cell in row.cells
    )

    @functools.cache
    def is_label(text: str) -> bool:
        is_short = len(text.split()) <= TABLES.max_label_words
        return is_short and (prints[text] > 1 or bool(label_role(text)))

    return [
        labels_above(table, is_label)
        if alternates(table, is_label, CHOICE.rows_of_labels) and _has_room(table, is_label)
        else []
        for table in tables
    ]


def _has_room(table: Table, is_label: Callable[[str], bool]) -> bool:
    """Return whether a table may print labels above values, and is no list with its header."""
    return len(table.columns) <= TABLES.max_form_columns or has_lines_of_pairs(table, is_label)


def _settings_by_labels(by_table: Sequence[Sequence[str]]) -> Iterator[ExtractSettings]:
    """Yield settings for forms whose labels are among some texts of each table."""
    counts = Counter[str]()
    for labels in by_table:
        counts.update(_canonical(label, counts) for label in labels)
    groups: list[list[str]] = []
    for labels in by_table:
        own = _labels_of_form(labels, counts)
        if own:
            _add(groups, own)
    for group in map(_without_joined, groups):
        yield ExtractSettings(
            columns=tuple(
                ColumnSetting(
                    role=f"column-{n}",
                    label=label,
                    optional=counts[label] < max(counts[one] for one in group),
                )
                for n, label in enumerate(group)
            ),
            forms=True,
            matrix_tables="all",
        )


def _labels_of_form(labels: Sequence[str], counts: Counter[str]) -> list[str]:
    """Return the labels of a table of forms; empty if its texts are none."""
    own = list(dict.fromkeys(_canonical(label, counts) for label in labels))
    known = [label for label in own if counts[label] > 1 or label_role(label)]
    short = all(len(label.split()) <= TABLES.max_label_words for label in own)
    if not short or len(known) < max(TABLES.min_form_labels, TABLES.form_share * len(own)):
        return []
    return [] if _is_column_of_values(labels, own) else own


def _canonical(label: str, known: Counter[str]) -> str:
    """Return the first print of a label: later ones may have another ending."""
    if label in known:
        return label
    same = (each for each in known if label_likeness(label, each) >= LABELS.same)
    return next(same, label)


def _is_column_of_values(labels: Sequence[str], own: Sequence[str]) -> bool:
    """Return whether texts repeat from row to row: they are values, not labels of forms."""
    again = sum(one == other for one, other in pairwise(labels))
    return again * len(own) > len(labels)


def _without_joined(group: list[str]) -> list[str]:
    """Leave out labels made of two others: two lines of a form that were read as one."""
    joined = {letters_of([one, other]) for one in group for other in group}
    return [label for label in group if letters_of([label]) not in joined]


def _add(groups: list[list[str]], labels: Sequence[str]) -> None:
    """Add the labels of a table to the group that shares half of them, or to a new group."""
    for group in groups:
        if len(set(group) & set(labels)) >= TABLES.form_share * min(len(group), len(labels)):
            before = -1
            for label in labels:
                if label not in group:
                    group.insert(before + 1, label)
                before = group.index(label)
            return
    groups.append(list(labels))
