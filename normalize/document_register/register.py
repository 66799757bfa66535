"""Make the register of a plan that has no list of bodies."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from normalize.acronyms import trim_name
from normalize.document_register.definitions import Definition, find_definitions
from normalize.document_register.joining import JoinedBody, join_names
from normalize.document_register.names import NameKind, is_organisation, kind_of_name
from normalize.document_register.persons import names_of_persons, offices_with_letters
from normalize.document_register.separators import Piece, PrintedList, has_initials
from normalize.document_register.spelling import small_words
from normalize.document_register.splitting import IsKnown, split_lists
from normalize.ids import of_body
from normalize.settings import Collective, Entity, RegisterEntry

_NOTES: dict[NameKind, tuple[Entity, str]] = {
    "body": ("organisation", "Named in the plan, which has no list of bodies."),
    "position": ("position", "A position, held by a person; named in the plan."),
    "place": ("place", "A place, named in the plan among bodies."),
    "person": ("person", "A person, named in the plan among bodies."),
}


@dataclass(frozen=True)
class LikelyName:
    """A name that probably is another name of a body.

    Attributes:
        printed: The name as printed.
        body_id: The body.
        score: How likely, in percent.
    """

    printed: str
    body_id: str
    score: float


@dataclass(frozen=True)
class DocumentRegister:
    """The bodies that a document names, by the document alone.

    Attributes:
        entries: Bodies, positions, places and persons.
        collectives: Descriptions of groups of bodies.
        likely: Names that are joined to a body, but not for certain.
        spans: For each list, the spans of its names.
        in_tables: Identifiers of bodies that no list names, but a table beside the matrix.
    """

    entries: tuple[RegisterEntry, ...]
    collectives: tuple[Collective, ...]
    likely: tuple[LikelyName, ...]
    spans: tuple[tuple[Piece, ...], ...]
    in_tables: frozenset[str] = frozenset()


def document_register(
    lists: Sequence[PrintedList],
    texts: Sequence[str],
    is_known: IsKnown,
    *,
    glossary: Sequence[Definition] = (),
    in_text: Counter[str] | None = None,
    in_tables: Mapping[str, int] | None = None,
) -> DocumentRegister:
    """Make a register of the bodies that a document names.

    Args:
        lists: The printed lists of bodies of the matrix.
        texts: All texts of the document, with those of the lists.
        is_known: Whether a name is in a register already.
        glossary: Acronyms that tables write out.
        in_text: Names of bodies that running text prints, with their number of uses.
        in_tables: Names of bodies that tables beside the matrix print, with the page of the first.
    """
    definitions = [*find_definitions(texts), *glossary]
    written_out = {trim_name(each.name) for each in definitions}
    small = _small_words(lists, texts)
    spans = _names_in_lists(lists, lambda name: name in written_out or is_known(name), small)
    printed = _printed_names(lists, spans)
    kinds = {name: kind_of_name(name) for name in printed if not is_known(name)}
    named = Counter(
        {name: printed[name] for name, kind in kinds.items() if kind not in ("group", "text")}
    )
    others, elsewhere = in_text or Counter(), in_tables or {}
    for name in (*others, *elsewhere):
        if name not in printed and not is_known(name):
            named[name] += max(1, others[name])
    bodies = join_names(named, _definitions_of_bodies(definitions, named))
    persons = names_of_persons(lists, spans, texts)
    offices = offices_with_letters((body.name for body in bodies), texts)
    identified = [
        (of_body(body.acronym, body.name), body)
        for body in bodies
        if not any(map(is_known, body.names))
    ]
    pages = _pages_of_bodies(identified, elsewhere, printed.keys() | others.keys())
    return DocumentRegister(
        entries=tuple(
            _entry(body, body_id, _kind(body, persons, offices), pages.get(body_id))
            for body_id, body in identified
        ),
        in_tables=frozenset(pages),
        collectives=tuple(_collectives([n for n, kind in kinds.items() if kind == "group"])),
        likely=tuple(
            LikelyName(name, body_id, score)
            for body_id, body in identified
            for name, score in body.likely.items()
        ),
        spans=spans,
    )


def _small_words(lists: Sequence[PrintedList], texts: Sequence[str]) -> frozenset[str]:
    """Return the words that texts print in small letters; none if no list prints initials."""
    return small_words(texts) if any(has_initials(each.text) for each in lists) else frozenset()


def _printed_names(lists: Sequence[PrintedList], spans: Sequence[Sequence[Piece]]) -> Counter[str]:
    """Count the names that lists print."""
    return Counter(
        trim_name(each.text[slice(*piece)])
        for each, found in zip(lists, spans, strict=True)
        for piece in found
    )


def _pages_of_bodies(
    identified: Sequence[tuple[str, JoinedBody]], in_tables: Mapping[str, int], named: Set[str]
) -> dict[str, int]:
    """Return the first page of each body that only tables beside the matrix name.

    Args:
        identified: The bodies with their identifiers.
        in_tables: Names that these tables print, with the page of the first.
        named: Names that lists and running text print.
    """
    return {
        body_id: min(in_tables[name] for name in body.names if name in in_tables)
        for body_id, body in identified
        if not in_tables.keys().isdisjoint(body.names) and named.isdisjoint(body.names)
    }


def _names_in_lists(
    lists: Sequence[PrintedList], is_known: IsKnown, small: Set[str]
) -> tuple[tuple[Piece, ...], ...]:
    """Return the spans of the names in each list, without dates, fillers and the like."""
    return tuple(
        tuple(piece for piece in found if kind_of_name(each.text[slice(*piece)]) != "none")
        for each, found in zip(lists, split_lists(lists, is_known, small), strict=True)
    )


def _definitions_of_bodies(
    definitions: Sequence[Definition], named: Counter[str]
) -> list[Definition]:
    """Keep the definitions of bodies: a list names them, or they have an organisation's noun."""
    return [
        each
        for each in definitions
        if each.acronym in named or each.name in named or _is_body(each.name)
    ]


def _is_body(name: str) -> bool:
    return name[:1].isupper() and is_organisation(name) and kind_of_name(name) == "body"


def _kind(body: JoinedBody, persons: frozenset[str], offices: frozenset[str]) -> NameKind:
    if body.name in offices:
        return "body"
    kind = kind_of_name(body.name or body.acronym)
    return "person" if kind == "body" and body.name in persons else kind


def _entry(body: JoinedBody, body_id: str, kind: NameKind, page: int | None) -> RegisterEntry:
    entity, note = _NOTES.get(kind, _NOTES["body"])
    if page is not None and entity == "organisation":
        note = f"Named in a table beside the matrix, page {page}."
    return RegisterEntry(
        body_id=body_id,
        acronym=body.acronym,
        name=body.name,
        kind="unlisted",
        entity=entity,
        also=tuple(body.also),
        note=note,
    )


def _collectives(groups: Sequence[str]) -> list[Collective]:
    by_id: dict[str, list[str]] = {}
    for name in groups:
        by_id.setdefault(of_body("", name), []).append(name)
    return [
        Collective(body_id=body_id, name=names[0], patterns=tuple(map(re.escape, names)))
        for body_id, names in by_id.items()
    ]
