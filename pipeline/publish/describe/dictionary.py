"""``dictionary.md``: what every table and column means, for people."""

from __future__ import annotations

from collections.abc import Iterator

from link.rows import TableSpec
from pipeline.publish.core.columns import Column, columns_of
from pipeline.publish.core.formulas import __doc__ as formula_rule
from pipeline.publish.core.model import Publication
from pipeline.publish.describe.datapackage import describe

FILES = (
    ("*.csv", "the tables; open `matrix.csv` first: one line a row of the printed matrix"),
    ("plan.json, issues.json", "the same, nested; their schemas beside them"),
    ("datapackage.json", "Data Package v2: every field, keys, foreign keys, checksums"),
    ("csv-metadata.json", "the same for readers of CSV on the Web"),
    ("plan.sqlite", "the tables with keys, views and full-text search (`search`)"),
    ("parquet/", "the tables with their types"),
    ("plan.xlsx", "the tables as sheets, with this dictionary"),
    ("monitoring.xlsx", "the yearly reporting form, a sheet a lead body"),
    ("index.html", "explore the plan in a browser; needs no network"),
    ("report.html", "the issues of the document, for reviewers"),
    ("issues.sarif", "the issues, for tools that review code"),
    ("bodies.jsonld, bodies.ttl", "the bodies as a SKOS vocabulary"),
    ("provenance.jsonld", "how the data came about (PROV-O)"),
    ("manifest.json", "source, versions, checksums, and where each glyph went"),
)


def dictionary(publication: Publication) -> str:
    """Return the dictionary as Markdown."""
    return "\n".join(_lines(publication)) + "\n"


def _lines(publication: Publication) -> Iterator[str]:
    card, source = publication.card, publication.source
    yield f"# {card.short_title or card.title}: data dictionary"
    yield ""
    yield describe(card)
    yield ""
    yield f"Source file: `{source.file}`, {source.page_count} pages, sha256 `{source.sha256}`."
    if card.licence:
        yield f"Licence: {card.licence}"
    yield ""
    yield "Units: PDF points, origin at the page's top left. Pages count from 1."
    yield "Empty: not known, or nothing is printed there."
    yield _corrected(len(publication.linked.plan.corrections))
    yield "Tables stand in printed order. Identifiers are unique, and text to every reader of CSV."
    yield ""
    yield "## Files"
    yield ""
    yield "| file | holds |"
    yield "|---|---|"
    for name, holds in FILES:
        yield f"| `{name}` | {holds} |"
    yield ""
    for spec in publication.tables:
        yield from _table(spec, len(publication.records[spec.name]))
    yield "## Text that looks like a formula"
    yield ""
    # The rule is written for programmers, in reStructuredText; two blanks of it are Markdown.
    yield " ".join((formula_rule or "").replace("``", "`").split()).replace(":func:", "")


def _corrected(count: int) -> str:
    values = {0: "no value stands", 1: "1 value stands"}.get(count, f"{count} values stand")
    return (
        f"Corrected by reviewers: {values} in place of what is printed; `corrections.csv` says who "
        "decided, when, and what is printed, `corrected_fields` of `matrix.csv` which columns of a "
        "row show it."
    )


def _table(spec: TableSpec, rows: int) -> Iterator[str]:
    yield f"## {spec.name}.csv"
    yield ""
    yield f"{' '.join(spec.description.split())} {rows} rows. Key: {', '.join(spec.key)}."
    yield ""
    yield "| column | type | meaning |"
    yield "|---|---|---|"
    for column in columns_of(spec.model):
        yield f"| `{column.name}` | {kind(column)} | {_escape(meaning(column))} |"
    yield ""


def kind(column: Column) -> str:
    """Return a column's type in words: with its unit, and whether it may be unknown."""
    unit = f" ({column.unit})" if column.unit else ""
    return f"{column.type}{unit}{', may be unknown' if column.is_nullable else ''}"


def meaning(column: Column) -> str:
    """Return what a column means, what it points to and which values it takes."""
    parts = [column.description]
    if column.target:
        joined = "identifiers joined by '; ' of" if column.is_joined else "points to"
        parts.append(f"({joined} {'.'.join(column.target)})")
    if column.values:
        parts.append("One of: " + ", ".join(value or "(empty)" for value in column.values) + ".")
    return " ".join(parts)


def _escape(text: str) -> str:
    return text.replace("|", "\\|")
