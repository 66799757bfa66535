"""Copies of files in which readers find what viewers show."""

from __future__ import annotations

import io
import zlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pikepdf
import pytest
from pdfminer.pdftypes import PDFStream
from pdfminer.psparser import LIT
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from extract.pdf import stream_integrity
from extract.pdf.plain_copy import (
    bytes_before,
    has_revisions,
    page_as_printed,
    rewritten,
    with_fields_drawn,
    with_upright_boxes,
)
from extract.pdf.stream_integrity import CutContentError, check_content
from extract.pdf.thresholds import FILES
from tests.fuzz.classics import grid

TEXT = b"BT (printed) Tj ET"


def marked(properties: bytes = b"<</ActualText (said)>>") -> bytes:
    return b"/Span " + properties + b" BDC " + TEXT + b" EMC"


def saved(folder: Path, content: bytes, properties: Any = None, **objects: Any) -> Path:
    """Write a page; `objects` are its XObjects: their content and their subtype."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(200, 200))
        page.Contents = Stream(pdf, content)
        drawn = {
            f"/{name}": pdf.make_indirect(Stream(pdf, data, Subtype=subtype))
            for name, (data, subtype) in objects.items()
        }
        page.Resources = Dictionary(XObject=Dictionary(drawn))
        if properties is not None:
            page.Resources.Properties = Dictionary(P=pdf.make_indirect(properties))
        pdf.save(folder / "page.pdf")
    return folder / "page.pdf"


def printed(pdf: Path) -> str | None:
    """Return all content and properties of the copy as text, if one is needed."""
    data = page_as_printed(pdf, 1)
    if data is None:
        return None
    with pikepdf.open(io.BytesIO(data)) as copy:
        parts = [
            one.read_bytes() if isinstance(one, Stream) else one.unparse()
            for one in copy.objects
            if isinstance(one, (Stream, Dictionary))
        ]
    return b" ".join(parts).decode("latin-1")


def test_texts_that_replace_the_print_are_removed(tmp_path: Path) -> None:
    for pdf in (
        saved(tmp_path, marked()),
        saved(tmp_path, b"/F Do", F=(marked(), Name.Form)),
        saved(tmp_path, marked(b"/P"), Dictionary(ActualText=String("said"), MCID=3)),
        saved(tmp_path, marked(b"/P"), Dictionary(In=Dictionary(ActualText=String("said")))),
        saved(tmp_path, marked(b"<</In <</ActualText (said)>>>>")),
    ):
        text = printed(pdf)
        assert text is not None
        assert "said" not in text
        assert "printed" in text


def test_a_page_without_such_texts_needs_no_copy(tmp_path: Path) -> None:
    assert printed(saved(tmp_path, TEXT)) is None
    assert printed(saved(tmp_path, marked(b"/P"), Dictionary(MCID=3))) is None
    # The data of a picture is no content.
    assert printed(saved(tmp_path, TEXT, I=(marked(), Name.Image))) is None
    with pikepdf.open(saved(tmp_path, TEXT, I=(marked(), Name.Image))) as pdf:
        pdf.pages[0].Contents = Stream(pdf, marked())
        pdf.save(tmp_path / "other.pdf")
    text = printed(tmp_path / "other.pdf")
    assert text is not None
    assert text.count("said") == 1


def test_other_properties_of_marked_content_are_kept(tmp_path: Path) -> None:
    text = printed(saved(tmp_path, marked(b"<</ActualText (said) /Lang (en)>>")))
    assert text is not None
    assert "Lang" in text


@pytest.mark.parametrize(
    ("box", "count"),
    [
        ([0, 0, 100, 200], 0),
        ([100, 0, 0, 200], 1),
        ([0, 200, 100, 0], 1),
        ([100, 200, 0, 0], 1),
        ([0, 0, 0, 200], 0),
        ([0, 0, 100, 0], 0),
        (["x", 0, 1, 1], 0),
    ],
)
@pytest.mark.parametrize("name", ["/MediaBox", "/CropBox"])
def test_swapped_corners_of_a_page_are_sorted(name: str, box: Sequence[Any], count: int) -> None:
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(300, 300))
        page.obj[name] = Array([String(one) if isinstance(one, str) else one for one in box])
        assert with_upright_boxes(pdf.pages) == count
        if count:
            assert [int(side) for side in page.obj[name]] == [0, 0, 100, 200]


@pytest.mark.parametrize(
    ("content", "is_changed"),
    [
        (b"%PDF-1.7 1 0 obj %%EOF", False),
        (b"%PDF-1.7 1 0 obj %%EOF 2 0 obj %%EOF", True),
        (b"%PDF-1.7 /Linearized 1 %%EOF 2 0 obj %%EOF", False),
        (b"%PDF-1.7 /Linearized 1 %%EOF 2 0 obj %%EOF %%EOF", True),
        (b"%PDF-1.7 1 0 obj", False),
        (b"%PDF-1.7" + b" " * FILES.end_of_file + b"/Linearized %%EOF %%EOF", True),
        (b"/Linearized %%EOF %%EOF", False),
    ],
)
def test_a_file_that_was_appended_to_has_several_ends(
    content: bytes, tmp_path: Path, *, is_changed: bool
) -> None:
    (tmp_path / "a.pdf").write_bytes(content)
    assert has_revisions(tmp_path / "a.pdf") is is_changed


@pytest.mark.parametrize(
    ("end", "is_opened"), [(b"startxref\n12\n%%EOF\n", True), (b"", False), (b"startxref", False)]
)
def test_a_file_without_its_end_is_not_rewritten(
    end: bytes, is_opened: bool, tmp_path: Path
) -> None:
    pdf = tmp_path / "cut.pdf"
    data = grid()
    pdf.write_bytes(data[: data.rindex(b"startxref")] + end)
    copy = rewritten(pdf)
    assert (copy is not None) == is_opened
    if copy is not None:
        copy.close()


@pytest.mark.parametrize(("before", "count"), [(b"", 0), (b"mail\n", 5), (b" " * 2000, 0)])
def test_bytes_before_a_file_are_counted(before: bytes, count: int, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(before + b"%PDF-1.7")
    assert bytes_before(tmp_path / "a.pdf") == count


def form(*annotations: dict[str, Any]) -> Pdf:
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(200, 200))
    made = [
        pdf.make_indirect(Dictionary({"/Type": Name.Annot, "/Rect": [10, 10, 90, 30], **one}))
        for one in annotations
    ]
    page.obj.Annots = Array(made)
    pdf.Root.AcroForm = Dictionary(
        Fields=Array([one for one in made if "/FT" in one]), DA=String("/Helv 9 Tf 0 g")
    )
    return pdf


FIELD = {"/Subtype": Name.Widget, "/FT": Name.Tx, "/T": "name"}
NOTE = {"/Subtype": Name.Text, "/Contents": "a note"}


def test_form_fields_are_drawn_and_stay() -> None:
    with form({**FIELD, "/V": "filled"}, NOTE) as pdf:
        assert with_fields_drawn(pdf) == 1
        assert len(pdf.pages[0].obj.Annots) == 2
        assert "/AcroForm" in pdf.Root
        assert any(
            b"(filled)" in one.read_bytes() for one in pdf.objects if isinstance(one, Stream)
        )
        assert "/XObject" in pdf.pages[0].obj.Resources
    with form(FIELD) as pdf:  # it has no value
        assert with_fields_drawn(pdf) == 1
        assert "/XObject" not in pdf.pages[0].obj.get("/Resources", {})
    with form(NOTE) as pdf:
        assert with_fields_drawn(pdf) == 0
        assert len(pdf.pages[0].obj.Annots) == 1
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        assert with_fields_drawn(pdf) == 0


@pytest.mark.parametrize("operator", ["S", "f", "B*"])
def test_the_border_of_a_field_is_not_drawn(operator: str) -> None:
    with form(FIELD) as pdf:
        shown = Stream(
            pdf,
            b"0 0 80 20 re %s BT (filled) Tj ET" % operator.encode(),
            Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 80, 20],
        )  # fmt: skip
        field = pdf.pages[0].obj.Annots[0]
        field.AP = Dictionary(N=pdf.make_indirect(shown))
        assert with_fields_drawn(pdf) == 1
        content = field.AP.N.read_bytes()
        assert b"filled" in content
        assert operator.encode() not in content.split()


def page_of(*streams: tuple[bytes, list[str]]) -> Any:
    return SimpleNamespace(
        contents=[PDFStream({"Filter": [LIT(one) for one in names]}, raw) for raw, names in streams]
    )


def test_content_that_is_cut_off_is_lost_and_a_wrong_checksum_is_noted() -> None:
    packed = zlib.compress(TEXT * 20)
    wrong = packed[:-1] + bytes([packed[-1] ^ 0xFF])
    assert check_content(page_of((packed, ["FlateDecode"]))) == ""
    assert "checksum" in check_content(page_of((wrong, ["FlateDecode"])))
    with pytest.raises(CutContentError, match="is cut off"):
        check_content(page_of((packed[:-20], ["FlateDecode"])))
    with pytest.raises(CutContentError, match="is damaged"):
        check_content(page_of((b"no zlib", ["Fl"])))
    # Content in other forms is left to the readers.
    assert check_content(page_of((b"no zlib", ["LZWDecode"]))) == ""
    assert check_content(page_of((b"no zlib", ["ASCIIHexDecode", "FlateDecode"]))) == ""
    assert check_content(page_of((b"no zlib", []))) == ""
    assert check_content(page_of((b"", ["FlateDecode"]))) == ""


def test_content_is_checked_up_to_a_size(monkeypatch: pytest.MonkeyPatch) -> None:
    packed = zlib.compress(TEXT * 2000)
    small = replace(FILES, max_checked_size=100)
    monkeypatch.setattr(stream_integrity, "FILES", small)
    assert check_content(page_of((packed, ["FlateDecode"]))) == ""
