"""English words that are right elsewhere: "though developing", "vulnerable to prevent"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from expectations.plan_index import Text
from expectations.rules.clauses.verbs import is_plain_verb
from expectations.rules.slip import Slip
from expectations.thresholds import SLIPS
from expectations.words import TextRange, word_frequency


@dataclass(frozen=True)
class _Confusion:
    """A pattern in which a word is wrong; `right` replaces the words, groups expanded."""

    pattern: re.Pattern[str]
    right: str
    reason: str


def _words_of(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _confusion(pattern: str, right: str, reason: str) -> _Confusion:
    return _Confusion(re.compile(pattern), right, reason)


_BARE_VERBS = """achieve adopt allow avoid become build combat create decide develop discuss
    encourage enhance ensure enable establish facilitate identify implement improve maintain prevent
    promote protect provide reduce strengthen tackle undertake"""
_TO_NOUN = """vulnerable susceptible prone exposed resilient conducive contrary relative pertaining
    relating contributing"""
_NOT_A_CLAUSE = r"(?!\w+ing\s+(?:is|are|was|were|will|may|can|has|have)\b)"

_AS_ONE = """means tool instrument platform agent basis way result forum mechanism model vehicle
    catalyst source"""

_CONFUSIONS = (
    _confusion(
        rf"\bas\s(?P<word>{'|'.join(_AS_ONE.split())})\s(?P<next>of|for|to)\b",
        "",
        "an article is missing before “{word}”",
    ),
    _confusion(
        r"\b(?P<before>and|of|on|from|or|sharing)\slesson\s(?P<word>learn(?:ed|t))\b",
        r"\g<before> lessons \g<word>",
        "“lesson” has neither an article nor a plural ending",
    ),
    _confusion(
        r"\bthe\s(?P<word>role)\s(?!of|that|which|played|for|and|to|as|model|models)"
        r"(?:(?!play|plays|played|can|could|may|has|have|is)[a-z-]+\s){1,2}in\s[a-z]+ing\b",
        "",
        "a word is missing after “{word}”",
    ),
    _confusion(
        r"\b(?P<word>[a-z]{5,}?)(?:e?s|e?d|ing)\s(?:[a-z]+\s){1,3}to\s(?P=word)e?\b",
        "",
        "the same verb is printed twice",
    ),
    _confusion(
        rf"(?<![,;:.(–—-])(?<!\beven)(?<!\bas)(?<=\w)\s(?P<word>though)\s{_NOT_A_CLAUSE}(?P<next>[a-z]+ing)\b",
        r"through \g<next>",
        "“through” may be meant: “though” does not fit before “{next}”",
    ),
    _confusion(
        r"\b(?P<before>a|an|the|each|every|any|this)\s(?P<word>from)\s(?P<next>\w+)\b",
        r"\g<before> form \g<next>",
        "“from” does not follow “{before}”",
    ),
    _confusion(
        r"\b(?P<before>[a-z]+(?:ed|ing|en|away|benefits?))\s(?P<word>form)\s"
        r"(?P<next>the|all|other|each|both|these|those|its|their)\b",
        r"\g<before> from \g<next>",
        "“form” does not fit between “{before}” and “{next}”",
    ),
    _confusion(
        r"\b(?P<before>more|less|fewer|better|higher|lower|larger|smaller|greater|rather|later|"
        r"other|earlier|faster)\s(?P<word>then)\s(?P<next>[\w]+)\b",
        r"\g<before> than \g<next>",
        "“{before}” takes “than”",
    ),
    _confusion(
        r"\b(?P<before>of|for|with|by|in|on|from|under|improve|strengthen|protect|increase)\s"
        r"(?P<word>there)\s(?!(?:is|are|was|were|being|will|to|and|or|by)\b)(?P<next>[a-z]{3,})\b",
        r"\g<before> their \g<next>",
        "“there” is printed for “their”",
    ),
    _confusion(
        r"\b(?P<before>of|for|with|by|in|on|from|under|and)\s(?P<word>it['’]s)\s"
        r"(?P<next>(?!(?:a|an|the|not)\b)[a-z]{4,})\b",
        r"\g<before> its \g<next>",
        "“it’s” is printed for “its”",
    ),
    _confusion(
        r"\b(?!(?:He|Here|It|She|That|There|What|Where|Who)\b)(?P<owner>[A-Z][a-z]{2,})[’']s\s"
        r"(?P<verb>has|have|will|shall)\b(?!\sbeen\b)",
        r"\g<owner> \g<verb>",
        "“’s” makes the subject of “{verb}” a possessive",
    ),
    _confusion(
        rf"\b(?P<word>{'|'.join(_TO_NOUN.split())})\sto\s(?P<next>{'|'.join(_BARE_VERBS.split())})\b",
        "",
        "“{word} to” is followed by a verb: words are missing",
    ),
    _confusion(
        r"\b(?P<word>emphasi[sz](?:es?|ed|ing)|comprises?|mention(?:s|ed|ing)?|"
        r"discuss(?:es|ed|ing)?|accommodat(?:es?|ed|ing))\s(?P<next>on|of|about|upon|for)\b"
        r"(?<!mentioned of)(?<!discussed on)(?<!discussed of)(?<!mentioned on)(?<!mentioned for)"
        r"(?<!discussed for)(?<!accommodated for)",
        r"\g<word>",
        "“{next}” does not follow “{word}”",
    ),
)

_UNCOUNTABLE = "advice|equipment|evidence|guidance|information|infrastructure|legislation|research"
_WITH_ARTICLE = re.compile(
    rf"\b(?P<article>[Aa]n?)\s(?P<word>{_UNCOUNTABLE})\b(?=\s*(?:[.,;:]|$|(?:on|in|of|about|for|to)\b)|"
    r"\sand\s[a-z]+\s[a-z]+\s(?:on|of|about)\b)"
)
_PERSON = re.compile(
    r"\b(?:by|for|of|among|amongst|between|from|with|against|to)\s"
    r"(?P<phrase>(?:[A-Za-z-]+\s)?(?P<noun>[A-Za-z]{4,}))"
    r"(?=\s*[.,;:)]|\s*$|\s(?:who|that|in|on|for|to|of|from|with|by|as|especially|"
    r"particularly|including|about)\b)"
)
_PERSON_NOUNS = _words_of(
    """academic actor adviser advisor beneficiary citizen consumer customer driver employee employer
    engineer entrepreneur expert extremist farmer fisher graduate journalist judge lawyer learner
    manager migrant nurse offender officer official operator owner parent passenger patient
    practitioner prisoner producer professional prosecutor refugee resident researcher scientist
    specialist stakeholder student teacher technician terrorist tourist trainee trainer user victim
    visitor volunteer worker"""
)
_DETERMINERS = _words_of(
    """a an the this that each every any no one another some its their his her our your which whose
    per both either neither"""
)


def find_confusions(text: Text) -> Iterator[tuple[Slip, TextRange]]:
    """Find words in places where only another word is right."""
    for confusion in _CONFUSIONS:
        for match in confusion.pattern.finditer(text.text):
            start = match.start() + (match.group()[0] == " ")
            words = text.text[start : match.end()]
            right = match.expand(confusion.right) if confusion.right else ""
            reason = confusion.reason.format(**match.groupdict())
            yield Slip(words.casefold(), right, reason), (text, start, match.end())


def find_uncountable(text: Text) -> Iterator[tuple[Slip, TextRange]]:
    """Find "a" before a noun that has no plural."""
    for match in _WITH_ARTICLE.finditer(text.text):
        reason = f"“{match['word']}” is not used with an article"
        yield Slip(match.group().casefold(), match["word"], reason), (text, *match.span())


def find_lone_persons(text: Text) -> Iterator[tuple[Slip, TextRange]]:
    """Find one person without an article after a preposition: "by violent extremist"."""
    for match in _PERSON.finditer(text.text):
        first, noun = match["phrase"].split()[0].casefold(), match["noun"]
        if noun.casefold() not in _PERSON_NOUNS or not _is_attribute(first, noun.casefold()):
            continue
        plural = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
        usual = match["phrase"].removesuffix(noun) + plural
        reason = f"“{noun}” has neither an article nor a plural ending"
        yield Slip(match.group().casefold(), usual, reason), (text, *match.span("phrase"))


def _is_attribute(first: str, noun: str) -> bool:
    """Return whether a word before a noun may be its attribute, and is no determiner."""
    if first == noun:
        return True
    is_known = word_frequency(first, "en") >= SLIPS.min_zipf
    is_known = is_known and not is_plain_verb(first)  # "to allow user" is reported as an object
    return is_known and first not in _DETERMINERS and not first.endswith(("ing", "'s", "’s", "s"))
