"""What ``planrows extract`` writes of tables and texts, and which headers are no tables."""

from __future__ import annotations

import json

import pytest

from extract.model import Block, Source, Span, Table
from pipeline.commands.extract_files import file_slug, tables_json, text_json
from pipeline.commands.without_rows import has_rows, letters_in
from tests.normalize.printed import band, cell, row, table

SOURCE = Source(file="a.pdf", sha256="", page_count=1)


def made(rows: int, *, headed: bool = False, bands: int = 0) -> Table:
    header = (row(cell("Label", 0, 0)),) if headed else ()
    below = [row(cell(f"text {at}", 0, at)) for at in range(rows)]
    return table([*(band("A band", at) for at in range(bands)), *below], ["Label"], header=header)


@pytest.mark.parametrize(
    ("rows", "headed", "beneath", "has"),
    [
        (2, False, 9, True),
        (1, True, 9, True),
        (1, False, 0, True),
        (1, False, 9, False),  # the row is the header of what is beneath it
        (0, True, 0, False),
        (0, False, 0, False),
    ],
)
def test_a_header_without_rows_is_no_table(
    rows: int, *, headed: bool, beneath: int, has: bool
) -> None:
    assert has_rows(made(rows, headed=headed), beneath) == has
    assert not has_rows(made(0, headed=headed, bands=3), beneath)


def test_letters_in_all_cells_are_counted() -> None:
    assert letters_in(made(2, headed=True)) == len("Label") + 2 * len("text0")


@pytest.mark.parametrize("count", [0, 1, 2])
@pytest.mark.parametrize("rows", [0, 1, 2])
def test_tables_are_json_however_many_there_are(count: int, rows: int) -> None:
    tables = [
        made(rows, headed=True).model_copy(update={"table_id": f"t{n}"}) for n in range(count)
    ]
    written = json.loads(b"".join(tables_json(SOURCE, tables, ocr_pages=[2])))
    assert [one["table_id"] for one in written["tables"]] == [f"t{n}" for n in range(count)]
    assert [len(one["rows"]) for one in written["tables"]] == [rows] * count
    assert (written["doubts"], written["ocr_pages"]) == ([], [2])


@pytest.mark.parametrize("count", [0, 1, 2])
def test_texts_are_json_however_many_there_are(count: int) -> None:
    span = Span(page=1, bbox=(0.0, 0.0, 10.0, 10.0))
    blocks = [
        Block(block_id=f"b{n}", kind="paragraph", text="Text", lines=("Text",), spans=(span,))
        for n in range(count)
    ]
    written = json.loads(b"".join(text_json(SOURCE, blocks, [made(0, headed=True)])))
    kinds = [one["kind"] for one in written["blocks"]]
    assert kinds == ["paragraph"] * count + ["header_without_rows"]
    assert (
        json.loads(b"".join(text_json(SOURCE, blocks[:count], [])))["blocks"]
        == (written["blocks"][:count])
    )


@pytest.mark.parametrize(
    ("text", "slug"),
    [("A plan: part/1", "A-plan-part-1"), ("..", "unnamed"), ("x" * 200, "x" * 100)],
)
def test_any_text_makes_a_file_name(text: str, slug: str) -> None:
    assert file_slug(text) == slug
