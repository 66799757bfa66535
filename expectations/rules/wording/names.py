"""Names and words that the plan prints in two ways."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from expectations.plan_index import PlanIndex
from expectations.rule import Finding, Rule
from expectations.rules.bodies import strip_marks
from expectations.rules.usage.terms import terms_in_two_forms
from expectations.settings import ExpectationSettings
from expectations.thresholds import SPELLING
from expectations.words import WordPlaces, find_words, single_edits, word_frequency

_JOINED = re.compile(
    r"\b(?!(?:The|An?|Our|This)\s)(?:[A-Z][\w’]*\s){0,8}[A-Z][\w’]*(?P<join>\s?[-–/]\s?)[A-Z][A-Z]+\b"
)
_ACRONYM = r"[A-Z](?=[a-z]{0,10}[A-Z])[A-Za-z]{1,11}"
_LINKED = re.compile(rf"\b{_ACRONYM}(?:\s(?:(?:for|of|on|to)\s)?{_ACRONYM})+\b")
_LINK = re.compile(r"\s(?:for|of|on|to)\s")
_SHORT_FORMS = {"Dept": "Department", "Ft": "Fort", "Govt": "Government", "Mt": "Mount"}
_SHORTENED = re.compile(
    rf"\b(?P<first>{'|'.join((*_SHORT_FORMS, *_SHORT_FORMS.values()))})\b\.?\s(?:of\s)?"
    r"[A-Z][a-z]{2,}\b"
)
_CASED = re.compile(r"\b[A-Z]{3,}\s(?:[A-Z][a-z]{3,}\s[A-Z][a-z]{3,}|[a-z]{4,}\s[a-z]{4,})\b")


def find_names_printed_differently(
    index: PlanIndex, settings: ExpectationSettings
) -> Iterator[Finding]:
    """Find names with other hyphens, spaces, capitals or prepositions, words with other letters."""
    bodies = {strip_marks(m.printed) for m in index.plan.mentions if m.body_id is not None}
    names = [spellings for spellings in _names(index) if bodies.isdisjoint(spellings)]
    found = [(max(each, key=lambda name: len(each[name])), each) for each in names]
    is_english = settings.language == "en" and index.is_written_in("en")
    terms = terms_in_two_forms(index) if is_english else ()
    for usual, spellings in (*found, *_words(index, settings.language), *terms):
        others = [s for s in spellings if s != usual]
        yield Finding(
            key=tuple(sorted(spellings)),
            message=f"“{usual}” is also printed as "
            + " and ".join(f"“{other}”" for other in others)
            + ".",
            places=tuple(index.in_text(*p) for other in others for p in spellings[other]),
            candidates=(usual,),
        )


def _names(index: PlanIndex) -> Iterator[WordPlaces]:
    """Yield names of one spelling but for their marks; `body-variant` reports those of bodies."""
    found: dict[str, WordPlaces] = defaultdict(lambda: defaultdict(list))
    for text in index.wording:
        for pattern in (_JOINED, _LINKED, _CASED):
            for match in pattern.finditer(text.text):
                name = match.group()
                letters = re.sub(r"[\W_]+", "", _LINK.sub(" ", name)).casefold()
                found[letters][name].append((text, *match.span()))
        for match in _SHORTENED.finditer(text.text):
            whole = _SHORT_FORMS.get(match["first"], match["first"])
            rest = match.group()[len(match["first"]) :].removeprefix(".")
            found[f"{whole}{rest}"][match.group()].append((text, *match.span()))
    yield from (spellings for spellings in found.values() if len(spellings) > 1)


def _words(index: PlanIndex, language: str) -> Iterator[tuple[str, WordPlaces]]:
    """Yield a usual word, and with it a rare one that differs by a letter inside of it."""
    if not index.is_written_in(language):
        return
    words = find_words(text for text in index.wording if text.table != "bodies")
    for word, places in words.items():
        own = word_frequency(word, language)
        if len(word) < SPELLING.shortest_variant or own > SPELLING.max_variant_frequency:
            continue
        others = {other for other in single_edits(word) if other in words and other[0] == word[0]}
        usual = max(others, key=lambda other: word_frequency(other, language), default="")
        is_rarer = word_frequency(usual, language) - own >= SPELLING.min_variant_gap
        # The last letters tell number and tense; s and z are British and American.
        is_one_form = usual[-2:] == word[-2:] and usual.replace("z", "s") != word.replace("z", "s")
        if usual and is_rarer and is_one_form and own >= SPELLING.known_spelling_frequency:
            yield usual, {usual: words[usual], word: places}


RULES = (
    Rule(
        code="term-spelt-differently",
        title="Name or word printed in two ways",
        severity="info",
        why="Readers still recognise it.",
        meaning="The text is published as printed.",
        remedy="`accept` it, or `correct` it with the usual spelling.",
        example="Bali Work Plan-MTF and Bali Work Plan - MTF",
        method="Finds names with an acronym that differ only in hyphens, spaces, a preposition "
        "between acronyms, or capitals; and rare words that differ by one letter from a usual word "
        "of the plan and are in the word list (sectorial, sectoral). In English plans also finds "
        "terms whose usual capitals running text does not have (sectoral Bodies), and terms with "
        "a word in -ing beside one in -ion (coordinating mechanism, coordination mechanism), and "
        "names with and without an acronym before them, or with parts as acronyms.",
        find=find_names_printed_differently,
    ),
)
