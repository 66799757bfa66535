"""The bodies of all plans: what each plan asks of each."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.errors import UsageError
from pipeline.publish.data.csv_files import read_csv
from pipeline.site.publications import Publication

COUNTED = {"lead": "row", "relevant": "area", "mentioned": None}
"""Roles whose records are counted, and the scope of these; None: any."""


@dataclass(frozen=True)
class Duties:
    """What a plan asks of one body.

    Attributes:
        publication: the plan's edition.
        kind: kind of the body in this plan.
        leads: number of rows that it leads.
        relevant: number of areas that it is relevant for.
        mentioned: number of other places that name it.
    """

    publication: Publication
    kind: str
    leads: int
    relevant: int
    mentioned: int


@dataclass
class BodyEntry:
    """A body, and the plans that know it."""

    acronym: str
    name: str
    duties: list[Duties] = field(default_factory=list)


def all_bodies(publications: Sequence[Publication]) -> list[BodyEntry]:
    """Return the bodies of all plans by acronym and name.

    Two plans mean the same body if both the acronym and the name agree, but for case and
    punctuation. Bodies with one acronym and two names stay apart: the acronym alone is no proof.

    Raises:
        UsageError: a table of a publication cannot be read.
    """
    entries: dict[tuple[str, str], BodyEntry] = {}
    for publication in publications:
        scopes = _scopes(publication)
        for row in _table(publication, "bodies"):
            acronym, name = row.get("acronym", ""), row.get("name", "")
            key = (_folded(acronym), _folded(name) or _folded(row.get("body_id", "")))
            entry = entries.setdefault(key, BodyEntry(acronym, name or row.get("body_id", "")))
            found = scopes[row.get("body_id", "")]
            counts = (len(found[role]) for role in COUNTED)
            entry.duties.append(Duties(publication, row.get("kind", ""), *counts))
    return [entries[key] for key in sorted(entries, key=lambda key: (key[0] or key[1], key[1]))]


def _scopes(publication: Publication) -> dict[str, dict[str, set[str]]]:
    """Return, by body and role, the records in which the body has the role."""
    scopes: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in _table(publication, "body_roles"):
        role, scope = row.get("role", ""), row.get("scope", "")
        # The lead of a row leads its output, too, which is not another row.
        if row.get("body_id") and COUNTED.get(role) in (None, scope):
            scopes[row["body_id"]][role].add(row.get("scope_id", ""))
    return scopes


def _table(publication: Publication, table: str) -> list[dict[str, str]]:
    path = publication.folder / f"{table}.csv"
    try:
        return read_csv(path)
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read ({error}); publish the plan again") from error


def _folded(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in folded if char.isalnum())
