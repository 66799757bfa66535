"""How like a misprinted name is to those of the register.

Acronyms are compared letter by letter: the score is the optimal string alignment similarity
(a letter too many, too few, wrong, or two swapped is one edit) over the longer's length, so one
edit in five letters is 80. Full names share most of their words ("Senior Officials Meeting
on …"): their score is that of the words that tell them from the others.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from normalize.acronyms import is_acronym, key, words
from normalize.model import Candidate

LEAST_CANDIDATE = 50.0
"""A body less like than this is no candidate."""

SHARED_BY = 2
"""A word of this many names or more does not tell them apart."""


class Likeness:
    """Ranks the bodies of a register by likeness to a printed name."""

    def __init__(
        self,
        acronyms: Mapping[str, Sequence[str]],
        names: Mapping[tuple[str, ...], Sequence[str]],
    ) -> None:
        self._bodies: dict[str, list[str]] = defaultdict(list)
        for acronym, bodies in acronyms.items():
            self._bodies[key(acronym)] += bodies
        self._forms = list(self._bodies)
        self._names = {" ".join(name): tuple(bodies) for name, bodies in names.items() if name}
        self._phrases = list(self._names)
        self._uses = Counter(word for name in names for word in set(name))

    def rank(self, text: str, count: int) -> tuple[Candidate, ...]:
        """Rank bodies by likeness.

        Args:
            text: A name or acronym as printed.
            count: How many candidates at most; at least two are compared for a decision.

        Returns:
            Candidates of 50 and more, best first; of the same score, the likeliest to have
            been cut short or typed in part comes first.
        """
        scored = self._acronyms(text, count) if is_acronym(text) else self._phrases_like(text)
        best: dict[str, tuple[float, float]] = {}
        for body_id, score, tie in scored:
            best[body_id] = max(best.get(body_id, (0.0, 0.0)), (score, tie))
        ranked = sorted(best.items(), key=lambda item: (-item[1][0], -item[1][1], item[0]))
        return tuple(
            Candidate(body_id=body_id, score=round(score, 1))
            for body_id, (score, _) in ranked[: max(count, 2)]
            if score >= LEAST_CANDIDATE
        )

    def _acronyms(self, text: str, count: int) -> Iterable[tuple[str, float, float]]:
        from rapidfuzz import process
        from rapidfuzz.distance import OSA, Indel

        form = key(text)
        found = process.extract(
            form,
            self._forms,
            scorer=OSA.normalized_similarity,
            score_cutoff=LEAST_CANDIDATE / 100,
            limit=None if len(self._forms) < 1000 else 10 * max(count, 2),
        )
        for other, similarity, _ in found:
            tie = Indel.normalized_similarity(form, other)
            for body_id in self._bodies[other]:
                yield body_id, 100 * similarity, tie

    def _phrases_like(self, text: str) -> Iterable[tuple[str, float, float]]:
        from rapidfuzz import fuzz, process

        folded = words(text)
        found = process.extract(
            " ".join(folded),
            self._phrases,
            scorer=fuzz.ratio,
            score_cutoff=LEAST_CANDIDATE,
            limit=20,
        )
        for phrase, ratio, _ in found:
            score = min(ratio, self._telling_words(folded, phrase.split()))
            for body_id in self._names[phrase]:
                yield body_id, score, ratio

    def _telling_words(self, printed: Sequence[str], name: Sequence[str]) -> float:
        """Likeness of the words that only one name has, the printed ones' counterparts."""
        from rapidfuzz.distance import OSA

        mine = " ".join(word for word in printed if word not in name)
        theirs = " ".join(word for word in name if word not in printed)
        if not mine and not theirs:
            return 100.0
        telling = [word for word in name if self._uses[word] < SHARED_BY]
        rest = " ".join(word for word in telling if word in printed)
        share = OSA.normalized_similarity(f"{rest} {mine}".strip(), f"{rest} {theirs}".strip())
        return 100 * share
