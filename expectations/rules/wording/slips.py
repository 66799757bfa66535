"""Slips of grammar: number and articles that contradict the plan's own usage or a word list."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from expectations.plan_index import PlanIndex, Text
from expectations.rule import Finding, Rule
from expectations.rules.clauses.agreements import (
    find_articles_of_acronyms,
    find_plain_verbs,
    find_wrong_agreement,
)
from expectations.rules.clauses.articles import BareSingulars
from expectations.rules.clauses.coordination import find_unlike_parts
from expectations.rules.clauses.doubled import Sharing, find_doubled_meaning
from expectations.rules.clauses.forms import find_capital_verbs, find_wrong_forms
from expectations.rules.clauses.missing import find_missing_words
from expectations.rules.clauses.numbers import OpenNumbers, find_lone_singulars
from expectations.rules.clauses.quantities import (
    find_among_two,
    find_plurals_after_one,
    find_singulars_after_many,
)
from expectations.rules.clauses.questions import find_inverted_questions, find_lone_adjectives
from expectations.rules.clauses.stray import find_stray_letters
from expectations.rules.clauses.verbs import is_plain_verb
from expectations.rules.consistency.list_items import ListItems
from expectations.rules.idiom import IDIOMS
from expectations.rules.idiom.columns import Columns
from expectations.rules.idiom.needless import find_open_adjectives
from expectations.rules.idiom.slashes import SlashedPhrases
from expectations.rules.lexicon import lexicon
from expectations.rules.slip import Slip, SlipFinder
from expectations.rules.usage.agreement import Agreement, find_wrong_subjects
from expectations.rules.usage.compounds import (
    find_missing_hyphens,
    find_split_words,
    hyphenated_words,
    prints_open_compounds,
)
from expectations.rules.usage.determiners import (
    find_articles_without_noun,
    find_unlike_pairs,
)
from expectations.rules.usage.numbers import (
    find_programmes_without_article,
    find_wrong_numbers,
)
from expectations.rules.usage.parallel import Beginnings, find_unlike_items
from expectations.rules.usage.prepositions import OwnPrepositions, find_wrong_phrases
from expectations.rules.variants.compounds import derived_compounds, short_compounds
from expectations.rules.variants.links import (
    lacking_prepositions,
    names_without_article,
    nouns_without_article,
)
from expectations.rules.variants.numbers import (
    numbers_in_phrases,
    plurals_before_nouns,
    verbs_of_many,
)
from expectations.rules.variants.slots import Kind, PhraseIndex
from expectations.rules.wording.confusions import (
    find_confusions,
    find_lone_persons,
    find_uncountable,
)
from expectations.rules.wording.doubled_words import has_mixed_columns
from expectations.settings import ExpectationSettings
from expectations.thresholds import SLIPS
from expectations.words import TextRange, word_frequency, word_set

_GERUND = re.compile(
    r"\ba\s+(?P<word>[a-z]{3,}ing)\s+(?=(?:and\s+[a-z]{3,}ing\s+)?"
    r"(?:on|for|of|in|to|with|among|between)\b)"
)
_ARTICLE = re.compile(r"(?<![\w.(])(?P<article>an?)\s+(?P<word>[a-z]{2,})\b")
# Letters that do not tell how a word begins when spoken: "a one-off", "a European", "an hour".
_SPOKEN_AS_CONSONANT = re.compile(r"one|once|eu|ewe|u|oui")
_ALSO_NOUNS = word_set("ace act advocate ask assist edit express inform install invite overlap")
"""Words that the lexicon has as verbs only: "an act of violence"."""
_NOUN_WITH_OBJECT = re.compile(r"\bthe\s+(?P<word>[a-z]{4,}ing)\s+(?:the|a|an|its|their)\b")
_PREPOSITIONS = frozenset({"of", "on", "in", "for", "with", "from", "by", "at", "into"})
_ENDS = frozenset(".;:?!,)]”’\"'…")
_MARKED = re.compile(r"\s*(?:[•▪●○‣–—*-]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)])\s")
_MANY = re.compile(
    r"\b(?P<many>these|those|several|various|many)\s+(?P<word>[a-z]{3,})(?=\s*[.,;:)]|\s*$)"
)


def find_slips(index: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find slips of grammar in English plans, one issue for each wording."""
    if settings.language != "en" or not index.is_written_in("en"):
        return
    texts = _texts_to_judge(index, settings)
    finders = _finders(texts)
    places: dict[Slip, list[TextRange]] = defaultdict(list)
    for text in texts:
        for find in finders:
            for slip, place in find(text):
                places[slip].append(place)
    for text in texts:
        for find in (*IDIOMS, find_unlike_pairs):
            for slip, place in find(text):
                if not _is_reported(place, places):
                    places[slip].append(place)
    index_of_phrases = PhraseIndex(texts)
    for kind in _kinds(texts):
        for slip, place in index_of_phrases.unusual(kind):
            if not _is_reported(place, places):
                places[slip].append(place)
    for slip, found in places.items():
        text, start, stop = found[0]
        yield Finding(
            key=(slip.key,),
            message=f"“{text.text[start:stop]}”: {slip.reason}.",
            places=tuple(index.in_text(*place) for place in found),
            suggestion=f"`correct` it with “{slip.usual}”, or `dismiss` it." if slip.usual else "",
            candidates=(slip.usual,) if slip.usual else (),
        )


def _texts_to_judge(index: PlanIndex, settings: ExpectationSettings) -> list[Text]:
    """Return the texts whose wording is judged; without fragments if the plan has many of them."""
    # `name-differs` compares the names of bodies.
    left_out = {"bodies"} | ({"narrative"} if has_mixed_columns(index, settings) else set())
    texts = [text for text in index.wording if text.table not in left_out]
    whole = [text for text in texts if not _is_fragment(text)]
    around = sum(text.table == "narrative" for text in texts)
    has_many = len(texts) - len(whole) >= max(
        SLIPS.min_fragments, SLIPS.min_fragment_share * around
    )
    return whole if has_many else texts


def _finders(texts: Sequence[Text]) -> tuple[SlipFinder, ...]:
    """Return the finders of slips, some of which know the usage of all texts of the plan."""
    hyphenated, is_open = hyphenated_words(texts), prints_open_compounds(texts)
    return (
        _wrong_articles,
        _single_after_many,
        _noun_with_object,
        find_confusions,
        find_uncountable,
        find_lone_persons,
        find_wrong_phrases,
        find_wrong_numbers,
        find_programmes_without_article,
        find_split_words,
        find_unlike_items,
        lambda text: find_missing_hyphens(text, hyphenated, is_open=is_open),
        find_missing_words,
        find_unlike_parts,
        find_doubled_meaning,
        find_lone_singulars,
        find_singulars_after_many,
        find_among_two,
        find_plurals_after_one,
        find_wrong_forms,
        find_capital_verbs,
        find_wrong_subjects,
        find_inverted_questions,
        find_wrong_agreement,
        find_plain_verbs,
        find_articles_of_acronyms,
        find_lone_adjectives,
        find_stray_letters,
        find_articles_without_noun,
        OpenNumbers(texts).find,
        BareSingulars(texts).find,
        Sharing(texts).find,
        Agreement(texts).find,
        Beginnings(texts).find,
        lambda text: find_open_adjectives(text, hyphenated),
        Columns(texts).find,
        ListItems(texts).find,
        OwnPrepositions(texts).find,
        SlashedPhrases(texts).find,
    )


def _kinds(texts: Sequence[Text]) -> tuple[Kind, ...]:
    """Return what may vary in a phrase of a plan, the surest first: a place has one issue."""
    return (
        plurals_before_nouns(texts),
        verbs_of_many(),
        short_compounds(),
        derived_compounds(),
        names_without_article(),
        lacking_prepositions(),
        numbers_in_phrases(),
        nouns_without_article(),
    )


def _is_fragment(text: Text) -> bool:
    """Return whether a text around the matrix ends without a mark: words of a drawing do.

    In a plan with many of them, their lines may be read in another order than people do.
    """
    is_item = _MARKED.match(text.text) is not None
    ends = text.text.rstrip()[-1:] in _ENDS
    return text.table == "narrative" and not (is_item or ends)


def _is_reported(place: TextRange, places: dict[Slip, list[TextRange]]) -> bool:
    text, start, stop = place
    return any(
        other is text and first < stop and start < last
        for found in places.values()
        for other, first, last in found
    )


def _wrong_articles(text: Text) -> Iterator[tuple[Slip, TextRange]]:
    """Find "a" before a noun without a plural, and "a" and "an" before the wrong sound."""
    for match in _GERUND.finditer(text.text):
        word = match["word"]
        is_known = word_frequency(word, "en") >= SLIPS.min_zipf
        has_plural = word_frequency(f"{word}s", "en") >= SLIPS.min_plural_zipf
        if is_known and not (has_plural and word in lexicon().nouns):
            slip = Slip(match.group().strip(), "", f"“{word}” is not used with an article")
            yield slip, (text, match.start(), match.end("word"))
    for match in _ARTICLE.finditer(text.text):
        article, word = match["article"], match["word"]
        if word[0] in "uh" or _SPOKEN_AS_CONSONANT.match(word):
            continue
        if word in _PREPOSITIONS:
            if text.text[match.end() : match.end() + 1] == "-":
                continue  # "an on-going task"
            yield (
                Slip(match.group(), "", "a word is missing after the article"),
                (text, *match.span()),
            )
            continue
        if article == "an" and is_plain_verb(word) and word not in _ALSO_NOUNS:
            slip = Slip(match.group(), f"and {word}", f"“{word}” is a verb; “and” may be meant")
            yield slip, (text, *match.span())
            continue
        right = "an" if word[0] in "aeio" else "a"
        if article != right and word_frequency(word, "en") >= SLIPS.min_zipf:
            slip = Slip(match.group(), f"{right} {word}", "wrong form of the article")
            yield slip, (text, *match.span())


def _single_after_many(text: Text) -> Iterator[tuple[Slip, TextRange]]:
    """Find singular nouns after "these", "several" and the like, at the end of a phrase."""
    for match in _MANY.finditer(text.text):
        word = match["word"]
        plural = f"{word}s"
        # The plural of a countable noun is about as frequent as the singular.
        gap = word_frequency(word, "en") - word_frequency(plural, "en")
        if not word.endswith("s") and gap <= SLIPS.max_plural_gap:
            slip = Slip(match.group(), f"{match['many']} {plural}", "singular after a plural word")
            yield slip, (text, *match.span())


def _noun_with_object(text: Text) -> Iterator[tuple[Slip, TextRange]]:
    """Find "the" before a word in -ing that has an object: "on the identifying the role"."""
    for match in _NOUN_WITH_OBJECT.finditer(text.text):
        # "the meeting the chair called": a noun with a plural, before a clause.
        if word_frequency(f"{match['word']}s", "en") < SLIPS.min_plural_zipf:
            right = match.group().split(maxsplit=1)[1]
            slip = Slip(match.group(), right, f"“the” does not belong before “{right}”")
            yield slip, (text, *match.span())


RULES = (
    Rule(
        code="grammar-slip",
        title="Slip of grammar",
        severity="info",
        why="Readers understand the text.",
        meaning="The text is published as printed.",
        remedy="`correct` it with the right words, or `dismiss` it.",
        example="Members States, where the plan otherwise prints Member States",
        method="In English plans: compares the number of a noun before another noun with the "
        "plan's own usage; looks for “a” before a word in -ing without a plural, for “a” and "
        "“an” before the wrong letter, for a singular after “these” or “several”, for “the” before "
        "a word in -ing with an object, for a verb in the wrong number and a compound that lacks a "
        "word, if the plan has the right ones. Compares phrases of three words with the plan’s, "
        "which have another number or one more preposition. Looks for words that are right "
        "elsewhere (“though developing”), for “a” before nouns without a plural, and for one "
        "person without an article after a preposition. Looks for prepositions that a word does "
        "not take (“relevant with”) and set phrases with a wrong word, for nouns whose number "
        "contradicts “entire” or “respective”, for names without the article and verbs in another "
        "number than the plan has elsewhere, for items of a list and texts of a column that begin "
        "with another form of the verb, and for missing hyphens (“sub regional”). Looks for "
        "clauses that lack a word (“for workers from being hurt”), say something twice or join "
        "unlike words by “and” (“have and are being”), and for counted nouns without an article, "
        "also those that the plan nearly always prints with one. Looks for measures and tasks "
        "before a noun without a hyphen (“low cost pumps”), unless that is the plan's style, for "
        "one word printed as two, for a number that contradicts “a number of” or “each”, for "
        "“among” with two things, and for verb forms that “will” or “to” does not take. "
        "Looks for questions inside a sentence in the order of a direct one, and for adjectives "
        "such as “different” without their noun. "
        "Knows prepositions that a word does not take, nouns that are not counted, set phrases and "
        "nouns before “of” that have an article, and words that sound alike. "
        "The lexicon of LemmInflect says which nouns are counted and which words are verbs. Word "
        "frequencies are those of wordfreq.",
        find=find_slips,
        print_only=True,
    ),
)
