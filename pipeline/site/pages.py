"""Write the pages of the site. Each page is one file that loads nothing and runs no script."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.publish.core.html_templates import html_templates
from pipeline.publish.core.model import FileSum
from pipeline.site.bodies import BodyEntry
from pipeline.site.citation import bibtex, citation
from pipeline.site.comparisons import FILES, PAGE, Comparison
from pipeline.site.documents import document, inline
from pipeline.site.metadata import CATALOGUE, SHOWN, address, schema_org
from pipeline.site.publications import Publication
from pipeline.terminal import clean

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).parent / "templates"
KINDS = {
    "annex": "listed in the plan",
    "proposed": "proposed",
    "sub_unit": "part of a body",
    "external": "external",
    "collective": "stands for several",
    "unlisted": "not listed",
}
"""What people call the kinds of bodies."""
MEBIBYTE, KIBIBYTE = 1024**2, 1024


class Pages:
    """Writes pages into the folder of a site."""

    def __init__(self, site: Path) -> None:
        self.site = site

    def front(
        self,
        publications: Sequence[Publication],
        comparisons: Sequence[Comparison],
        archives: Sequence[FileSum],
    ) -> None:
        """Write the front page: what each plan is, in figures, and the ways in."""
        plans = [
            {"publication": each, "archive": archive, "figures": figures(each)}
            for each, archive in zip(publications, archives, strict=True)
        ]
        self._write("index.html", "front", plans=plans, comparisons=comparisons, title=CATALOGUE)

    def plan(
        self, publication: Publication, comparisons: Sequence[Comparison], archive: FileSum
    ) -> None:
        """Write the pages of an edition: figures, files with checksums, and the dictionary."""
        folder = f"plans/{publication.name}"
        own = [each for each in comparisons if publication in (each.old, each.new)]
        self._write(
            f"{folder}/index.html",
            "plan",
            publication=publication,
            figures=figures(publication),
            comparisons=own,
            compared=FILES,
            archive=archive,
            files=[file for file in publication.files if file.path not in SHOWN],
            citation=citation(publication),
            bibtex=bibtex(publication),
            ref=publication.first_ref,
            title=publication.title,
            dataset=schema_org(
                publication, (archive.path, archive.bytes, archive.sha256), "../../"
            ),
        )
        read = document(publication.text("dictionary.md"))
        self._write(
            f"{folder}/dictionary.html",
            "document",
            document=read,
            publication=publication,
            title=read.title or f"{publication.title}: data dictionary",
        )

    def bodies(self, entries: Sequence[BodyEntry]) -> None:
        """Write the page of the bodies of all plans."""
        self._write("bodies.html", "bodies", entries=entries, kinds=KINDS, title="Bodies")

    def rules(self) -> None:
        """Write the page of the rules by which issues are found."""
        from expectations.catalogue import RULES

        self._write("rules.html", "rules", rules=RULES, inline=inline, title="Rules")

    def _write(self, path: str, template: str, **values: Any) -> None:
        root = "../" * path.count("/")
        html = self._environment.get_template(f"{template}.html.j2").render(
            root=root, path=path, comparison_page=PAGE, **values
        )
        target = self.site / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(html.rstrip("\n") + "\n", encoding="utf-8", newline="\n")

    @cached_property
    def _environment(self) -> Environment:
        environment = html_templates(TEMPLATES)
        style = (TEMPLATES / "site.css").read_text(encoding="utf-8")
        hashed = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        environment.globals |= {
            "style": style,
            "policy": "default-src 'none'; base-uri 'none'; form-action 'none'; "
            f"style-src 'sha256-{hashed}'",
            "catalogue": CATALOGUE,
        }
        environment.filters |= {"address": address, "clean": clean, "size": size}
        return environment


def figures(publication: Publication) -> list[tuple[int, str]]:
    """Return the figures of an edition, each with what it counts."""
    issues = publication.manifest.issues.open_of(("error", "warning", "info"))
    areas = publication.rows.get("areas", 0)
    counted = [
        (publication.rows.get("matrix", 0), "row"),
        (areas, "area") if areas else (publication.rows.get("sections", 0), "section"),
        (publication.body_count, "bodies"),
        (issues, "open issue"),
    ]
    return [(number, _plural(number, what)) for number, what in counted]


def _plural(number: int, what: str) -> str:
    if what == "bodies":
        return "body" if number == 1 else what
    return what if number == 1 else f"{what}s"


def size(count: int) -> str:
    """Return a size in bytes, KiB or MiB."""
    if count >= MEBIBYTE:
        return f"{count / MEBIBYTE:.1f} MiB"
    return f"{count / KIBIBYTE:.0f} KiB" if count >= KIBIBYTE else f"{count} B"
