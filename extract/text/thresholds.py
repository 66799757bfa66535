"""Thresholds of `extract.text`: glyphs to words, lines, columns of text and joined words.

Unless an attribute says otherwise, its value was chosen by hand on the documents of the tests;
`make calibrate` shows the range in which their results do not change. Zipf values are those of
wordfreq: log10 of a word's occurrences in a billion words (`the` has 7.7, `tolerance` 4.1).
"""

from __future__ import annotations

from extract.constants import constants


@constants
class WordThresholds:
    """Gaps and offsets that separate words and lines. Lengths are parts of the type size."""

    word_gap: float = 0.18
    """Parts of the type size. A wider gap between two glyphs is a space: kerning and letter
    spacing stay below it, and the space of most fonts is 0.22 to 0.28 wide."""
    column_gap: float = 1.0
    """Parts of the type size. A string that begins further right of the one before it may begin a
    text of the next column."""
    min_column_starts: int = 3
    """Strings that must begin at one x position before it is the left end of a column."""
    min_string: int = 3
    """Glyphs that a string has on average, if strings show anything."""
    glyph_overlap: float = 0.5
    """Parts of the type size. A glyph that begins farther left than this before the end of the
    previous glyph belongs to another word."""
    backward_step: float = 0.1
    """Parts of the type size. A glyph may begin this much to the left of the previous glyph's
    start, or of the previous word's end, for rounding of coordinates."""
    space_overlap: float = 0.4
    """Share of the width of a space glyph. A glyph that begins within this share of the space
    covers the space: programs that convert PostScript put such spaces between kerned letters."""
    space_remainder: float = 0.1
    """Share of the width of a space glyph. A covered space may leave this much white between
    two letters of one word."""
    baseline_tolerance: float = 0.2
    """Parts of the type size. Baselines of one line differ by less; raised and lowered type
    differs by more (superscripts are raised by about 0.33)."""
    raised_size: float = 0.85
    """Share of the type size of a line. Smaller type beside the line may be a superscript or
    subscript of it: word processors set these at 0.58 to 0.67, browsers at 0.83."""


@constants
class TextColumnThresholds:
    """What distinguishes columns of running text from lists and tables."""

    gutter: float = 6.0
    """Points. The narrowest white between two columns of text; typesetters use 12 and more."""
    wide_gap: float = 0.8
    """Parts of the type size. A wider gap in a line may separate two columns; gaps between the
    words of a justified line are narrower, as a rule."""
    start_tolerance: float = 1.5
    """Points. Lines of one column begin within this distance of each other, and baselines
    within this distance are one line."""
    min_lines: int = 5
    """Lines. Fewer lines side by side are not columns of text."""
    min_drawn_lines: int = 2
    """Lines. As many side by side are columns if the file draws one column after the other."""
    max_drawn_texts: int = 400
    """Parts of lines. Pages with more, such as maps and drawings, are not searched for columns of
    so few lines: all pairs of places would be compared."""
    min_words_per_line: float = 3.0
    """Words. Running text has more words per line on average; labels and values have fewer."""
    line_coverage: float = 0.5
    """Share of the height of a column that its lines take at least; the rest is white between
    paragraphs. Cells of a table leave more white."""
    line_height: float = 1.2
    """Parts of the type size. Usual distance between two baselines, by which `line_coverage`
    is measured."""
    width_coverage: float = 0.6
    """Share of the width of a column that its lines fill on average."""
    paragraph_gap: float = 4.0
    """Lines. White of this height in one column is more than what parts its paragraphs: a picture
    or a signature stands there."""
    apart: float = 8.0
    """Lines. White of this height over all columns is a table or a picture: columns end there."""
    hanging_indent: float = 4.0
    """Parts of the type size. A bullet or number of a list begins at most this far to the left of
    its text: `12.11` and a blank take 3 to 4."""
    max_label_words: int = 20
    """Words. A box with more holds running text, as a frame around a paragraph does."""
    min_labels: int = 4
    """Boxes. Fewer side by side at different heights are no flow chart."""
    beside_tolerance: float = 1.0
    """Points. A line is beside the other column if its baseline is within this distance of the
    column's first and last baselines."""


@constants
class WatermarkThresholds:
    """What distinguishes an upright watermark from text."""

    size_ratio: float = 2.5
    """Multiples of the page's median type size. Watermarks are larger; so are titles, which no
    other word overlaps."""
    min_lightness: float = 0.6
    """Lightness, 0 (black) to 1 (white). Watermarks are paler than this, so that text over them
    can be read."""
    max_lightness: float = 0.99
    """Lightness, 0 (black) to 1 (white). Type that is whiter cannot be seen on white paper."""


@constants
class LanguageThresholds:
    """How much evidence identifies a language."""

    min_function_words: int = 5
    """Occurrences of function words. Fewer occur by chance in names and headings."""


@constants
class VocabularyThresholds:
    """How common a string must be to count as a word."""

    min_words_with_ending: int = 3
    """Words of the document that share an ending, from which the ending counts as a suffix."""
    min_stem: int = 3
    """Letters of a stem in front of such an ending."""
    document_words: int = 3000
    """Words. From this length on, the document's own counts weigh as much as the word list's;
    in shorter documents they weigh proportionately less."""
    max_chain_parts: int = 6
    """Parts of a run linked by hyphens or slashes that are counted as one chain: limits the
    number of chains that a long list such as `a/b/c/d/e/f/g` gives."""
    two_letter_zipf: float = 4.0
    """Zipf value from which two letters are a word: web word lists contain nearly all pairs."""
    short_word_zipf: float = 3.3
    """Zipf value from which strings of up to `short_word` letters are words."""
    short_word: int = 4
    """Letters of a short word."""
    word_zipf: float = 1.5
    """Zipf value from which longer strings are words."""
    listed_zipf: float = 1.0
    """Zipf value from which a string may be a word at all, rather than an error of the list."""
    min_listed_word: int = 3
    """Letters. The word list says nothing reliable about shorter strings."""
    min_glued_part: int = 3
    """Letters of the second part of a compound written without a hyphen."""


@constants
class LineEndThresholds:
    """How a document is found to hyphenate words and to draw spaces at line ends."""

    min_hyphens: int = 3
    """Line ends with a hyphen. If at least this many exist and none leaves a part that is not a
    word, the document hyphenates no words: four of five words that are hyphenated at a
    syllable leave such a part."""
    lines_per_hyphen: float = 30.0
    """Line ends in running text that tell as much as a hyphen which leaves two words: a program
    that hyphenates does so at one line end of 20 at least, even in wide columns. Chosen by hand."""
    hyphenated_share: float = 0.25
    """Share of line-end hyphens that leave a part that is not a word, from which the document
    hyphenates words."""
    space_width: float = 0.35
    """Parts of the type size. The greatest width of a space: word processors omit trailing
    spaces that do not fit in the line."""
    drawn_share: float = 0.95
    """Share of line ends with a space from which the file draws trailing spaces."""
    min_line_ends: int = 20
    """Line ends. A share of fewer line ends is not evidence."""


@constants
class HyphenThresholds:
    """When a hyphen at a line end belongs to the word.

    Differences of Zipf values are powers of ten: 1 is ten times rarer. Checked against texts in
    ten languages that are broken and joined again (`tests/extract/text/test_line_ends.py`).
    """

    rarer_by: float = 1.5
    """Difference of Zipf values. If the whole word is rarer than the rarer of its parts by
    more, the hyphen belongs to it: `crossborder` against `border`, but not `together` against
    `gether`. Doubled in documents that hyphenate words."""
    rarer_by_analogy: float = 0.5
    """Difference of Zipf values, in place of `rarer_by`, if the document writes other compounds
    of the same first part with a hyphen."""
    doubt_by: float = 0.5
    """Difference of Zipf values between a whole word and its rarer part. Both spellings are
    possible if the whole is rarer by more than this and by less than twice `rarer_by`."""
    variant_by: float = 1.0
    """Difference of Zipf values. A word that is rarer than its second part by more is formed
    from it (`reintegration`), so that both spellings are in use; a compound whose spelling
    without a hyphen is rarer than its parts by less is usually written so (`online`)."""
    chance_by: float = 1.0
    """Difference of Zipf values. A word that is more common by this than its two parts would be
    side by side by chance (`informal`) is not two words (`in formal`)."""
    rare_word_zipf: float = 2.5
    """Zipf value. A rarer string of the word list may be a part of a word."""
    min_acronym: int = 4
    """Letters. A shorter run of capitals before a hyphen may be a part of an acronym."""
    min_whole_part: int = 4
    """Letters. A shorter part is too short to be evidence of a whole word."""
    min_form: int = 3
    """Letters. Shorter second parts say nothing about how the document writes a compound."""


@constants
class UnmarkedBreakThresholds:
    """When a line end without a hyphen breaks a word. Odds are log10 of the odds for a break.

    Checked against texts in ten languages that are broken and joined again
    (`tests/extract/text/test_line_ends.py`).
    """

    inside_line_odds: float = -4.0
    """Odds that a word is broken where the line does not reach the edge of its column."""
    full_line_odds: float = -3.5
    """Odds that a word is broken at the edge, in a column that no line end speaks against."""
    lone_word_odds: float = 0.0
    """The same where a single word fills the line: the word may be too long for its column."""
    max_odds: float = 0.8
    """Odds in a column that breaks lines anywhere: five letters of six are inside a word."""
    anywhere_odds: float = -1.0
    """Odds above which a column breaks lines anywhere."""
    doubt_odds: float = 1.5
    """A decision with odds closer to even than this is in doubt."""
    clear_odds: float = 2.0
    """Odds above which a line end counts as a broken word when the column is measured."""
    table_share: float = 0.25
    """Weight of a line end of the table's other columns against one of the column itself."""
    prior_broken: float = 1e-3
    """Broken words added to the count of each column: most columns have none."""
    prior_whole: float = 3.0
    """Whole words added to the count of each column."""
    prior_lone: float = 1.0
    """Broken and whole words added to the count of lines with a single word."""
    linking_zipf: float = 5.5
    """Zipf value. More common words link others and rarely end a compound."""
    unlisted_zipf: float = 7.0
    """Zipf value of an unlisted string without letters; each letter subtracts 1. One word in a
    hundred is unlisted."""
    max_part_zipf: float = 2.5
    """Zipf value. An unlisted string is at most so common as a word by itself."""
    inflection_cost: float = 3.0
    """Zipf value subtracted from the word list's stem for a form that the list lacks."""
    max_inflection: int = 3
    """Letters of an inflectional ending that the word list may lack."""
    min_inflected_stem: int = 5
    """Letters of a stem to which such an ending is added."""
    min_compound_part: int = 4
    """Letters of each part of an unlisted compound."""
    min_elided_word: int = 3
    """Letters of a word that is cut short before a vowel and looked up in the word list."""


WORDS = WordThresholds()
TEXT_COLUMNS = TextColumnThresholds()
WATERMARK = WatermarkThresholds()
LANGUAGE = LanguageThresholds()
VOCABULARY = VocabularyThresholds()
LINE_ENDS = LineEndThresholds()
HYPHEN = HyphenThresholds()
UNMARKED = UnmarkedBreakThresholds()
