"""Verbs whose number differs from the one that the plan itself gives their subject."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from expectations.plan_index import Text
from expectations.rules.clauses.articles import is_counted
from expectations.rules.clauses.verbs import base_of_third_person, is_task_verb
from expectations.rules.lexicon import lexicon
from expectations.rules.slip import Slip
from expectations.thresholds import USAGE
from expectations.words import TextRange, word_set

_SINGULAR = {"has": "have", "is": "are", "was": "were", "does": "do"}
_PLURAL = {plural: singular for singular, plural in _SINGULAR.items()}
_CLAUSE = re.compile(
    r"(?:^|[.;:]\s)(?P<subject>(?:(?:The|the)\s)?(?:[A-Z][\w’]*[\s–-]+){0,6}?"
    r"(?P<head>[A-Z]{2,11}[A-RT-Z])|(?:The|A|Each|This)\s(?P<noun>[a-z]{3,}[^s\W]))\s"
    r"(?P<verb>[a-z]{2,})\b"
)


_EVIDENCE = re.compile(
    r"\b(?:(?P<head>[A-Z]{2,11}[A-RT-Z])|[Tt]he\s(?P<noun>[a-z]{3,}[^s\W]))\s(?P<verb>[a-z]+s)\b"
)
_BARE_SUBJECT = re.compile(
    r"(?:^|(?<=[.;]\s))(?P<noun>[A-Z][a-z]{2,})\s(?:has|is|was|will|shall|should|must)\s(?=[a-z])"
)
_TWO_THINGS = re.compile(
    r"\b(?P<one>[a-z]{4,})\sand\s(?P<two>[a-z]{4,})\sof\s(?:[a-z-]+\s){0,3}?(?P<many>[a-z]{3,}s)\s"
    r"(?P<verb>[a-z]{3,}s)\s(?=(?:the|a|an|its|their|this|these)\b)"
)
_IN_PHRASE = re.compile(
    r"\b(?:about|by|for|from|in|of|on|to|under|with)\s(?:the\s)?(?:[A-Z][\w’]*[\s–-]+){0,6}$"
)


_ORDINALS = word_set("first second third fourth last next former latter other same")


class Agreement:
    """The subjects of a plan that it gives verbs in the singular."""

    def __init__(self, texts: Iterable[Text]) -> None:
        self._verbs: dict[str, set[str]] = defaultdict(set)
        self._texts = tuple(texts)
        for text in self._texts:
            for match in _EVIDENCE.finditer(text.text):
                verb = match["verb"]
                if _IN_PHRASE.search(
                    text.text[max(0, match.start() - USAGE.before) : match.start()]
                ):
                    continue  # "the line of the MTF is": the verb is that of the line
                is_verb = verb in _SINGULAR or base_of_third_person(verb)
                if is_verb and not _is_adjective(match["noun"]):
                    self._verbs[_subject(match)].add(verb)

    def find(self, text: Text) -> Iterator[tuple[Slip, TextRange]]:
        """Find "MTF have" where the plan also prints "MTF serves"."""
        for match in _CLAUSE.finditer(text.text):
            verb, subject = match["verb"], _subject(match)
            if subject not in self._verbs or not (verb in _PLURAL or is_task_verb(verb)):
                continue
            usual = f"{subject} {min(self._verbs[subject])}"
            right = f"{subject} {_PLURAL.get(verb) or _third_person(verb)}"
            start = match.start("head") if match["head"] else match.start("noun")
            reason = f"“{subject}” is singular, as in “{usual}” elsewhere"
            slip = Slip(f"{subject} {verb}", right, reason)
            yield slip, (text, start, match.end())


def find_wrong_subjects(text: Text) -> Iterator[tuple[Slip, TextRange]]:
    """Find "City has joined", and the verb of one thing after two: "use and care of … saves"."""
    for match in _BARE_SUBJECT.finditer(text.text):
        noun, words = match["noun"].casefold(), match.group().rstrip()
        if is_counted(noun):
            reason = f"“{noun}” has neither an article nor a plural ending"
            place = (text, match.start(), match.start() + len(words))
            yield Slip(words.casefold(), f"The {words[0].lower()}{words[1:]}", reason), place
    known = lexicon()
    for match in _TWO_THINGS.finditer(text.text):
        verb = known.third_persons.get(match["verb"])
        is_two = match["one"] in known.nouns and match["two"] in known.nouns
        if verb and is_two and match["many"] in known.plurals:
            words = f"{match['many']} {match['verb']}"
            two = f"{match['one']} and {match['two']}"
            reason = f"the subject “{two}” is plural and takes “{verb}”"
            place = (text, match.start("many"), match.end("verb"))
            yield Slip(words, f"{match['many']} {verb}", reason), place


def _is_adjective(noun: str | None) -> bool:
    """Return whether a word is no noun of its own: "the second relates", "the second set"."""
    return noun is not None and (noun in _ORDINALS or noun not in lexicon().nouns)


def _subject(match: re.Match[str]) -> str:
    return match["head"] or match["noun"]


def _third_person(verb: str) -> str:
    if re.search(r"[^aeiou]y$", verb):
        return f"{verb[:-1]}ies"
    return f"{verb}es" if verb.endswith(("s", "sh", "ch", "x", "o")) else f"{verb}s"
