"""Find instruments and documents that a plan cites, by the register and by name patterns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.libraries import blank_english
from link.model import Instrument
from link.references.instrument_rules import (
    DRAFTING_VERBS,
    HEAD_WORDS,
    INSIDE_LEFT,
    INSIDE_RIGHT,
    NOT_A_NAME,
    TAIL_STARTS,
)
from link.settings import RegisteredInstrument
from link.texts.words import lemma
from link.thresholds import INSTRUMENT
from normalize.ids import short_digest

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

_YEAR = r"(?:19|20)\d\d"
_YEARS = rf"{_YEAR}(?:\s*-\s*{_YEAR})?"
_BEFORE = re.compile(rf"\b{_YEAR}\s+$")
_AFTER = re.compile(rf"^\s*(?:\(\s*{_YEARS}\s*\)|(?:,?|\s+of)\s+{_YEARS}\b)")
_SHORT_NAME = re.compile(r"^\s*\(([^()]{2,40})\)")
_CAPITALS_AFTER_DASH = re.compile(r"^\s?-\s?[A-Z]{2,}")  # "Bali Work Plan - MTF" is a body
_SAME_LENGTH = str.maketrans("’‘“”–—\u00a0", "''\"\"-- ")

_RESOLUTIONS: list[list[dict[str, object]]] = [
    [{"TEXT": {"IN": ["UNSCR", "UNSCRs"]}}, {"IS_DIGIT": True}],
    [
        {"LOWER": "security"},
        {"LOWER": "council"},
        {"LOWER": {"IN": ["resolution", "resolutions"]}},
        {"IS_DIGIT": True},
    ],
    [
        {"LOWER": "general"},
        {"LOWER": "assembly"},
        {"LOWER": "resolution"},
        {"TEXT": {"REGEX": r"^\d+/\d+$"}},
    ],
]
"""spaCy patterns of resolutions, which are cited by their number."""


@dataclass(frozen=True)
class Citation:
    """An instrument that a text cites, with its half-open character span."""

    instrument: Instrument
    start: int
    stop: int
    note: str = ""
    year: int | None = None
    """The year that the citation prints."""


class InstrumentFinder:
    """Finds instruments with spaCy's rule matchers, without a trained model."""

    def __init__(self, register: Sequence[RegisteredInstrument]) -> None:
        """Compile the register's names.

        Args:
            register: the register of instruments.
        """
        from spacy.matcher import Matcher, PhraseMatcher

        self._nlp = blank_english()
        self._registered = {
            entry.instrument_id: Instrument(
                instrument_id=entry.instrument_id,
                kind=entry.kind,
                title=entry.title,
                year=entry.year,
                issuing_body=entry.issuing_body,
                is_registered=True,
            )
            for entry in register
        }
        self._names: dict[str, set[str]] = {}
        self._matcher = PhraseMatcher(self._nlp.vocab, attr="LOWER")
        for entry in register:
            names = {name.translate(_SAME_LENGTH) for name in (entry.title, *entry.names)}
            self._names[entry.instrument_id] = names
            self._matcher.add(
                entry.instrument_id, [self._nlp.make_doc(name) for name in sorted(names)]
            )
        self._heads = Matcher(self._nlp.vocab)
        for head, kind in HEAD_WORDS.items():
            self._heads.add(kind, [[{"TEXT": word} for word in head.split()]])
        self._heads.add("resolution", _RESOLUTIONS)

    def find(self, text: str) -> tuple[Citation, ...]:
        """Return the citations of a text, in order; of overlapping names the longest counts."""
        from spacy.util import filter_spans

        doc = self._nlp(text.translate(_SAME_LENGTH))
        known = [
            span
            for span in self._matcher(doc, as_spans=True)
            if not _continues_in_capitals(span) and self._has_same_capitals(span)
        ]
        spans = filter_spans(known)
        known_tokens = {token.i for span in spans for token in span}
        unknown = [
            span
            for span in self._by_pattern(doc)
            if not _continues_in_capitals(span)
            and not any(token.i in known_tokens for token in span)
        ]
        found = [self._citation(doc, span, text) for span in [*spans, *filter_spans(unknown)]]
        return _without_overlaps(sorted(found, key=lambda citation: citation.start))

    def _has_same_capitals(self, span: Span) -> bool:
        """Return whether words with inner capitals (ACCT) are printed in their exact case."""
        return any(
            name.casefold() == span.text.casefold()
            and all(
                expected == printed
                for expected, printed in zip(name.split(), span.text.split(), strict=False)
                if any(character.isupper() for character in expected[1:])
            )
            for name in self._names[span.label_]
        )

    def _by_pattern(self, doc: Doc) -> Iterator[Span]:
        from spacy.tokens import Span

        for span in self._heads(doc, as_spans=True):
            if span.label_ == "resolution":
                yield span
                continue
            first, stop = _walk_left(doc, span.start), _walk_right(doc, span.end)
            if first < span.start and not _is_being_drafted(doc, first):
                yield Span(doc, first, stop, label=span.label)

    def _citation(self, doc: Doc, span: Span, text: str) -> Citation:
        plain = doc.text
        names = {name.casefold() for name in self._names.get(span.label_, ())}
        start, stop = span.start_char, span.end_char
        before = _BEFORE.search(plain[:start])
        if before:
            start = before.start()
        while True:
            after = _AFTER.match(plain[stop:])
            short = _SHORT_NAME.match(plain[stop:])
            if after:
                stop += after.end()
            elif short and short[1].strip().casefold() in names:
                stop += short.end()
            else:
                break
        years = re.findall(rf"\b{_YEAR}\b", plain[start:stop])
        year = int(years[0]) if years else None
        instrument = self._registered.get(span.label_) or _unregistered(span, text, year)
        return Citation(instrument, start, stop, _note(instrument, year), year)


def _continues_in_capitals(span: Span) -> bool:
    return bool(_CAPITALS_AFTER_DASH.match(span.doc.text[span.end_char :]))


def _walk_left(doc: Doc, index: int) -> int:
    """Return the first token of a name: capitalised words, with lower-case ones between.

    A long run of capitalised words is a list; then `index` is returned.
    """
    first = index
    while first > 0 and index - first < INSTRUMENT.max_name_words:
        token = doc[first - 1]
        is_dash = token.text == "-" and (token.whitespace_ or doc[first - 2].whitespace_)
        if token.text[:1].isupper():
            first -= 1
        elif is_dash or token.text not in INSIDE_LEFT or first < 2:
            break
        elif doc[first - 2].text[:1].isupper():
            first -= 2
        else:
            break
    if index - first >= INSTRUMENT.max_name_words:
        return index
    while first < index and doc[first].text.casefold() in NOT_A_NAME:
        first += 1
    return first


def _walk_right(doc: Doc, index: int) -> int:
    """Return the token after a name, which may continue with "on", "of", … and capitals."""
    stop = index
    if stop >= len(doc) or doc[stop].text not in TAIL_STARTS:
        return stop
    step = stop + 1
    while step < len(doc):
        if doc[step].text[:1].isupper():
            step += 1
            stop = step
        elif doc[step].text in INSIDE_RIGHT:
            step += 1
        else:
            break
    return stop


def _is_being_drafted(doc: Doc, first: int) -> bool:
    start = max(first - INSTRUMENT.max_verb_distance, 0)
    return any(lemma(token.text) in DRAFTING_VERBS for token in doc[start:first])


def _unregistered(span: Span, text: str, year: int | None) -> Instrument:
    title = text[span.start_char : span.end_char]
    return Instrument(
        instrument_id=f"ins-{short_digest(title, str(year or ''))}",
        kind=span.label_,
        title=title,
        year=year,
        issuing_body="",
        is_registered=False,
    )


def _note(instrument: Instrument, year: int | None) -> str:
    if not instrument.is_registered:
        return "on no register; found by its pattern"
    if instrument.kind == "resolution" and instrument.year and year is None:
        return f"printed without its year; the register has {instrument.year}"
    if year and instrument.year and year != instrument.year:
        return f"printed with {year}; the register has {instrument.year}"
    return ""


def _without_overlaps(citations: Sequence[Citation]) -> tuple[Citation, ...]:
    """Drop citations that overlap the one before, such as a short name in brackets."""
    kept: list[Citation] = []
    for citation in citations:
        if not kept or citation.start >= kept[-1].stop:
            kept.append(citation)
    return tuple(kept)
