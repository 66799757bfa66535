"""Words whose form contradicts the word before: "there is gaps", "be develop", "a EU fund"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from expectations.plan_index import Text
from expectations.rules.lexicon import lexicon
from expectations.rules.slip import Slip
from expectations.words import TextRange

_ONE_OF = re.compile(
    r"\b(?P<one>(?:[Ee]ach|[Ee]ither|[Nn]either|[Oo]ne)\sof\s(?:its|our|the|their|these|those)"
    r"(?:\s(?!(?:that|which|who|whose)\b)[a-z-]+){0,2}?\s(?P<noun>[a-z]{3,}s))\s(?P<verb>are|have|were)\b"
)
_SINGULAR = {"are": "is", "have": "has", "were": "was"}
_THERE = re.compile(
    r"\b[Tt]here\s(?P<verb>is|was|has\sbeen)\s(?:(?:also|many|several|some|still|various)\s)*"
    r"(?P<noun>[a-z]{3,}s)\b(?=\s*[.,;:]|\s*$|\s(?:about|between|for|from|in|of|on|that|to|which|with)\b)"
)
_PLURAL_VERBS = {"is": "are", "was": "were", "has been": "have been"}
_AFTER_BE = re.compile(
    r"\b(?P<aux>are|be|been|being|had|has|have|is|was|were)\s"
    r"(?P<verb>achieve|allow|conduct|create|develop|enhance|ensure|establish|expect|identify|implement|"
    r"improve|include|introduce|involve|maintain|prepare|promote|provide|publish|reduce|require|"
    r"strengthen|[a-z]{3,}(?:ify|ize))\b(?![-’'])"
)
"""Only verbs that are no adjectives: "the work is complete" is right."""
_THIS = re.compile(r"\b(?P<this>[Tt]his|[Tt]hat\sparticular)\s(?P<noun>[a-z]{4,}s)\b(?![-’'])")
_ARTICLE = re.compile(
    r"(?<![\w.(-])(?P<article>[Aa]n?)\s(?P<acronym>[A-Z]{2,})(?P<plural>s?)\b(?!\.)"
)
_LETTERS_LIKE_VOWELS = "AEFHILMNORSX"
"""Letters whose names begin with a vowel: "an MTF"; "U" is spoken as "you"."""
_VOWELS = re.compile(r"[AEIOUY]")


def find_wrong_agreement(text: Text) -> Iterator[tuple[Slip, TextRange]]:
    """Find "one of the steps are", "there is gaps" and "this activities"."""
    known = lexicon()
    for match in _ONE_OF.finditer(text.text):
        if match["noun"] in known.plurals:
            right = f"{match['one']} {_SINGULAR[match['verb']]}"
            reason = f"“{match['one'].split()[0]}” is one thing, and takes “{right.split()[-1]}”"
            yield Slip(match.group().casefold(), right, reason), (text, *match.span())
    for match in _THERE.finditer(text.text):
        if match["noun"] in known.plurals and match["noun"] not in known.nouns:
            verb = _PLURAL_VERBS[" ".join(match["verb"].split())]
            reason = f"“{match['noun']}” is a plural, and takes “{verb}”"
            yield Slip(match.group().casefold(), "", reason), (text, *match.span())
    for match in _THIS.finditer(text.text):
        if _is_only_plural(match["noun"]):
            reason = f"“{match['noun']}” is a plural, and takes “these” or “those”"
            yield Slip(match.group().casefold(), "", reason), (text, *match.span())


def find_plain_verbs(text: Text) -> Iterator[tuple[Slip, TextRange]]:
    """Find "will be develop" and "has implement": such a word takes another form."""
    for match in _AFTER_BE.finditer(text.text):
        reason = f"“{match['aux']}” takes another form of “{match['verb']}”"
        yield Slip(match.group(), "", reason), (text, *match.span())


def find_articles_of_acronyms(text: Text) -> Iterator[tuple[Slip, TextRange]]:
    """Find "a ASEAN meeting" and "an UN body": the article goes by how the acronym is spoken."""
    for match in _ARTICLE.finditer(text.text):
        article, acronym = match["article"], match["acronym"]
        if match["article"] == "A" and match.start() and text.text[match.start() - 2] not in ".:;":
            continue  # "Annex A EU funds"
        right = _article(acronym)
        if right and right != article.casefold():
            words = f"{article[0]}{right[1:]} {acronym}{match['plural']}"
            reason = f"before “{acronym}”, the article is “{right}”"
            yield Slip(match.group(), words, reason), (text, *match.span())


def _article(acronym: str) -> str:
    """Return the article of an acronym; none if it may be spoken as letters or as a word."""
    first = acronym[0]
    if first in "AEIO":
        return "an"
    if first == "U":
        return "a" if acronym[:2] == "UN" or not _VOWELS.search(acronym[1:]) else ""
    if _VOWELS.search(acronym):
        return "" if first in _LETTERS_LIKE_VOWELS else "a"
    return "an" if first in _LETTERS_LIKE_VOWELS else "a"


def _is_only_plural(word: str) -> bool:
    known = lexicon()
    is_other = word in known.nouns or word in known.others or word in known.third_persons
    return word in known.plurals and not is_other
