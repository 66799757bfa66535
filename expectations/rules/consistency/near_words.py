"""Words one letter from the one that the plan has in the same phrase: "high sped", "high speed"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from expectations.plan_index import Text
from expectations.rules.consistency.thresholds import CONSISTENCY
from expectations.rules.lexicon import lexicon
from expectations.rules.variants.words import FUNCTION_WORDS
from expectations.words import WORD, TextRange, single_edits, word_frequency, word_set

_Pair = tuple[str, str]
_NO_CONTENT = FUNCTION_WORDS | word_set(
    """about above across after against along although amid around because before behind below
    beside between beyond both during either every few he her his how i least less like many more
    most much my near neither no off one only onto out over own per same she since some still
    than though three through towards two until up upon very via what when whether who whose why
    within without you your"""
)
"""Words that stand before most nouns or verbs, and so tell little of the word after them."""


def near_words(texts: Iterable[Text], language: str) -> Iterator[tuple[str, _Pair, TextRange]]:
    """Yield words that may be misprints of a word which the plan has in the same phrase.

    The plan prints the word once, and elsewhere a much more frequent word after the same word. The
    two differ by one letter, but not as forms of one word. "Of kerbs" beside "of herbs" shows
    nothing, and "low kerbs" beside "low herbs" little, since both are nouns. A word that the
    lexicon lacks is compared after any word.

    Yields:
        The word, the usual pair of words, and the place of the word.
    """
    places: dict[_Pair, list[TextRange]] = defaultdict(list)
    before_word: dict[str, set[str]] = defaultdict(set)
    for text in texts:
        before, stop = "", -1
        for match in WORD.finditer(text.text):
            word, start = match.group(), match.start()
            is_next = stop + 1 == start and text.text[stop] == " "
            if is_next and word.islower() and before.islower():
                places[before, word].append((text, start, match.end()))
                before_word[word].add(before)
            before, stop = word, match.end()
    neighbours = _Neighbours(before_word)
    for word, contexts in before_word.items():
        if len(contexts) > 1 or len(word) < CONSISTENCY.shortest_word or not word.isalpha():
            continue  # a word with other neighbours is known to the plan
        if word_frequency(word, language) > CONSISTENCY.max_word_frequency:
            continue
        (before,) = contexts
        usual = next(
            (
                other
                for other in neighbours.of(word)
                if before in before_word[other] and _is_usual(other, word, before, language)
            ),
            "",
        )
        if usual and len(places[before, word]) == 1:
            yield word, (before, usual), places[before, word][0]


class _Neighbours:
    """Words that differ by one letter, found by what is left of them without one letter."""

    def __init__(self, words: Iterable[str]) -> None:
        self._by_rest: dict[str, set[str]] = defaultdict(set)
        for word in words:
            if len(word) >= CONSISTENCY.shortest_word and word.isalpha():
                for rest in _rests(word):
                    self._by_rest[rest].add(word)

    def of(self, word: str) -> list[str]:
        """Return the words at one edit of a word."""
        near = {other for rest in _rests(word) for other in self._by_rest[rest]} - {word}
        return sorted(near.intersection(single_edits(word))) if near else []


def _rests(word: str) -> set[str]:
    return {word} | {word[:at] + word[at + 1 :] for at in range(len(word))}


def _is_usual(other: str, word: str, before: str, language: str) -> bool:
    own = word_frequency(word, language)
    gap = word_frequency(other, language) - own
    if before in _NO_CONTENT and _parts(word):
        # "Of kerbs" is right beside "of herbs"; "at leas" is not beside the set phrase "at least".
        is_rare = own <= CONSISTENCY.max_rare_frequency and gap >= CONSISTENCY.min_wide_gap
        return is_rare and other in _NO_CONTENT and _parts(word) == {"noun"}
    if other in _NO_CONTENT or _stem(word) == _stem(other) or _parts(word) & _parts(other):
        return False
    return gap >= CONSISTENCY.min_word_gap


def _parts(word: str) -> set[str]:
    """Return the parts of speech of a word; a form of the past is one of its own."""
    known = lexicon()
    forms = {
        "noun": (known.nouns, known.plurals),
        "verb": (known.verbs, known.third_persons),
        "gerund": (known.gerunds,),
        "past": (known.participles,),
        "other": (known.others,),
    }
    return {part for part, each in forms.items() if any(word in words for words in each)}


def _stem(word: str) -> str:
    """Return what the regular forms of a word share; "sped" is no regular form of "speed"."""
    known = lexicon()
    for forms in (known.plurals, known.third_persons, known.gerunds):
        word = forms.get(word, word)
    base = known.participles.get(word, word)
    return (base if word.startswith(base.removesuffix("e")) else word).replace("z", "s")
