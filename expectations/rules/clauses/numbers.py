"""One thing where several are meant: "grievances and feeling of", "status and … report"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from expectations.plan_index import Text
from expectations.rules.clauses.articles import is_counted, plurals_of
from expectations.rules.clauses.verbs import DETERMINERS, base_of_third_person, is_task_verb
from expectations.rules.lexicon import lexicon
from expectations.rules.slip import Slip
from expectations.words import TextRange, word_set

_BARE = re.compile(
    r"(?P<before>(?:\S{1,30}\s){0,2})\b(?P<many>[a-z]{3,}(?<![sui])s)\sand\s"
    r"(?P<words>(?P<one>[a-z]{3,})\sof\s[a-z]+)\b"
)
_ALSO_COUNTED = word_set(
    "degree feeling function habit method need process range report sense set system tool"
)
"""Nouns that are counted beside a plural, and may be uncounted elsewhere."""
_TWO_KINDS = re.compile(
    r"(?:^|[;:(]\s?)\W*(?P<verb>[A-Z]?[a-z]+)\s(?P<words>(?P<one>[a-z]+)\sand\s(?P<two>[a-z]+)\s"
    r"(?P<noun>[a-z]{3,}))\b(?=\s*[.;,]|\s*$|\s(?:for|of|on|in|to|at|by|with|every|each)\b)"
)
_EXAMPLES_THAT = re.compile(
    r"\b(?P<many>[a-z]{3,}(?<![sui])s),?\ssuch\sas\s[^,.;:]{2,60},\sthat\s(?P<verb>[a-z]{3,}s)\b"
)
_AND_VERB = re.compile(r"[^,.;:]{2,60}?\sand\s(?P<verb>[a-z]{3,}s)\s[a-z]")
_DETERMINERS = word_set(DETERMINERS.replace("|", " ")) | {"of", "our", "whose", "no"}
_OPEN_NUMBER = re.compile(r"\b(?P<noun>[A-Z][a-z]+(?:-[A-Z][a-z]+)?)\(s\)")


def find_lone_singulars(text: Text) -> Iterator[tuple[Slip, TextRange]]:
    """Find a countable noun in the singular without an article, joined to another noun."""
    for match in _BARE.finditer(text.text):
        if set(match["before"].casefold().split()) & _DETERMINERS or match["many"] in _DETERMINERS:
            continue  # "the roles and function of": the article is that of both
        if not _has_plural(match["one"]) or match["many"] not in lexicon().plurals:
            continue
        right = match["words"].replace(match["one"], plurals_of(match["one"])[0])
        reason = f"“{match['one']}” has neither an article nor a plural ending"
        yield Slip(match["words"].casefold(), right, reason), (text, *match.span("words"))
    for match in _TWO_KINDS.finditer(text.text):
        verb = match["verb"].casefold()
        noun = match["noun"]
        is_task = is_task_verb(verb) and _has_plural(noun) and match["two"] in lexicon().nouns
        if is_task and match["one"] not in _DETERMINERS:
            right = f"{match['words'].removesuffix(noun)}{plurals_of(noun)[0]}"
            reason = f"“{noun}” has neither an article nor a plural ending"
            yield Slip(match["words"].casefold(), right, reason), (text, *match.span("words"))
    yield from _verbs_after_examples(text)


def _verbs_after_examples(text: Text) -> Iterator[tuple[Slip, TextRange]]:
    """Find "rules, such as the Code, that assists with trade and requires tests"."""
    for match in _EXAMPLES_THAT.finditer(text.text):
        base = base_of_third_person(match["verb"])
        if base:
            reason = f"“{match['many']}” is plural, but “{match['verb']}” is not"
            slip = Slip(f"that {match['verb']}", f"that {base}", reason)
            yield slip, (text, match.start("verb") - len("that "), match.end())
            second = _AND_VERB.match(text.text, match.end())
            other = base_of_third_person(second["verb"]) if second else None
            if second and other:
                reason = f"“{match['many']}” is plural, but “{second['verb']}” is not"
                yield Slip(second["verb"], other, reason), (text, *second.span("verb"))


def _has_plural(noun: str) -> bool:
    return is_counted(noun) or noun in _ALSO_COUNTED


class OpenNumbers:
    """Offices that a plan prints with "(s)", so that it may have one or several of them."""

    def __init__(self, texts: Iterable[Text]) -> None:
        self._open = {
            match["noun"]: match.group()
            for text in texts
            for match in _OPEN_NUMBER.finditer(text.text)
        }

    def find(self, text: Text) -> Iterator[tuple[Slip, TextRange]]:
        """Find "The Co-Chair" in a plan that also prints "Co-Chair(s)"."""
        for noun, usual in self._open.items():
            for match in re.finditer(rf"\b(?:The|the)\s{noun}\b(?!\(s\))", text.text):
                reason = f"elsewhere the plan prints “{usual}”, so that there may be one or several"
                yield Slip(match.group().casefold(), "", reason), (text, *match.span())
