"""Set phrases and nouns of quantity that need an article: "on regular basis", "by series of"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from expectations.plan_index import Text
from expectations.rules.clauses.articles import article_of
from expectations.rules.idiom.phrase import PhraseFinder, phrase
from expectations.rules.usage.verbs import base_of_gerund, is_plain_verb
from expectations.rules.wording.slip import Slip
from expectations.words import TextRange, word_set

_LACKS = "an article is missing: “{right}”"
_QUALITY = (
    r"(?!(?:a|an|any|each|every|her|his|its|my|no|our|some|that|the|their|this|what|which|your|whose|"
    r"one|another|such|either)\b)(?P<quality>(?:[a-z-]+ly\s)?[a-z-]{3,}(?:\sand\s[a-z-]{3,}|-by-[a-z-]+)?)"
)
_THE = """
in|absence of
in|context of
in|course of
in|form of
in|framework of
in|field of
in|presence of
in|process of
in|area of
in|majority of
in|near future
in|long run
in|long term
in|short term
in|medium term
in|private sector
in|public sector
on|basis of
on|internet
on|Internet
under|auspices of
under|framework of
under|leadership of
under|umbrella of
with|aim of
with|purpose of
with|exception of
with|assistance of
with|support of
with|participation of
for|purpose of
for|purposes of
for|benefit of
for|sake of
at|level of
at|beginning of
at|expense of
at|same time
by|end of the
to|extent that
through|use of
from|perspective of
"""
_WITH_THE = [line.split("|")[:2] for line in _THE.splitlines() if line.count("|") == 1]

_PHRASES = (
    *(
        phrase(
            rf"(?<!-)\b{first}\s(?P<rest>{re.escape(rest)})(?![\w-])", rf"{first} the \g<rest>", _LACKS
        )
        for first, rest in _WITH_THE
    ),
)
_MANNER = re.compile(
    rf"\b(?P<first>on|in)\s{_QUALITY}\s(?P<noun>(?<=.)basis|manner|fashion)\b"
)
_QUANTITIES = word_set("couple handful majority number range series set variety")
_SIZES = word_set("broad diverse full growing huge increasing large limited small vast whole wide wider")
_BEFORE = word_set("across among by for from in into of on over through to under with within between")
_QUANTITY = re.compile(
    r"\b(?P<before>[a-z]{2,})\s(?P<words>(?P<sizes>(?:[a-z]+\s)?)"
    rf"(?P<noun>{'|'.join(sorted(_QUANTITIES))})\sof)\s(?=\w)"
)

find_set_phrases_without_article = PhraseFinder(_PHRASES).find
"""Find "in framework of" and their like."""


def find_manners_without_article(text: Text) -> Iterator[tuple[Slip, TextRange]]:
    """Find "on regular basis" and "in timely manner"."""
    for match in _MANNER.finditer(text.text):
        if match["first"] == ("on" if match["noun"] == "basis" else "in"):
            quality = match["quality"]
            right = f"{match['first']} {article_of(quality)} {quality} {match['noun']}"
            reason = f"an article is missing: “{right}”"
            yield Slip(match.group().casefold(), right, reason), (text, *match.span())


def find_quantities_without_article(text: Text) -> Iterator[tuple[Slip, TextRange]]:
    """Find "by series of meetings" and "provide wide range of services"."""
    for match in _QUANTITY.finditer(text.text):
        before, sizes = match["before"], match["sizes"].strip()
        if (sizes and sizes not in _SIZES) or before in _SIZES or before == match["noun"]:
            continue
        if before == "in" and match["noun"] == "number":
            continue  # "large in number of cases"
        is_verb = is_plain_verb(before) or base_of_gerund(before) is not None
        if before in _BEFORE or is_verb:
            words = match["words"]
            right = f"{before} {article_of(words)} {words}"
            reason = f"an article is missing before “{words}”"
            yield Slip(f"{before} {words}", right, reason), (text, match.start(), match.end("words"))
