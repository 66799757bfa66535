"""Make and read the manifest: checksums, versions, and where the glyphs of each page went."""

from __future__ import annotations

import importlib.metadata
import platform
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from pydantic import ValidationError

from expectations.counts import count_issues
from extract.model import PageLedger
from extract.system.regular_files import read_regular, sha256_of
from pipeline.publish.core.model import (
    MANIFEST,
    SIGNATURE,
    Conservation,
    FileSum,
    Manifest,
    Publication,
    TableCount,
)

DISTRIBUTIONS = (
    "planrows",
    "camelot-py",
    "great-expectations",
    "pdfplumber",
    "pyarrow",
    "pydantic",
    "pypdfium2",
    "rapidfuzz",
    "spacy",
    "xlsxwriter",
)
USERS_FOLDER = "monitoring"
"""Folder in a publication for its users' filled-in forms; planrows publishes nothing there."""


def make_manifest(publication: Publication, files: tuple[FileSum, ...]) -> Manifest:
    """Return the manifest of a publication whose files are written, without times."""
    card, plan = publication.card, publication.linked.plan
    return Manifest(
        plan=card.id,
        edition=card.edition,
        latest=card.latest,
        status=card.status,
        years=card.years,
        title=card.title,
        source=publication.source,
        planrows=version_of("planrows"),
        versions={"Python": platform.python_version(), **_versions()},
        tables=tuple(
            TableCount(table=spec.name, rows=len(publication.records[spec.name]))
            for spec in publication.tables
        ),
        issues=count_issues(publication.report.issues),
        conservation=conservation(plan.ledger),
        ledger=plan.ledger,
        doubts=dict(sorted(Counter(doubt.kind for doubt in plan.doubts).items())),
        files=files,
        formats=publication.formats,
    )


def conservation(ledger: Iterable[PageLedger]) -> Conservation:
    """Add up the ledger of all pages."""
    pages = list(ledger)
    return Conservation(
        **{name: sum(getattr(page, name) for page in pages) for name in Conservation.model_fields}
    )


def file_sums(folder: Path) -> tuple[FileSum, ...]:
    """Return the checksum of each file of a folder, sorted by path.

    The manifest, its signature, the users' folder and symbolic links are skipped.
    """
    found = []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if path.is_symlink() or not path.is_file() or name in (Path(MANIFEST), Path(SIGNATURE)):
            continue
        if name.parts[0] == USERS_FOLDER:
            continue
        size = path.stat().st_size
        found.append(FileSum(path=name.as_posix(), bytes=size, sha256=sha256_of(path)))
    return tuple(sorted(found, key=lambda file: file.path))


def read_manifest(folder: Path) -> Manifest | None:
    """Return the manifest of a folder; None: it has no readable manifest."""
    try:
        return Manifest.model_validate_json(read_regular(folder / MANIFEST))
    except (OSError, ValidationError):
        return None


def _versions() -> dict[str, str]:
    return {name: version_of(name) for name in DISTRIBUTIONS if name != "planrows"}


def version_of(name: str) -> str:
    """Return the installed version of a distribution; empty: it is not installed."""
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return ""
