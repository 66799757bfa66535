"""Rules on numbers and titles, on readings, and on what messages list."""

from __future__ import annotations

import pytest

from expectations.one_cause import list_pages, quote_differences, quote_examples
from expectations.plan_index import PlanIndex
from extract.model import Evidence, PageBreak, PageInfo, PageLedger, Span
from link.model import LinkedPlan
from normalize.model import Area, Body, CellFragment, ExtraValue
from tests.expectations.plans import BODIES, issues_of, linked, with_narrative


def messages(plan: LinkedPlan, code: str) -> list[str]:
    return [issue.message for issue in issues_of(plan, code)]


def area(number: str, printed: str = "") -> Area:
    return Area(
        area_id=f"area-{number}",
        section_id="section-1",
        title="Keep peace",
        number_printed=printed,
        relevant_bodies_printed="",
        page=1,
    )


def test_a_missing_first_area_is_shown_at_the_next() -> None:
    (issue,) = issues_of(linked(areas=(area("1.2"), area("1.3"))), "numbering-gap")
    assert issue.message == "The plan has no area 1.1."
    assert [place.record_id for place in issue.places] == ["area-1.2"]


def test_a_missing_area_is_shown_at_the_one_before() -> None:
    (issue,) = issues_of(linked(areas=(area("1.1"), area("1.3"))), "numbering-gap")
    assert issue.message == "The plan has no area 1.2."
    assert [place.record_id for place in issue.places] == ["area-1.1"]


def test_areas_are_numbered_within_their_section() -> None:
    areas = (area("1.1"), area("1.2"), area("2.1"), area("A"))
    assert messages(linked(areas=areas), "numbering-gap") == []
    assert messages(linked(areas=(area("1"), area("3"))), "numbering-gap") == [
        "The plan has no area 2."
    ]


@pytest.mark.parametrize(
    ("number", "missing", "shown_at"), [(4, 3, "AUN"), (3, None, ""), (None, None, "")]
)
def test_a_missing_number_of_the_annex(
    number: int | None, missing: int | None, shown_at: str
) -> None:
    kind = "annex" if number else "external"
    body = Body(body_id="SOMY", acronym="SOMY", name="Youth", kind=kind, annex_no=number)
    issues = issues_of(linked(bodies=(*BODIES, body)), "numbering-gap")
    assert [(issue.message, issue.places[0].record_id) for issue in issues] == (
        [(f"The annex has no body with number {missing}.", shown_at)] if missing else []
    )


def test_areas_without_a_printed_number_have_no_format() -> None:
    areas = (area("1.1", "1.1."), area("1.2", "1.2."), area("1.3", ""))
    assert messages(linked(areas=areas), "numbering-style") == []


@pytest.mark.parametrize(
    ("title", "text", "is_reported"),
    [
        ("Regional Partnerships", "our Regional Partnership is", True),
        ("Regional Partnerships", "Regional Partnership, regional partnerships", False),
        ("Partnership", "our Partnerships are", False),  # a title of one word
    ],
)
def test_titles_of_sections_in_the_narrative(title: str, text: str, is_reported: bool) -> None:
    plan = with_narrative(text)
    section = plan.plan.sections[0].model_copy(update={"title": title})
    changed = plan.model_copy(
        update={"plan": plan.plan.model_copy(update={"sections": (section,)})}
    )
    assert bool(messages(changed, "section-title-differs")) is is_reported


def page_break(continues: bool, *weights: float) -> PageBreak:
    return PageBreak(
        table_id="t1",
        page=1,
        next_page=2,
        row=1,
        continues=continues,
        score=0.1,
        is_weak=True,
        evidence=tuple(Evidence(name=f"e{n}", weight=w, note="") for n, w in enumerate(weights)),
    )


@pytest.mark.parametrize("continues", [True, False])
def test_a_weak_page_break_names_the_strongest_evidence(continues: bool) -> None:
    plan = linked(page_breaks=(page_break(continues, 0.1, -0.9, 0.5, 0.4),))
    rest = "to continue on page 2" if continues else "to end there"
    other = "a new row begins there" if continues else "it continues on the next page"
    assert messages(plan, "page-break-weak") == [
        f"The row at the end of page 1 was judged {rest}, but the evidence is weak (e1, e2, e3): "
        f"perhaps {other}."
    ]


@pytest.mark.parametrize(
    ("first", "last", "row"),
    [
        ((1, 2), (3, 3), 0),
        ((1, 1), (2, 3), 1),
        ((1, 1), (3, 3), 0),
        ((1, 2), (1, 1), 0),
        ((2, 2), (1, 1), 0),
    ],
)
def test_a_weak_page_break_is_shown_at_its_row(
    first: tuple[int, int], last: tuple[int, int], row: int
) -> None:
    plan = linked(page_breaks=(page_break(True, 0.1),))
    pages = (first, last)
    rows = tuple(
        r.model_copy(update={"page_first": start, "page_last": stop})
        for r, (start, stop) in zip(plan.plan.rows, pages, strict=True)
    )
    info = PageInfo(page=2, width=800.0, height=600.0)
    update = {"rows": rows, "pages": (info,)}
    changed = plan.model_copy(update={"plan": plan.plan.model_copy(update=update)})
    (issue,) = issues_of(changed, "page-break-weak")
    (place,) = issue.places
    assert place.record_id == rows[row].row_id
    assert place.span == Span(page=2, bbox=(0.0, 0.0, 800.0, 210.0))


def test_the_box_of_a_page_of_unknown_size_is_a_point() -> None:
    assert PlanIndex(linked()).whole_page(9) == Span(page=9, bbox=(0.0, 0.0, 0.0, 0.0))


def scanned(*confidences: float | None) -> LinkedPlan:
    cells = tuple(
        CellFragment(
            cell_id=f"c{n}",
            record_ids=("row-000",),
            column="activity",
            fragment=0,
            span=Span(page=1, bbox=(0, 0, 10, 10)),
            text=f"Text {n}",
            readings_agree=None,
            ocr_confidence=confidence,
        )
        for n, confidence in enumerate(confidences)
    )
    return linked(cells=cells)


def test_scanned_cells_below_the_threshold_are_one_issue_a_page() -> None:
    (issue,) = issues_of(scanned(None, 0.6, 0.59, *([0.4] * 9)), "ocr-doubtful")
    assert issue.message == (
        "OCR read 10 cells of scanned page 1 with low confidence (lowest: 40%)."
    )
    assert len(issue.places) == 8
    assert messages(scanned(None, 0.6), "ocr-doubtful") == []


def test_pages_read_by_ocr_are_one_issue_however_sure_their_cells_are() -> None:
    first, *others = scanned(1.0, 0.9, 0.95).plan.cells
    later = [cell.model_copy(update={"span": Span(page=2, bbox=(0, 0, 9, 9))}) for cell in others]
    (issue,) = issues_of(linked(cells=(first, *later)), "page-by-ocr")
    assert issue.message == "2 pages are pictures, and OCR has read their cells: pages 1 and 2."
    assert messages(scanned(None, None), "page-by-ocr") == []


@pytest.mark.parametrize(("lost", "doubled"), [(2, 0), (0, 2)])
def test_a_page_with_lost_or_doubled_characters(lost: int, doubled: int) -> None:
    plan = linked(ledger=(PageLedger(page=7, glyphs=90, lost=lost, doubled=doubled),))
    assert messages(plan, "glyphs-unaccounted") == [
        f"Page 7 has 90 characters: {lost} were lost and {doubled} were used twice."
    ]


def test_a_label_that_no_column_has_is_named_by_its_role() -> None:
    plan = linked(missing_labels=(ExtraValue(column="output", text="3, 4"),))
    (issue,) = issues_of(plan, "header-label-missing")
    assert issue.message == "On page 3, 4, the header lacks the label “output”."
    assert [place.span.page for place in issue.places if place.span] == [3, 4]


def pages(count: int) -> str:
    index = PlanIndex(linked())
    return list_pages(
        [
            index.place("areas", "area-1.1", "title").model_copy(
                update={"span": Span(page=page, bbox=(0, 0, 1, 1))}
            )
            for page in [*range(1, count + 1), 1]
        ]
    )


def test_pages_are_listed_up_to_twelve() -> None:
    assert pages(1) == "page 1"
    assert pages(2) == "pages 1 and 2"
    assert pages(12) == "pages 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 12"
    assert pages(13) == "13 pages from 1 to 13"
    assert list_pages([]) == "no page"


def test_examples_are_quoted_up_to_four_and_shortened() -> None:
    assert quote_examples(["a", "b", "a", "c", "d", ""]) == "“a”, “b”, “c”, “d”"
    assert quote_examples(["a", "b", "c", "d", "d", "e"]) == "“a”, “b”, “c”, “d” …"
    assert quote_examples(["x" * 24]) == f"“{'x' * 24}”"
    assert quote_examples(["x" * 23 + " y"]) == f"“{'x' * 23}…”"


def test_the_first_difference_of_each_pair_is_quoted() -> None:
    pairs = [("a b c", "a x c"), ("a", "a"), ("a b", "a"), ("a", "a b d")]
    assert quote_differences(pairs) == "“x” for “b”, “” for “b”, “b d” for “”"
