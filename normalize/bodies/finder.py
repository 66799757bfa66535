"""Find names of bodies in running text, with spaCy.

Two phrase matchers, filled from the register, find acronyms (in their exact case) and full names
(any case after the first letter, singular or plural). Both match words without hyphens and
apostrophes, so that `ASEAN-IPR` equals `ASEAN IPR` and `Ministers’ Meeting` equals
`Ministers Meeting`; the characters between the words are checked afterwards. Only whole words
match.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from extract.libraries import load_matchers
from normalize.acronyms import is_acronym, singular, spelling_key
from normalize.bodies.matching import BodyMatcher, Resolution
from normalize.model import Sentences
from normalize.thresholds import FINDER

if TYPE_CHECKING:
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc

_WORD = re.compile(r"[^\W_]+|[^\w\s]")
_POSSESSIVE = re.compile(r"['’]s\b", re.IGNORECASE)
_DROPPED = frozenset("-–—‐‑'’‘")
_ACRONYM_GAP = re.compile(r"[\s\-–—‐‑]*")
_HYPHENS = "-‐‑"
_UNIT = re.compile(rf"[{_HYPHENS}](?P<unit>\w+)")
_BRACKETED = re.compile(r"\s*\(\s*$")


@dataclass(frozen=True)
class NameMatch:
    """A name in a text: its half-open character span, its sentence and its resolution."""

    start: int
    stop: int
    sentence: tuple[int, int]
    resolution: Resolution


def tokenize(text: str) -> list[tuple[str, int, int]]:
    """Split a text into words and punctuation, without hyphens, apostrophes and possessives.

    Args:
        text: Any text.

    Returns:
        For each token its text, first character and the one after its last.
    """
    possessives = {found.start() for found in _POSSESSIVE.finditer(text)}
    found = []
    skip_until = 0
    for word in _WORD.finditer(text):
        if word.start() in possessives:
            skip_until = word.end() + 1
        elif word.start() >= skip_until and word.group() not in _DROPPED:
            found.append((word.group(), word.start(), word.end()))
    return found


SentenceFinder = Callable[[Sequence[str]], Sentences]
"""Finds the sentences of texts, as `normalize.records.sentences.find_sentences` does."""


class BodyFinder:
    """Finds the bodies of a register in texts. It is slow to build and fast to use."""

    def __init__(self, matcher: BodyMatcher, sentences: SentenceFinder) -> None:
        self._matcher = matcher
        self._sentences = sentences
        load_matchers()
        from spacy.attrs import NORM, ORTH
        from spacy.matcher import PhraseMatcher
        from spacy.vocab import Vocab

        # No language: `tokenize` splits and folds words, and a spaCy tokenizer is slow to build.
        self._vocab = Vocab()
        self._acronyms: PhraseMatcher = PhraseMatcher(self._vocab, attr=ORTH)
        self._names: PhraseMatcher = PhraseMatcher(self._vocab, attr=NORM)
        acronyms, names = search_phrases(matcher)
        self._acronyms.add("acronym", [self._doc(tokenize(text)) for text in acronyms])
        self._names.add("name", [self._doc(tokenize(text)) for text in names])

    def find(self, texts: Sequence[str]) -> Iterator[tuple[NameMatch, ...]]:
        """Find names of bodies in texts.

        Args:
            texts: Running texts.

        Yields:
            For each text its names, in printed order and without overlaps.
        """
        for text, sentences in zip(texts, self._sentences(texts).of_texts, strict=True):
            yield tuple(self._in_text(text, sentences))

    def _doc(self, words: Sequence[tuple[str, int, int]]) -> Doc:
        from spacy.tokens import Doc

        doc = Doc(self._vocab, words=[word for word, _, _ in words])
        for token in doc:
            token.norm_ = singular(token.text.lower())
        return doc

    def _in_text(self, text: str, sentences: Sequence[tuple[int, int]]) -> Iterator[NameMatch]:
        words = tokenize(text)
        doc = self._doc(words)
        spans = {
            (words[start][1], words[stop - 1][2])
            for _, start, stop in self._acronyms(doc)
            if self._is_acronym_here(text, words[start:stop])
        }
        spans |= {
            (words[start][1], words[stop - 1][2])
            for _, start, stop in self._names(doc)
            if words[start][0][0].isupper()
        }
        spans |= {
            span
            for pattern, _ in self._matcher.register.collectives
            for span in pattern.spans(text)
        }
        for start, stop in self._merge_adjacent(text, _longest_spans(spans)):
            sentence = next((s for s in sentences if s[0] <= start and stop <= s[1]), None)
            if sentence is not None:
                resolution = self._matcher.resolve(text[start:stop])
                if resolution.body_id is not None or resolution.match == "ambiguous":
                    yield NameMatch(start, stop, sentence, resolution)

    def _is_acronym_here(self, text: str, words: Sequence[tuple[str, int, int]]) -> bool:
        gaps = pairwise(words)
        if not all(_ACRONYM_GAP.fullmatch(text[a[2] : b[1]]) for a, b in gaps):
            return False
        if not text.isupper():
            return True
        from wordfreq import zipf_frequency

        frequency = zipf_frequency(words[0][0].lower(), "en", wordlist="small")
        return frequency < FINDER.common_word_zipf

    def _merge_adjacent(
        self, text: str, spans: Sequence[tuple[int, int]]
    ) -> Iterator[tuple[int, int]]:
        """Extend a body by its unit (AUN-HRE) and a name by its acronym in brackets."""
        starts = {start for start, _ in spans}
        merged: list[tuple[int, int]] = []
        for start, stop in spans:
            if self._follows_unknown_acronym(text, start, merged):
                continue
            unit = _UNIT.match(text, stop)
            if unit and is_acronym(unit["unit"]) and unit.start("unit") not in starts:
                stop = unit.end()
            if merged and self._are_name_and_acronym(text, merged[-1], (start, stop)):
                merged[-1] = (merged[-1][0], text.index(")", stop) + 1)
            else:
                merged.append((start, stop))
        yield from merged

    def _follows_unknown_acronym(
        self, text: str, start: int, before: Sequence[tuple[int, int]]
    ) -> bool:
        """Return whether an unknown acronym and a hyphen precede, as in `EU-AF`."""
        if start == 0 or text[start - 1] not in _HYPHENS:
            return False
        if before and before[-1][1] == start - 1:
            return False
        return is_acronym(re.split(r"[\s,;(]", text[: start - 1])[-1])

    def _are_name_and_acronym(
        self, text: str, first: tuple[int, int], second: tuple[int, int]
    ) -> bool:
        between = text[first[1] : second[0]]
        if not _BRACKETED.fullmatch(between) or not text[second[1] :].lstrip().startswith(")"):
            return False
        meanings = [self._matcher.resolve(text[a:b]).body_id for a, b in (first, second)]
        return meanings[0] is not None and meanings[0] == meanings[1]


def search_phrases(matcher: BodyMatcher) -> tuple[list[str], list[str]]:
    """List the names of the register's bodies to search for in running text.

    Args:
        matcher: The register.

    Returns:
        Acronyms and aliases, with and without hyphens and with a plural ``s``; and full names.
    """
    acronyms: dict[str, None] = {}
    names: dict[str, None] = {}
    for named in matcher.register.bodies.values():
        if named.body.kind == "collective":
            continue
        for acronym in named.acronyms:
            acronyms[acronym] = None
            acronyms["".join(re.split(r"\s*[-–—]\s*", acronym))] = None
            if len(acronym) >= FINDER.min_plural_acronym_letters and acronym.isupper():
                acronyms[f"{acronym}s"] = None
        names |= dict.fromkeys(named.names)
    acronyms |= {alias.printed: None for alias in matcher.register.aliases.values()}
    return list(filter(spelling_key, acronyms)), list(filter(spelling_key, names))


def _longest_spans(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Keep the longest of overlapping spans, and the first of equally long ones."""
    kept: list[tuple[int, int]] = []
    for start, stop in sorted(spans, key=lambda span: (span[0] - span[1], span[0])):
        if all(stop <= other[0] or start >= other[1] for other in kept):
            kept.append((start, stop))
    return sorted(kept)
