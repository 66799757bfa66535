"""The two forms of numbers, dates, periods of years, references and bodies in an English plan."""

from __future__ import annotations

import re
from collections.abc import Iterator

from expectations.rules.lexicon import lexicon
from expectations.rules.variants.style_pair import Match, StylePair
from expectations.thresholds import STYLES, USAGE
from expectations.words import word_set

_PARTS = word_set("annex appendix chapter figure goal objective principle section step table")
_HOLDERS = word_set("agency board city commission council county government ministry")
_MADE = word_set("cabinet department programme project secretariat")
_UNIT = "km|kg|GW|GWh|kW|kWh|MW|MWh|TWh|ha"
_BEFORE = r"(?:as|by|for|from|if|in|of|on|that|to|when|where|with|[a-z]+ing)"
_DOES = r"(?:[’']s|\s(?:can|has|is|may|must|should|will))"
_NUMBERED = re.compile(
    r"\b(?:Act|Bill|Case|Circular|Code|Decision|Decree|Directive|Law|Notice|Order|Ordinance|"
    r"Regulation|Resolution|Ruling|Statute|N[or]s?\.?|n[or]s?\.)\s$"
)
"""What stands before the number of a law, which may look like years."""
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"


_THINGS = re.compile(
    r"\b(?:codes?|extensions?|flats?|forms?|helpline|hotline|items?|lines?|lots?|numbers?|pages?|"
    r"phone|plots?|rooms?|seats?|telephone)\s$|[£$€]\s?$",
    re.I,
)
"""What stands before figures that may look like years: numbers of things, and amounts."""
_SPAN = re.compile(r"(?P<first>(?:19|20)\d\d)\s?[–-]\s?(?P<second>\d{2,4})")
_UNITS = re.compile(rf"\s?(?:%|(?:{_UNIT}|kcal|m|t|million|people|thousand)\b)")
_WORD_AFTER = re.compile(r"\s([a-z]+)\b")
_OF_YEARS = re.compile(r"\b(?:period|years?)\s$", re.I)


def _are_years(match: Match) -> bool:
    """Return whether figures are a period: not in "Decree 2019-21", "1990 - 2000 meals a day"."""
    before = match.string[max(0, match.start() - USAGE.before) : match.start()]
    span = _SPAN.search(match.group())
    if span is None or _NUMBERED.search(before) or _THINGS.search(before):
        return False
    first, second = span["first"], span["second"]
    is_span = int(first) < int(first[: 4 - len(second)] + second)
    return is_span and (_OF_YEARS.search(before) is not None or not _count_things(match))


def _count_things(match: Match) -> bool:
    """Return whether a unit or a plural follows figures: they may count what it names."""
    word = _WORD_AFTER.match(match.string, match.end())
    is_plural = word is not None and word[1] in lexicon().plurals
    return is_plural or _UNITS.match(match.string, match.end()) is not None


def _is_period(match: Match) -> bool:
    """Return whether two years are a period: "2023–24" may be one year of a budget."""
    second = match["second"]
    is_next = len(second) == len("24") and int(second) == (int(match["first"]) + 1) % 100
    return _are_years(match) and not is_next


def _numbered_parts() -> Iterator[StylePair]:
    for noun in sorted(_PARTS):
        # A capital before it makes it a part of a name: "Sustainable Development Goal 13".
        small, capital = (
            re.compile(
                rf"(?:\b[a-z]+\s|[,(]\s?|(?:^|[.;:]\s)[A-Z][a-z]+\s)"
                rf"(?P<found>{word}s?\s(?:\d{{1,2}}|[A-Z]|[IVX]{{2,4}}))\b"
            )
            for word in (noun, noun.title())
        )
        yield StylePair(
            ("numbered parts", noun),
            small,
            capital,
            "“{odd}”, but “{usual}” ({times}): numbered parts have a capital in some places only.",
            is_either=True,
            word=noun,
        )


def _holders() -> Iterator[StylePair]:
    """Yield bodies that "the" alone names, where they do or have something: "the City will"."""
    for noun in sorted(_HOLDERS):
        small, capital = (
            re.compile(rf"(?<=[a-z,;] )(?P<found>the\s{word}{_DOES})\b")
            for word in (noun, noun.title())
        )
        yield StylePair(
            ("holder", noun),
            small,
            capital,
            "“{odd}”, but “{usual}” ({times}): the plan gives this body a capital in some places "
            "only.",
            STYLES.min_uses,
            1,
            is_either=True,
            word=f"the {noun}",
        )


def _bare_holders() -> Iterator[StylePair]:
    """Yield bodies that otherwise have "the": "delivering Government's aims"."""
    for noun in sorted(_HOLDERS | _MADE):
        yield StylePair(
            ("bare holder", noun),
            re.compile(rf"\b{_BEFORE}\s(?P<found>{noun.title()}{_DOES})\b"),
            re.compile(rf"\bthe\s{noun.title()}{_DOES}\b"),
            "“{odd}” has no article, unlike “{usual}” ({times}).",
            STYLES.min_uses,
            STYLES.max_share,
            word=noun,
        )
        yield StylePair(
            ("bare holder", noun, "first"),
            re.compile(rf"(?:^|[.;]\s)(?P<found>{noun.title()}{_DOES})\b"),
            re.compile(rf"(?:^|[.;]\s)(?P<found>The\s{noun.title()}{_DOES})\b"),
            "“{odd}” has no article, unlike “{usual}” ({times}).",
            STYLES.min_uses,
            STYLES.max_share,
            word=noun,
        )


FORMS = (
    StylePair(
        ("references with a stop",),
        re.compile(r"\((?:[Ss]ee\s)?(?P<found>\d{1,2}\.[a-z]\.)\s[A-Z]"),
        re.compile(r"\b[Ss]ee\s(?P<found>\d{1,2}\.[a-z])\s[A-Z]"),
        "“{odd}”, but “{usual}” ({times}): the plan writes references in two ways.",
        is_either=True,
        word="see",
    ),
    # "2019–21" beside "2019–2021".
    StylePair(
        ("years",),
        re.compile(r"\b(?P<first>(?:19|20)\d\d)[–-](?P<second>\d\d)\b(?![–\d-])"),
        re.compile(r"\b(?P<first>(?:19|20)\d\d)\s?[–-]\s?(?P<second>(?:19|20)\d\d)\b"),
        "“{odd}”, but “{usual}” ({times}): the plan writes periods of years in two ways.",
        counts=_is_period,
        is_either=True,
    ),
    # "2019 – 2021" beside "2019–2021".
    StylePair(
        ("spaced years",),
        re.compile(r"(?<![\d/–-])(?:19|20)\d\d[–-](?:19|20)\d\d(?![\d/–-])"),
        re.compile(r"(?<![\d/–-])(?:19|20)\d\d\s[–-]\s(?:19|20)\d\d(?![\d/–-])"),
        "“{odd}”, but “{usual}” ({times}): the plan writes periods of years with and without "
        "spaces.",
        counts=_are_years,
        is_either=True,
    ),
    *_numbered_parts(),
    *_holders(),
    *_bare_holders(),
    StylePair(
        ("members",),
        re.compile(r"\b[A-Z]{2,}\smembers\b(?!\s(?:and|of)\b)"),
        re.compile(r"\b[A-Z]{2,}\s[Mm]ember\s(?:[Ss]tates|[Cc]ountries|[Ee]conomies)\b"),
        "“{odd}”, but “{usual}” ({times}): the plan names these members in two ways.",
        STYLES.min_uses,
        STYLES.max_share,
        word="member",
    ),
    # A hyphen beside a dash, of whole years: "2019-2021" beside "2019–2021".
    StylePair(
        ("year ranges",),
        re.compile(r"(?<![\d/–-])(?:19|20)\d\d-(?:19|20)\d\d(?![\d/–-])"),
        re.compile(r"(?<![\d/–-])(?:19|20)\d\d–(?:19|20)\d\d(?![\d/–-])"),
        "“{odd}”, but “{usual}” ({times}): the plan writes periods of years with a hyphen and with "
        "a dash.",
        counts=_are_years,
        is_either=True,
    ),
    StylePair(
        ("percent",),
        re.compile(r"\b\d[\d.,]*\spercent\b"),
        re.compile(r"\b\d[\d.,]*\sper\scent\b"),
        "“{odd}”, but “{usual}” ({times}): the plan writes “per cent” in two ways.",
        is_either=True,
        word="cent",
    ),
    *(
        StylePair(
            key,
            re.compile(rf"(?<![\w.]){first}{second}(?=[\s,])"),
            re.compile(rf"(?<![\w.]){first}\.{second}\."),
            "“{odd}”, but “{usual}” ({times}): the plan writes this abbreviation in two ways.",
            is_either=True,
        )
        for key, first, second in ((("examples",), "e", "g"), (("explanations",), "i", "e"))
    ),
    StylePair(
        ("per cent",),
        re.compile(r"\b\d[\d.,]*\sper\s?cent\b"),
        re.compile(r"\b\d[\d.,]*\s?%"),
        "“{odd}”, but “{usual}” ({times}): the plan writes shares in two ways.",
        is_either=True,
    ),
    StylePair(
        ("amounts",),
        re.compile(r"[£$€]\s?\d[\d.,]*\s?(?:m|bn|k)\b"),
        re.compile(r"[£$€]\s?\d[\d.,]*\s(?:million|billion|thousand)\b"),
        "“{odd}”, but “{usual}” ({times}): the plan writes amounts in two ways.",
        is_either=True,
    ),
    StylePair(
        ("units",),
        re.compile(rf"\b\d[\d.,]*(?:{_UNIT})\b"),
        re.compile(rf"\b\d[\d.,]*\s(?:{_UNIT})\b"),
        "“{odd}”, but “{usual}” ({times}): the plan writes units in two ways.",
        is_either=True,
    ),
    StylePair(
        ("dates",),
        re.compile(rf"\b(?:{_MONTH})\s\d{{1,2}},\s(?:19|20)\d\d\b"),
        re.compile(rf"\b\d{{1,2}}\s(?:{_MONTH}),?\s(?:19|20)\d\d\b"),
        "“{odd}”, but “{usual}” ({times}): the plan writes dates in two ways.",
        is_either=True,
    ),
)
"""Two forms each in which an English plan may write numbers, dates, periods of years, references
and bodies."""
