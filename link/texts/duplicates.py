"""Find texts that are equal or nearly equal.

Equal texts are grouped by their normal form. Similar texts are found by greedy leader clustering:
in printed order, each text joins the cluster with the most similar first text (its leader), or
starts a new cluster. A text is compared only with leaders that share one of its rarest word pairs
or words (blocking), so that the work grows linearly with the number of texts.
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
from link.texts.words import folded_words
from link.thresholds import DUPLICATE
from normalize.ids import Identifiers
from normalize.model import RecordKind

_KINDS: dict[RecordKind, str] = {
    "focus": "focus",
    "activity": "activity",
    "output": "expected_output",
}


def normal_form(text: str) -> str:
    """Return the words and numbers of a text, casefolded and joined by single spaces."""
    return " ".join(folded_words(text))


def word_diff(first: str, other: str) -> str:
    """Return the words in which texts differ, as ``[-only in first-] {+only in other+}``."""
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


def find_clusters(texts: Iterable[SourceText], min_score: float) -> tuple[Cluster, ...]:
    """Find focus areas, activities and outputs with equal or similar texts.

    Texts are compared within their column, and across columns if they belong to different areas
    (a cluster with field ``text``).

    Args:
        texts: all texts of the plan; a record that several rows print is one text.
        min_score: lowest similarity of near-duplicates, 0 to 100.
    """
    identifiers = Identifiers("clu")
    by_kind: dict[RecordKind, list[SourceText]] = {kind: [] for kind in _KINDS}
    for text in texts:
        if text.record_kind in by_kind:
            by_kind[text.record_kind].append(text)
    groups = [
        (field, group)
        for kind, field in _KINDS.items()
        for group in _groups(by_kind[kind], min_score)
    ]
    everything = [text for sources in by_kind.values() for text in sources]
    for first, *others in _groups(everything, min_score):
        echoes = [other for other in others if _is_repeated_elsewhere(first[0], other[0])]
        if echoes:
            groups.append(("text", [first, *echoes]))
    return tuple(_cluster(identifiers, field, group) for field, group in groups)


def _groups(
    sources: Sequence[SourceText], min_score: float
) -> list[list[tuple[SourceText, float]]]:
    found = cluster_texts([source.text for source in sources], min_score)
    return [[(sources[index], score) for index, score in group] for group in found]


def _is_repeated_elsewhere(first: SourceText, other: SourceText) -> bool:
    """Return whether texts are of two columns and two areas: outputs often echo activities."""
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
    texts: Sequence[str], min_score: float
) -> tuple[tuple[tuple[int, float], ...], ...]:
    """Group equal and similar texts.

    Similarity is rapidfuzz' normalised indel similarity (``fuzz.ratio``) of the normal forms,
    or of their sorted words if it is too low. Texts that begin alike and share a long run after a
    few swapped words are similar, too, whatever follows.

    Args:
        texts: the texts, in printed order.
        min_score: lowest similarity to the first text of a cluster, 0 to 100.

    Returns:
        Clusters of two or more texts, each text as ``(index, score)``, in printed order.
    """
    forms: dict[str, list[int]] = defaultdict(list)
    for index, text in enumerate(texts):
        form = normal_form(text)
        if form:
            forms[form].append(index)
    clusters: dict[str, list[tuple[int, float]]] = {}
    for form, leader, score in _leaders(list(forms), min_score):
        clusters.setdefault(leader, []).extend((index, score) for index in forms[form])
    return tuple(
        tuple(sorted(members, key=lambda member: (member[0] != members[0][0], member[0])))
        for members in clusters.values()
        if len(members) > 1
    )


def _leaders(forms: Sequence[str], min_score: float) -> list[tuple[str, str, float]]:
    """Return for each distinct form its leader (itself, if it starts a cluster) and its score."""
    keys = _Keys(forms)
    max_leaders_per_key = DUPLICATE.max_leaders_per_key
    leaders_by_key: dict[str, list[int]] = defaultdict(list)
    found = []
    for index, form in enumerate(forms):
        own_keys = keys.of(form)
        shared: Counter[int] = Counter()
        for key in own_keys:
            shared.update(leaders_by_key[key])
        ranked = heapq.nsmallest(
            DUPLICATE.max_compared_leaders, shared, key=lambda leader: (-shared[leader], leader)
        )
        best = _best(form, [forms[leader] for leader in ranked], min_score)
        if best is not None:
            found.append((form, *best))
            continue
        found.append((form, form, 100.0))
        for key in own_keys:
            if len(leaders_by_key[key]) < max_leaders_per_key:
                leaders_by_key[key].append(index)
    return found


def _best(form: str, leaders: Sequence[str], min_score: float) -> tuple[str, float] | None:
    """Return the most similar leader; sorted words are compared only if no leader is found."""
    leaders = [leader for leader in leaders if not _have_other_targets(form, leader)]
    for scorer in (fuzz.ratio, fuzz.token_sort_ratio):
        match = process.extractOne(form, leaders, scorer=scorer, score_cutoff=min_score)
        if match is not None:
            # A score of 100 is reserved for equal forms.
            score = min(round(float(match[1]), 1), DUPLICATE.max_similarity_of_different)
            return match[0], score
    framed = next((leader for leader in leaders if _have_one_frame(form, leader)), None)
    return None if framed is None else (framed, round(float(fuzz.ratio(form, framed)), 1))


def _have_other_targets(one: str, other: str) -> bool:
    """Return whether texts state different numbers of different things, and so are two targets.

    "Electricity target of 40%" and "heat target of 10%" are two targets. "10 wells" and "12 wells"
    are not: they count the same thing.
    """
    first, second = set(one.split()), set(other.split())
    numbers, others = ({word for word in own if word[0].isdigit()} for own in (first, second))
    return (
        bool(numbers and others)
        and numbers.isdisjoint(others)
        and all(((first - second) - numbers, (second - first) - others))
    )


def _have_one_frame(one: str, other: str) -> bool:
    """Return whether texts begin alike, swap a few words, and share a long run of words after it.

    "Workshop on drafting a handbook on …" and "Workshop on drafting best practices on …" do,
    however the longer one goes on.
    """
    first, second = one.split(), other.split()
    begin = _common_run(first, second)
    if begin < DUPLICATE.min_frame_beginning:
        return False
    swaps = range(1, DUPLICATE.max_swapped_words + 1)
    runs = (
        _common_run(first[begin + mine :], second[begin + other_swap :])
        for mine in swaps
        for other_swap in swaps
    )
    return max(runs) >= DUPLICATE.min_frame_run


def _common_run(first: Sequence[str], second: Sequence[str]) -> int:
    """Return how many words two texts share from their beginning."""
    pairs = enumerate(zip(first, second, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(first), len(second)))


class _Keys:
    """Chooses the keys of a text: its rarest word pairs and words that other texts share."""

    def __init__(self, forms: Sequence[str]) -> None:
        self._pairs: Counter[str] = Counter()
        self._words: Counter[str] = Counter()
        for form in forms:
            words = form.split()
            self._words.update(set(words))
            self._pairs.update(_pairs(words))

    def of(self, form: str) -> list[str]:
        words = form.split()
        pairs = _rarest(_pairs(words), self._pairs, DUPLICATE.max_pair_keys)
        return pairs + _rarest(set(words), self._words, DUPLICATE.max_word_keys)


def _pairs(words: Sequence[str]) -> set[str]:
    return {f"{left} {right}" for left, right in itertools.pairwise(words)}


def _rarest(keys: Iterable[str], counts: Counter[str], limit: int) -> list[str]:
    shared = [key for key in keys if counts[key] > 1]
    return sorted(shared, key=lambda key: (counts[key], key))[:limit]
