"""Pictures of pages: few greys, within a budget of bytes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from extract.model import Span
from pipeline.publish.core.drawing import Drawing
from pipeline.publish.html import page_images
from pipeline.publish.html.page_images import (
    draw_ahead,
    draw_page,
    drawings,
    few_greys,
    page_pictures,
)
from pipeline.publish.html.thresholds import PICTURES
from pipeline.publish.html.word_places import find_boxes
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


def test_only_pages_that_the_file_has_are_drawn(tmp_path: Path) -> None:
    pdf = draw(tmp_path / "plan.pdf", pages=2)
    assert drawings(pdf, [2, 1], draw=False) == {}
    assert list(drawings(pdf, [0, 3, 2, 1, 2])) == [1, 2]
    assert list(drawings(pdf, [2], draw=False)) == [2]
    assert drawings(tmp_path / "plan.pdf", []) == {}


def test_pages_that_are_drawn_ahead_are_not_drawn_again(tmp_path: Path) -> None:
    pdf = draw(tmp_path / "plan.pdf", pages=3)
    draw_ahead(pdf, [1, 3])()
    assert list(drawings(pdf, [1, 2, 3], draw=False)) == [1, 3]


def test_what_cannot_be_drawn_ahead_is_told_at_its_real_use(tmp_path: Path) -> None:
    draw_ahead(tmp_path / "none.pdf", [1])()
    with pytest.raises(FileNotFoundError):
        drawings(tmp_path / "none.pdf", [1])


def test_a_page_is_drawn_as_long_as_the_budget_lasts(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes = {1: 10, 2: 0, 3: 10, 4: 10}

    def drawn(_: Path, numbers: list[int]) -> dict[int, Drawing]:
        return {number: Drawing(400, 300, b"x" * sizes[number]) for number in numbers}

    monkeypatch.setattr(page_images, "drawings", drawn)
    for batch, budget, shown in (
        # Of a batch that is drawn all pages are listed, with a picture or without.
        (9, 21, [True, False, True, True]), (9, 20, [True, False, True, False]),
        (1, 20, [True, False, True]), (1, 21, [True, False, True, True]), (2, 10, [True, False]),
    ):  # fmt: skip
        monkeypatch.setattr(page_images, "PICTURES", replace(PICTURES, page_batch=batch))
        pictures = page_pictures(Path(), [1, 2, 3, 4], budget=budget)
        assert [page.uri is not None for page in pictures.values()] == shown, (batch, budget)


@pytest.mark.parametrize(
    ("number", "words", "is_found"),
    [(1, "evalution", True), (1, "EVALUTION", False), (1, " ", False), (2, "evalution", True),
     (3, "evalution", False), (1, "forum", False)],
)  # fmt: skip
def test_words_are_found_on_their_page(
    tmp_path: Path, number: int, words: str, is_found: bool
) -> None:
    pdf = draw(tmp_path / "plan.pdf", pages=2)
    query = (Span(page=number, bbox=(0, 0, 400, 300)), words)
    found = find_boxes(pdf, number, {number: [query]})
    assert list(found) == [query] * is_found
    if is_found:
        x0, top, x1, bottom = found[query].bbox
        assert 60 < x0 < x1 < 180
        assert 60 < top < bottom < 100
        assert found[query].page == number
