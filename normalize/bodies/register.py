"""Build the register: every body that a plan may name, with all its names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from normalize.acronyms import is_acronym, name_words, spelling_key
from normalize.errors import CircularBodiesError, UnknownBodyError
from normalize.ids import of_body
from normalize.model import Body
from normalize.patterns import SettingPattern
from normalize.records.annex import AnnexEntry
from normalize.settings import Alias, BodyKind, Collective, NormalizeSettings, RegisterEntry
from normalize.thresholds import REGISTER


@dataclass(frozen=True)
class NamedBody:
    """A body and its names.

    Attributes:
        body: The body.
        acronyms: Its acronym and alternative acronyms.
        names: Its full name and alternative names.
    """

    body: Body
    acronyms: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True)
class Register:
    """All bodies that a plan may name.

    Attributes:
        bodies: By body_id; the bodies of the plan's annex come first.
        aliases: Hand-made rules, by the spelling key of the printed words.
        collectives: Patterns of phrases that name a group, each with its body_id.
        stand_for_members: Collectives that stand for the bodies of the membership list.
    """

    bodies: dict[str, NamedBody]
    aliases: dict[str, Alias]
    collectives: tuple[tuple[SettingPattern, str], ...]
    stand_for_members: frozenset[str]


def build_register(annex: Sequence[AnnexEntry], settings: NormalizeSettings) -> Register:
    """Merge the annex, the plan's own bodies, the shared register and the collectives.

    If two of them list a body, the first entry wins and adopts the names of the other: a plan
    takes precedence over the shared register.

    Args:
        annex: Entries of the plan's annex.
        settings: The plan's bodies, aliases and collectives, and the shared register.

    Returns:
        The register.

    Raises:
        UnknownBodyError: A rule or a parent names a body that none of them lists.
        CircularBodiesError: A body is a part of itself, or reports to itself, through others.
    """
    bodies: dict[str, NamedBody] = {}
    for line in annex:
        _add(bodies, _annex_body(line, settings.proposed_words), ())
    for entry in (*settings.bodies, *settings.register_entries):
        _add(bodies, _register_body(entry), entry.also)
    for collective in settings.collectives:
        _add(bodies, _collective_body(collective, bodies), ())
    _check_parents(bodies)
    aliases = {spelling_key(alias.printed): alias for alias in settings.aliases}
    for alias in settings.aliases:
        _check_known(f"The alias of {alias.printed!r}", alias.body_id, bodies)
    patterns = tuple(
        (SettingPattern("collectives", pattern, ignores_case=True), collective.body_id)
        for collective in settings.collectives
        for pattern in collective.patterns
    )
    by_list = (each.body_id for each in settings.collectives if each.stands_for == "members")
    return Register(bodies, aliases, patterns, frozenset(by_list))


def _annex_body(line: AnnexEntry, proposed_words: Iterable[str]) -> Body:
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


def _register_body(entry: RegisterEntry) -> Body:
    return Body(
        body_id=entry.body_id,
        acronym=entry.acronym,
        name=entry.name,
        kind=entry.kind,
        parent_id=entry.parent_id,
        reports_to=entry.reports_to,
        note=entry.note,
        entity=entry.entity,
    )


def _collective_body(collective: Collective, bodies: dict[str, NamedBody]) -> Body:
    stands_for = collective.stands_for
    if stands_for == "annex":
        members = tuple(i for i, b in bodies.items() if b.body.kind in ("annex", "proposed"))
    elif stands_for == "members":
        members = ()  # `published_bodies` fills it from the membership list.
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
    if known.body.name and body.name and not _share_most_words(known.body.name, body.name):
        return  # Another body with the same acronym.
    called = [*known.acronyms, *known.names, body.acronym, body.name, *also]
    named = known.body.model_copy(
        update={
            "name": known.body.name or body.name,
            "parent_id": known.body.parent_id or body.parent_id,
            "reports_to": known.body.reports_to or body.reports_to,
            "note": known.body.note or body.note,
        }
    )
    forms = list(dict.fromkeys(name for name in called if name))
    bodies[body.body_id] = NamedBody(named, *_acronyms_and_names(forms, named.acronym))


def _share_most_words(name: str, other: str) -> bool:
    left, right = set(name_words(name)), set(name_words(other))
    return len(left & right) > REGISTER.min_shared_word_share * len(left | right)


def _acronyms_and_names(
    called: Sequence[str], acronym: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    acronyms = tuple(name for name in called if name == acronym or is_acronym(name))
    return acronyms, tuple(name for name in called if name not in acronyms)


def _check_parents(bodies: dict[str, NamedBody]) -> None:
    for body_id, named in bodies.items():
        for other in (named.body.parent_id, named.body.reports_to):
            if other is not None:
                _check_known(f"The body {body_id!r}", other, bodies)
    _check_chain("parent_id", {i: named.body.parent_id for i, named in bodies.items()})
    _check_chain("reports_to", {i: named.body.reports_to for i, named in bodies.items()})


def _check_chain(field: str, above: Mapping[str, str | None]) -> None:
    """Refuse a chain of bodies that comes back to where it began."""
    chain = TopologicalSorter({body: (other,) for body, other in above.items() if other})
    try:
        chain.prepare()
    except CycleError as error:
        # The error lists the cycle from parent to child, and repeats the first body at the end.
        raise CircularBodiesError(field, tuple(reversed(error.args[1]))) from None


def _check_known(where: str, body_id: str, bodies: dict[str, NamedBody]) -> None:
    if body_id in bodies:
        return
    # Imported here, because only an error in the settings needs it.
    from rapidfuzz import process

    similar = process.extract(body_id, list(bodies), limit=REGISTER.max_suggestions)
    raise UnknownBodyError(where, body_id, tuple(str(match[0]) for match in similar))
