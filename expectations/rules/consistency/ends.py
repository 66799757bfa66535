"""Beginnings and ends: last sentences without a full stop, first words without a capital."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from expectations.plan_index import PlanIndex, Text
from expectations.rule import Finding
from expectations.rules.consistency.thresholds import CONSISTENCY
from expectations.words import TextRange, word_set

_INNER_END = re.compile(
    r"(?<![.\w])(?P<word>[^\W\d_][\w’'-]*[^\W\d_])(?P<close>[)”’]*)\.\s+[(“‘]?[A-Z]"
)
_ABBREVIATED = word_set(
    """acct add addl adm admin adv agric al app apr approx appt apt arr art assn assoc asst aug ave
    bldg blvd bn bros bur cap capt cert cf ch chap chm cie cl cmdr co col com comm comms comp conf
    cont contd coop coord corp ct dec dep dept depts deptt dev dict dip dir dist div dr ed edn eds
    educ eg encl eng engr env eq esp esq est etc ex exec ext feb fig figs fin fr fri ft fwd gen geo
    gov govt govts hon hosp hq hr hrs ie inc incl ind inf info inst int intl jan jr jul jun km lab
    lat lic lieut lt ltd maj mar max med messrs mfg mgmt mgr mil min misc mktg mm mon mr mrs ms mt
    mtg mun nat natl nov nr no nos obs oct op ord org orig para paras pl pop pp pref prelim prep
    pres princ priv prod prof prog proj prov ptg pt pub publ pvt qtr rd rec ref refs reg rep repr
    reps res resp rev rt sat sched sci sec sect secy sen sep sept sgt sk soc spec sq sr st sta stat
    subj sun supp suppl supt surv tech tel temp thu tr treas tue univ vet viz vol vols vs wed wk wks
    yr yrs"""
)
"""Words before a full stop that ends no sentence."""
_HEADING = re.compile(
    r"(?:[^\W\d_]+\s){0,2}(?:\d{1,3}|[IVX]{1,4}|one|two|three|four|five|six|seven|eight|nine|ten)[.]\s",
    re.I,
)
"""A heading with a number at the beginning of a text: "Pillar Two."."""
_LABEL = re.compile(r"[.]\s[A-Z][\w’'-]*(?:\s[\w’'-]+){0,2}:\s")
"""A label, which begins no sentence: "Lead: the mayor"."""
_ITEM = re.compile(r"(?:^|\s)\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})[.)]\s|[•▪●○‣]|\s[–-]\s(?=[A-Z])")
"""Marks of a list: its items may have no stop."""
_CLOSED = re.compile(r"[.!?][)”’]*$")
_LAST_WORDS = re.compile(r"(?:\S+\s)?\S*[a-z]$")


def find_open_sentences(index: PlanIndex) -> Iterator[Finding]:
    """Find texts of several sentences of which only the last has no full stop, by column.

    Where such texts rarely have it, stops are marks between the parts of a text.
    """
    closed: Counter[tuple[str, str]] = Counter()
    by_column: dict[tuple[str, str], list[TextRange]] = defaultdict(list)
    for text in index.wording:
        if not text.is_narrative and ". " in text.text and _has_sentences(text.text):
            match = _LAST_WORDS.search(text.text.rstrip())
            if match:
                by_column[text.column].append((text, *match.span()))
            closed[text.column] += _CLOSED.search(text.text.rstrip()) is not None
    for column, places in by_column.items():
        if len(places) > max(CONSISTENCY.max_open_ends, closed[column]):
            continue
        text, start, stop = places[0]
        yield Finding(
            key=("open sentence", *column),
            message=f"“{text.text[start:stop]}”: the last sentence has no full stop, but the one "
            "before it has.",
            places=tuple(index.in_text(*place) for place in places),
        )


def _has_sentences(text: str) -> bool:
    """Return whether a text has sentences, and is no list: a number before it is none."""
    heading = _HEADING.match(text)
    start = heading.end() if heading else 0
    return not (_ITEM.search(text, 3) or _LABEL.search(text)) and any(
        match["word"].casefold() not in _ABBREVIATED for match in _INNER_END.finditer(text, start)
    )


def find_small_beginnings(index: PlanIndex) -> Iterator[Finding]:
    """Find texts that begin with a small letter in a column whose other texts do not."""
    by_column: dict[tuple[str, str], list[Text]] = defaultdict(list)
    for text in index.wording:
        if not text.is_narrative and text.text[0].isalpha():
            by_column[text.column].append(text)
    for texts in by_column.values():
        large = len({text.text for text in texts if text.text[0].isupper()})
        small = [text for text in texts if _begins_small(text.text)]
        is_usual = large >= CONSISTENCY.min_beginnings
        if not is_usual or len(small) > CONSISTENCY.max_small_share * large:
            continue
        for text in small:
            stop = _end_of_words(text.text, 2)
            yield Finding(
                key=("small beginning", text.text.casefold()),
                message=f"“{text.text[:stop]}”: the text begins with a small letter, unlike "
                f"{large} other texts of the column; words before it may be missing.",
                places=(index.in_text(text, 0, stop),),
            )


def _begins_small(text: str) -> bool:
    words = text.split()
    is_word = words[0].islower() and words[0].isalpha()
    return is_word and len(words) >= CONSISTENCY.shortest_text


def _end_of_words(text: str, count: int) -> int:
    ends: Iterable[int] = (match.end() for match in re.finditer(r"\S+", text))
    return list(ends)[:count][-1]
