"""Write the feed of changes: what was published, and what each edition changed.

Reference: RFC 4287, The Atom Syndication Format.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from xml.etree import ElementTree

from pipeline.site.comparisons import PAGE, Comparison
from pipeline.site.metadata import CATALOGUE, address, identifier
from pipeline.site.pages import figures
from pipeline.site.publications import Publication

ATOM = "http://www.w3.org/2005/Atom"


def feed(publications: Sequence[Publication], comparisons: Sequence[Comparison]) -> str:
    """Return the feed, the latest entry first."""
    root = ElementTree.Element("feed", {"xmlns": ATOM})
    newest = max(publication.published for publication in publications)
    _add(root, "id", "urn:planrows:site")
    _add(root, "title", f"{CATALOGUE}: changes")
    _add(root, "updated", newest.isoformat())
    _add(_add(root, "author"), "name", "planrows")
    _add(root, "link", rel="self", href="feed.xml", type="application/atom+xml")
    _add(root, "link", rel="alternate", href="index.html", type="text/html")
    entries = [_published(each) for each in publications]
    entries += [_compared(each) for each in comparisons]
    for _, entry in sorted(entries, key=lambda entry: entry[0], reverse=True):
        root.append(entry)
    ElementTree.indent(root, " ")
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _published(publication: Publication) -> tuple[datetime.datetime, ElementTree.Element]:
    summary = ", ".join(f"{count:,} {what}" for count, what in figures(publication)) + "."
    notice = f"{publication.notice} " if publication.notice else ""
    # A dataset that is published again is a new entry; readers distinguish entries by identifier.
    entry = _entry(
        f"{identifier(publication)}:{publication.manifest.own_sha256[:16]}",
        f"Published: {publication.title}",
        publication.published,
        f"plans/{publication.name}/index.html",
        notice + summary,
    )
    return publication.published, entry


def _compared(comparison: Comparison) -> tuple[datetime.datetime, ElementTree.Element]:
    old, new = comparison.old, comparison.new
    entry = _entry(
        f"{identifier(new)}:since:{identifier(old).rpartition(':')[2]}",
        f"What changes: {old.title} → {new.title}",
        max(old.published, new.published),
        f"{comparison.path}/{PAGE}",
        "; ".join(comparison.summaries) or "Nothing has changed.",
    )
    return max(old.published, new.published), entry


def _entry(
    id_: str, title: str, updated: datetime.datetime, path: str, summary: str
) -> ElementTree.Element:
    entry = ElementTree.Element("entry")
    _add(entry, "id", id_)
    _add(entry, "title", title)
    _add(entry, "updated", updated.isoformat())
    _add(entry, "link", rel="alternate", href=address(path), type="text/html")
    _add(entry, "summary", summary)
    return entry


def _add(
    parent: ElementTree.Element, name: str, text: str = "", **attributes: str
) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, name, attributes)
    child.text = text or None
    return child
