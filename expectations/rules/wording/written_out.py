"""Phrases of a plan whose words begin with the letters of an acronym, wherever they stand.

What the plan defines, as in `Ministry of Works (MoW)`, is found by
`normalize/document_register/definitions.py`, in footnotes as well.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from expectations.plan_index import Text
from expectations.thresholds import ACRONYMS
from expectations.words import TextRange, word_frequency

_TOKEN = re.compile(r"[^\W\d_]+|[^\w\s\-–/’\']")
# Words that an acronym may skip.
_SKIPPED = frozenset(
    re.findall(
        r"\w+",
        """a an and as at by for from in of on or the to with de des du et la le les l d y e del el
        los las por para pour da do dos das und der die di della en van het voor dan untuk""",
    )
)


_OF = frozenset(re.findall(r"\w+", "de des du d del da do dos das di della"))
"""Prepositions between a noun and the one that depends on it."""
_WINDOW = 3
"""Words that are compared, for each letter: "Convention on the Rights of the Child" needs two."""


_NOTE_MARK = re.compile(r"\+?[’'”\")]{0,2}\s?[*†‡§¶]")
"""A mark that leads to a note: “‘REDD+’*”."""


def is_in_note(texts: Iterable[Text], acronym: str, places: Iterable[TextRange]) -> bool:
    """Return whether a mark after an acronym leads to a note that begins with its words.

    The mark shows that the note is about it, so that words of the note may lack a letter: `REDD`,
    "Reducing emissions from deforestation and forest degradation".
    """
    letters = [char.casefold() for char in acronym if char.isalpha()]
    is_marked = any(_NOTE_MARK.match(text.text, stop) for text, _, stop in places)
    if not is_marked or len(letters) < ACRONYMS.letters_of_noted:
        return False
    return any(_begins_with(letters, text.text) for text in texts if text.is_narrative)


def _begins_with(letters: Sequence[str], note: str) -> bool:
    words = _TOKEN.findall(note)[: _WINDOW * len(letters)]
    initials = [word[0].casefold() for word in words]
    rest = iter(initials)
    return initials[:1] == [letters[0]] and all(letter in rest for letter in letters)


def count_in_order(letters: Sequence[str], initials: Sequence[str]) -> int:
    """Count the letters that occur among the initials in the same order."""
    at, count = 0, 0
    for letter in letters:
        if letter in initials[at:]:
            at = initials.index(letter, at) + 1
            count += 1
    return count


class WrittenOut:
    """The phrases of a plan by the initials of their words."""

    def __init__(self, texts: Iterable[Text], cells: Iterable[str] = ()) -> None:
        """Collect phrases.

        Args:
            texts: The texts of the plan.
            cells: What it prints in other columns.
        """
        self._texts = [*(text.text for text in texts), *cells]

    def phrase_of(self, acronym: str) -> str | None:
        """Return a phrase whose words begin with the letters of an acronym, if the plan has one."""
        return next(iter(self.phrases_of(acronym)), None)

    def phrases_of(self, acronym: str, *, is_whole: bool = False) -> list[str]:
        """Return the phrases whose words begin with the letters of an acronym, the likeliest first.

        A phrase may skip articles, conjunctions and prepositions. Chance is excluded by use: all
        its words are capitalised, or the plan repeats it among other words. A text layer may give
        some capitals of a font as small letters; it does so in the words as in the acronym
        ("DeCC", "Department of energy and Climate Change").

        Args:
            acronym: The acronym, in the singular.
            is_whole: Leave out phrases that may be the beginning of a longer name.
        """
        letters = [char for char in acronym if char.isalpha()]
        if len(letters) < 2:
            return []
        # Repeated texts are one use: what differs is the words around the phrase.
        uses: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for words, start, phrase in self._spellings(letters):
            stop = start + len(phrase)
            if is_whole and any(word.istitle() for word in words[stop : stop + 1]):
                continue
            if _is_capitalised(phrase, letters) or _is_chained(phrase, letters):
                return [" ".join(phrase)]
            key = " ".join(phrase).casefold()
            uses[key].add((*words[max(0, start - 1) : start], "…", *words[stop : stop + 1]))
        repeated = [key for key, found in uses.items() if len(found) >= ACRONYMS.phrase_uses]
        return sorted(repeated, key=lambda key: -len(uses[key]))

    def _spellings(self, letters: Sequence[str]) -> Iterator[tuple[list[str], int, list[str]]]:
        """Yield the words of a text, a position among them, and the phrase that begins there."""
        # In small capitals, "DECC" may be read as "DeCC": its small letters are those of any word.
        spellings = [*dict.fromkeys((tuple(letters), tuple(letter.upper() for letter in letters)))]
        for words, start, in_capitals in self._starts.get(letters[0].casefold(), ()):
            phrase = _spelling(spellings, words, start)
            if phrase is None or phrase[-1].casefold() in _SKIPPED:
                continue
            if in_capitals and not _SKIPPED.isdisjoint(map(str.casefold, phrase)):
                continue  # All words of a heading in capitals have one: chance is likelier.
            yield words, start, phrase

    @functools.cached_property
    def _starts(self) -> dict[str, list[tuple[list[str], int, bool]]]:
        """Words of texts, the position of a word, and whether the text is in capitals.

        The keys are the first letters of the words.
        """
        starts: dict[str, list[tuple[list[str], int, bool]]] = defaultdict(list)
        for text in self._texts:
            # In a heading in capitals, every word looks like an acronym; none of them is one.
            in_capitals = text.isupper() and " " in text
            words = _TOKEN.findall(text.title() if in_capitals else text)
            for at, word in enumerate(words):
                if word[0].isalpha():
                    starts[word[0].casefold()].append((words, at, in_capitals))
        return starts


def _is_capitalised(phrase: Sequence[str], letters: Sequence[str]) -> bool:
    """Return whether each word that counts begins with a capital, unless its letter is small."""
    small = {letter for letter in letters if letter.islower()}
    return all(
        word[0].isupper() or word[0] in small for word in phrase if word.casefold() not in _SKIPPED
    )


def _is_chained(phrase: Sequence[str], letters: Sequence[str]) -> bool:
    """Return whether each noun depends on the one before, down to a proper name.

    Romance languages write the nouns of such names small: `ministère des transports du Québec`.
    """
    nouns = [at for at, word in enumerate(phrase) if word.casefold() not in _SKIPPED]
    return (
        len(letters) == len(nouns) > 2
        and phrase[-1][0].isupper()
        and all(phrase[at - 1].casefold() in _OF for at in nouns[1:])
    )


def _spelling(
    spellings: Sequence[tuple[str, ...]], words: Sequence[str], start: int
) -> list[str] | None:
    """Return the words from a start whose initials are the letters; None if they are not.

    Args:
        spellings: The letters, in each way in which the text layer may give them.
        words: The words of a text.
        start: The position of the first word.
    """
    count = len(spellings[0])
    may_lack = count >= ACRONYMS.letters_of_lacking
    window = words[start : start + _WINDOW * count]
    for spelt in spellings:
        phrase = _match(spelt, window, (), may_lack=may_lack)
        if phrase is not None and not _is_row(words[start:], phrase):
            return list(phrase)
    return None


def _is_row(words: Sequence[str], phrase: Sequence[str]) -> bool:
    """Return whether a comma follows each word: `Brazil, India, South` is no name of one thing."""
    at = 0
    for word in phrase[:-1]:
        at = words.index(word, at) + 1
        if words[at] != ",":
            return False
    return True


@functools.cache
def _joins_two(word: str, first: str, second: str) -> bool:
    """Return whether a word joins two words with these initials: "greenhouse gas", GHG."""
    if word[0].casefold() != first.casefold():
        return False
    inner = [at for at, char in enumerate(word) if char.casefold() == second.casefold()]
    halves = ((word[:at].casefold(), word[at:].casefold()) for at in inner)
    return any(
        min(len(one), len(two)) >= ACRONYMS.shortest_half
        and min(word_frequency(one, "en"), word_frequency(two, "en")) >= ACRONYMS.common_half_zipf
        for one, two in halves
    )


def _match(
    letters: Sequence[str], words: Sequence[str], before: tuple[str, ...], *, may_lack: bool
) -> tuple[str, ...] | None:
    """Return the words before, and those that spell the letters that are left.

    Args:
        letters: The letters.
        words: The words that follow.
        before: The words that spell the letters before.
        may_lack: Whether a word with a meaning may have no letter: ASHRAE, "… Air Conditioning
            Engineers".
    """
    if not letters:
        return before
    if not words or not (words[0][0].isalpha() or (words[0] in {"&", ","} and before)):
        return None
    word, rest = words[0], words[1:]
    if not word[0].isalpha():  # "Energy & Design", "Heating, Refrigerating and"
        return _match(letters, rest, before, may_lack=may_lack)
    now = (*before, word)
    for spelt in _letters_of(word, letters, is_first=not before):
        found = _match(letters[spelt:], rest, now, may_lack=may_lack)
        if found is not None:
            return found
    if may_lack and before and word.istitle() and word.casefold() not in _SKIPPED:
        return _match(letters, rest, now, may_lack=False)
    return None


def _letters_of(word: str, letters: Sequence[str], *, is_first: bool) -> Iterator[int]:
    """Yield how many of the next letters a word may stand for, the likeliest number first.

    Args:
        word: The word.
        letters: The letters that are left.
        is_first: Whether no word stands before it in the phrase.
    """
    if word.isupper() and len(word) > 1:  # another acronym: "HM Treasury" spells HMT
        if len(word) < len(letters) and "".join(letters).startswith(word):
            yield len(word)
        return
    may_skip = word.casefold() in _SKIPPED and not is_first
    # "PoA" has the small letter of "of"; a capital letter is first that of a word with a meaning,
    # but "COG" has the capital of "of".
    if may_skip and letters[0].isupper():
        yield 0
    if _is_initial(word, letters[0]):
        yield 1
    if may_skip and not letters[0].isupper():
        yield 0
    if len(letters) > 2 and _joins_two(word, letters[0], letters[1]):
        yield 2


def _is_initial(word: str, letter: str) -> bool:
    """Return whether a letter can be the first one of a word."""
    if word[0].casefold() != letter.casefold():
        return False
    if word.casefold() in _SKIPPED:
        return letter.islower() or word == "of"
    return letter.isupper() or word[0] == letter  # "HMt", "HM treasury"
