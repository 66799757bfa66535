"""Marks that a plan prints in two forms: commas, dashes, quotation marks, strokes, "&"."""

from __future__ import annotations

import re
from itertools import takewhile

from expectations.rules.lexicon import lexicon
from expectations.rules.variants.style_pair import Match, StylePair
from expectations.rules.variants.words import FUNCTION_WORDS
from expectations.thresholds import STYLES


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


SPACED_SLASH = StylePair(
    ("rare", "has spaces around the slash"),
    re.compile(r"\b[^\W\d_]{2,}\s/\s[^\W\d_]{2,}\b"),
    re.compile(r"\b[^\W\d_]{2,}/[^\W\d_]{2,}\b"),
    "“{odd}” has spaces around the slash, unlike {count} others.",
    STYLES.min_marks,
    STYLES.max_rare_share,
)
"""Strokes with spaces beside strokes without, in any language."""
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
        counts=_stresses_thing,
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
        counts=_is_series,
        is_either=True,
    ),
)
"""The two forms of each mark of an English plan."""
