"""Join the names of one body: acronym, full name and variants, each join with a score."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from normalize.acronyms import is_acronym, spelling_key
from normalize.document_register.definitions import Definition, spells
from normalize.document_register.names import content_words, core_words, has_organisation
from normalize.document_register.spelling import spelled_words
from normalize.document_register.thresholds import JOIN
from normalize.document_register.words import CONJUNCTIONS

_CONJUNCTIONS = frozenset(CONJUNCTIONS)


@dataclass
class JoinedBody:
    """The names of one body.

    Attributes:
        acronym: Its acronym; empty if it has none.
        name: Its full name; empty if the document prints its acronym only.
        also: Other spellings that are certainly its own.
        likely: Names that are probably its own, each with a score in percent.
    """

    acronym: str = ""
    name: str = ""
    also: list[str] = field(default_factory=list)
    likely: dict[str, float] = field(default_factory=dict)

    @property
    def names(self) -> list[str]:
        """Its certain names."""
        return [name for name in (self.acronym, self.name, *self.also) if name]


def join_names(names: Counter[str], definitions: Sequence[Definition]) -> list[JoinedBody]:
    """Join names to bodies.

    Args:
        names: The names of the lists, with their number of uses, in printed order.
        definitions: Acronyms that the document writes out.

    Returns:
        Bodies, those of the lists first.
    """
    bodies = _certain(names, definitions)
    uses = [sum(names[name] for name in body.names) for body in bodies]
    by_mark: dict[str, list[int]] = defaultdict(list)
    for index, body in enumerate(bodies):
        for mark in _marks(body):
            by_mark[mark].append(index)
    gone: set[int] = set()

    def likeliest(index: int) -> tuple[int | None, float]:
        similar = {other for mark in _marks(bodies[index]) for other in by_mark[mark]}
        others = sorted(similar - gone - {index})
        found, score = _likeliest(bodies[index], [bodies[other] for other in others])
        return (None if found is None else others[found]), score

    for index in sorted(range(len(bodies)), key=uses.__getitem__):
        kept, score = likeliest(index) if index not in gone else (None, 0.0)
        if kept is None:
            continue
        joined = index
        if _is_fuller(bodies[joined], bodies[kept]):
            # A short form that may stand for several names is none of theirs.
            if likeliest(kept)[0] != joined:
                continue
            kept, joined = joined, kept
        bodies[kept].likely |= dict.fromkeys(bodies[joined].names, score) | bodies[joined].likely
        gone.add(joined)
    return [body for index, body in enumerate(bodies) if index not in gone]


def _marks(body: JoinedBody) -> set[str]:
    """Return what a body shares with every body that may be the same; few others share it.

    These are the words of its name but the kind of organisation, its first and last letters, and
    the letter with which both an acronym and a name begin.
    """
    core = core_words(body.name) if body.name else ()
    letters = "".join(core)
    marks = {*core, f"{letters[:3]}…", f"…{letters[-3:]}"} if letters else set()
    if not (body.acronym and body.name):
        initial = "".join(content_words(body.name or body.acronym))[:1]
        marks |= {f"{initial}."} if initial else set()
    return marks


def _is_fuller(body: JoinedBody, other: JoinedBody) -> bool:
    """Return whether one of two bodies has the better name: a full one, or an organisation's."""
    if not other.name or not body.name:
        return bool(body.name)
    return has_organisation(spelled_words(body.name)) and not has_organisation(
        spelled_words(other.name)
    )


def _certain(names: Counter[str], definitions: Sequence[Definition]) -> list[JoinedBody]:
    """Join names with the same words, and acronyms with the names that define them."""
    by_key: dict[tuple[str, ...], list[str]] = defaultdict(list)
    full_names = _full_names(definitions)
    for name in names:
        parts = list(_name_and_acronym(name, full_names))
        for part in parts:
            by_key[_key(part)].append(part)
        if len(parts) > 1:
            full_names.setdefault(parts[1], parts[0])
    for acronym, name in full_names.items():
        by_key[_key(acronym)].append(acronym)
        by_key[_key(name)].append(name)
    merged = {key: JoinedBody() for key in by_key}
    for acronym, name in full_names.items():
        merged[_key(name)] = merged[_key(acronym)]
    for key, spellings in by_key.items():
        body = merged[key]
        ranked = sorted(dict.fromkeys(spellings), key=lambda s: (-names[s], not s[0].isupper()))
        for spelling in ranked:
            is_short = is_acronym(spelling) or spelling in full_names
            if is_short and not body.acronym:
                body.acronym = spelling
            elif not is_short and not body.name:
                body.name = spelling
            elif spelling not in body.also:
                body.also.append(spelling)
    return list({id(body): body for body in merged.values()}.values())


def _key(name: str) -> tuple[str, ...]:
    """Return what spellings of a name share: an acronym's letters, or a name's words."""
    return (spelling_key(name),) if is_acronym(name) else ("", "".join(content_words(name)))


def _full_names(definitions: Iterable[Definition]) -> dict[str, str]:
    """Return each acronym's most frequent name; its other names are not joined."""
    names: dict[str, Counter[str]] = defaultdict(Counter)
    for found in definitions:
        names[found.acronym][found.name] += 1
    return {acronym: counted.most_common(1)[0][0] for acronym, counted in names.items()}


def _name_and_acronym(name: str, full_names: Mapping[str, str]) -> Iterator[str]:
    """Yield a name; of `Ministry of Works (MoW)`, the name and the acronym."""
    before, bracket, inside = name.rpartition("(")
    inside = inside.rstrip(") ")
    if bracket and before.strip() and (inside in full_names or spells(inside, before)):
        yield before.strip()
        yield inside
    else:
        yield name


def _likeliest(body: JoinedBody, others: Sequence[JoinedBody]) -> tuple[int | None, float]:
    """Return the index of the one other body that a body probably is, and the join's score."""
    scores = [_score(body, other) for other in others]
    best = max(scores, default=0.0)
    found = [index for index, score in enumerate(scores) if score == best and score > 0]
    return (found[0], best) if len(found) == 1 else (None, 0.0)


def _score(body: JoinedBody, other: JoinedBody) -> float:
    if body.acronym and other.acronym:
        return 0.0
    acronym = body.acronym or other.acronym
    if not body.name or not other.name:
        name = other.name if not body.name else body.name
        holder = body if body.acronym else other
        if acronym and name and not holder.name and spells(acronym, name, letters_of_word=1):
            return JOIN.initials
        return 0.0
    return max(_score_of_names(body.name, other.name), _score_of_names(other.name, body.name))


def _score_of_names(name: str, longer: str) -> float:
    """Return how likely a name is a shorter form or a misprint of another."""
    words, others = content_words(name), content_words(longer)
    core, other_core = core_words(name), core_words(longer)
    if core and core == other_core and (core == words) != (other_core == others):
        return JOIN.without_head
    if others[: len(words)] == words and len(words) > 1:
        rest = longer.split()[len(name.split()) :]
        if rest and rest[0].casefold() in _CONJUNCTIONS:
            return JOIN.begins
    return _score_of_misprint("".join(words), "".join(others))


def _score_of_misprint(name: str, other: str) -> float:
    if name == other:
        return 0.0
    from rapidfuzz.distance import OSA

    similarity = OSA.normalized_similarity(name, other, score_cutoff=JOIN.min_misprint_similarity)
    return round(100 * similarity, 1)
