"""Words that are missing between others: "for workers from being radicalized"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from expectations.plan_index import Text
from expectations.rules.clauses.articles import plurals_of
from expectations.rules.clauses.verbs import SENTENCE, has_verb_here, is_task_verb, is_verb_form
from expectations.rules.lexicon import lexicon
from expectations.rules.slip import Slip
from expectations.thresholds import USAGE
from expectations.words import TextRange, word_set

_FROM_BEING = re.compile(r"\bfrom\sbeing\s(?:[a-z]+ly\s)?[a-z]+\b")
_FROM_DOING = re.compile(
    r"\b(?P<agent>[a-z]{2,}(?:er|or))s\s(?P<words>from\s(?P<doing>[a-z]+ing))\b"
)
_KEEPS = re.compile(
    r"\b(?:prevent|protect|prohibit|preclud|keep|kept|stop|bar(?:s|red|ring)?\b|bann?|block|sav(?:e|ing)"
    r"|safeguard|exempt|shield|deter|discourag|dissuad|refrain|exclud|benefi|suffer|far\b|apart\b|"
    r"aside\b|away\b|rang(?:e|ing)|mov(?:e|ing)|shift|transition|go(?:es|ing)?\b|went\b|aris|result|stem|"
    r"come|came|rescu|free|restrain|remov|chang|immune|differ|guard|defend|avert|hinder|inhibit|"
    r"spar(?:e|ing)|releas|escap|recover|emerg|evolv|profit|gain|learn|resist|secur)",
    re.I,
)
_AGENTS = r"[a-z-]{2,40}(?<![sui])s"
_SECOND_VERB = re.compile(
    rf"(?<![,;:]\s)\b(?P<subject>(?:[a-z-]{{1,40}}\s){{1,2}}{_AGENTS})\s"
    rf"(?P<words>(?P<verb>[a-z]+)\s(?P<next>the|their|its)\s[a-z]+)\b"
)
_OPENS_CLAUSE = re.compile(
    r"\b(?:(?<!such\s)(?<!well\s)as(?!\s(?:a|an|means|part|tools?|well)\b)|because|before|after|"
    r"how|if|once|since|so|than|that|though|unless|until|what|when|where|whereas|whether|which|while|who|whom|whose|why)\b"
)
_LETS = re.compile(
    r"\b(?:ensur|mak|made|let(?:s|ting)?\b|(?<!the\s)help(?:s|ed|ing)?\b|hav(?:e|ing)\b|see\b|"
    r"require|suggest|recommend|propose|demand|confirm|insist|verif|show|believ|know|check|mean|say|watch|assum)[a-z]*\b",
    re.I,
)
_FIRST_WORD = re.compile(r"\W*(?:\(?\w{1,2}[.)]\s)?(?P<word>[A-Za-z]+)\b(?P<next>\s\w+)?")
_PERSONS = """child citizen consumer doctor driver employee employer farmer migrant nurse parent
    passenger patient prisoner pupil refugee student teacher user victim witness worker"""
_PERSON = f"(?:{'|'.join(_PERSONS.split())})"
_ACTIONS = "assistance care education exchange mobility participation protection safety training"
_TWO_NUMBERS = re.compile(
    rf"\b(?P<words>(?P<many>{_PERSON}s)\sand\s(?P<one>{_PERSON})\s(?P<noun>"
    rf"{'|'.join(_ACTIONS.split())}))\b",
    re.I,
)
_OF_WHAT = """contextuali[sz]ation evaluation identification implementation interpretation
    prevention utili[sz]ation"""
_TO_WHAT = re.compile(
    rf"\b(?P<noun>(?i:{'|'.join(_OF_WHAT.split())}))\sto\s(?P<next>(?:the|a|an|all)\s[a-z]+|"
    r"[A-Z]{2,}|[a-z]+(?:al|ar|ic|ive)\s[a-z]+s)\b"
)
_WITH_OBJECT = """accelerate achieve adopt conduct create disseminate empower enable encourage
    enforce enhance ensure establish facilitate finali[sz]e foster harmoni[sz]e identify implement
    incorporate introduce maintain maximi[sz]e minimi[sz]e nurture prevent produce promote protect
    recogni[sz]e reinforce strengthen undertake utili[sz]e"""
_WITHOUT_OBJECT = re.compile(
    r"(?:\b(?:to|can|may|must|shall|should|will)\s|^)"
    rf"(?P<words>(?i:{'|'.join(_WITH_OBJECT.split())})\s(?:about|of|on)\s"
    r"(?!(?:course|average|demand|sight|site|time)\b|an?\s\w+\sbasis\b)(?:[a-z]+))\b"
)
_ALSO_NOUNS = ("conduct of", "produce of")
_DONE = word_set(
    "achieved adopted attained conducted delivered established fulfilled implemented introduced "
    "kept made met published reached used"
)
"""Participles of verbs that have an object: "whether the pilot worked" lacks nothing."""
_WHETHER = re.compile(
    r"\bwhether\s(?P<words>(?:[a-z-]+\s){0,2}(?P<noun>[a-z]{3,})\s(?P<done>[a-z]+))"
    r"(?=\s*(?:[.;,)(]|$)|\sand\s)"
)


def find_missing_words(text: Text) -> Iterator[tuple[Slip, TextRange]]:
    """Find places where words are missing, by the words around them."""
    for match in _FROM_BEING.finditer(text.text):
        start = max(text.text.rfind(mark, 0, match.start()) for mark in ".;:") + 1
        start = max(start, match.start() - USAGE.clause)
        if not _KEEPS.search(text.text[start : match.start()]):
            reason = "words such as “to prevent them” are missing before it"
            yield Slip(match.group().casefold(), "", reason), (text, *match.span())
    yield from _agents_from_doing(text)
    yield from _second_verbs(text)
    for match in _TWO_NUMBERS.finditer(text.text):
        plural = plurals_of(match["one"].casefold())[0]
        right = f"{match['noun']} of {match['many']} and {plural}".casefold()
        reason = f"“{match['many']}” is plural, but “{match['one']}” is singular"
        yield Slip(match["words"].casefold(), right, reason), (text, *match.span())
    for match in _TO_WHAT.finditer(text.text):
        words = text.text[match.start() : match.start("next") - 1]
        reason = f"“{match['noun']}” does not take “to”; “of” or “in” may be meant"
        place = (text, match.start(), match.start("next") - 1)
        yield Slip(words.casefold(), "", reason), place
    for match in _WITHOUT_OBJECT.finditer(text.text):
        if match["words"].casefold().startswith(_ALSO_NOUNS):
            continue  # "Conduct of trials"
        verb = match["words"].split()[0].casefold()
        reason = f"“{verb}” has no object: a word is missing"
        yield Slip(match["words"].casefold(), "", reason), (text, *match.span("words"))
    for match in _WHETHER.finditer(text.text):
        is_noun = match["noun"] in lexicon().nouns and match["noun"] not in lexicon().plurals
        if is_noun and match["done"] in _DONE:
            reason = f"“is” or “was” is missing before “{match['done']}”"
            yield Slip(match.group().casefold(), "", reason), (text, *match.span())


def _agents_from_doing(text: Text) -> Iterator[tuple[Slip, TextRange]]:
    """Find "masks for sprayers from inhaling dust": who does something is kept from doing it."""
    for match in _FROM_DOING.finditer(text.text):
        start = max(text.text.rfind(mark, 0, match.start()) for mark in ".;:") + 1
        start = max(start, match.start() - USAGE.clause)
        stems = {match["agent"][:-2], match["agent"][:-1], match["agent"][:-3]}
        is_agent = match["agent"] in lexicon().nouns and bool(stems & lexicon().verbs)
        is_kept = _KEEPS.search(text.text[start : match.start()])
        if is_agent and is_verb_form(match["doing"]) and match["doing"] != "being" and not is_kept:
            reason = "words such as “to prevent them” are missing before it"
            yield Slip(match["words"], "", reason), (text, *match.span("words"))


def _second_verbs(text: Text) -> Iterator[tuple[Slip, TextRange]]:
    """Find a task whose object has a verb of its own: "Build up programs unlock their skills"."""
    for sentence in SENTENCE.finditer(text.text):
        first = _FIRST_WORD.match(sentence.group())
        if first is None or not _is_task(first["word"], first["next"] or ""):
            continue
        # After one of these, another verb is right.
        found = (pattern.search(sentence.group()) for pattern in (_OPENS_CLAUSE, _LETS))
        last = min((each.start() for each in found if each), default=len(sentence.group()))
        for match in _SECOND_VERB.finditer(sentence.group(), first.end("word")):
            if match.start("words") > last or not has_verb_here(match["verb"], match["next"]):
                continue
            start, stop = (sentence.start() + at for at in match.span("words"))
            reason = (
                f"“{match['verb']}” follows a noun without “to”, “that” or “and”: a word is missing"
            )
            yield Slip(match["words"].casefold(), "", reason), (text, start, stop)


def _is_task(word: str, following: str) -> bool:
    return is_task_verb(word) or has_verb_here(word, following)
