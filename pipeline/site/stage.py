"""Make the site: read and check all publications, then write everything into a new folder."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from extract.errors import PlanrowsError
from extract.system.regular_files import sha256_of
from pipeline.publish.core.model import FileSum
from pipeline.publish.writers import write_texts
from pipeline.site.archive import checksums, write_archive
from pipeline.site.bodies import all_bodies
from pipeline.site.comparisons import Comparison, write_comparisons
from pipeline.site.feed import feed
from pipeline.site.folder import INDEX, changes, new_site
from pipeline.site.metadata import catalogue, data_path
from pipeline.site.pages import Pages
from pipeline.site.publications import Publication, read_publications
from pipeline.verify.folder import verify_folder

DATA = "data"
"""Folder of a site with the publications."""


@dataclass(frozen=True)
class Site:
    """What a site holds.

    Attributes:
        publications: the editions.
        comparisons: the comparisons of editions.
        bodies: number of bodies of all plans.
    """

    publications: tuple[Publication, ...]
    comparisons: tuple[Comparison, ...]
    bodies: int


def make_site(outputs: Path, out: Path) -> Site:
    """Make a static site of all publications in a folder.

    Args:
        outputs: the folder of the publications.
        out: the folder of the site; it is replaced as a whole, or left as it is.

    Raises:
        UsageError: there is no publication, or one is not as published.
        PublicationError: ``out`` cannot be written, or holds what is not the site's own.
    """
    publications = read_publications(outputs)
    with new_site(out) as site:
        for publication in publications:
            _copy(publication, site)
        archives = [_archive(publication, site) for publication in publications]
        comparisons = tuple(write_comparisons(publications, site))
        bodies = all_bodies(publications)
        pages = Pages(site)
        pages.front(publications, comparisons, archives)
        for publication, archive in zip(publications, archives, strict=True):
            pages.plan(publication, comparisons, archive)
        pages.bodies(bodies)
        pages.rules()
        write_texts(site, _texts(publications, comparisons, archives))
    return Site(publications, comparisons, len(bodies))


def verify_site(folder: Path) -> Iterator[str]:
    """Yield what is wrong with a site, a line each: its publications, and all made from them.

    The site is made anew from the publications that it holds: the same ones give the same bytes.

    Args:
        folder: the site.
    """
    found = list(changes(folder))
    known = {path for path, _ in found}
    yield from (f"{path.relative_to(folder)}: {what}" for path, what in found)
    for publication in sorted((folder / DATA).glob("*")):
        yield from (f"{DATA}/{publication.name}/{it}" for it in verify_folder(publication)[0])
    with tempfile.TemporaryDirectory() as made:
        site = Path(made) / "site"
        try:
            make_site(folder / DATA, site)
        except (PlanrowsError, OSError) as error:
            yield f"{DATA}: no site can be made of it: {error}"
            return
        for path in sorted(path for path in site.rglob("*") if path.is_file()):
            name = path.relative_to(site)
            own = folder / name
            if own in known or name.parts[0] in (DATA, INDEX):
                continue
            if not own.is_file() or sha256_of(own) != sha256_of(path):
                yield f"{name}: differs from what planrows makes of the publications in {DATA}/"


def _copy(publication: Publication, site: Path) -> None:
    """Copy the published files, and only these: a user's forms may be confidential."""
    for file in publication.files:
        target = site / data_path(publication, file.path)
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as copy:
            copy.writelines(publication.content(file))
    sums = checksums(publication.files, f"../../data/{publication.name}/")
    folder = site / "plans" / publication.name
    folder.mkdir(parents=True)
    write_texts(folder, {"SHA256SUMS": sums})


def _archive(publication: Publication, site: Path) -> FileSum:
    path = site / "archives" / f"{publication.name}.zip"
    path.parent.mkdir(exist_ok=True)
    write_archive(publication, path)
    name = path.relative_to(site).as_posix()
    return FileSum(path=name, bytes=path.stat().st_size, sha256=sha256_of(path))


def _texts(
    publications: Sequence[Publication],
    comparisons: Sequence[Comparison],
    archives: Sequence[FileSum],
) -> dict[str, str]:
    items = [(archive.path, archive.bytes, archive.sha256) for archive in archives]
    turtle, linked = catalogue(publications, items)
    return {
        "catalog.ttl": turtle,
        "catalog.jsonld": linked,
        "feed.xml": feed(publications, comparisons),
        # GitHub Pages otherwise leaves out files whose names begin with an underscore.
        ".nojekyll": "",
    }
