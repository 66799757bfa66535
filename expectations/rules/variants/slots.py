"""The phrases of a plan, each with a place in it that another word may fill."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from expectations.plan_index import Text
from expectations.rules.slip import Slip
from expectations.words import TextRange

_TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|[^\s\w]|\d+")
_AROUND_BEFORE, _AROUND_AFTER = 1, 6
"""Words of a context: a phrase that is copied with the words around it is one use."""
Key = tuple[str, ...]


@dataclass(frozen=True)
class Word:
    """A word or mark of a text."""

    printed: str
    start: int
    stop: int

    @cached_property
    def folded(self) -> str:
        """The word in small letters."""
        return self.printed.casefold()


@lru_cache(maxsize=4096)
def words_of(text: str) -> tuple[Word, ...]:
    """Return the words and marks of a text; a hyphen joins two words to one."""
    return tuple(Word(match.group(), *match.span()) for match in _TOKEN.finditer(text))


def printed_phrase(words: Iterable[Word]) -> str:
    """Return words as they are printed, with a space between them."""
    return " ".join(word.printed for word in words)


@dataclass(frozen=True)
class Slot:
    """A phrase with one place whose filling varies.

    Attributes:
        frame: What two phrases have in common that differ in this place only.
        value: What fills the place; empty if nothing does.
        first: Number of the first word of the phrase in its text.
        last: Number of its last word.
        usual: Returns the phrase with another filling.
        is_judged: Whether the phrase is reported if another filling is usual; otherwise it only
            counts.
    """

    frame: Key
    value: str
    first: int
    last: int
    usual: Callable[[str], str]
    is_judged: bool = True


@dataclass(frozen=True)
class Kind:
    """What may vary in a phrase.

    Attributes:
        slots: Finds the phrases of a text.
        reason: What is said of a phrase; `{usual}` stands for the plan's own phrase, `{first}`,
            `{value}` and `{last}` for its first word, what fills its place and the words after
            that, and `{count}` for how often the plan prints it.
        min_uses: Minimum uses of the plan's own phrase.
        min_ratio: Minimum uses of the plan's own phrase for each use of the other one.
    """

    slots: Callable[[Sequence[Word]], Iterable[Slot]]
    reason: str
    min_uses: int
    min_ratio: float


class PhraseIndex:
    """The phrases of a plan by what they have in common, each use counted once."""

    def __init__(self, texts: Iterable[Text]) -> None:
        self._texts = [(text, words_of(text.text)) for text in texts]

    def unusual(self, kind: Kind) -> Iterator[tuple[Slip, TextRange]]:
        """Yield the phrases that the plan otherwise prints with another filling."""
        found = [(text, words, slot) for text, words in self._texts for slot in kind.slots(words)]
        values: dict[Key, set[str]] = defaultdict(set)
        for _, _, slot in found:
            values[slot.frame].add(slot.value)
        # Most places are always filled in the same way.
        varying = [each for each in found if len(values[each[2].frame]) > 1]
        uses: dict[Key, dict[str, set[Key]]] = defaultdict(lambda: defaultdict(set))
        for _, words, slot in varying:
            around = words[max(0, slot.first - _AROUND_BEFORE) : slot.first + _AROUND_AFTER]
            uses[slot.frame][slot.value].add(tuple(word.folded for word in around))
        for text, words, slot in varying:
            counts = {value: len(each) for value, each in uses[slot.frame].items()}
            own = counts.pop(slot.value)
            value = max(counts, key=lambda each: counts[each])
            usual = counts[value]
            if slot.is_judged and usual >= max(kind.min_uses, kind.min_ratio * own):
                start, stop = words[slot.first].start, words[slot.last].stop
                phrase = slot.usual(value)
                first, _, rest = phrase.partition(" ")
                last = rest.removeprefix(f"{value} ")
                reason = kind.reason.format(
                    usual=phrase, value=value, count=usual, first=first, last=last
                )
                slip = Slip(text.text[start:stop].casefold(), phrase, reason)
                yield slip, (text, start, stop)
