"""Resolve references by topic: "other priority areas (i.e. women, youth, religion)"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from link.settings import TopicName
from link.texts.texts import SourceText
from link.texts.words import folded_words, lemma
from link.thresholds import TOPIC

_MENTION = re.compile(
    r"\bother\s+(?:(?:poa|work\s+plan|plan)\s+)?(?:priority|focus|thematic)\s+areas?\b"
    r"(?:\s*[(,:]?\s*(?:i\.\s?e\.|e\.\s?g\.|namely|such\s+as|including|like),?\s*"
    r"(?P<topics>[^().;:]+))?",
    re.IGNORECASE,
)
# "Development of guidelines", "development and dissemination of training materials": here the
# word is a task, not the topic of a text.
_NOMINALISED = re.compile(r"\b\w+ment\b(?=(?:\s+and\s+\w+)?\s+of\b)", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s*(?:,|;|/|\band\b|\bor\b|&)\s*")


@dataclass(frozen=True)
class TopicMention:
    """A topic that refers to an area; `topic` is empty if the text names no topic."""

    topic: str
    start: int
    stop: int


@dataclass(frozen=True)
class TopicTarget:
    """The area of a topic, or candidates."""

    area_id: str | None
    score: float
    candidates: tuple[str, ...]


def find_topics(text: str) -> tuple[TopicMention, ...]:
    """Find the topics by which a text refers to other areas."""
    found = []
    for match in _MENTION.finditer(text):
        listed = match["topics"]
        if not listed:
            found.append(TopicMention("", match.start(), match.end()))
            continue
        offset = match.start("topics")
        start = 0
        bounds = [(m.start(), m.end()) for m in _SEPARATOR.finditer(listed)]
        for left, right in [*bounds, (len(listed), len(listed))]:
            part = listed[start:left]
            topic = part.strip()
            if topic:
                first = offset + start + part.index(topic)
                found.append(TopicMention(topic, first, first + len(topic)))
            start = right
    return tuple(found)


class TopicIndex:
    """Finds the area of a topic by the words of titles and texts."""

    def __init__(self, texts: Iterable[SourceText], assigned: Sequence[TopicName]) -> None:
        """Count the lemmas of each area.

        Args:
            texts: all texts of the plan.
            assigned: topics that a person has assigned to an area.
        """
        self._titles: dict[str, Counter[str]] = {}
        self._areas: dict[str, Counter[str]] = {}
        """How often each area has each lemma."""
        self._alike: dict[str, tuple[str, ...]] = {}
        """Lemmas of the plan that share the stem of a topic's lemma, for topics seen so far."""
        self._assigned = {topic.topic.casefold(): topic.area_id for topic in assigned}
        for text in texts:
            if text.area_id is None or text.field.endswith("_printed"):
                continue
            counted = text.text if text.field == "title" else _NOMINALISED.sub(" ", text.text)
            lemmas = Counter(lemma(word) for word in folded_words(counted))
            for word, count in lemmas.items():
                self._areas.setdefault(word, Counter())[text.area_id] += count
            if text.field == "title":
                self._titles[text.area_id] = lemmas

    def area_of(self, topic: str, own_area: str | None) -> TopicTarget:
        """Return the area of a topic; it is never the area of the reference itself.

        Areas with the topic in their title rank first, then the frequency in their texts
        decides. If no title has the topic or the best two areas are close, no area is chosen
        and all are candidates.
        """
        assigned = self._assigned.get(topic.casefold())
        if assigned is not None:
            return TopicTarget(assigned, 100.0, ())
        lemmas = [lemma(word) for word in folded_words(topic)]
        counts = self._counts_of(lemmas)
        del counts[own_area or ""]
        most = max(counts.values(), default=0)
        if not most or not lemmas:
            return TopicTarget(None, 0.0, ())
        scores = {area: self._score(lemmas, area, count, most) for area, count in counts.items()}
        ranked = sorted(scores, key=lambda area: (-scores[area], area))
        best = ranked[0]
        second = scores[ranked[1]] if len(ranked) > 1 else 0.0
        candidates = tuple(ranked[: TOPIC.max_candidates])
        if self._in_title(lemmas, best) and scores[best] - second >= TOPIC.min_margin:
            return TopicTarget(best, round(scores[best], 1), candidates)
        return TopicTarget(None, round(scores[best], 1), candidates)

    def _counts_of(self, lemmas: Sequence[str]) -> Counter[str]:
        """Return how often each area has a word that shares a stem with one of the lemmas."""
        alike = {word for each in lemmas for word in self._alike_to(each)}
        counts: Counter[str] = Counter()
        for word in alike:
            counts.update(self._areas[word])
        return counts

    def _alike_to(self, topic: str) -> tuple[str, ...]:
        known = self._alike.get(topic)
        if known is None:
            known = tuple(word for word in self._areas if _share_stem(topic, word))
            self._alike[topic] = known
        return known

    def _score(self, lemmas: Sequence[str], area_id: str, count: int, most: int) -> float:
        in_title = bool(self._in_title(lemmas, area_id))
        frequency = TOPIC.text_weight * count / most
        return TOPIC.max_score * (TOPIC.title_weight * in_title + frequency)

    def _in_title(self, lemmas: Sequence[str], area_id: str) -> int:
        return _hits(lemmas, self._titles.get(area_id, Counter()))


def _hits(lemmas: Sequence[str], words: Counter[str]) -> int:
    return sum(n for word, n in words.items() if any(_share_stem(x, word) for x in lemmas))


def _share_stem(topic: str, word: str) -> bool:
    if topic == word:
        return True
    shared = 0
    for a, b in zip(topic, word, strict=False):
        if a != b:
            break
        shared += 1
    return shared >= max(TOPIC.min_shared_letters, TOPIC.min_shared_share * len(topic))
