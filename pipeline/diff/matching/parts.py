"""Texts that were cut into several, or made of several."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from pipeline.diff.matching.words import covered

PART_OF_IT = 0.6
"""Share of a part's words that stand in the whole, in order."""
GAIN = 0.5
"""Share of what the whole has lost that the part has."""
LEAST_WORDS = 3


def find_parts(
    wholes: Sequence[Sequence[str]],
    parts: Sequence[Sequence[str]],
    pairs: Sequence[tuple[int, int]],
) -> dict[int, list[int]]:
    """Find unmatched texts that hold what a matched text has lost.

    A whole that was cut in two is matched with one of its parts, which lacks the words of the
    other: an unmatched text that is made of these words is that other part.

    Args:
        wholes: words of each text of one edition.
        parts: words of each text of the other.
        pairs: places of the texts matched so far, whole first.

    Returns:
        Place of a whole → places of its further parts, in order.
    """
    claims, lost_of = _claims(wholes, parts, pairs)
    found: dict[int, list[int]] = {}
    taken: set[int] = set()
    for _, i, k in sorted(claims):
        if k not in taken and _gain(wholes[i], parts[k], lost_of[i]):
            taken.add(k)
            lost_of[i] -= covered(wholes[i], parts[k])
            found.setdefault(i, []).append(k)
    return {i: sorted(places) for i, places in sorted(found.items())}


def _claims(
    wholes: Sequence[Sequence[str]],
    parts: Sequence[Sequence[str]],
    pairs: Sequence[tuple[int, int]],
) -> tuple[list[tuple[float, int, int]], dict[int, set[int]]]:
    """Return who may be part of what, and the places of the words that each whole has lost."""
    matched = {part for _, part in pairs}
    index: defaultdict[str, set[int]] = defaultdict(set)
    for j, words in enumerate(parts):
        if j not in matched and len(words) >= LEAST_WORDS:
            for word in set(words):
                index[word].add(j)
    claims: list[tuple[float, int, int]] = []
    lost_of: dict[int, set[int]] = {}
    for i, j in pairs:
        lost = set(range(len(wholes[i]))) - covered(wholes[i], parts[j])
        if len(lost) < LEAST_WORDS:
            continue
        lost_of[i] = lost
        shared = Counter(k for place in lost for k in index.get(wholes[i][place], ()))
        for k, count in sorted(shared.items()):
            gain = _gain(wholes[i], parts[k], lost) if count >= LEAST_WORDS else 0.0
            if gain:
                claims.append((-gain, i, k))
    return claims, lost_of


def _gain(whole: Sequence[str], part: Sequence[str], lost: set[int]) -> float:
    """Return the share of the lost words that a part has; 0 where it is no part."""
    has = covered(whole, part)
    gained = has & lost
    if len(gained) < LEAST_WORDS or len(has) < PART_OF_IT * len(part):
        return 0.0
    share = len(gained) / len(lost)
    return share if share >= GAIN or len(gained) >= PART_OF_IT * len(part) else 0.0
