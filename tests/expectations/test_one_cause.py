"""What one cause makes remarkable is one issue, with all of its places."""

from __future__ import annotations

import pytest

from expectations.model import Issue, Place
from expectations.one_cause import group_by_cause
from expectations.rule import Finding
from extract.model import Cause, PageLedger, ReadingDoubt, Span
from normalize.model import CellFragment, ExtraValue
from tests.expectations.plans import issues_of, linked


def cell(number: int, cause: Cause, page: int = 1, **fields: object) -> CellFragment:
    values = {
        "cell_id": f"c{number}",
        "record_ids": (f"row-{number:03d}",),
        "column": "activity",
        "fragment": 0,
        "span": Span(page=page, bbox=(0, 0, 10, 10)),
        "text": f"Hold workshop {number} and learn",
        "readings_agree": False,
        "other_text": f"Hold workshop {number} an learn",
        "other_cause": cause,
        **fields,
    }
    return CellFragment.model_validate(values)


def doubt(number: int, taken: str, page: int) -> ReadingDoubt:
    return ReadingDoubt(
        kind="row-start",
        span=Span(page=page, bbox=(0, 10.0 * number, 100, 10.0 * number + 9)),
        text=f"Text {number}",
        taken=taken,
    )


def pages(issue: Issue) -> list[int]:
    return [place.span.page for place in issue.places if place.span]


def test_cells_that_differ_by_one_cause_are_one_issue_of_the_document() -> None:
    cells = tuple(cell(number, "neighbour", page=number) for number in range(1, 40))
    (issue,) = issues_of(linked(cells=cells), "readings-disagree")
    assert pages(issue) == list(range(1, 40))
    assert issue.message == (
        "The two readings of 39 cells on 39 pages from 1 to 39 differ: one reader includes text "
        "of the neighbouring cell (“an” for “and”)."
    )


def test_a_rule_that_one_reader_does_not_see_is_an_issue_of_its_page() -> None:
    cells = [cell(n, "rule", page=5) for n in range(6)] + [cell(9, "rule", page=7)]
    upper, lower = issues_of(linked(cells=tuple(cells)), "readings-disagree")
    assert (pages(upper), pages(lower)) == ([5] * 6, [7])
    assert "6 cells on page 5 differ: one reader misses a ruling line" in upper.message


def test_other_causes_are_other_issues() -> None:
    cells = (cell(1, "neighbour"), cell(2, "order"), cell(3, "neighbour"), cell(4, "lacking"))
    issues = issues_of(linked(cells=cells), "readings-disagree")
    assert [len(issue.places) for issue in issues] == [2, 1, 1]


def test_an_issue_keeps_its_identifier_when_more_places_of_its_cause_come() -> None:
    (alone,) = issues_of(linked(cells=(cell(1, "order"),)), "readings-disagree")
    (grown,) = issues_of(linked(cells=(cell(1, "order"), cell(2, "order"))), "readings-disagree")
    assert grown.issue_id == alone.issue_id
    assert grown.ground != alone.ground  # what was decided on one place is not decided on two
    assert alone.message.startswith("The two readings of a cell on page 1 differ: the other reads")


def test_doubtful_row_starts_of_one_reason_are_one_issue() -> None:
    doubts = (doubt(1, "one text alone starts there", 2), doubt(2, "a gap", 2))
    doubts += (doubt(3, "one text alone starts there", 3),)
    first, second = issues_of(linked(doubts=doubts), "row-start-weak")
    assert (pages(first), pages(second)) == ([2, 3], [2])
    assert first.message == (
        "2 places on pages 2 and 3, “Text 1”, “Text 3”: one text alone starts there."
    )


def test_a_word_broken_at_several_line_ends_is_one_issue() -> None:
    same = {"readings_agree": True, "other_text": None, "other_cause": None}
    cells = (
        cell(1, "letters", page=1, hyphens_in_doubt=("real-time",), **same),
        cell(2, "letters", page=4, hyphens_in_doubt=("Real-time", "reuse"), **same),
    )
    one, other = issues_of(linked(cells=cells), "line-end-hyphen")
    assert (pages(one), pages(other)) == ([1, 4], [4])


def test_pages_that_lose_characters_in_one_way_are_one_issue() -> None:
    note = "pdfium counts {} glyphs, the reader {}"
    ledger = (
        PageLedger(page=1, glyphs=9, lost=1, note=note.format(9, 8)),
        PageLedger(page=2, glyphs=8, lost=2, note=note.format(8, 6)),
        PageLedger(page=3, glyphs=8, doubled=2),
    )
    lost, doubled = issues_of(linked(ledger=ledger), "glyphs-unaccounted")
    assert [place.record_id for place in lost.places] == ["page-1", "page-2"]
    assert [place.record_id for place in doubled.places] == ["page-3"]


def test_labels_missing_on_the_same_pages_are_one_issue() -> None:
    missing = tuple(ExtraValue(column=c, text="33") for c in ("area", "focus"))
    other = ExtraValue(column="output", text="34")
    issues = issues_of(linked(missing_labels=(*missing, other)), "header-label-missing")
    assert [len(issue.places) for issue in issues] == [2, 1]


@pytest.mark.parametrize("cause", ["cell", "rule", "edges", "blanks", "added", "letters"])
def test_each_cause_is_said_in_words(cause: Cause) -> None:
    (issue,) = issues_of(linked(cells=(cell(1, cause), cell(2, cause))), "readings-disagree")
    assert "2 cells on page 1 differ: " in issue.message


def test_a_merged_issue_offers_what_all_of_its_findings_offer() -> None:
    def finding(at: int, *candidates: str) -> Finding:
        span = Span(page=at, bbox=(0, 0, 1, 1))
        place = Place(table="matrix", record_id=f"r{at}", field="activity", span=span)
        return Finding((f"key {at}",), "alone", (place,), candidates=candidates)

    def merged(*findings: Finding) -> Finding:
        (one,) = group_by_cause(
            [(("why",), each) for each in findings], lambda _, group, on: f"{len(group)} on {on}"
        )
        return one

    same = merged(finding(1, "colour", "color"), finding(3, "colour", "color"))
    assert (same.key, same.message) == (("key 1",), "2 on pages 1 and 3")
    assert same.candidates == ("colour", "color")
    assert merged(finding(1, "colour"), finding(3, "honour")).candidates == ()
    assert merged(finding(1, "colour")).message == "alone"
