"""How to cite a dataset: as a sentence, and as BibTeX."""

from __future__ import annotations

import re

from pipeline.site.publications import Publication

_SPECIAL = {char: f"\\{char}" for char in "#$%&_{}"} | {
    "\\": r"\textbackslash{}",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
}


def citation(publication: Publication) -> str:
    """Return the citation of a dataset as a sentence."""
    manifest = publication.manifest
    edition = f", edition {manifest.edition}" if manifest.edition else ""
    return (
        f"{publication.publisher.rstrip('.')}. {publication.title.rstrip('.')}{edition}. Dataset, "
        f"format {manifest.format_version}, made with planrows {manifest.planrows}, published "
        f"{publication.published.date().isoformat()}. PDF sha256 {manifest.source.sha256[:16]}…"
    )


def bibtex(publication: Publication) -> str:
    """Return the citation of a dataset for BibTeX."""
    manifest = publication.manifest
    key = re.sub(r"[^A-Za-z0-9-]", "-", publication.name)
    edition = f"Edition {manifest.edition}. " if manifest.edition else ""
    fields = {
        "author": f"{{{_escaped(publication.publisher)}}}",
        "title": f"{{{_escaped(publication.title)}}}",
        "year": str(publication.published.year),
        "note": _escaped(
            f"{edition}Dataset, format {manifest.format_version}, made with planrows "
            f"{manifest.planrows}. PDF sha256 {manifest.source.sha256}"
        ),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items()]
    return "\n".join([f"@misc{{{key},", *lines, "}"])


def _escaped(text: str) -> str:
    return "".join(_SPECIAL.get(char, char) for char in text)
