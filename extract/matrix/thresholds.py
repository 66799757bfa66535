"""Thresholds of choosing and joining the tables that make up the matrix."""

from __future__ import annotations

from extract.constants import constants


@constants
class ChoiceThresholds:
    """When tables are parts of the matrix. Shares run from 0 to 1."""

    equal_fit: float = 0.95
    """Share of the best table's fit from which another table fits equally: less than one label of
    the six of a usual matrix differs. Chosen by hand."""
    part_share: float = 0.65
    """Share of the required columns whose labels a part of the matrix prints: of three columns
    two, of six columns four. Chosen by hand."""
    header_share: float = 0.6
    """Share of the filled cells of a row that are labels of the settings from which the row is a
    header: a row of data prints none. Chosen by hand."""
    form_share: float = 0.5
    """Share of the rows of a table that begin with a label of the settings from which the table
    consists of forms: the majority."""
    rows_of_labels: float = 0.3
    """Share of the rows of a table that hold labels only from which each has its values below it.
    Where every label has a value, it is half; values that go on over a page make it less."""
    later: float = 1e-6
    """What a column gains against an equal one before it: less than any difference of labels."""
    quoted: int = 60
    """Characters of a first row that a message quotes."""
    numbered_share: float = 0.5
    """Share of the tables with a numbered heading (`Chapter 3`) from which such headings are their
    sections: the majority."""


CHOICE = ChoiceThresholds()
