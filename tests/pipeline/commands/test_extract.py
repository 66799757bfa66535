"""``tables.json`` is written row by row, as if it were written whole."""

from __future__ import annotations

import csv
import io
import json
import random
import re
import unicodedata
from pathlib import Path

import pikepdf
import planrows
import pytest
from PIL import Image, ImageDraw
from reportlab.pdfgen.canvas import Canvas

from extract.errors import EncryptedPdfError, UnreadablePageError
from extract.model import Cell, Document, Fragment, ReadingDoubt, Row, Source, Span, Table
from extract.page.ledger import letters
from extract.runtime.ocr_engine import missing
from pipeline.commands.extract import ExtractOptions, doubt_lines, extract_command
from pipeline.commands.extract_files import table_csv, tables_json
from pipeline.errors import IncompleteTableError, SourceFileError, UsageError
from pipeline.formulas import restore

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
    extract_command(PLAN, ExtractOptions(pages="12", out=tmp_path))
    printed = capsys.readouterr().out.splitlines()
    # Page 12 has 1,465 glyphs: counted by hand with poppler's pdftotext, white space left out.
    assert printed[-2:] == [
        "1,465 glyphs: 1,465 in tables, 0 outside of them (text.json), 0 lost",
        f"3 files written to {tmp_path}",
    ]
    assert json.loads((tmp_path / "tables.json").read_text("utf-8"))["tables"]


PRINT = Path(__file__).resolve().parents[2] / "data" / "print" / "other_label_same_header.pdf"


def doubt(table_id: str, text: str = "Male") -> ReadingDoubt:
    return ReadingDoubt(
        kind="left-out",
        table_id=table_id,
        span=Span(page=2, bbox=(1.5, 2, 3, 4)),
        text=text,
        taken="it is below its last row",
    )


def test_doubts_stand_on_their_tables_and_others_on_the_document() -> None:
    tables = (table(1, ("a",)), table(2, ("b",)))
    content = json.loads(b"".join(tables_json(SOURCE, tables, (doubt("t2"), doubt("", "Title")))))
    told = {
        "kind": "left-out",
        "page": 2,
        "bbox": [1.5, 2.0, 3.0, 4.0],
        "message": "“Male”: it is below its last row",
    }
    assert [held["doubts"] for held in content["tables"]] == [[], [told]]
    assert content["doubts"] == [
        {**told, "message": "“Title”: it is below its last row"},
    ]


def test_each_doubt_is_a_line_up_to_twenty() -> None:
    assert doubt_lines([doubt("t2")]) == [
        "page 2, t2 at 2, 2, 3, 4: “Male”: it is below its last row"
    ]
    lines = doubt_lines([doubt("")] * 25)
    assert len(lines) == 21
    assert lines[-1] == "and 5 more doubts: tables.json has them all"


def test_extract_prints_its_doubts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pikepdf.open(PRINT) as document:  # with captions, nothing is in doubt
        for page in document.pages:
            drawn = re.sub(rb"\(Table \d: [^)]*\)", b"()", page.Contents.read_bytes())
            page.Contents = document.make_stream(drawn)
        document.save(tmp_path / "a.pdf")
    extract_command(tmp_path / "a.pdf", ExtractOptions(out=tmp_path))
    printed = capsys.readouterr()
    assert "page 2, t2 at 150, 150, 364, 162: “Male pupils”: it says “Male pupils”" in printed.err
    assert "1 doubt of reading" in printed.out
    content = json.loads((tmp_path / "tables.json").read_text("utf-8"))
    assert [[one["kind"] for one in held["doubts"]] for held in content["tables"]] == [
        [],
        ["label-differs"],
    ]


HOSTILE = Path(__file__).resolve().parents[2] / "data" / "hostile"


def header_only(path: Path) -> Path:
    """Draw a ruled header above words in its columns that nothing shows to be rows."""
    canvas = Canvas(str(path))
    canvas.setFont("Helvetica", 9)
    canvas.grid([60, 170, 280, 390], [700, 720])
    for at, texts in enumerate((("Area", "Output", "Lead"), ("Oak", "Elm", "Ash"))):
        for column, text in enumerate(texts):
            canvas.drawString(64 + 110 * column, 708 - 22 * at, text)
    canvas.save()
    return path


def test_a_header_without_rows_is_no_table(tmp_path: Path) -> None:
    pdf = header_only(tmp_path / "a.pdf")
    with pytest.raises(SourceFileError, match="only a header without rows \\(page 1\\)"):
        extract_command(pdf, ExtractOptions(out=tmp_path / "out"))
    assert not (tmp_path / "out").exists()


def test_a_ruled_header_labels_the_rows_without_rules_below_it(tmp_path: Path) -> None:
    extract_command(HOSTILE / "header-only.pdf", ExtractOptions(out=tmp_path))
    with (tmp_path / "t1.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    assert header[3:] == ["Ministry", "Plan", "Non-plan"]
    assert [row[3] for row in rows] == [f"Department number {n}" for n in range(40)]
    assert not (tmp_path / "t2.csv").exists()


def test_text_outside_of_tables_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    extract_command(PLAN, ExtractOptions(pages="5", out=tmp_path))
    (line,) = [line for line in capsys.readouterr().out.splitlines() if " glyphs: " in line]
    inside, outside = (int(n.replace(",", "")) for n in re.findall(r"([\d,]+) (?:in|out)", line))
    blocks = json.loads((tmp_path / "text.json").read_text("utf-8"))["blocks"]
    assert len(letters("".join(line for block in blocks for line in block["lines"]))) == outside
    assert line.startswith(f"{inside + outside:,} glyphs: ")
    assert all(block["spans"][0]["page"] == 5 for block in blocks)


def test_text_that_looks_like_a_formula_is_defused_as_in_publications() -> None:
    cells = ("=1+1", "+cmd|' /C calc'!A0", "@SUM(1)", "- item", "-5")
    text = b"".join(table_csv(table(1, cells))).decode()
    values = [line[3] for line in list(csv.reader(io.StringIO(text)))[1:]]
    assert values == ["'=1+1", "'+cmd|' /C calc'!A0", "'@SUM(1)", "- item", "-5"]
    assert [restore(value) for value in values][:3] == ["=1+1", "+cmd|' /C calc'!A0", "@SUM(1)"]


def test_a_password_file_opens_an_encrypted_pdf(tmp_path: Path) -> None:
    (tmp_path / "word").write_text("secret\n")
    with pikepdf.open(PRINT) as document:
        document.save(tmp_path / "a.pdf", encryption=pikepdf.Encryption(user="secret", owner="b"))
    with pytest.raises(EncryptedPdfError, match="--password-file"):
        extract_command(tmp_path / "a.pdf", ExtractOptions(out=tmp_path / "out"))
    options = ExtractOptions(out=tmp_path / "out", password_file=tmp_path / "word")
    extract_command(tmp_path / "a.pdf", options)
    assert (tmp_path / "out" / "t1.csv").is_file()


def test_a_page_that_cannot_be_read_is_left_out_and_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pdf = tmp_path / "a.pdf"
    with pikepdf.open(PRINT) as document:
        document.pages[1].Contents = document.make_stream(b"0 0 m 1 1 l S\n" * 600_000)
        document.save(pdf)
    with pytest.raises(UnreadablePageError, match="--allow-loss"):
        extract_command(pdf, ExtractOptions(out=tmp_path / "out"))
    capsys.readouterr()
    extract_command(pdf, ExtractOptions(out=tmp_path / "out", allow_loss=True))
    printed = capsys.readouterr()
    assert "page 2: 0 glyphs lost, 0 doubled (not read: " in printed.err
    (line,) = [line for line in printed.out.splitlines() if " glyphs: " in line]
    total, inside, outside, lost = (
        int(n.replace(",", "")) for n in re.findall(r"([\d,]+) (?:gly|in|out|lost)", line)
    )
    assert total == inside + outside + lost
    assert line.endswith("; 1 pages not read")


needs_ocr = pytest.mark.skipif(bool(missing()), reason="needs tesseract")


@needs_ocr
def test_ocr_is_said_with_the_confidence_of_each_cell(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    extract_command(HOSTILE / "scan.pdf", ExtractOptions(out=tmp_path))
    printed = capsys.readouterr()
    assert "page 1: a picture, read by OCR: letters may be wrong" in printed.err
    assert "letters in tables were read by OCR, which is sure of 10 of 12 cells" in printed.out
    assert " glyphs: " not in printed.out
    content = json.loads((tmp_path / "tables.json").read_text("utf-8"))
    assert content["ocr_pages"] == [1]
    cells = [cell for row in content["tables"][0]["rows"] for cell in row["cells"]]
    assert all(0 <= cell["confidence"] <= 1 for cell in cells if cell["text"])


@needs_ocr
def test_a_photo_is_no_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    chance = random.Random(4)
    picture = Image.new("RGB", (1240, 1754), (90, 120, 150))
    draw = ImageDraw.Draw(picture)
    for _ in range(900):
        x, y = chance.randint(0, 1240), chance.randint(0, 1754)
        box = (x, y, x + chance.randint(5, 160), y + chance.randint(5, 120))
        colour = tuple(chance.randint(0, 255) for _ in range(3))
        (draw.ellipse if chance.random() < 0.4 else draw.rectangle)(box, fill=colour)
    picture.save(tmp_path / "photo.pdf", resolution=150)
    with pytest.raises((IncompleteTableError, SourceFileError), match=r"OCR is sure|no table"):
        extract_command(tmp_path / "photo.pdf", ExtractOptions(out=tmp_path / "out"))
    capsys.readouterr()


def test_a_used_folder_keeps_what_others_wrote_and_nothing_else(tmp_path: Path) -> None:
    out = tmp_path / "out"
    extract_command(PRINT, ExtractOptions(out=out))
    assert (out / "t2.csv").is_file()
    (out / "notes.txt").write_text("mine")
    extract_command(PLAN, ExtractOptions(pages="12", out=out))
    names = {path.name for path in out.iterdir() if not path.name.startswith(".")}
    assert names == {"notes.txt", "t1.csv", "tables.json", "text.json"}


def test_a_file_of_somebody_else_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "t1.csv").write_text("mine")
    with pytest.raises(UsageError, match=r"t1\.csv: planrows did not write this file"):
        extract_command(PRINT, ExtractOptions(out=tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == ["t1.csv"]
    assert (tmp_path / "t1.csv").read_text() == "mine"


def test_a_changed_file_of_an_earlier_run_stays(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    extract_command(PRINT, ExtractOptions(out=tmp_path))
    (tmp_path / "t2.csv").write_text("corrected by hand")
    extract_command(PLAN, ExtractOptions(pages="12", out=tmp_path))
    assert (tmp_path / "t2.csv").read_text() == "corrected by hand"
    assert (
        "t2.csv: kept: an earlier run wrote it, and it was changed since" in capsys.readouterr().err
    )


def test_no_control_and_no_change_of_direction_comes_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    extract_command(HOSTILE / "hostile.pdf", ExtractOptions(out=tmp_path))
    printed = capsys.readouterr()
    texts = [path.read_text("utf-8") for path in tmp_path.iterdir() if path.is_file()]
    for text in (*texts, printed.out, printed.err):
        assert not {char for char in text if unicodedata.category(char) == "Cc"} - {"\n"}
        assert not re.search("[\u202a-\u202e\u2066-\u2069]", text)


def test_the_library_takes_a_header_without_rows_for_no_table(tmp_path: Path) -> None:
    assert planrows.read_tables(header_only(tmp_path / "a.pdf")) == []
    assert len(planrows.read_tables(PRINT)) == 2
