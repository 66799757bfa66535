"""Thresholds for the usual forms of a plan: how many uses show one, and how many may differ."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ConsistencyThresholds:
    """Thresholds for what a plan does in most places and not in some."""

    min_beginnings: int = 10
    """Texts of a column that begin with a capital, from which that is its style. Chosen by hand."""
    max_small_share: float = 0.1
    """Texts that begin with a small letter, for each that begins with a capital. At most the
    share from which a font is taken to lose capitals (`USAGE.min_small_share`)."""
    shortest_text: int = 3
    """Words of a text whose beginning is judged: shorter ones are values such as "n/a"."""
    max_open_ends: int = 2
    """Texts of sentences without a last full stop in a column, up to which they are slips; more of
    them are slips only if as many texts have it. Chosen by hand."""
    max_word_frequency: float = 4.2
    """Zipf frequency of a word that may stand for one that the plan has in the same phrase: "sped"
    has 3.4, "though" 5.6."""
    min_word_gap: float = 1.0
    """Zipf steps by which that word is rarer than the usual one: "sped" and "speed" differ by 1.5,
    "principal" and "principle" by 0.1."""
    shortest_word: int = 4
    """Letters of such a word: shorter ones have many neighbours. Chosen by hand."""
    max_rare_frequency: float = 2.6
    """Zipf frequency of a noun that may stand for a word of grammar in a set phrase: "leas" has
    2.4."""
    min_wide_gap: float = 2.5
    """Zipf steps by which that word is rarer than the other one: "leas" and "least" differ by 3.1,
    "kerbs" and "herbs", which are both right, by 1.7."""
    min_items: int = 4
    """Items of a list that begin in one form, beside which another form is odd. Chosen by hand."""
    min_things: int = 3
    """Items of a list that begin with a noun, beside a task. Chosen by hand: a task that joins two
    verbs is hardly anything else."""
    min_column: int = 8
    """Texts of a column that name results, beside which a measure is odd, and values of a column
    beside which one that cannot be read is. Chosen by hand."""
    max_odd_share: float = 0.15
    """Share of the values, or steps between numbers, of a column that may differ from the others
    and still be slips. Chosen by hand: more of them are the column's way."""
    widest_gap: int = 3
    """Steps between two numbers up to which those between them are missing. Chosen by hand."""


CONSISTENCY = ConsistencyThresholds()
