"""Make the site: read and check all publications, then write everything into a new folder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from extract.system.regular_files import sha256_of
from pipeline.publish.core.model import FileSum
from pipeline.publish.files import write_texts
from pipeline.site.archive import checksums, write_archive
from pipeline.site.bodies import all_bodies
from pipeline.site.comparisons import Comparison, write_comparisons
from pipeline.site.feed import feed
from pipeline.site.folder import new_site
from pipeline.site.metadata import catalogue, data_path
from pipeline.site.pages import Pages
from pipeline.site.publications import Publication, read_publications


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
