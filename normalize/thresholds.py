"""Thresholds of the normalize stage.

`fuzzy_threshold`, `fuzzy_margin` and `candidate_count` are settings of a plan, see
`normalize.settings`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SpellingThresholds:
    """Rules by which spellings of acronyms and names are compared."""

    min_acronym_letters: int = 2
    """Letters. A single letter is a list label ("A"), not an acronym."""

    min_capital_share: float = 0.5
    """Share of letters. More capitals than this make a word an acronym ("ASEANAPol"); a
    capitalised word ("Police") has fewer. Chosen by hand; see `make calibrate`."""

    min_plural_letters: int = 4
    """Letters. Shorter words in -s ("gas", "yes") are not plurals."""

    min_ies_plural_letters: int = 5
    """Letters. Shorter words in -ies ("ties") lose only their -s; longer ones end in -y."""


@dataclass(frozen=True, slots=True)
class AnnexThresholds:
    """How the columns of an annex are recognised by their contents."""

    min_column_share: float = 0.5
    """Share of non-empty cells. A column in which more cells than this hold numbers (or
    acronyms) is the column of numbers (or acronyms): a majority tolerates a stray note or an
    empty line. Chosen by hand; see `make calibrate`."""


@dataclass(frozen=True, slots=True)
class RegisterThresholds:
    """When two entries of the registers describe the same body."""

    min_shared_word_share: float = 0.5
    """Share of the words of both names. Two entries with one acronym are the same body if
    their names share more words than this ("AF": ASEAN Foundation, Adaptation Fund share
    none). Chosen by hand; see `make calibrate`."""

    max_suggestions: int = 3
    """Bodies. An error message suggests at most this many, so that it stays one line."""


@dataclass(frozen=True, slots=True)
class MatchingThresholds:
    """Scores of a printed name. All scores are percent, 0 to 100."""

    exact_score: float = 100.0
    """Percent. Score of a name that is spelled as the register spells it."""

    variant_score: float = 95.0
    """Percent. Score of a name that differs in case, hyphens, spaces or a plural only; also
    the lowest score that counts as certain. A fixed rank below exact and above a measured
    similarity, not a measurement."""

    new_sub_unit_score: float = 90.0
    """Percent. Score of a sub-unit that no register lists (SOMTC-CT): below `variant_score`,
    because its existence is inferred from the spelling."""

    min_name_part_share: float = 0.6
    """Share of words. A part of a full name must have at least this share of its words:
    "Meeting on Education" has three of the five words of "Senior Officials Meeting on
    Education". Chosen by hand; see `make calibrate`."""

    min_name_part_words: int = 2
    """Words. A single word ("Education") is never taken for a full name."""

    min_candidate_similarity: float = 50.0
    """Percent. Less similar bodies are not listed as candidates: less than half of the
    letters agree. Chosen by hand; see `make calibrate`."""

    common_word_names: int = 2
    """Names. A word that this many names or more contain ("Officials") does not tell them
    apart and is left out of the score of distinctive words."""

    min_compared: int = 2
    """Bodies. The best two are always compared, so that a close runner-up is noticed."""

    max_exhaustive_acronyms: int = 1000
    """Acronyms. Up to this many, every acronym is ranked; above, only the most similar ones,
    so that a register of 10 000 bodies stays fast."""

    ranked_per_candidate: int = 10
    """Acronyms ranked for each candidate wanted, in a register above
    `max_exhaustive_acronyms`. Several spellings belong to one body. Chosen by hand."""

    max_similar_names: int = 20
    """Full names. The most similar ones that are scored again by their distinctive words.
    Chosen by hand; see `make calibrate`."""


@dataclass(frozen=True, slots=True)
class FinderThresholds:
    """How bodies are found in running text."""

    common_word_zipf: float = 3.0
    """Zipf frequency (log10 of occurrences per 10^9 words of English). In a text all in
    capitals, an acronym that is as frequent as this or more is read as a word: "AN", "ACT".
    Once per million words; chosen by hand, see `make calibrate`."""

    min_plural_acronym_letters: int = 3
    """Characters. Acronyms of this length or more are also searched for with a plural "s"
    ("ACWs"). A shorter one with an "s" is too often something else. Chosen by hand."""


@dataclass(frozen=True, slots=True)
class PatternThresholds:
    """Limits of the regular expressions in a plan's settings."""

    seconds: float = 5.0
    """Seconds for one text. The patterns of the shipped plan take microseconds; one that
    backtracks without end would take years. Chosen by hand, for a machine under load."""

    quoted_length: int = 40
    """Characters of the text that an error message shows, so that it stays one line."""


SPELLING = SpellingThresholds()
ANNEX = AnnexThresholds()
REGISTER = RegisterThresholds()
MATCHING = MatchingThresholds()
FINDER = FinderThresholds()
PATTERNS = PatternThresholds()
