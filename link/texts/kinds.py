"""Find kinds of activities and outputs, target groups and places, by rules over lemmas."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence, Set as AbstractSet
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.libraries import blank_english
from link.model import Kind
from link.settings import KindRule, PlaceName
from link.texts.asides import find_asides
from link.texts.heads import forms_of, heads_of, is_done
from link.texts.texts import SourceText
from link.texts.words import lemma
from link.thresholds import KIND
from normalize.model import RecordKind

if TYPE_CHECKING:
    from spacy.matcher import Matcher
    from spacy.tokens import Doc, Span

_FACETS: dict[str, tuple[RecordKind, ...]] = {
    "activity_type": ("activity",),
    "output_type": ("output",),
    "target_group": ("area", "focus", "activity", "output"),
    "place": ("area", "focus", "activity", "output", "block"),
}
"""Kinds of records in whose texts each facet is searched."""

_NOT_BETWEEN = {"against", "by", "for", "from", "of", "on", "through", "to", "with"}
"""Words that `*` does not skip: "develop a handbook for capacity" does not develop capacity."""

_TOPIC = re.compile(
    r"\b(?:on|for|about)\s+(?!\w+ing\b)(?:(?!(?:and|or|to|by|in|with|through)\b)[\w-]+\s+){0,6}$"
)
"""Words between two types of which the second is the topic of the first."""

_INSIDE_WORDS = {"'", "-"}
_BETWEEN = "X"  # part of speech that marks the words that `*` may skip

_SAME_LENGTH = str.maketrans("’/", "' ")  # spaCy would keep "manual/" as one token


CharacterSpan = tuple[int, int]
"""The first character of words in a text, and the one after the last."""
SpansByField = Mapping[tuple[str, str, str], Sequence[CharacterSpan]]
"""Spans of words by record kind, record and field."""


class KindFinder:
    """Finds kinds with spaCy's rule matcher over lemmas, without a trained model."""

    def __init__(self, rules: Sequence[KindRule], places: Sequence[PlaceName] = ()) -> None:
        """Compile the rules.

        Args:
            rules: kinds and the phrases that indicate them.
            places: places and their names, matched in their exact case.
        """
        from spacy.matcher import Matcher, PhraseMatcher

        self._nlp = blank_english()
        self._rules = _merged(rules)
        self._places = tuple(places)
        self._matchers: dict[str, list[_RuleMatcher]] = {facet: [] for facet in _FACETS}
        self._heads: dict[tuple[str, str], int] = {}
        for index, rule in enumerate(self._rules):
            matcher = Matcher(self._nlp.vocab)
            phrases = [pattern for words in rule.words for pattern in _patterns(words)]
            excluded = [pattern for words in rule.unless for pattern in _patterns(words)]
            if phrases:
                matcher.add(f"{index} yes", phrases, greedy="LONGEST")
            if excluded:
                matcher.add(f"{index} no", excluded)
            if phrases or excluded:
                firsts = frozenset(_opening_word(pattern) for pattern in (*phrases, *excluded))
                self._matchers[rule.facet].append(_RuleMatcher(matcher, firsts))
            for head in rule.heads:
                for form in forms_of(head):
                    self._heads.setdefault((rule.facet, form), index)
        self._place_matcher = PhraseMatcher(self._nlp.vocab)
        for place in places:
            names = sorted({place.place, *place.names})
            self._place_matcher.add(place.place, [self._nlp.make_doc(name) for name in names])

    def find(
        self,
        source: SourceText,
        name_spans: Sequence[CharacterSpan] = (),
        note_spans: Sequence[CharacterSpan] = (),
    ) -> tuple[Kind, ...]:
        """Find the kinds that a text names; each is returned once, with its first words.

        Args:
            source: the text.
            name_spans: spans of other names ("Bali Work Plan"), in which no place is found.
            note_spans: spans of drafting notes, in which nothing is found: they are about the
                text, not part of it.
        """
        doc = self._nlp(source.text.translate(_SAME_LENGTH))
        for token in doc:
            token.lemma_ = lemma(token.text)
            is_mark = token.is_punct and token.text not in _INSIDE_WORDS
            is_open = not is_mark and token.lower_ not in _NOT_BETWEEN
            token.pos_ = _BETWEEN if is_open else "PUNCT"
        spans: dict[str, list[Span]] = {}
        asides = find_asides(source.text)
        forms = {token.lower_ for token in doc} | {token.lemma_ for token in doc}
        for facet, matchers in self._matchers.items():
            if source.record_kind in _FACETS[facet]:
                unread = (*note_spans, *asides) if facet == "activity_type" else note_spans
                for match in _matches(matchers, doc, forms):
                    if not _is_negated(match) and not _overlaps(match, unread):
                        spans.setdefault(match.label_, []).append(match)
        found = []
        for index, rule in enumerate(self._rules):
            phrases = spans.get(f"{index} yes")  # most texts have phrases of few rules
            span = _first_match(phrases, spans.get(f"{index} no", ())) if phrases else None
            if span is not None:
                words = source.span(span.start_char, span.end_char)
                found.append(Kind(facet=rule.facet, value=rule.value, source=words))
        found = [kind for kind in found if not _is_topic(kind, found, source.text)]
        found += self._by_head(source, {kind.facet for kind in found}, note_spans)
        if source.record_kind in _FACETS["place"]:
            found += self._places_in(doc, source, (*name_spans, *note_spans))
        return tuple(found)

    def _by_head(
        self, source: SourceText, facets: set[str], note_spans: Sequence[CharacterSpan]
    ) -> list[Kind]:
        """Return the kind of the head of a text, for each facet of which no phrase was found."""
        wanted = [
            facet
            for facet, kinds in _FACETS.items()
            if source.record_kind in kinds and facet not in facets
        ]
        found: dict[str, Kind] = {}
        for head, start, stop in heads_of(source.text):
            if is_done(head) or any(start < end and first < stop for first, end in note_spans):
                continue
            for facet in wanted:
                rules = {self._heads.get((facet, form)) for form in forms_of(head)} - {None}
                if rules and facet not in found:
                    rule = self._rules[min(index for index in rules if index is not None)]
                    words = source.span(start, stop)
                    found[facet] = Kind(facet=rule.facet, value=rule.value, source=words)
        return list(found.values())

    def _places_in(
        self, doc: Doc, source: SourceText, name_spans: Sequence[CharacterSpan]
    ) -> list[Kind]:
        from spacy.util import filter_spans

        found: dict[str, Kind] = {}
        for span in filter_spans(self._place_matcher(doc, as_spans=True)):
            if _overlaps(span, name_spans) or _is_in_name(span, source.text):
                continue
            words = source.span(span.start_char, span.end_char)
            place = span.label_
            found.setdefault(place, Kind(facet="place", value=place, source=words))
        return [found[place] for place in sorted(found)]


def _is_topic(kind: Kind, found: Sequence[Kind], text: str) -> bool:
    """Return whether an activity's type is what another one is about: "charters for mechanisms"."""
    if kind.facet != "activity_type":
        return False
    return any(
        other.facet == "activity_type"
        and _TOPIC.search(text[other.source.stop : kind.source.start])
        and not kind.source.printed.split()[0].endswith("ing")  # "on drafting a handbook"
        for other in found
    )


def _merged(rules: Sequence[KindRule]) -> tuple[KindRule, ...]:
    """Join the rules of one value: those that all plans share, and those of the plan."""
    merged: dict[tuple[str, str], KindRule] = {}
    for rule in rules:
        known = merged.get((rule.facet, rule.value))
        merged[rule.facet, rule.value] = (
            rule
            if known is None
            else known.model_copy(
                update={
                    "words": (*known.words, *rule.words),
                    "unless": (*known.unless, *rule.unless),
                    "heads": (*known.heads, *rule.heads),
                }
            )
        )
    return tuple(merged.values())


def _overlaps(span: Span, others: Iterable[CharacterSpan]) -> bool:
    return any(span.start_char < stop and start < span.end_char for start, stop in others)


def _is_negated(span: Span) -> bool:
    """Return whether a group is denied: "non-religious", "other than women", "sauf les jeunes"."""
    before = span.doc[max(0, span.start - 2) : span.start]
    prefix = [token.lower_ for token in before if token.text != "-"][-1:]
    is_joined = before.text.rstrip().endswith("-")
    if prefix in (["non"], ["no"]) or (is_joined and prefix in (["anti"], ["un"])):
        return True
    return _DENIED.search(span.doc.text[: span.start_char]) is not None


_DENIED = re.compile(
    r"\b(?:other\sthan|unlike|except(?:\sfor)?|excluding|rather\sthan|instead\sof|apart\sfrom|"
    r"not|neither|nor|"
    r"autres?\sque|sauf|hormis|excepté|à\sl'exception\sd(?:es?|u)|plutôt\sque|au\slieu\sd(?:es?|u)|"
    r"à\spart|ni|"
    r"salvo|excepto|a\sexcepción\sde|en\s(?:lugar|vez)\sde|aparte\sde|que\sno\ssean|"
    r"distint[ao]s\s(?:de|a)|más\sbien\sque)\s+"
    r"(?:(?!(?:to|for|with|in|on|at|by|who|that|which|but|also|only|should|must|"
    r"will|shall|may|can|is|are|be|à|au|aux|avec|dans|par|pour|qui|sur|sont|est|mais|"
    r"a|al|con|en|para|por|sobre|son|es|sino|pero)\b)[\w’'-]+\s+){0,6}$",
    re.IGNORECASE,
)
"""A denial before words, up to a mark, a preposition or a verb."""


def _is_in_name(span: Span, text: str) -> bool:
    """Return whether a place is a part of a longer name: East Asia Summit, Bank of England."""
    after = _WORD_AFTER.match(text, span.end_char)
    if after and after[1].casefold() not in _LINKING_WORDS:
        return True
    if _OF_NAME.search(text, 0, span.start_char):
        return True
    before = _WORD_BEFORE.search(text, 0, span.start_char)
    is_headline = text.istitle() or before is None or before.start() == 0
    return not is_headline and before is not None and before[1].casefold() not in _LINKING_WORDS


_WORD_AFTER = re.compile(r"\s([A-Z][\w-]*)")
_WORD_BEFORE = re.compile(r"(?<![.:;!?]\s)\b([A-Z][a-z]+)\s$")
_OF_NAME = re.compile(
    r"\b(?:Academy|Accord|Agreement|Bank|Bulletin|Charter|College|Convention|Declaration|Institute|"
    r"Library|Memorandum|Museum|Protocol|Treaty|University)\s(?:of|for)\s(?:the\s)?$"
)
_LINKING_WORDS = frozenset(
    re.findall(
        r"\w+",
        """a across all also among and as at between both by during for from in including into
        its of on or other region states such that the through to under via visit which while with
        within without northern southern eastern western central north south east west""",
    )
)
"""Words beside the name of a place that make no longer name with it: headlines print them with a
capital, too."""


@dataclass(frozen=True)
class _RuleMatcher:
    """The phrases of one rule, and the words with which they begin; None: with any word."""

    matcher: Matcher
    firsts: frozenset[str | None]

    def may_match(self, forms: AbstractSet[str]) -> bool:
        """Return whether a text with these words and lemmas may have one of the phrases."""
        return None in self.firsts or not self.firsts.isdisjoint(forms)


def _matches(matchers: Iterable[_RuleMatcher], doc: Doc, forms: AbstractSet[str]) -> list[Span]:
    """Return all matches of the rules that may match: matchers compare words with all phrases.

    Args:
        matchers: the rules.
        doc: the text.
        forms: its words in small letters, and its lemmas.
    """
    return [
        match
        for rule in matchers
        if rule.may_match(forms)
        for match in rule.matcher(doc, as_spans=True)
    ]


def _opening_word(pattern: Sequence[Mapping[str, object]]) -> str | None:
    """Return the word or lemma with which a phrase begins; None if that may be any word."""
    first = pattern[0]
    word = first.get("LOWER", first.get("LEMMA"))
    return None if word is None else str(word)


def _patterns(words: str) -> list[list[dict[str, object]]]:
    """Compile a phrase into one pattern for each combination of its `a|b` words.

    Patterns of single values are many times faster than spaCy's `IN` predicate.
    """
    steps: list[list[list[dict[str, object]]]] = []
    for word in words.split():
        if word == "*":
            steps.append([[{"POS": _BETWEEN, "OP": "?"}] * KIND.max_gap_words])
        elif word.startswith("="):
            forms = {form.lstrip("=").lower() for form in word.split("|")}
            steps.append([[{"LOWER": form}] for form in sorted(forms)])
        else:
            lemmas = {lemma(form) for form in word.split("|")}
            steps.append([[{"LEMMA": form}] for form in sorted(lemmas)])
    return [list(itertools.chain(*choice)) for choice in itertools.product(*steps)]


def _first_match(phrases: Iterable[Span], exceptions: Iterable[Span]) -> Span | None:
    """Return the first span that overlaps no exception."""
    excluded = {token.i for span in exceptions for token in span}
    kept = [span for span in phrases if not any(token.i in excluded for token in span)]
    return min(kept, key=lambda span: (span.start, -span.end), default=None)


def find_kinds(
    texts: Iterable[SourceText],
    rules: Sequence[KindRule],
    places: Sequence[PlaceName],
    name_spans: SpansByField,
    note_spans: SpansByField,
) -> tuple[Kind, ...]:
    """Find the kinds in all texts, in printed order.

    Args:
        texts: all texts of the plan.
        rules: kinds and the phrases that indicate them.
        places: places and their names.
        name_spans: spans of the names of instruments.
        note_spans: spans of drafting notes.
    """
    finder = KindFinder(rules, places)
    found: list[Kind] = []
    for text in texts:
        if not text.field.endswith("_printed"):
            key = (text.record_kind, text.record_id, text.field)
            found += finder.find(text, name_spans.get(key, ()), note_spans.get(key, ()))
    return tuple(found)
