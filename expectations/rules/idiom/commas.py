"""Commas that are missing or too many, and "etc." after "such as"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from expectations.plan_index import PlanIndex, Text
from expectations.rule import Finding
from expectations.rules.clauses.verbs import SENTENCE
from expectations.rules.idiom.phrase import text_before
from expectations.rules.lexicon import lexicon
from expectations.thresholds import USAGE
from expectations.words import TextRange, word_set

_OPENERS = (
    "However|Moreover|Furthermore|Additionally|Nevertheless|Nonetheless|Consequently|In addition|"
    "For example|For instance|On the other hand|In contrast|In conclusion|In particular|"
    "As a result|"
    "In other words|As a consequence|Meanwhile"
)
_OPENING = re.compile(
    rf"(?:^|[.;:]\s)(?P<found>(?:{_OPENERS})\s(?:the|this|these|those|it|they|we|there|a|an|some|most|many|all|our|its|their|in|when|if))\b"
)
_EXAMPLES = re.compile(r"\bsuch\sas\s")
_ETC = re.compile(r"(?P<found>(?<![\w’'-])[\w’'-]+,?\setc\b\.?)")
_FOLLOWING = re.compile(r"\b(?P<found>following(?:\s[a-z]+){0,3};)(?=\s*(?:\(?[a-z\d]\)|[•–-]|$))")
_TO_BRACKET = re.compile(r"[;:)(].*", re.DOTALL)
_LAST_OF_TWO = re.compile(
    r"(?P<prep>\b(?:of|on|for|towards?|against)\s)"
    r"(?P<found>(?P<one>(?:(?!(?:and|or)\s)[a-z-]+\s){0,2}[a-z-]+),\s(?P<and>and|or)\s"
    r"(?P<two>(?:[a-z-]+\s)?(?!(?:and|or)\b)[a-z-]+))(?P<rest>[^,]*)$"
)


_ADVERBIAL = re.compile(
    r"(?:^|[.;]\s)(?P<found>(?P<words>In\s(?:some|many|most|other|all|certain|these|both)\scases|At\sthe\ssame\stime|"
    r"In\s(?:practice|general|turn|theory|principle|this\s(?:way|context|respect|regard)|recent\syears)|To\sdate|By\scontrast|"
    r"On\saverage|In\sthe\s(?:long|short|medium)\sterm|Prior\sto\s(?!(?:a|an|any|its|our|the|their|these|those)\b)[a-z]+|Where\s(?:appropriate|necessary|possible))\s"
    r"(?:the|this|these|those|it|they|we|there|a|an|our|its|their|all|[A-Z][\w’'-]+|(?P<word>[a-z]+))\b)"
)
_FIRST_PHRASE = re.compile(
    r"(?:^|[.;]\s)(?P<found>(?P<words>(?:According\sto|Apart\sfrom|As\spart\sof|As\swell\sas|Based\son|Because\sof|"
    r"Despite|Due\sto|Following|Given|In\saddition\sto|Without)\s"
    r"(?:(?!(?:and|as|because|how|if|or|than|that|what|when|where|whether|which|while|who)\b)[\w’'/-]+\s){2,9}?)"
    r"(?:it|there|they|we)\s(?:are|can|has|have|is|may|must|shall|should|was|were|will))\b"
)
_PURPOSE = re.compile(
    r"(?:^|[.;]\s)(?:\d{1,2}\.\s)?(?P<words>To\s[a-z]+\s(?:(?!(?:and|as|because|how|if|or|than|that|what|"
    r"when|where|whether|which|while|who|whom|whose|why)\b)[\w’'/-]+\s){1,9}?)(?P<found>(?P<last>[a-z]+)\s"
    r"(?P<subject>the|this|these|our|it|they|we)\s(?:(?!(?:the|this|these|our)\b)[\w’'/-]+\s){0,6}?"
    r"(?:shall|should|must|will)\s)"
)
_NAME_WHICH = re.compile(
    r"\b(?P<found>(?P<name>[a-z]+\s[A-Z][\w’'-]+(?:\s(?:of\s|for\s|and\s|on\s)?[A-Z][\w’'-]+){0,8})\swhich)\s(?:is|are|was|were|has|have|had|will|would|can|could|may|should|sets|provides|aims|includes|allows|requires|came|comes)\b"
)
_AMID = re.compile(
    r"(?P<found>(?<![\w’'-])[\w’'-]+\sfor\s(?:example|instance)\s(?:a|an|at|by|for|from|in|on|the|through|to|when|where|with))\b"
)


def find_wrong_commas(index: PlanIndex) -> Iterator[Finding]:
    """Find commas that are missing or too many, one issue for each place."""
    for text in index.wording:
        for key, said, place in _commas_of(text):
            _, start, stop = place
            yield Finding(
                key=key,
                message=f"“{text.text[start:stop]}”: {said}.",
                places=(index.in_text(*place),),
            )


def _commas_of(text: Text) -> Iterator[tuple[tuple[str, ...], str, TextRange]]:
    return chain(find_missing_commas(text), find_open_purposes(text), find_needless_marks(text))


def find_missing_commas(text: Text) -> Iterator[tuple[tuple[str, ...], str, TextRange]]:
    """Find "However the", "between media especially", and their like."""
    for match in _OPENING.finditer(text.text):
        if _MAY_BEGIN_CLAUSE.match(match["found"]) and _comma_follows(text, match.end()):
            continue  # "However the figures are calculated, they rise"
        word = match["found"].rpartition(" ")[0]
        yield (
            ("opening", match["found"].casefold()),
            f"a comma is missing after “{word}”",
            (text, *match.span("found")),
        )
    for match in _ADVERBIAL.finditer(text.text):
        word = match["word"]
        if not _SUBJECT.search(match["found"]) and _comma_follows(text, match.end()):
            continue  # "In general elections, voters ..."
        if word and _ATTRIBUTIVE.match(match["words"]):
            continue  # "in general terms", "in practice sessions"
        if word is None or (_is_noun_form(word) or word in lexicon().others - _PREPOSITIONS):
            yield (
                ("opening", match["found"].casefold()),
                (f"a comma is missing after “{match['words']}”"),
                (text, *match.span("found")),
            )
    for match in _FIRST_PHRASE.finditer(text.text):
        if _comma_follows(text, match.end()):
            continue  # "Despite the progress we have made, gaps remain"
        said = f"a comma is missing after “{match['words'].strip()}”"
        yield ("opening", match["found"].casefold()), said, (text, *match.span("found"))
    for match in _NAME_WHICH.finditer(text.text):
        before = text_before(text.text, match.start())
        is_kind = match["name"].endswith(_KINDS) or (
            _AFTER_PREPOSITION.search(before) and not _AGENT.search(before)
        )
        if not (is_kind or _ONE_OF.match(match["found"])):
            name = match["name"].partition(" ")[2]
            yield (
                ("which", match["found"].casefold()),
                (f"a comma is missing before “which”: “{name}” is a name"),
                (text, match.start("found") + match["found"].index(" ") + 1, match.end("found")),
            )
    for match in _AMID.finditer(text.text):
        yield (
            ("example", match["found"].casefold()),
            ("commas are missing around the example"),
            (text, *match.span("found")),
        )


def find_open_purposes(text: Text) -> Iterator[tuple[tuple[str, ...], str, TextRange]]:
    """Find "To serve all citizens the city will": no comma is before the main clause."""
    for match in _PURPOSE.finditer(text.text):
        # "To help serve the town will be hard" has its subject before the verb.
        is_noun = _is_noun_form(match["last"]) and match["last"] not in lexicon().verbs
        # "To train the teachers our schools will need in 2030": no object follows the verb.
        has_object = _OBJECT.match(text.text, match.end())
        if is_noun and has_object and not _comma_follows(text, match.end()):
            said = f"a comma is missing before “{match['subject']}”, which begins the main clause"
            place = (text, match.start("found"), match.end("subject"))
            yield ("purpose", match["found"].casefold()), said, place


def _comma_follows(text: Text, start: int) -> bool:
    """Return whether the first mark after a place is a comma: it may end the first words."""
    mark = _MARK.search(text.text, start)
    return mark is not None and mark.group() == ","


_NO_OBJECT = (
    r"(?!(?:[a-z]+ly|about|after|again|and|as|at|before|but|by|during|for|from|here|if|in|into|later|"
    r"least|most|next|now|of|on|or|over|so|soon|then|there|through|to|today|tomorrow|under|until|when|"
    r"where|which|while|with|within)\b"
    r"|(?:\w+\s){0,2}(?:days?|decades?|months?|most|times?|weeks?|years?)\b)"
)
_OBJECT = re.compile(
    r"(?:(?:also|always|first|later|never|next|now|often|only|soon|still|then|[a-z]+ly)\s)?(?:be\s[a-z]+ing\s(?:(?:after|at|for|in|on|to|with)\s)?|(?!(?:also|always|"
    r"be|first|have|later|never|next|now|often|only|soon|still|then)\b)[a-z]+\s)"
    rf"{_NO_OBJECT}[\w’'-]+\b"
)
"""A verb and its object."""
_MARK = re.compile(r",(?!\s(?:such\sas|including|in\sparticular|for\sexample)\b)|[.;:?!()]")
"""Marks, without commas before an addition: no main clause begins there."""
_SUBJECT = re.compile(r"\s(?:they|we)$")
"""A subject by its form: it is no part of the words before it."""
_MAY_BEGIN_CLAUSE = re.compile(r"However\s|.*\s(?:in|when|if)$")
_ATTRIBUTIVE = re.compile(
    r"In\s(?:general|practice|principle|theory|turn)|To\sdate|On\saverage|At\sthe\ssame\stime"
)
"""First words that are attributes before a noun: "In general terms", "At the same time period"."""
_KINDS = ("Party", "Parties", "State", "States", "Member", "Members")
"""Ends of terms for one of several: "the Contracting Party which has made the reservation"."""
_AFTER_PREPOSITION = re.compile(r"\b(?:by|for|from|in|of|on|to|with)\s$")
"""What is before these words may be what "which" belongs to: "the paper by the Bank which"."""
_AGENT = re.compile(r"\b(?:am|are|be|been|being|is|was|were)\s(?:[a-z]+ly\s)?[a-z]+\sby\s$")
"""After a verb in the passive only the name is there for "which": "is run by the Bank which"."""


def _is_noun_form(word: str) -> bool:
    known = lexicon()
    return known.plurals.get(word, word) in known.nouns and word not in _PREPOSITIONS


_PREPOSITIONS = word_set(
    "about after and as at before but by during for from in into more of on only or over than that "
    "through to up what when where whether which while who with within without"
)
_ONE_OF = re.compile(r"\b(?:an?|any|each|every|no|those)\s")


def find_needless_marks(text: Text) -> Iterator[tuple[tuple[str, ...], str, TextRange]]:
    """Find a comma before the last of two things, and "etc." after "such as"."""
    for sentence in SENTENCE.finditer(text.text):
        words = sentence.group()
        if words.count(",") == 1:
            match = _LAST_OF_TWO.search(words)
            if match and _are_two_nouns(match):
                start = sentence.start()
                yield (
                    ("last of two", match["found"].casefold()),
                    f"the comma before “{match['and']}” separates two things that belong together",
                    (text, start + match.start("found"), start + match.end("found")),
                )
    for match in _FOLLOWING.finditer(text.text):
        said = "a list is introduced by a colon, not by a semicolon"
        yield ("following", match["found"].casefold()), said, (text, *match.span("found"))
    for match in _EXAMPLES.finditer(text.text):
        rest = _TO_BRACKET.sub("", text.text[match.end() : match.end() + USAGE.clause])
        end = _ETC.search(rest)
        if end and not re.search(r"[.]\s+[A-Z]", rest[: end.start()]):
            yield (
                ("etc", end["found"].casefold()),
                (
                    f"“{match.group().strip()}” already says that the list is incomplete, so "
                    "“etc.” is not needed"
                ),
                (text, match.end() + end.start(), match.end() + end.end()),
            )


def _is_noun(word: str) -> bool:
    known, word = lexicon(), word.casefold()
    noun = known.plurals.get(word, word)
    is_known = noun in known.nouns or _NOUN_ENDING.search(word) is not None
    return is_known and word not in known.others and word not in known.verbs


_NOUN_ENDING = re.compile(r"(?:ity|ness|ship|[ae]nce|[st]ion|ment|ism)$")
"""Endings of nouns, also of those that the lexicon lacks: "inclusivity"."""


def _are_two_nouns(match: re.Match[str]) -> bool:
    one, two = match["one"].split(), match["two"].split()
    rest = [word.strip(".;:()") for word in match["rest"].split()]
    is_verb = any(_is_finite(word) for word in [*two, *rest])
    goes_on = rest[:1] in (["and"], ["or"])
    # "pays for roads, and residents for paths": the second part lacks its verb, not a comma.
    goes_on = goes_on or match["prep"].strip() in (two[-1], *rest[:1])
    return _is_noun(one[-1]) and _begins_noun(two) and not (is_verb or goes_on)


def _begins_noun(words: list[str]) -> bool:
    """Return whether words begin with a noun; one that may be a verb, before a preposition."""
    first, last = words[0], words[-1]
    if _is_noun(first) or (last in _AFTER_NOUN and first in lexicon().nouns):
        return True
    return first in lexicon().others and _is_noun(last)


def _is_finite(word: str) -> bool:
    return word in _FINITE or (word in lexicon().third_persons and word not in lexicon().plurals)


_AFTER_NOUN = word_set("among between for of toward towards")


_FINITE = word_set(
    "are be been can could did do does had has have is may might must shall should was were will "
    "would which who that"
)
