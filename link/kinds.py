"""Kinds of activity and output, target groups and places: rules over lemmas, as data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from link.model import Kind
from link.settings import KindRule, PlaceName
from link.texts import SourceText
from link.words import lemma
from normalize.model import RecordKind

if TYPE_CHECKING:
    from spacy.matcher import Matcher
    from spacy.tokens import Doc, Span

_FACETS: dict[str, tuple[RecordKind, ...]] = {
    "activity_type": ("activity",),
    "output_type": ("output",),
    "target_group": ("focus", "activity", "output"),
    "place": ("area", "focus", "activity", "output"),
}
"""Records whose texts each facet is read from."""

_GAP = 3  # words that `*` may stand for
_NOT_BETWEEN = ["against", "by", "for", "from", "of", "on", "through", "to", "with"]
"""Words that `*` does not step over: "develop a handbook for capacity" builds none."""

_SAME_LENGTH = str.maketrans("’/", "' ")  # spaCy keeps "manual/" as one token


class KindFinder:
    """Finds kinds with spaCy's rule matcher over lemmas; nothing is trained."""

    def __init__(self, rules: Sequence[KindRule], places: Sequence[PlaceName] = ()) -> None:
        """Compile the rules.

        Args:
            rules: kinds and the phrases that show them.
            places: places and their names, found as they are written.
        """
        import spacy  # heavy
        from spacy.matcher import Matcher

        self._nlp = spacy.blank("en")
        self._rules = tuple(rules)
        self._places = tuple(places)
        self._matcher = Matcher(self._nlp.vocab)
        for index, rule in enumerate(rules):
            shown = [self._phrase(words) for words in rule.words]
            self._matcher.add(f"{index} yes", shown, greedy="LONGEST")
            if rule.unless:
                self._matcher.add(f"{index} no", [self._phrase(words) for words in rule.unless])
        self._place_matcher = Matcher(self._nlp.vocab)
        for place in places:
            names = sorted({place.place, *place.names})
            patterns = [[{"ORTH": token.text} for token in self._nlp(name)] for name in names]
            self._place_matcher.add(place.place, patterns, greedy="LONGEST")

    def _phrase(self, words: str) -> list[dict[str, object]]:
        """Compile a phrase; `*` is up to three words between."""
        pattern: list[dict[str, object]] = []
        for word in words.split():
            if word == "*":
                gap = {"IS_PUNCT": False, "LOWER": {"NOT_IN": _NOT_BETWEEN}, "OP": "?"}
                pattern += [gap] * _GAP
            else:
                pattern.append(_word(word))
        return pattern

    def find(self, source: SourceText, taken: Sequence[tuple[int, int]] = ()) -> tuple[Kind, ...]:
        """Find what a text names; a value is given once, with the first words it rests on.

        Args:
            source: the text.
            taken: characters that belong to a name ("Bali Work Plan"): no place is found there.
        """
        doc = self._nlp(source.text.translate(_SAME_LENGTH))
        for token in doc:
            token.lemma_ = lemma(token.text)
        spans: dict[str, list[Span]] = {}
        for match in _matches(self._matcher, doc):
            spans.setdefault(match.label_, []).append(match)
        found = []
        for index, rule in enumerate(self._rules):
            if source.record_kind not in _FACETS[rule.facet]:
                continue
            span = _first(spans.get(f"{index} yes", ()), spans.get(f"{index} no", ()))
            if span is not None:
                words = source.span(span.start_char, span.end_char)
                found.append(Kind(facet=rule.facet, value=rule.value, source=words))
        if source.record_kind in _FACETS["place"]:
            found += self._places_in(doc, source, taken)
        return tuple(found)

    def _places_in(
        self, doc: Doc, source: SourceText, taken: Sequence[tuple[int, int]]
    ) -> list[Kind]:
        from spacy.util import filter_spans

        found: dict[str, Kind] = {}
        for span in filter_spans(_matches(self._place_matcher, doc)):
            start, stop = span.start_char, span.end_char
            if any(start < end and begin < stop for begin, end in taken):
                continue
            words = source.span(start, stop)
            place = span.label_
            found.setdefault(place, Kind(facet="place", value=place, source=words))
        return [found[place] for place in sorted(found)]


def _matches(matcher: Matcher, doc: Doc) -> list[Span]:
    """Return all matches; spaCy warns of a matcher without patterns, which is none to us."""
    return list(matcher(doc, as_spans=True)) if len(matcher) else []


def _word(word: str) -> dict[str, object]:
    """Compile a word: its lemma, `=word` that form only, `a|b` either of two."""
    choices = word.split("|")
    if not word.startswith("="):
        return {"LEMMA": {"IN": sorted({lemma(choice) for choice in choices})}}
    return {"LOWER": {"IN": sorted({choice.lstrip("=").lower() for choice in choices})}}


def _first(shown: Iterable[Span], exceptions: Iterable[Span]) -> Span | None:
    """Return the first span that shows the kind and lies in no exception."""
    barred = {token.i for span in exceptions for token in span}
    kept = [span for span in shown if not any(token.i in barred for token in span)]
    return min(kept, key=lambda span: (span.start, -span.end), default=None)


def find_kinds(
    texts: Iterable[SourceText],
    rules: Sequence[KindRule],
    places: Sequence[PlaceName],
    taken: dict[tuple[str, str, str], list[tuple[int, int]]],
) -> tuple[Kind, ...]:
    """Find the kinds in all texts, in printed order.

    Args:
        texts: all texts of the plan.
        rules: kinds and the phrases that show them.
        places: places and their names.
        taken: characters of instruments' names, by record kind, record and field.
    """
    finder = KindFinder(rules, places)
    found: list[Kind] = []
    for text in texts:
        if not text.field.endswith("_printed"):
            key = (text.record_kind, text.record_id, text.field)
            found += finder.find(text, taken.get(key, ()))
    return tuple(found)
