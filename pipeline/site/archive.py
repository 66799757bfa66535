"""Pack a published edition for people who install nothing: a ZIP file with checksums."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.publish.core.model import FileSum
from pipeline.site.citation import citation
from pipeline.site.publications import Publication

SUMS = "SHA256SUMS"
START = "README.txt"
_TIME = (1980, 1, 1, 0, 0, 0)
"""Time of all entries, the earliest that the format has: the same files give the same bytes."""
_MODE = 0o100644 << 16


def checksums(files: Iterable[FileSum], prefix: str = "") -> str:
    """Return checksums as ``sha256sum --check`` reads them."""
    return "".join(f"{file.sha256}  {prefix}{file.path}\n" for file in files)


def write_archive(publication: Publication, path: Path) -> None:
    """Write an archive with one folder: all published files, their checksums, and a start page.

    Raises:
        UsageError: a file is not as published.
    """
    texts = {SUMS: checksums(publication.files), START: "\n".join(_start(publication)) + "\n"}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for file in publication.files:
            with archive.open(_zip_entry(publication, file.path), "w") as entry:
                for piece in publication.content(file):
                    entry.write(piece)
        for name, text in texts.items():
            archive.writestr(_zip_entry(publication, name), text.encode(), compresslevel=9)


def _zip_entry(publication: Publication, name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(f"{publication.name}/{name}", _TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3  # Unix, on every system
    entry.external_attr = _MODE
    return entry


def _start(publication: Publication) -> Iterator[str]:
    """Yield the lines of the start page."""
    yield publication.title
    if publication.notice:
        yield publication.notice
    yield ""
    yield "index.html       the plan in a browser; needs no network"
    yield "matrix.csv       the matrix, one line per row; plan.xlsx holds all tables"
    yield "dictionary.md    what every file and column means"
    yield "report.html      issues found in the document"
    yield f"{SUMS}       check the files with: sha256sum --check {SUMS}"
    yield ""
    yield f"Licence: {publication.licence.get('title') or 'none is named'}"
    yield f"To cite: {citation(publication)}"
