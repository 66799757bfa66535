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
        self._words: dict[str, Counter[str]] = {}
        self._assigned = {topic.topic.casefold(): topic.area_id for topic in assigned}
        for text in texts:
            if text.area_id is None or text.field.endswith("_printed"):
                continue
            counted = text.text if text.field == "title" else _NOMINALISED.sub(" ", text.text)
            lemmas = Counter(lemma(word) for word in folded_words(counted))
            self._words.setdefault(text.area_id, Counter()).update(lemmas)
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
        counts = {a: _hits(lemmas, words) for a, words in self._words.items() if a != own_area}
        most = max(counts.values(), default=0)
        if not most or not lemmas:
            return TopicTarget(None, 0.0, ())
        scores = {
            area: self._score(lemmas, area, count, most) for area, count in counts.items() if count
        }
        ranked = sorted(scores, key=lambda area: (-scores[area], area))
        best = ranked[0]
        second = scores[ranked[1]] if len(ranked) > 1 else 0.0
        candidates = tuple(ranked[: TOPIC.max_candidates])
        if self._in_title(lemmas, best) and scores[best] - second >= TOPIC.min_margin:
            return TopicTarget(best, round(scores[best], 1), candidates)
        return TopicTarget(None, round(scores[best], 1), candidates)

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
