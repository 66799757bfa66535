"""Marks, numbers and words that a plan prints in two forms, of which one is rare."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import takewhile

from expectations.plan_index import PlanIndex, Text
from expectations.rule import Finding, Rule
from expectations.rules.lexicon import lexicon
from expectations.rules.phrasing import times
from expectations.rules.variants.forms import FORMS
from expectations.rules.variants.name_numbers import find_numbers_of_names
from expectations.rules.variants.style_pair import Match, StylePair
from expectations.rules.variants.words import FUNCTION_WORDS
from expectations.settings import ExpectationSettings
from expectations.thresholds import STYLES
from expectations.words import TextRange

_ADDRESS = "000000"
"""What stands for an address in a text."""


def _follows_noun(match: Match) -> bool:
    known = lexicon()
    word = match["noun"].casefold()
    noun = known.plurals.get(word, word)
    is_noun = noun in known.nouns and word not in known.others
    return is_noun or match["noun"].removesuffix("s").isupper()


def _stresses_thing(match: Match) -> bool:
    """Return whether a noun follows, not an adjective as in "waste especially dangerous"."""
    thing = match["thing"]
    known = lexicon()
    is_thing = thing is None or (thing in known.plurals and thing not in known.others)
    return (is_thing and _follows_noun(match)) or _stresses_things(match)


def _stresses_things(match: Match) -> bool:
    """Return whether a noun follows with its attributes: "media especially social media firms"."""
    known, before = lexicon(), match["noun"].casefold()
    words = [word for word in (match["thing"], match["next"], match["last"]) if word]
    if not words or words[0] in known.participles or words[0] in known.gerunds:
        return False  # "courses especially designed for nurses", "laws especially affecting women"
    group = list(takewhile(lambda word: word not in FUNCTION_WORDS, words))
    ends = [word for word in group if _is_plural(word)]
    is_only_noun = before not in known.verbs and before not in known.participles
    return bool(ends) and is_only_noun and _follows_noun(match)


def _is_plural(word: str) -> bool:
    known = lexicon()
    return word in known.plurals and word not in known.others and word not in known.third_persons


def _is_amid_text(match: Match) -> bool:
    """Return whether a hyphen is no mark of a list: "themes: - Industry - Energy"."""
    return not _OPENING_MARK.search(match.string, 0, match.end())


def _is_series(match: Match) -> bool:
    """Return whether a comma does not end the first words: "In Leeds, buses and trams"."""
    return not _FIRST_WORDS.search(match.string, 0, match.string.index(",", match.start()) + 1)


def _ends_before_subject(match: Match) -> bool:
    """Return whether no noun of the first words is the subject: "At the heart of it are"."""
    return not _GOES_ON.search(match["found"])


_ITEM = r"(?!(?:both|each|however|including|that|where|which|who|whose|with)\b)"
_NO_CLAUSE = r"(?!(?:however|including|that|where|which|who|whose|with)\b)"
_FIRST_WORDS = re.compile(
    r"(?:^|[.;:]\s)(?:(?:After|As|At|Before|By|During|For|From|If|In|On|Once|Over|Since|Through|To|"
    r"Under|Until|When|Where|While|With|Within|Without)\s[^,.;:]{1,60}|[A-Z][a-z]+ly|However|Thus|"
    r"Today|Then|Therefore),$"
)
_GOES_ON = re.compile(
    r"\b(?:that|when|where|which|who|whose)\b|\s(?:about|at|between|by|for|from|in|of|on|to|with)\s"
    r"(?:the|this|these|[A-Z]\w+)(?:\s(?!(?:the|this|these|we|they|it|there)\b)\w+){0,3}\s\w+$"
)
_OPENING_MARK = re.compile(r"(?:^|[:;.]\s)\s*-\s")


_SPACED_SLASH = StylePair(
    ("rare", "has spaces around the slash"),
    re.compile(r"\b[^\W\d_]{2,}\s/\s[^\W\d_]{2,}\b"),
    re.compile(r"\b[^\W\d_]{2,}/[^\W\d_]{2,}\b"),
    "“{odd}” has spaces around the slash, unlike {count} others.",
    STYLES.min_marks,
    STYLES.max_rare_share,
)
MARKS = (
    StylePair(
        ("rare", "has “&” for “and”"),
        re.compile(r"\b[a-z]+\s&\s(?![A-Z][a-z])\w+|\b(?![A-Z][a-z])\w+\s&\s[a-z]+"),
        re.compile(r"\b[a-z]+,?\sand\s\w+"),
        "“{odd}” has “&” for “and”, which the plan otherwise prints ({times}).",
        STYLES.min_marks,
        STYLES.max_rare_share,
    ),
    StylePair(
        ("open examples",),
        re.compile(r"\b[a-z]+[’'”\"]?\s(?:i\.e|e\.g)\."),
        re.compile(r"[a-z](?P<found>[,;:]\s(?:i\.e|e\.g)\.)"),
        "“{odd}” has no comma before it; elsewhere the plan prints “{usual}”.",
    ),
    StylePair(
        ("open stress",),
        re.compile(
            r"\b(?P<noun>[A-Za-z]{3,})\)?\s(?:especially|particularly)\s(?:among|at|by|for|from|in|on|"
            r"through|to|when|where|with|the|those|women|children|youth|(?P<thing>[a-z]{3,}))\b"
            r"(?=(?:\s(?P<next>[a-z]{3,})(?:\s(?P<last>[a-z]{3,}))?)?)"
        ),
        re.compile(r"[\w)],\s(?:especially|particularly)\s"),
        "“{odd}” has no comma before “{word}”, which the plan otherwise prints ({times}).",
        is_odd=_stresses_thing,
    ),
    StylePair(
        ("bare reference",),
        re.compile(r"\((?P<found>\d{1,2}\.\d{1,2}(?:(?:,|\sand|,\sand)\s\d{1,2}\.\d{1,2})*)\)"),
        re.compile(r"\([a-z][a-z ]{2,30}\s\d{1,2}\.\d{1,2}\b[^()]{0,30}\)"),
        "“{odd}”: the brackets do not say what the numbers stand for, unlike “{usual}” ({times}).",
        STYLES.min_uses,
        STYLES.max_share,
    ),
    StylePair(
        ("open inclusion",),
        # "a price including tax": it says which price.
        re.compile(
            r"\b(?P<noun>[A-Za-z]{4,})\sincluding\b(?=\s[a-z])"
            r"(?!\s(?:[a-z]+\s)?(?:charges|delivery|duties|duty|fees|fuel|service|tax|taxes|tips)\b)"
        ),
        re.compile(r"[\w)],\sincluding\s"),
        "“{odd}” has no comma before “including”, which the plan otherwise prints ({times}).",
        STYLES.min_uses,
        STYLES.max_share,
        _follows_noun,
    ),
    StylePair(
        ("open etc",),
        re.compile(r"\b(?:[Ee]tc)\b(?!\.)"),
        re.compile(r"\b(?:[Ee]tc)\."),
        "“{odd}” has no full stop; elsewhere the plan prints “{usual}” ({times}).",
    ),
    StylePair(
        ("open beginning",),
        re.compile(
            r"(?:^|[.;]\s)(?P<found>(?:In|At|On|During|Under|Prior\sto|By|Within|Through|Over)"
            r"(?:\s(?!order\b)[a-z]+){1,4}?\s(?:(?:the|this|these|we|they|it|there)(?:\s\w+){0,3}|"
            r"[A-Z][a-z]+(?:\s\w+){0,2})\s(?:are|can|has|have|is|may|must|shall|should|was|were|"
            r"will))\b"
        ),
        re.compile(
            r"(?:^|[.;]\s)(?:In|At|On|During|Under|Prior\sto|By|Within|Through|Over)"
            r"(?:\s[\w-]+){1,5},\s(?:the|this|these|we|they|it|there|[A-Z][a-z]+)\s"
        ),
        "“{odd}” has no comma after its first words, which the plan otherwise prints ({times}).",
        STYLES.min_uses,
        STYLES.max_share,
        _ends_before_subject,
    ),
    StylePair(
        ("dash",),
        re.compile(r"[\w)’”]+\s-\s(?![A-Z]{2,}\b)[\w(“‘]+"),
        re.compile(r"[\w)’”]+\s[–—]\s[\w(“‘]+"),
        "“{odd}” has a hyphen where the plan otherwise prints a dash (“{usual}”).",
        STYLES.min_uses,
        STYLES.max_share,
        _is_amid_text,
    ),
    StylePair(
        ("quotation marks",),
        re.compile(r"(?<!\w)\"(?=\S)[^\"]{1,80}\""),
        re.compile(r"“[^“”]{1,80}”"),
        "“{odd}”, but “{usual}” ({times}): the plan prints quotation marks in two forms.",
        is_either=True,
    ),
    StylePair(
        ("quotation marks", "single"),
        re.compile(r"(?<!\w)‘[^\W\d_][^‘’“”]{1,80}\w’(?!\w)"),
        re.compile(r"“[^‘’“”]{1,80}”"),
        "“{odd}”, but “{usual}” ({times}): the plan prints single and double quotation marks.",
        is_either=True,
    ),
    StylePair(
        ("apostrophes",),
        re.compile(r"\b[^\W\d_]+'[^\W\d_]{1,2}\b"),
        re.compile(r"\b[^\W\d_]+’[^\W\d_]{1,2}\b"),
        "“{odd}”, but “{usual}” ({times}): the plan prints apostrophes in two forms.",
        STYLES.min_uses,
        is_either=True,
    ),
    StylePair(
        ("series",),
        re.compile(
            rf"\b{_ITEM}[\w’-]{{3,}},\s(?:{_NO_CLAUSE}[\w’-]+\s)?{_ITEM}[\w’-]{{3,}}\s"
            r"(?:and|or)\s[\w’-]+\b"
        ),
        re.compile(
            rf"\b{_ITEM}[\w’-]{{3,}},\s(?:{_NO_CLAUSE}[\w’-]+\s)?{_ITEM}[\w’-]{{3,}},\s"
            r"(?:and|or)\s[\w’-]+\b"
        ),
        "“{odd}”, but “{usual}” ({times}): the plan puts a comma before the last item of a list in "
        "some places only.",
        STYLES.min_uses,
        is_odd=_is_series,
        is_either=True,
    ),
)


def find_odd_marks(index: PlanIndex, *, is_english: bool) -> Iterator[Finding]:
    """Find marks that differ from the plan's usual ones."""
    yield from _odd(index, (_SPACED_SLASH, *(MARKS if is_english else ())))


def find_mixed_styles(index: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find numbers, dates and references that an English plan prints in two forms."""
    if settings.language == "en" and index.is_written_in("en"):
        yield from _odd(index, FORMS)
        yield from find_numbers_of_names(index)


def _odd(index: PlanIndex, pairs: Sequence[StylePair]) -> Iterator[Finding]:
    """Yield one issue for all places of each odd form."""
    folded = [(text, text.text.lower()) for text in index.wording]
    for pair in pairs:
        texts = [text for text, letters in folded if not pair.word or pair.word in letters]
        odd = _places(texts, pair.odd, pair.is_odd)
        usual = _places(texts, pair.usual, pair.is_usual)
        if pair.is_either:
            odd, usual = sorted((odd, usual), key=len)
        # A text that is printed twice counts once.
        count = len({(text.text, start) for text, start, _ in usual})
        if not odd or count < pair.min_uses or len(odd) > pair.max_share * count:
            continue
        words, other = (_quoted(each[0]) for each in (odd, usual))
        said = {"odd": words, "usual": other, "count": count, "times": times(count)}
        yield Finding(
            key=pair.key,
            message=pair.message.format(**said, word=words.split()[1] if " " in words else ""),
            places=tuple(index.in_text(*place) for place in odd),
        )


def _quoted(place: TextRange) -> str:
    text, start, stop = place
    return text.text[start:stop].strip()


def _places(
    texts: Iterable[Text], pattern: re.Pattern[str], is_one: Callable[[Match], bool]
) -> list[TextRange]:
    part = "found" if "found" in pattern.groupindex else 0
    return [
        (text, *match.span(part))
        for text in texts
        for match in pattern.finditer(text.text)
        if is_one(match) and _ADDRESS not in match.group()
    ]


RULES = (
    Rule(
        code="style-mixed",
        title="Numbers or references written in two ways",
        severity="info",
        why="It is a matter of style.",
        meaning="A search for one form misses the other.",
        remedy="`accept` it, and search for both forms.",
        example="section 4, but Section 5",
        method="In English plans: finds shares, amounts, units, dates, periods of years and "
        "references to numbered parts that the plan writes in two ways, bodies that “the” names "
        "with and without a capital (the City will, the city will), members and member states of "
        "one group, and names with a number or year in two forms (Part II, Part 2). The places are "
        "those of the rarer form.",
        find=find_mixed_styles,
        places_differ=True,
        print_only=True,
    ),
)
