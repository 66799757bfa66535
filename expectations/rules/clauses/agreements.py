"""Words whose form contradicts the word before: "there is gaps", "be develop", "a EU fund"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from expectations.plan_index import Text
from expectations.rules.lexicon import lexicon
from expectations.rules.slip import Slip
from expectations.thresholds import USAGE
from expectations.words import TextRange, word_set

_ONE_OF = re.compile(
    r"(?:^|[.;:]\s|\b(?:although|because|if|since|that|whether|while)\s)(?:[Aa]t\sleast\s)?"
    r"(?P<found>(?P<one>(?:[Ee]ach|[Ee]ither|[Nn]either|[Oo]ne)\sof\s(?:its|our|the|their|these|those)"
    r"(?P<between>(?:\s(?!(?:that|which|who|whose)\b)[a-z-]+){0,2}?)\s(?P<noun>[a-z]{3,}s))"
    r"\s(?P<verb>are|have|were))\b"
)
"""Only at the beginning of a clause: in "the needs of each of the towns are", it is no subject."""
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
_DO = re.compile(r"\b(?:did|do|does|doing|done)\b[^.;:]*$")
"""What makes a plain verb after "is" right: "all it has to do is provide a place"."""
_OWNERS = re.compile(r"\b(?P<owned>[a-z]+)\s(?P<owner>[a-z]+)\s$")
_PRONOUNS = word_set("he it she they we you")
_THIS = re.compile(
    r"\b(?P<this>[Tt]his|[Tt]hat\sparticular)\s(?P<noun>[a-z]{4,}s)\b"
    r"(?=\s*(?:[.,;:)]|$)|\s(?P<next>about|are|between|can|could|for|from|had|has|have|in|is|may|"
    r"must|of|on|shall|should|that|to|was|were|which|will|with)\b)"
)
"""Nothing that another noun follows: "this emissions target" is right."""
_LAST_WORD = re.compile(r"(?P<word>[a-z]+)\s$", re.I)
_BEGINNING = re.compile(r"(?:^|[.;:]\s)$")
_CLAUSE = re.compile(r"[^.;:]{0,200}")
"""The words after a place; looking at all of a long text would take too long."""
_PREPOSITIONS = word_set(
    """about after against as at before besides beyond by during for from in into like of on over
    since than through to under until upon via with within without"""
)
_AUXILIARIES = word_set(
    """are be been can could did do does doing done had has have is may must shall should was were
    will would"""
)
_ARTICLE = re.compile(
    r"(?<![\w.(-])(?P<article>[Aa]n?)\s(?P<acronym>[A-Z]{2,})(?P<plural>s?)\b(?!\.)"
)
_SPOKEN_OTHERWISE = word_set("mb mj mv mw nsw nt ny nz one sql")
"""Acronyms that some speak as words ("sequel", "megawatt"), and a word in capitals."""
_IN_FULL = re.compile(r"\s(?:[A-Z]{2,}\b|\d)")
"""What follows a word of a title in capitals, or a currency: "a NOK 5 million fund"."""
_LETTERS_LIKE_VOWELS = "AEFHILMNORSX"
"""Letters whose names begin with a vowel: "an MTF"; "U" is spoken as "you"."""
_VOWELS = re.compile(r"[AEIOUY]")


def find_wrong_agreement(text: Text) -> Iterator[tuple[Slip, TextRange]]:
    """Find "one of the steps are", "there is gaps" and "this activities"."""
    known = lexicon()
    for match in _ONE_OF.finditer(text.text):
        # "One of the problems farmers have is debt": the verb belongs to another noun.
        is_own = not any(word in known.plurals for word in match["between"].split())
        if match["noun"] in known.plurals and is_own:
            right = f"{match['one']} {_SINGULAR[match['verb']]}"
            reason = f"“{match['one'].split()[0]}” is singular and takes “{right.split()[-1]}”"
            yield Slip(match["found"].casefold(), right, reason), (text, *match.span("found"))
    for match in _THERE.finditer(text.text):
        if match["noun"] in known.plurals and match["noun"] not in known.nouns:
            verb = _PLURAL_VERBS[" ".join(match["verb"].split())]
            reason = f"“{match['noun']}” is plural and takes “{verb}”"
            yield Slip(match.group().casefold(), "", reason), (text, *match.span())
    for match in _THIS.finditer(text.text):
        if _is_only_plural(match) and not _is_pronoun(match):
            noun = match["noun"]
            right = f"these {noun}" if match["this"] == "this" else ""
            reason = f"“{noun}” is plural and takes “these” or “those”"
            yield Slip(match.group().casefold(), right, reason), (text, *match.span())


def find_plain_verbs(text: Text) -> Iterator[tuple[Slip, TextRange]]:
    """Find "will be develop" and "has implement": such a word takes another form."""
    for match in _AFTER_BE.finditer(text.text):
        if _may_be_noun(match) or _begins_part(match):
            continue
        reason = f"“{match['aux']}” takes another form of “{match['verb']}”"
        yield Slip(match.group(), "", reason), (text, *match.span())


def find_articles_of_acronyms(text: Text) -> Iterator[tuple[Slip, TextRange]]:
    """Find "a ASEAN meeting" and "an UN body": the article goes by how the acronym is spoken."""
    for match in _ARTICLE.finditer(text.text):
        article, acronym = match["article"], match["acronym"]
        if match["article"] == "A" and match.start() and text.text[match.start() - 2] not in ".:;":
            continue  # "Annex A EU funds"
        if _IN_FULL.match(text.text, match.end()):
            continue
        right = _article(acronym)
        if right and right != article.casefold():
            words = f"{article[0]}{right[1:]} {acronym}{match['plural']}"
            reason = f"before “{acronym}”, the article is “{right}”"
            yield Slip(match.group(), words, reason), (text, *match.span())


def _article(acronym: str) -> str:
    """Return the article of an acronym; none if it may be spoken as letters or as a word."""
    first = acronym[0]
    if acronym.casefold() in _SPOKEN_OTHERWISE or (acronym[:2] == "EU" and acronym != "EU"):
        return ""  # "a EUROPOL operation", "a EUR account"
    if first in "AEIO":
        return "an"
    if first == "U":
        return "a" if acronym[:2] == "UN" or not _VOWELS.search(acronym[1:]) else ""
    if _VOWELS.search(acronym):
        return "" if first in _LETTERS_LIKE_VOWELS else "a"
    return "an" if first in _LETTERS_LIKE_VOWELS else "a"


def _is_only_plural(match: re.Match[str]) -> bool:
    known, word = lexicon(), match["noun"]
    # "What this shows is", but "this plans are" where nothing is before it
    begins = _BEGINNING.search(_before(match.string, match.start()))
    is_verb = word in known.third_persons and not (
        begins and match["next"] in ("are", "have", "were")
    )
    return word in known.plurals and not (is_verb or word in known.nouns or word in known.others)


def _is_pronoun(match: re.Match[str]) -> bool:
    """Return whether "this" may be a word of its own: "to do this councils must share data"."""
    before = _LAST_WORD.search(_before(match.string, match.start()))
    word = before["word"].casefold() if before else ""
    if not (_may_be_verb(word) or word in _PREPOSITIONS):
        return False
    clause = _CLAUSE.match(match.string, match.end())
    return clause is not None and any(map(_may_be_verb, clause.group().split()))


def _may_be_verb(word: str) -> bool:
    known, word = lexicon(), word.casefold().strip(",()")
    forms = (known.verbs, known.third_persons, known.gerunds, known.participles, _AUXILIARIES)
    return any(word in each for each in forms)


def _may_be_noun(match: re.Match[str]) -> bool:
    """Return whether no verb follows: "has conduct rules"; "be implement" lacks an article, too."""
    known, verb = lexicon(), match["verb"]
    if match["aux"] in ("be", "been", "being") and known.is_counted(verb):
        return verb in known.others
    return not known.is_only_verb(verb)


def _begins_part(match: re.Match[str]) -> bool:
    """Return whether a verb after "is" or "have" is the verb of another part of the sentence."""
    before = _before(match.string, match.start())
    if match["aux"] not in ("had", "has", "have"):
        return _DO.search(before) is not None
    if before.casefold().endswith(("those that ", "those who ")):
        return True
    owners = _OWNERS.search(before)  # "the tools farmers have allow them to grow"
    if owners is None:
        return False
    known, owned = lexicon(), owners["owned"]
    if owners["owner"] in _PRONOUNS:
        return owned in known.nouns or owned in known.plurals or owned in ("that", "which")
    return owned in known.plurals and owners["owner"] in known.plurals


def _before(text: str, start: int) -> str:
    return text[max(0, start - USAGE.before) : start]
