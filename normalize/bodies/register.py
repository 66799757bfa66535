"""The register: every body that a plan may mean, and all that it is called."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from normalize.acronyms import is_acronym, key, words
from normalize.errors import UnknownBodyError
from normalize.ids import of_body
from normalize.model import Body
from normalize.records.annex import AnnexEntry
from normalize.settings import Alias, BodyKind, Collective, NormalizeSettings, RegisterEntry


@dataclass(frozen=True)
class NamedBody:
    """A body and its names.

    Attributes:
        body: The body.
        acronyms: Its acronym and others in use.
        names: Its full name and others in use.
    """

    body: Body
    acronyms: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True)
class Register:
    """All bodies that a plan may mean.

    Attributes:
        bodies: By body_id; those of the plan's annex first.
        aliases: Hand-made rules, by the folded words that they are for.
        collectives: Patterns of phrases that name a group, with its body_id.
        stand_for_members: Collectives that stand for all on the membership list.
    """

    bodies: dict[str, NamedBody]
    aliases: dict[str, Alias]
    collectives: tuple[tuple[re.Pattern[str], str], ...]
    stand_for_members: frozenset[str]


def build_register(annex: Sequence[AnnexEntry], settings: NormalizeSettings) -> Register:
    """Join the annex, the plan's own bodies, the shared register and the collectives.

    Where two of them list one body, the first rules and takes the other's names over: what a
    plan says of itself comes before what is said elsewhere.

    Args:
        annex: Lines of the plan's annex.
        settings: The plan's bodies, aliases and collectives, and the shared register.

    Returns:
        The register.

    Raises:
        UnknownBodyError: A rule or a parent names a body that is in none of them.
    """
    bodies: dict[str, NamedBody] = {}
    for line in annex:
        _add(bodies, _of_annex(line, settings.proposed_words), ())
    for entry in (*settings.bodies, *settings.register_entries):
        _add(bodies, _of_entry(entry), entry.also)
    for collective in settings.collectives:
        _add(bodies, _of_collective(collective, bodies), ())
    _check_parents(bodies)
    aliases = {key(alias.printed): alias for alias in settings.aliases}
    for alias in settings.aliases:
        _check_known(f"The alias of {alias.printed!r}", alias.body_id, bodies)
    patterns = tuple(
        (re.compile(pattern, re.IGNORECASE), collective.body_id)
        for collective in settings.collectives
        for pattern in collective.patterns
    )
    by_list = (each.body_id for each in settings.collectives if each.stands_for == "members")
    return Register(bodies, aliases, patterns, frozenset(by_list))


def _of_annex(line: AnnexEntry, proposed_words: Iterable[str]) -> Body:
    is_proposed = any(word.casefold() in line.note.casefold() for word in proposed_words)
    kind: BodyKind = "proposed" if line.mark and is_proposed else "annex"
    return Body(
        body_id=of_body(line.acronym, line.name),
        acronym=line.acronym,
        name=line.name,
        kind=kind,
        annex_no=line.number,
        mark=line.mark,
        note=line.note,
    )


def _of_entry(entry: RegisterEntry) -> Body:
    return Body(
        body_id=entry.body_id,
        acronym=entry.acronym,
        name=entry.name,
        kind=entry.kind,
        parent_id=entry.parent_id,
        note=entry.note,
    )


def _of_collective(collective: Collective, bodies: dict[str, NamedBody]) -> Body:
    stands_for = collective.stands_for
    if stands_for == "annex":
        members = tuple(i for i, b in bodies.items() if b.body.kind in ("annex", "proposed"))
    elif stands_for == "members":
        members = ()  # Filled once the narrative's membership list is read.
    else:
        members = tuple(stands_for)
        for member in members:
            _check_known(f"The collective {collective.body_id!r}", member, bodies)
    return Body(
        body_id=collective.body_id,
        acronym="",
        name=collective.name,
        kind="collective",
        stands_for=members,
    )


def _add(bodies: dict[str, NamedBody], body: Body, also: tuple[str, ...]) -> None:
    known = bodies.get(body.body_id)
    if known is None:
        called = [name for name in (body.acronym, body.name, *also) if name]
        bodies[body.body_id] = NamedBody(body, *_acronyms_and_names(called, body.acronym))
        return
    if known.body.name and body.name and not _are_alike(known.body.name, body.name):
        return  # The same acronym of another body.
    called = [*known.acronyms, *known.names, body.acronym, body.name, *also]
    named = known.body.model_copy(
        update={
            "name": known.body.name or body.name,
            "parent_id": known.body.parent_id or body.parent_id,
            "note": known.body.note or body.note,
        }
    )
    forms = list(dict.fromkeys(name for name in called if name))
    bodies[body.body_id] = NamedBody(named, *_acronyms_and_names(forms, named.acronym))


def _are_alike(name: str, other: str) -> bool:
    mine, theirs = set(words(name)), set(words(other))
    return len(mine & theirs) * 2 > len(mine | theirs)


def _acronyms_and_names(
    called: Sequence[str], acronym: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    acronyms = tuple(name for name in called if name == acronym or is_acronym(name))
    return acronyms, tuple(name for name in called if name not in acronyms)


def _check_parents(bodies: dict[str, NamedBody]) -> None:
    for body_id, named in bodies.items():
        if named.body.parent_id is not None:
            _check_known(f"The body {body_id!r}", named.body.parent_id, bodies)


def _check_known(where: str, body_id: str, bodies: dict[str, NamedBody]) -> None:
    if body_id in bodies:
        return
    # Imported here: only a mistake in the settings needs it.
    from rapidfuzz import process

    near = tuple(str(found[0]) for found in process.extract(body_id, list(bodies), limit=3))
    raise UnknownBodyError(where, body_id, near)
