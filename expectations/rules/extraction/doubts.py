"""What a page leaves in doubt: where rows start, what labels say, text in a table's place."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from expectations.model import Place
from expectations.one_cause import Cause, by_cause, quoted
from expectations.plan_index import PlanIndex
from expectations.rule import Finding, Rule
from expectations.rules.extraction.readings import SHOWN
from expectations.settings import ExpectationSettings
from extract.model import DoubtKind


def find_header(ground: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find column labels that a page's header does not print."""
    del settings
    yield from by_cause(_missing_labels(ground), _say_missing)
    # The matrix' own are told above, by the roles of their columns.
    told = {
        int(page)
        for value in ground.plan.missing_labels
        for page in value.text.split(", ")
        if page.isdigit()
    }
    yield from by_cause(_doubts(ground, "label-missing", "text", but_pages=told), _say_doubts)


def _say_missing(cause: Cause, found: Sequence[Finding], pages: str) -> str:
    del cause
    labels = quoted(one.key[0] for one in found)
    return f"The header does not print the labels of {len(found)} columns, {labels}, on {pages}."


def _missing_labels(ground: PlanIndex) -> Iterator[tuple[Cause, Finding]]:
    labels = {value.column: value.text for value in ground.plan.column_labels}
    for missing in ground.plan.missing_labels:
        label = labels.get(missing.column, missing.column)
        pages = [int(p) for p in missing.text.replace(",", " ").split() if p.isdigit()]
        finding = Finding(
            key=(missing.column, missing.text),
            message=f"The header does not print “{label}” on page {missing.text}.",
            places=tuple(
                Place(
                    table="matrix",
                    record_id=missing.column,
                    field=missing.column,
                    span=ground.whole_page(page),
                )
                for page in pages or [1]
            ),
        )
        yield (missing.text,), finding


def find_left_out(ground: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find text in a table's place that is in none of its cells."""
    del settings
    yield from by_cause(_doubts(ground, "left-out", "text"), _say_doubts)


def find_other_labels(ground: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find labels that are a header's but for a word or a number."""
    del settings
    yield from by_cause(_doubts(ground, "label-differs", "text"), _say_doubts)


def find_cut_headers(ground: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find rows that were read as the rest of a header that a page end cuts."""
    del settings
    yield from by_cause(_doubts(ground, "header-cut", "text"), _say_doubts)


def find_row_starts(ground: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find why it is not certain whether rows of the matrix start at some places."""
    del settings
    yield from by_cause(_doubts(ground, "row-start", "page_first"), _say_doubts)


def find_clipped_texts(ground: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find what cuts text off: the paper's edge, or a rule."""
    del settings
    yield from by_cause(_doubts(ground, "clipped-text", "text"), _say_doubts)


def find_unknown_glyphs(ground: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find glyphs that are printed and stand for no character."""
    del settings
    yield from by_cause(_doubts(ground, "unknown-glyph", "text"), _say_doubts)


def _say_doubts(cause: Cause, found: Sequence[Finding], pages: str) -> str:
    words = quoted(one.places[0].printed for one in found)
    return f"{len(found)} places on {pages}, {words}: {cause[0]}."


def _doubts(
    ground: PlanIndex, kind: DoubtKind, field: str, but_pages: Container[int] = ()
) -> Iterator[tuple[Cause, Finding]]:
    for doubt in ground.plan.doubts:
        if doubt.kind == kind and doubt.span.page not in but_pages:
            finding = Finding(
                key=(doubt.text, doubt.taken),
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
        code="header-label-missing",
        title="Column label missing on a page",
        severity="info",
        why="The column is known from the other pages.",
        meaning="The column's cells are published as on the other pages.",
        remedy="`accept`.",
        example="the last page prints no label over the lead bodies",
        method="Labels of the header of each page against those of the first.",
        find=find_header,
        of_print=True,
    ),
    Rule(
        code="row-start-weak",
        title="Start of a row uncertain",
        severity="warning",
        why="Two rows may be published as one, or one as two.",
        meaning="The rows are published as they were taken to start.",
        remedy="Compare with the page; `accept` if the rows are right.",
        example="a table without rules between its rows, where one text alone starts on a line",
        method="Rows that no rule parts are told by gaps, by texts that start side by side, and "
        "by lines that end before they are full; here these do not suffice.",
        find=find_row_starts,
        shown=SHOWN,
        of_print=True,
    ),
    Rule(
        code="text-clipped",
        title="Text beyond the paper's edge",
        severity="warning",
        why="The file holds more than the paper shows; readers of the paper cannot know it.",
        meaning="The text is published as the file holds it, and counts among its characters.",
        remedy="Compare with the page; `accept`, or `correct` to what is printed.",
        example="a table wider than its sheet, whose last column is cut off",
        method="The box of each character against the page's visible box.",
        find=find_clipped_texts,
        shown=SHOWN,
        of_print=True,
    ),
    Rule(
        code="glyph-unknown",
        title="Glyph without Unicode meaning",
        severity="warning",
        why="Something is printed that the data cannot say.",
        meaning="U+FFFD stands in its place, or the code of private use that the file has.",
        remedy="Look at the page; `accept`, or `correct` the text where it is published.",
        example="a font whose ticks are mapped to U+0000",
        method="What the file says of each glyph: nothing, a control character, half of a "
        "surrogate pair, or a code of private use that is not known.",
        find=find_unknown_glyphs,
        shown=SHOWN,
        of_print=True,
    ),
    Rule(
        code="table-text-left-out",
        title="Text in a table's place read as something else",
        severity="warning",
        why="A row, or a part of one, may be missing from the data.",
        meaning="The text is published as narrative, footer or watermark, not as a row.",
        remedy="Compare with the page; `accept` where it is no row, else report the page.",
        example="a row beneath the last rule of a page, where no line is drawn at its sides",
        method="Where lines stand on paper: between a table's first and last rule, or beyond them "
        "side by side in its columns; and watermarks over a table that one page only has.",
        find=find_left_out,
        of_print=True,
    ),
    Rule(
        code="header-label-differs",
        title="Label that is a header's but for a word",
        severity="warning",
        why="Figures may stand under a label that is not theirs, or one table be read as two.",
        meaning="The message says whether it was read as a row or as the header of another table.",
        remedy="Compare with the page; `accept` if the rows below belong where they stand.",
        example="“Male pupils” at the top of a page, below the header “Female pupils”",
        method="A repeated header says the same words and numbers; most labels do, here, and one "
        "does not. Of scanned pages, letters that OCR may have misread count as the same.",
        find=find_other_labels,
        of_print=True,
    ),
    Rule(
        code="header-cut",
        title="Header cut by a page end",
        severity="warning",
        why="A row that is set like the header may have been taken for a part of it.",
        meaning="The words are published as the rest of the labels of the page before.",
        remedy="Compare with the page; `accept` if they are.",
        example="“Lead” at the foot of a page, and “Bodies” at the top of the next",
        method="A page holds the header only, the next page begins with a row set like it, and no "
        "later page prints the labels whole.",
        find=find_cut_headers,
        of_print=True,
    ),
)
