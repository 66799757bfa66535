"""Find texts that were split into several, or merged from several."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from pipeline.diff.matching.words import covered
from pipeline.diff.thresholds import DIFF


def find_parts(
    wholes: Sequence[Sequence[str]],
    parts: Sequence[Sequence[str]],
    pairs: Sequence[tuple[int, int]],
) -> dict[int, list[int]]:
    """Find unmatched texts that hold the words that a matched text has lost.

    A text that was split in two is matched with one of its parts, which lacks the words of the
    other part. An unmatched text made of these words is the other part.

    Args:
        wholes: words of each text of one edition.
        parts: words of each text of the other edition.
        pairs: indexes of the texts matched so far, whole first.

    Returns:
        Index of a whole → indexes of its further parts, in order.
    """
    claims, lost_of = _claims(wholes, parts, pairs)
    found: dict[int, list[int]] = {}
    claimed: set[int] = set()
    for _, i, k in sorted(claims):
        if k not in claimed and _strength(wholes[i], parts[k], lost_of[i]):
            claimed.add(k)
            lost_of[i] -= covered(wholes[i], parts[k])
            found.setdefault(i, []).append(k)
    return {i: sorted(indexes) for i, indexes in sorted(found.items())}


def _claims(
    wholes: Sequence[Sequence[str]],
    parts: Sequence[Sequence[str]],
    pairs: Sequence[tuple[int, int]],
) -> tuple[list[tuple[float, int, int]], dict[int, set[int]]]:
    """Return the possible parts of each whole, and the positions of its lost words.

    Returns:
        Claims ``(-strength, whole, part)``, and the lost positions by whole.
    """
    matched = {part for _, part in pairs}
    index: defaultdict[str, set[int]] = defaultdict(set)
    for j, words in enumerate(parts):
        if j not in matched and len(words) >= DIFF.min_part_words:
            for word in set(words):
                index[word].add(j)
    claims: list[tuple[float, int, int]] = []
    lost_of: dict[int, set[int]] = {}
    for i, j in pairs:
        lost = set(range(len(wholes[i]))) - covered(wholes[i], parts[j])
        if len(lost) < DIFF.min_part_words:
            continue
        lost_of[i] = lost
        shared = Counter(k for position in lost for k in index.get(wholes[i][position], ()))
        for k, count in sorted(shared.items()):
            if count >= DIFF.min_part_words:
                share = _strength(wholes[i], parts[k], lost)
                if share:
                    claims.append((-share, i, k))
    return claims, lost_of


def _strength(whole: Sequence[str], part: Sequence[str], lost: set[int]) -> float:
    """Return how surely a text is a part: the share of the lost words that it has.

    It counts the less, the fewer of its own words stand in the whole; 0: it is no part.
    """
    common = covered(whole, part)
    regained = common & lost
    own_share = DIFF.part_of_text * len(part)
    if len(regained) < DIFF.min_part_words or len(common) < own_share:
        return 0.0
    share = len(regained) / len(lost)
    is_part = share >= DIFF.min_regained or len(regained) >= own_share
    return share * len(common) / len(part) if is_part else 0.0
