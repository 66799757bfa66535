"""Misplaced spaces and punctuation, and unbalanced brackets."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from expectations.plan_index import PlanIndex, Text
from expectations.rule import Finding, Rule
from expectations.rules.consistency.ends import find_open_sentences, find_small_beginnings
from expectations.rules.consistency.one_sided_dashes import find_one_sided_dashes
from expectations.rules.phrasing import in_words
from expectations.rules.usage.marks import find_unusual_marks
from expectations.rules.wording.doubled_words import words_around
from expectations.settings import ExpectationSettings
from expectations.thresholds import LIMITS, TEXTS
from expectations.words import TextRange, word_set


@dataclass(frozen=True)
class _Fault:
    """A pattern of misplaced punctuation.

    Attributes:
        key: Part of the issue's identifier; it never changes.
        message: What is wrong.
        pattern: Matches the words around the fault. It begins at the start of a word, so that a
            very long word is scanned once.
    """

    key: str
    message: str
    pattern: re.Pattern[str]


_FAULTS = (
    _Fault(
        "a blank is missing after the mark",
        "missing space after the {mark}",
        re.compile(r"\b[^\W\d_]+(?P<mark>[,;])(?![⁰¹²³⁴⁵⁶⁷⁸⁹])[^\W\d_]+"),
    ),
    _Fault(
        "a blank is missing after the number",
        "missing space after the number",
        re.compile(r"(?<![\w.,/-])\d{1,4}(?!th|st|nd|rd|fach)[a-z]{5,}\b"),
    ),
    _Fault(
        "the mark begins a word",
        "{mark} at the beginning of a word",
        re.compile(r"(?<!\S)(?P<mark>[:;,])\w+"),
    ),
    _Fault(
        "there is a blank before the mark",
        "space before the {mark}",
        re.compile(r"\b[^\W\d_]+\s(?P<mark>[,;.])(?=\s|$)"),
    ),
    _Fault(
        "the blanks at the stroke differ",
        "space on only one side of the slash",
        re.compile(r"\b[^\W\d_]+(?:/\s|\s/(?!\s))[^\W\d_]+"),
    ),
    _Fault(
        "two marks stand side by side",
        "two punctuation marks in a row",
        re.compile(r"\b[^\W\d_]+(?:,,|;;|::|,\.|,;|;,)(?=\s|$)"),
    ),
    _Fault(
        "there is a comma before the bracket",
        "comma before the opening bracket",
        re.compile(r"\b[^\W\d_]+,\s\((?!i\.e|e\.g|\w{1,4}\))"),
    ),
)
_BEFORE_NOUNS = word_set("an the un une les des du el las um uma gli een der")
"""Articles that hardly end a clause in any language: `est identifiée par un .` lost a picture."""
_MARK_NAMES = {",": "comma", ";": "semicolon", ".": "full stop", ":": "colon"}
_TRAILING = {",": "comma", ";": "semicolon", ":": "colon"}
_END_NAMES = {
    ";": "in a semicolon",
    ",": "in a comma",
    ".": "in a full stop",
    "": "without a mark",
}
_ITEM = re.compile(r"(?:^|\s)\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})\)(?=\s)")
_BRACKETS = {")": "(", "]": "[", "”": "“"}
_AFTER_JOIN = re.compile(
    r"\b(?P<join>and|or|including),\s(?=(?P<rest>[^.;:()]{0,300}))", re.IGNORECASE
)
# "and, where appropriate, train them": words between commas.
_ASIDE = re.compile(r"[^,]+,\s+\S")
_OPENS_ASIDE = re.compile(
    r"(?:as|if|when|where|while|once|among others?|for example|in particular|e\.g)\b", re.I
)
_NAMES = re.compile(r"[a-z]+\s[A-Z][^,]*,\s+[A-Z][^,]*,")
_STRAY = re.compile(r"\b(\w+)([;:])\s(\w+)\s(\w+)")


def find_misplaced_punctuation(
    index: PlanIndex, settings: ExpectationSettings
) -> Iterator[Finding]:
    """Find missing or extra spaces at punctuation marks, and misplaced marks."""
    matches: dict[tuple[str, str], list[TextRange]] = {}
    messages: dict[tuple[str, str], str] = {}
    for text in index.wording:
        for fault in _FAULTS:
            for match in fault.pattern.finditer(text.text):
                if settings.language == "fr" and match.groupdict().get("mark") == ";":
                    continue  # French sets a space before it.
                if _lacks_word(fault, match):
                    continue
                key = (fault.key, match.group().casefold())
                matches.setdefault(key, []).append((text, *match.span()))
                mark = _MARK_NAMES.get(match.groupdict().get("mark", ""), "")
                messages.setdefault(key, fault.message.format(mark=mark))
    yield from _stray_marks(index)
    yield from _trailing_marks(index)
    yield from _mixed_ends(index)
    yield from _mixed_stops(index)
    yield from find_open_sentences(index)
    yield from find_small_beginnings(index)
    yield from find_one_sided_dashes(index)
    is_english = settings.language == "en" and index.is_written_in("en")
    yield from find_unusual_marks(index, is_english=is_english)
    if is_english:
        yield from _commas_after_joins(index)
    for key, found in matches.items():
        places = tuple(index.in_text(*place) for place in found)
        yield Finding(key=key, message=f"“{places[0].printed}”: {messages[key]}.", places=places)


def _lacks_word(fault: _Fault, match: re.Match[str]) -> bool:
    """Return whether a picture stands between an article and the mark, where text has a space."""
    words = match.group().split()
    return "space before" in fault.message and words[0].casefold() in _BEFORE_NOUNS


def _stray_marks(index: PlanIndex) -> Iterator[Finding]:
    """Find semicolons and colons inside of phrases that the plan prints elsewhere without them."""
    phrases: Counter[str] = Counter()
    for text in index.wording:
        words = re.findall(r"\w+|[^\w\s]", text.text.casefold())
        phrases.update(" ".join(words[at : at + 4]) for at in range(len(words) - 3))
    for text in index.wording:
        for match in _STRAY.finditer(text.text):
            before, mark, after, last = match.groups()
            follows = re.match(r"\s(\w+)", text.text[match.end() :])
            phrase = " ".join([before, after, last, *(follows.groups() if follows else ())])
            if follows and phrases[phrase.casefold()] >= TEXTS.phrase_occurrences:
                yield Finding(
                    key=("stray", match.group().casefold()),
                    message=f"“{match.group()}”: elsewhere the plan prints it without “{mark}”.",
                    places=(index.in_text(text, *match.span()),),
                )


def _by_table(index: PlanIndex) -> dict[str, list[Text]]:
    by_table: dict[str, list[Text]] = defaultdict(list)
    for text in index.matrix_texts:
        by_table[text.table].append(text)
    return by_table


def _trailing_marks(index: PlanIndex) -> Iterator[Finding]:
    """Find commas, semicolons and colons at the end of texts, where few texts of a table do so."""
    for texts in _by_table(index).values():
        ending = [text for text in texts if text.text.rstrip()[-1] in _TRAILING]
        if len(texts) < TEXTS.min_trailing_texts:
            continue
        if len(ending) > TEXTS.max_trailing_share * len(texts):
            continue
        for text in ending:
            start, stop = _last_word(text.text)
            mark = _TRAILING[text.text[stop - 1]]
            yield Finding(
                key=("trailing", text.table, text.text[-LIMITS.quoted_length :].casefold()),
                message=f"“{text.text[start:stop]}”: the text ends in a {mark}, unlike "
                f"{len(texts) - len(ending)} other texts of the column.",
                places=(index.in_text(text, start, stop),),
            )


def _mixed_ends(index: PlanIndex) -> Iterator[Finding]:
    """Find columns that end some texts with semicolons, others with full stops or no mark."""
    for table, texts in _by_table(index).items():
        ends: dict[str, list[Text]] = defaultdict(list)
        for text in texts:
            last = text.text.rstrip()[-1]
            ends[last if last in ";,." else ""].append(text)
        shares = {end: len(found) / len(texts) for end, found in ends.items()}
        often = [end for end, share in shares.items() if share > TEXTS.max_trailing_share]
        if len(texts) < TEXTS.min_trailing_texts or len(often) < 2 or not {";", ","} & {*often}:
            continue
        often.sort(key=lambda end: -len(ends[end]))
        counts = [f"{len(ends[end])} {_END_NAMES[end]}" for end in often]
        rarer = [text for end in often[1:] for text in ends[end]]
        yield Finding(
            key=("ends", table),
            message=f"The {_NAMES_OF_TABLES.get(table, 'texts around the matrix')} end in "
            f"different ways: {in_words(counts)}.",
            places=tuple(index.in_text(text, *_last_word(text.text)) for text in rarer),
        )


def _mixed_stops(index: PlanIndex) -> Iterator[Finding]:
    """Find columns whose texts of one sentence end with a full stop, and as often without one."""
    for table, texts in _by_table(index).items():
        single = [t for t in texts if table in _CELLS and not _INNER_END.search(t.text.strip())]
        stopped = [text for text in single if text.text.rstrip().endswith(".")]
        bare = [text for text in single if text.text.rstrip()[-1].isalpha()]
        if (
            len(single) < TEXTS.min_trailing_texts
            or len(stopped) + len(bare) < len(single) - len(single) * TEXTS.max_trailing_share
        ):
            continue
        rarer, usual = sorted((stopped, bare), key=len)
        if len(rarer) > 1:
            with_or_without = "with" if rarer is stopped else "without"
            yield Finding(
                key=("stops", table),
                message=f"{len(rarer)} {_NAMES_OF_TABLES[table]} of one sentence end "
                f"{with_or_without} a full stop, unlike {len(usual)} others.",
                places=tuple(index.in_text(text, *_last_word(text.text)) for text in rarer),
            )


_CELLS = frozenset({"focus_areas", "activities", "expected_outputs"})
_INNER_END = re.compile(r"[^\W\d_]{2}[.;:!?]\s")
_NAMES_OF_TABLES = {
    "focus_areas": "focus areas",
    "activities": "activities",
    "expected_outputs": "expected outputs",
    "areas": "titles of areas",
    "sections": "titles of sections",
}


def _last_word(text: str) -> tuple[int, int]:
    stop = len(text.rstrip())
    return text.rstrip().rfind(" ") + 1, stop


def _commas_after_joins(index: PlanIndex) -> Iterator[Finding]:
    """Find "and," and "including," before words that are no aside between two commas."""
    for text in index.wording:
        for match in _AFTER_JOIN.finditer(text.text):
            is_aside = _ASIDE.match(match["rest"]) and not _NAMES.match(match["rest"])
            if is_aside or _OPENS_ASIDE.match(match["rest"]):
                continue
            before = text.text.rfind(" ", 0, max(0, match.start() - 1)) + 1
            stop = match.start("rest") + len((match["rest"].split() or [""])[0])
            start = before if match.start() else 0
            yield Finding(
                key=("join", text.text[start:stop].casefold()),
                message=f"“{text.text[start:stop].strip()}”: the comma after “{match['join']}” "
                "separates words that belong together.",
                places=(index.in_text(text, start, stop),),
            )


def find_unbalanced_brackets(index: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find brackets and quotation marks without their counterpart."""
    del settings
    found = [(text, _unbalanced(text.text)) for text in index.wording]
    closed = _closed_in_later_block(found)
    for position, (text, at) in enumerate(found):
        if at is not None and position not in closed:
            yield Finding(
                key=(text.table, text.record_id),
                message=f"“{text.text[at]}” in “{words_around(text.text, at, at + 1)}” has no "
                f"matching {'opening' if text.text[at] in _BRACKETS else 'closing'} mark.",
                places=(index.in_text(text, at, at + 1),),
            )


def _closed_in_later_block(found: Sequence[tuple[Text, int | None]]) -> set[int]:
    """Return the positions of texts whose bracket opens in one and closes in a later block.

    A paragraph that a line end, a column or a page divides is printed as several blocks.
    """
    closed: set[int] = set()
    for first, (text, at) in enumerate(found):
        if at is None or text.text[at] not in _BRACKETS.values() or not text.is_narrative:
            continue
        for second in range(first + 1, min(first + 1 + TEXTS.bracket_blocks, len(found))):
            later, end = found[second]
            if not later.is_narrative or second in closed or end is None:
                continue
            if _BRACKETS.get(later.text[end]) == text.text[at]:
                closed |= {first, second}
                break
    return closed


def _unbalanced(text: str) -> int | None:
    """Return the position of the first unmatched bracket; list markers such as ``a)`` need none."""
    markers = {match.end() - 1 for match in _ITEM.finditer(text) if "(" not in match.group()}
    opened: list[tuple[str, int]] = []
    for at, char in enumerate(text):
        if char in _BRACKETS.values():
            opened.append((char, at))
        elif char in _BRACKETS and (at not in markers or opened):
            if not opened or opened[-1][0] != _BRACKETS[char]:
                return at
            opened.pop()
    return opened[0][1] if opened else None


RULES = (
    Rule(
        code="punctuation",
        title="Misplaced space or punctuation mark",
        severity="info",
        why="The meaning is still clear.",
        meaning="The text is published as printed; a search may miss words that a mark joins.",
        remedy="`correct` it with the right punctuation, or `accept` it.",
        example="civil society,and",
        method="Looks for missing and extra spaces at commas, semicolons and slashes, for a "
        "semicolon or colon in a phrase that the plan prints at least three times without it, and "
        "for one of these marks at the end of a text, if few texts of the column end that way. "
        "Looks for slashes with spaces and for “&” where the plan has nearly none, for lists of "
        "bodies that end in a mark where others do not, for a last item that ends as if another "
        "followed, for “however” between two commas that begins a sentence, and for a comma before "
        "“and” after “between” or “partnership with”. Also looks for a last sentence without the "
        "full stop that the one before it has, for texts that begin with a small letter in a "
        "column of capitals, and for dashes with a space on one side only.",
        find=find_misplaced_punctuation,
        print_only=True,
    ),
    Rule(
        code="brackets-unbalanced",
        title="Unmatched bracket or quotation mark",
        severity="warning",
        why="Words may be missing, and it is unclear which words are in brackets.",
        meaning="The text is published as printed.",
        remedy="`correct` it with the missing mark.",
        example="(in line with 1.8",
        method="Matches round and square brackets and curly quotation marks within each text.",
        find=find_unbalanced_brackets,
        print_only=True,
    ),
)
