"""Measure how similar a misprinted name is to the names of the register.

Acronyms are compared by letters: the score is the optimal string alignment similarity,
normalised by the longer length. An inserted, missing or wrong letter and a swap of two are one
edit each, so one edit in five letters scores 80. Full names share most of their words ("Senior
Officials Meeting on …"), so they are compared by the words that only one name has.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from normalize.acronyms import is_acronym, name_words, spelling_key
from normalize.model import Candidate
from normalize.thresholds import MATCHING


class NameSimilarity:
    """Ranks the bodies of a register by similarity to a printed name."""

    def __init__(
        self,
        acronyms: Mapping[str, Sequence[str]],
        names: Mapping[tuple[str, ...], Sequence[str]],
    ) -> None:
        self._bodies: dict[str, list[str]] = defaultdict(list)
        for acronym, bodies in acronyms.items():
            self._bodies[spelling_key(acronym)] += bodies
        self._forms = list(self._bodies)
        self._names = {" ".join(name): tuple(bodies) for name, bodies in names.items() if name}
        self._phrases = list(self._names)
        self._uses = Counter(word for name in names for word in set(name))

    def rank(self, text: str, count: int) -> tuple[Candidate, ...]:
        """Rank bodies by similarity.

        Args:
            text: A name or acronym as printed.
            count: Number of candidates wanted; at least two are returned if there are two.

        Returns:
            Candidates, best first. Equal scores are ordered by the similarity of the whole
            text, which favours abbreviated names.
        """
        scored = (
            self._similar_acronyms(text, count) if is_acronym(text) else self._similar_names(text)
        )
        best: dict[str, tuple[float, float]] = {}
        for body_id, score, tie in scored:
            best[body_id] = max(best.get(body_id, (0.0, 0.0)), (score, tie))
        ranked = sorted(best.items(), key=lambda item: (-item[1][0], -item[1][1], item[0]))
        return tuple(
            Candidate(body_id=body_id, score=round(score, 1))
            for body_id, (score, _) in ranked[: max(count, MATCHING.min_compared)]
            if score >= MATCHING.min_candidate_similarity
        )

    def _similar_acronyms(self, text: str, count: int) -> Iterable[tuple[str, float, float]]:
        from rapidfuzz import process
        from rapidfuzz.distance import OSA, Indel

        form = spelling_key(text)
        found = process.extract(
            form,
            self._forms,
            scorer=OSA.normalized_similarity,
            score_cutoff=MATCHING.min_candidate_similarity / 100,
            limit=self._ranked_acronyms(count),
        )
        for other, similarity, _ in found:
            tie = Indel.normalized_similarity(form, other)
            for body_id in self._bodies[other]:
                yield body_id, 100 * similarity, tie

    def _ranked_acronyms(self, count: int) -> int | None:
        if len(self._forms) < MATCHING.max_exhaustive_acronyms:
            return None
        return MATCHING.ranked_per_candidate * max(count, MATCHING.min_compared)

    def _similar_names(self, text: str) -> Iterable[tuple[str, float, float]]:
        from rapidfuzz import fuzz, process

        folded = name_words(text)
        found = process.extract(
            " ".join(folded),
            self._phrases,
            scorer=fuzz.ratio,
            score_cutoff=MATCHING.min_candidate_similarity,
            limit=MATCHING.max_similar_names,
        )
        for phrase, ratio, _ in found:
            score = min(ratio, self._distinctive_words_score(folded, phrase.split()))
            for body_id in self._names[phrase]:
                yield body_id, score, ratio

    def _distinctive_words_score(self, printed: Sequence[str], name: Sequence[str]) -> float:
        """Return the similarity of the words that only one name of the register has."""
        from rapidfuzz.distance import OSA

        only_printed = " ".join(word for word in printed if word not in name)
        only_name = " ".join(word for word in name if word not in printed)
        if not only_printed and not only_name:
            return 100.0
        distinctive = [w for w in name if self._uses[w] < MATCHING.common_word_names]
        rest = " ".join(word for word in distinctive if word in printed)
        similarity = OSA.normalized_similarity(
            f"{rest} {only_printed}".strip(), f"{rest} {only_name}".strip()
        )
        return 100 * similarity
