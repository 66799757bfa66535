"""Words printed for others that sound or look alike: "guiding principals", "for develop"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from expectations.plan_index import Text
from expectations.rules.idiom.phrase import PhraseFinder, phrase
from expectations.rules.lexicon import lexicon
from expectations.rules.slip import Slip
from expectations.rules.variants.capitals import is_title
from expectations.words import TextRange, word_set

_STANDS = "“{right}” may be meant"
_PHRASES = (
    phrase(
        r"\b(?P<word>guiding|basic|core|founding|design|ethical|fundamental|growth|humanitarian|"
        r"moral|planning|underlying|[a-z]{3,}ability)\sprincipals\b",
        r"\g<word> principles",
        _STANDS,
    ),
    phrase(
        r"\b(?:3rd)(?P<word>[\s-]part(?:y|ies))\b",
        r"third\g<word>",
        "numbers up to ten are words in running text: “{right}”",
    ),
    phrase(
        r"\bin\sreal-time\b(?=\s*[.,;:)]|\s*$|\s(?:and|by|for|on|to|when|with)\b)",
        "in real time",
        "no noun follows, so that no hyphen belongs there: “{right}”",
    ),
    phrase(
        r"\b(?P<word>in|over|for|on)\s(?P<the>the\s|a\s)?(?P<next>long|short|medium|near)-term\b(?=\s*[.,;:)]|\s*$|\s(?:as|by|for|to|when|with)\b)",
        r"\g<word> \g<the>\g<next> term",
        "no noun follows, so that no hyphen belongs there: “{right}”",
    ),
    phrase(
        r"\b(?:be|been|being|is|are|was|were)\s(?P<word>submitted)\sthe\b"
        r"(?!\s(?:day|following|month|next|previous|same|week|year)\b)",
        r"\g<word> to the",
        "a word is missing: “{right}”",
        begins_at_word=True,
    ),
    phrase(r"\bin\sprincipal\b(?=\s*[.,;:)]|\s*$)", "in principle", _STANDS),
    phrase(
        r"\b(?P<the>a|its|our|the|their)\sprinciple\s(?P<word>actors?|agents?|goals?|objectives?|"
        r"partners?)\b",
        r"\g<the> principal \g<word>",
        _STANDS,
    ),
    phrase(
        r"\b(?P<word>the|an|adverse|negative|positive|side|knock-on)\saffects?\s(?:of|on)\b",
        "",
        "“effect” may be meant",
    ),
    phrase(
        r"\b(?P<word>adversely|negatively|positively)\seffect\s(?P<next>the|our|their|its|all)\b(?!\s(?:change|transfer))",
        r"\g<word> affect \g<next>",
        _STANDS,
    ),
    phrase(
        r"\b(?P<word>will|shall|should|can|may|must)\sadvice\s(?=[a-z])",
        r"\g<word> advise",
        _STANDS,
    ),
    phrase(
        r"\b(?P<word>provide|give|offer|seek|of|policy|legal|technical)\sadvise\b",
        r"\g<word> advice",
        _STANDS,
    ),
    phrase(r"\bto\sloose\s(?P<word>the|their|its|any|all)\b", r"to lose \g<word>", _STANDS),
    phrase(r"\b(?P<word>to|will|can|of)\sinsure\sthat\b", r"\g<word> ensure that", _STANDS),
    phrase(
        r"\b(?P<to>to|will)\srole\sout\b",
        r"\g<to> roll out",
        _STANDS,
    ),
    phrase(r"\broll\smodels?\b", "role model", _STANDS),
    phrase(
        r"\beconomical\s(?P<word>development|growth|sectors?|polic(?:y|ies)|crisis|situation|activit(?:y|ies)|empowerment|opportunit(?:y|ies))\b",
        r"economic \g<word>",
        _STANDS,
    ),
    phrase(
        r"\b(?P<word>military|security|medical|police|army|health|administrative)\spersonal\b(?!\s(?:data|protective|information|care|safety|details))",
        r"\g<word> personnel",
        _STANDS,
    ),
    phrase(r"\bstaff\smoral\b", "staff morale", _STANDS),
    phrase(r"\b(?P<word>were|was|are|is|been|be)\slead\sby\b", r"\g<word> led by", _STANDS),
    phrase(r"\b(?P<word>has|have|had)\slead\sto\b", r"\g<word> led to", _STANDS),
    phrase(
        r"\b(?P<word>could|should|would|might|must)\sof\s(?P<next>been|had|done)\b",
        r"\g<word> have \g<next>",
        _STANDS,
    ),
    phrase(r"\bweather\sor\snot\b", "whether or not", _STANDS),
    phrase(
        r"\b(?P<word>children|women|men)s\b(?!\W?wear|\srea\b)",
        r"\g<word>’s",
        "an apostrophe is missing: “{right}”",
    ),
    phrase(r"\bad-hoc\b", "ad hoc", "Latin phrases take no hyphen: “{right}”"),
    phrase(
        r"\b(?P<word>pro)-(?P<next>rata|bono|forma)\b",
        r"\g<word> \g<next>",
        "Latin phrases take no hyphen: “{right}”",
    ),
    phrase(r"\band\setc\b", "etc", "“etc” already includes the meaning “and”"),
    phrase(r"\bsuch\sas\slike\b", "such as", "“like” repeats “such as”"),
    phrase(
        # "a Self Assessment return" has the name of a tax return.
        r"\bself\s(?P<word>(?-i:assessments?|care|defen[cs]e|determination|employ(?:ed|ment)|evaluation|"
        r"financ(?:ed|ing)|governing|help|regulat(?:ed|ing|ion)|relian(?:ce|t)|respect|service|"
        r"sufficien(?:cy|t)|sustaining))\b",
        r"self-\g<word>",
        "a hyphen is missing: “{right}”",
    ),
    phrase(
        r"\bthe\s(?P<word>EU|NHS|UK|UN|US|USA)s\b",
        r"the \g<word>’s",
        "an apostrophe is missing: “{right}”",
    ),
    phrase(r"\balot\b", "a lot", _STANDS),
    phrase(r"\binorder\b", "in order", _STANDS),
    phrase(r"\bas\swell\slike\b", "as well as", _STANDS),
    phrase(r"\bthe\sboth\b", "both", _STANDS),
    phrase(
        r"\bdoes\snot\s(?P<word>has|includes|exists|provides|requires|allows)\b",
        "",
        "after “does”, the verb has no ending",
    ),
    phrase(r"\btake\sin\sto\b", "take into", _STANDS),
)

_GENERAL = """campaigns citizens communities companies contracts countries experts farmers
    governments institutions measures mechanisms ministries networks officials
    programmes programs projects salaries schools seminars stakeholders strategies
    students teachers universities workshops"""
_CAPITAL = re.compile(
    r"(?<![\w’'-])(?P<before>[\w’'-]+)\s"
    rf"(?P<word>{'|'.join(word.capitalize() for word in _GENERAL.split())})"
    r"(?=\s*[.,;)]|\s*$|\s(?:and|are|as|at|by|for|from|have|in|of|on|over|that|to|which|will|with)\s[a-z\[£$\d])"
)


def find_capital_plurals(text: Text) -> Iterator[tuple[Slip, TextRange]]:
    """Find "among ASEAN Universities": several things of a kind have no name."""
    if is_title(text.text):
        return
    for match in _CAPITAL.finditer(text.text):
        before, word = match["before"], match["word"]
        is_in_name = before[0].isupper() and not before.isupper()
        if not is_in_name and before not in ("and", "of", "for"):
            reason = f"“{word}” is no name, but begins with a capital inside a sentence"
            yield Slip(match.group(), f"{before} {word.lower()}", reason), (text, *match.span())


find_confused_words = PhraseFinder(_PHRASES).find
"""Find "guiding principals", "ad-hoc" and their like."""

_TWICE = re.compile(r"\b(?P<words>[a-z]+\s[a-z]+)\s(?P=words)\b")


def find_phrases_twice(text: Text) -> Iterator[tuple[Slip, TextRange]]:
    """Find "in terms in terms of"."""
    for match in _TWICE.finditer(text.text):
        if _JOINTS.intersection(match["words"].split()):
            continue  # "more and more and more", "from online to face to face"
        slip = Slip(match.group(), match["words"], "the same two words are printed twice")
        yield slip, (text, *match.span())


_JOINTS = word_set("after and by or to")
_BEFORE_VERB = re.compile(
    r"\b(?P<first>about|after|before|between|by|for|from|in|into|of|on|through|towards|upon|while|with|without)\s"
    r"(?:[a-z]+ly\s)?(?P<verb>[a-z]{4,})\b(?=\s(?:the|a|an|their|its|all|and|new|more|[a-z]+s)\b)"
)
_NOT_VERBS = word_set("allow become better come deny further install inter lower merge")


def find_verbs_after_prepositions(text: Text) -> Iterator[tuple[Slip, TextRange]]:
    """Find "by provide training": a plain verb after a preposition."""
    known = lexicon()
    gerunds = _gerunds()
    for match in _BEFORE_VERB.finditer(text.text):
        verb = match["verb"]
        if known.is_only_verb(verb) and verb not in _NOT_VERBS and verb in gerunds:
            words = match.group()
            right = words.removesuffix(verb) + gerunds[verb]
            reason = f"after “{match['first']}”, the form of the verb is “{gerunds[verb]}”"
            yield Slip(words, right, reason), (text, *match.span())


@cache
def _gerunds() -> dict[str, str]:
    return {verb: form for form, verb in lexicon().gerunds.items()}


_ENABLE = re.compile(
    r"\b(?:to|will|shall|should|can|may|would)\s(?P<words>(?P<word>enable|encourage|empower|oblige|urge|persuade|motivate|convince)\sto\s(?P<verb>[a-z]{3,}))\b"
)


def find_lacking_objects(text: Text) -> Iterator[tuple[Slip, TextRange]]:
    """Find "to enable to work": the verb lacks its object, so that nobody is said to work."""
    for match in _ENABLE.finditer(text.text):
        if match["verb"] in lexicon().verbs:
            reason = f"“{match['word']}” has no object: it does not say whom"
            yield Slip(match["words"], "", reason), (text, *match.span("words"))
