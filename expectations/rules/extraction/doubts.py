"""Uncertain parts of pages: row starts, column labels, clipped or left-out text, glyphs."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence

from expectations.model import Place
from expectations.one_cause import Cause, group_by_cause, quote_examples
from expectations.plan_index import PlanIndex
from expectations.rule import Finding, Rule
from expectations.settings import ExpectationSettings
from expectations.thresholds import LIMITS
from extract.model import DoubtKind


def find_missing_labels(index: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find column labels that the header of a page does not print."""
    del settings
    yield from group_by_cause(_missing_labels(index), _message_of_labels)
    # The labels of the matrix are reported above, by the roles of their columns.
    reported = {
        int(page)
        for value in index.plan.missing_labels
        for page in value.text.split(", ")
        if page.isdigit()
    }
    yield from group_by_cause(
        _doubts(index, "label-missing", "text", except_pages=reported), _message_of_doubts
    )


def _message_of_labels(cause: Cause, findings: Sequence[Finding], pages: str) -> str:
    del cause
    labels = quote_examples(one.key[0] for one in findings)
    return f"On {pages}, the header lacks the labels of {len(findings)} columns: {labels}."


def _missing_labels(index: PlanIndex) -> Iterator[tuple[Cause, Finding]]:
    labels = {value.column: value.text for value in index.plan.column_labels}
    for missing in index.plan.missing_labels:
        label = labels.get(missing.column, missing.column)
        pages = [int(p) for p in missing.text.replace(",", " ").split() if p.isdigit()]
        finding = Finding(
            key=(missing.column, missing.text),
            message=f"On page {missing.text}, the header lacks the label “{label}”.",
            places=tuple(
                Place(
                    table="matrix",
                    record_id=missing.column,
                    field=missing.column,
                    span=index.whole_page(page),
                )
                for page in pages or [1]
            ),
        )
        yield (missing.text,), finding


def _finder_of(kind: DoubtKind, field: str = "text") -> Callable[..., Iterator[Finding]]:
    """Make the finder of one kind of doubt: one issue for each cause.

    Args:
        kind: the kind of doubt that the extract stage reports.
        field: the name of the field that the places of the issue give.
    """

    def find(index: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
        del settings
        yield from group_by_cause(_doubts(index, kind, field), _message_of_doubts)

    return find


def _message_of_doubts(cause: Cause, findings: Sequence[Finding], pages: str) -> str:
    words = quote_examples(one.places[0].printed for one in findings)
    return f"{len(findings)} places on {pages}, {words}: {cause[0]}."


def _doubts(
    index: PlanIndex, kind: DoubtKind, field: str, except_pages: Container[int] = ()
) -> Iterator[tuple[Cause, Finding]]:
    for doubt in index.plan.doubts:
        if doubt.kind == kind and doubt.span.page not in except_pages:
            finding = Finding(
                # Not by its wording, which may be improved: an identifier must not change with it.
                key=(doubt.kind, doubt.text),
                message=f"Page {doubt.span.page}, “{doubt.text}”: {doubt.taken}.",
                places=(
                    Place(
                        table="matrix",
                        record_id=f"page-{doubt.span.page}",
                        field=field,
                        printed=doubt.text,
                        span=doubt.span,
                    ),
                ),
            )
            yield (doubt.taken,), finding


RULES = (
    Rule(
        code="table-grid-weak",
        title="Table with two likely readings",
        severity="warning",
        why="Values may be in the wrong row or column.",
        meaning="The table is published in the rows and columns that were judged likelier.",
        remedy="Compare it with the page; if the rows and columns are right, `accept` it.",
        example="two tables that touch, read as one with all columns of both",
        method="Weighs all ways in which lines, fills and aligned texts make a grid, and compares "
        "the best with the next one.",
        find=_finder_of("table-grid"),
        pictured_places=LIMITS.compared_places,
        print_only=True,
    ),
    Rule(
        code="matrix-table-unclear",
        title="Table that may belong to the matrix",
        severity="warning",
        why="Rows of the plan may be missing, or rows of another table may be among them.",
        meaning="The matrix is published from the tables that `plan.toml` names.",
        remedy="Compare the table with the plan; correct `matrix_tables` in `plan.toml`, or "
        "`accept` it.",
        example="a second table with the same columns, which lists what was done before",
        method="Compares the labels of all tables with those of the settings.",
        find=_finder_of("matrix-table"),
        print_only=True,
    ),
    Rule(
        code="column-role-unchecked",
        title="Role of a column that has not been checked",
        severity="warning",
        why="Values may be published under the name of another column.",
        meaning="The column has the role that `planrows add` guessed.",
        remedy="If the role is right, delete `guess` from its line in `plan.toml`; else correct "
        "the role.",
        example="a column “Description”, taken for the activity because no label says so",
        method="`planrows add` marks each role of which it is not sure.",
        find=_finder_of("role-guess"),
        print_only=True,
    ),
    Rule(
        code="table-dropped",
        title="Grid that was not read as a table",
        severity="warning",
        why="A small table may be missing from the data.",
        meaning="The text is published as narrative, not as rows.",
        remedy="Compare it with the page; if it is a chart or a form, `accept` it.",
        example="a form whose labels and fields are in two columns of boxes",
        method="Looks for grids of texts with more evidence against a table than for one: texts "
        "that cross walls, cells without text, curves of a chart; and, outside tables, for lines "
        "with texts in three columns or more, or with texts and figures in two.",
        find=_finder_of("table-dropped"),
        pictured_places=LIMITS.compared_places,
        print_only=True,
    ),
    Rule(
        code="cell-uncertain",
        title="Cell that may have been misread",
        severity="warning",
        why="The cell may hold texts of two cells, or a part of its text may be in another one.",
        meaning="The cell is published as read; `cells.confidence` gives the probability that it "
        "is right.",
        remedy="Compare the row with the page; if it is right, `accept` it.",
        example="two texts side by side in one cell that the file draws separately",
        method="Weighs how each cell differs from others of its column, and how the file draws it, "
        "by weights that were fitted to plans with known content.",
        find=_finder_of("uncertain-cell"),
        pictured_places=LIMITS.compared_places,
        print_only=True,
    ),
    Rule(
        code="header-label-missing",
        title="Column label missing on a page",
        severity="info",
        why="The other pages print the label of the column.",
        meaning="The cells of the column are published as on the other pages.",
        remedy="`accept` it.",
        example="the last page prints no label above the lead bodies",
        method="Compares the labels of each page's header with those of the first header.",
        find=find_missing_labels,
        print_only=True,
    ),
    Rule(
        code="row-start-weak",
        title="Uncertain start of a row",
        severity="warning",
        why="Two rows may be published as one, or one row as two.",
        meaning="The rows are published with the starts that were judged likelier.",
        remedy="Compare it with the page; if the rows are right, `accept` it.",
        example="a table without lines between its rows, where a single text starts on a line",
        method="Without ruling lines, rows are separated by gaps, by texts that start side by side "
        "and by lines that end early. Here, this evidence is not sufficient.",
        find=_finder_of("row-start", "page_first"),
        pictured_places=LIMITS.compared_places,
        print_only=True,
    ),
    Rule(
        code="page-order-broken",
        title="Pages that may be missing or out of order within a table",
        severity="warning",
        why="Rows may be missing, duplicated or out of order.",
        meaning="The rows are published in the order of the pages of the file.",
        remedy="Look for the page in the source, and put a complete file in the plan's folder; if "
        "only the page numbers are wrong, `accept` it.",
        example="page 14 after page 12, in a file merged from two",
        method="Compares the page numbers in the margins of the pages "
        "of a table, and looks for blank pages between them. Numbers read by OCR do not count.",
        find=_finder_of("page-order"),
        pictured_places=LIMITS.compared_places,
        print_only=True,
    ),
    Rule(
        code="text-clipped",
        title="Text cut off on the page",
        severity="warning",
        why="The file has text that readers of the page cannot see.",
        meaning="The text is published as in the file and counts among its characters.",
        remedy="Compare it with the page; `accept` it, or `correct` it to the visible text.",
        example="a table wider than its page, whose last column is cut off",
        method="Looks for characters beyond the visible box of the page, and for lines that "
        "start across the outermost ruling line of their table.",
        find=_finder_of("clipped-text"),
        pictured_places=LIMITS.compared_places,
        print_only=True,
    ),
    Rule(
        code="glyph-unknown",
        title="Glyph without a Unicode character",
        severity="warning",
        why="The data cannot represent a printed glyph.",
        meaning="The text has U+FFFD in its place, or the private-use character of the file.",
        remedy="Compare it with the page; `accept` it, or `correct` the published text.",
        example="a font whose tick marks are mapped to U+0000",
        method="The file maps the glyph to nothing, to a control character, to half of a surrogate "
        "pair or to an unknown private-use character.",
        find=_finder_of("unknown-glyph"),
        pictured_places=LIMITS.compared_places,
        print_only=True,
    ),
    Rule(
        code="glyph-misleading",
        title="Glyph that looks like another character",
        severity="error",
        why="The text in the file is not what the page shows.",
        meaning="The text of the file is published; the message names what the glyph looks like.",
        remedy="Compare it with the page; `correct` the value to what is printed, or `accept` it.",
        example="a font whose character map gives the glyph 1 the text 7",
        method="Draws each letter and digit of the file's fonts and compares its shape with those "
        "of all characters in the standard fonts. Only clear shapes count.",
        find=_finder_of("misleading-glyph"),
        pictured_places=LIMITS.compared_places,
        print_only=True,
    ),
    Rule(
        code="text-hidden",
        title="Hidden text in the file",
        severity="warning",
        why="Search and copying find text in the file that the page does not show.",
        meaning="The text is in no cell; it counts as hidden among the characters of its page.",
        remedy="Compare it with the page; if it is not meant to be seen, `accept` it.",
        example="white text on white paper, or text beneath a white box",
        method="Follows what the page paints: the colour beneath each glyph, clipping paths, "
        "transparency, layers, and what is painted later. The invisible text of a scan is read.",
        find=_finder_of("hidden-text"),
        pictured_places=LIMITS.compared_places,
        print_only=True,
    ),
    Rule(
        code="text-struck-out",
        title="Struck-out text",
        severity="warning",
        why="The page shows that the text no longer applies.",
        meaning="The text is published with the text of its cell, and among the marks of the cell.",
        remedy="`correct` the value to the text that applies, or `accept` it.",
        example="a draft with tracked changes, printed with its deletions",
        method="Looks for lines, drawn or as annotations, through the middle of letters that reach "
        "no farther than the letters.",
        find=_finder_of("struck-out"),
        pictured_places=LIMITS.compared_places,
        print_only=True,
    ),
    Rule(
        code="mark-not-text",
        title="Sign that is not text",
        severity="warning",
        why="The page says something there that the text of the cell does not.",
        meaning="The sign is among the marks of its cell in `cells.csv`.",
        remedy="Compare it with the page; `correct` the value, or `accept` it.",
        example="a drawn tick in a cell without text, or a reviewer's comment on the page",
        method="Looks for annotations over a table, and for small drawings and pictures in cells "
        "without text.",
        find=_finder_of("unread-mark"),
        pictured_places=LIMITS.compared_places,
        print_only=True,
    ),
    Rule(
        code="table-text-left-out",
        title="Text of a table read as something else",
        severity="warning",
        why="A row, or a part of a row, may be missing from the data.",
        meaning="The text is published as narrative, footer or watermark, not as a row.",
        remedy="Compare it with the page; if it is not a row, `accept` it; otherwise, report the "
        "page.",
        example="a row below the last ruling line of a page, without lines at its sides",
        method="Looks for lines of text between the first and the last ruling line of a table or "
        "side by side in its columns beyond them, for watermarks over a table that are on one page "
        "only, and for forms at a page end that lack the value with which the others end.",
        find=_finder_of("left-out"),
        pictured_places=LIMITS.compared_places,
        print_only=True,
    ),
    Rule(
        code="header-label-differs",
        title="Label that differs from the header by a word",
        severity="warning",
        why="Values may be under the wrong label, or one table may be read as two.",
        meaning="The message says whether the labels were read as a row or as another header.",
        remedy="Compare it with the page; if the rows below are in the right table, `accept` it.",
        example="“Male pupils” at the top of a page, after the header “Female pupils”",
        method="Most labels equal those of the previous header, and one has another word or "
        "number. On scanned pages, letters that OCR may have misread count as equal.",
        find=_finder_of("label-differs"),
        pictured_places=LIMITS.compared_places,
        print_only=True,
    ),
    Rule(
        code="header-cut",
        title="Header split by a page break",
        severity="warning",
        why="A row that looks like the header may have been read as a part of it.",
        meaning="The words are published as the rest of the labels on the page before.",
        remedy="Compare it with the page; if the words belong to the header, `accept` it.",
        example="“Lead” at the bottom of a page, and “Bodies” at the top of the next",
        method="A page has only the header, the next page begins with a row in the same style, and "
        "no later page prints the complete labels.",
        find=_finder_of("header-cut"),
        pictured_places=LIMITS.compared_places,
        print_only=True,
    ),
)
