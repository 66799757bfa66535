"""What could not be read with certainty."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from expectations.model import Place
from expectations.one_cause import Cause, by_cause, differences
from expectations.plan_index import COLUMN_OF_TABLE, PlanIndex
from expectations.rule import Finding, Rule
from expectations.settings import ExpectationSettings
from extract.model import Span
from normalize.model import CellFragment

TABLE_OF_COLUMN = {column: table for table, column in COLUMN_OF_TABLE.items()}
DOUBTFUL = 0.6
"""Least confidence of an OCR word, 0 to 1, below which a cell is shown to a reviewer."""
SHARE = 8
"""A page has this many places at most in one issue; beyond that the page itself is one."""
SHOWN = 24
"""Places of one cause that the report shows in full: each is to be compared with the page."""

CAUSES = {
    "cell": "one reader sees no such cell",
    "rule": "one reader does not see a rule",
    "edges": "one reader sees a cell's edges elsewhere",
    "blanks": "they part the words elsewhere",
    "order": "they put the same text in another order",
    "neighbour": "one reader takes text of the neighbouring cell",
    "lacking": "text is missing in the second reading",
    "added": "text is missing in the first reading",
    "letters": "they read other letters",
}
CAUSES_OF_PAGES = frozenset({"cell", "rule", "edges"})
"""Causes that lie in how a page is drawn; the others lie in how the file is made."""


def _place(cell: CellFragment, printed: str) -> Place:
    return Place(
        table=TABLE_OF_COLUMN.get(cell.column, "matrix"),
        record_id=cell.record_ids[0] if cell.record_ids else cell.cell_id,
        field="lead_bodies_printed" if cell.column == "lead_bodies" else "text",
        printed=printed,
        span=cell.span,
        text=cell.text,
    )


def find_disagreeing(ground: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find what makes the two readers read cells differently."""
    del settings
    yield from by_cause(_disagreeing(ground), _say_disagreeing)


def _disagreeing(ground: PlanIndex) -> Iterator[tuple[Cause, Finding]]:
    for cell in ground.plan.cells:
        if cell.readings_agree is False:
            other = f": the other has “{cell.other_text}”" if cell.other_text else ""
            finding = Finding(
                key=(cell.column, cell.text, cell.other_text or ""),
                message=f"The two readings of a cell on page {cell.span.page} differ{other}."
                + (f" {cell.other_note}" if cell.other_note else ""),
                places=(_place(cell, cell.text),),
                candidates=(cell.other_text,) if cell.other_text else (),
            )
            cause = cell.other_cause or "letters"
            page = str(cell.span.page) if cause in CAUSES_OF_PAGES else ""
            yield (CAUSES[cause], page), finding


def _say_disagreeing(cause: Cause, found: Sequence[Finding], pages: str) -> str:
    others = ((one.places[0].text, one.candidates[0]) for one in found if one.candidates)
    shown = "" if cause[1] else differences(others)
    examples = f" ({shown})" if shown else ""
    return f"The two readings of {len(found)} cells on {pages} differ: {cause[0]}{examples}."


def find_weak_breaks(ground: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find page ends at which it is not certain whether a row goes on."""
    del settings
    for end in ground.plan.page_breaks:
        if not end.is_weak:
            continue
        taken = "going on" if end.continues else "ending"
        other = "a new row begins on the next page" if end.continues else "it goes on there"
        telling = sorted(end.evidence, key=lambda one: -abs(one.weight))[:3]
        reasons = ", ".join(f"{e.name}: {e.note}" if e.note else e.name for e in telling)
        rows = [r for r in ground.plan.rows if r.page_last >= end.next_page >= r.page_first]
        before = [r for r in ground.plan.rows if r.page_first <= end.page]
        row = rows[0] if rows else before[-1] if before else None
        span = ground.whole_page(end.next_page)
        yield Finding(
            key=(row.row_id if row else str(end.page), taken),
            message=f"The row at the end of page {end.page} was read as {taken} there; the "
            f"evidence is weak{f' ({reasons})' if reasons else ''}, and it may be that {other}.",
            places=(
                Place(
                    table="matrix",
                    record_id=row.row_id if row else "",
                    field="page_last",
                    span=Span(
                        page=span.page,
                        bbox=(*span.bbox[:3], round(span.bbox[3] * 0.35, 2)),
                    ),
                    area_id=row.area_id if row else None,
                ),
            ),
        )


def find_ocr_doubts(ground: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find scanned cells that were read without confidence: one issue a page."""
    del settings
    by_page: dict[int, list[CellFragment]] = defaultdict(list)
    for cell in ground.plan.cells:
        if cell.confidence is not None and cell.confidence < DOUBTFUL:
            by_page[cell.span.page].append(cell)
    for page, cells in by_page.items():
        least = min(cell.confidence or 0.0 for cell in cells)
        yield Finding(
            key=(str(page),),
            message=f"{len(cells)} cells of the scanned page {page} were read without "
            f"confidence (least {least:.0%}).",
            places=tuple(_place(cell, cell.text) for cell in cells[:SHARE]),
        )


def find_hyphens_in_doubt(ground: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find words at line ends that the paper lets be read in two ways."""
    del settings
    yield from by_cause(_hyphens_in_doubt(ground), _say_hyphens)


def _hyphens_in_doubt(ground: PlanIndex) -> Iterator[tuple[Cause, Finding]]:
    for cell in ground.plan.cells:
        for other in cell.hyphens_in_doubt:
            finding = Finding(
                key=(cell.column, cell.text, other),
                message=f"A line end on page {cell.span.page} can be read in two ways, as to a "
                f"hyphen or a blank: “{other}” may be meant.",
                places=(_place(cell, cell.text),),
                candidates=(other,),
            )
            yield (other.casefold(),), finding


def _say_hyphens(cause: Cause, found: Sequence[Finding], pages: str) -> str:
    del cause
    return (
        f"{len(found)} line ends on {pages} can be read in two ways, as to a hyphen or a blank: "
        f"“{found[0].candidates[0]}” may be meant."
    )


def find_losses(ground: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find pages whose characters are not all accounted for."""
    del settings
    yield from by_cause(_losses(ground), _say_losses)


def _losses(ground: PlanIndex) -> Iterator[tuple[Cause, Finding]]:
    for page in ground.plan.ledger:
        if page.lost or page.doubled:
            finding = Finding(
                key=(str(page.page), str(page.lost), str(page.doubled)),
                message=f"Of {page.glyphs} characters of page {page.page}, {page.lost} went "
                f"nowhere and {page.doubled} were used twice. {page.note}".strip(),
                places=(
                    Place(
                        table="cells",
                        record_id=f"page-{page.page}",
                        field="page",
                        span=ground.whole_page(page.page),
                    ),
                ),
            )
            kind = f"{bool(page.lost)} {bool(page.doubled)}"
            yield (kind, re.sub(r"\d[\d,.]*", "", page.note)), finding


def _say_losses(cause: Cause, found: Sequence[Finding], pages: str) -> str:
    del cause
    return f"Not all characters of {pages} are accounted for. {found[0].message}"


RULES = (
    Rule(
        code="readings-disagree",
        title="Two readings of a cell differ",
        severity="warning",
        why="One of them is wrong; which one was chosen is said, but a human should look.",
        meaning="`cells.readings_agree` is false; the first reading is published.",
        remedy="Compare with the page; `accept` the published text or `correct` it; of several "
        "places, each as ISSUE/RECORD.",
        example="one reader joins two cells between which a ruling line is broken",
        method="Each page is read by two independent readers, and their cells are compared, but "
        "for what readers are known to write differently (soft hyphens, ligatures, blanks inside "
        "words). Cells that differ by one cause are one issue.",
        find=find_disagreeing,
        shown=SHOWN,
        of_cells=True,
        of_print=True,
    ),
    Rule(
        code="page-break-weak",
        title="Row at a page end uncertain",
        severity="warning",
        why="Two rows may be published as one, or one as two.",
        meaning="`page_first` and `page_last` show where the row was taken to go.",
        remedy="Compare with the page; `accept` if the row is right.",
        example="a row that ends with a full stop, before one with an empty first cell",
        method="Evidence for and against going on (sentence, merge, empty cells) is nearly "
        "balanced, or one full stop is all that speaks against it.",
        find=find_weak_breaks,
        of_print=True,
    ),
    Rule(
        code="ocr-doubtful",
        title="Scanned text read without confidence",
        severity="warning",
        why="Letters may be wrong, and with them names and numbers.",
        meaning="The text is published as it was read.",
        remedy="Compare with the page; `correct` what is wrong.",
        example="a stain over a cell of a scanned page",
        method="The least confidence of a cell's words, from the OCR engine.",
        find=find_ocr_doubts,
        of_cells=True,
        of_print=True,
    ),
    Rule(
        code="line-end-hyphen",
        title="Hyphen at a line end uncertain",
        severity="info",
        why="A word may be published with a hyphen too many, or without its own.",
        meaning="The word is published the way that is likelier in this document.",
        remedy="`accept`, or `correct` the word.",
        example="“socio-” at the end of a line and “cultural” below, where words are broken",
        method="Both parts are words, the document prints the word nowhere inside a line, and the "
        "word list has the whole, but as a rarer word than its parts.",
        find=find_hyphens_in_doubt,
        shown=SHOWN,
        of_cells=True,
        of_print=True,
    ),
    Rule(
        code="glyphs-unaccounted",
        title="Characters of a page not accounted for",
        severity="error",
        why="Something that is printed may be missing from the data.",
        meaning="`manifest.json` has the counts of the page.",
        remedy="Look at the page for text that the data lack, and report it.",
        example="a note beside the table that no column takes up",
        method="The characters of each page are counted by another library and compared with "
        "those that were used.",
        find=find_losses,
        of_print=True,
    ),
)
