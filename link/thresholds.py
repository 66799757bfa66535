"""Thresholds of the link stage.

`near_duplicate_score` and `same_as_score` are settings of a plan, see `link.settings`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReferenceThresholds:
    """How numbers in texts are read as references. Scores are percent, 0 to 100."""

    max_context_tokens: int = 14
    """Tokens. How far left of a number a relation ("in line with … in 1.3") is looked for:
    enough for a relation, seven tokens between and a noun phrase. Chosen by hand."""

    max_owner_tokens: int = 4
    """Tokens. How far right of a number the name of another document ("3.4 of the Convention")
    is looked for: a preposition, up to two articles, and the name."""

    stated_score: float = 100.0
    """Percent. Score of a reference whose words state a relation or name an area."""

    bracketed_list_score: float = 90.0
    """Percent. Score of several numbers alone in a bracket ("(1.9 and 1.10)"): no words state
    the reference, but a list of known numbers is rarely anything else. Chosen by hand."""

    bracketed_number_score: float = 80.0
    """Percent. Score of one number alone in a bracket ("(1.9)"), which may be a value. Chosen
    by hand."""

    min_same_row_similarity: float = 50.0
    """Percent. Rows less similar than this are no candidates for "same as under 1.3": less
    than half of the letters agree. Chosen by hand; see `make calibrate`."""


@dataclass(frozen=True, slots=True)
class InstrumentThresholds:
    """How names of instruments are found. Scores are percent, 0 to 100."""

    max_name_words: int = 10
    """Words before the head word of a name. A longer run of capitalised words is a list, not a
    name. Chosen by hand; see `make calibrate`."""

    max_verb_distance: int = 3
    """Tokens. How far before a name a drafting verb ("draft an ASEAN Declaration") is looked
    for: a verb, an article and an adjective."""

    registered_score: float = 100.0
    """Percent. Score of a citation whose instrument is on the register."""

    unregistered_score: float = 50.0
    """Percent. Score of a citation that was found by its pattern only. Chosen by hand."""


@dataclass(frozen=True, slots=True)
class TopicThresholds:
    """How a topic ("other priority areas, i.e. women") is resolved to an area."""

    max_score: float = 80.0
    """Percent. Upper limit of a score: a topic is never as certain as a number. Chosen by
    hand."""

    title_weight: float = 0.6
    """Share of the score for a topic that occurs in the title of an area. A title says what an
    area is about, so it outweighs the texts. Chosen by hand; see `make calibrate`."""

    text_weight: float = 0.4
    """Share of the score for the frequency of a topic in the texts of an area, relative to the
    area with the highest frequency; `title_weight` and `text_weight` sum to 1."""

    min_margin: float = 15.0
    """Percentage points. The best area must lead the second by this much; otherwise both stay
    candidates. Chosen by hand; see `make calibrate`."""

    max_candidates: int = 6
    """Areas. Number of candidates that are kept for a reviewer. Chosen by hand."""

    min_shared_letters: int = 5
    """Letters. Two words have a common stem only if they share at least this many leading
    letters, so that short words ("trade", "train") do not match. Chosen by hand."""

    min_shared_share: float = 0.7
    """Share of the letters of the topic that a word must start with: "religion" has 8
    and shares 7 with "religious". Chosen by hand; see `make calibrate`."""


@dataclass(frozen=True, slots=True)
class DuplicateThresholds:
    """Limits on the comparisons that find repeated texts.

    They bound the work to the number of texts. `tests/bench/test_duplicates.py` measures time
    and the share of repeated texts that are found.
    """

    max_pair_keys: int = 8
    """Word pairs. A text is looked up by its rarest pairs, at most this many."""

    max_word_keys: int = 4
    """Words. A text is also looked up by its rarest words, at most this many: texts of few
    words share no pair."""

    max_leaders_per_key: int = 200
    """Clusters. A key lists the first clusters that have it, at most this many."""

    max_compared_leaders: int = 20
    """Clusters. A text is compared with those that share most keys, at most this many."""

    min_frame_beginning: int = 3
    """Words with which two texts begin alike, before a few words that they swap. Chosen by hand."""
    max_swapped_words: int = 3
    """Words that each of them has there. Chosen by hand."""
    min_frame_run: int = 8
    """Words that they share after it: in seven plans, two texts share six or more after such a
    swap, and they say the same about two products."""
    max_similarity_of_different: float = 99.9
    """Percent. Highest score of two texts that differ; 100 means equal texts. The difference
    is one step of a published score, which has one decimal."""


@dataclass(frozen=True, slots=True)
class KindThresholds:
    """How rules for kinds match a text."""

    max_gap_words: int = 3
    """Words that `*` in a rule may skip. Documented in `link.settings.KindRule`."""


@dataclass(frozen=True, slots=True)
class LemmaThresholds:
    """How words are reduced to their dictionary form."""

    max_passes: int = 3
    """Look-ups. The list maps a form to another inflected form at most this often
    ("trainings", "training", "train"); the limit stops a cycle in the list."""
    min_verb_zipf: float = 1.5
    """Zipf frequency of the forms in -ing and -ed from which a word may be a verb: "deepen" has
    3.1, "ports" none. Chosen by hand."""


@dataclass(frozen=True, slots=True)
class ProfileThresholds:
    """How a profile of a body is printed."""

    max_text_width: int = 100
    """Characters. Longer texts are cut at a word, so that a record stays on one line of a wide
    terminal."""


@dataclass(frozen=True, slots=True)
class PartThresholds:
    """Limits on the parts of composite activities."""

    min_words: int = 4
    """Words of the first of two joined tasks. A verb with fewer words after it has its object
    after the second verb ("identify and train judges"). Chosen by hand."""
    min_product_words: int = 3
    """Minimum words of each of two products in one output. Fewer words are a heading or a
    remainder. Chosen by hand."""
    max_joined_words: int = 3
    """Maximum words of a product after "and", up to its first preposition. More words are a clause.
    Chosen by hand."""
    min_heads: int = 2
    """If so many outputs begin with a word, it can also begin a product inside an output, without
    punctuation before it. Chosen by hand."""


@dataclass(frozen=True, slots=True)
class FrameworkThresholds:
    """When an objective of the text belongs to an area of the matrix."""

    min_share: float = 0.75
    """Share of the objective's words that the area's title has. Measured on the first plan: the
    area of an objective has all of them, any other at most half."""

    min_misprint: int = 5
    """Letters of a word of a report item that may be misprinted: shorter words have many
    neighbours. Chosen by hand."""


@dataclass(frozen=True, slots=True)
class ColumnThresholds:
    """When a text belongs to another column or row by its form or its words."""

    min_texts: int = 8
    """Least texts of a column that show its convention. Chosen by hand."""
    max_unusual_share: float = 0.1
    """Share of a column's texts up to which a form is unusual in it. Measured on the first plan:
    1 of 111 activities and 5 of 98 outputs."""
    max_unusual_texts: int = 2
    """Texts of a form that are unusual in a short column, too. Chosen by hand."""
    max_common_share: float = 0.125
    """Share of all texts up to which a word says what a text is about. Chosen by hand."""
    min_weight: float = 5.0
    """Weight, the sum of log(texts / texts with the word), of the words that an output shares with
    an activity of another row: about two words that few texts have. Chosen by hand."""
    min_weight_elsewhere: float = 10.0
    """The same for an activity of another area: about four words. Measured on the first plan and
    two others: pairs that share words by chance have at most 8.3, or words of their own row."""
    max_own_share: float = 0.25
    """Weight of the words that it shares with its own row, as a share of that. Measured on the
    first plan: pairs that belong together have 0.29 or more."""


REFERENCE = ReferenceThresholds()
INSTRUMENT = InstrumentThresholds()
TOPIC = TopicThresholds()
DUPLICATE = DuplicateThresholds()
KIND = KindThresholds()
LEMMA = LemmaThresholds()
PROFILE = ProfileThresholds()
PARTS = PartThresholds()
FRAMEWORK = FrameworkThresholds()
COLUMNS = ColumnThresholds()
