"""Uncertain readings: differing readers, weak page breaks, OCR, hyphens, lost characters."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from expectations.model import Place
from expectations.one_cause import Cause, group_by_cause, quote_differences
from expectations.plan_index import COLUMN_OF_TABLE, PlanIndex
from expectations.rule import Finding, Rule
from expectations.settings import ExpectationSettings
from expectations.thresholds import LIMITS, READINGS
from extract.model import Span
from normalize.model import CellFragment

TABLE_OF_COLUMN = {column: table for table, column in COLUMN_OF_TABLE.items()}

CAUSES = {
    "cell": "one reader finds no such cell",
    "rule": "one reader misses a ruling line",
    "edges": "the readers place the edges of the cell differently",
    "blanks": "the readers separate the words differently",
    "order": "the readers order the same text differently",
    "neighbour": "one reader includes text of the neighbouring cell",
    "lacking": "text is missing in the second reading",
    "added": "text is missing in the first reading",
    "letters": "the readers read different letters",
}
"""Causes of differing readings, as messages word them."""
PAGE_CAUSES = frozenset({"cell", "rule", "edges"})
"""Causes in the drawing of a page, grouped by page. The others are in the whole file."""


def _place(index: PlanIndex, cell: CellFragment, printed: str) -> Place:
    extra = {role: name for name, role in index.extra_fields.items()}
    fixed = "lead_bodies_printed" if cell.column == "lead_bodies" else "text"
    return Place(
        table=TABLE_OF_COLUMN.get(cell.column, "matrix"),
        record_id=cell.record_ids[0] if cell.record_ids else cell.cell_id,
        field=extra.get(cell.column, fixed),
        printed=printed,
        span=cell.span,
        text=cell.text,
    )


def find_differing_readings(index: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find cells that the two readers read differently, one issue for each cause."""
    del settings
    yield from group_by_cause(_differing_readings(index), _message_of_readings)


def _differing_readings(index: PlanIndex) -> Iterator[tuple[Cause, Finding]]:
    for cell in index.plan.cells:
        if cell.readings_agree is False:
            cause = cell.other_cause or "letters"
            finding = Finding(
                key=(cell.column, cell.text, cell.other_text or ""),
                message=f"The two readings of a cell on page {cell.span.page} differ: "
                f"{_said_of(cause, cell)}.",
                places=(_place(index, cell, cell.text),),
                candidates=(cell.other_text,) if cell.other_text else (),
            )
            page = str(cell.span.page) if cause in PAGE_CAUSES else ""
            yield (CAUSES[cause], page), finding


def _said_of(cause: str, cell: CellFragment) -> str:
    """Return what the other reading has, and why; `planrows show` has both whole texts."""
    other = cell.other_text or ""
    is_short = len(other) <= READINGS.longest_quote
    words = f"“{other}”" if is_short else quote_differences([(cell.text, other)])
    return f"the other reads {words} ({CAUSES[cause]})" if other and words else CAUSES[cause]


def _message_of_readings(cause: Cause, findings: Sequence[Finding], pages: str) -> str:
    pairs = ((one.places[0].text, one.candidates[0]) for one in findings if one.candidates)
    differences = "" if cause[1] else quote_differences(pairs)
    examples = f" ({differences})" if differences else ""
    return f"The two readings of {len(findings)} cells on {pages} differ: {cause[0]}{examples}."


def find_weak_breaks(index: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find page breaks at which it is uncertain whether a row continues."""
    del settings
    for end in index.plan.page_breaks:
        if not end.is_weak:
            continue
        # The key of the issue holds the decision in these words.
        decision = "going on" if end.continues else "ending"
        rest = f"to continue on page {end.next_page}" if end.continues else "to end there"
        read_as = f"The row at the end of page {end.page} was judged {rest}"
        other = "a new row begins there" if end.continues else "it continues on the next page"
        strongest = sorted(end.evidence, key=lambda one: -abs(one.weight))[: LIMITS.evidence]
        reasons = ", ".join(f"{e.name}: {e.note}" if e.note else e.name for e in strongest)
        rows = [r for r in index.plan.rows if r.page_last >= end.next_page >= r.page_first]
        before = [r for r in index.plan.rows if r.page_first <= end.page]
        row = rows[0] if rows else before[-1] if before else None
        span = index.whole_page(end.next_page)
        yield Finding(
            key=(row.row_id if row else str(end.page), decision),
            message=f"{read_as}, but the evidence is weak{f' ({reasons})' if reasons else ''}: "
            f"perhaps {other}.",
            places=(
                Place(
                    table="matrix",
                    record_id=row.row_id if row else "",
                    field="page_last",
                    span=Span(
                        page=span.page,
                        bbox=(*span.bbox[:3], round(span.bbox[3] * READINGS.page_break_height, 2)),
                    ),
                    area_id=row.area_id if row else None,
                ),
            ),
        )


def find_ocr_doubts(index: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find scanned cells that OCR read with low confidence, one issue for each page."""
    del settings
    by_page: dict[int, list[CellFragment]] = defaultdict(list)
    for cell in index.plan.cells:
        if cell.ocr_confidence is not None and cell.ocr_confidence < READINGS.ocr_confidence:
            by_page[cell.span.page].append(cell)
    for page, cells in by_page.items():
        lowest = min(cell.ocr_confidence or 0.0 for cell in cells)
        count = f"{len(cells)} cell" + "s" * (len(cells) > 1)
        yield Finding(
            key=(str(page),),
            message=f"OCR read {count} of scanned page {page} with low confidence "
            f"(lowest: {lowest:.0%}).",
            places=tuple(
                _place(index, cell, cell.text) for cell in cells[: LIMITS.places_on_ocr_page]
            ),
        )


def find_pages_by_ocr(index: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find the pages that are pictures: OCR has read all that is published of them."""
    del settings
    by_page: dict[int, list[CellFragment]] = defaultdict(list)
    for cell in index.plan.cells:
        if cell.ocr_confidence is not None:
            by_page[cell.span.page].append(cell)
    findings = (
        (
            ("ocr",),
            Finding(
                key=(str(page),),
                message=f"Page {page} is a picture: OCR has read its {len(cells)} "
                f"{'cell' if len(cells) == 1 else 'cells'}, "
                f"with a confidence of {_least(cells):.0%} or more.",
                places=(_place(index, cells[0], cells[0].text),),
            ),
        )
        for page, cells in sorted(by_page.items())
    )
    yield from group_by_cause(findings, _message_of_pages)


def _least(cells: Sequence[CellFragment]) -> float:
    return min(cell.ocr_confidence or 0.0 for cell in cells)


def _message_of_pages(cause: Cause, findings: Sequence[Finding], pages: str) -> str:
    del cause
    return f"{len(findings)} pages are pictures, and OCR has read their cells: {pages}."


def find_uncertain_hyphens(index: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find words at line ends that may or may not have a hyphen or a space."""
    del settings
    yield from group_by_cause(_uncertain_hyphens(index), _message_of_hyphens)


def _uncertain_hyphens(index: PlanIndex) -> Iterator[tuple[Cause, Finding]]:
    for cell in index.plan.cells:
        for other in cell.hyphens_in_doubt:
            finding = Finding(
                key=(cell.column, cell.text, other),
                message=f"At a line end on page {cell.span.page}, it is unclear whether the word "
                f"has a hyphen or a space: “{other}” may be meant.",
                places=(_place(index, cell, cell.text),),
                candidates=(other,),
            )
            yield (other.casefold(),), finding


def _message_of_hyphens(cause: Cause, findings: Sequence[Finding], pages: str) -> str:
    del cause
    return (
        f"At {len(findings)} line ends on {pages}, it is unclear whether the word has a hyphen or "
        f"a space: “{findings[0].candidates[0]}” may be meant."
    )


def find_lost_characters(index: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find pages with characters that were lost or used twice."""
    del settings
    yield from group_by_cause(_lost_characters(index), _message_of_losses)


def _lost_characters(index: PlanIndex) -> Iterator[tuple[Cause, Finding]]:
    for page in index.plan.ledger:
        if page.lost or page.doubled:
            finding = Finding(
                key=(str(page.page), str(page.lost), str(page.doubled)),
                message=f"Page {page.page} has {page.glyphs} characters: {page.lost} were lost and "
                f"{page.doubled} were used twice. {page.note}".strip(),
                places=(
                    Place(
                        table="cells",
                        record_id=f"page-{page.page}",
                        field="page",
                        span=index.whole_page(page.page),
                    ),
                ),
            )
            kind = f"{bool(page.lost)} {bool(page.doubled)}"
            yield (kind, re.sub(r"\d[\d,.]*", "", page.note)), finding


def _message_of_losses(cause: Cause, findings: Sequence[Finding], pages: str) -> str:
    del cause
    return f"Characters were lost or used twice on {pages}. {findings[0].message}"


RULES = (
    Rule(
        code="readings-disagree",
        title="Two readings of a cell differ",
        severity="warning",
        why="One of the readings is wrong, possibly the published one.",
        meaning="`cells.readings_agree` is false; the first reading is published.",
        remedy="Compare it with the page. `accept` the published text, or `correct` it; if there "
        "are several places, decide on each as ISSUE/RECORD.",
        example="one reader joins two cells because the ruling line between them is broken",
        method="Two independent readers read each page, and planrows compares their cells. It "
        "ignores known differences (soft hyphens, ligatures, spaces inside of words). Cells that "
        "differ for one cause are one issue.",
        find=find_differing_readings,
        pictured_places=LIMITS.compared_places,
        per_place=True,
        print_only=True,
    ),
    Rule(
        code="page-break-weak",
        title="Uncertain row at a page break",
        severity="warning",
        why="Two rows may be published as one, or one row as two.",
        meaning="`page_first` and `page_last` are the pages that the row was judged to cover.",
        remedy="Compare it with the page; if the row is right, `accept` it.",
        example="a row that ends with a full stop, before one with an empty first cell",
        method="The evidence for and against a continued row (sentences, merged cells, empty "
        "cells) is almost balanced, or a single full stop is the only evidence against it.",
        find=find_weak_breaks,
        print_only=True,
    ),
    Rule(
        code="ocr-doubtful",
        title="Scanned text read with low confidence",
        severity="warning",
        why="Letters may be wrong, also in names and numbers.",
        meaning="The text is published as OCR read it.",
        remedy="Compare it with the page; `correct` what is wrong.",
        example="a stain over a cell of a scanned page",
        method="Takes the lowest confidence of a cell's words from the OCR engine.",
        find=find_ocr_doubts,
        per_place=True,
        print_only=True,
    ),
    Rule(
        code="page-by-ocr",
        title="Page read by OCR",
        severity="info",
        why="No text of the file confirms what OCR reads; a wrong letter may look right.",
        meaning="The cells of the page are published as OCR read them.",
        remedy="Compare names, numbers and dates with the page; then `accept` it.",
        example="a signed copy of the plan that was scanned",
        method="The page has no text, so each of its words has a confidence from the OCR engine. "
        "Cells with a low one are `ocr-doubtful`, too.",
        find=find_pages_by_ocr,
        print_only=True,
    ),
    Rule(
        code="line-end-hyphen",
        title="Uncertain hyphen at a line end",
        severity="info",
        why="A word may be published with an extra hyphen, or without one that belongs to it.",
        meaning="The word is published in the form that is likelier in this document.",
        remedy="`accept` it, or `correct` the word.",
        example="“socio-” at the end of a line and “cultural” on the next",
        method="Both parts are words, the document never prints the word inside of a line, and the "
        "word list has the whole word, but as rarer than its parts.",
        find=find_uncertain_hyphens,
        pictured_places=LIMITS.compared_places,
        per_place=True,
        print_only=True,
    ),
    Rule(
        code="glyphs-unaccounted",
        title="Characters lost or used twice",
        severity="error",
        why="Printed text may be missing from the data.",
        meaning="`manifest.json` has the counts for the page.",
        remedy="Look for text on the page that the data lack, and report it.",
        example="a note beside the table that belongs to no column",
        method="Another library counts the characters of each page; planrows compares the number "
        "with the characters that it used.",
        find=find_lost_characters,
        print_only=True,
    ),
)
