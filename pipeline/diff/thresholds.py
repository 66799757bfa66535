"""Thresholds of the comparison of two editions."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DiffThresholds:
    """Limits for matching records of two editions. Likeness runs from 0 to 100."""

    word_weight: float = 0.65
    """Share, 0 to 1. Weight of the words in a likeness; the letters have the rest. Words tell
    apart sentences that follow one pattern. Chosen by hand; see `make calibrate`."""
    min_likeness: float = 50.0
    """Likeness. Texts below it are different texts. Unrelated sentences reach about 20, unrelated
    sentences that follow one pattern 40; a sentence of which half is reworded reaches 57."""
    min_moved_likeness: float = 60.0
    """Likeness from which rows in two areas are one row that moved. Higher than in one area: rows
    that follow one pattern stand in many areas. Of the rows of the adopted plan, all but one pair
    of two areas are below 44."""
    min_same_text: float = 75.0
    """Likeness from which an activity or an output alone identifies a row within its area. A text
    of which a quarter is reworded reaches it; of the activities of the adopted plan, 999 pairs in
    1,000 are below it."""
    min_kept_words: float = 0.4
    """Share, 0 to 1. A text that keeps less than this of its words, in order, was not reworded
    but replaced. Of the activities of the adopted plan, 99 pairs in 100 share less than 0.31."""
    min_column_likeness: float = 60.0
    """Likeness of labels and values from which two columns are one that was renamed: most of its
    values are the same. Chosen by hand; see `make calibrate`."""
    min_telling_values: int = 3
    """Values that a column keeps at least, if they alone show that it was renamed: two are a yes
    and a no."""
    key_words: int = 12
    """Words. A text is compared with texts that share some of its rarest words; this many of them
    are looked up. Chosen by hand; see `make calibrate`."""
    max_candidates: int = 12
    """Texts. Each text is compared with at most this many texts. Chosen by hand; see
    `make calibrate`."""
    max_block: int = 1500
    """Texts on one side of a block that is solved at once: its likeness matrix takes 18 MB."""
    max_block_tie: float = 0.9
    """Share, 0 to 1. A block that is too large drops pairs that share less than this of their
    rare words, a step at a time. Chosen by hand; see `make calibrate`."""
    block_tie_step: float = 0.1
    """Share, 0 to 1. How much that limit grows a step. Chosen by hand; see `make calibrate`."""
    min_word_weight: float = 0.1
    """Share, 0 to 1. The least weight of a word, as a share of the greatest possible weight: a
    word of every text still counts. Chosen by hand; see `make calibrate`."""
    same_area_bonus: float = 6.0
    """Likeness. Added to a pair of rows in the same area: decides between texts that repeat, and
    is too small to outweigh other words. Chosen by hand; see `make calibrate`."""
    same_position_bonus: float = 3.0
    """Likeness. Added to a pair of rows at the same position of the matrix, less the further apart
    they are; also added to a pair with the same focus. Chosen by hand; see `make calibrate`."""
    title_weight: float = 0.5
    """Share, 0 to 1. Weight of an area's title; its rows have the rest. Chosen by hand."""
    min_area_likeness: float = 40.0
    """Likeness of titles and rows from which two areas are one. Lower than for texts: a revision
    may both reword a title and move rows. Chosen by hand; see `make calibrate`."""
    min_body_likeness: float = 60.0
    """Likeness of name, acronym and duties from which two entries are one renamed body. Chosen by
    hand; see `make calibrate`."""
    duties_weight: float = 0.9
    """Share, 0 to 1. What the same duties count where name and acronym differ: less than the same
    name. Chosen by hand; see `make calibrate`."""
    min_split_rows: int = 1
    """Rows. A new area with this many rows of an old one may be a part of it: a single row in an
    area of its own was split off."""
    min_merged_rows: int = 2
    """Rows. An old area with this many rows in a new one may be merged into it: a single row has
    only moved, and its area is gone."""
    part_of_area: float = 0.5
    """Share, 0 to 1. An area is a part of another where more than this share of its rows comes
    from there: the majority."""
    part_of_text: float = 0.6
    """Share, 0 to 1. A text is a part of another where this share of its words stands there, in
    order. Chosen by hand; see `make calibrate`."""
    min_regained: float = 0.5
    """Share, 0 to 1. A part has this share of the words that the whole text has lost. Chosen by
    hand; see `make calibrate`."""
    min_part_words: int = 3
    """Words that a part of a text has at least: fewer may be the same by chance."""
    min_run: int = 2
    """Words in a row that count as shared: single common words would cover any text."""


DIFF = DiffThresholds()
