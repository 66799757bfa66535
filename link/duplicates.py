"""Texts that repeat, exactly or nearly.

Equal texts are grouped by their normal form. Near ones are found by greedy leader clustering:
in printed order, each text joins the most similar cluster that began before it, or begins one.
It is compared only with leaders with which it shares one of its rarest word pairs or words
(blocking), so the work grows with the number of texts and not with its square.
"""

from __future__ import annotations

import difflib
import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz, process

from link.ids import Identifiers
from link.model import Cluster, ClusterMember
from link.texts import SourceText
from link.words import words_of
from normalize.model import RecordKind

_PAIR_KEYS = 8  # a text's rarest word pairs that it is looked up by
_WORD_KEYS = 4  # and its rarest words
_MOST_PER_KEY = 200  # leaders that one key keeps
_MOST_COMPARED = 50  # leaders that one text is compared with, those with most keys in common

_KINDS: dict[RecordKind, str] = {
    "focus": "focus",
    "activity": "activity",
    "output": "expected_output",
}


def normalised(text: str) -> str:
    """Return a text's words and numbers only, casefolded, joined by single blanks."""
    return " ".join(words_of(text))


def difference(first: str, other: str) -> str:
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

    Args:
        texts: all texts of the plan; a record that stands in several rows is one text.
        least_score: least likeness of near-duplicates, 0 to 100.
    """
    identifiers = Identifiers("clu")
    clusters = []
    by_kind: dict[RecordKind, list[SourceText]] = defaultdict(list)
    for text in texts:
        if text.record_kind in _KINDS:
            by_kind[text.record_kind].append(text)
    for kind, field in _KINDS.items():
        sources = by_kind[kind]
        for group in cluster_texts([source.text for source in sources], least_score):
            first = sources[group[0][0]]
            members = tuple(
                ClusterMember(
                    record_kind=kind,
                    record_id=sources[index].record_id,
                    score=score,
                    differs_in=difference(first.text, sources[index].text),
                )
                for index, score in group
            )
            is_exact = all(score == 100.0 for _, score in group)
            clusters.append(
                Cluster(
                    cluster_id=identifiers.make(field, first.text),
                    field=field,
                    kind="duplicate" if is_exact else "near_duplicate",
                    members=members,
                )
            )
    return tuple(clusters)


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
        form = normalised(text)
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
        ranked = sorted(shared, key=lambda leader: (-shared[leader], leader))[:_MOST_COMPARED]
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
    best: tuple[str, float] | None = None
    for scorer in (fuzz.ratio, fuzz.token_sort_ratio):
        match = process.extractOne(form, leaders, scorer=scorer, score_cutoff=least_score)
        if match is not None and (best is None or match[1] > best[1]):
            # Two forms that differ never score a full 100, which stands for equality.
            best = (match[0], min(round(float(match[1]), 1), 99.9))
    return best


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
