"""Colours that are given as amounts of inks."""

from __future__ import annotations

import io
from types import SimpleNamespace
from typing import Any

import pdfplumber
import pikepdf
import pytest

from extract.parser.fast_page import FastPage
from extract.parser.inks import grey_of_inks
from tests.fuzz.classics import edited, many


@pytest.mark.parametrize(
    ("name", "count", "operands", "grey"),
    [
        ("Separation", 1, [0.25], 0.75),
        ("Separation", 1, [0], 1.0),
        ("Separation", 1, [1], 0.0),
        ("Separation", 1, [1.5], 0.0),  # a damaged file
        ("Separation", 1, [-1], 1.0),
        ("Separation", 1, [9, 0.25], 0.75),  # the amounts come last
        ("DeviceN", 2, [0.25, 0.5], 0.5),
        ("DeviceN", 3, [0.75, 0.5, 0], 0.25),
        ("DeviceN", 4, [0, 0, 0, 1], None),  # process inks
        ("DeviceN", 2, [0.25], None),
        ("DeviceN", 2, [0.25, "name"], None),
        ("DeviceN", 0, [], None),
        ("DeviceRGB", 3, [1, 0, 0], None),
    ],
)
def test_the_more_ink_the_darker(
    name: str, count: int, operands: list[Any], grey: float | None
) -> None:
    assert grey_of_inks(SimpleNamespace(name=name, ncomponents=count), operands) == grey


def test_text_and_lines_have_the_lightness_of_their_inks() -> None:
    def edit(document: pikepdf.Pdf) -> None:
        content = (
            b"BT /Spot cs 0.25 scn /F1 10 Tf 50 60 Td (a) Tj /DeviceRGB cs 1 0 0 scn (b) Tj ET"
        )
        content += b" /Spot CS 0.5 SCN 0 0 m 90 0 l S /DeviceRGB CS 1 0 0 SCN 0 9 m 90 9 l S"
        many(content)(document)
        tint = pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=[0], C1=[1], N=1)
        spot = [pikepdf.Name.Separation, pikepdf.Name.Gold, pikepdf.Name.DeviceGray, tint]
        document.pages[0].Resources.ColorSpace = pikepdf.Dictionary(Spot=pikepdf.Array(spot))

    with pdfplumber.open(io.BytesIO(edited(edit))) as document:
        page = FastPage.of(document.pages[0])
        colors = [char["non_stroking_color"] for char in page.chars]
        assert colors == [(0.75,), (1, 0, 0)]
        assert [line["stroking_color"] for line in page.lines] == [0.5, (1, 0, 0)]
