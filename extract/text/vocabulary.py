"""Which words are there: the document's own first, then wordfreq's list of its language."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from itertools import pairwise

from extract.text.hyphenation_style import Blanks, HyphenationStyle
from extract.text.language import guess_language, is_one_letter_word

HYPHENS = "-\u2010\u2011\u00ad\ufffe"
"""Characters that a broken word may end with: hyphen-minus, hyphen, non-breaking hyphen,
soft hyphen, and the mark that pdfium puts in place of a line-end hyphen."""

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
_LONGEST_CHAIN = 6
_CLOSED = re.compile(r"[.,;:!?)\]”»]")
_LINKED_AT_END = re.compile(rf"([^\W\d_]*[^\W\d_A-Z])[{HYPHENS}]$")
_CAPITALISED = re.compile(r"[^\W\d_a-z][a-zà-ÿ]+(?![^\W\d_])")

AT_HAND = 16_384
"""Words whose folded form is kept: a document has few, and each is looked up again and again."""
FEW_WORDS = 3
"""Words with an ending from which on it counts as one of the document's endings."""

SMALL = 3000
"""Words from which on a document's own counts say how common a word is in it."""
_ABSENT = 0.0


def spell_out(text: str) -> str:
    """Write ligature characters as the letters that they stand for."""
    return _LIGATURE.sub(lambda match: _LIGATURES[match[0]], text)


@lru_cache(maxsize=AT_HAND)
def fold(text: str) -> str:
    """Bring a word or chain to the form under which it is looked up."""
    folded = spell_out(text).casefold().replace("’", "'")
    return _HYPHEN.sub("-", folded)


@cache
def _frequencies(language: str) -> Mapping[str, float]:
    """Load wordfreq's list once a process (about 0.1 s and 40 MB for English)."""
    from wordfreq import available_languages, get_frequency_dict

    return get_frequency_dict(language, "best") if language in available_languages() else {}


def _pairs(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    for first, second in pairwise(words):
        if first.isalpha() and second.strip(".,;:)").isalpha():
            yield fold(first), fold(second.strip(".,;:)"))


class Vocabulary:
    """Words known from the document itself and from its language.

    Attributes:
        language: ISO 639 code of the word list.
        words: folded word → how often it stands whole inside a line.
        chains: folded `a-b` or `a/b` (all runs of up to six parts) → the same.
        openers: folded words that the document links to a next one by a hyphen → how often.
        seconds: for each of them, the words that it is linked to.
        edges: folded words and chains that touch a line end, and so may be pieces → how often.
        pairs: folded neighbours with a blank between them → how often.
        end_pairs: folded neighbours that a line end without a mark parts → how often.
        slashes: folded words with a slash and a blank between them (`a/ b`) → how often.
        manner: what the typesetter does at line ends.
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
        self.manner = HyphenationStyle(self)
        self._bound: dict[str, bool] = {}

    @classmethod
    def of(
        cls, texts: Iterable[str], language: str | None = None, *, blanks: Blanks = "none"
    ) -> Vocabulary:
        r"""Learn the words of a document.

        Args:
            texts: cells and paragraphs, each with `\n` between its printed lines. A word that
                touches a line end inside a text may be a piece, so it is not learnt.
            language: ISO 639 code; guessed from the texts where not given.
            blanks: whether the file draws the blanks at which its lines end.

        Returns:
            The vocabulary; the word list itself is loaded on first use.
        """
        held = [spell_out(text) for text in texts]
        vocabulary = cls(language or guess_language(held))
        vocabulary.manner.blanks = blanks
        for text in held:
            vocabulary._learn(text.splitlines())
        return vocabulary

    def _learn(self, lines: list[str]) -> None:
        self._learn_pairs(lines)
        for index, line in enumerate(lines):
            text = line.strip()
            if index + 1 < len(lines):
                self._learn_link(text, lines[index + 1].strip())
                self.manner.learn(text, lines[index + 1].strip())
            for match in _SLASH.finditer(text):
                self.slashes[fold(match[1]), fold(match[2])] += 1
            for match in _CHAIN.finditer(text):
                at_start = match.start() == 0 and index > 0
                # Whatever reaches the last blank of the line may go on in the next one, unless
                # a mark closes it.
                behind = text[match.end() :]
                is_open = " " not in behind and not _CLOSED.match(behind)
                if not (at_start or (is_open and index < len(lines) - 1)):
                    self._learn_chain(match[0])
                elif behind[:1] not in HYPHENS:
                    self.edges[fold(match[0])] += 1

    def _learn_link(self, text: str, below: str) -> None:
        """Learn a compound from a line end that leaves no doubt: a capital opens its next part."""
        before = _LINKED_AT_END.search(text, text.rfind(" ") + 1)
        after = _CAPITALISED.match(below)
        if before and after and self.is_word(fold(before[1])):
            self._learn_opener(fold(before[1]), fold(after[0]))

    def _learn_opener(self, first: str, second: str) -> None:
        self.openers[first] += 1
        self.seconds.setdefault(first, set()).add(second)

    def _learn_pairs(self, lines: list[str]) -> None:
        held = [line.split() for line in lines]
        for words in held:
            self.pairs.update(_pairs(words))
        # Over line ends too: a word broken at one has a hyphen, which parts no pair.
        for above, below in pairwise(held):
            self.end_pairs.update(_pairs([*above[-1:], *below[:1]]))

    def _learn_chain(self, chain: str) -> None:
        parts = _LINK.split(chain)
        elements = [fold(element) for element in parts[::2]]
        links = parts[1::2]
        self.words.update(elements)
        self.manner.inner.update(link for link in links if link != "/")
        for (first, second), link in zip(pairwise(elements), links, strict=True):
            if link != "/":
                self._learn_opener(first, second)
        for start in range(len(elements)):
            text = elements[start]
            for stop in range(start + 1, min(len(elements), start + _LONGEST_CHAIN)):
                text += ("/" if links[stop - 1] == "/" else "-") + elements[stop]
                self.chains[text] += 1

    @property
    def is_hyphenated(self) -> bool | None:
        """Whether the typesetter broke words at line ends; None where it can't be told."""
        return self.manner.is_hyphenated

    def zipf(self, word: str) -> float:
        """Say how common a word is in the language.

        Args:
            word: a folded word without hyphens.

        Returns:
            Its Zipf value (log10 of occurrences in a billion words), 0 where it is not listed.
        """
        frequency = _frequencies(self.language).get(word)
        return math.log10(frequency) + 9 if frequency else _ABSENT

    def weight(self, word: str) -> float:
        """Say how common a word is in this document, by its own counts and the language's.

        Args:
            word: a folded word without hyphens.

        Returns:
            Its Zipf value, half of the evidence from either; 0 where there is none.
        """
        listed = _frequencies(self.language).get(word, 0.0)
        share = min(self._size / SMALL, 1.0) / 2
        own = self.words[word] / self._size if self.words[word] else 0.0
        frequency = share * own + (1 - share) * listed
        return math.log10(frequency) + 9 if frequency else _ABSENT

    def pair_weight(self, first: str, second: str) -> float:
        """Say how common two words are side by side: as a pair here, or else by chance."""
        chance = self.weight(first) + self.weight(second) - 9
        seen = self.pairs[first, second]
        share = min(self._size / SMALL, 1.0) / 2
        return max(chance, math.log10(share * seen / self._size) + 9) if seen else chance

    @cached_property
    def _size(self) -> int:
        return self.words.total()

    def is_word(self, word: str) -> bool:
        """Say whether a folded string is a word by itself, rather than a piece of one.

        Word lists gathered from the web hold most short strings of letters, rarely; so the
        shorter it is, the more common it must be.
        """
        if self.words[word]:
            return True
        if len(word) == 1:
            return word.isdigit() or is_one_letter_word(word, self.language)
        return self.zipf(word) >= (4.0 if len(word) == 2 else 3.3 if len(word) <= 4 else 1.5)

    def is_glued(self, first: str) -> bool:
        """Say whether the document writes a word that starts with this one and one more."""
        return any(
            word.startswith(first)
            and len(word) > len(first) + 2
            and self.is_word(word[len(first) :])
            for word in self.words
        )

    def is_bound(self, last: str) -> bool:
        """Say whether the document prints a string at the end of words only (Malay `-nya`)."""
        if self.words[last]:
            return False
        if last not in self._bound:
            stems = (word.removesuffix(last) for word in self.words if word.endswith(last))
            count = sum(len(stem) > 2 and self.is_word(stem) for stem in stems)
            self._bound[last] = count >= FEW_WORDS
        return self._bound[last]

    def knows(self, word: str) -> bool:
        """Say whether a folded string can stand as a word at all, even as a rare one."""
        return bool(self.words[word]) or (len(word) > 2 and self.zipf(word) >= 1.0)
