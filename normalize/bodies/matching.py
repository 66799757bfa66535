"""Resolve a printed name to a body of the register.

The first rule that finds a body decides: an alias of the plan, a name that the document joins to a
body, the exact acronym, a variant of its spelling, a collective, a full name or part of one, a
sub-unit, a misprint. A guess is always marked as one (match `fuzzy`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from normalize.acronyms import is_acronym, name_words, spelling_key, trim_name
from normalize.bodies.name_similarity import NameSimilarity
from normalize.bodies.register import NamedBody, Register
from normalize.document_register.register import LikelyName
from normalize.ids import of_body
from normalize.model import Body, Candidate, Match
from normalize.settings import NormalizeSettings
from normalize.thresholds import MATCHING


@dataclass(frozen=True)
class Resolution:
    """The result for a printed name.

    Attributes:
        body_id: The body; None if the name is unresolved or ambiguous.
        match: Rule that decided.
        score: Percent, 0 to 100: fixed for each rule, measured for a misprint.
        candidates: Similar bodies, best first; empty if a rule decided.
    """

    body_id: str | None
    match: Match
    score: float
    candidates: tuple[Candidate, ...] = ()

    @property
    def is_certain(self) -> bool:
        """Whether spelling alone decided: no part of a name, new sub-unit or misprint."""
        is_measured = self.match == "fuzzy"
        return self.body_id is not None and not is_measured and self.score >= MATCHING.variant_score


UNRESOLVED = Resolution(None, "unresolved", 0.0)


@dataclass
class _Index:
    acronyms: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    keys: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    names: dict[tuple[str, ...], list[str]] = field(default_factory=lambda: defaultdict(list))
    by_word: dict[str, set[tuple[str, ...]]] = field(default_factory=lambda: defaultdict(set))

    def add(self, named: NamedBody) -> None:
        body_id = named.body.body_id
        for acronym in named.acronyms:
            _append(self.acronyms[acronym], body_id)
            _append(self.keys[spelling_key(acronym)], body_id)
        for name in named.names:
            folded = name_words(name)
            _append(self.names[folded], body_id)
            _append(self.keys[spelling_key(name)], body_id)
            for word in folded:
                self.by_word[word].add(folded)


def _append(bodies: list[str], body_id: str) -> None:
    if body_id not in bodies:
        bodies.append(body_id)


class BodyMatcher:
    """Resolves printed names against a register; each distinct name is resolved once."""

    def __init__(
        self,
        register: Register,
        settings: NormalizeSettings,
        likely: Sequence[LikelyName] = (),
    ) -> None:
        """Index the names of a register.

        Args:
            register: The register.
            settings: Thresholds of similarity.
            likely: Names that the document itself joins to a body, but not for certain.
        """
        self.register = register
        self._likely = {spelling_key(each.printed): each for each in likely}
        self._settings = settings
        self._seen: dict[str, Resolution] = {}
        self._index = _Index()
        self.sub_units: dict[str, Body] = {}
        for named in register.bodies.values():
            if named.body.kind != "collective":
                self._index.add(named)
        self._similarity = NameSimilarity(self._index.acronyms, self._index.names)

    def resolve(self, printed: str) -> Resolution:
        """Resolve a printed name.

        Args:
            printed: A name or acronym as printed, white space folded.

        Returns:
            The body, or ranked candidates if none is sure.
        """
        if printed not in self._seen:
            self._seen[printed] = self._decide(printed)
        return self._seen[printed]

    def _decide(self, printed: str) -> Resolution:
        text = trim_name(printed)
        key = spelling_key(text) if text else ""
        alias = self.register.aliases.get(key) if text else None
        if alias is not None:
            return Resolution(alias.body_id, "variant", MATCHING.exact_score)
        likely = self._likely.get(key)
        if likely is not None:
            return Resolution(likely.body_id, "fuzzy", likely.score)
        return (
            self._by_spelling(printed, text)
            or self._as_collective(text)
            or self._by_name(text)
            or self._as_sub_unit(text)
            or self._by_similarity(text)
        )

    def _by_spelling(self, printed: str, text: str) -> Resolution | None:
        for form, index, match, score in (
            (printed, self._index.acronyms, "exact", MATCHING.exact_score),
            (spelling_key(text), self._index.keys, "variant", MATCHING.variant_score),
        ):
            found = index.get(form) if form else None
            if not found:
                continue
            if len(found) > 1:
                return _ambiguous(found, score)
            body = self.register.bodies[found[0]].body
            if (
                match == "variant"
                and not is_acronym(text)
                and name_words(text) in self._index.names
            ):
                return None  # A full name, which `_by_name` resolves.
            if _is_written_after_its_parent(body, self.register):
                return Resolution(found[0], "sub_unit", score)
            return Resolution(found[0], "exact" if match == "exact" else "variant", score)
        return None

    def _as_collective(self, text: str) -> Resolution | None:
        for pattern, body_id in self.register.collectives:
            if pattern.matches_all(text):
                return Resolution(body_id, "collective", MATCHING.exact_score)
        return None

    def _by_name(self, text: str) -> Resolution | None:
        folded = name_words(text)
        found = self._index.names.get(folded, [])
        if found:
            return _one_or_ambiguous(found, MATCHING.exact_score)
        return self._with_acronym(text) or self._by_part_of_name(folded)

    def _with_acronym(self, text: str) -> Resolution | None:
        """Resolve a name followed by an acronym in brackets; if they differ, it is ambiguous."""
        name, bracket, acronym = text.rpartition("(")
        if not bracket or not acronym.endswith(")"):
            return None
        first, second = self.resolve(name.strip()), self.resolve(acronym[:-1].strip())
        if not second.is_certain:
            return None
        if first.body_id is None or not first.is_certain:
            return Resolution(second.body_id, "variant", MATCHING.variant_score)
        if first.body_id == second.body_id:
            return Resolution(first.body_id, "full_name", MATCHING.exact_score)
        return _ambiguous([first.body_id, second.body_id or ""], MATCHING.exact_score)

    def _by_part_of_name(self, folded: tuple[str, ...]) -> Resolution | None:
        if len(folded) < MATCHING.min_name_part_words or not all(
            word in self._index.by_word for word in folded
        ):
            return None
        names = set.intersection(*(self._index.by_word[word] for word in folded))
        shares = {
            body_id: 100 * len(folded) / len(name)
            for name in sorted(names)
            if _contains(name, folded) and len(folded) >= MATCHING.min_name_part_share * len(name)
            for body_id in self._index.names[name]
        }
        if not shares:
            return None
        best = max(shares.values())
        if len(shares) > 1:
            ranked = sorted(shares, key=lambda body_id: (-shares[body_id], body_id))
            return _ambiguous(ranked, best)
        return Resolution(next(iter(shares)), "full_name", round(best, 1))

    def _as_sub_unit(self, text: str) -> Resolution | None:
        """Resolve a known acronym, a hyphen and another acronym as a new sub-unit."""
        parent, hyphen, unit = text.rpartition("-")
        found = self._index.acronyms.get(parent, [])
        if (
            not hyphen
            or len(found) != 1
            or not is_acronym(unit)
            or spelling_key(unit) in self._index.keys
        ):
            return None
        body_id = of_body(text)
        self.sub_units[body_id] = Body(
            body_id=body_id,
            acronym=text,
            name="",
            kind="sub_unit",
            parent_id=found[0],
            note=f"Named as a part of {parent}, but not in any list of bodies.",
        )
        return Resolution(body_id, "sub_unit", MATCHING.new_sub_unit_score)

    def _by_similarity(self, text: str) -> Resolution:
        settings = self._settings
        ranked = self._similarity.rank(text, settings.candidate_count)
        if not ranked:
            return UNRESOLVED
        best = ranked[0].score
        if best < settings.fuzzy_threshold:
            return Resolution(None, "unresolved", best, ranked)
        if len(ranked) > 1 and ranked[1].score > best - settings.fuzzy_margin:
            return Resolution(None, "ambiguous", best, ranked)
        return Resolution(ranked[0].body_id, "fuzzy", best, ranked)


def _is_written_after_its_parent(body: Body, register: Register) -> bool:
    """Return whether a sub-unit's acronym starts with that of its parent, like AUN-HRE."""
    if body.kind != "sub_unit" or body.parent_id is None:
        return False
    parent = register.bodies[body.parent_id].body.acronym
    return bool(parent) and body.acronym.startswith((f"{parent}-", f"{parent} "))


def _contains(name: tuple[str, ...], part: tuple[str, ...]) -> bool:
    starts = range(len(name) - len(part) + 1)
    return any(name[start : start + len(part)] == part for start in starts)


def _one_or_ambiguous(found: list[str], score: float) -> Resolution:
    if len(found) == 1:
        return Resolution(found[0], "full_name", score)
    return _ambiguous(found, score)


def _ambiguous(found: list[str], score: float) -> Resolution:
    candidates = tuple(Candidate(body_id=body_id, score=round(score, 1)) for body_id in found)
    return Resolution(None, "ambiguous", round(score, 1), candidates)
