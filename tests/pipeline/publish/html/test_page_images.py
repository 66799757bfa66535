"""Pictures of pages: few greys, within a budget of bytes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from pipeline.publish.html import page_images
from pipeline.publish.html.page_images import draw_page, few_greys, page_pictures
from pipeline.publish.html.thresholds import PICTURES
from tests.pipeline.publish.report_case import draw

SCALE = PICTURES.pixels_per_point


def test_a_page_too_large_has_no_picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pdf = draw(tmp_path / "plan.pdf")  # 400 × 300 points
    exact = round(400 * 300 * SCALE**2)
    for limit, has_picture in ((exact, True), (exact - 1, False)):
        monkeypatch.setattr(page_images, "PICTURES", replace(PICTURES, max_pixels=limit))
        drawing = draw_page(pdf, 1)
        assert (drawing.width, drawing.height, bool(drawing.png)) == (400, 300, has_picture)


def test_a_spent_budget_leaves_out_pictures(tmp_path: Path) -> None:
    pdf = draw(tmp_path / "plan.pdf")
    assert page_pictures(pdf, [1], budget=0) == {}
    (page,) = page_pictures(pdf, [1, 1], budget=1).values()
    assert page.uri is not None
    assert page_pictures(pdf, [], budget=1) == {}


def test_the_budget_is_spent_in_the_order_of_the_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pdf = draw(tmp_path / "plan.pdf", pages=3)
    monkeypatch.setattr(page_images, "PICTURES", replace(PICTURES, page_batch=1))
    assert list(page_pictures(pdf, [3, 1, 3], budget=1)) == [3]
    assert list(page_pictures(pdf, [3, 1])) == [3, 1]


def test_pictures_have_few_greys() -> None:
    image = Image.linear_gradient("L")
    assert len(set(few_greys(image).convert("L").tobytes())) == PICTURES.greys
