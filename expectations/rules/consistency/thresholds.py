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


CONSISTENCY = ConsistencyThresholds()
