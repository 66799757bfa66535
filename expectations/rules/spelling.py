"""Probable misprints, and two spellings of one language side by side."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from expectations.model import Issue
from expectations.plan_index import PlanIndex, Text
from expectations.rule import Finding, Rule
from expectations.settings import ExpectationSettings
from expectations.words import frequency, slips, words_of

SHORTEST = 5
LONGEST = 30
"""Letters from which a word is looked at: short ones have too many neighbours."""
GAP = 2.0
"""Zipf steps (powers of ten) by which a likelier word must be the more frequent one."""


def _own_words(ground: PlanIndex) -> set[str]:
    """Words of the document's own names, which no word list need have."""
    names = [b.name for b in ground.plan.bodies] + [b.acronym for b in ground.plan.bodies]
    names += [i.title for i in ground.linked.instruments]
    names += [i.issuing_body for i in ground.linked.instruments]
    return {w.casefold() for name in names for w in re.findall(r"[^\W\d_]+", name)}


def _is_own_word(ground: PlanIndex, issue: Issue) -> bool:
    """Whether a misprint is a word of a name that a register knows and the print does not."""
    return issue.places[0].printed.casefold() in _own_words(ground)


def _is_name(places: list[tuple[Text, int, int]]) -> bool:
    """Whether a word is a name: every time with a capital, once at least inside a sentence."""
    capitals = [text.text[start].isupper() for text, start, _ in places]
    inside = any(
        start > 1 and text.text[start - 2 : start][0] not in ".;:-•" for text, start, _ in places
    )
    return all(capitals) and inside


def find_misprints(ground: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find words that no word list has and that are one slip from a frequent word."""
    language = settings.language
    excepted = _own_words(ground) | {word.casefold() for word in settings.known_words}
    # Annex names are held against the text by another rule.
    found = words_of(t for t in ground.texts if t.table != "bodies")
    for word, places in found.items():
        if (
            not SHORTEST <= len(word) <= LONGEST
            or not word.isascii()
            or not word.isalpha()
            or word in excepted
        ):
            continue
        own = frequency(word, language)
        if own >= settings.rare_word or _is_name(places):
            continue
        likely = _likeliest(word, set(found), settings)
        if not likely or frequency(likely[0], language) - own < GAP:
            continue
        best = likely[0]
        yield Finding(
            key=(word,),
            message=f"“{_printed(places)}” is probably “{best}”.",
            places=tuple(ground.in_text(*place) for place in places),
            suggestion=f"Probably “{best}”: `correct` with it, or `dismiss` and add “{word}” to "
            "`known_words` of the plan's settings.",
            candidates=likely,
        )


def _printed(places: list[tuple[Text, int, int]]) -> str:
    text, start, stop = places[0]
    return text.text[start:stop]


def _likeliest(word: str, own: set[str], settings: ExpectationSettings) -> tuple[str, ...]:
    """Up to three words that are one slip away: the document's own first, then by frequency."""
    likely = {
        other
        for other in slips(word)
        if len(other) >= SHORTEST - 1
        and frequency(other, settings.language) >= settings.frequent_word
    }
    # A misprint mostly keeps the first letter; without it, it is another word.
    likely = {other for other in likely if other[0] == word[0]}
    ranked = sorted(likely, key=lambda o: (o not in own, -frequency(o, settings.language), o))
    return tuple(ranked[:3])


_PAIRS = (
    (re.compile(r"^(\w{3,})is(e|ed|es|ing|ation|ations|er|ers|ational)$"), r"\1iz\2", "-is/-iz"),
    (re.compile(r"^(\w{2,})our(s|ed|ing|able|ite|ites|al|hood|hoods)?$"), r"\1or\2", "-our/-or"),
    (re.compile(r"^(\w*[bntc])tre(s|d)?$"), None, "-re/-er"),
    (re.compile(r"^(\w{2,})mme(s)?$"), r"\1m\2", "programme/program"),
    (re.compile(r"^(\w{3,})ll(ing|ed|er|ers|or|ors)$"), r"\1l\2", "-ll/-l"),
    (re.compile(r"^(defen|offen|licen)ce(s)?$"), r"\1se\2", "-ce/-se"),
)
_CENTRE = re.compile(r"^(\w*[bntc]?)tre(s|d)?$")


def _american(word: str) -> tuple[str, str] | None:
    """American spelling of a British word, and the family it belongs to."""
    for pattern, replacement, family in _PAIRS:
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


def find_mixed(ground: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find British and American spellings in one document: one issue, however many words."""
    if settings.language != "en":
        return
    found = words_of(t for t in ground.texts if t.table != "bodies")
    british, american = _sides(found)
    families = {f for f in british if f in american}
    if not families:
        return
    both = [(b, a) for pairs in british.values() for b, a in pairs if b in found and a in found]
    both.sort(key=lambda pair: (-len(found[pair[0]]) - len(found[pair[1]]), pair))
    shown = [f"{b} ({len(found[b])}) and {a} ({len(found[a])})" for b, a in both[:4]]
    if not shown:
        shown = [f"{british[f][0][0]} beside {american[f][0]}" for f in sorted(families)[:4]]
    minor = _minority(found, british, american, families)
    yield Finding(
        key=("british-american",),
        message=f"British and American spelling side by side: {', '.join(shown)}.",
        places=tuple(ground.in_text(*place) for word in minor for place in found[word]),
    )


Found = dict[str, list[tuple[Text, int, int]]]


def _sides(found: Found) -> tuple[dict[str, list[tuple[str, str]]], dict[str, list[str]]]:
    """Words of either spelling by family; a word counts if its counterpart is one as well."""
    british: dict[str, list[tuple[str, str]]] = defaultdict(list)
    american: dict[str, list[str]] = defaultdict(list)
    for word in found:
        pair = _american(word)
        if pair and frequency(pair[0], "en") > 1.5:
            british[pair[1]].append((word, pair[0]))
        for spelling, family in _british_of(word):
            if spelling in found or frequency(spelling, "en") > 1.5:
                american[family].append(word)
    return british, american


_BACK = (
    (re.compile(r"^(\w{3,})iz(e|ed|es|ing|ation|ations|er|ers|ational)$"), r"\1is\2", "-is/-iz"),
    (
        re.compile(r"^(behavi|lab|favo?|hon|neighb|col)or(s|ed|ing|able|ite|al)?$"),
        r"\1our\2",
        "-our/-or",
    ),
    (re.compile(r"^(cen|thea|me|fib)ter(s|ed)?$"), r"\1tre\2", "-re/-er"),
    (re.compile(r"^(program)(s)?$"), r"\1me\2", "programme/program"),
    (re.compile(r"^(\w{3,}[ae])l(ing|ed|er|ers|or|ors)$"), r"\1ll\2", "-ll/-l"),
    (re.compile(r"^(defen|offen)se(s)?$"), r"\1ce\2", "-ce/-se"),
)


def _british_of(word: str) -> Iterator[tuple[str, str]]:
    for pattern, replacement, family in _BACK:
        match = pattern.match(word)
        if match:
            spelling = match.expand(replacement)
            if family == "programme/program":
                spelling = "programme" + (match.group(2) or "")
            yield spelling, family


def _minority(
    found: Found,
    british: dict[str, list[tuple[str, str]]],
    american: dict[str, list[str]],
    families: set[str],
) -> list[str]:
    """Words of the side that is the rarer one, family for family."""
    words: list[str] = []
    for family in sorted(families):
        ours = [word for word, _ in british[family]]
        theirs = american[family]
        counts = [sum(len(found[w]) for w in side) for side in (ours, theirs)]
        words += ours if counts[0] < counts[1] else theirs
    return words


RULES = (
    Rule(
        code="misprint",
        title="Probable misprint",
        severity="warning",
        why="Searches miss the word; now and then the sense changes.",
        meaning="The text is published as it is printed.",
        remedy="`correct` with the right word, or `dismiss`.",
        example="evalution, for evaluation",
        method="No word list has the word, it is no name or acronym of the document, and one "
        "slip (a letter more, less, another, two swapped) makes a frequent word of it.",
        find=find_misprints,
        of_print=True,
        ruled_out=_is_own_word,
    ),
    Rule(
        code="spelling-mixed",
        title="British and American spelling mixed",
        severity="info",
        why="It is a matter of style.",
        meaning="Those who search for one spelling miss the other.",
        remedy="`accept`; search with both spellings.",
        example="radicalisation and radicalization",
        method="Words of which both spellings are known, family for family; the places are "
        "those of the rarer spelling.",
        find=find_mixed,
        mixes_words=True,
        of_print=True,
    ),
)
