"""Write ``index.html``: explore the plan, in a single file for a browser."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from expectations.catalogue import rule_of
from link.corrected import corrections_by_row, is_list
from link.rows import (
    JOINED,
    ActivityRecord,
    ExpectedOutputRecord,
    MatrixRecord,
    TableSpec,
)
from normalize.ids import number_in
from pipeline.publish.core.columns import columns_of, values_of
from pipeline.publish.core.model import PDF, Described, Publication
from pipeline.publish.core.places import row_boxes
from pipeline.publish.describe.datapackage import origin
from pipeline.publish.html.explore_evidence import body_data, evidence_data, evidence_pages
from pipeline.publish.html.page import filled
from pipeline.publish.html.page_images import PagePicture, page_pictures

if TYPE_CHECKING:
    from expectations.model import Issue
    from pipeline.config.source_card import SourceCard

PAGE = Path(__file__).parent / "web" / "page.html.j2"
_PDF_ADDRESS = re.compile(r"https?://\S+\.pdf$", re.I)
"""An address that pages of the PDF can be linked to."""


def explore_pieces(publication: Publication) -> Iterator[str]:
    """Yield the page as HTML, in pieces."""
    return _pieces(publication, page_data(publication))


def page_html(publication: Described, data: Mapping[str, Any]) -> str:
    """Return the page around its data."""
    return "".join(_pieces(publication, data))


def _pieces(publication: Described, data: Mapping[str, Any]) -> Iterator[str]:
    card = publication.card
    return filled(
        PAGE,
        ("explore.css", "explore.js", "LICENSES.txt"),
        publication,
        data,
        language="en",
        about=origin(card),
        sentence=sentence(card, data),
        figures=first_figures(data),
        citation=suggested_citation(card),
        pdf=pdf_address(card),
        ref=first_ref(data),
    )


def pdf_address(card: SourceCard) -> str:
    """Return where a reader of the page finds the PDF; empty if that is not known."""
    if card.publish_pdf:
        return PDF
    return card.source if _PDF_ADDRESS.match(card.source) else ""


def first_ref(data: Mapping[str, Any]) -> str:
    """Return how the first row is cited; empty: the plan has no rows."""
    at = data["columns"].index("ref")
    return data["texts"][data["rows"][0][at]] if data["rows"] else ""


def sentence(card: SourceCard, data: Mapping[str, Any]) -> str:
    """Describe the plan in one sentence, from its card and its counts."""
    parts = [f"by the {card.adopted_by}" if card.adopted_by else "", date_in_words(card.adopted_on)]
    adopted = " ".join(part for part in parts if part) if card.status != "draft" else ""
    columns = data["columns"]
    named = {row[columns.index("activity_id")] for row in data["rows"]} - {None}
    leads = {row[columns.index("lead_bodies")] for row in data["rows"]}
    holds = f"sets out {counted(len(named), 'activity', 'activities')}"
    if data["areas"]:
        holds += f" in {counted(len(data['areas']), 'priority area', 'priority areas')}"
    if any(data["texts"][text] for text in leads if text is not None):
        holds += ", and names the bodies that lead them"
    return f"{card.title}{f', adopted {adopted},' if adopted else ''} {holds}."


def date_in_words(date: datetime.date | None) -> str:
    """Return a date in words, like on 27 November 2019; empty: not known."""
    return f"on {date.day} {date:%B %Y}" if date else ""


def counted(count: int, one: str, many: str) -> str:
    """Return a count with its noun."""
    return f"{count:,} {one if count == 1 else many}"


def first_figures(data: Mapping[str, Any]) -> list[tuple[int, str, str]]:
    """Return the four figures of the first screen: count, noun, and the view that they open."""
    bodies = sum(body["kind"] != "collective" for body in data["bodies"])
    open_issues = sum(issue["isOpen"] for issue in data["issues"])
    parts = (len(data["sections"]), "section", "sections", "#view=counts")
    if data["areas"]:
        parts = (len(data["areas"]), "priority area", "priority areas", "#view=areas")
    found = (
        (len(data["rows"]), "row", "rows", "#"),
        parts,
        (bodies, "body", "bodies", "#view=bodies"),
        (open_issues, "open issue", "open issues", "#view=issues"),
    )
    return [(count, one if count == 1 else many, link) for count, one, many, link in found]


def suggested_citation(card: SourceCard) -> str:
    """Return how to cite the dataset."""
    year = f" ({card.adopted_on.year})" if card.adopted_on else ""
    edition = f", edition {card.edition}" if card.edition else ""
    publisher = f"{card.publisher}{year}. " if card.publisher else ""
    title = f"{card.title}{edition}{'' if card.publisher else year}"
    return f"{publisher}{title}. Dataset made by planrows."


class Texts:
    """A list of distinct texts, which rows refer to by index."""

    def __init__(self) -> None:
        self.all: list[str] = []
        self._index: dict[str, int] = {}

    def index(self, text: str) -> int:
        """Return the index of a text; a new text is added."""
        if text not in self._index:
            self._index[text] = len(self.all)
            self.all.append(text)
        return self._index[text]


def page_data(publication: Publication) -> dict[str, Any]:
    """Return the data of the page."""
    matrix: TableSpec = publication.tables[0]
    rows = _rows(publication)
    columns = columns_of(matrix.model)
    texts = Texts()
    boxes = row_boxes(rows, publication.linked.plan.cells)
    plan = publication.linked.plan
    labels = {label.column: label.text for label in plan.column_labels}
    data: dict[str, Any] = {
        "plan": {"id": publication.card.id, "title": publication.card.title},
        "columns": [column.name for column in columns],
        "labels": {name: labels.get(name, name) for name in _own_columns(matrix)},
        "numbers": [column.name for column in columns if column.type != "string"],
        "rows": [
            [texts.index(v) if isinstance(v, str) else v for v in values_of(row)] for row in rows
        ],
        **_codes(publication, rows, texts),
        "boxes": [boxes[row.row_id] for row in rows],
        "sections": [
            {"id": s.section_id, "number": _number(s.section_id), "title": s.title}
            for s in plan.sections
        ],
        "areas": _areas(publication, rows),
        "bodies": body_data(publication),
        "references": _references(publication),
        "issues": issue_data(publication.report.issues),
        **_corrected(publication, rows),
        "instruments": {i.instrument_id: i.title for i in publication.linked.instruments},
        **evidence_data(publication),
        "pages": _pages(_pictures(publication)),
    }
    return data | {"texts": texts.all}


def _own_columns(matrix: TableSpec) -> list[str]:
    """Return the columns of this plan alone, which other plans lack."""
    return [name for name in matrix.model.model_fields if name not in MatrixRecord.model_fields]


def _number(identifier: str) -> str:
    """Return the printed number of an area or a section; empty where it has none."""
    number = number_in(identifier)
    return "" if number == identifier else number


def _areas(publication: Publication, rows: Sequence[MatrixRecord]) -> list[dict[str, Any]]:
    relevant = {row.area_id: row.relevant_bodies for row in rows}
    return [
        {
            "id": area.area_id,
            "number": _number(area.area_id),
            "title": area.title,
            "relevant": [b for b in relevant.get(area.area_id, "").split("; ") if b],
        }
        for area in publication.linked.plan.areas
    ]


def _codes(
    publication: Publication, rows: Sequence[MatrixRecord], texts: Texts
) -> dict[str, list[list[int]]]:
    """Return the types of each row's activity and output and its target groups."""
    codes: dict[tuple[str, str], list[int]] = {}
    for record in (*publication.records["activities"], *publication.records["expected_outputs"]):
        if isinstance(record, ActivityRecord):
            codes["types", record.activity_id] = _split(record.activity_type, texts)
            codes["groups", record.activity_id] = _split(record.target_groups, texts)
        elif isinstance(record, ExpectedOutputRecord):
            codes["outputs", record.expected_output_id] = _split(record.output_type, texts)
    return {
        "types": [codes.get(("types", row.activity_id or ""), []) for row in rows],
        "groups": [codes.get(("groups", row.activity_id or ""), []) for row in rows],
        "outputs": [codes.get(("outputs", row.expected_output_id or ""), []) for row in rows],
    }


def _split(joined: str, texts: Texts) -> list[int]:
    return [texts.index(code) for code in joined.split("; ") if code]


def _references(publication: Publication) -> list[dict[str, Any]]:
    return [
        {
            "id": reference.reference_id,
            "from": reference.source.record_id,
            "field": reference.source.field,
            "printed": reference.source.printed,
            "start": reference.source.start,
            "stop": reference.source.stop,
            "relation": reference.relation,
            "kind": reference.target_kind,
            "target": reference.target_id,
            "status": reference.status,
        }
        for reference in publication.linked.references
    ]


def issue_data(issues: Sequence[Issue]) -> list[dict[str, Any]]:
    """Return the issues as data of the page."""
    return [
        {
            "id": issue.issue_id,
            "rule": issue.rule,
            "title": rule_of(issue.rule).title,
            "severity": issue.severity,
            "message": issue.message,
            "suggestion": issue.suggestion,
            "isOpen": issue.is_open,
            "decision": issue.decision,
            "value": issue.decision_value,
            "by": issue.decided_by,
            "date": issue.decision_date,
            "note": issue.decision_note,
            "records": list(dict.fromkeys(place.record_id for place in issue.places)),
            "fields": [[place.record_id, place.field] for place in issue.places],
        }
        for issue in issues
    ]


def _corrected(publication: Publication, rows: Sequence[MatrixRecord]) -> dict[str, Any]:
    """Return the corrections, and for each row and column the indexes of its corrections."""
    plan = publication.linked.plan
    at = {correction.key: index for index, correction in enumerate(plan.corrections)}
    by_row = corrections_by_row(plan)
    return {
        "corrections": [
            {
                "issue": correction.issue_id,
                "printed": correction.printed,
                "bodies": correction.corrected.split(JOINED) if is_list(correction) else [],
                "by": correction.decided_by,
                "date": correction.date,
                "note": correction.note,
            }
            for correction in plan.corrections
        ],
        "corrected": [
            {
                column: [at[correction.key] for correction in found]
                for column, found in by_row.get(row.row_id, {}).items()
            }
            for row in rows
        ],
    }


def pages_shown(publication: Publication) -> set[int]:
    """Return the pages that print values of the matrix."""
    return evidence_pages(publication, _rows(publication))


def _rows(publication: Publication) -> list[MatrixRecord]:
    return [r for r in publication.records["matrix"] if isinstance(r, MatrixRecord)]


def _pictures(publication: Publication) -> dict[int, PagePicture]:
    if publication.pdf is None:
        return {}
    return page_pictures(publication.pdf, sorted(pages_shown(publication)))


def _pages(pictures: Mapping[int, PagePicture]) -> dict[str, dict[str, Any]]:
    return {
        str(number): {"width": page.width, "height": page.height, "picture": page.uri}
        for number, page in pictures.items()
    }
