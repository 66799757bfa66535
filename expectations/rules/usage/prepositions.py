"""Prepositions that a word does not take, and set phrases with a wrong word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from expectations.plan_index import Text
from expectations.rules.wording.slip import Slip
from expectations.words import TextRange

_NOT_OF_WORD = (
    r"(?!\s(?:average|behalf|regards?|respect|reference|effect|immediate|a\sview|the\s(?:aim|help|"
    r"support|assistance|full|whole|basis|other\shand)|each\sother|time|top|occasion)\b)"
)
"""What makes a preposition the beginning of an adverbial: "relevant with respect to"."""

_TAKES = """
relevant|with|to
consistent|to|with
compliant|to|with
responsible|of|for
capable|to|of
aware|about,on|of
awareness|towards|of
similar|with|to
relate(?:s|d)?|with|to
relating|with|to
associated|to|with
compl(?:y|ies|ied|ying)|to|with
adher(?:e|es|ed|ing)|with|to
consist(?:s|ed|ing)?|on,from|of
depend(?:s|ed|ing)?|of,from|on
insist(?:s|ed|ing)?|to|on
specialis(?:e|es|ed|ing)|on|in
specializ(?:e|es|ed|ing)|on|in
invest(?:s|ed|ing)?|on|in
engag(?:e|es|ed|ing)|into|in
participat(?:e|es|ed|ing)|to|in
result(?:ed|ing)|to|in
resort(?:s|ed|ing)?|in|to
according|with|to
regardless|to,from|of
irrespective|to,from|of
prior|than|to
divided|to|into
recommend(?:ing)?|on,about|
discuss(?:es|ed|ing)?|about,on|
emphasi[sz](?:e|es|ed|ing)|on,about|
mention(?:s|ing)|about,on|
compris(?:e|es|ing)|of|
lack(?:s|ing)|of|
impacts?|to|on
adherence|with|to
conducive|for|to
susceptible|for|to
interested|on|in
"""
"""Words, the prepositions that they do not take, and the one that they take; empty: none."""

_INTRANSITIVE = (
    "adhere campaign collaborate comply cooperate depend insist interfere participate rely"
)
_EVENT_NOUNS = "assessment|assessments|analysis|analyses|survey|surveys"


@dataclass(frozen=True)
class _Phrase:
    """A regular expression that is wrong; `right` replaces it, groups expanded; may be empty."""

    expression: str
    right: str
    reason: str
    begins_at_word: bool = False

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The compiled expression: most plans have none of the phrases, and never need it."""
        return re.compile(self.expression, re.I)


def _taken(line: str) -> _Phrase:
    word, wrong, right = line.rsplit("|", 2)
    others = "|".join(wrong.split(","))
    pattern = rf"\b(?P<word>{word})\s(?P<wrong>{others})\b{_NOT_OF_WORD}"
    reason = "“{wrong}” does not follow “{word}”" + (f", “{right}” does" if right else "")
    return _Phrase(pattern, rf"\g<word> {right}".strip(), reason)


def _phrase(
    pattern: str,
    right: str,
    reason: str = "the set phrase is “{right}”",
    *,
    begins_at_word: bool = False,
) -> _Phrase:
    return _Phrase(pattern, right, reason, begins_at_word)


_PHRASES = (
    *map(_taken, _TAKES.split()),
    _phrase(r"\bwith\sregards\sto\b", "with regard to"),
    _phrase(r"\bin\sregards\s(?:to|of)\b", "with regard to"),
    _phrase(r"\bwith\srespects\sto\b", "with respect to"),
    _phrase(r"\bin\s(?P<word>accordance|compliance|conformity|line)\sto\b", r"in \g<word> with"),
    _phrase(r"\bin\srelation\swith\b", "in relation to"),
    _phrase(r"\bin\scharge\sfor\b", "in charge of"),
    _phrase(r"\bfor\sthe\spurpose\sto\b", "for the purpose of"),
    _phrase(r"\bin\sterm\sof\b", "in terms of"),
    _phrase(r"\bin\scampus\b", "on campus"),
    _phrase(r"\bwith\s(?:a|the)\sview\s(?P<word>of|for)\b", "with a view to"),
    _phrase(r"\bwith\sregard\s(?:of|on)\b", "with regard to"),
    _phrase(r"\bin\sregard\swith\b", "with regard to"),
    _phrase(r"\bon\sbehalf\sto\b", "on behalf of"),
    _phrase(r"\bas\sregard\sto\b", "as regards"),
    _phrase(
        r"\b(?P<word>on|for|of|mutual|through|and|show|promote|promoting)\srespect\sof\b",
        r"\g<word> respect for",
        "“of” does not follow “respect”, “for” does",
    ),
    _phrase(r"(?<!at )\barms\slength\b", "arm’s-length"),
    _phrase(r"\bat\sarms\slength\b", "at arm’s length"),
    _phrase(
        r"\b(?P<word>becom(?:e|es|ing)|is|are|was|were|be)\scommon\splace\b",
        r"\g<word> commonplace",
    ),
    _phrase(r"\bby\smean\sof\b", "by means of"),
    _phrase(r"\bterms\sof\sreferences\b", "terms of reference"),
    _phrase(r"\bcodes?\sof\sconducts\b", "codes of conduct"),
    _phrase(r"\btrainings?\sof\strainer\b", "training of trainers"),
    _phrase(
        r"\b(?P<word>among|by|for|from|in|of|to|with|within)\s(?P<noun>community|public)\sat\slarge\b",
        r"\g<word> the \g<noun> at large",
    ),
    _phrase(
        r"\b(?P<word>(?:disseminat|exchang|gather|shar)(?:e|es|ed|ing)?)\sinformation\sof\sthe\b"
        r"(?!\s(?:type|kind|sort|nature|highest|same|form|utmost|following)\b)",
        r"\g<word> information on the",
        "“of” does not follow “information” after “{word}”, “on” does",
    ),
    _phrase(r"\bhuman\sright\b(?!\s(?:to|of)\b)", "human rights"),
    _phrase(r"\bextra[- ]curriculum\b", "extracurricular"),
    _phrase(
        r"\b(?P<word>lessons?)-(?P<last>learnt|learned)\b(?=\s*[.,;:)]|\s*$|\s(?:from|of|on|in|"
        r"and|by|with|for)\b)",
        r"\g<word> \g<last>",
    ),
    _phrase(
        rf"(?:^|(?<=[.;:(]\s)|\b(?:a|an|the|of|on|through|conduct|undertake)\s)need\s"
        rf"(?P<word>{_EVENT_NOUNS})\b",
        r"needs \g<word>",
    ),
    _phrase(
        r"\b(?P<word>fall(?:s|ing)?|lie(?:s)?)\s(?:on|at|to)\s(?P<whose>the|its|their|[A-Z]\w+[’']s)\s"
        r"(?P<noun>mandate|scope|remit|purview|competence)\b",
        r"\g<word> within \g<whose> \g<noun>",
        "things fall within a {noun}",
    ),
    _phrase(
        r"\b(?P<word>drivers?|causes?|aspects?)\sto\s(?P<noun>(?:[a-z]+\s)?[a-z]+(?:ism|tion|sion|ment|ness|"
        r"ity|ence|ance))\b",
        r"\g<word> of \g<noun>",
        "“to” does not follow “{word}”, “of” does",
    ),
    _phrase(
        rf"\b(?P<to>to|will|shall|must|should)\s(?P<adverb>[a-z]+ly\s)?"
        rf"(?P<word>{'|'.join(_INTRANSITIVE.split())})\s(?P<next>the|a|an|these|those|its|their)\b",
        "",
        "“{word}” has no direct object: a preposition is missing",
        begins_at_word=True,
    ),
    _phrase(
        r"\((?:and\s|or\s)?may\sbe\s(?![a-z]+(?:ed|en|able|ible|al|ive|ary|ant|ent|ful|ous)\b)"
        r"(?P<noun>[a-z]{4,})(?=\)|,)",
        "",
        "“may be” has no subject; “maybe” may be meant",
    ),
)


def _any_of(patterns: Sequence[str]) -> re.Pattern[str]:
    """Return a pattern that is found wherever one of some patterns is, and is sought only once."""
    edge = r"\b"
    nameless = [re.sub(r"\(\?P<\w+>", "(?:", pattern) for pattern in patterns]
    at_words = "|".join(f"(?:{p.removeprefix(edge)})" for p in nameless if p.startswith(edge))
    others = "|".join(f"(?:{p})" for p in nameless if not p.startswith(edge))
    return re.compile(rf"\b(?:{at_words})|{others}", re.I)


_ANY_PHRASE = _any_of([phrase.expression for phrase in _PHRASES])


def find_wrong_phrases(text: Text) -> Iterator[tuple[Slip, TextRange]]:
    """Find "relevant with", "with regards to" and their like."""
    if not _ANY_PHRASE.search(text.text):
        return
    for phrase in _PHRASES:
        for match in phrase.pattern.finditer(text.text):
            start = match.start() + (match.group()[0] in "( ")
            start = match.start("word") if phrase.begins_at_word else start
            right = match.expand(phrase.right) if phrase.right else ""
            if text.text[start].isupper():
                right = right[:1].upper() + right[1:]
            reason = phrase.reason.format(right=right, **match.groupdict())
            words = text.text[start : match.end()]
            yield Slip(words.casefold(), right, reason), (text, start, match.end())
