"""Prepositions that a word does not take, and set phrases with a wrong word."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from expectations.plan_index import Text
from expectations.rules.idiom.phrase import PhraseFinder, phrase, taken
from expectations.rules.slip import Slip
from expectations.words import TextRange

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
comprising|of|
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


_PHRASES = (
    *map(taken, _TAKES.split()),
    phrase(r"\bwith\sregards\sto\b", "with regard to"),
    phrase(r"\bin\sregards\s(?:to|of)\b", "with regard to"),
    phrase(r"\bwith\srespects\sto\b", "with respect to"),
    phrase(r"\bin\s(?P<word>accordance|compliance|conformity|line)\sto\b", r"in \g<word> with"),
    phrase(r"\bin\srelation\swith\b", "in relation to"),
    phrase(r"\bin\scharge\sfor\b", "in charge of"),
    phrase(r"\bfor\sthe\spurpose\sto\b", "for the purpose of"),
    phrase(r"\bin\sterm\sof\b", "in terms of"),
    phrase(r"\bin\scampus\b", "on campus"),
    phrase(r"\bwith\s(?:a|the)\sview\s(?P<word>of|for)\b", "with a view to"),
    phrase(r"\bwith\sregard\s(?:of|on)\b", "with regard to"),
    phrase(r"\bin\sregard\swith\b", "with regard to"),
    phrase(r"\bon\sbehalf\sto\b", "on behalf of"),
    phrase(r"\bas\sregard\sto\b", "as regards"),
    phrase(
        r"\b(?P<word>on|for|of|mutual|through|and|show|promote|promoting)\srespect\sof\b",
        r"\g<word> respect for",
        "“respect” takes “for”, not “of”",
    ),
    phrase(r"(?<!at )\barms\slength\b", "arm’s-length"),
    phrase(r"\bat\sarms\slength\b", "at arm’s length"),
    phrase(
        r"\b(?P<word>becom(?:e|es|ing)|is|are|was|were|be)\scommon\splace\b",
        r"\g<word> commonplace",
    ),
    phrase(r"\bby\smean\sof\b", "by means of"),
    phrase(r"\bterms\sof\sreferences\b", "terms of reference"),
    phrase(r"\bcodes?\sof\sconducts\b", "codes of conduct"),
    phrase(r"\btrainings?\sof\strainer\b", "training of trainers"),
    phrase(
        r"\b(?P<word>among|by|for|from|in|of|to|with|within)\s(?P<noun>community|public)\sat\slarge\b",
        r"\g<word> the \g<noun> at large",
    ),
    phrase(
        r"\b(?P<word>(?:disseminat|exchang|gather|shar)(?:e|es|ed|ing)?)\sinformation\sof\sthe\b"
        r"(?!\s(?:type|kind|sort|nature|highest|same|form|utmost|following)\b)",
        r"\g<word> information on the",
        "after “{word}”, “information” takes “on”, not “of”",
    ),
    phrase(r"\bhuman\sright\b(?!\s(?:to|of)\b)", "human rights"),
    phrase(r"\bextra[- ]curriculum\b", "extracurricular"),
    phrase(
        r"\b(?P<word>lessons?)-(?P<last>learnt|learned)\b(?=\s*[.,;:)]|\s*$|\s(?:from|of|on|in|"
        r"and|by|with|for)\b)",
        r"\g<word> \g<last>",
    ),
    phrase(
        rf"(?:^|(?<=[.;:(]\s)|\b(?:a|an|the|of|on|through|conduct|undertake)\s)need\s"
        rf"(?P<word>{_EVENT_NOUNS})\b",
        r"needs \g<word>",
    ),
    phrase(
        r"\b(?P<word>fall(?:s|ing)?|lie(?:s)?)\s(?:on|at|to)\s(?P<whose>the|its|their|[A-Z]\w+[’']s)\s"
        r"(?P<noun>mandate|scope|remit|purview|competence)\b",
        r"\g<word> within \g<whose> \g<noun>",
        "the set phrase is “fall within a {noun}”",
    ),
    phrase(
        r"\b(?P<word>drivers?|causes?|aspects?)\sto\s(?P<noun>(?:[a-z]+\s)?[a-z]+(?:ism|tion|sion|ment|ness|"
        r"ity|ence|ance))\b",
        r"\g<word> of \g<noun>",
        "“{word}” takes “of”, not “to”",
    ),
    phrase(
        rf"\b(?P<to>to|will|shall|must|should)\s(?P<adverb>[a-z]+ly\s)?"
        rf"(?P<word>{'|'.join(_INTRANSITIVE.split())})\s(?P<next>the|a|an|these|those|its|their)\b",
        "",
        "“{word}” has no direct object: a preposition is missing",
        begins_at_word=True,
    ),
    phrase(
        r"\((?:and\s|or\s)?may\sbe\s(?![a-z]+(?:ed|en|able|ible|al|ive|ary|ant|ent|ful|ous)\b)"
        r"(?P<noun>[a-z]{4,})(?=\)|,)",
        "",
        "“may be” has no subject; “maybe” may be meant",
    ),
)

find_wrong_phrases = PhraseFinder(_PHRASES).find
"""Find "relevant with", "with regards to" and their like."""


_OWN = {
    "commitment": ("to", "towards"),
    "contribution": ("to", "towards"),
    "resilience": ("to", "towards"),
    "respect": ("for", "of|towards"),
    "sensitivity": ("to", "towards|for"),
}
"""Nouns with the preposition that they take, and others that are seen, which a plan may prefer."""
_IN_SET_PHRASE = r"(?<!in )(?<!with )(?<!the )(?<!gain )(?<!earn )(?<!win )(?<!lose )(?<!command )"
"""What makes another preposition right: "in respect of", "earn the respect of others"."""
_WITH_OWN = re.compile(
    rf"\b(?P<noun>{'|'.join(_OWN)})\s(?P<link>{'|'.join(p for p, _ in _OWN.values())})\b"
)
_OF_PERSONS = (
    r"(?!\s(?:[a-z]+\s){0,2}(?:adults|children|citizens|clients|colleagues|elderly|elders|guests|girls|"
    r"members|men|migrants|minorities|neighbours|others|parents|patients|people|persons|pupils|"
    r"refugees|residents|staff|strangers|students|teachers|users|victims|visitors|women|workers)\b)"
)
"""Persons, before whom "towards" is right, too: "show respect towards elders"."""
_WITH_OTHER = {
    noun: re.compile(rf"{_IN_SET_PHRASE}\b{noun}\s(?:{others})\b(?=\s[a-z]{{4,}}){_OF_PERSONS}")
    for noun, (_, others) in _OWN.items()
}


class OwnPrepositions:
    """Nouns that a plan prints with the preposition that they take, and elsewhere with another."""

    def __init__(self, texts: Iterable[Text]) -> None:
        self._usual: dict[str, int] = defaultdict(int)
        for text in texts:
            for match in _WITH_OWN.finditer(text.text):
                self._usual[match["noun"]] += match["link"] == _OWN[match["noun"]][0]

    def find(self, text: Text) -> Iterator[tuple[Slip, TextRange]]:
        """Find "respect towards diversity" where the plan also prints "respect for"."""
        for noun in (noun for noun, count in self._usual.items() if count and noun in text.text):
            for match in _WITH_OTHER[noun].finditer(text.text):
                right = f"{noun} {_OWN[noun][0]}"
                reason = f"elsewhere the plan prints “{right}”, as is usual"
                yield Slip(match.group().casefold(), right, reason), (text, *match.span())
