"""Which words are there: the document's own first, then wordfreq's list of its language."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from itertools import pairwise

from extract.language import guess_language, is_one_letter_word

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
_CHAIN = re.compile(rf"[\w'’]+(?:[{HYPHENS}/][\w'’]+)*")
_LINK = re.compile(rf"([{HYPHENS}/])")
_LONGEST_CHAIN = 6
_BROKEN = re.compile(rf"(?<![^\W\d_])([a-z]{{2,}})[{HYPHENS}]$")
_LINKED_AT_END = re.compile(rf"([^\W\d_]*[^\W\d_A-Z])[{HYPHENS}]$")
_CAPITALISED = re.compile(r"[^\W\d_a-z][a-zà-ÿ]+(?![^\W\d_])")
_GOES_ON = re.compile(r"[a-z]{2,}(?![^\W\d_])")

FEW_BREAKS = 3
"""Line ends with a hyphen, none of which leaves a piece that is no word, from which on a
document counts as one that breaks no words: of words broken at their syllables, four in five
leave such a piece."""

BROKEN_SHARE = 0.25
"""Share of such pieces from which on a document counts as one that does."""
_ABSENT = 0.0


def spell_out(text: str) -> str:
    """Write ligature characters as the letters that they stand for."""
    return _LIGATURE.sub(lambda match: _LIGATURES[match[0]], text)


def fold(text: str) -> str:
    """Bring a word or chain to the form under which it is looked up."""
    folded = spell_out(text).casefold().replace("’", "'")
    return re.sub(f"[{HYPHENS}]", "-", folded)


@cache
def _frequencies(language: str) -> Mapping[str, float]:
    """Load wordfreq's list once a process (about 0.3 s and 40 MB for English)."""
    from wordfreq import available_languages, get_frequency_dict

    return get_frequency_dict(language, "best") if language in available_languages() else {}


class Vocabulary:
    """Words known from the document itself and from its language.

    Attributes:
        language: ISO 639 code of the word list.
        words: folded word → how often it stands whole inside a line.
        chains: folded `a-b` or `a/b` (all runs of up to six parts) → the same.
        openers: folded words that the document links to a next one by a hyphen → how often.
        seconds: for each of them, the words that it is linked to.
        inner_hyphens: hyphen characters that stand inside lines, between letters. One seen
            at line ends only was put there by the typesetter.
        pairs: folded neighbours with a blank between them → how often.
        line_ends: folded pieces before and after a hyphen at a line end, both in small letters.
    """

    def __init__(self, language: str = "en") -> None:
        self.language = language
        self.words: Counter[str] = Counter()
        self.chains: Counter[str] = Counter()
        self.openers: Counter[str] = Counter()
        self.seconds: dict[str, set[str]] = {}
        self.pairs: Counter[tuple[str, str]] = Counter()
        self.inner_hyphens: Counter[str] = Counter()
        self.line_ends: list[tuple[str, str]] = []

    @classmethod
    def of(cls, texts: Iterable[str], language: str | None = None) -> Vocabulary:
        r"""Learn the words of a document.

        Args:
            texts: cells and paragraphs, each with `\n` between its printed lines. A word that
                touches a line end inside a text may be a piece, so it is not learnt.
            language: ISO 639 code; guessed from the texts where not given.

        Returns:
            The vocabulary; the word list itself is loaded on first use.
        """
        held = [spell_out(text) for text in texts]
        vocabulary = cls(language or guess_language(held))
        for text in held:
            vocabulary._learn(text.splitlines())
        return vocabulary

    def _learn(self, lines: list[str]) -> None:
        self._learn_pairs(lines)
        for index, line in enumerate(lines):
            text = line.strip()
            before = _BROKEN.search(text)
            after = _GOES_ON.match(lines[index + 1].strip()) if index + 1 < len(lines) else None
            if before and after:
                self.line_ends.append((before[1], after[0]))
            if index + 1 < len(lines):
                self._learn_link(text, lines[index + 1].strip())
            for match in _CHAIN.finditer(text):
                at_start = match.start() == 0 and index > 0
                # Whatever reaches the last blank of the line may go on in the next one.
                at_end = " " not in text[match.end() :] and index < len(lines) - 1
                if not (at_start or at_end):
                    self._learn_chain(match[0])

    def _learn_link(self, text: str, below: str) -> None:
        """Learn a compound from a line end that leaves no doubt: a capital opens its next part."""
        before, after = _LINKED_AT_END.search(text), _CAPITALISED.match(below)
        if before and after and self.is_word(fold(before[1])):
            self._learn_opener(fold(before[1]), fold(after[0]))

    def _learn_opener(self, first: str, second: str) -> None:
        self.openers[first] += 1
        self.seconds.setdefault(first, set()).add(second)

    def _learn_pairs(self, lines: list[str]) -> None:
        # Over line ends too: a word broken at one has a hyphen, which parts no pair.
        for first, second in pairwise(" ".join(lines).split()):
            if first.isalpha() and second.strip(".,;:)").isalpha():
                self.pairs[fold(first), fold(second.strip(".,;:)"))] += 1

    def _learn_chain(self, chain: str) -> None:
        parts = _LINK.split(chain)
        elements = [fold(element) for element in parts[::2]]
        links = parts[1::2]
        self.words.update(elements)
        self.inner_hyphens.update(link for link in links if link != "/")
        for (first, second), link in zip(pairwise(elements), links, strict=True):
            if link != "/":
                self._learn_opener(first, second)
        for start in range(len(elements)):
            text = elements[start]
            for stop in range(start + 1, min(len(elements), start + _LONGEST_CHAIN)):
                text += ("/" if links[stop - 1] == "/" else "-") + elements[stop]
                self.chains[text] += 1

    @cached_property
    def is_hyphenated(self) -> bool | None:
        """Say whether the typesetter broke words at line ends; None where it can't be told."""
        pieces = sum(
            not (self.is_word(before) and self.is_word(after)) and self.knows(before + after)
            for before, after in self.line_ends
        )
        if not pieces:
            return False if len(self.line_ends) >= FEW_BREAKS else None
        return True if pieces > 1 and pieces >= BROKEN_SHARE * len(self.line_ends) else None

    def zipf(self, word: str) -> float:
        """Say how common a word is in the language.

        Args:
            word: a folded word without hyphens.

        Returns:
            Its Zipf value (log10 of occurrences in a billion words), 0 where it is not listed.
        """
        frequency = _frequencies(self.language).get(word)
        return math.log10(frequency) + 9 if frequency else _ABSENT

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

    def knows(self, word: str) -> bool:
        """Say whether a folded string can stand as a word at all, even as a rare one."""
        return bool(self.words[word]) or (len(word) > 2 and self.zipf(word) >= 1.0)
