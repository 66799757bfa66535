"""Thresholds of the rules, and limits of what their messages quote."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PhraseThresholds:
    """Similarities at which two phrases count as one phrase, spelt differently.

    All are normalised indel similarities, 0 to 100, unless they say otherwise.
    """

    first_word_similarity: float = 80.0
    """Between the first words of two phrases. The other words are compared only if it is reached,
    which keeps the search linear. Chosen by hand."""
    body_name_similarity: float = 90.0
    """Between words in the text and a body's name: a name with another ending (Crime, Crimes)
    reaches it; a different name should not. Chosen by hand."""
    section_title_similarity: float = 90.0
    """Between words in the narrative and a section's title. Chosen by hand, as for bodies."""
    same_word_similarity: float = 60.0
    """Between two words in which similar texts differ. If it is reached, they may be one word, in
    an inflected form or misprinted. Chosen by hand."""
    rule_code_similarity: float = 55.0
    """Between an unknown code and the code of a rule (rapidfuzz's WRatio). If it is reached, the
    message suggests the rule. Chosen by hand."""
    shortest_body_name: int = 3
    """Words. Shorter names match too many other phrases. Chosen by hand."""
    shortest_section_title: int = 2
    """Words. A title of one word matches any use of that word. Chosen by hand."""
    name_beginning: int = 3
    """Words at the beginning of a body's name that are compared with those of other names, such
    as "Senior Officials Meeting". Chosen by hand."""
    common_beginning: int = 3
    """If so many bodies of the annex begin alike, that beginning counts as the usual one. Chosen
    by hand."""


@dataclass(frozen=True, slots=True)
class SpellingThresholds:
    """Thresholds for misprints and spelling variants.

    Frequencies are on the Zipf scale: 3 is once in a million words, a step of 1 is a factor of
    ten. The frequencies from which a word counts as right or as a likely correction are settings
    of the plan (``rare_word``, ``frequent_word``).
    """

    shortest_word: int = 5
    """Letters. Shorter words have too many neighbours by one letter. Chosen by hand."""
    longest_word: int = 30
    """Letters. Longer words are joined words or codes. Chosen by hand."""
    frequency_gap: float = 2.0
    """Zipf steps by which the correction is more frequent than the printed word. Chosen by hand."""
    known_spelling_frequency: float = 1.5
    """Least Zipf frequency of a British or American counterpart that is in use. Chosen by hand."""
    max_spelling_gap: float = 2.0
    """Zipf steps by which the American and the British spelling of a word may differ: the two
    spellings of "fertilizer" differ by 0.4, "enterprise" and "enterprize" by 3."""
    min_cut_words: int = 3
    """If so many misprints lack their last letter only, they have one cause. One or two may be
    typing errors. Chosen by hand."""
    shortest_variant: int = 8
    """Letters. Only words of this length are compared as variants of each other: shorter words are
    similar by chance, like affect and effect. Chosen by hand."""
    max_variant_frequency: float = 2.6
    """Zipf frequency. More frequent words are not variants of another word. Chosen by hand."""
    min_variant_gap: float = 0.4
    """Zipf steps by which the usual word is more frequent. Chosen by hand."""
    solid_word_frequency: float = 4.0
    """Zipf frequency. A solid word (into, within) of this frequency is a word in its own right, not
    two words joined. Chosen by hand."""
    split_word_frequency: float = 2.0
    """Zipf frequency. Two nouns side by side should be one word if that word has this frequency:
    crosswalks has 2.3. Chosen by hand."""


@dataclass(frozen=True)
class LanguageThresholds:
    """Thresholds for checking that texts are in the language that the settings name."""

    frequent_words: int = 100
    """Number of the most frequent words of a language, mostly articles and prepositions."""

    min_frequent_share: float = 0.2
    """Least share of a text's words that are among them. Plans in English or French have 0.28 to
    0.46; compared with a wrong language they have at most 0.15, mostly less than 0.1."""

    min_words: int = 100
    """Words. Shorter texts do not show their language."""

    min_prose_words: int = 4
    """Words. In columns that only this plan has, a shorter cell is a status, a unit or a code."""

    min_small_share: float = 0.5
    """Share of a phrase's words that begin with a small letter; names have fewer."""


@dataclass(frozen=True)
class AcronymThresholds:
    """Thresholds for acronyms."""

    capitals_share: float = 0.7
    """Share, 0 to 1. If more of a text's letters are capitals, the text is set in capitals, and its
    words are not acronyms. Chosen by hand."""
    shortest_capitals_text: int = 3
    """Words. A shorter text in capitals is no title: it may be an acronym. Chosen by hand."""
    common_word_zipf: float = 3.0
    """Zipf frequency. Within a text in capitals, a word of this frequency is not an acronym. It
    corresponds to once per million words."""
    shortest_emphasised: int = 5
    """Letters. A shorter word in capitals may be an acronym that looks like a word ("FAST")."""
    missing_initials: int = 2
    """Letters of an acronym that may be missing from the initials of its words (of, and, the).
    Chosen by hand."""
    words_per_letter: int = 3
    """Words before the brackets that are searched for the phrase of an acronym, for each letter and
    one more. Chosen by hand: "Convention on the Rights of the Child (CRC)" needs two a letter."""
    longest_acronym: int = 12
    """Letters. Longer ones are words in mixed case. Chosen by hand."""
    max_misspelt_share: float = 0.25
    """Maximum uses of a misspelt acronym, for each use of the right one. Chosen by hand:
    misspellings are rare, and a second acronym has uses of its own."""
    shortest_usual: int = 5
    """Letters of the acronym that is misspelt. Shorter acronyms differ by one letter by chance.
    Chosen by hand."""
    shortest_half: int = 4
    """Minimum letters of each part of a word joined from two ("green", "house"). Chosen by hand."""
    common_half_zipf: float = 4.0
    """Least Zipf frequency of each part, if it is a word by itself. Chosen by hand."""
    shortest_of_two: int = 3
    """Minimum letters of an acronym that another acronym may extend by a letter. Chosen by hand."""
    letters_of_lacking: int = 5
    """Letters. In the phrase of an acronym of this length, one word may have no letter in it.
    Shorter acronyms match other phrases by chance. Chosen by hand."""
    letters_of_noted: int = 3
    """Letters. Words of a note that a mark after such an acronym leads to may have no letter in it.
    Chosen by hand."""
    phrase_uses: int = 3
    """Minimum uses, in different contexts, of a phrase in small letters ("violent extremism") that
    writes out an acronym: rarer phrases may have the same initials by chance. Chosen by hand."""


@dataclass(frozen=True, slots=True)
class CutThresholds:
    """Thresholds from which on all texts of a column count as cut off by the page's drawing."""

    min_cells: int = 3
    """Cells that a line cuts. One or two may be cut by chance. Chosen by hand."""
    min_share: float = 0.2
    """Share, 0 to 1, of the filled cells of the column. In the one plan with such a column, 0.6 of
    them are visibly cut, and in fact all are."""


@dataclass(frozen=True, slots=True)
class TextThresholds:
    """Thresholds for texts that break off, and for punctuation."""

    shortest_text: int = 3
    """Words and marks. Shorter texts are labels, which need no complete phrase. Chosen by hand."""
    longest_run: int = 5
    """Words of the longest run whose continuations are compared. Chosen by hand."""
    occurrences_of_two_words: int = 4
    """Other occurrences of a run of two words that are needed, all with the same continuation:
    the shorter the run, the likelier is chance. Chosen by hand."""
    occurrences_of_three_words: int = 2
    """The same for a run of three words. Longer runs need one occurrence. Chosen by hand."""
    safe_run: int = 4
    """Words. The continuation of such a run needs no further evidence. Chosen by hand."""
    max_doubled_in_narrative: int = 4
    """Doubled words in the text around the matrix. More of them come from a wrong reading order: of
    six plans, those set in one column have at most one."""
    bracket_blocks: int = 6
    """Blocks of text that are searched for the end of a bracket, after the block that opens it.
    Chosen by hand."""
    phrase_occurrences: int = 3
    """If a phrase occurs so often without a semicolon or colon, such a mark inside it is out of
    place. Chosen by hand."""
    longest_formula: int = 14
    """Words. Two texts of at most this length that differ in one object are a formula, not a copy:
    "All new contracts to be published online", "… in full". In the plans read, formulas have 8 to
    12 words, and copies with a forgotten edit 15 to 36."""

    max_parallel_share: float = 0.05
    """Groups of texts that say the same about different things, per text of the matrix. If there
    are more, this is the plan's style, and one issue reports all of them. Chosen by hand."""

    max_trailing_share: float = 0.1
    """Share of the texts of a table that end in a comma, semicolon or colon. If it is not exceeded,
    such an end contradicts the plan's own style. Chosen by hand."""

    min_trailing_texts: int = 10
    """Texts of a table that show its style. Chosen by hand."""

    dated_words: int = 18
    """Words before a span of years that a message quotes. Chosen by hand: a title has fewer."""

    years_context: int = 5
    """Words. Two spans of years after the same words of this number date the same thing. Chosen by
    hand."""


@dataclass(frozen=True, slots=True)
class CitationThresholds:
    """Thresholds for references and citations."""

    longest_short_name: int = 6
    """Words of a short name of the plan. A longer one is its full title. Chosen by hand."""
    year_after: int = 120
    """Characters after a citation, within its sentence, that are searched for its year. Chosen by
    hand: "adopted by the ... on 31 October 2018" fits."""
    year_before: int = 6
    """Characters before a citation that are searched for its year: four digits and two more
    characters, as in "2017 Manila Declaration"."""


@dataclass(frozen=True, slots=True)
class ReadingThresholds:
    """Thresholds for the confidence of a reading."""

    ocr_confidence: float = 0.6
    """Confidence of the OCR engine, 0 to 1, below which a cell is an issue. Chosen by hand."""
    longest_quote: int = 80
    """Characters. A message quotes the second reading in full up to this length, and only the
    differences of a longer one. Chosen for messages of one or two lines."""
    page_break_height: float = 0.35
    """Share of a page's height, from its top, that is shown for a row at a page break."""


@dataclass(frozen=True, slots=True)
class MessageLimits:
    """Limits of what a message or the report quotes; chosen for messages of one or two lines."""

    listed_pages: int = 12
    """Pages that a message lists; if there are more, it gives their number and range."""
    quoted_examples: int = 4
    """Texts or words that a message quotes of an issue's places."""
    quoted_length: int = 24
    """Characters of a quoted example."""
    label_words: int = 8
    """Words of a record's text by which a message names the record."""
    rows_named: int = 6
    """Rows with the same cause that a message names; the issue's places have all of them."""
    cluster_words: int = 12
    """Words of a text by which a message names a cluster of similar texts."""
    context_length: int = 12
    """Characters on each side of a quoted mark or word. They are part of the identifiers of
    `words-doubled`."""
    truncated_words: int = 4
    """Words at the end of a text that a message quotes."""
    listed_differences: int = 3
    """Differences between two texts that a message lists."""
    listed_acronyms: int = 12
    """Acronyms that a message lists with their words."""
    listed_compounds: int = 6
    """Compounds that a message lists."""
    candidates: int = 3
    """Candidates that a message lists or an issue holds."""
    evidence: int = 3
    """Pieces of evidence that a message lists, strongest first."""
    places_on_ocr_page: int = 8
    """Places that an issue on a scanned page holds; beyond that the page itself is in doubt."""
    failed_rows: int = 20
    """Rows that a failed expectation lists."""
    pictured_places: int = 6
    """Places of an issue that the report shows with a picture."""
    compared_places: int = 24
    """The same for rules whose places a reviewer has to compare with the page."""


@dataclass(frozen=True, slots=True)
class SlipThresholds:
    """Thresholds for slips of grammar; frequencies are on the Zipf scale."""

    min_usual_pairs: int = 4
    """Minimum texts that print the usual form of a pair of words. Chosen by hand: with 4, no
    correct pair is reported in eight plans."""
    min_usual_ratio: int = 4
    """Minimum number of usual pairs for each pair that differs. Chosen by hand, as above."""
    min_zipf: float = 2.5
    """Frequency. The word list is sure of words of this frequency. Chosen by hand."""
    min_plural_zipf: float = 1.0
    """Frequency of the plural. If it is reached, the noun is countable: "trainings" has 2.7,
    "networkings" none. Chosen by hand."""
    min_fragments: int = 20
    """If so many texts around the matrix end without a mark, they may be words in drawings. There
    are fewer headings: 17 in the first plan. Chosen by hand."""
    min_fragment_share: float = 0.3
    """Least share of such texts among all around the matrix. Chosen by hand."""
    max_plural_gap: float = 0.6
    """A noun is countable if its plural is at most this much less frequent. Chosen by hand."""


@dataclass(frozen=True, slots=True)
class VariantThresholds:
    """Thresholds for phrases that differ from the plan's own."""

    min_uses: int = 2
    """Minimum uses of the plan's own phrase, in different contexts. Chosen by hand."""
    min_phrases: int = 3
    """Plurals of a noun after the same word. So many show that the noun is countable there. Chosen
    by hand: two may be fixed terms ("carbon technologies", "further details")."""
    min_ratio: int = 2
    """Minimum uses of the plan's own phrase for each that differs. Chosen by hand."""
    shortest_noun: int = 4
    """Letters of a noun whose number is compared. Chosen by hand."""
    derived_stem: int = 8
    """Letters that two words have in common if one is derived from the other. Chosen by hand."""


@dataclass(frozen=True, slots=True)
class UsageThresholds:
    """Thresholds for the plan's own usage of articles, verbs, terms and marks."""

    shortest_noun: int = 4
    """Letters of a noun whose number is judged. Chosen by hand."""
    max_plural_gap: float = 1.0
    """Zipf steps by which the plural of a countable noun may be rarer: meeting and meetings differ
    by 0.7, legislation and legislations by 3."""
    max_bare_gap: float = 1.4
    """The same for a noun that the lexicon lists as countable only. Of thirty such nouns in plans,
    framework has 1.0 and handbook 1.3; consensus has 2.7 and is used without an article."""
    before: int = 80
    """Characters before words that are read to tell how they are used. Chosen by hand."""
    clause: int = 300
    """Characters that are read as the clause of words, if no mark ends it. Chosen by hand."""
    min_uses: int = 4
    """Minimum uses of the usual form, in different contexts. Chosen by hand."""
    min_ratio: int = 4
    """Minimum uses of the usual form for each that differs. Chosen by hand, as above."""
    name_uses: int = 10
    """If a capitalised term is used so often without "the", it names several things ("Member
    States"). Chosen by hand."""
    name_ratio: int = 2
    """Minimum uses of such a name for each use in small letters. Chosen by hand."""
    shortest_list: int = 3
    """Items of a list whose beginnings are compared. Chosen by hand."""
    min_tasks: int = 10
    """If so many texts of a column begin with a plain verb, this is its style. Chosen by hand."""
    max_share: float = 0.15
    """Maximum texts of a column in another form, for each in the usual form; also for marks. Chosen
    by hand: more of them are a second style."""
    max_other_share: float = 0.25
    """Maximum texts of a column with another beginning, for each with the usual one: 7 of 47."""
    title_share: float = 0.7
    """Least share of words with a capital in a title. Chosen by hand."""
    min_small_share: float = 0.1
    """If this share of the matrix's texts begin with a small letter, the text layer loses capitals.
    It is 0.26 in the one plan whose font does so, and at most 0.07 in five others."""
    shortest_near_acronym: int = 4
    """Letters of an acronym that words of its area may write out. The initials of three words may
    be the same by chance. Chosen by hand."""
    whole_item: int = 60
    """Characters. An issue marks a whole item up to this length. Chosen by hand."""
    closed_lists: int = 2
    """Minimum lists that end with a full stop, for each without one. Chosen by hand: fewer do not
    show a style."""
    min_marks: int = 10
    """Marks that show a style. Chosen by hand."""
    min_style: int = 5
    """If a compound is printed so often without its hyphen, this is the plan's style. One plan
    prints "low carbon" 99 times before a noun; in five others, slips occur at most three times."""
    learned_uses: int = 20
    """Uses of a noun with an article or in the plural. So many show that the plan treats it as
    countable. With 8, nouns that are also uncountable were reported ("policy", "improvement")."""
    learned_ratio: int = 4
    """Minimum such uses for each use without. Chosen by hand, as above."""
    min_items: int = 4
    """If so many items of a cell end alike, another end is unusual. Chosen by hand."""


@dataclass(frozen=True, slots=True)
class StyleThresholds:
    """Thresholds for what a plan prints in two forms."""

    min_uses: int = 3
    """Minimum uses of the usual form. Chosen by hand."""
    max_share: float = 0.5
    """Maximum uses of the rare form for each of the usual one, if both are correct: more of them
    are a second style. Chosen by hand."""
    min_marks: int = 10
    """Minimum marks that show a style, if few of another kind are slips. Chosen by hand."""
    max_rare_share: float = 0.15
    """Maximum marks of another kind for each in the usual form. Chosen by hand, as above."""


PHRASES = PhraseThresholds()
SPELLING = SpellingThresholds()
ACRONYMS = AcronymThresholds()
CUT = CutThresholds()
TEXTS = TextThresholds()
CITATIONS = CitationThresholds()
READINGS = ReadingThresholds()
LIMITS = MessageLimits()
SLIPS = SlipThresholds()
VARIANTS = VariantThresholds()
LANGUAGE = LanguageThresholds()
USAGE = UsageThresholds()
STYLES = StyleThresholds()
