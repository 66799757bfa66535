"""``tables.json`` is written row by row, as if it were written whole."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extract.model import Cell, Document, Fragment, ReadingDoubt, Row, Source, Span, Table
from pipeline.commands.extract import doubt_lines, extract_command, tables_json

PLAN = Path(__file__).resolve().parents[3] / "sources" / "asean-pcrve-2019-2025" / "plan.pdf"

SOURCE = Source(file="plan “a”\n.pdf", sha256="0" * 64, page_count=2)


def table(number: int, texts: tuple[str, ...]) -> Table:
    rows = tuple(
        Row(
            kind="row",
            pages=(1, 2),
            cells=(
                Cell(
                    cell_id=f"t{number}-r{at:03d}-c0", column=0, column_stop=1, row=at,
                    row_stop=at + 1, text=text,
                    fragments=(Fragment(page=1, bbox=(0, 1.5, 2, 3), lines=(text,), text=text),),
                ),
            ),
        )
        for at, text in enumerate(texts)
    )  # fmt: skip
    header = rows[:1]
    return Table(
        table_id=f"t{number}", matrix=number == 1, pages=(1, 2), columns=("A\n", "é"),
        header=header, rows=rows,
    )  # fmt: skip


def written(*tables: Table) -> str:
    document = Document(source=SOURCE, pages=(), tables=tables, blocks=())
    return b"".join(tables_json(document.source, document.tables)).decode()


def test_it_is_what_the_json_library_writes() -> None:
    for tables in ((), (table(1, ()),), (table(1, ("x\ny", "", '"q"')), table(2, ("]",)))):
        text = written(*tables)
        content = json.loads(text)
        assert text == json.dumps(content, ensure_ascii=False, indent=1) + "\n"
        assert [held["table_id"] for held in content["tables"]] == [t.table_id for t in tables]


def test_it_holds_every_cell() -> None:
    content = json.loads(written(table(1, ("x\ny", "", '"q"'))))
    rows = content["tables"][0]["rows"]
    assert [row["cells"][0]["text"] for row in rows] == ["x\ny", "", '"q"']
    assert rows[0]["cells"][0]["spans"] == [{"page": 1, "bbox": [0.0, 1.5, 2.0, 3.0]}]
    assert content["source"] == SOURCE.model_dump(mode="json")


def test_it_says_that_each_glyph_is_accounted_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    extract_command(PLAN, "12", tmp_path, 1)
    printed = capsys.readouterr().out.splitlines()
    # Page 12 has 1,465 glyphs: counted by hand with poppler's pdftotext, white space left out.
    assert printed[-2:] == [
        "1,465 of 1,465 glyphs accounted for",
        f"2 files written to {tmp_path}",
    ]
    assert json.loads((tmp_path / "tables.json").read_text("utf-8"))["tables"]


PRINT = Path(__file__).resolve().parents[2] / "data" / "print" / "other_label_same_header.pdf"


def doubt(table_id: str, text: str = "Male") -> ReadingDoubt:
    return ReadingDoubt(
        kind="left-out",
        table_id=table_id,
        span=Span(page=2, bbox=(1.5, 2, 3, 4)),
        text=text,
        taken="it stands beneath its last row",
    )


def test_doubts_stand_on_their_tables_and_others_on_the_document() -> None:
    tables = (table(1, ("a",)), table(2, ("b",)))
    content = json.loads(b"".join(tables_json(SOURCE, tables, (doubt("t2"), doubt("", "Title")))))
    told = {
        "kind": "left-out",
        "page": 2,
        "bbox": [1.5, 2.0, 3.0, 4.0],
        "message": "“Male”: it stands beneath its last row",
    }
    assert [held["doubts"] for held in content["tables"]] == [[], [told]]
    assert content["doubts"] == [
        {**told, "message": "“Title”: it stands beneath its last row"},
    ]


def test_each_doubt_is_a_line_up_to_twenty() -> None:
    assert doubt_lines([doubt("t2")]) == [
        "page 2, t2 at 2, 2, 3, 4: “Male”: it stands beneath its last row"
    ]
    lines = doubt_lines([doubt("")] * 25)
    assert len(lines) == 21
    assert lines[-1] == "and 5 more doubts: tables.json has them all"


def test_extract_prints_its_doubts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    extract_command(PRINT, None, tmp_path, 1)
    printed = capsys.readouterr()
    assert "page 2, t2 at 150, 150, 364, 162: “Male pupils”: it says “Male pupils”" in printed.err
    assert "1 doubt of reading" in printed.out
    content = json.loads((tmp_path / "tables.json").read_text("utf-8"))
    assert [[one["kind"] for one in held["doubts"]] for held in content["tables"]] == [
        [],
        ["label-differs"],
    ]
