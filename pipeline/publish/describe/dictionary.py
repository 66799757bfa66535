"""Write ``dictionary.md``: what every table and column means."""

from __future__ import annotations

from collections.abc import Iterator

from link.rows import MATRIX, TableSpec
from pipeline.formulas import __doc__ as formula_rule
from pipeline.markdown import code, escaped
from pipeline.publish.core.columns import Column, columns_of
from pipeline.publish.core.model import PDF, Described
from pipeline.publish.describe.datapackage import describe

FILES = (
    ("*.csv", "the tables; open `matrix.csv` first: a line for each row of the printed matrix"),
    ("plan.json, issues.json", "the same data, nested, with their JSON Schemas"),
    ("datapackage.json", "Data Package v2: every field, keys, foreign keys, checksums"),
    ("csv-metadata.json", "the same metadata for readers of CSV on the Web"),
    ("plan.sqlite", "the tables with keys, views and full-text search (`search`)"),
    ("parquet/", "the tables with their types"),
    ("plan.xlsx", "the tables as sheets, with this dictionary"),
    ("monitoring.xlsx", "the yearly reporting form, a sheet for each lead body"),
    ("index.html", "the plan in a browser; needs no network"),
    ("report.html", "the issues of the document, for reviewers"),
    ("issues.sarif", "the issues, for tools that review code"),
    ("bodies.jsonld, bodies.ttl", "the bodies as a SKOS vocabulary"),
    ("provenance.jsonld", "how the data was made (PROV-O)"),
    ("manifest.json", "source, versions, checksums, and how many glyphs went where"),
)
DOCUMENT = (PDF, "the document itself; `cells.csv` says where it prints each value")


def dictionary(publication: Described) -> str:
    """Return the dictionary as Markdown."""
    return "\n".join(_lines(publication)) + "\n"


def _lines(publication: Described) -> Iterator[str]:
    card, source = publication.card, publication.source
    yield f"# {escaped(card.short_title or card.title)}: data dictionary"
    yield ""
    yield escaped(describe(card))
    yield ""
    yield f"Source file: {code(source.file)}, {source.page_count} pages, sha256 `{source.sha256}`."
    if card.licence:
        yield f"Licence: {escaped(card.licence)}"
    yield ""
    yield "Units: PDF points from the page's top left corner. Pages count from 1."
    yield "Empty: unknown, or nothing is printed there."
    yield _corrected(len(publication.records["corrections"]))
    yield "Tables are in printed order. Identifiers are unique, and text in every reader of CSV."
    yield "Derived tables: `docs/derived.md` of planrows says what each is and how good it is."
    yield ""
    yield "## Files"
    yield ""
    yield "| file | contents |"
    yield "|---|---|"
    for name, contents in (*FILES, *([DOCUMENT] if card.publish_pdf else [])):
        yield f"| `{name}` | {contents} |"
    yield ""
    for spec in publication.tables:
        yield from _table_lines(spec, len(publication.records[spec.name]))
    yield "## Text that looks like a formula"
    yield ""
    # The rule is a docstring in reStructuredText: its markup is turned into Markdown.
    yield " ".join((formula_rule or "").replace("``", "`").split()).replace(":func:", "")


def _corrected(count: int) -> str:
    values = {0: "no value replaces", 1: "1 value replaces"}.get(count, f"{count} values replace")
    return (
        f"Corrected by reviewers: {values} what is printed. `corrections.csv` gives the printed "
        "value, who decided, and when; `corrected_fields` of `matrix.csv` names the columns of a "
        "row that hold a corrected value."
    )


def _table_lines(spec: TableSpec, rows: int) -> Iterator[str]:
    yield f"## {spec.name}.csv"
    yield ""
    yield f"{' '.join(spec.description.split())} {rows} rows. Key: {', '.join(spec.key)}."
    yield ""
    yield "| column | type | meaning |"
    yield "|---|---|---|"
    for column in columns_of(spec.model):
        yield f"| {_cell(code(column.name))} | {kind(column)} | {_meaning(column, spec)} |"
    yield ""


def kind(column: Column) -> str:
    """Return a column's type in words, with its unit and whether it may be unknown."""
    unit = f" ({column.unit})" if column.unit else ""
    return f"{column.type}{unit}{', may be unknown' if column.is_nullable else ''}"


def meaning(column: Column) -> str:
    """Return what a column means, what it refers to, and its allowed values."""
    parts = [column.description]
    if column.target:
        joined = "identifiers joined by '; ' of" if column.is_joined else "refers to"
        parts.append(f"({joined} {'.'.join(column.target)})")
    if column.values:
        parts.append("One of: " + ", ".join(value or "(empty)" for value in column.values) + ".")
    return " ".join(parts)


def _meaning(column: Column, spec: TableSpec) -> str:
    """Return the meaning of a column; that of a plan's own column names a printed label."""
    text = meaning(column)
    own = spec.name == MATRIX.name and column.name not in MATRIX.model.model_fields
    return escaped(text) if own else _cell(text)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
