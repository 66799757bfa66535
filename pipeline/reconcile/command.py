"""``planrows reconcile``: list candidates of identifiers for the bodies of a plan."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline.commands.diff import published_folder
from pipeline.config.project import find_project
from pipeline.errors import UsageError
from pipeline.reconcile.stage import (
    CONFIRMED,
    Question,
    can_be_asked,
    confirmed_bodies,
    read_bodies,
    reconcile,
    write_candidates,
)
from pipeline.reconcile.transport import checked_address
from pipeline.terminal import clean


def reconcile_command(
    plan: str | None,
    service: str,
    type_: str,
    properties: Sequence[str],
    limit: int,
    out: Path | None,
) -> dict[str, object]:
    """Ask a service about the bodies of a publication; print and return the counts.

    Args:
        plan: PLAN, or its published folder; None: the default plan.
        service: address of the service.
        type_: identifier of the type that an entry must have; empty: any.
        properties: properties and columns of ``bodies.csv``, like ``P1813=acronym``.
        limit: candidates of a body at most.
        out: folder to write to; None: one beside the publication.
    """
    project = find_project()
    published = published_folder(project, plan or project.default_plan())
    bodies = read_bodies(published)
    columns = set(bodies[0]) if bodies else set()
    pairs = tuple(_property(given, columns) for given in properties)
    question = Question(checked_address(service), type_, limit, pairs)
    folder = project.sources / published.resolve().name.partition("@")[0]
    known = confirmed_bodies(folder, service)
    named = [body for body in bodies if can_be_asked(body)]
    asked = [body for body in named if body["body_id"] not in known]
    found = reconcile(asked, question)
    target = out or project.outputs / f"reconcile-{published.resolve().name}"
    file = write_candidates(found, service, target)
    counts = {
        "bodies": len(bodies),
        "asked": len(asked),
        "confirmed_before": len(named) - len(asked),
        "with_candidates": sum(bool(candidates) for _, candidates in found.bodies),
        "candidates": sum(len(candidates) for _, candidates in found.bodies),
    }
    print(
        clean(
            f"{found.manifest.name}: {counts['candidates']} candidates for "
            f"{counts['with_candidates']} of {len(asked)} bodies; {counts['confirmed_before']} "
            f"were confirmed before, {len(bodies) - len(named)} are neither organisations nor "
            "places"
        )
    )
    print(clean(f"written to {file}; copy the lines that you confirm to {folder / CONFIRMED}"))
    return {"service": service, "file": str(file), **counts}


def _property(given: str, columns: set[str]) -> tuple[str, str]:
    pid, _, column = given.partition("=")
    if not pid or (columns and column not in columns):
        raise UsageError(
            f"--property {given}: name a property and a column of bodies.csv, like P1813=acronym"
        )
    return pid, column
