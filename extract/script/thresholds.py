"""Thresholds of `extract.script`: raised and lowered type, and letter spacing."""

from __future__ import annotations

from extract.constants import constants


@constants
class ScriptThresholds:
    """How marks and spaced letters stand to the words beside them. Chosen by hand."""

    min_rise: float = 0.15
    """Parts of the type size of the word before. Smaller type raised by more is a superscript."""
    min_drop: float = 0.06
    """Parts of the type size of the word before. Smaller type lowered by more is a subscript:
    programs lower less than they raise (0.08 to 0.3)."""
    accent_rise: float = 0.5
    """Parts of the type size by which an accent over its letter may be raised: those of capitals
    are raised by a fourth."""
    level: float = 16.0
    """Points of height in which letters are looked for together; it changes no result."""
    max_letter_gap: float = 0.8
    """Parts of the type size. Letters of one string farther apart are not letter-spaced words, but
    values set in columns."""
    letter_gap_ratio: float = 1.6
    """A gap that is wider than the smallest gap of a letter-spaced string by this factor separates
    two words."""
    min_spaced_gaps: int = 3
    """Gaps of a string that must all be wide to show that it is letter-spaced."""
    max_spaced_word_gap: float = 2.5
    """Parts of the type size. Words of a letter-spaced text are at most this far apart: two letter
    gaps and a blank."""
    max_kerned_letters: int = 3
    """Letters of a spaced text that kerning brings together to one word."""
    even_gap: float = 0.02
    """Parts of the type size by which gaps of one letter spacing may differ: programs round."""
    min_even_share: float = 0.75
    """Share, 0 to 1, of the gaps of a letter-spaced text that are equal; others are kerned."""
    min_width_difference: float = 0.1
    """Parts of the type size. Letters whose widths differ by more are in cells of one width at
    uneven distances, and letter-spaced at even ones."""


SCRIPT = ScriptThresholds()
