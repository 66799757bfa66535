"""Set phrases and nouns of quantity that need an article: "on regular basis", "by series of"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from expectations.plan_index import Text
from expectations.rules.clauses.articles import article_of
from expectations.rules.clauses.verbs import base_of_gerund, is_plain_verb
from expectations.rules.idiom.phrase import NOT_AFTER_CHANGE, PhraseFinder, phrase, text_before
from expectations.rules.slip import Slip
from expectations.words import TextRange, word_set

_LACKS = "an article is missing: “{right}”"
_QUALITY = (
    r"(?!(?:a|all|an|any|each|every|her|his|its|like|my|no|our|some|that|the|their|this|what|which|your|whose|"
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
for|benefit of
for|sake of
at|level of
at|beginning of
at|end of
by|end of
until|end of
before|end of
by|beginning of
at|expense of
at|same time
to|extent that
from|perspective of
"""
_END = (
    r"(?=\s*[.,;:)]|\s*$|\s(?:and|as|at|by|for|from|has|have|in|is|of|on|or|that|the|through|to|will|"
    r"with)\b)"
)
"""What follows a phrase that is no attribute: "advice on internet safety" is right."""
_WITH_THE = [line.split("|")[:2] for line in _THE.splitlines() if line.count("|") == 1]

_PHRASES = (
    phrase(
        r"\bmainstream\s(?P<words>(?:[a-z-]+\s)perspective)\b",
        r"mainstream a \g<words>",
        "an article is missing before “{words}”",
    ),
    *(
        phrase(
            rf"\b(?<!-){NOT_AFTER_CHANGE}{first}\s(?P<rest>{re.escape(rest)})(?![\w-])"
            + ("" if rest.endswith((" of", " that")) else _END),
            rf"{first} the \g<rest>",
            _LACKS,
        )
        for first, rest in _WITH_THE
    ),
)
_WHERE = re.compile(
    r"\b(?P<first>in|at|within|across|throughout)\s(?P<noun>classroom|workplace|region|province|district|internet|environment)"
    r"(?=\s*[.,;)]|\s*$|\s(?:by|through|to|with)\b)"
)
_SECTOR = re.compile(
    r"(?P<before>(?<![\w’'-])[\w’'-]+,?)\s(?P<words>(?P<kind>private|public|labour|labor|education|health|security|justice|banking|"
    r"financial|technology|tourism|energy|agricultural|business)\ssector)"
    r"(?!\sand\s(?:private|public)\ssector\b)(?=\s*[.,;)]|\s*$|\s(?:and|by|for|in|on|through|to|with)\b)"
)
_MANNER = re.compile(rf"\b(?P<first>on|in)\s{_QUALITY}\s(?P<noun>(?<=.)basis|manner)\b")
_QUANTITIES = word_set("couple handful majority number range series set variety")
_SIZES = word_set(
    "broad diverse full growing huge increasing large limited small vast whole wide wider"
)
_BEFORE = word_set(
    "across among by for from in into of on over through to under with within between"
)
_QUANTITY = re.compile(
    r"\b(?=(?P<before>[a-z]{2,})\s(?P<words>(?P<sizes>(?:[a-z]+\s)?)"
    rf"(?P<noun>{'|'.join(sorted(_QUANTITIES))})\sof)\s\w)"
)

_HEADS = (
    r"(?:Agreement|Charter|Commission|Committee|Community|Convention|Declaration|Department|Directive|"
    r"Federation|Framework|Fund|Government|"
    r"(?:Advisory|Contact|Coordination|Data|Expert|Focus|Reference|Review|Steering|Study|Support|Task|User|"
    r"Working)\sGroup|Initiative|Joint\sStatement|Ministry|Parliament|"
    r"Protocol|Secretariat|Strategy|Task\sForce|Treaty|Union|Work\sPlan)"
)
_NAME = re.compile(
    r"\b(?P<before>across|among|between|by|for|from|in|into|of|on|out|through|to|under|with|within)\s"
    rf"(?P<name>(?:[A-Z][\w’'-]+\s){{1,3}}{_HEADS}|(?:Committee|Commission|Convention|Department|Ministry|Declaration)\s(?:of|on|for)\s[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)*)"
    r"(?=\s*[.,;:)]|\s*$|\s(?:and|as|at|by|for|in|is|on|through|to|will|with)\b)"
)


def find_names_without_article(text: Text) -> Iterator[tuple[Slip, TextRange]]:
    """Find "setting out Scottish Government": a name that ends in a common noun needs "the"."""
    for match in _NAME.finditer(text.text):
        name, before = match["name"], text_before(text.text, match.start())
        is_in_name = match["before"] in ("of", "for", "on") and _IN_NAME.search(before)
        if _NO_NAME.search(name) or is_in_name:
            continue
        right = f"{match['before']} the {match['name']}"
        reason = f"an article is missing: “the {match['name']}”"
        yield Slip(match.group(), right, reason), (text, *match.span())


# "Local Government" is a field, "HM Government" has no article, "Kenya's Ministry" has one;
# "Western Union" is a firm.
_NO_NAME = re.compile(
    r"[’']|^(?:Central|Digital|Federal|Good|HM|Her|His|Joint|Local|National|Open|Regional|Self|State)\s"
    r"|^Western\sUnion$"
)
_IN_NAME = re.compile(r"(?<![.;:]\s)\b[A-Z][\w’'-]+\s$")
"""The end of a word with a capital: what follows is in its name, as in "Ministry of"."""


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


def find_places_without_article(text: Text) -> Iterator[tuple[Slip, TextRange]]:
    """Find "discussion in classroom" and "with private sector"."""
    for match in _WHERE.finditer(text.text):
        right = f"{match['first']} the {match['noun']}"
        yield Slip(match.group(), right, f"an article is missing: “{right}”"), (text, *match.span())
    for match in _SECTOR.finditer(text.text):
        before = match["before"].casefold()
        of_both = _OF_BOTH.search(text_before(text.text, match.start("words")))
        if before == "by" and match["kind"] not in ("private", "public"):
            continue  # figures "by tourism sector and region"
        is_joined = before.endswith(",") or before in _JOINTS
        if is_joined and not of_both:
            reason = f"an article is missing: “the {match['words']}”"
            yield (
                Slip(match["words"], f"the {match['words']}", reason),
                (text, *match.span("words")),
            )


_JOINTS = word_set("and by for from in of on or through to with within across")
_OF_BOTH = re.compile(
    r"\b(?:the|a|an|their|both|each|its)\s(?:[\w/-]+,?\s){1,3}(?:and|or)\s$|\bpublic\s(?:and|or)\s$",
    re.I,
)


def find_quantities_without_article(text: Text) -> Iterator[tuple[Slip, TextRange]]:
    """Find "by series of meetings" and "provide wide range of services"."""
    for match in _QUANTITY.finditer(text.text):
        before, sizes = match["before"], match["sizes"].strip()
        if (sizes and sizes not in _SIZES) or before in _SIZES or before == match["noun"]:
            continue
        if before == "in" and match["noun"] == "number":
            continue  # "large in number of cases"
        is_verb = _has_object(before, text_before(text.text, match.start()))
        if before in _BEFORE or is_verb:
            words = match["words"]
            right = f"{before} {article_of(words)} {words}"
            reason = f"an article is missing before “{words}”"
            yield (
                Slip(f"{before} {words}", right, reason),
                (text, match.start("before"), match.end("words")),
            )


def _has_object(word: str, before: str) -> bool:
    """Return whether a word has an object: not so in "the remaining set of", "a set number of"."""
    is_verb = is_plain_verb(word) or base_of_gerund(word) is not None
    return is_verb and not _DETERMINED.search(before)


_DETERMINED = re.compile(
    r"\b(?:a|an|all|any|each|every|its|less|more|most|no|our|the|their|these|this|those|very)\s$",
    re.I,
)
