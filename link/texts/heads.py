"""Find the word with which an activity begins: the verb, or its noun, that says what is done."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from link.texts.words import lemma

_MARKER = re.compile(r"[\s•▪●○‣–—*-]*(?:\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-zA-Z]|[ivx]{1,4})[.)]\s+)?")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_ELIDED = re.compile(r"[sldn]['’]", re.IGNORECASE)
_BEFORE_HEAD = frozenset(
    re.findall(
        r"[^\W\d_]+",
        """to also and jointly regularly further continue continued continuing help helping begin
        start fully actively where appropriate
        continuer à de poursuivre seguir continuar a para continuer weiterhin terus untuk
        l la le les el los las die der das der the a an""",
    )
)
"""Words that stand before the head and do not say what is done."""


def plain_word(word: str) -> str:
    """Fold case and accents of a word."""
    folded = unicodedata.normalize("NFKD", word.casefold())
    return "".join(char for char in folded if not unicodedata.combining(char))


def heads_of(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the head of a text; then that after an introduction up to a comma.

    Args:
        text: An activity, with or without number or bullet.

    Yields:
        Each head as printed, its first character and the one after its last.
    """
    start = _MARKER.match(text)
    yield from _word_from(text, start.end() if start else 0)
    introduction, comma, _ = text.partition(",")
    if comma:
        yield from _word_from(text, len(introduction) + 1)


def _word_from(text: str, start: int) -> Iterator[tuple[str, int, int]]:
    for found in _WORD.finditer(text, start):
        if plain_word(found.group()) in _PLAIN_BEFORE_HEAD:
            continue
        elided = _ELIDED.match(found.group())
        start = found.start() + (elided.end() if elided else 0)
        yield text[start : found.end()], start, found.end()
        return


_PLAIN_BEFORE_HEAD = frozenset(map(plain_word, _BEFORE_HEAD))


def is_done(head: str) -> bool:
    """Return whether a head is an English past form: "Proposed efforts", "Adopted in 2009"."""
    return head.endswith("ed") and lemma(head) != head.casefold()


def forms_of(word: str) -> frozenset[str]:
    """Return the forms by which a head is compared: its lemma in English, and itself folded."""
    return frozenset((lemma(word), plain_word(word)))
