"""What a file draws and its page does not show, and what looks like that but is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings, strategies as st
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from extract.marks import visibility
from extract.marks.visibility import _Backgrounds, hidden_glyphs, is_recognised
from extract.model import Bbox
from extract.parser.paint_state import Paint
from extract.pdf.glyphs import rgb_of
from extract.pdf.page_reader import PageReader

Drawing = Callable[[Canvas], None]
SHADE = ImageReader(Image.new("RGB", (8, 8), (250, 250, 250)))


def hidden(pdf: Path) -> dict[str, str]:
    """Return the hidden letters of a page, joined, by the reason."""
    page = PageReader(pdf).page(1)
    found: dict[str, str] = {}
    for index, because in hidden_glyphs(page).items():
        found[because] = found.get(because, "") + page.chars[index]["text"]
    return found


def drawn(tmp_path: Path, *drawings: Drawing) -> dict[str, str]:
    pdf = tmp_path / "drawn.pdf"
    canvas = Canvas(str(pdf), pagesize=(400, 300), pageCompression=0)
    canvas.setFont("Helvetica", 10)
    canvas.drawString(20, 20, "seen")
    for draw in drawings:
        canvas.saveState()
        draw(canvas)
        canvas.restoreState()
    canvas.save()
    return hidden(pdf)


def text(canvas: Canvas) -> None:
    canvas.drawString(100, 100, "void")


def colored(red: float, green: float, blue: float) -> Drawing:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColorRGB(red, green, blue)
        text(canvas)

    return draw


def box(red: float, green: float, blue: float) -> Drawing:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColorRGB(red, green, blue)
        canvas.rect(90, 90, 80, 30, stroke=0, fill=1)

    return draw


def picture(x: float, y: float, width: float, height: float) -> Drawing:
    return lambda canvas: canvas.drawImage(SHADE, x, y, width, height)


def mode(number: int) -> Drawing:
    def draw(canvas: Canvas) -> None:
        line = canvas.beginText(100, 100)
        line.setTextRenderMode(number)
        line.textOut("void")
        canvas.drawText(line)

    return draw


def transparent(alpha: float) -> Drawing:
    def draw(canvas: Canvas) -> None:
        canvas.setFillAlpha(alpha)
        text(canvas)

    return draw


def clipped(x: float) -> Drawing:
    def draw(canvas: Canvas) -> None:
        path = canvas.beginPath()
        path.rect(x, 90, 60, 30)
        canvas.clipPath(path, stroke=0, fill=0)
        text(canvas)

    return draw


def highlighted(canvas: Canvas) -> None:
    canvas.setFillAlpha(0.4)
    box(1, 1, 0)(canvas)


def round_clip(canvas: Canvas) -> None:
    """Paint a box through a circle, beside which the text stays visible."""
    path = canvas.beginPath()
    path.circle(140, 135, 38)
    canvas.clipPath(path, stroke=0, fill=0)
    canvas.rect(0, 0, 400, 300, stroke=0, fill=1)


def frame(canvas: Canvas) -> None:
    """Draw a border as two rectangles of one path, the inner one a hole."""
    path = canvas.beginPath()
    path.rect(80, 80, 120, 60)
    path.rect(84, 84, 112, 52)
    canvas.drawPath(path, stroke=0, fill=1, fillMode=0)


HIDDEN: dict[str, tuple[tuple[Drawing, ...], str]] = {
    "white on paper": ((colored(1, 1, 1),), visibility.COLOR),
    "nearly white on paper": ((colored(0.99, 1, 0.99),), visibility.COLOR),
    "blue on blue": ((box(0, 0, 0.8), colored(0, 0, 0.8)), visibility.COLOR),
    "white on white on blue": ((box(0, 0, 1), box(1, 1, 1), colored(1, 1, 1)), visibility.COLOR),
    "invisible": ((mode(3),), visibility.MODE),
    "transparent": ((transparent(0),), visibility.ALPHA),
    "clipped away": ((clipped(300),), visibility.CLIP),
    "under a box": ((text, box(0, 0, 0)), visibility.COVER),
    "under a white box": ((text, box(1, 1, 1)), visibility.COVER),
    "under a small picture": ((text, picture(90, 90, 60, 30)), visibility.COVER),
}
SEEN: dict[str, tuple[Drawing, ...]] = {
    "white on blue": (box(0, 0, 1), colored(1, 1, 1)),
    "pale": (colored(0.9, 0.9, 0.9),),
    "half transparent": (transparent(0.5),),
    "inside its clip": (clipped(95),),
    "on a box": (box(0, 0, 0), colored(1, 1, 0)),
    "highlighted": (text, highlighted),
    "in a frame drawn later": (text, frame),
    "beside a disc drawn later": (text, round_clip),
    "outlined": (mode(1),),
    "invisible upon a picture": (picture(0, 0, 400, 300), mode(3)),
    "under the picture of the page": (text, picture(0, 0, 400, 300)),
    "white on a picture": (picture(50, 50, 200, 100), colored(1, 1, 1)),
}


@pytest.mark.parametrize("name", HIDDEN)
def test_what_nobody_sees_is_hidden(name: str, tmp_path: Path) -> None:
    drawings, because = HIDDEN[name]
    assert drawn(tmp_path, *drawings) == {because: "void"}


@pytest.mark.parametrize("name", SEEN)
def test_what_is_seen_is_not_hidden(name: str, tmp_path: Path) -> None:
    assert drawn(tmp_path, *SEEN[name]) == {}


@pytest.mark.parametrize("is_on", [True, False])
@pytest.mark.parametrize("is_form", [True, False])
def test_a_layer_is_hidden_if_it_is_off(is_on: bool, is_form: bool, tmp_path: Path) -> None:
    pdf = tmp_path / "layer.pdf"
    with pikepdf.new() as document:
        page = document.add_blank_page(page_size=(400, 300))
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        group = document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="Draft"))
        default = pikepdf.Dictionary(ON=[group]) if is_on else pikepdf.Dictionary(OFF=[group])
        document.Root.OCProperties = pikepdf.Dictionary(OCGs=[group], D=default)
        words = b"BT /F1 10 Tf 50 50 Td (void) Tj ET"
        fonts = pikepdf.Dictionary(F1=font)
        page.Resources = pikepdf.Dictionary(Font=fonts, Properties=pikepdf.Dictionary(Layer=group))
        if is_form:
            form = document.make_stream(words)
            form.Subtype, form.BBox = pikepdf.Name.Form, [0, 0, 400, 300]
            form.Resources, form.OC = pikepdf.Dictionary(Font=fonts), group
            page.Resources.XObject = pikepdf.Dictionary(X=form)
            content = b"/X Do"
        else:
            content = b"/OC /Layer BDC " + words + b" EMC"
        plain = b" BT /F1 10 Tf 50 20 Td (seen) Tj ET"
        page.Contents = document.make_stream(content + plain)
        document.save(pdf)
    assert hidden(pdf) == ({} if is_on else {visibility.LAYER: "void"})


def test_full_tint_of_a_spot_colour_is_not_white(tmp_path: Path) -> None:
    pdf = tmp_path / "spot.pdf"
    with pikepdf.new() as document:
        page = document.add_blank_page(page_size=(400, 300))
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        tint = pikepdf.Dictionary(
            FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 0, 0, 1], N=1
        )
        spot = [pikepdf.Name.Separation, pikepdf.Name.Black, pikepdf.Name.DeviceCMYK, tint]
        page.Resources = pikepdf.Dictionary(
            Font=pikepdf.Dictionary(F1=font), ColorSpace=pikepdf.Dictionary(Spot=spot)
        )
        page.Contents = document.make_stream(b"BT /Spot cs 1 scn /F1 10 Tf 50 20 Td (black) Tj ET")
        document.save(pdf)
    assert hidden(pdf) == {}


@settings(max_examples=25)
@given(st.integers(0, 10), st.integers(0, 10), st.integers(0, 10))
def test_text_is_hidden_only_in_the_colour_of_its_box(red: int, green: int, blue: int) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        color = (red / 10, green / 10, blue / 10)
        found = drawn(Path(folder), box(0.5, 0.5, 0.5), colored(*color))
    assert bool(found) == (color == (0.5, 0.5, 0.5))


BOXES = st.tuples(*[st.floats(-2000, 2000)] * 4)


@given(
    st.lists(st.tuples(BOXES, st.integers(0, 30), st.sampled_from([(0.5,), None])), max_size=30),
    st.integers(0, 30),
    st.floats(-100, 700),
    st.floats(-100, 900),
)
def test_the_background_is_the_last_paint_before_a_glyph(
    drawn: list[tuple[Bbox, int, tuple[float, ...] | None]], glyph: int, x: float, y: float
) -> None:
    paints = [Paint(box, color, after, is_opaque=False) for box, after, color in drawn]
    beneath = [
        paint.color
        for paint in paints
        if paint.after <= glyph
        and paint.bbox[0] <= x <= paint.bbox[2]
        and paint.bbox[1] <= y <= paint.bbox[3]
    ]
    color = beneath[-1] if beneath else (1.0,)
    expected = None if color is None else rgb_of(color)
    assert _Backgrounds(paints, (0.0, 0.0, 600.0, 800.0)).beneath(glyph, x, y) == expected


def test_the_background_is_found_without_looking_at_all_paints() -> None:
    paints = [
        Paint((x, y, x + 4.0, y + 4.0), (0.5,), 0, is_opaque=False)
        for x in map(float, range(0, 600, 4))
        for y in map(float, range(0, 800, 4))
    ]
    looked: list[Bbox] = []

    class Watched(Sequence[Paint]):
        def __len__(self) -> int:
            return len(paints)

        def __getitem__(self, at: Any) -> Any:
            looked.append(paints[at].bbox)
            return paints[at]

    backgrounds = _Backgrounds(Watched(), (0.0, 0.0, 600.0, 800.0))
    backgrounds.beneath(1, 302.0, 402.0)
    looked.clear()
    assert backgrounds.beneath(1, 302.0, 402.0) == (0.5, 0.5, 0.5)
    assert len(looked) < len(paints) / 100


def test_type_that_nobody_can_read_is_hidden(tmp_path: Path) -> None:
    def tiny(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 0.4)
        text(canvas)

    assert drawn(tmp_path, tiny) == {visibility.SIZE: "void"}


def test_a_page_that_is_set_in_larger_units_is_read(tmp_path: Path) -> None:
    pdf = tmp_path / "inches.pdf"
    canvas = Canvas(str(pdf), pagesize=(8, 11))
    canvas.setFont("Helvetica", 0.14)
    canvas.drawString(1, 1, "seen")
    canvas.save()
    assert hidden(pdf) == {}


@pytest.mark.parametrize(
    ("drawings", "recognised"),
    [
        ((picture(0, 0, 400, 300), mode(3), mode(3)), True),
        ((mode(0), picture(0, 0, 400, 300)), True),  # beneath the picture of the page
        ((picture(0, 0, 400, 300), mode(0), mode(0)), False),
        ((picture(0, 0, 400, 300), mode(0), mode(3)), False),  # a caption of a picture
        ((mode(3), mode(3)), False),  # hidden text
        ((), False),
    ],
)
def test_most_text_of_a_scan_was_recognised(
    tmp_path: Path, drawings: Sequence[Drawing], *, recognised: bool
) -> None:
    drawn(tmp_path, *drawings)
    assert is_recognised(PageReader(tmp_path / "drawn.pdf").page(1)) is recognised
