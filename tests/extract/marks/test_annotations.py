"""Annotations are marks of their kind: links, form fields, comments; struck-out text is a line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pdfplumber
import pikepdf
import pytest
from pikepdf import Dictionary, Name

from extract.geometry.page_transform import PageTransform
from extract.marks.annotations import marks_of_annotations, strikes_of_annotations

RECT = [100, 700, 160, 720]
UPRIGHT = PageTransform(0, 400, 800)


def with_annotations(folder: Path, *annotations: dict[str, Any]) -> Path:
    """Write a page of 400 by 800 points with annotations, each in the same place."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(400, 800))
        made = [
            pdf.make_indirect(Dictionary({"/Type": Name.Annot, "/Rect": RECT, **annotation}))
            for annotation in annotations
        ]
        page.obj.Annots = pikepdf.Array(made)
        fields = [one for one in made if "/FT" in one]
        pdf.Root.AcroForm = Dictionary(Fields=pikepdf.Array(fields))
        pdf.save(folder / "page.pdf")
    return folder / "page.pdf"


def marks(folder: Path, *annotations: dict[str, Any]) -> list[tuple[str, str]]:
    with pdfplumber.open(with_annotations(folder, *annotations)) as pdf:
        found = marks_of_annotations(pdf.pages[0], UPRIGHT)
    return [(mark.kind, mark.value) for mark in found]


LINK = {"/Subtype": Name.Link, "/A": Dictionary({"/S": Name.URI, "/URI": "https://a.org"})}
BOX = {"/Subtype": Name.Widget, "/FT": Name.Btn, "/T": "agreed"}
TEXT = {"/Subtype": Name.Widget, "/FT": Name.Tx, "/T": "name"}


@pytest.mark.parametrize(
    ("annotation", "expected"),
    [
        (LINK, [("link", "https://a.org")]),
        ({"/Subtype": Name.Link}, []),
        ({"/Subtype": Name.Text, "/Contents": "See me"}, [("comment", "See me")]),
        ({"/Subtype": Name.Square}, [("comment", "Square")]),
        ({"/Subtype": Name.Popup}, []),
        ({}, []),
        ({**LINK, "/F": 2}, []),
        ({**LINK, "/F": 32}, []),
        ({**LINK, "/F": 4}, [("link", "https://a.org")]),
        ({**LINK, "/Rect": [1, 2]}, []),
        ({**BOX, "/AS": Name.Off}, [("unchecked", "agreed")]),
        (BOX, [("unchecked", "agreed")]),
        ({**BOX, "/AS": Name.Yes}, [("checked", "agreed")]),
        ({**BOX, "/V": Name.Yes}, [("checked", "agreed")]),
        ({**BOX, "/V": Name.Yes, "/AS": Name.Off}, [("unchecked", "agreed")]),
        ({**BOX, "/T": "", "/AS": Name.Yes}, [("checked", "Yes")]),
        ({**BOX, "/Ff": 0x10000}, []),
        ({**BOX, "/Ff": 0x8000, "/AS": Name.Yes}, [("checked", "agreed")]),
        (TEXT, [("field", "name")]),
        ({**TEXT, "/V": "Ann"}, [("field", "Ann")]),
        ({**TEXT, "/FT": Name.Ch, "/V": "one"}, [("field", "one")]),
        ({**TEXT, "/FT": Name.Sig}, [("comment", "signature field name")]),
        ({**TEXT, "/FT": Name.Other}, []),
    ],
)
def test_an_annotation_is_a_mark_of_its_kind(
    annotation: dict[str, Any], expected: list[tuple[str, str]], tmp_path: Path
) -> None:
    assert marks(tmp_path, annotation) == expected


def test_a_mark_lies_where_its_annotation_is_shown(tmp_path: Path) -> None:
    with pdfplumber.open(with_annotations(tmp_path, LINK)) as pdf:
        (mark,) = marks_of_annotations(pdf.pages[0], UPRIGHT)
    assert mark.bbox == (100, 80, 160, 100)


def test_struck_out_text_has_a_line_through_its_middle(tmp_path: Path) -> None:
    quads = [100, 720, 160, 720, 100, 710, 160, 710, 100, 700, 130, 700, 100, 690, 130, 690]
    struck = {"/Subtype": Name.StrikeOut}
    path = with_annotations(tmp_path, struck, {**struck, "/QuadPoints": quads}, LINK)
    with pdfplumber.open(path) as pdf:
        strikes = strikes_of_annotations(pdf.pages[0], UPRIGHT)
        found = [(rule.at, rule.start, rule.stop) for rule in strikes]
        # Without quadrilaterals, it is its whole place that is struck out.
        assert found == [(90, 100, 160), (85, 100, 160), (105, 100, 130)]
        (mark,) = marks_of_annotations(pdf.pages[0], UPRIGHT)
        assert mark.kind == "link"
