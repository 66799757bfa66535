"""Finds phrases, given as words, in the words of a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

Words = tuple[str, ...]


class Phrases:
    """Phrases by their first word; a place may be that of several."""

    def __init__(self, phrases: Iterable[Words]) -> None:
        """Take phrases; those of no word are nowhere."""
        self._of_first: dict[str, set[Words]] = {}
        for phrase in phrases:
            if phrase:
                self._of_first.setdefault(phrase[0], set()).add(phrase)

    def find(self, words: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Yield each place of a phrase: its first word and the one after the last."""
        for start, word in enumerate(words):
            for phrase in self._of_first.get(word, ()):
                stop = start + len(phrase)
                if tuple(words[start:stop]) == phrase:
                    yield start, stop
