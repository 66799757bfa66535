"""What ``planrows extract`` tells of what it read: counts, losses, headers, OCR and pages."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import pytest

from extract.model import Fragment, PageLedger, ReadingDoubt, Span, Table
from pipeline.commands.extract import (
    MAX_DOUBTS,
    MAX_PAGES,
    SHORT,
    _account,
    _Counts,
    _lost,
    _tell,
    doubt_lines,
    page_range,
)
from pipeline.commands.extract_files import ocr_confidence_of
from pipeline.commands.thresholds import EXTRACTED
from pipeline.commands.without_rows import letters_beneath
from pipeline.errors import UsageError
from tests.normalize.printed import cell, row, table


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("3", [3]),
        ("11-13", [11, 12, 13]),
        (" 2 , 5 - 7,6", [2, 5, 6, 7]),
        ("4-4", [4]),
        (f"1,{MAX_PAGES}", [1, MAX_PAGES]),
    ],
)
def test_pages_are_numbers_and_ranges(text: str, pages: list[int]) -> None:
    assert page_range(text) == pages


@pytest.mark.parametrize(
    "text", ["", "0", "0-3", "7-5", "1-", "-3", "a", "1;2", "1,,2", str(MAX_PAGES + 1), "1-2-3"]
)
def test_other_texts_are_no_pages(text: str) -> None:
    with pytest.raises(UsageError, match="give page numbers from 1"):
        page_range(text)


def made(text: str, sure: Sequence[float | None] = (), table_id: str = "t1") -> Table:
    """A table of a header and two rows, whose cells OCR read with some confidence."""
    cells = [cell(text, 0, at) for at in (1, 2)]
    for at, value in enumerate(sure):
        parts = tuple(
            part.model_copy(update={"ocr_confidence": value}) for part in cells[at].fragments
        )
        cells[at] = cells[at].model_copy(update={"fragments": parts})
    found = table([row(one) for one in cells], ["Label"], header=(row(cell("Label", 0, 0)),))
    return found.model_copy(update={"table_id": table_id})


def header_alone(page: int = 1) -> Table:
    return table([row(cell("Label", 0, 0, page=page), pages=(page,))], ["Label"], pages=(page,))


def test_a_table_is_counted_and_a_header_without_rows_is_not_one() -> None:
    counts = _Counts({"t1": 3})
    assert counts.headers_note() == ""
    assert counts.add(made("text"))
    (told,) = counts.tables
    assert (told["table_id"], told["rows"], told["matrix"]) == ("t1", 2, True)
    assert not counts.add(header_alone())
    assert (len(counts.tables), len(counts.headers), counts.in_headers) == (1, 1, len("Label"))
    assert not counts.add(header_alone(7))
    assert counts.headers_note() == ", only a header without rows (page 1, 7)"


@pytest.mark.parametrize(("beneath", "is_problem"), [(0, False), (13, False), (14, True)])
def test_a_table_holds_at_least_as_much_as_stands_at_it(beneath: int, is_problem: bool) -> None:
    """The header and the two cells hold 13 letters."""
    counts = _Counts({"t1": beneath})
    counts.add(made("text"))
    says = ["14 glyphs at t1 are in none of its cells, which hold 13"]
    assert counts.all_problems() == (says if is_problem else [])


SURE, UNSURE = EXTRACTED.sure_confidence, EXTRACTED.sure_confidence - 0.01


@pytest.mark.parametrize(
    ("sure", "cells", "letters"),
    [
        ((), (0, 0), 0),
        ((None, None), (0, 0), 0),
        ((SURE, None), (1, 1), 13),
        ((SURE, UNSURE), (1, 2), 13),
        ((0.0, 0.0), (0, 2), 13),
    ],
)
def test_cells_that_ocr_is_sure_of_are_counted(
    sure: tuple[float | None, ...], cells: tuple[int, int], letters: int
) -> None:
    counts = _Counts({})
    counts.add(made("text", sure))
    assert (counts.ocr_sure, counts.ocr_cells) == cells
    assert counts.ocr_letters == letters


def test_a_cell_without_text_is_not_counted() -> None:
    counts = _Counts({})
    counts.add(made("", (0.1, 0.1)))
    assert counts.ocr_cells == 0


@pytest.mark.parametrize(
    ("sure", "says"),
    [
        (round(EXTRACTED.min_sure * 100), []),
        (round(EXTRACTED.min_sure * 100) - 1, ["OCR is sure of only"]),
    ],
)
def test_a_table_that_ocr_hardly_reads_is_a_problem(sure: int, says: list[str]) -> None:
    counts = _Counts({}, ocr_cells=100, ocr_sure=sure)
    assert [problem[: len("OCR is sure of only")] for problem in counts.all_problems()] == says


def test_a_cell_is_as_sure_as_the_least_of_its_parts() -> None:
    parts = [
        Fragment(page=1, bbox=(0, 0, 1, 1), lines=("a",), text="a", ocr_confidence=sure)
        for sure in (0.9, None, 0.4)
    ]
    one = cell("a", 0, 0)
    assert ocr_confidence_of(one.model_copy(update={"fragments": tuple(parts)})) == 0.4
    assert ocr_confidence_of(one.model_copy(update={"fragments": (parts[1],)})) is None


def doubt(kind: str = "left-out", table_id: str = "t1", text: str = "two words") -> ReadingDoubt:
    return ReadingDoubt.model_validate(
        {"kind": kind, "table_id": table_id, "text": text, "taken": "so",
         "span": Span(page=1, bbox=(0.4, 1.6, 2, 3))}
    )  # fmt: skip


def test_letters_beneath_a_table_are_those_left_out_at_it() -> None:
    found = letters_beneath(
        [doubt(), doubt(text="more"), doubt("clipped-text"), doubt("left-out", "t2")]
    )
    assert dict(found) == {"t1": 12, "t2": 8}


@pytest.mark.parametrize(
    ("length", "shown"), [(SHORT, "x" * SHORT), (SHORT + 1, "x" * (SHORT - 1) + "…")]
)
def test_a_long_text_in_doubt_is_shortened(length: int, shown: str) -> None:
    (line,) = doubt_lines([doubt(text="x" * length)])
    assert line == f"page 1, t1 at 0, 2, 2, 3: “{shown}”: so"


@pytest.mark.parametrize(("count", "lines"), [(MAX_DOUBTS, MAX_DOUBTS), (MAX_DOUBTS + 1, 21)])
def test_as_many_doubts_are_printed_as_a_screen_holds(count: int, lines: int) -> None:
    found = doubt_lines([doubt()] * count)
    assert len(found) == lines
    assert (found[-1] == "and 1 more doubts: tables.json has them all") is (count > MAX_DOUBTS)


UNREAD = "not read: it takes too long"


def page(number: int, **counts: Any) -> PageLedger:
    return PageLedger(page=number, **{"glyphs": 0, **counts})


def found(*ledger: PageLedger, **values: Any) -> Any:
    """All that was read of a file."""
    nothing = {"notes": (), "doubts": (), "ocr_pages": (), "source": None}
    return SimpleNamespace(**{**nothing, "ledger": ledger, **values})


@pytest.mark.parametrize(
    ("ledger", "line"),
    [
        (
            (page(1, glyphs=1234, matrix=1000, headers=10, bands=4, tables=20, narrative=150,
                  footers=40, page_numbers=10),),
            "1,234 glyphs: 1,034 in tables, 200 outside of them (text.json), 0 lost",
        ),
        (
            (page(1, glyphs=10, lost=3), page(2, glyphs=5, doubled=2)),
            "15 glyphs: 0 in tables, 0 outside of them (text.json), 3 lost, 2 twice",
        ),
        (
            (page(1, glyphs=10, matrix=10), page(2, note=UNREAD)),
            "10 glyphs: 10 in tables, 0 outside of them (text.json), 0 lost; 1 pages not read",
        ),
    ],
)  # fmt: skip
def test_the_account_says_where_all_glyphs_are(ledger: tuple[PageLedger, ...], line: str) -> None:
    assert _account(found(*ledger), _Counts({})) == line


def test_the_letters_of_headers_without_rows_are_outside_of_tables() -> None:
    counts = _Counts({}, in_headers=5)
    told = _account(found(page(1, glyphs=30, headers=10, narrative=20)), counts)
    assert told == "30 glyphs: 5 in tables, 25 outside of them (text.json), 0 lost"


@pytest.mark.parametrize(
    ("ledger", "is_allowed", "says"),
    [
        ((page(1),), False, []),
        ((page(1, lost=1), page(2), page(3, doubled=1)), False, ["on page 1, 3 (--allow-loss"]),
        ((page(1, lost=1),), True, []),
    ],
)
def test_what_is_lost_is_a_problem_unless_it_is_accepted(
    ledger: tuple[PageLedger, ...], is_allowed: bool, says: list[str]
) -> None:
    told = list(_lost(found(*ledger), allow_loss=is_allowed))
    assert len(told) == len(says)
    assert all(part in line for line, part in zip(told, says, strict=True))


def told(capsys: pytest.CaptureFixture[str], what: Any, counts: _Counts) -> tuple[str, str]:
    _tell(what, counts)
    printed = capsys.readouterr()
    return printed.out, printed.err


def test_a_whole_reading_has_its_doubts_and_its_account(
    capsys: pytest.CaptureFixture[str],
) -> None:
    out, err = told(capsys, found(page(1, glyphs=3, matrix=3), notes=("a note",)), _Counts({}))
    assert err == "a note\n"
    assert out.splitlines() == [
        "0 doubts of reading",
        "3 glyphs: 3 in tables, 0 outside of them (text.json), 0 lost",
    ]


@pytest.mark.parametrize(
    ("ledger", "line"),
    [
        (page(2, lost=3), "page 2: 3 glyphs lost, 0 doubled"),
        (page(2, doubled=4, note="two layers"), "page 2: 0 glyphs lost, 4 doubled (two layers)"),
        (page(2, note=UNREAD), f"page 2: 0 glyphs lost, 0 doubled ({UNREAD})"),
    ],
)
def test_a_page_with_a_loss_is_named(
    ledger: PageLedger, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    _, err = told(capsys, found(page(1, note="a picture"), ledger), _Counts({}))
    assert err == f"{line}\n"


def test_headers_without_rows_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    counts = _Counts({}, headers=[header_alone(7)])
    _, err = told(capsys, found(page(1)), counts)
    assert "on page 7: a header without rows is not written as a table" in err


@pytest.mark.parametrize(("count", "more"), [(MAX_DOUBTS, ""), (MAX_DOUBTS + 1, " …")])
def test_pages_that_ocr_read_are_named_and_not_counted(
    count: int, more: str, capsys: pytest.CaptureFixture[str]
) -> None:
    pages = tuple(range(1, count + 1))
    what = found(*map(page, pages), ocr_pages=pages)
    out, err = told(capsys, what, _Counts({}, ocr_letters=1500, ocr_cells=9, ocr_sure=8))
    assert f"{MAX_DOUBTS}{more}: a picture, read by OCR" in err
    assert "1,500 letters in tables were read by OCR, which is sure of 8 of 9 cells" in out
    assert " glyphs: " not in out
    # A page with a text layer beside them is counted.
    out, _ = told(capsys, found(*map(page, pages), page(count + 1), ocr_pages=pages), _Counts({}))
    assert " glyphs: " in out
