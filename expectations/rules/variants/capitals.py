"""Words with a capital inside a text, which the plan otherwise prints without one."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence

from expectations.plan_index import Text
from expectations.rules.clauses.verbs import is_plain_verb
from expectations.rules.variants.slots import Word, printed_phrase, words_of
from expectations.rules.variants.words import LINKS
from expectations.thresholds import STYLES, USAGE
from expectations.words import WORD, TextRange, WordPlaces

_CAPITAL = re.compile(r"[A-Z][a-z]{3,}")
_JOINTS = LINKS | {"and", "or", "the"}
"""Words within a name: the words around them are one."""
_NAMES = frozenset("-–/&(’'“”\"")
_LONGEST = 3


def find_needless_capitals(
    judged: Sequence[Text], texts: Sequence[Text]
) -> Iterator[tuple[str, WordPlaces]]:
    """Yield "guidelines" beside "develop Guidelines on", which is no part of a name.

    Args:
        judged: The texts whose capitals are judged; a title around the matrix may have any.
        texts: All texts, which tell what is usual.
    """
    capital: dict[str, list[TextRange]] = defaultdict(list)
    for text in judged:
        if not is_title(text.text):
            for run in _runs(words_of(text.text)):
                capital[printed_phrase(run)].append((text, run[0].start, run[-1].stop))
    small = _places_of({printed.casefold() for printed in capital}, texts)
    for printed, places in capital.items():
        usual = printed.casefold()
        count = len({text.text for text, _, _ in small[usual]})
        if count >= max(STYLES.min_uses, STYLES.min_uses * len(places)):
            yield usual, {usual: small[usual], printed: places}


def _places_of(phrases: Collection[str], texts: Sequence[Text]) -> WordPlaces:
    """Return where texts print phrases in small letters."""
    places: WordPlaces = defaultdict(list)
    first = {phrase.split(" ")[0] for phrase in phrases}
    for text in texts:
        words = words_of(text.text)
        for at in (at for at, word in enumerate(words) if word.printed in first):
            for phrase in (words[at : at + count] for count in range(1, _LONGEST + 1)):
                printed = printed_phrase(phrase)
                if printed in phrases:
                    places[printed].append((text, phrase[0].start, phrase[-1].stop))
    return places


def is_title(text: str) -> bool:
    """Return whether most longer words of a text have a capital."""
    words = Counter(word[0].isupper() for word in WORD.findall(text) if len(word) > len("with"))
    return words[True] > USAGE.title_share * words.total()


def _runs(words: Sequence[Word]) -> Iterator[Sequence[Word]]:
    """Yield words with a capital that stand between words without one."""
    at = 1
    while at < len(words):
        stop = at
        while stop < len(words) and _CAPITAL.fullmatch(words[stop].printed):
            stop += 1
        if stop > at and _is_alone(words, at, stop):
            yield words[at:stop]
        at = max(at + 1, stop)


def _is_alone(words: Sequence[Word], start: int, stop: int) -> bool:
    """Return whether no name goes on before or after some words."""
    before, after = start - 1, stop
    if not words[before].printed[0].isalpha():
        return False  # a mark may end a sentence
    if after < len(words) and (words[after].printed in _NAMES or words[after].printed.isdigit()):
        return False  # "Annex 2" is a name
    while before > 0 and words[before].folded in _JOINTS:
        before -= 1
    while after < len(words) and words[after].folded in _JOINTS:
        after += 1
    goes_on = after < len(words) and words[after].printed[0].isupper()
    opens = before == 0 and is_plain_verb(words[0].printed)  # "Develop Guidelines on roads"
    return (opens or words[before].printed.islower()) and not goes_on
