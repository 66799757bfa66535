"""Ask a service about the bodies of a publication, and list the candidates for a person."""

from __future__ import annotations

import csv
import io
import urllib.parse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import Field

from extract.frozen import Frozen
from pipeline.config.settings_files import read_records
from pipeline.engine.owned_folder import OwnedFolder
from pipeline.errors import UsageError
from pipeline.publish.data.csv_files import csv_value, read_csv
from pipeline.reconcile.protocol import (
    Candidate,
    Manifest,
    Query,
    form_of,
    read_answers,
    read_service_manifest,
)
from pipeline.reconcile.thresholds import LIMITS, ServiceLimits
from pipeline.reconcile.transport import Transport

CANDIDATES = "candidates.csv"
CONFIRMED = "reconciled.csv"
"""A file of a plan's folder: lines of `CANDIDATES` that a person has confirmed."""
COLUMNS = (
    "body_id",
    "body_name",
    "candidate_id",
    "candidate_name",
    "type",
    "score",
    "match",
    "service",
    "identifier_space",
    "page",
)
Body = Mapping[str, str]


class Confirmed(Frozen):
    """What a person has confirmed: the entry of a service that a body is."""

    body_id: str = Field(min_length=1)
    candidate_id: str = Field(min_length=1)
    service: str = Field(min_length=1)


def confirmed_bodies(folder: Path, service: str) -> frozenset[str]:
    """Return the bodies of a plan whose entry of a service has been confirmed.

    Args:
        folder: the plan's folder in ``sources/``.
        service: address of the service.

    Raises:
        SettingsError: a line is wrong, or confirms a second entry of the same body.
    """
    ignored = tuple(name for name in COLUMNS if name not in Confirmed.model_fields)
    lines = read_records(folder / CONFIRMED, Confirmed, ("body_id", "service"), ignored)
    return frozenset(line.body_id for line in lines if line.service == service)


@dataclass(frozen=True)
class Question:
    """What is asked of a service.

    Attributes:
        service: its address.
        type: identifier of the type that an entry must have; empty: any.
        limit: candidates of a body at most.
        properties: column of ``bodies.csv`` that gives the value of a property, by the property.
    """

    service: str
    type: str = ""
    limit: int = 5
    properties: tuple[tuple[str, str], ...] = ()

    def of(self, body: Body) -> Query:
        """Return the query about a body."""
        values = ((pid, body[column]) for pid, column in self.properties)
        return Query(
            query=body["name"] or body["acronym"],
            type=self.type,
            limit=self.limit,
            properties=tuple((pid, value) for pid, value in values if value),
        )


@dataclass(frozen=True)
class Reconciled:
    """Candidates of the bodies that were asked about, in the order of the publication."""

    manifest: Manifest
    bodies: tuple[tuple[Body, tuple[Candidate, ...]], ...]


def read_bodies(published: Path) -> list[Body]:
    """Return the bodies of a publication.

    Raises:
        UsageError: the folder holds no table of bodies.
    """
    path = published / "bodies.csv"
    try:
        bodies = read_csv(path)
    except FileNotFoundError as error:
        raise UsageError(f"{path}: is missing; publish the plan first: `planrows run`") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: is not UTF-8; publish the plan again") from error
    needed = {"body_id", "name", "acronym", "kind", "entity"}
    if bodies and (missing := sorted(needed - set(bodies[0]))):
        raise UsageError(f"{path}: lacks {', '.join(missing)}; publish the plan again")
    return list(bodies)


def can_be_asked(body: Body) -> bool:
    """Return whether a body is an organisation or a place with a name.

    Groups of bodies and positions are in no register; names of persons are nobody else's business.
    """
    is_named = bool(body["name"] or body["acronym"])
    return is_named and body["kind"] != "collective" and body["entity"] in ("organisation", "place")


def reconcile(
    bodies: Sequence[Body], question: Question, limits: ServiceLimits = LIMITS
) -> Reconciled:
    """Ask a service for the candidates of bodies.

    Raises:
        ServiceError: the service does not answer, or not as the API defines it.
    """
    transport = Transport(limits)
    address, data = transport.request(question.service)
    manifest = read_service_manifest(address, data)
    size = min(limits.batch, manifest.batch_size or limits.batch)
    found: list[tuple[Body, tuple[Candidate, ...]]] = []
    for batch in (bodies[at : at + size] for at in range(0, len(bodies), size)):
        place, answer = transport.request(address, form_of([question.of(body) for body in batch]))
        candidates = read_answers(place, answer, len(batch))
        # Some services give more than they are asked for.
        found += zip(batch, (some[: question.limit] for some in candidates), strict=True)
    return Reconciled(manifest, tuple(found))


def write_candidates(reconciled: Reconciled, service: str, out: Path) -> Path:
    """Write the candidates as CSV, and return the file.

    Raises:
        UsageError: the folder holds a file of the same name that somebody wrote or changed.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(COLUMNS)
    for line in _lines(reconciled, service):
        writer.writerow([csv_value(value) for value in line])
    folder = OwnedFolder(out, "reconcile")
    with folder.open():
        folder.write(CANDIDATES, buffer.getvalue().encode())
        folder.finish()
    return out / CANDIDATES


def _lines(reconciled: Reconciled, service: str) -> Iterator[Sequence[str | float | bool | None]]:
    """Yield a line for each candidate, and one without a candidate for a body that has none."""
    manifest = reconciled.manifest
    for body, candidates in reconciled.bodies:
        about = (body["body_id"], body["name"] or body["acronym"])
        if not candidates:
            yield (*about, "", "", "", None, None, service, manifest.identifier_space, "")
        for one in candidates:
            entry = (one.id, one.name, "; ".join(one.type), one.score, one.match)
            page = _page(manifest.view.url, one.id)
            yield (*about, *entry, service, manifest.identifier_space, page)


def _page(template: str, identifier: str) -> str:
    """Return the address where a person can look at an entry; empty if there is none."""
    if not template.startswith(("http://", "https://")):
        return ""
    return template.replace("{{id}}", urllib.parse.quote(identifier, safe="/:"))
