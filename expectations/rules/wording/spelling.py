"""Probable misprints, and British and American spelling in one document."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from expectations.model import Issue
from expectations.plan_index import PlanIndex
from expectations.rule import Finding, Rule
from expectations.rules.consistency.near_words import near_words
from expectations.settings import ExpectationSettings
from expectations.thresholds import LIMITS, SPELLING
from expectations.words import TextRange, WordPlaces, find_words, single_edits, word_frequency


def _own_words(index: PlanIndex) -> set[str]:
    """Return the words of the document's own names, which word lists may lack."""
    names = [b.name for b in index.plan.bodies] + [b.acronym for b in index.plan.bodies]
    names += [i.title for i in index.linked.instruments]
    names += [i.issuing_body for i in index.linked.instruments]
    return {w.casefold() for name in names for w in re.findall(r"[^\W\d_]+", name)}


def _is_own_word(index: PlanIndex, issue: Issue) -> bool:
    """Return whether a supposed misprint is a word of a name, for example a name in a register."""
    return issue.places[0].printed.casefold() in _own_words(index)


def _is_name(places: list[TextRange]) -> bool:
    """Return whether a word is a name: always capitalised, at least once inside a sentence."""
    capitals = [text.text[start].isupper() for text, start, _ in places]
    inside = any(
        start > 1 and text.text[start - 2 : start][0] not in ".;:-•" for text, start, _ in places
    )
    return all(capitals) and inside


def find_misprints(index: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find rare words that are one edit away from a frequent word."""
    language = settings.language
    if not index.is_written_in(language):
        return
    excepted = _own_words(index) | {word.casefold() for word in settings.known_words}
    # `name-differs` compares the names of the annex with the text.
    words = find_words(t for t in index.wording if t.table != "bodies")
    found = list(_misprints(index, settings, words, excepted))
    cut = [each for each in found if _lacks_last_letter(each)]
    if len(cut) >= SPELLING.min_cut_words:
        yield _cut_words(cut)
        found = [each for each in found if not _lacks_last_letter(each)]
    yield from found
    if language == "en":
        yield from _in_usual_phrases(index, {*excepted, *(each.key[0] for each in (*found, *cut))})


def _in_usual_phrases(index: PlanIndex, excepted: set[str]) -> Iterator[Finding]:
    """Find words that stand for the one that the plan has in the same phrase: "high sped"."""
    texts = [text for text in index.wording if text.table != "bodies"]
    for word, (before, usual), (text, start, stop) in near_words(texts, "en"):
        if word not in excepted:
            yield Finding(
                key=(word, before),
                message=f"“{before} {word}” is probably a misprint of “{before} {usual}”, which "
                "the plan also prints.",
                places=(index.in_text(text, start, stop),),
                suggestion=f"`correct` it with “{usual}”, or `dismiss` it.",
                candidates=(usual,),
            )


def _lacks_last_letter(finding: Finding) -> bool:
    return finding.candidates[0][:-1] == finding.key[0]


def _cut_words(found: Sequence[Finding]) -> Finding:
    """Report several words that lack their last letter as what causes them."""
    places = tuple(place for each in found for place in each.places)
    words = ", ".join(f"“{place.printed}”" for place in places[: LIMITS.quoted_examples])
    more = " …" if len(places) > LIMITS.quoted_examples else ""
    return Finding(
        key=("cut",),
        message=f"{len(places)} words lack their last letter: {words}{more}. An edge of the page "
        "or of a cell probably cuts them.",
        places=places,
        suggestion="Compare the words with the page; `correct` each, or `accept` it.",
    )


def _misprints(
    index: PlanIndex, settings: ExpectationSettings, words: WordPlaces, excepted: set[str]
) -> Iterator[Finding]:
    """Yield each word that is probably a misprint, its likely corrections best first."""
    language = settings.language
    for word, places in words.items():
        if (
            not SPELLING.shortest_word <= len(word) <= SPELLING.longest_word
            or not word.isascii()
            or not word.isalpha()
            or word in excepted
        ):
            continue
        own = word_frequency(word, language)
        if own >= settings.rare_word or _is_name(places):
            continue
        likely = _likely_corrections(word, set(words), settings)
        if not likely or word_frequency(likely[0], language) - own < SPELLING.frequency_gap:
            continue
        best = likely[0]
        yield Finding(
            key=(word,),
            message=f"“{_printed(places)}” is probably a misprint of “{best}”.",
            places=tuple(index.in_text(*place) for place in places),
            suggestion=f"`correct` it with “{best}”, or `dismiss` it and add “{word}” to "
            "`known_words` in the plan's settings.",
            candidates=likely,
        )


def _printed(places: list[TextRange]) -> str:
    text, start, stop = places[0]
    return text.text[start:stop]


def _likely_corrections(
    word: str, document_words: set[str], settings: ExpectationSettings
) -> tuple[str, ...]:
    """Return words at one edit: those of the document first, then by frequency."""
    likely = {
        other
        for other in single_edits(word)
        if word_frequency(other, settings.language) >= settings.frequent_word
    }
    # Most misprints keep the first letter.
    likely = {other for other in likely if other[0] == word[0]}
    ranked = sorted(
        likely, key=lambda o: (o not in document_words, -word_frequency(o, settings.language), o)
    )
    return tuple(ranked[: LIMITS.candidates])


_BRITISH_PAIRS = (
    (re.compile(r"^(\w{3,})is(e|ed|es|ing|ation|ations|er|ers|ational)$"), r"\1iz\2", "-is/-iz"),
    (re.compile(r"^(\w{2,})our(s|ed|ing|able|ite|ites|al|hood|hoods)?$"), r"\1or\2", "-our/-or"),
    (re.compile(r"^(\w*[bntc])tre(s|d)?$"), None, "-re/-er"),
    (re.compile(r"^(\w{2,})mme(s)?$"), r"\1m\2", "programme/program"),
    (re.compile(r"^(\w{3,})ll(ing|ed|er|ers|or|ors)$"), r"\1l\2", "-ll/-l"),
    (re.compile(r"^(defen|offen|licen)ce(s)?$"), r"\1se\2", "-ce/-se"),
)
_CENTRE = re.compile(r"^(\w*[bntc]?)tre(s|d)?$")


def _american(word: str) -> tuple[str, str] | None:
    """Return the American spelling of a British word, and the family of the pair."""
    for pattern, replacement, family in _BRITISH_PAIRS:
        match = pattern.match(word)
        if match is None:
            continue
        if replacement is None:
            ending = {None: "ter", "s": "ters", "d": "tered"}[_centre_end(word)]
            return re.sub(r"tre[sd]?$", ending, word), family
        return match.expand(replacement), family
    return None


def _centre_end(word: str) -> str | None:
    match = _CENTRE.match(word)
    return match.group(2) if match else None


def find_mixed_spelling(index: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find British and American spelling in one document, one issue for all words."""
    if settings.language != "en" or not index.is_written_in("en"):
        return
    found = find_words(t for t in index.wording if t.table != "bodies")
    british, american = _spellings(found)
    families = {f for f in british if f in american}
    if not families:
        return
    both = [(b, a) for pairs in british.values() for b, a in pairs if b in found and a in found]
    limit = LIMITS.quoted_examples
    both.sort(key=lambda pair: (-len(found[pair[0]]) - len(found[pair[1]]), pair))
    examples = [f"{b} ({len(found[b])}) and {a} ({len(found[a])})" for b, a in both[:limit]]
    if not examples:
        examples = [f"{british[f][0][0]} beside {american[f][0]}" for f in sorted(families)[:limit]]
    minor = _minority(found, british, american, families)
    yield Finding(
        key=("british-american",),
        message=f"The plan mixes British and American spelling: {', '.join(examples)}.",
        places=tuple(index.in_text(*place) for word in minor for place in found[word]),
    )


def _spellings(found: WordPlaces) -> tuple[dict[str, list[tuple[str, str]]], dict[str, list[str]]]:
    """Return British and American spellings by family, if the other spelling is a word, too."""
    least = SPELLING.known_spelling_frequency
    british: dict[str, list[tuple[str, str]]] = defaultdict(list)
    american: dict[str, list[str]] = defaultdict(list)
    for word in found:
        pair = _american(word)
        if pair and word_frequency(pair[0], "en") > max(least, _least_frequency(word)):
            british[pair[1]].append((word, pair[0]))
        for spelling, family in _british_of(word):
            frequency = word_frequency(spelling, "en")
            if spelling in found or frequency > max(least, _least_frequency(word)):
                american[family].append(word)
    return british, american


def _least_frequency(word: str) -> float:
    """Return the frequency from which another spelling of a word is one, not a misspelling.

    "controling" is in word lists, but no American spelling: it is too rare beside "controlling".
    """
    return word_frequency(word, "en") - SPELLING.max_spelling_gap


_AMERICAN_PAIRS = (
    (re.compile(r"^(\w{3,})iz(e|ed|es|ing|ation|ations|er|ers|ational)$"), r"\1is\2", "-is/-iz"),
    (
        re.compile(r"^(behavi|lab|favo?|hon|neighb|col)or(s|ed|ing|able|ite|al)?$"),
        r"\1our\2",
        "-our/-or",
    ),
    # A meter is a device in British English, too.
    (re.compile(r"^(cen|thea|fib)ter(s|ed)?$"), r"\1tre\2", "-re/-er"),
    (re.compile(r"^(program)(s)?$"), r"\1me\2", "programme/program"),
    (re.compile(r"^(\w{3,}[ae])l(ing|ed|er|ers|or|ors)$"), r"\1ll\2", "-ll/-l"),
    (re.compile(r"^(defen|offen)se(s)?$"), r"\1ce\2", "-ce/-se"),
)


def _british_of(word: str) -> Iterator[tuple[str, str]]:
    for pattern, replacement, family in _AMERICAN_PAIRS:
        match = pattern.match(word)
        if match:
            spelling = match.expand(replacement)
            if family == "programme/program":
                spelling = "programme" + (match.group(2) or "")
            elif family == "-re/-er":
                spelling = re.sub("treed$", "tred", spelling)
            yield spelling, family


def _minority(
    found: WordPlaces,
    british: dict[str, list[tuple[str, str]]],
    american: dict[str, list[str]],
    families: set[str],
) -> list[str]:
    """Return the words of the rarer spelling of each family."""
    words: list[str] = []
    for family in sorted(families):
        in_british = [word for word, _ in british[family]]
        in_american = american[family]
        counts = [sum(len(found[w]) for w in side) for side in (in_british, in_american)]
        words += in_british if counts[0] < counts[1] else in_american
    return words


RULES = (
    Rule(
        code="misprint",
        title="Probable misprint",
        severity="info",
        why="Readers recognise the word; only a search misses it.",
        meaning="The text is published as printed.",
        remedy="`correct` it with the right word, or `dismiss` it.",
        example="evalution, for evaluation",
        method="The word is rare or in no word list, and it is no name or acronym of the document. "
        "One edit (a letter added, removed or replaced, or two swapped) turns it into a frequent "
        "word.",
        find=find_misprints,
        print_only=True,
        is_false_alarm=_is_own_word,
    ),
    Rule(
        code="spelling-mixed",
        title="British and American spelling mixed",
        severity="info",
        why="It is a matter of style.",
        meaning="A search for one spelling misses the other.",
        remedy="`accept` it, and search for both spellings.",
        example="radicalisation and radicalization",
        method="Counts the words that have a British and an American spelling, for each kind of "
        "ending. The places are those of the rarer spelling.",
        find=find_mixed_spelling,
        places_differ=True,
        print_only=True,
    ),
)
