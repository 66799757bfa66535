"""Read the published folders that a site shows; refuse those changed since."""

from __future__ import annotations

import csv
import datetime
import hashlib
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

from extract.system.regular_files import pieces_of, read_regular
from pipeline.config.source_card import SourceCard
from pipeline.errors import UsageError
from pipeline.publish.core.json_text import read_json
from pipeline.publish.core.model import MANIFEST, PDF, SIGNATURE, FileSum, Manifest
from pipeline.publish.describe.datapackage import describe, origin
from pipeline.publish.describe.manifest import read_manifest
from pipeline.publish.html.explore import date_in_words
from pipeline.terminal import clean

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,199}")
_WEB = re.compile(r"https?://[\w./~%+-]+", re.ASCII)
PACKAGE, PLAN = "datapackage.json", "plan.json"
NEEDED = (
    PACKAGE, PLAN, "dictionary.md", "index.html", "report.html", "matrix.csv", "bodies.csv",
    "body_roles.csv",
)  # fmt: skip
"""Published files that pages of the site show or link to."""


@dataclass(frozen=True)
class Publication:
    """A published edition of a plan.

    Attributes:
        folder: the folder that `planrows run` published.
        manifest: its manifest.
        card: the source card of the edition.
        package: the description of its data.
        published: when it was published.
        own_files: the manifest and, if there is one, its signature.
    """

    folder: Path
    manifest: Manifest
    card: SourceCard
    package: Mapping[str, Any]
    published: datetime.datetime
    own_files: tuple[FileSum, ...]

    @property
    def name(self) -> str:
        """Name of the folder: the plan and, after an ``@``, the edition."""
        return self.folder.name

    @property
    def title(self) -> str:
        """Title of the edition."""
        return clean(self.manifest.title) or self.name

    @property
    def short_title(self) -> str:
        """Title for narrow places, with the edition's name if it has one."""
        title = clean(self.card.short_title) or self.title
        return f"{title} ({clean(self.manifest.edition)})" if self.manifest.edition else title

    @property
    def description(self) -> str:
        """What the dataset is, who adopted the plan, and how its file was made."""
        return clean(describe(self.card))

    @property
    def origin(self) -> str:
        """Who adopted the plan, when, and how its file was made; empty: not known."""
        notice = self.notice.rstrip(".")  # pages show it apart
        text = clean(origin(self.card)).removeprefix(f"{notice}." if notice else "").strip()
        date = self.card.adopted_on
        return text.replace(f"on {date}", date_in_words(date)) if date else text

    @cached_property
    def body_count(self) -> int:
        """Number of bodies, as the explorer counts them: a collective stands for several."""
        rows = csv.DictReader(io.StringIO(self.text("bodies.csv")))
        return sum(row.get("kind") != "collective" for row in rows)

    @property
    def notice(self) -> str:
        """Notice on every page of an edition that is not in force; empty: none."""
        return clean(self.card.notice)

    @cached_property
    def licence(self) -> Mapping[str, str]:
        """Name, title and path of the licence; empty: the source card names none."""
        return self._first("licenses")

    @property
    def licence_address(self) -> str:
        """Address of the licence; empty: it has none that a page may link to."""
        path = self.licence.get("path", "")
        return path if _WEB.fullmatch(path) else ""

    @property
    def document(self) -> str:
        """Address of the plan's own document on the web; empty: not known."""
        return self.card.source if _WEB.fullmatch(self.card.source) else ""

    @property
    def has_pdf(self) -> bool:
        """Whether the PDF is published with the data."""
        return any(file.path == PDF for file in self.manifest.files)

    @property
    def publisher(self) -> str:
        """Who published the plan."""
        return self._first("contributors").get("title", self.manifest.plan)

    def _first(self, key: str) -> Mapping[str, str]:
        items = self.package.get(key)
        first = items[0] if isinstance(items, list) and items else {}
        return {k: clean(str(v)) for k, v in first.items()} if isinstance(first, dict) else {}

    @cached_property
    def rows(self) -> Mapping[str, int]:
        """Number of rows of each table."""
        return {table.table: table.rows for table in self.manifest.tables}

    @property
    def files(self) -> tuple[FileSum, ...]:
        """All published files, the manifest and its signature among them, sorted by path."""
        return tuple(sorted((*self.manifest.files, *self.own_files), key=lambda file: file.path))

    def content(self, file: FileSum) -> Iterator[bytes]:
        """Yield the content of a published file, piece by piece.

        Raises:
            UsageError: the file is not as published; raised last, so keep nothing until then.
        """
        path = self.folder / file.path
        hashed = hashlib.sha256()
        try:
            for piece in pieces_of(path):
                hashed.update(piece)
                yield piece
        except OSError as error:
            raise UsageError(
                f"{path}: {error.strerror or error}; publish the plan again"
            ) from error
        if hashed.hexdigest() != file.sha256:
            raise UsageError(
                f"{path}: differs from what was published; see `planrows check {self.folder}`, or "
                "publish the plan again with `planrows run`"
            )

    @property
    def first_ref(self) -> str:
        """How the first row is cited; empty: the plan has no rows."""
        rows = csv.DictReader(io.StringIO(self.text("matrix.csv")))
        return clean(next(rows, {}).get("ref", ""))

    def text(self, name: str) -> str:
        """Return a published text file.

        Raises:
            UsageError: it is not as published.
        """
        file = next(file for file in self.files if file.path == name)
        return b"".join(self.content(file)).decode("utf-8", "replace")


def read_publications(outputs: Path) -> tuple[Publication, ...]:
    """Return the published editions in a folder: plan by plan, each plan's latest edition first.

    Raises:
        UsageError: there is none, or one of them differs from what planrows publishes.
    """
    if not outputs.is_dir():
        raise UsageError(f"{outputs}: no such folder; publish a plan with `planrows run` first")
    found = [_read(path.parent) for path in sorted(outputs.glob(f"*/{MANIFEST}"))]
    if not found:
        raise UsageError(f"{outputs}: holds no publication; publish a plan with `planrows run`")
    plans = sorted({each.manifest.plan for each in found})
    return tuple(each for plan in plans for each in reversed(_in_order(found, plan)))


def editions_of(publications: Sequence[Publication]) -> list[list[Publication]]:
    """Return the editions of each plan, the earliest one first."""
    plans = dict.fromkeys(each.manifest.plan for each in publications)
    return [_in_order(publications, plan) for plan in plans]


def _in_order(found: Sequence[Publication], plan: str) -> list[Publication]:
    """Return a plan's editions in the order in which they hold; a draft comes last."""
    own = [each for each in found if each.manifest.plan == plan]

    def order(each: Publication) -> tuple[bool, bool, tuple[int, ...], str]:
        status = each.manifest.status
        return status == "draft", status != "superseded", each.manifest.years, each.name

    return sorted(own, key=order)


def _read(folder: Path) -> Publication:
    manifest = read_manifest(folder)
    if manifest is None:
        raise UsageError(
            f"{folder / MANIFEST}: is not a manifest of planrows; publish the plan again, or move "
            "the folder away"
        )
    if not _NAME.fullmatch(folder.name):
        raise UsageError(
            f"{folder}: its name cannot be part of an address; use letters, digits, . _ - and @"
        )
    _check_paths(folder, manifest)
    try:
        package = read_json(folder / PACKAGE)
        card = SourceCard.model_validate(read_json(folder / PLAN)["card"])
        published = datetime.datetime.fromisoformat(manifest.published_at)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(
            f"{folder}: {MANIFEST}, {PACKAGE} or {PLAN} differs from what planrows publishes "
            f"({type(error).__name__}); publish the plan again with `planrows run`"
        ) from error
    if not isinstance(package, dict) or published.tzinfo is None:
        raise UsageError(f"{folder}: differs from what planrows publishes; publish the plan again")
    own = tuple(_sum(folder, name) for name in (MANIFEST, SIGNATURE) if (folder / name).is_file())
    return Publication(folder, manifest, card, package, published, own)


def _check_paths(folder: Path, manifest: Manifest) -> None:
    """Refuse a manifest that names files elsewhere, or lacks files that every publication has."""
    paths = {file.path for file in manifest.files}
    for path in sorted(paths):
        parts = PurePosixPath(path).parts
        is_inside = parts and not path.startswith("/") and "\\" not in path and ".." not in parts
        if not is_inside or clean(path) != path:
            raise UsageError(f"{folder / MANIFEST}: names a file outside of the folder: {path}")
    if missing := [name for name in NEEDED if name not in paths]:
        raise UsageError(
            f"{folder / MANIFEST}: does not name {', '.join(missing)}; publish the plan again"
        )


def _sum(folder: Path, name: str) -> FileSum:
    data = read_regular(folder / name)
    return FileSum(path=name, bytes=len(data), sha256=hashlib.sha256(data).hexdigest())
