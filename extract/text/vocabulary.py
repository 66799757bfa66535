"""Look up words: in the document itself first, then in wordfreq's list of its language."""

from __future__ import annotations

import math
import re
import sys
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from itertools import pairwise

from extract.libraries import load_wordfreq
from extract.text.hyphenation_style import HyphenationStyle, TrailingSpaces
from extract.text.language import guess_language, is_one_letter_word
from extract.text.thresholds import VOCABULARY

HYPHENS = "-\u2010\u2011\u00ad\ufffe"
"""Characters at the end of a hyphenated word: hyphen-minus, hyphen, non-breaking hyphen, soft
hyphen, and U+FFFE, which pdfium writes for a line-end hyphen."""

_LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}
_LIGATURE = re.compile("[\ufb00-\ufb06]")
_HYPHEN = re.compile(f"[{HYPHENS}]")
_CHAIN = re.compile(rf"[\w'’]+(?:[{HYPHENS}/][\w'’]+)*")
_SLASH = re.compile(r"([^\W_]+)/ ([^\W_]+)")
_LINK = re.compile(rf"([{HYPHENS}/])")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_CLOSED = re.compile(r"[.,;:!?)\]”»]")
_LINKED_AT_END = re.compile(rf"([^\W\d_]*[^\W\d_A-Z])[{HYPHENS}]$")
_CAPITALISED = re.compile(r"[^\W\d_a-z][a-zà-ÿ]+(?![^\W\d_])")

_FOLD_CACHE_SIZE = 16_384
"""Words whose folded form is cached; each word of a document is looked up many times."""

_UNLISTED = 0.0


def spell_out(text: str) -> str:
    """Replace ligature characters by their letters."""
    return _LIGATURE.sub(lambda match: _LIGATURES[match[0]], text)


@lru_cache(maxsize=_FOLD_CACHE_SIZE)
def fold_word(text: str) -> str:
    """Return the form under which a word or chain is looked up."""
    folded = spell_out(text).casefold().replace("’", "'")
    return _HYPHEN.sub("-", folded)


class WordList:
    """How often the words of a language occur, from wordfreq's list, common ones first.

    The list has hundreds of thousands of words. A dictionary of it takes ten times as long to make
    as a look for all strings of a document at once, which it can name beforehand, but for some.

    Args:
        parts: a frequency, and its words in alphabetical order.
    """

    def __init__(self, parts: Iterable[tuple[float, Sequence[str]]]) -> None:
        self._parts = [(frequency, words) for frequency, words in parts if words]
        self._known: dict[str, float] = {}

    def expect(self, strings: Iterable[str]) -> None:
        """Look for strings that will be asked for, all at once."""
        new = set(strings).difference(self._known)
        self._known.update(dict.fromkeys(new, 0.0))
        for frequency, words in self._parts:
            self._known.update(dict.fromkeys(new.intersection(words), frequency))

    def get(self, word: str, default: float = 0.0) -> float:
        """Return the frequency of a word; the default if it is not listed."""
        if word not in self._known:
            found = (frequency for frequency, words in self._parts if _holds(words, word))
            self._known[word] = next(found, 0.0)
        return self._known[word] or default


def _holds(words: Sequence[str], word: str) -> bool:
    at = bisect_left(words, word)
    return at < len(words) and words[at] == word


@cache
def _frequencies(language: str) -> WordList | Mapping[str, float]:
    """Load wordfreq's list, once per process (about 0.03 s and 20 MB for English)."""
    is_shared = "wordfreq" in sys.modules
    wordfreq = load_wordfreq()
    lists = wordfreq.available_languages()
    if language not in lists:
        return {}
    if is_shared:  # what loaded it uses the same list
        return wordfreq.get_frequency_dict(language, "best")  # type: ignore[no-any-return]  # untyped
    # Like `get_frequency_dict`, without a search for the closest language.
    parts = enumerate(wordfreq.read_cBpack(lists[language]))
    return WordList((wordfreq.cB_to_freq(-centibels), words) for centibels, words in parts)


def _strings_of(texts: Iterable[str]) -> set[str]:
    """Return the strings of a document that its vocabulary may be asked for.

    These are its words, and those that two lines join if no space is meant between them.
    """
    strings: set[str] = set()
    for text in texts:
        last = ""
        for line in text.splitlines():
            words = list(map(fold_word, _WORD.findall(line)))
            if words:
                strings.update(words)
                strings.add(last + words[0].removesuffix("'s"))
                last = words[-1]
    return strings


def _pairs(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    for first, second in pairwise(words):
        if first.isalpha() and (bare := second.strip(".,;:)")).isalpha():
            yield fold_word(first), fold_word(bare)


class Vocabulary:
    """The words of the document and of its language.

    All counts are of folded words; see `fold_word`.

    Attributes:
        language: ISO 639 code of the word list.
        words: word → how often it is printed whole inside a line.
        chains: words linked by hyphens or slashes (`a-b`, `a/b/c`) → the same.
        openers: words that a hyphen links to the next word → how often.
        seconds: for each of `openers`, the words that follow its hyphen.
        edges: words and chains at a line end, which may be parts of words → how often.
        pairs: two words with a space between them → how often.
        end_pairs: two words with an unmarked line end between them → how often.
        slashes: two words with a slash and a space between them (`a/ b`) → how often.
        hyphenation: how the document ends its lines.
    """

    def __init__(self, language: str = "en") -> None:
        self.language = language
        self.words: Counter[str] = Counter()
        self.chains: Counter[str] = Counter()
        self.openers: Counter[str] = Counter()
        self.seconds: dict[str, set[str]] = {}
        self.pairs: Counter[tuple[str, str]] = Counter()
        self.end_pairs: Counter[tuple[str, str]] = Counter()
        self.edges: Counter[str] = Counter()
        self.slashes: Counter[tuple[str, str]] = Counter()
        self.hyphenation = HyphenationStyle(self)
        self._suffixes: dict[str, bool] = {}
        self._texts: Sequence[str] = ()  # until the word list is asked for

    @classmethod
    def of(
        cls,
        texts: Iterable[str],
        language: str | None = None,
        *,
        trailing_spaces: TrailingSpaces = "none",
    ) -> Vocabulary:
        r"""Learn the words of a document.

        Args:
            texts: cells and paragraphs, each with `\n` between its printed lines. Words at a
                line end inside a text are not learnt, as they may be parts of words.
            language: ISO 639 code; by default, guessed from the texts.
            trailing_spaces: which spaces the file draws at line ends.

        Returns:
            The vocabulary. The word list is loaded on first use.
        """
        spelt = [spell_out(text) for text in texts]
        vocabulary = cls(language or guess_language(spelt))
        vocabulary.hyphenation.trailing_spaces = trailing_spaces
        vocabulary._texts = spelt
        for text in spelt:
            vocabulary._learn(text.splitlines())
        return vocabulary

    def _learn(self, lines: list[str]) -> None:
        self._learn_pairs(lines)
        for index, line in enumerate(lines):
            text = line.strip()
            if index + 1 < len(lines):
                self._learn_link(text, lines[index + 1].strip())
                self.hyphenation.learn(text, lines[index + 1].strip())
            for match in _SLASH.finditer(text):
                self.slashes[fold_word(match[1]), fold_word(match[2])] += 1
            for match in _CHAIN.finditer(text):
                at_start = match.start() == 0 and index > 0
                # The last word of a line may continue in the next line, unless a punctuation
                # mark ends it.
                rest = text[match.end() :]
                is_open = " " not in rest and not _CLOSED.match(rest)
                if not (at_start or (is_open and index < len(lines) - 1)):
                    self._learn_chain(match[0])
                elif not rest or rest[0] not in HYPHENS:
                    self.edges[fold_word(match[0])] += 1

    def _learn_link(self, text: str, below: str) -> None:
        """Learn a compound from a line end after which its next part starts with a capital."""
        if not text.endswith((*HYPHENS,)):
            return
        before = _LINKED_AT_END.search(text, text.rfind(" ") + 1)
        after = _CAPITALISED.match(below)
        if before and after and self.is_word(fold_word(before[1])):
            self._learn_opener(fold_word(before[1]), fold_word(after[0]))

    def _learn_opener(self, first: str, second: str) -> None:
        self.openers[first] += 1
        self.seconds.setdefault(first, set()).add(second)

    def _learn_pairs(self, lines: list[str]) -> None:
        rows = [line.split() for line in lines]
        self.pairs.update(pair for words in rows for pair in _pairs(words))
        # `_pairs` skips a word that a hyphen breaks at the line end.
        ends = ([*above[-1:], *below[:1]] for above, below in pairwise(rows))
        self.end_pairs.update(pair for words in ends for pair in _pairs(words))

    def _learn_chain(self, chain: str) -> None:
        parts = _LINK.split(chain)
        if len(parts) == 1:  # most chains are one word
            self.words[fold_word(chain)] += 1
            return
        elements = [fold_word(element) for element in parts[::2]]
        links = parts[1::2]
        self.words.update(elements)
        self.hyphenation.inner.update(link for link in links if link != "/")
        for (first, second), link in zip(pairwise(elements), links, strict=True):
            if link != "/":
                self._learn_opener(first, second)
        for start in range(len(elements)):
            text = elements[start]
            for stop in range(start + 1, min(len(elements), start + VOCABULARY.max_chain_parts)):
                text += ("/" if links[stop - 1] == "/" else "-") + elements[stop]
                self.chains[text] += 1

    @property
    def is_hyphenated(self) -> bool | None:
        """Whether the document hyphenates words; None if there is too little evidence."""
        return self.hyphenation.is_hyphenated

    @property
    def _listed(self) -> WordList | Mapping[str, float]:
        """The word list, asked for all strings of the document the first time."""
        listed = _frequencies(self.language)
        if self._texts and isinstance(listed, WordList):
            listed.expect(_strings_of(self._texts))
            self._texts = ()
        return listed

    def zipf(self, word: str) -> float:
        """Return how common a word is in the language.

        Args:
            word: a folded word without hyphens.

        Returns:
            Its Zipf value (log10 of occurrences in a billion words); 0 if it is not listed.
        """
        frequency = self._listed.get(word, 0.0)
        return math.log10(frequency) + 9 if frequency else _UNLISTED

    def weight(self, word: str) -> float:
        """Return how common a word is in this document, by its own counts and the word list.

        Args:
            word: a folded word without hyphens.

        Returns:
            The Zipf value of the mean frequency, in which a short document weighs less than
            the word list; 0 if neither contains the word.
        """
        listed = self._listed.get(word, 0.0)
        share = self._document_share
        own = self.words[word] / self._size if self.words[word] else 0.0
        frequency = share * own + (1 - share) * listed
        return math.log10(frequency) + 9 if frequency else _UNLISTED

    def pair_weight(self, first: str, second: str) -> float:
        """Return how common two words are side by side, in this document or by chance."""
        chance = self.weight(first) + self.weight(second) - 9
        count = self.pairs[first, second]
        share = self._document_share
        return max(chance, math.log10(share * count / self._size) + 9) if count else chance

    @property
    def _document_share(self) -> float:
        """Weight of the document's counts against the word list's, 0 to 0.5."""
        return min(self._size / VOCABULARY.document_words, 1.0) / 2

    @cached_property
    def _size(self) -> int:
        return self.words.total()

    def is_word(self, word: str) -> bool:
        """Return whether a folded string is a word by itself, rather than a part of one.

        Word lists compiled from the web contain most short strings of letters as rare words,
        so a shorter string must be more common.
        """
        if self.words[word]:
            return True
        if len(word) == 1:
            return word.isdigit() or is_one_letter_word(word, self.language)
        limits = VOCABULARY
        if len(word) == 2:
            return self.zipf(word) >= limits.two_letter_zipf
        is_short = len(word) <= limits.short_word
        return self.zipf(word) >= (limits.short_word_zipf if is_short else limits.word_zipf)

    def is_prefix(self, first: str) -> bool:
        """Return whether the document prints a word formed of this one and another word."""
        shortest = len(first) + VOCABULARY.min_glued_part
        return any(
            word.startswith(first) and len(word) >= shortest and self.is_word(word[len(first) :])
            for word in self.words
        )

    def is_suffix(self, last: str) -> bool:
        """Return whether the document prints a string at the end of words only (Malay `-nya`)."""
        if self.words[last]:
            return False
        if last not in self._suffixes:
            stems = (word.removesuffix(last) for word in self.words if word.endswith(last))
            count = sum(len(stem) >= VOCABULARY.min_stem and self.is_word(stem) for stem in stems)
            self._suffixes[last] = count >= VOCABULARY.min_words_with_ending
        return self._suffixes[last]

    def knows(self, word: str) -> bool:
        """Return whether a folded string is a word at all, even a rare one."""
        is_long = len(word) >= VOCABULARY.min_listed_word
        return bool(self.words[word]) or (is_long and self.zipf(word) >= VOCABULARY.listed_zipf)
