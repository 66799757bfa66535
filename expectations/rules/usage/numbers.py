"""Nouns in the wrong number, and names without the article that the plan otherwise prints."""

from __future__ import annotations

import re
from collections.abc import Iterator

from expectations.plan_index import Text
from expectations.rules.lexicon import lexicon
from expectations.rules.slip import Slip
from expectations.thresholds import USAGE
from expectations.words import TextRange, word_frequency

_BEFORE_PLURAL = (
    "relevant concerned respective participating involved eligible various different other "
    "existing remaining affected"
)
_ENTIRE = re.compile(
    rf"\bthe\s(?P<word>entire|whole)\s(?P<noun>(?:{'|'.join(_BEFORE_PLURAL.split())})\s"
    r"(?:[A-Za-z-]+\s){0,2}?[A-Za-z]{3,}(?<![sui])s)\b"
)
_RESPECTIVE = re.compile(r"\b(?:the|their|our|your|of)\srespective\s(?P<noun>[A-Za-z -]+)")
_END_OF_NOUN = re.compile(
    r"\s(?:a|an|and|as|at|among|amongst|between|by|during|for|from|has|have|if|in|into|is|of|on|or|"
    r"over|that|the|through|to|under|when|where|which|who|will|with|within|shall|can|may|are)\b.*"
)
_SAME_TWICE = re.compile(r"\b(?P<word>[a-z]{4,}[^s\W])/(?P=word)\s(?P<noun>[a-z]{4,}s)\b")
_OWNERS = "children women men people peoples persons workers migrants girls boys"
_RIGHT = re.compile(
    rf"\b(?P<owner>(?:{'|'.join(_OWNERS.split())})(?:[’']s|[’']))\sright\b(?!\s(?:to|of|not)\b)",
    re.I,
)
_PROGRAMME = re.compile(
    r"\b(?P<before>about|by|for|from|in|of|on|through|to|under|with)\s(?P<name>(?:[A-Z][A-Za-z-]*\s){1,6}"
    r"(?:Act|Agreement|Charter|Convention|Declaration|Directive|Program|Programme|Protocol|Strategy|"
    r"Treaty))(?=\s*[.;,)]|\s*$|\s(?:and|are|as|by|for|from|has|in|is|on|that|to|was|which|will|with)\b)"
)


def find_wrong_numbers(text: Text) -> Iterator[tuple[Slip, TextRange]]:
    """Find nouns whose number contradicts the words before them."""
    for match in _ENTIRE.finditer(text.text):
        reason = f"“{match['word']}” takes a singular, “all” a plural"
        yield _slip(match, f"all {match['noun']}", reason), (text, *match.span())
    for match in _RESPECTIVE.finditer(text.text):
        noun = _END_OF_NOUN.sub("", match["noun"]).rstrip()
        usual = _plural(noun)
        # "the respective years side by side": the noun is a plural before the last word.
        is_plural = any(word in lexicon().plurals for word in noun.split()[:-1])
        if noun and usual and not is_plural:
            stop = match.start("noun") + len(noun)
            words = text.text[match.start() : stop]
            right = words.removesuffix(noun) + usual
            slip = Slip(words.casefold(), right, "“respective” takes a plural")
            yield slip, (text, match.start(), stop)
    for match in _SAME_TWICE.finditer(text.text):
        right = f"{match['word']}s/{match['word']} {match['noun']}"
        yield (
            _slip(match, right, "the first of the two has no plural ending"),
            (text, *match.span()),
        )
    for match in _RIGHT.finditer(text.text):
        right = f"{match['owner']} rights"
        yield _slip(match, right, "“right” has no plural ending"), (text, *match.span())


def _slip(match: re.Match[str], right: str, reason: str) -> Slip:
    return Slip(match.group().casefold(), right, reason)


def _plural(noun: str) -> str:
    """Return a phrase with its last word in the plural; empty if it has none or is one."""
    last = noun.split()[-1] if noun.split() else ""
    word = last.casefold()
    if len(word) < USAGE.shortest_noun or word.endswith("s"):
        return ""
    plural = f"{last[:-1]}ies" if re.search(r"[^aeiou]y$", word) else f"{last}s"
    gap = word_frequency(word, "en") - word_frequency(plural.casefold(), "en")
    return noun.removesuffix(last) + plural if gap <= USAGE.max_plural_gap else ""


def find_programmes_without_article(text: Text) -> Iterator[tuple[Slip, TextRange]]:
    """Find "under Green Homes Programme": what is one of a kind by name has "the"."""
    for match in _PROGRAMME.finditer(text.text):
        right = f"{match['before']} the {match['name']}"
        yield _slip(match, right, "the name lacks its article"), (text, *match.span())
