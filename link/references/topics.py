"""References by topic: "other priority areas (i.e. women, youth, religion, development)"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from link.settings import TopicName
from link.texts.texts import SourceText
from link.texts.words import lemma, words_of

_MENTION = re.compile(
    r"\bother\s+(?:(?:poa|work\s+plan|plan)\s+)?(?:priority|focus|thematic)\s+areas?\b"
    r"(?:\s*[(,:]?\s*(?:i\.\s?e\.|e\.\s?g\.|namely|such\s+as|including|like),?\s*"
    r"(?P<topics>[^().;:]+))?",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\s*(?:,|;|/|\band\b|\bor\b|&)\s*")
_SHARED_START = 0.7  # of the topic's letters: "religi" joins religion and religious
_CEILING = 80.0  # no topic is as sure as a number
_MARGIN = 15.0
_MOST_CANDIDATES = 6


@dataclass(frozen=True)
class TopicMention:
    """A topic named for an area; `topic` is empty where the text names none."""

    topic: str
    start: int
    stop: int


@dataclass(frozen=True)
class TopicTarget:
    """The area that a topic means, or the candidates."""

    area_id: str | None
    score: float
    candidates: tuple[str, ...]


def find_topics(text: str) -> tuple[TopicMention, ...]:
    """Find the topics by which a text names other areas."""
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
    """Which area speaks of what: words of each area's title and of all its texts."""

    def __init__(self, texts: Iterable[SourceText], settled: Sequence[TopicName]) -> None:
        """Count the lemmas of each area.

        Args:
            texts: all texts of the plan.
            settled: topics whose area a reader has settled.
        """
        self._titles: dict[str, Counter[str]] = {}
        self._words: dict[str, Counter[str]] = {}
        self._settled = {topic.topic.casefold(): topic.area_id for topic in settled}
        for text in texts:
            if text.area_id is None or text.field.endswith("_printed"):
                continue
            lemmas = Counter(lemma(word) for word in words_of(text.text))
            self._words.setdefault(text.area_id, Counter()).update(lemmas)
            if text.field == "title":
                self._titles[text.area_id] = lemmas

    def area_of(self, topic: str, own_area: str | None) -> TopicTarget:
        """Return the area that a topic means; never the area that names it.

        An area whose title has the topic's words leads; how often its texts have them decides
        between several. Without a title, or with two that are close, all stay candidates.
        """
        settled = self._settled.get(topic.casefold())
        if settled is not None:
            return TopicTarget(settled, 100.0, ())
        lemmas = [lemma(word) for word in words_of(topic)]
        counts = {a: _hits(lemmas, words) for a, words in self._words.items() if a != own_area}
        most = max(counts.values(), default=0)
        if not most or not lemmas:
            return TopicTarget(None, 0.0, ())
        scores = {
            area: _CEILING * (0.6 * bool(self._in_title(lemmas, area)) + 0.4 * count / most)
            for area, count in counts.items()
            if count
        }
        ranked = sorted(scores, key=lambda area: (-scores[area], area))
        best = ranked[0]
        second = scores[ranked[1]] if len(ranked) > 1 else 0.0
        candidates = tuple(ranked[:_MOST_CANDIDATES])
        if self._in_title(lemmas, best) and scores[best] - second >= _MARGIN:
            return TopicTarget(best, round(scores[best], 1), candidates)
        return TopicTarget(None, round(scores[best], 1), candidates)

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
    return shared >= max(5, _SHARED_START * len(topic))
