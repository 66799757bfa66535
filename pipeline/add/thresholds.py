"""Thresholds of guessing the settings of a new plan."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ContentThresholds:
    """Limits by which the cells of a column are recognised. Shares run from 0 to 1."""

    max_date_words: int = 8
    """Words of a cell that is a date: a longer text only mentions one. Chosen by hand."""
    min_sentence_words: int = 6
    """Words of a cell that is a sentence. Chosen by hand."""
    max_body_words: int = 40
    """Words of a cell that lists bodies. Chosen by hand."""
    min_acronym_share: float = 0.5
    """Share of acronyms among the words of a cell that lists bodies. Chosen by hand."""


@dataclass(frozen=True, slots=True)
class RoleThresholds:
    """Limits by which columns get their roles. Shares and confidences run from 0 to 1."""

    label_weight: float = 0.75
    """Share. Weight of a column's label; its cells have the rest: a label says more. Chosen by
    hand; see `make calibrate`."""
    min_label_likeness: float = 0.6
    """Likeness of a label and a known label from which it counts. Chosen by hand; see
    `make calibrate`."""
    min_confidence: float = 0.45
    """Confidence from which a column gets a known role. Chosen by hand; see `make calibrate`."""
    sure: float = 0.8
    """Confidence from which nobody is asked to check. Chosen by hand."""
    longest_is_activity: float = 0.3
    """Confidence that the column with most text is the activity where no label says so. Chosen by
    hand: low, so that somebody checks."""
    label_part_weight: float = 0.5
    """Likeness of a label that contains a known label among many other words; it grows to 1 with
    the share of the known words. Chosen by hand."""
    max_name: int = 40
    """Characters of a role that is named by its label. Chosen by hand."""


@dataclass(frozen=True, slots=True)
class ContextThresholds:
    """Limits by which numbers, headings, annex and language are found. Shares run from 0 to 1."""

    min_numbered: float = 0.5
    """Share of texts that begin with a number pattern from which it is taken: the majority."""
    heading_overlap: float = 1.0
    """Points that the box of a heading may reach into the table below it: rounding of boxes."""
    min_annex_score: float = 0.5
    """Share of acronyms in one column and of names in another that an annex exceeds: the
    majority."""
    min_annex_rows: int = 3
    """Rows of an annex of bodies: shorter tables show nothing. Chosen by hand."""
    max_acronym_words: int = 3
    """Words of a cell that holds an acronym. Chosen by hand."""
    min_name_words: int = 3
    """Words of a cell that holds a body's name. Chosen by hand."""
    language_characters: int = 50_000
    """Characters whose language is detected: about ten pages, read in 0.1 s. Chosen by hand."""


CONTENT = ContentThresholds()
ROLES = RoleThresholds()
CONTEXT = ContextThresholds()
