"""Match the texts of two lists: the one-to-one assignment with the greatest likeness.

Numbers and order are no evidence here: a plan that was renumbered is not a new plan.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.diff.thresholds import DIFF

Bonus = Callable[[int, int], float]
"""Further evidence for a pair (old index, new index), in points of likeness."""
Pair = tuple[int, int]


@dataclass(frozen=True)
class Match:
    """Indexes of the same text in the old and the new list, and how alike both are."""

    old: int
    new: int
    score: float


def words_of(text: str) -> list[str]:
    """Return a text's words and numbers, in lower case."""
    return re.findall(r"\w+", text.casefold())


def align(
    old: Sequence[str],
    new: Sequence[str],
    *,
    bonus: Bonus | None = None,
    least: float | None = None,
) -> list[Match]:
    """Match texts one to one so that the sum of likeness is greatest.

    Equal texts are matched first. The other texts are split into blocks of texts that share rare
    words, and each block is solved by itself (Hungarian method, scipy's
    ``linear_sum_assignment``).

    Args:
        old: texts of the old list.
        new: texts of the new list.
        bonus: evidence other than the words, in points of likeness (0 to 100), for a pair.
        least: texts whose likeness, without the bonus, is lower are not matched; None: the
            threshold ``min_likeness``.

    Returns:
        The matches, in the order of ``old``.
    """
    pair_bonus = bonus or (lambda _old, _new: 0.0)
    limit = DIFF.min_likeness if least is None else least
    equal, rest_old, rest_new = _match_equal(old, new, pair_bonus)
    weights = weights_of([*old, *new])
    matches = [Match(i, j, 100.0) for i, j in equal]
    candidates = _candidates([old[i] for i in rest_old], [new[j] for j in rest_new])
    for rows, columns in _blocks(candidates):
        block_old = [rest_old[i] for i in rows]
        block_new = [rest_new[j] for j in columns]
        scores = likeness([old[i] for i in block_old], [new[j] for j in block_new], weights)
        matches += _solve(block_old, block_new, scores, pair_bonus, limit)
    return sorted(matches, key=lambda match: match.old)


def _match_equal(
    old: Sequence[str], new: Sequence[str], bonus: Bonus
) -> tuple[list[Pair], list[int], list[int]]:
    """Match texts of equal words; repeated texts are paired by their bonus, then by order.

    Returns:
        The pairs, and the indexes of the old and of the new texts that are not matched.
    """
    new_groups = _by_words(new)
    pairs: list[Pair] = []
    for words, old_group in _by_words(old).items():
        new_group = new_groups.get(words, [])
        if not words or not new_group:
            continue
        if len(old_group) == len(new_group) == 1:
            pairs.append((old_group[0], new_group[0]))
        else:
            gains = [[1.0 + bonus(i, j) for j in new_group] for i in old_group]
            pairs += _assign(old_group, new_group, gains)
    matched_old = {i for i, _ in pairs}
    matched_new = {j for _, j in pairs}
    return (
        pairs,
        [i for i in range(len(old)) if i not in matched_old],
        [j for j in range(len(new)) if j not in matched_new],
    )


def _by_words(texts: Sequence[str]) -> dict[str, list[int]]:
    """Return the indexes of the texts of each sequence of words."""
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for index, text in enumerate(texts):
        groups[" ".join(words_of(text))].append(index)
    return dict(groups)


def _assign(old: Sequence[int], new: Sequence[int], gains: Any) -> list[Pair]:
    """Return the one-to-one pairs with the greatest sum of gains."""
    from scipy.optimize import linear_sum_assignment

    rows, columns = linear_sum_assignment(gains, maximize=True)
    return [(old[i], new[j]) for i, j in zip(rows.tolist(), columns.tolist(), strict=True)]


def _candidates(old: Sequence[str], new: Sequence[str]) -> dict[int, list[tuple[int, float]]]:
    """Return for each old text the new texts that share most of its rare words.

    Returns:
        Old index → new index and the share (0 to 1) of the old text's rare words it has.
    """
    old_words = [set(words_of(text)) for text in old]
    new_words = [set(words_of(text)) for text in new]
    frequency = Counter(word for words in (*old_words, *new_words) for word in words)

    def rarest(words: set[str]) -> list[str]:
        return sorted(words, key=lambda word: (frequency[word], word))[: DIFF.key_words]

    index: defaultdict[str, list[int]] = defaultdict(list)
    for j, words in enumerate(new_words):
        for word in rarest(words):
            index[word].append(j)
    candidates: dict[int, list[tuple[int, float]]] = {}
    for i, words in enumerate(old_words):
        keys = rarest(words)
        shared = Counter(j for word in keys for j in index.get(word, ()))
        best = sorted(shared.items(), key=lambda item: (-item[1], item[0]))[: DIFF.max_candidates]
        candidates[i] = [(j, count / max(1, len(keys))) for j, count in best]
    return candidates


def _blocks(
    candidates: dict[int, list[tuple[int, float]]], least: float = 0.0
) -> Iterable[tuple[list[int], list[int]]]:
    """Split candidates into connected components; a component too large drops weak pairs.

    Args:
        candidates: see :func:`_candidates`.
        least: pairs that share no more than this of their rare words are dropped.
    """
    neighbours: defaultdict[int, set[int]] = defaultdict(set)
    reverse: defaultdict[int, set[int]] = defaultdict(set)
    for i, others in candidates.items():
        for j, share in others:
            if share > least:
                neighbours[i].add(j)
                reverse[j].add(i)
    todo = set(neighbours)
    for first in sorted(neighbours):
        if first not in todo:
            continue
        rows, columns = _component(first, neighbours, reverse)
        todo -= rows
        is_too_large = max(len(rows), len(columns)) > DIFF.max_block
        if is_too_large and least < DIFF.max_block_tie:
            subset = {i: candidates[i] for i in sorted(rows)}
            yield from _blocks(subset, least + DIFF.block_tie_step)
        else:
            yield sorted(rows), sorted(columns)


def _component(
    first: int, neighbours: dict[int, set[int]], reverse: dict[int, set[int]]
) -> tuple[set[int], set[int]]:
    """Return the old and the new indexes that are connected with an old index."""
    rows, columns, queue = {first}, set[int](), [first]
    while queue:
        for j in neighbours[queue.pop()] - columns:
            columns.add(j)
            unvisited = reverse[j] - rows
            rows |= unvisited
            queue += unvisited
    return rows, columns


def _solve(
    block_old: list[int], block_new: list[int], scores: Any, bonus: Bonus, least: float
) -> list[Match]:
    """Match the texts of one block; pairs of a lower likeness than ``least`` are no match."""
    gains = [
        [
            float(scores[a][b]) + bonus(i, j) if scores[a][b] >= least else 0.0
            for b, j in enumerate(block_new)
        ]
        for a, i in enumerate(block_old)
    ]
    row_of = {i: a for a, i in enumerate(block_old)}
    column_of = {j: b for b, j in enumerate(block_new)}
    matches = []
    for i, j in _assign(block_old, block_new, gains):
        score = float(scores[row_of[i]][column_of[j]])
        if score >= least:
            matches.append(Match(i, j, round(min(score, 100.0), 2)))
    return matches


def likeness(
    old: Sequence[str], new: Sequence[str], weights: Mapping[str, float] | None = None
) -> Any:
    """Return how alike each text of ``old`` is to each text of ``new``: an array, 0 to 100.

    The likeness is the weighted mean of two measures. Over the letters: the Indel similarity
    (rapidfuzz's ``ratio``), which forgives an inflection. Over the words: Dice's coefficient,
    each word weighted by its inverse document frequency (Spärck Jones 1972), which tells apart
    the many sentences of a plan that follow one pattern ("Organise a workshop on …").

    Args:
        old: texts.
        new: texts.
        weights: weight of each word; None: computed from these texts.
    """
    import numpy as np
    from rapidfuzz import fuzz, process

    word_weights = weights if weights is not None else weights_of([*old, *new])
    letters = process.cdist(
        [text.casefold() for text in old], [text.casefold() for text in new], scorer=fuzz.ratio
    )
    a, b = _word_matrix(old, word_weights), _word_matrix(new, word_weights)
    both = (a @ b.T).toarray()
    sums = np.add.outer(a.power(2).sum(axis=1), b.power(2).sum(axis=1))
    words = 200 * both / np.maximum(sums, 1e-9)
    return (1 - DIFF.word_weight) * letters + DIFF.word_weight * words


def weights_of(texts: Sequence[str]) -> dict[str, float]:
    """Return the inverse document frequency of each word, with a lower limit."""
    frequency = Counter(word for text in texts for word in set(words_of(text)))
    least = math.log(1 + len(texts)) * DIFF.min_word_weight
    return {word: max(math.log((1 + len(texts)) / n), least) for word, n in frequency.items()}


def _word_matrix(texts: Sequence[str], weights: Mapping[str, float]) -> Any:
    """Return a sparse matrix of square roots of weights: a row per text, a column per word."""
    from scipy.sparse import csr_array

    columns = {word: number for number, word in enumerate(weights)}
    indices, values, stops = [], [], [0]
    for text in texts:
        words = sorted(set(words_of(text)))
        indices += [columns[word] for word in words]
        values += [math.sqrt(weights[word]) for word in words]
        stops.append(len(indices))
    return csr_array((values, indices, stops), shape=(len(texts), len(columns)))
