"""Slips of grammar: number and articles that contradict the plan's own usage or a word list."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from expectations.plan_index import PlanIndex, Text
from expectations.rule import Finding, Rule
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
from expectations.rules.lexicon import lexicon
from expectations.rules.usage.agreement import Agreement, find_wrong_subjects
from expectations.rules.usage.compounds import (
    find_missing_hyphens,
    find_split_words,
    hyphenated_words,
    prints_open_compounds,
)
from expectations.rules.usage.numbers import (
    NamesWithArticle,
    find_programmes_without_article,
    find_wrong_numbers,
)
from expectations.rules.usage.parallel import Beginnings, find_unlike_items
from expectations.rules.usage.prepositions import find_wrong_phrases
from expectations.rules.usage.verbs import is_plain_verb
from expectations.rules.wording.confusions import (
    find_confusions,
    find_lone_persons,
    find_uncountable,
)
from expectations.rules.wording.doubled_words import has_mixed_columns
from expectations.rules.wording.habits import Habits, Unusual
from expectations.rules.wording.slip import Slip, SlipFinder
from expectations.settings import ExpectationSettings
from expectations.thresholds import SLIPS
from expectations.words import TextRange, word_frequency

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_FUNCTION_WORDS = frozenset(
    re.findall(
        r"\w+",
        """a an and any all as at be been but by can could do does for from had has have if in into
        is it its may might must no nor not of on or our shall should so such than that the their
        then there these they this those to under was we were where which while who will with
        would""",
    )
)
_GERUND = re.compile(
    r"\ba\s+(?P<word>[a-z]{3,}ing)\s+(?=(?:and\s+[a-z]{3,}ing\s+)?"
    r"(?:on|for|of|in|to|with|among|between)\b)"
)
_ARTICLE = re.compile(r"(?<![\w.(])(?P<article>an?)\s+(?P<word>[a-z]{2,})\b")
# Letters that do not tell how a word begins when spoken: "a one-off", "a European", "an hour".
_SPOKEN_AS_CONSONANT = re.compile(r"one|once|eu|ewe|u|oui")
_NOUN_WITH_OBJECT = re.compile(r"\bthe\s+(?P<word>[a-z]{4,}ing)\s+(?:the|a|an|its|their)\b")
_WHO_DOES = re.compile(
    r"\b(?P<noun>[A-Za-z]{3,}s)\s+(?P<that>that|which|who)\s+(?P<verb>[a-z]{3,})\b"
)
_COMPOUND = re.compile(r"\b(?P<first>[A-Za-z]{3,})-(?P<last>[A-Za-z]{4,})\b")
_LONGER = re.compile(r"\b([A-Za-z]{3,})[- ]([A-Za-z]{3,})\s([A-Za-z]{4,})\b")
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
    for slip, place in _unusual_phrases(Habits(texts)):
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
    pairs = _pairs_of_words(texts)
    clauses = {
        match.group().casefold() for text in texts for match in _WHO_DOES.finditer(text.text)
    }
    compounds = _compounds_of_three(texts)
    hyphenated, is_open = hyphenated_words(texts), prints_open_compounds(texts)
    return (
        lambda text: _unusual_plurals(text, pairs),
        _wrong_articles,
        _single_after_many,
        _noun_with_object,
        lambda text: _wrong_verbs(text, clauses),
        lambda text: _short_compounds(text, compounds),
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
        OpenNumbers(texts).find,
        BareSingulars(texts).find,
        Sharing(texts).find,
        NamesWithArticle(texts).find,
        Agreement(texts).find,
        Beginnings(texts).find,
    )


def _is_fragment(text: Text) -> bool:
    """Return whether a text around the matrix ends without a mark: words of a drawing do.

    In a plan with many of them, their lines may be read in another order than people do.
    """
    is_item = _MARKED.match(text.text) is not None
    ends = text.text.rstrip()[-1:] in _ENDS
    return text.table == "narrative" and not (is_item or ends)


def _unusual_phrases(habits: Habits) -> Iterator[tuple[Slip, TextRange]]:
    for each in habits.lacking_a_word():
        yield _of_phrase(each, f"elsewhere the plan prints “{each.link}” after “{each.first}”")
    for each in habits.in_another_number():
        yield _of_phrase(each, f"elsewhere the plan prints “{each.usual}”")


def _of_phrase(each: Unusual, reason: str) -> tuple[Slip, TextRange]:
    key = each.text.text[each.start : each.stop].casefold()
    return Slip(key, each.usual, reason), (each.text, each.start, each.stop)


def _is_reported(place: TextRange, places: dict[Slip, list[TextRange]]) -> bool:
    text, start, stop = place
    return any(
        other is text and first < stop and start < last
        for found in places.values()
        for other, first, last in found
    )


def _pairs_of_words(texts: Iterable[Text]) -> Counter[tuple[str, str]]:
    """Count pairs of neighbouring words; a text that is printed twice counts once."""
    pairs: Counter[tuple[str, str]] = Counter()
    for text in {text.text for text in texts}:
        pairs.update((a.group().casefold(), b.group().casefold()) for a, b in _neighbours(text))
    return pairs


def _neighbours(text: str) -> Iterator[tuple[re.Match[str], re.Match[str]]]:
    """Yield pairs of words with nothing but a space between them."""
    words = list(_WORD.finditer(text))
    for first, second in pairwise(words):
        if text[first.end() : second.start()].isspace():
            yield first, second


def _unusual_plurals(
    text: Text, pairs: Counter[tuple[str, str]]
) -> Iterator[tuple[Slip, TextRange]]:
    """Find a noun before another noun in the number that the plan does not use there."""
    for first, second in _neighbours(text.text):
        word, noun = first.group().casefold(), second.group().casefold()
        if {word, noun} & _FUNCTION_WORDS or word.endswith("ss"):
            continue
        other = word[:-1] if word.endswith("s") else f"{word}s"
        if word.endswith("s") and pairs["to", other]:
            continue  # a verb: "to tackle climate change", "it tackles climate change"
        usual, own = pairs[other, noun], pairs[word, noun]
        if usual >= SLIPS.min_usual_pairs and usual >= SLIPS.min_usual_ratio * own:
            printed = _with_case(other, first.group())
            usual_words = f"{printed} {second.group()}"
            reason = f"elsewhere the plan prints “{usual_words}” ({usual} times)"
            slip = Slip(f"{word} {noun}", usual_words, reason)
            yield slip, (text, first.start(), second.end())


def _with_case(word: str, model: str) -> str:
    return word.capitalize() if model.istitle() else word


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
        if article == "an" and is_plain_verb(word):
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


def _wrong_verbs(text: Text, clauses: set[str]) -> Iterator[tuple[Slip, TextRange]]:
    """Find "activities that creates" where the plan also prints "activities that create"."""
    for match in _WHO_DOES.finditer(text.text):
        verb = match["verb"]
        usual = match.group().removesuffix("s")
        if verb.endswith("s") and not verb.endswith("ss") and usual.casefold() in clauses:
            reason = f"elsewhere the plan prints “{usual}”"
            yield Slip(match.group().casefold(), usual, reason), (text, *match.span())


def _compounds_of_three(texts: Iterable[Text]) -> dict[tuple[str, str], str]:
    """Map the first and last of three words that a hyphen or a space joins to all three."""
    found: dict[tuple[str, str], str] = {}
    for text in texts:
        for match in _LONGER.finditer(text.text):
            first, _, last = (word.casefold() for word in match.groups())
            if "-" in match.group():
                found.setdefault((first, last), match.group())
    return found


def _short_compounds(
    text: Text, compounds: dict[tuple[str, str], str]
) -> Iterator[tuple[Slip, TextRange]]:
    """Find "public-partnership" where the plan also prints "public-private partnership"."""
    for match in _COMPOUND.finditer(text.text):
        first, last = match["first"].casefold(), match["last"].casefold()
        usual = compounds.get((first, last))
        # "counter-measures" is a word of its own beside "counter-terrorism measures".
        is_word = word_frequency(first + last, "en") >= SLIPS.min_plural_zipf
        if usual and not is_word:
            reason = f"elsewhere the plan prints “{usual}”"
            yield Slip(match.group().casefold(), usual, reason), (text, *match.span())


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
        "The lexicon of LemmInflect says which nouns are counted and which words are verbs. Word "
        "frequencies are those of wordfreq.",
        find=find_slips,
        print_only=True,
    ),
)
