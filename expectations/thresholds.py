"""Thresholds of the rules, and limits of what their messages quote."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PhraseThresholds:
    """Similarities from which two phrases are one phrase spelt differently.

    All are normalised indel similarities, 0 to 100, unless they say otherwise.
    """

    first_word_similarity: float = 80.0
    """Of the first words of two phrases. The other words are compared only from here on, which
    keeps the search linear. Chosen by hand."""
    body_name_similarity: float = 90.0
    """Of words in the text and a body's name: a name with another ending (Crime, Crimes) reaches
    it, another name should not. Chosen by hand."""
    section_title_similarity: float = 90.0
    """Of words in the narrative and a section's title. Chosen by hand, as for names of bodies."""
    same_word_similarity: float = 60.0
    """Of two words that two similar texts differ in. From here on they may be one word: an
    inflected form or a misprint. Chosen by hand."""
    rule_code_similarity: float = 55.0
    """Of a code that no rule has and the code of a rule (rapidfuzz's WRatio): the message names
    the rule from here on. Chosen by hand."""
    shortest_body_name: int = 3
    """Words. Shorter names match too many other phrases. Chosen by hand."""
    shortest_section_title: int = 2
    """Words. A title of one word matches any use of that word. Chosen by hand."""
    name_beginning: int = 3
    """Words at the beginning of a body's name that are compared with those of other names, such
    as "Senior Officials Meeting". Chosen by hand."""
    common_beginning: int = 3
    """Bodies of the annex that begin alike, from which that beginning is the usual one. Chosen
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
    """Zipf frequency from which a British or American counterpart is a word in use. Chosen by
    hand."""
    max_spelling_gap: float = 2.0
    """Zipf frequency that an American spelling may lack, or a British one: the two spellings of
    "fertilizer" differ by 0.4, "enterprise" and "enterprize" by 3."""
    min_cut_words: int = 3
    """Misprints that lack nothing but their last letter, from which they have one cause. One or two
    may be typing errors. Chosen by hand."""
    shortest_variant: int = 8
    """Letters of a word that may be a variant of another. Shorter words are neighbours by chance:
    affect and effect. Chosen by hand."""
    max_variant_frequency: float = 2.6
    """Zipf frequency up to which a word may be a variant of another. Chosen by hand."""
    min_variant_gap: float = 0.4
    """Zipf steps by which the usual word is more frequent. Chosen by hand."""
    solid_word_frequency: float = 4.0
    """Zipf frequency from which a solid word (into, within) is a word of its own, not two words
    joined. Chosen by hand."""
    split_word_frequency: float = 2.0
    """Zipf frequency from which two nouns side by side are one word: crosswalks has 2.3. Chosen by
    hand."""


@dataclass(frozen=True)
class LanguageThresholds:
    """When texts are taken to be in the language that the settings name."""

    frequent_words: int = 100
    """Words. The most frequent ones of a language, most of them articles and the like."""

    min_frequent_share: float = 0.2
    """Share of running words that are among them. In plans in English or French 0.28 to 0.46,
    in those languages for another one at most 0.15 (Spanish for French) and mostly below 0.1."""

    min_words: int = 100
    """Running words. Fewer do not tell a language."""

    min_prose_words: int = 4
    """Words. A cell of the plan's own columns that has fewer is a state, a unit or a code."""

    min_small_share: float = 0.5
    """Share of a phrase's words that begin with a small letter; names have fewer."""


@dataclass(frozen=True)
class AcronymThresholds:
    """Thresholds for acronyms."""

    capitals_share: float = 0.7
    """Share of a text's letters, 0 to 1, above which the text is set in capitals: its words are
    no acronyms. Chosen by hand."""
    shortest_capitals_text: int = 3
    """Words. A shorter text in capitals is no title: it may be an acronym. Chosen by hand."""
    common_word_zipf: float = 3.0
    """Zipf frequency from which letters in capitals are a word set in capitals, not an acronym, if
    the text around them is in capitals, too. Once per million words."""
    shortest_emphasised: int = 5
    """Letters. A shorter word in capitals may be an acronym of the same letters ("FAST")."""
    missing_initials: int = 2
    """Letters of an acronym that may be missing from the initials of its words (of, and, the).
    Chosen by hand."""
    words_per_letter: int = 3
    """Words before the brackets that may spell an acronym, for each of its letters and one more.
    Chosen by hand: "Convention on the Rights of the Child (CRC)" needs two for each letter."""
    longest_acronym: int = 12
    """Letters. Longer ones are words in mixed case. Chosen by hand."""
    max_misspelt_share: float = 0.25
    """Uses of an acronym that may be a misspelling, for each use of the right one. Chosen by
    hand: misspellings are rare, and a second acronym has uses of its own."""
    shortest_usual: int = 5
    """Letters of the acronym that is misspelt. Shorter acronyms differ by one letter by chance.
    Chosen by hand."""
    shortest_half: int = 4
    """Letters of each of two words that are joined to one ("green", "house"). Chosen by hand."""
    common_half_zipf: float = 4.0
    """Zipf frequency from which each of them is a word of its own. Chosen by hand."""
    shortest_of_two: int = 3
    """Letters of an acronym to which another one may add a letter. Chosen by hand."""
    letters_of_lacking: int = 5
    """Letters of an acronym, from which one word of its phrase may have none. Fewer letters spell
    other phrases by chance. Chosen by hand."""
    letters_of_noted: int = 3
    """Letters of an acronym, from which the note of its mark may have other words. By hand."""
    phrase_uses: int = 3
    """Uses of a phrase in small letters that write out an acronym ("violent extremism"), each
    among other words: fewer may have the same initials by chance. Chosen by hand."""


@dataclass(frozen=True, slots=True)
class CutThresholds:
    """When all texts of a column count as cut on paper."""

    min_cells: int = 3
    """Cells that a line cuts. One or two may be cut by chance. Chosen by hand."""
    min_share: float = 0.2
    """Of the filled cells of the column, 0 to 1. In the one plan with such a column, 0.6 of them
    are known to be cut, and all others are cut, too."""


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
    """Words of a run from which its continuation needs no further evidence. Chosen by hand."""
    max_doubled_in_narrative: int = 4
    """Doubled words in the text around the matrix; more are due to the order of reading: of six
    plans read, those in one column have at most one."""
    bracket_blocks: int = 6
    """Blocks after the one that opens a bracket in which its end is sought. Chosen by hand."""
    phrase_occurrences: int = 3
    """Occurrences of a phrase without a semicolon or colon, from which the mark inside of it is
    out of place. Chosen by hand."""
    longest_formula: int = 14
    """Words of a text up to which another one with another object is no copy: "All new contracts to
    be published online", "… in full". Copies with a forgotten edit have 15 to 36 in the plans read,
    formulas 8 to 12."""

    max_parallel_share: float = 0.05
    """Groups of texts that say the same about different things, per text of the matrix. Above it,
    such texts are the style of the plan and one issue reports all of them. Chosen by hand."""

    max_trailing_share: float = 0.1
    """Share of the texts of a table that end in a comma, semicolon or colon. Up to it, such an
    end contradicts the plan's own style. Chosen by hand."""

    min_trailing_texts: int = 10
    """Texts of a table that show its style. Chosen by hand."""

    dated_words: int = 18
    """Words before a span of years that a message quotes. Chosen by hand: a title has fewer."""

    years_context: int = 5
    """Words before a span of years that have to be the same for two spans to date one thing.
    Chosen by hand."""


@dataclass(frozen=True, slots=True)
class CitationThresholds:
    """Thresholds for references and citations."""

    longest_short_name: int = 6
    """Words of a short name of the plan. A longer one is its full title. Chosen by hand."""
    year_after: int = 120
    """Characters after a citation in which its year may stand, within the same sentence. Chosen
    by hand: "adopted by the ... on 31 October 2018" fits."""
    year_before: int = 6
    """Characters before a citation in which its year may stand: four digits and two more
    characters, as in "2017 Manila Declaration"."""


@dataclass(frozen=True, slots=True)
class ReadingThresholds:
    """Thresholds for the confidence of a reading."""

    ocr_confidence: float = 0.6
    """Confidence of the OCR engine, 0 to 1, below which a cell is an issue. Chosen by hand."""
    longest_quote: int = 80
    """Characters of another reading that a message quotes whole; of a longer one, it quotes what
    differs. Chosen for messages of one or two lines."""
    page_break_height: float = 0.35
    """Share of a page's height, from its top, that is shown for a row at a page break."""


@dataclass(frozen=True, slots=True)
class MessageLimits:
    """Limits of what a message or the report quotes; chosen for messages of one or two lines."""

    listed_pages: int = 12
    """Pages that a message lists; of more pages it gives the number and the range."""
    quoted_examples: int = 4
    """Texts or words that a message quotes of an issue's places."""
    quoted_length: int = 24
    """Characters of a quoted example."""
    label_words: int = 8
    """Words of a record's text by which a message names the record."""
    rows_named: int = 6
    """Rows with one cause that a message names; it counts the others. All are among its places."""
    cluster_words: int = 12
    """Words of a text by which a message names a cluster of similar texts."""
    context_length: int = 12
    """Characters on each side of a quoted mark or word. They are part of the identifiers of
    `words-doubled`."""
    truncated_words: int = 4
    """Words at the end of a text that a message quotes."""
    listed_differences: int = 3
    """Differences of two texts that a message says."""
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
    """The same where a reviewer has to compare each place with the page."""


@dataclass(frozen=True, slots=True)
class SlipThresholds:
    """Thresholds for slips of grammar; frequencies are on the Zipf scale."""

    min_usual_pairs: int = 4
    """Texts that print a pair of words as usual. Chosen by hand: on eight plans no right pair is
    reported from 4 on."""
    min_usual_ratio: int = 4
    """Usual pairs for each pair that differs. Chosen by hand, as above."""
    min_zipf: float = 2.5
    """Frequency from which a word is known to the list. Chosen by hand."""
    min_plural_zipf: float = 1.0
    """Frequency of a plural from which the word is countable: "trainings" has 2.7, "networkings"
    none. Chosen by hand."""
    min_fragments: int = 20
    """Texts around the matrix that end without a mark, from which they may be words of drawings.
    Headings are fewer: 17 in the first plan. Chosen by hand."""
    min_fragment_share: float = 0.3
    """Of the texts around the matrix. Chosen by hand."""
    max_plural_gap: float = 0.6
    """A noun is countable if its plural is at most this much less frequent. Chosen by hand."""


@dataclass(frozen=True, slots=True)
class HabitThresholds:
    """Thresholds for phrases that differ from the plan's own."""

    min_uses: int = 2
    """Uses of the plan's own phrase, each among other words. Chosen by hand."""
    min_phrases: int = 3
    """Plurals of a noun after the same word, which show that it is counted. Chosen by hand: two
    may be a plural of its own ("carbon technologies", "further details")."""
    min_ratio: int = 2
    """Uses of the plan's own phrase for each that differs. Chosen by hand."""
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
    """The same for a noun that the lexicon has as counted only. Of thirty such nouns that plans
    use, framework has 1.0 and handbook 1.3; consensus has 2.7, and stands without an article."""
    before: int = 80
    """Characters before words that tell how they are used. Chosen by hand."""
    clause: int = 300
    """Characters before words that are read as their clause, if no mark ends it. Chosen by hand."""
    min_uses: int = 4
    """Uses of the usual form, each among other words. Chosen by hand, as for pairs of words."""
    min_ratio: int = 4
    """Uses of the usual form for each that differs. Chosen by hand, as above."""
    name_uses: int = 10
    """Uses of a term with capitals and without "the", from which it is a name of several things
    ("Member States"). Chosen by hand."""
    name_ratio: int = 2
    """Uses of such a name for each in small letters. Chosen by hand."""
    shortest_list: int = 3
    """Items of a list whose beginnings are compared. Chosen by hand."""
    min_tasks: int = 10
    """Texts of a column that begin with a plain verb, from which that is its style. Chosen by
    hand."""
    max_share: float = 0.15
    """Texts of a column in another form, for each in the usual form; also marks in another form.
    Chosen by hand: more of them are a second style."""
    max_other_share: float = 0.25
    """Texts of a column that begin with other words, for each that begins as usual: 7 of 47."""
    title_share: float = 0.7
    """Share of words with a capital from which a text is a title. Chosen by hand."""
    min_small_share: float = 0.1
    """Share of the texts of the matrix that begin with a small letter, from which the text layer is
    taken to lose capitals. 0.26 in the one plan whose font does so, at most 0.07 in five others."""
    shortest_near_acronym: int = 4
    """Letters of an acronym that words of its area may write out. The initials of three words may
    be the same by chance. Chosen by hand."""
    whole_item: int = 60
    """Characters of an item up to which an issue marks all of it. Chosen by hand."""
    closed_lists: int = 2
    """Lists that end with a full stop, for each that ends without one. Chosen by hand: fewer show
    no habit."""
    min_marks: int = 10
    """Marks that show a style. Chosen by hand."""
    min_style: int = 5
    """Places of a compound without its hyphen from which that is the plan's style. One plan prints
    "low carbon" 99 times before a noun; slips stand at most three times in five others."""
    learned_uses: int = 20
    """Uses of a noun with an article or in the plural from which a plan counts it. From 8 on,
    nouns that are also uncounted are found ("policy", "improvement")."""
    learned_ratio: int = 4
    """Such uses for each one without. Chosen by hand, as above."""
    min_items: int = 4
    """Items of one cell that end alike, beside which another end is odd. Chosen by hand."""


@dataclass(frozen=True, slots=True)
class WayThresholds:
    """Thresholds for what a plan writes in two ways."""

    min_uses: int = 3
    """Uses of the usual way, from which it is a habit. Chosen by hand."""
    max_share: float = 0.5
    """Uses of the odd way for each of the usual one, where both are right: more of them are a
    second style. Chosen by hand."""
    min_marks: int = 10
    """Marks that show a style, where few of another kind are slips. Chosen by hand."""
    max_rare_share: float = 0.15
    """Such marks of another kind for each in the usual form. Chosen by hand, as above."""


PHRASES = PhraseThresholds()
SPELLING = SpellingThresholds()
ACRONYMS = AcronymThresholds()
CUT = CutThresholds()
TEXTS = TextThresholds()
CITATIONS = CitationThresholds()
READINGS = ReadingThresholds()
LIMITS = MessageLimits()
SLIPS = SlipThresholds()
HABITS = HabitThresholds()
LANGUAGE = LanguageThresholds()
USAGE = UsageThresholds()
WAYS = WayThresholds()
