"""Check the manifest against the files that it describes; list those that it does not name."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from expectations.counts import count_issues
from extract.model import PageLedger
from pipeline.publish.core.model import (
    FORMAT_VERSION,
    MANIFEST,
    PDF,
    SIGNATURE,
)
from pipeline.publish.describe.manifest import USERS_FOLDER, conservation
from pipeline.publish.forms.monitoring import MERGED, SUMMARY
from pipeline.publish.user_files import published_sums
from pipeline.publish.writers import published_files
from pipeline.verify.contents import Contents

_FILLED = re.compile(r"filled-([0-9a-f]{8})\.xlsx")


def added_files(folder: Path) -> Iterator[str]:
    """Yield the paths of files that planrows did not publish to a folder.

    In the users' folder, what `planrows monitor` writes and forms that a run has set aside are
    known.
    """
    known = published_sums(folder) or {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        is_folder = path.is_dir() and not path.is_symlink()
        if (
            not is_folder
            and (path.is_symlink() or name not in known)
            and not _is_merged(path, name)
        ):
            yield name


def _is_merged(path: Path, name: str) -> bool:
    """Return whether a file of the users' folder is one that planrows put there."""
    users, _, own = name.partition("/")
    if users != USERS_FOLDER or path.is_symlink():
        return False
    if filled := _FILLED.fullmatch(own):
        return hashlib.sha256(path.read_bytes()).hexdigest().startswith(filled[1])
    return own in (MERGED, SUMMARY)


def compare_manifest(contents: Contents) -> Iterator[str]:
    """Yield where the manifest differs from the files that it describes, a line each."""
    manifest, card = contents.manifest, contents.card
    if manifest.sha256 != manifest.own_sha256:
        yield f"{MANIFEST}: was changed (its own sha256 does not fit)"
    facts = {
        "plan": (manifest.plan, card.id),
        "edition": (manifest.edition, card.edition),
        "latest": (manifest.latest, card.latest),
        "status": (manifest.status, card.status),
        "years": (manifest.years, card.years),
        "title": (manifest.title, card.title),
        "source": (manifest.source, contents.source),
        "format_version": (manifest.format_version, _json(contents, "datapackage.json", "version")),
        **({"planrows": (manifest.planrows, _writer(contents))} if contents.has("sarif") else {}),
        "issues": (manifest.issues, count_issues(contents.issues)),
        "conservation": (manifest.conservation, conservation(manifest.ledger)),
        "tables": (
            {table.table: table.rows for table in manifest.tables},
            {name: len(records) for name, records in contents.records.items()},
        ),
    }
    for name, (found, expected) in facts.items():
        if found != expected:
            yield f"{MANIFEST}: {name} is not that of the published files"
    issues_source = _json(contents, "issues.json", "source")
    if issues_source != contents.source.model_dump(mode="json"):
        yield "issues.json: source is not that of plan.json"
    if card.sha256 and card.sha256 != contents.source.sha256:
        yield "plan.json: the source card is that of another PDF"
    yield from _ledger(contents)
    yield from _files(contents)


def _json(contents: Contents, name: str, *keys: str | int) -> Any:
    """Return a value of a JSON file; None if it is not there."""
    try:
        value: Any = json.loads((contents.folder / name).read_bytes())
        for key in keys:
            value = value[key]
    except (OSError, ValueError, KeyError, TypeError, IndexError, RecursionError, csv.Error):
        return None
    return value


def _writer(contents: Contents) -> Any:
    """Return the version of planrows that the log of issues names."""
    return _json(contents, "issues.sarif", "runs", 0, "tool", "driver", "semanticVersion")


def _ledger(contents: Contents) -> Iterator[str]:
    """Add up the ledger: each glyph of a page is in one place, lost, or in two places."""
    manifest = contents.manifest
    places = set(PageLedger.model_fields) - {"page", "glyphs", "lost", "doubled", "note"}
    for page in manifest.ledger:
        placed = sum(getattr(page, name) for name in places)
        if page.glyphs != placed + page.lost - page.doubled:
            yield f"{MANIFEST}: the ledger of page {page.page} does not add up"
    pages = [page.page for page in manifest.ledger]
    if pages != list(range(1, manifest.source.page_count + 1)):
        yield f"{MANIFEST}: the pages of the ledger are not those of the source"


def _files(contents: Contents) -> Iterator[str]:
    """Compare the list of files with what every publication holds."""
    if contents.manifest.format_version != FORMAT_VERSION:
        return
    named = [file.path for file in contents.manifest.files]
    allowed = contents.card.publish_pdf
    expected = published_files(contents.tables, contents.manifest.formats, with_pdf=allowed)
    for name in sorted(expected - set(named)):
        yield f"{MANIFEST}: does not name {name}, which every publication holds"
    for name in sorted(set(named) - expected):
        yield f"{MANIFEST}: names {name!r}, which no publication holds"
    for file in contents.manifest.files:
        if file.path == PDF and file.sha256 != contents.manifest.source.sha256:
            yield f"{PDF}: is not the file that the manifest gives as the source"
        path = contents.folder / file.path
        is_there = ".." not in Path(file.path).parts and path.is_file()
        if is_there and path.stat().st_size != file.bytes:
            yield f"{MANIFEST}: gives another size of {file.path} than it has"
    if len(set(named)) != len(named) or {MANIFEST, SIGNATURE} & set(named):
        yield f"{MANIFEST}: names a file twice, or itself"
