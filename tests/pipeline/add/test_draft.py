"""What ``planrows add`` writes about a document: its settings, and its page of questions."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

import pytest

from extract.model import Block, Cell, Document, Fragment, PageInfo, Row, Source, Span, Table
from pipeline.add.columns import role_by_itself
from pipeline.add.contents import Column
from pipeline.add.draft import draft_plan, other_plan_note, plan_toml, questions
from pipeline.add.places import filled_columns, guess_annex, guess_title, heading_above
from pipeline.add.thresholds import ROLES

SENTENCE = "Hold a regional workshop on the prevention of violence in schools"
LABELS = ("Priority Areas", "Indicative Activities", "Lead Bodies", "Remarks")
BODY = ("1.1 Education", SENTENCE, "SOMTC", "")


def row(table: str, number: int, texts: Sequence[str], kind: Literal["row", "band"] = "row") -> Row:
    box = (0.0, 100.0 + 10 * number, 10.0, 110.0 + 10 * number)
    return Row(
        kind=kind,
        pages=(2,),
        cells=tuple(
            Cell(
                cell_id=f"{table}-r{number}-c{column}",
                column=column,
                column_stop=column + 1,
                row=number,
                row_stop=number + 1,
                text=text,
                fragments=(Fragment(page=2, bbox=box, lines=(text,), text=text),),
            )
            for column, text in enumerate(texts)
        ),
    )


def table(name: str, labels: Sequence[str], rows: Sequence[Row], *, matrix: bool = False) -> Table:
    return Table(
        table_id=name, matrix=matrix, pages=(2,), columns=tuple(labels), header=(), rows=tuple(rows)
    )


def matrix(bodies: Sequence[Sequence[str]] = (BODY,) * 5) -> Table:
    return table("t1", LABELS, [row("t1", n, texts) for n, texts in enumerate(bodies)], matrix=True)


def annex(rows: int = 5, names: str = "Senior Officials Meeting on Transnational Crime") -> Table:
    return table("t2", ("", ""), [row("t2", n, (f"SOM{'ABCDE'[n]}TC", names)) for n in range(rows)])


def block(
    kind: Literal["title", "heading", "paragraph", "footer"], text: str, page: int, bottom: float
) -> Block:
    span = Span(page=page, bbox=(0.0, bottom - 10, 100.0, bottom))
    return Block(block_id=text, kind=kind, lines=(text,), text=text, spans=(span,))


def document(*blocks: Block, tables: Sequence[Table] = (), title: str = "") -> Document:
    return Document(
        source=Source(file="plan.pdf", sha256="0" * 64, page_count=2, title=title),
        pages=(PageInfo(page=1, width=595, height=842), PageInfo(page=2, width=595, height=842)),
        tables=tuple(tables) or (matrix(),),
        blocks=blocks,
    )


HEADINGS = (
    block("heading", "Introduction", 1, 90.0),
    block("heading", "Farther above", 2, 40.0),
    block("paragraph", "The matrix", 2, 95.0),
    block("footer", "Page 2", 2, 99.0),
    block("heading", "Below", 2, 300.0),
)


def test_the_heading_of_a_table_is_the_nearest_text_above_it_on_its_page() -> None:
    found = heading_above(document(*HEADINGS), matrix())
    assert (found.value, found.confidence) == ("The matrix", 0.5)
    headed = heading_above(document(*HEADINGS[:2]), matrix())
    assert (headed.value, headed.confidence) == ("Farther above", 0.9)
    assert heading_above(document(HEADINGS[0], HEADINGS[4]), matrix()).value == ""
    # The line may touch the rule of the table, which begins at 100 points.
    for bottom, value in ((101.0, "Touches"), (101.5, "")):
        assert (
            heading_above(document(block("heading", "Touches", 2, bottom)), matrix()).value == value
        )
    nowhere = matrix().model_copy(update={"rows": ()})
    assert heading_above(document(*HEADINGS), nowhere).reason.endswith("unknown")


NAMED = "National Water Plan"


@pytest.mark.parametrize(
    ("blocks", "title", "expected", "is_sure"),
    [
        ((block("heading", "A", 1, 9), block("title", NAMED, 1, 20)), "C", NAMED, False),
        ((block("paragraph", "P", 1, 9), block("heading", "A", 1, 20)), " C ", "C", False),
        ((block("paragraph", "P", 1, 9), block("heading", "A", 1, 20)), " ", "A", False),
        ((block("paragraph", "P", 1, 9),), "", "file", False),
        # The properties name what the first page prints in pieces, or in capitals.
        (
            (block("title", "NATIONAL WATER", 1, 9), block("heading", "PLAN", 1, 20)),
            NAMED,
            NAMED,
            True,
        ),
        ((block("title", "A Plan for 2030", 1, 9),), "", "A Plan for 2030", False),
        ((block("title", "2030 Water Plan", 1, 9),), "", "2030 Water Plan", False),
        # Neither a word of the cover, nor a list of contents, nor a chapter names the plan.
        ((block("title", "Memo", 1, 9),), "", "Memo", False),
        ((block("title", "Aims of the plan .......... 3", 1, 9),), NAMED, NAMED, False),
        ((block("title", "2 Aims of the plan", 1, 9),), NAMED, NAMED, False),
        ((block("title", "Chapter 2: Aims of it", 1, 9),), NAMED, NAMED, False),
        # A heading far behind the first pages is none, though it is the first that is a title.
        (
            (
                block("paragraph", "P", 1, 9),
                block("paragraph", "Q", 2, 9),
                block("title", "HI! I AM SIX", 30, 9),
            ),
            NAMED,
            NAMED,
            False,
        ),
    ],
)
def test_the_title_is_the_one_that_the_first_pages_print(
    blocks: Sequence[Block], title: str, expected: str, is_sure: bool
) -> None:
    found = guess_title(document(*blocks, title=title), "file")
    assert found.value == expected
    assert (found.confidence >= ROLES.sure) == is_sure


def test_of_several_titles_the_largest_names_the_plan() -> None:
    small, large = block("title", "Ministry of Water", 1, 20), block("title", NAMED, 1, 90)
    large = large.model_copy(update={"spans": (Span(page=1, bbox=(0, 50, 100, 90)),)})
    small = small.model_copy(update={"spans": (Span(page=1, bbox=(0, 10, 100, 20)),)})
    assert guess_title(document(small, large), "file").value == NAMED


def test_what_departments_do_is_no_annex_of_bodies() -> None:
    tasks = annex(names="Support new vehicle technologies and the trials of them")
    assert guess_annex(document(tables=(matrix(), tasks)), (0,))[0] is None
    spelt = [row("t2", n, (f"SO{'MNP'[n]}", f"système ouvert {'MNP'[n]}")) for n in range(3)]
    listed = table("t2", ("", ""), spelt)
    assert guess_annex(document(tables=(matrix(), listed)), (0,))[0] is listed


def test_the_annex_lists_acronyms_beside_names() -> None:
    listed = annex()
    for least in (annex(rows=3), annex(names="Senior Officials Meeting"), listed):
        assert guess_annex(document(tables=(matrix(), least)), (0,))[0] is least
    for words, is_listed in ((" of ASEAN", True), (" of all ASEAN", False)):
        rows = [
            row("t2", n, (f"SOM{'ABC'[n]}TC{words}", "Senior Officials Meeting")) for n in range(3)
        ]
        long = table("t2", ("", ""), rows)
        assert (guess_annex(document(tables=(matrix(), long)), (0,))[0] is long) is is_listed
    for other in (annex(rows=2), annex(names="SOMTC")):
        assert guess_annex(document(tables=(matrix(), other)), (0,))[0] is None
    # A table of the matrix is no annex, whatever it lists.
    assert guess_annex(document(tables=(matrix(), listed)), (0, 1))[0] is None
    worse = annex(names="Senior Officials Meeting on Crime").model_copy(update={"table_id": "t3"})
    mixed = (*worse.rows[:2], *(row("t3", n, ("none", "of them at all")) for n in range(2, 4)))
    tables = (worse.model_copy(update={"rows": mixed}), listed)
    assert guess_annex(document(tables=(matrix(), *tables)), (0,))[0] is listed


def test_only_rows_fill_the_columns() -> None:
    rows = (row("t1", 0, ("Band",), "band"), row("t1", 1, BODY))
    tall = rows[1].cells[0].model_copy(update={"row_stop": 4})
    merged = rows[1].model_copy(update={"cells": (tall, *rows[1].cells[1:])})
    found = filled_columns(matrix().model_copy(update={"rows": (rows[0], merged)}))
    assert [column.texts for column in found] == [(text,) for text in BODY]
    assert [column.is_merged for column in found] == [True, False, False, False]
    wide = row("t1", 2, (*BODY, "beyond the last label"))
    assert len(filled_columns(matrix().model_copy(update={"rows": (wide,)}))) == len(LABELS)


def test_a_column_whose_label_is_like_none_has_no_role() -> None:
    assert role_by_itself(Column(0, "Lead Bodies", ("SOMTC",)))[0] == "lead_bodies"
    assert role_by_itself(Column(0, "Xyzzy", ("SOMTC",))) == ("", 0.0)


def test_a_document_without_a_table_is_no_plan() -> None:
    without = document().model_copy(update={"tables": ()})
    assert draft_plan(without, "p", "p") is None


def test_the_settings_hold_every_column_and_guess() -> None:
    draft = draft_plan(document(*HEADINGS, tables=(matrix(), annex())), "p", "Name of the file")
    assert draft is not None
    text = plan_toml(draft, "00")
    settings = tomllib.loads(text)
    assert settings["source"]["title"] == "Introduction"
    assert settings["source"]["pdf"] == "plan.pdf"
    assert settings["extract"]["matrix_heading"] == "The matrix"
    columns = settings["extract"]["columns"]
    assert [column["label"] for column in columns] == list(LABELS)
    # Only the column without any text may be missing from a later edition.
    assert [column.get("optional", False) for column in columns] == [False, False, False, True]
    # A value that was not found stays in the file as a comment, with the reason.
    assert "section_number" not in settings["normalize"]
    assert "# section_number = " in text


def test_the_number_of_sections_is_that_of_the_outermost_headings() -> None:
    outer = [row("t1", n, (f"{n + 1}. Objective",), "band") for n in (0, 3)]
    inner = [
        row("t1", n, (f"({number}) Part",), "band").model_copy(update={"level": 1})
        for n, number in ((1, "a"), (4, "b"), (6, "c"))
    ]
    rows = sorted([*outer, *inner, *(row("t1", n, BODY) for n in (2, 5, 7))],
                  key=lambda one: one.cells[0].row)  # fmt: skip
    made = matrix().model_copy(update={"rows": tuple(rows)})
    draft = draft_plan(document(tables=(made,)), "p", "p")
    assert draft is not None
    assert draft.section_number.value == r"(?P<number>\d+)[.)]"
    assert draft.area_number.value == r"(?P<number>\d+\.\d+)\.?"


def test_the_questions_name_what_is_missing_and_used() -> None:
    plain = draft_plan(document(*HEADINGS), "p", "Name")
    listed = draft_plan(document(*HEADINGS, tables=(matrix(), annex())), "p", "Name")
    assert plain is not None
    assert listed is not None
    assert "No column has the role output" in questions(plain)
    assert "No column has the role activity" not in questions(plain)
    assert "No annex lists the bodies" in questions(plain)
    assert "t1, pages 2–2, 5 rows" in questions(plain)
    assert "t2, pages 2–2, 5 rows ( | ): **used as the annex of bodies**" in questions(listed)
    assert "**used as the matrix**" in questions(listed)
    assert (
        "Is “Introduction” (the first printed heading, which may not be the title) the title?"
        in questions(listed)
    )


def test_the_tables_of_another_plan_are_named_with_their_heading() -> None:
    draft = draft_plan(document(*HEADINGS, tables=(matrix(), annex())), "p", "Name")
    assert draft is not None
    assert draft.other_plan_heading is None
    assert other_plan_note(draft) == ""
    assert "another plan" not in questions(draft)
    other = replace(draft, proposal=replace(draft.proposal, other_plan=(1,)))
    heading = heading_above(other.document, annex()).value
    assert other_plan_note(other).startswith(f"t2 may be another plan, below “{heading}”: ")
    assert "t2 may be another plan" in questions(other)
