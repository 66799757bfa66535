"""What the choice over the document keeps of a page when other pages propose tables for it."""

from __future__ import annotations

import time
from dataclasses import replace

from extract.geometry.page_model import PageCell, PageReading, PageTable, Rules, Word
from extract.multipage.document_choice import DocumentChoice, choose_over_document
from extract.reading import Evidence
from extract.tables.candidates import TableCandidate
from extract.text.words import lines_of
from tests.extract.multipage.test_run_layouts import page, row, whole, word

ALONE = whole(1)


def table(xs: tuple[float, ...], top: float, words: list[Word], weight: float = 5.0) -> PageTable:
    """Make a table of two rows of 20 pt."""
    ys = (top, top + 20, top + 40)
    cells = tuple(
        PageCell(
            at, at + 1, column, column + 1, (xs[column], ys[at], xs[column + 1], ys[at + 1]),
            tuple(lines_of(
                [w for w in words
                 if ys[at] < w.baseline < ys[at + 1] and xs[column] <= w.x0 < xs[column + 1]]
            )),
        )
        for at in range(2)
        for column in range(len(xs) - 1)
    )  # fmt: skip
    evidence = (Evidence(name="as made", weight=weight),)
    return PageTable(1, xs, ys, cells, is_ruled=True, evidence=evidence, found_by="ruled")


def reading_of(*tables: PageTable) -> PageReading:
    return PageReading(1, 320, 400, 0, tables, (), (), rules=Rules((), (), ()))


def moved(known: PageTable, by: float, weight: float, found_by: str) -> PageTable:
    """Move the inner column edges of a table, and weigh it otherwise."""
    xs = (known.xs[0], *(x + by for x in known.xs[1:-1]), known.xs[-1])
    cells = tuple(
        replace(
            cell,
            lines=(),
            bbox=(xs[cell.column], cell.bbox[1], xs[cell.column_stop], cell.bbox[3]),
        )
        for cell in known.cells
    )
    evidence = (Evidence(name=found_by, weight=weight),)
    return replace(known, xs=xs, cells=cells, evidence=evidence, found_by=found_by)


def proposal(proposed: PageTable) -> TableCandidate:
    return TableCandidate(proposed, proposed.bbox)


def test_a_proposal_that_is_not_chosen_leaves_tables_in_the_order_of_reading() -> None:
    left = table((40, 90, 140), 200, row_of(45, 95, 212))
    right = table((200, 250, 300), 100, row_of(205, 255, 112))
    document = DocumentChoice([reading_of(left, right)])
    document.choose_again(1, [proposal(moved(left, 3, -50, "weak"))])
    assert [one.xs[0] for one in document.pages[1].tables] == [40, 200]


def test_a_table_that_takes_the_place_of_another_stands_in_the_order_of_reading() -> None:
    left = table((40, 90, 140), 200, row_of(45, 95, 212), weight=1)
    right = table((200, 250, 300), 100, row_of(205, 255, 112))
    document = DocumentChoice([reading_of(left, right)])
    document.choose_again(1, [proposal(moved(left, 3, 50, "strong"))])
    assert [one.found_by for one in document.pages[1].tables] == ["strong", "ruled"]


def row_of(first: float, second: float, baseline: float) -> list[Word]:
    return [
        word(text, x0, y)
        for y in (baseline, baseline + 20)
        for text, x0 in (("one", first), ("two", second))
    ]


def test_a_runner_up_takes_no_place_of_a_table_that_stays() -> None:
    own = table((40, 160, 280), 100, row_of(45, 165, 112), weight=1)
    below = table((40, 160, 280), 141, row_of(45, 165, 153))
    stays = replace(
        below,
        cells=tuple(
            replace(cell, lines=tuple(replace(line, words=()) for line in cell.lines))
            for cell in below.cells
        ),
    )
    taller = replace(moved(own, 2, 50, "runner-up"), ys=(100, 120, 181))
    document = DocumentChoice([reading_of(replace(own, other=taller), stays)])
    document.choose_again(1, [proposal(moved(own, 3, -50, "weak"))])
    assert [one.found_by for one in document.pages[1].tables] == ["ruled", "ruled"]


def test_a_table_that_is_chosen_on_the_way_only_takes_no_grid_and_no_rule_with_it() -> None:
    own = ALONE.tables[0]
    own = replace(own, evidence=(Evidence(name="own", weight=1.0),), found_by="own")
    grid = moved(own, 2, 3, "grid")
    assert ALONE.rules is not None
    first = replace(ALONE, tables=(own,), dropped=(grid,), loose_rules=ALONE.rules.horizontal)
    document = DocumentChoice([first])
    document.choose_again(1, [proposal(grid)])
    assert not document.pages[1].dropped
    document.choose_again(1, [proposal(moved(own, -4, 9, "later"))])
    assert [one.found_by for one in document.pages[1].tables] == ["later"]
    assert document.pages[1].dropped == (grid,)


def test_prose_on_the_next_page_shows_nothing_of_a_table() -> None:
    words = [word("prose", 40.0 + 25 * at, y) for y in (60.0, 70.0, 80.0) for at in range(9)]
    alone = choose_over_document([whole(1), page(2, (), words, 160.0)])[0]
    assert alone.tables[0].found_by == whole(1).tables[0].found_by


def test_joining_parts_over_pages_without_rules_takes_time_in_proportion_to_the_pages() -> None:
    def seconds(pages: int) -> float:
        document = [
            whole(number) if number % 3 == 1 else page(
                number, (), row(60, "one more row", "has no rule"), 160.0
            )
            for number in range(1, pages + 1)
        ]  # fmt: skip
        start = time.process_time()
        choose_over_document(document)
        return time.process_time() - start

    seconds(12)
    # The least of some turns: the collector may search the memory of all tests in one of them.
    short, long = (min(seconds(pages) for _ in range(3)) for pages in (40, 240))
    assert long < 2 * 6 * short + 0.2


def test_a_table_that_is_read_again_is_compared_with_the_second_reading() -> None:
    words = [*row(112, "far from it", "more than that"), *row(122, "and", "so on")]
    texts = ("far from it\nand", "more than that\nso on")
    river = page(2, (100.0, 130.0), words, 80.0)
    boxes = ((40.0, 100.0, 158.0, 130.0), (158.0, 100.0, 280.0, 130.0))
    river = replace(river, second=tuple(zip(boxes, texts, strict=True)))
    (again,) = choose_over_document([whole(1), river, whole(3)])[1].tables
    assert again.found_by == "layout of other pages"
    assert [cell.readings_agree for cell in again.cells] == [True, True]
    other = replace(river, second=((boxes[0], "far from"), (boxes[1], texts[1])))
    (again,) = choose_over_document([whole(1), other, whole(3)])[1].tables
    assert [cell.readings_agree for cell in again.cells] == [False, True]
