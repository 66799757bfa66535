"""Texts that repeat, exactly or nearly.

Equal texts are grouped by their normal form. Near ones are found by greedy leader clustering:
in printed order, each text joins the most similar cluster that began before it, or begins one.
It is compared only with leaders with which it shares one of its rarest word pairs or words
(blocking), so the work grows with the number of texts and not with its square.
"""

from __future__ import annotations

import difflib
import heapq
import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz, process

from link.model import Cluster, ClusterMember
from link.texts.texts import SourceText
from link.texts.words import words_of
from normalize.ids import Identifiers
from normalize.model import RecordKind

_PAIR_KEYS = 8  # a text's rarest word pairs that it is looked up by
_WORD_KEYS = 4  # and its rarest words
_MOST_PER_KEY = 200  # leaders that one key keeps
_MOST_COMPARED = 20  # leaders that one text is compared with, those with most keys in common

_KINDS: dict[RecordKind, str] = {
    "focus": "focus",
    "activity": "activity",
    "output": "expected_output",
}


def normal_form(text: str) -> str:
    """Return a text's words and numbers only, casefolded, joined by single blanks."""
    return " ".join(words_of(text))


def word_diff(first: str, other: str) -> str:
    """Return the words in which two texts differ: ``[-only in first-] {+only in other+}``."""
    left, right = first.split(), other.split()
    parts = []
    matcher = difflib.SequenceMatcher(None, left, right, autojunk=False)
    for tag, i, i_stop, j, j_stop in matcher.get_opcodes():
        if tag == "equal":
            continue
        if i < i_stop:
            parts.append(f"[-{' '.join(left[i:i_stop])}-]")
        if j < j_stop:
            parts.append(f"{{+{' '.join(right[j:j_stop])}+}}")
    return " ".join(parts)


def find_clusters(texts: Iterable[SourceText], least_score: float) -> tuple[Cluster, ...]:
    """Find focus areas, activities and outputs whose texts repeat.

    Texts of one column are compared with each other, and those of different columns as far as
    they stand in different areas (a cluster of field ``text``).

    Args:
        texts: all texts of the plan; a record that stands in several rows is one text.
        least_score: least likeness of near-duplicates, 0 to 100.
    """
    identifiers = Identifiers("clu")
    by_kind: dict[RecordKind, list[SourceText]] = {kind: [] for kind in _KINDS}
    for text in texts:
        if text.record_kind in by_kind:
            by_kind[text.record_kind].append(text)
    groups = [
        (field, group)
        for kind, field in _KINDS.items()
        for group in _groups(by_kind[kind], least_score)
    ]
    everything = [text for sources in by_kind.values() for text in sources]
    for first, *others in _groups(everything, least_score):
        echoes = [other for other in others if _is_repeated_elsewhere(first[0], other[0])]
        if echoes:
            groups.append(("text", [first, *echoes]))
    return tuple(_cluster(identifiers, field, group) for field, group in groups)


def _groups(
    sources: Sequence[SourceText], least_score: float
) -> list[list[tuple[SourceText, float]]]:
    found = cluster_texts([source.text for source in sources], least_score)
    return [[(sources[index], score) for index, score in group] for group in found]


def _is_repeated_elsewhere(first: SourceText, other: SourceText) -> bool:
    """Tell whether texts of two columns repeat: within an area an output echoes its activity."""
    return first.record_kind != other.record_kind and first.area_id != other.area_id


def _cluster(
    identifiers: Identifiers, field: str, group: Sequence[tuple[SourceText, float]]
) -> Cluster:
    first = group[0][0]
    return Cluster(
        cluster_id=identifiers.of_text(field, first.text),
        field=field,
        kind="duplicate" if all(score == 100.0 for _, score in group) else "near_duplicate",
        members=tuple(
            ClusterMember(
                record_kind=source.record_kind,
                record_id=source.record_id,
                score=score,
                differs_in=word_diff(first.text, source.text),
            )
            for source, score in group
        ),
    )


def cluster_texts(
    texts: Sequence[str], least_score: float
) -> tuple[tuple[tuple[int, float], ...], ...]:
    """Group texts that are alike.

    Args:
        texts: the texts, in printed order.
        least_score: least likeness to a cluster's first text, 0 to 100: rapidfuzz' normalised
            indel similarity (``fuzz.ratio``) of the normal forms, or of their sorted words.

    Returns:
        clusters of two and more texts, each as ``(index, score)``, the first text leading.
    """
    forms: dict[str, list[int]] = defaultdict(list)
    for index, text in enumerate(texts):
        form = normal_form(text)
        if form:
            forms[form].append(index)
    clusters: dict[str, list[tuple[int, float]]] = {}
    for form, leader, score in _leaders(list(forms), least_score):
        clusters.setdefault(leader, []).extend((index, score) for index in forms[form])
    return tuple(
        tuple(sorted(members, key=lambda member: (member[0] != members[0][0], member[0])))
        for members in clusters.values()
        if len(members) > 1
    )


def _leaders(forms: Sequence[str], least_score: float) -> list[tuple[str, str, float]]:
    """Give each distinct form its leader (itself, if it begins a cluster) and its score."""
    keys = _Keys(forms)
    leaders_by_key: dict[str, list[int]] = defaultdict(list)
    found = []
    for index, form in enumerate(forms):
        own_keys = keys.of(form)
        shared: Counter[int] = Counter()
        for key in own_keys:
            shared.update(leaders_by_key[key])
        ranked = heapq.nsmallest(
            _MOST_COMPARED, shared, key=lambda leader: (-shared[leader], leader)
        )
        best = _best(form, [forms[leader] for leader in ranked], least_score)
        if best is not None:
            found.append((form, *best))
            continue
        found.append((form, form, 100.0))
        for key in own_keys:
            if len(leaders_by_key[key]) < _MOST_PER_KEY:
                leaders_by_key[key].append(index)
    return found


def _best(form: str, leaders: Sequence[str], least_score: float) -> tuple[str, float] | None:
    """Return the most similar leader; sorted words only decide where the order tells nothing."""
    for scorer in (fuzz.ratio, fuzz.token_sort_ratio):
        match = process.extractOne(form, leaders, scorer=scorer, score_cutoff=least_score)
        if match is not None:
            # Two forms that differ never score a full 100, which stands for equality.
            return match[0], min(round(float(match[1]), 1), 99.9)
    return None


class _Keys:
    """The word pairs and words that a text is looked up by: its rarest that others share."""

    def __init__(self, forms: Sequence[str]) -> None:
        self._pairs: Counter[str] = Counter()
        self._words: Counter[str] = Counter()
        for form in forms:
            words = form.split()
            self._words.update(set(words))
            self._pairs.update(_pairs(words))

    def of(self, form: str) -> list[str]:
        words = form.split()
        pairs = _rarest(_pairs(words), self._pairs, _PAIR_KEYS)
        return pairs + _rarest(set(words), self._words, _WORD_KEYS)


def _pairs(words: Sequence[str]) -> set[str]:
    return {f"{left} {right}" for left, right in itertools.pairwise(words)}


def _rarest(keys: Iterable[str], counts: Counter[str], most: int) -> list[str]:
    shared = [key for key in keys if counts[key] > 1]
    return sorted(shared, key=lambda key: (counts[key], key))[:most]
