"""A crop shows a box with some of its page around it, and outlines the box."""

from __future__ import annotations

import base64
import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from pipeline.publish.html.crops import OUTLINE, crops, cut_places

from extract.model import Bbox, Span
from pipeline.publish.core.drawing import PNG_URI, Drawing
from pipeline.publish.html import page_images
from pipeline.publish.html.page_images import draw_page, few_greys, page_pictures
from pipeline.publish.html.thresholds import PICTURES
from tests.pipeline.publish.report_case import draw

SCALE = PICTURES.pixels_per_point
WIDTH, HEIGHT = 600, 800


def blank(width: int = WIDTH, height: int = HEIGHT) -> Drawing:
    """Return a white page; sizes in points."""
    image = Image.new("P", (round(width * SCALE), round(height * SCALE)), PICTURES.greys - 1)
    image.putpalette([value for grey in (0, 85, 170, 255) for value in (grey,) * 3])
    out = io.BytesIO()
    image.save(out, "PNG")
    return Drawing(width, height, out.getvalue())


def crop(bbox: Bbox, page: Drawing | None = None) -> Image.Image:
    span = Span(page=1, bbox=bbox)
    uri = cut_places(page or blank(), [span])[span]
    return Image.open(io.BytesIO(base64.b64decode(uri.removeprefix(PNG_URI)))).convert("RGB")


def outlined(picture: Image.Image) -> tuple[int, int, int, int] | None:
    """Return the box of the outline in pixels."""
    red = [
        (x, y)
        for x in range(picture.width)
        for y in range(picture.height)
        if picture.getpixel((x, y)) == OUTLINE
    ]
    if not red:
        return None
    xs, ys = [x for x, _ in red], [y for _, y in red]
    return min(xs), min(ys), max(xs), max(ys)


def test_the_box_is_outlined_amid_its_surroundings() -> None:
    picture = crop((200, 300, 300, 340))
    width = 100 + 2 * PICTURES.margin_x
    height = 40 + 2 * PICTURES.margin_y
    assert picture.size == (round(width * SCALE), round(height * SCALE))
    left, top = round(PICTURES.margin_x * SCALE), round(PICTURES.margin_y * SCALE)
    assert outlined(picture) == (left, top, left + 150, top + 60)


def test_a_crop_ends_at_the_page() -> None:
    picture = crop((0, 0, 100, 40))
    assert picture.size == (round((100 + 170) * SCALE), round((40 + 14) * SCALE))
    assert outlined(picture) == (0, 0, 150, 60)
    picture = crop((500, 760, 600, 800))
    assert picture.size == (round((100 + 170) * SCALE), round((40 + 14) * SCALE))


def test_a_high_box_is_shown_in_part() -> None:
    exact = 100 + PICTURES.max_box_height
    assert crop((200, 100, 300, exact)).height == crop((200, 100, 300, 700)).height
    assert crop((200, 100, 300, exact - 20)).height < crop((200, 100, 300, 700)).height


def test_a_whole_page_gets_no_outline() -> None:
    share = PICTURES.page_width_share * WIDTH
    assert outlined(crop((0, 0, share, 100))) is None
    assert outlined(crop((0, 0, share - 10, 100))) is not None


def test_a_box_outside_of_its_page_shows_a_corner_of_it() -> None:
    side = PICTURES.empty_crop_pixels
    assert crop((2000, 100, 2100, 140)).size == (side, side)
    assert crop((100, 2000, 200, 2040)).size == (side, side)
    assert crop((2000, 100, 2100, 140), blank(20, 10)).size == (30, 15)


def test_a_box_without_extent_gets_no_outline() -> None:
    assert outlined(crop((200, 300, 200, 340))) is None
    assert outlined(crop((200, 300, 300, 300))) is None


def test_another_cutter_is_asked_instead(tmp_path: Path) -> None:
    pdf = draw(tmp_path / "plan.pdf")
    span, missing = Span(page=1, bbox=(0, 0, 50, 50)), Span(page=9, bbox=(0, 0, 50, 50))
    assert crops(pdf, [span, missing], lambda _, spans: dict.fromkeys(spans, "x")) == {span: "x"}


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


def test_pictures_have_few_greys() -> None:
    image = Image.linear_gradient("L")
    assert len(set(few_greys(image).convert("L").tobytes())) == PICTURES.greys
