"""Whatever the file: it is read, or one line says why not and what to do."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from extract import errors
from extract.pdf import preflight
from extract.pdf.preflight import check_file, readable
from extract.pdf.text_layer import check_text_layer
from extract.runtime.workers import PagePool
from extract.stage import read_document
from tests.fuzz.classics import grid

MAPS_K_AND_Y = (
    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
    "1 begincodespacerange <00> <ff> endcodespacerange\n"
    "2 beginbfchar\n<6b> <201e>\n<79> <201f>\nendbfchar endcmap end end"
)
PLAN = Path(__file__).resolve().parents[3] / "sources" / "asean-pcrve-2019-2025" / "plan.pdf"

CASES = Path(__file__).resolve().parents[2] / "data" / "cases" / "text"


@pytest.fixture(scope="module")
def pool() -> Iterator[PagePool]:
    held = PagePool(1)
    yield held
    held.stop()


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    return tmp_path / "some.pdf"


def look(pdf: Path, pool: PagePool, password: str = "") -> tuple[bool, int, tuple[str, ...]]:
    with readable(pdf, pool, password) as found:
        copied = found.path != pdf
        assert found.path.exists()
    assert not (copied and found.path.exists())
    return copied, found.page_count, found.notes


def refuse(pdf: Path, pool: PagePool, kind: type[errors.ExtractError], password: str = "") -> str:
    with pytest.raises(kind) as caught, readable(pdf, pool, password):
        pass
    text = str(caught.value)
    assert "\n" not in text
    assert text.startswith(f"{pdf}: ")
    return text.removeprefix(f"{pdf}: ")


def test_the_plan_is_read_as_it_is(pool: PagePool) -> None:
    assert look(PLAN, pool) == (False, 34, ())


class NoPool(PagePool):
    """Workers that open no file."""

    def run(self, *_: object, **__: object) -> Any:
        raise AssertionError


def test_a_file_that_needs_no_copy_is_opened_once(pdf: Path, pool: PagePool) -> None:
    pdf.write_bytes(PLAN.read_bytes())
    found = look(pdf, pool)
    assert look(pdf, NoPool()) == look(pdf, NoPool(), "password") == found
    with pytest.raises(errors.OversizedPdfError), readable(pdf, pool, max_pages=33):
        pass
    with readable(pdf, NoPool(), max_pages=34) as again:
        assert again.page_count == 34
    pdf.write_bytes(PLAN.read_bytes() + b"%")  # is no longer the file that was opened
    with pytest.raises(AssertionError):
        look(pdf, NoPool())


def test_a_file_that_needs_a_copy_is_opened_each_time(pdf: Path, pool: PagePool) -> None:
    with pikepdf.open(PLAN) as document:
        document.save(pdf, encryption=pikepdf.Encryption(user="secret", owner="boss"))
    assert look(pdf, pool, "secret")[0]
    with pytest.raises(AssertionError):
        look(pdf, NoPool(), "secret")


def test_what_was_found_is_kept_of_few_files(tmp_path: Path, pool: PagePool) -> None:
    files = [tmp_path / f"{number}.pdf" for number in range(preflight._KEPT + 1)]
    for file in files:
        file.write_bytes(grid())
        look(file, pool)
    assert len(preflight._plain_files) == preflight._KEPT
    look(files[1], NoPool())
    with pytest.raises(AssertionError):
        look(files[0], NoPool())


class Touching(PagePool):
    """Workers that open a file while somebody else writes it."""

    def __init__(self, pool: PagePool) -> None:
        self.pool = pool

    def run(self, function: Any, pdf: Path, *more: Any) -> Any:
        found = self.pool.run(function, pdf, *more)
        pdf.write_bytes(pdf.read_bytes() + b"%")
        return found


def test_nothing_is_kept_of_a_file_that_changes_or_needs_another_name(
    tmp_path: Path, pool: PagePool
) -> None:
    changed, foreign = tmp_path / "changed.pdf", tmp_path / os.fsdecode(b"\xff.pdf")
    for file, workers in ((changed, Touching(pool)), (foreign, pool)):
        file.write_bytes(grid())
        state = preflight._state(file)
        look(file, workers)
        assert state not in preflight._plain_files


def test_a_file_is_copied_if_only_its_pages_are_changed(tmp_path: Path) -> None:
    pdf, copy = tmp_path / "some.pdf", tmp_path / "copy.pdf"
    for box, is_copied in (([0, 0, 300, 200], False), ([300, 200, 0, 0], True)):
        with pikepdf.new() as document:
            document.add_blank_page(page_size=(300, 200)).obj.MediaBox = pikepdf.Array(box)
            document.save(pdf)
        found = preflight._open(pdf, 0, copy=copy, password="", max_pages=1)
        assert copy.exists() == is_copied
        assert len(found.notes) == is_copied


def test_a_file_may_be_as_large_as_the_limit(pdf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pdf.write_bytes(grid())
    size = pdf.stat().st_size
    monkeypatch.setattr(preflight, "FILES", replace(preflight.FILES, max_file_size=size))
    check_file(pdf)
    monkeypatch.setattr(preflight, "FILES", replace(preflight.FILES, max_file_size=size - 1))
    with pytest.raises(errors.OversizedPdfError):
        check_file(pdf)


def test_missing_empty_and_foreign_files(pdf: Path, pool: PagePool) -> None:
    assert refuse(pdf, pool, errors.MissingPdfError) == "there is no such file; check the path"
    refuse(pdf.parent, pool, errors.MissingPdfError)
    pdf.touch()
    assert refuse(pdf, pool, errors.EmptyPdfError) == "is empty (0 bytes); fetch it again"
    pdf.write_bytes(b"PK\x03\x04" + bytes(3000))
    assert "a ZIP archive" in refuse(pdf, pool, errors.NotPdfError)
    pdf.write_bytes(b"plain text")
    with pytest.raises(errors.NotPdfError):
        check_file(pdf)


def test_a_file_cut_off_is_refused(pdf: Path, pool: PagePool) -> None:
    data = PLAN.read_bytes()
    for share in (0.02, 0.3, 0.5, 0.8):
        pdf.write_bytes(data[: int(len(data) * share)])
        assert "cut off" in refuse(pdf, pool, errors.DamagedPdfError)


@pytest.mark.parametrize(
    "end", [b"", b"%%EO", b"%%EOF" + bytes(5000), b"%%EOF\n<p>advert</p>" * 500]
)
@pytest.mark.parametrize("name", ["high_object_numbers", "root_generation"])
def test_bytes_after_the_last_cross_reference_do_not_matter(
    name: str, end: bytes, pdf: Path, pool: PagePool
) -> None:
    data = (CASES / f"{name}.pdf").read_bytes()
    pdf.write_bytes(data[: data.rindex(b"%%EOF")] + end)
    copied, count, notes = look(pdf, pool)
    assert (copied, count) == (True, 1)
    assert notes == ("the file is faulty; it was read from a copy that pdfium wrote",)


def test_a_broken_cross_reference_table_is_mended(pdf: Path, pool: PagePool) -> None:
    data = PLAN.read_bytes()
    pdf.write_bytes(data[: data.rindex(b"startxref")] + b"startxref\n12\n%%EOF\n")
    copied, count, notes = look(pdf, pool)
    assert (copied, count) == (True, 34)
    assert notes == (
        "the file was damaged, and was read from a mended copy: (offset 12): xref not found",
    )


def test_encrypted_files_ask_for_the_password_file(pdf: Path, pool: PagePool) -> None:
    with pikepdf.open(PLAN) as document:
        document.save(pdf, encryption=pikepdf.Encryption(user="secret", owner="boss"))
    assert refuse(pdf, pool, errors.EncryptedPdfError) == (
        "is encrypted; write its password into a file and name that with --password-file"
    )
    assert "password is wrong" in refuse(pdf, pool, errors.EncryptedPdfError, "guess")
    copied, count, notes = look(pdf, pool, "secret")
    assert (copied, count) == (True, 34)
    assert "decrypted copy" in notes[0]


def test_absurd_sizes_and_no_pages(pdf: Path, pool: PagePool) -> None:
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(400, 300))
        document.pages[0].MediaBox = pikepdf.Array([0, 0, 1e9, 300])
        document.save(pdf)
        assert "page 1 is 1e+09 by 300 points" in refuse(pdf, pool, errors.OversizedPdfError)
        del document.pages[0]
        document.save(pdf)
    assert "no pages" in refuse(pdf, pool, errors.DamagedPdfError)


def test_scripts_and_attachments_are_noted(pdf: Path, pool: PagePool) -> None:
    with pikepdf.open(PLAN) as document:
        document.Root.OpenAction = pikepdf.Dictionary(
            S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)")
        )
        document.attachments["x.txt"] = b"hidden"
        document.save(pdf)
    copied, _, notes = look(pdf, pool)
    assert not copied
    assert notes == (
        "the file holds scripts, which were ignored",
        "the file holds 1 attachments, which were not read",
    )


def test_no_text_and_garbled_text(pdf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.runtime.ocr_engine.missing", lambda: "no tesseract")
    with pytest.raises(errors.NoTextLayerError, match=r"planrows\[ocr\]"):
        check_text_layer(pdf, {1: [], 2: [" "]})
    with pytest.raises(errors.GarbledTextError, match=r"40% of its glyphs .* page 2"):
        check_text_layer(pdf, {1: ["a", "b", "c"], 2: ["(cid:3)", "\uf0a1"]})
    bullets = ["\uf0b7", *["a"] * 30]
    assert check_text_layer(pdf, {1: bullets, 2: []}) == (
        "3% of the glyphs stand for no letter, most on page 1",
        "no text on page 2: blank, or a picture",
    )
    assert check_text_layer(pdf, {1: ["a", " "]}) == ()


@pytest.mark.parametrize(
    ("unknown", "outcome"), [(0, "nothing"), (1, "nothing"), (3, "note"), (20, "note"), (21, "no")]
)
def test_the_share_of_letters_without_meaning_decides(
    pdf: Path, unknown: int, outcome: str
) -> None:
    for strange in ("(cid:9)", "\ufffd", "\ue000", "\uf8ff", "\U000f0000", "\x03"):
        texts = [strange] * unknown + ["é"] * (100 - unknown)
        if outcome == "no":
            with pytest.raises(errors.GarbledTextError, match="print it to a new PDF"):
                check_text_layer(pdf, {1: texts})
        else:
            assert bool(check_text_layer(pdf, {1: texts})) == (outcome == "note")


def test_quotation_marks_out_of_use_are_noted_and_kept(pdf: Path) -> None:
    texts = {1: list("„Frieden“ und „pokój”"), 2: list("the „peace‟ of"), 3: ["a‟"]}
    (note,) = check_text_layer(pdf, texts)
    assert note.startswith("quotation marks come out as ‟ on page 2, 3: ")
    assert check_text_layer(pdf, {1: texts[1]}) == ()


def test_such_marks_are_read_as_the_file_has_them(pdf: Path) -> None:
    with pikepdf.open(io.BytesIO(grid())) as document:
        for font in document.pages[0].Resources.Font.values():
            font.ToUnicode = document.make_stream(MAPS_K_AND_Y.encode())
        document.save(pdf)
    found = read_document(pdf)
    (table,) = found.tables
    assert (*table.header, *table.rows)[0].cells[0].text == "„e‟ 0.0"
    assert any("come out as ‟ on page 1" in note for note in found.notes)


def test_every_error_crosses_a_process_border() -> None:
    import pickle

    for error in (
        errors.NotPdfError(Path("a.pdf"), "is not", "do this"),
        errors.OcrError("no tesseract", "install it"),
        errors.UnreadablePageError(Path("a.pdf"), 3, "cpu", "1 s"),
    ):
        again = pickle.loads(pickle.dumps(error))
        assert (type(again), str(again)) == (type(error), str(error))


def test_letters_of_a_font_of_another_script_are_told(tmp_path: Path) -> None:
    nepali = list(";DkGg x'g g;Sg'sf] sf/0f k|;f/0f nfOg k'u]sf] lgdf{0f")
    (note,) = check_text_layer(tmp_path / "any.pdf", {1: nepali})
    assert "brackets and signs" in note
    plain = list("Done by 2026 (see [3]); the rest follows in the next edition.")
    assert check_text_layer(tmp_path / "any.pdf", {1: plain}) == ()


@pytest.mark.parametrize("lead", [b"\n", b"HTTP/1.1 200 OK\r\n\r\n", b"\x00" * 900])
def test_a_file_with_bytes_before_the_pdf_is_read(lead: bytes, pdf: Path, pool: PagePool) -> None:
    pdf.write_bytes(lead + grid(rows=3))
    copied, pages, notes = look(pdf, pool)
    assert (copied, pages) == (True, 1)
    assert any(note.startswith(f"{len(lead)} bytes precede the PDF") for note in notes)
    document = read_document(pdf)
    assert len(document.tables[0].rows) >= 2
