"""``planrows site`` and ``planrows release``: a static site, and an archive of each edition."""

from __future__ import annotations

import functools
from pathlib import Path

from pipeline.config.project import find_project
from pipeline.errors import UsageError
from pipeline.terminal import clean


def site_command(folder: Path | None, out: Path | None, outputs: Path | None) -> dict[str, object]:
    """Make a static site of all publications, and print and return what it holds.

    Args:
        folder: where to write it, as an argument.
        out: where to write it, as an option; None for both: ``site`` of the project.
        outputs: folder of the publications; None: ``outputs`` of the project.
    """
    from pipeline.site.stage import make_site

    if folder and out and folder != out:
        raise UsageError(f"{folder} and --out {out}: name one folder for the site")
    project = find_project()
    target = out or folder or project.root / "site"
    site = make_site(outputs or project.outputs, target)
    for publication in site.publications:
        print(clean(f"{publication.name}: {publication.title}"))
    print(
        clean(
            f"editions: {len(site.publications)}, comparisons: {len(site.comparisons)}, "
            f"bodies: {site.bodies}; open {target / 'index.html'}"
        )
    )
    return {
        "folder": str(target),
        "editions": [publication.name for publication in site.publications],
        "comparisons": [comparison.path for comparison in site.comparisons],
        "bodies": site.bodies,
    }


def release_command(out: Path | None, outputs: Path | None) -> dict[str, object]:
    """Write an archive of each published edition, and print and return their checksums.

    Args:
        out: where to write them; None: ``dist`` of the project.
        outputs: folder of the publications; None: ``outputs`` of the project.
    """
    from pipeline.engine.owned_folder import OwnedFolder
    from pipeline.site.archive import SUMS, write_archive
    from pipeline.site.publications import read_publications

    project = find_project()
    target = out or project.root / "dist"
    publications = read_publications(outputs or project.outputs)
    folder = OwnedFolder(target, "release")
    with folder.open():
        for publication in publications:
            name = f"{publication.name}.zip"
            folder.make(name, functools.partial(write_archive, publication))
        sums = dict(folder.sums)
        lines = "".join(f"{sha256}  {name}\n" for name, sha256 in sums.items())
        folder.write(SUMS, lines.encode())
        folder.finish()
    for name, sha256 in sums.items():
        print(clean(f"{target / name}  sha256 {sha256}"))
    return {"folder": str(target), "archives": sums}
