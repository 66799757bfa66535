"""Which text of one list is which of another: the best assignment over their likeness.

Numbers and order are no evidence here: a plan that was renumbered is not a new one.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

WORDS_SHARE = 0.65
LEAST_LIKENESS = 50.0
"""Unrelated sentences come to about 20, unrelated ones that are made alike to 40, half a
sentence in other words to 57."""
KEY_WORDS = 12
"""Rarest words of a text that bring it together with its candidates."""
MOST_CANDIDATES = 12
LARGEST_BLOCK = 1500
"""Texts on one side of a block: its matrix of likeness takes 18 MB."""

Bonus = Callable[[int, int], float]
Pair = tuple[int, int]


@dataclass(frozen=True)
class Match:
    """A text of the old list and the same one in the new list."""

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
    least: float = LEAST_LIKENESS,
) -> list[Match]:
    """Match texts one to one so that the sum of likeness is greatest.

    Equal texts are matched first; the rest is split into blocks of texts that share rare words,
    and each block is solved by itself (Hungarian method, scipy's ``linear_sum_assignment``).

    Args:
        old: texts of the old list.
        new: texts of the new list.
        bonus: evidence other than the words, in points of likeness (0 to 100), for a pair.
        least: likeness below which two texts are not the same, the bonus apart.

    Returns:
        The matches, in the order of ``old``.
    """
    extra = bonus or (lambda _old, _new: 0.0)
    equal, left_old, left_new = _equal(old, new, extra)
    weights = weights_of([*old, *new])
    matches = [Match(i, j, 100.0) for i, j in equal]
    candidates = _candidates([old[i] for i in left_old], [new[j] for j in left_new])
    for rows, columns in _blocks(candidates):
        block_old = [left_old[i] for i in rows]
        block_new = [left_new[j] for j in columns]
        scores = likeness([old[i] for i in block_old], [new[j] for j in block_new], weights)
        matches += _solve(block_old, block_new, scores, extra, least)
    return sorted(matches, key=lambda match: match.old)


def _equal(
    old: Sequence[str], new: Sequence[str], bonus: Bonus
) -> tuple[list[Pair], list[int], list[int]]:
    """Match equal texts; of several, those with the most evidence besides, then in order."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for j, text in enumerate(new):
        places[" ".join(words_of(text))].append(j)
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for i, text in enumerate(old):
        groups[" ".join(words_of(text))].append(i)
    pairs: list[Pair] = []
    for text, members in groups.items():
        others = places.get(text, [])
        if not text or not others:
            continue
        if len(members) == len(others) == 1:
            pairs.append((members[0], others[0]))
        else:
            pairs += _assign(
                members, others, [[1.0 + bonus(i, j) for j in others] for i in members]
            )
    done_old = {i for i, _ in pairs}
    done_new = {j for _, j in pairs}
    return (
        pairs,
        [i for i in range(len(old)) if i not in done_old],
        [j for j in range(len(new)) if j not in done_new],
    )


def _assign(old: Sequence[int], new: Sequence[int], gains: Any) -> list[Pair]:
    from scipy.optimize import linear_sum_assignment

    rows, columns = linear_sum_assignment(gains, maximize=True)
    return [(old[i], new[j]) for i, j in zip(rows.tolist(), columns.tolist(), strict=True)]


def _candidates(old: Sequence[str], new: Sequence[str]) -> dict[int, list[tuple[int, float]]]:
    """Return for each old text the new ones that share most of its rare words."""
    old_words = [set(words_of(text)) for text in old]
    new_words = [set(words_of(text)) for text in new]
    seen = Counter(word for words in (*old_words, *new_words) for word in words)

    def keys(words: set[str]) -> list[str]:
        return sorted(words, key=lambda word: (seen[word], word))[:KEY_WORDS]

    index: defaultdict[str, list[int]] = defaultdict(list)
    for j, words in enumerate(new_words):
        for word in keys(words):
            index[word].append(j)
    found: dict[int, list[tuple[int, float]]] = {}
    for i, words in enumerate(old_words):
        shared: Counter[int] = Counter()
        for word in keys(words):
            for j in index.get(word, ()):
                shared[j] += 1
        best = sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:MOST_CANDIDATES]
        share = max(1, len(keys(words)))
        found[i] = [(j, count / share) for j, count in best]
    return found


def _blocks(
    candidates: dict[int, list[tuple[int, float]]], least: float = 0.0
) -> Iterable[tuple[list[int], list[int]]]:
    """Split candidates into connected parts; too large a part drops its weakest ties."""
    neighbours: defaultdict[int, set[int]] = defaultdict(set)
    for i, others in candidates.items():
        for j, share in others:
            if share > least:
                neighbours[i].add(j)
    back: defaultdict[int, set[int]] = defaultdict(set)
    for i, targets in neighbours.items():
        for j in targets:
            back[j].add(i)
    todo = set(neighbours)
    for first in sorted(neighbours):
        if first not in todo:
            continue
        rows, columns = _part(first, neighbours, back)
        todo -= rows
        if max(len(rows), len(columns)) > LARGEST_BLOCK and least < 0.9:
            yield from _blocks({i: candidates[i] for i in sorted(rows)}, least + 0.1)
        else:
            yield sorted(rows), sorted(columns)


def _part(
    first: int, neighbours: dict[int, set[int]], back: dict[int, set[int]]
) -> tuple[set[int], set[int]]:
    rows, columns, queue = {first}, set[int](), [first]
    while queue:
        for j in neighbours[queue.pop()] - columns:
            columns.add(j)
            fresh = back[j] - rows
            rows |= fresh
            queue += fresh
    return rows, columns


def _solve(
    block_old: list[int], block_new: list[int], scores: Any, bonus: Bonus, least: float
) -> list[Match]:
    gains = [
        [
            float(scores[a][b]) + bonus(i, j) if scores[a][b] >= least else 0.0
            for b, j in enumerate(block_new)
        ]
        for a, i in enumerate(block_old)
    ]
    row_of = {i: a for a, i in enumerate(block_old)}
    column_of = {j: b for b, j in enumerate(block_new)}
    found = []
    for i, j in _assign(block_old, block_new, gains):
        score = float(scores[row_of[i]][column_of[j]])
        if score >= least:
            found.append(Match(i, j, round(min(score, 100.0), 2)))
    return found


def likeness(
    old: Sequence[str], new: Sequence[str], weights: Mapping[str, float] | None = None
) -> Any:
    """Return how alike each text of ``old`` is to each of ``new``: an array, 0 to 100.

    A mean of two measures, the second of more weight: over the letters the Indel similarity
    (rapidfuzz's ``ratio``), which forgives an inflection; over the words Dice's coefficient
    with each word weighted by its inverse document frequency (Spärck Jones 1972), which tells
    apart the many sentences of a plan that are made alike ("Organise a workshop on …").

    Args:
        old: texts.
        new: texts.
        weights: weight of each word; None: of these texts.
    """
    import numpy as np
    from rapidfuzz import fuzz, process

    known = weights if weights is not None else weights_of([*old, *new])
    letters = process.cdist(
        [text.casefold() for text in old], [text.casefold() for text in new], scorer=fuzz.ratio
    )
    a, b = _word_matrix(old, known), _word_matrix(new, known)
    both = (a @ b.T).toarray()
    sums = np.add.outer(a.power(2).sum(axis=1), b.power(2).sum(axis=1))
    words = 200 * both / np.maximum(sums, 1e-9)
    return (1 - WORDS_SHARE) * letters + WORDS_SHARE * words


def weights_of(texts: Sequence[str]) -> dict[str, float]:
    """Return the inverse document frequency of each word, at least a tenth of the greatest."""
    seen = Counter(word for text in texts for word in set(words_of(text)))
    most = math.log(1 + len(texts))
    return {word: max(math.log((1 + len(texts)) / n), most / 10) for word, n in seen.items()}


def _word_matrix(texts: Sequence[str], weights: Mapping[str, float]) -> Any:
    """Return a sparse matrix, a row a text and a column a word, of square roots of weights."""
    from scipy.sparse import csr_array

    columns = {word: number for number, word in enumerate(weights)}
    places, values, stops = [], [], [0]
    for text in texts:
        words = sorted(set(words_of(text)))
        places += [columns[word] for word in words]
        values += [math.sqrt(weights[word]) for word in words]
        stops.append(len(places))
    return csr_array((values, places, stops), shape=(len(texts), len(columns)))
