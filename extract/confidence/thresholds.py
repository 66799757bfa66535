"""Thresholds of the evidence on cells."""

from __future__ import annotations

from extract.constants import constants


@constants
class EvidenceThresholds:
    """From where on a measure counts as evidence. The weights of the evidence are fitted."""

    most: float = 2.0
    """Each measure counts up to here, so that no single one decides by its size."""
    imagined_cells: int = 3
    """Cells without any habit that are counted besides those of a column."""
    usual_step: float = 1.1
    """Times the line step. A wider step between two lines of a row may be a row boundary."""
    uneven_step: float = 0.03
    """Share, 0 to 1, of the line step by which steps may differ: programs round coordinates. Of
    7,800 cells of 200 random plans, 29 have a step that differs by more before a new start; all
    of them hold two texts."""
    usual_uneven: float = 2.0
    """Times the share of texts with uneven steps. Where half of the texts or more have them,
    they have paragraphs, and uneven steps show nothing."""
    usual_length: float = 2.0
    """Times the median length of the column's texts. A text longer than that may be two."""
    usual_indent: float = 2.0
    """Times the type size. Lines of one text may start that far from each other: list items."""
    apart: float = -1.0
    """Log odds. Texts of one cell that stand apart weigh so much where every eighth line has a
    wide gap: a wall between two columns may be missing."""
    bare_gaps: float = 0.1
    """Share, 0 to 1, of the gaps between words of a table without a drawn space. Files with more
    place their words without spaces now and then, or always."""
    bare_column: float = 3.0
    """Times the share of a column's texts without a space between two words. Where every third
    text is drawn so, the column is two: others have one word for each of them."""
    longest_pair: int = 80
    """Characters. Words that touch are not longer; splits of endless words would take long."""
    text_beside: float = 2.0
    """Times the line step. A text that close to a cell may be a part of it."""
    same_edge: float = 1.5
    """Points. Edges that close are one: programs round coordinates."""
    same_size: float = 0.05
    """Share, 0 to 1, by which the type sizes of two parts of one text may differ."""
    min_edges: int = 2
    """Column edges. A table with fewer shows no columns to compare."""
    shared_edges: float = 0.5
    """Share, 0 to 1, of the column edges of two tables. With fewer in common they are two."""
    usual_starts: float = 0.5
    """Share, 0 to 1, of the columns that a line spans. If words start where the texts of so many
    columns start, it is a line of texts of columns that touch, not prose."""
    min_starts: int = 3
    """Columns. In fewer, words of prose start there by chance."""
    shared_of_part: float = 0.6
    """Share, 0 to 1, of the column edges of the table with fewer columns. Chosen by hand."""
    sure_of_word: float = 0.8
    """Confidence of tesseract, 0 to 1. Of 1,282 words of 9 pages, scanned at 90 to 150 dpi with
    noise, 61 % of those with less were misread, 6 % of the others. All pages had one kind of
    noise: with others, the shares may differ."""
    min_sentence: int = 8
    """Words. Shorter headings may end with a full stop. Chosen by hand."""
    max_reasons: int = 2
    """Reasons that a doubt names."""
    min_length: float = 8.0
    """Characters. Shorter texts, such as numbers, have no usual length."""


EVIDENCE = EvidenceThresholds()
