"""Fold words and names, so that spellings of one name compare equal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_TOKEN = re.compile(r"[^\W\d_]{1,5}['’](?=\w)|[^\W_]+(?:-[^\W\d_]+)*-?")
_WORD = re.compile(r"[^\W_]+(?:['’](?=\W|$))?")
_ELIDED = re.compile(r"(?:[ldLD]|dell|nell|sull|all|[qQ]u)['’](?=\w)")
_ARTICLE_WORDS = "the a an le la les l un une el los las lo o os as um uma il gli i de het een"
ARTICLES = frozenset(_ARTICLE_WORDS.split())
"""Articles of all languages but German, without accents."""


def without_accents(text: str) -> str:
    """Fold case and accents, and drop a final full stop: `Comité` and `Comite` are one word."""
    folded = unicodedata.normalize("NFKD", text.casefold().strip().rstrip("."))
    return "".join(char for char in folded if not unicodedata.combining(char))


def spelled_words(text: str) -> tuple[str, ...]:
    """Return the words of a name, folded; an apostrophe separates words, as in ``l’eau``."""
    return tuple(without_accents(word) for word in _WORD.findall(text))


def without_article(text: str) -> str:
    """Return a phrase without the article before it, also an elided one: `l’eau`."""
    words = text.split(maxsplit=1)
    elided = _ELIDED.match(text)
    if elided:
        return text[elided.end() :]
    return words[1] if len(words) > 1 and without_accents(words[0]) in ARTICLES else text


def small_words(texts: Iterable[str]) -> frozenset[str]:
    """Return the words that texts print in small letters."""
    return frozenset(
        word for text in texts for word in re.findall(r"[^\W\d_]+", text) if word.islower()
    )


class Words:
    """The words of a text, with their places."""

    def __init__(self, text: str) -> None:
        found = list(_TOKEN.finditer(text))
        self.text = text
        self.spans = [word.span() for word in found]
        self.printed = [word[0] for word in found]
        self.folded = [without_accents(word[0].replace("’", "'")) for word in found]

    def __len__(self) -> int:
        return len(self.printed)

    def is_next(self, at: int) -> bool:
        """Return whether a word follows the one before it in the same phrase."""
        if not 0 < at < len(self):
            return False
        between = self.text[self.spans[at - 1][1] : self.spans[at][0]]
        return not between or between.isspace()

    def is_listed(self, at: int) -> bool:
        """Return whether only a comma parts a word from the one before it."""
        between = self.text[self.spans[at - 1][1] : self.spans[at][0]] if 0 < at < len(self) else ""
        return between.strip() == ","

    def slice(self, start: int, stop: int) -> str:
        """Return what is printed from a word up to, and without, another one."""
        return self.text[self.spans[start][0] : self.spans[stop - 1][1]]
