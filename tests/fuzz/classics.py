"""Small files made to break whoever opens them, each by one known trick."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream
from reportlab.pdfgen.canvas import Canvas

PLAN = Path(__file__).resolve().parents[2] / "sources" / "asean-pcrve-2019-2025" / "plan.pdf"


def grid(rows: int = 3, pages: int = 1) -> bytes:
    """Make a sound PDF with a ruled table on each page."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(400, 300))
    for page in range(pages):
        for row in range(rows + 1):
            canvas.line(50, 250 - 20 * row, 350, 250 - 20 * row)
        for x in (50, 150, 350):
            canvas.line(x, 250, x, 250 - 20 * rows)
        for row in range(rows):
            canvas.drawString(55, 235 - 20 * row, f"key {page}.{row}")
            canvas.drawString(155, 235 - 20 * row, f"value {page}.{row}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def edited(edit: Callable[[Pdf], None]) -> bytes:
    """Make a sound PDF, and then less so."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(grid())) as document:
        edit(document)
        document.save(out, compress_streams=False)
    return out.getvalue()


def flate_bomb(document: Pdf) -> None:
    data = bytes(2**28)
    for _ in range(3):
        data = zlib.compress(data, 9)
    document.pages[0].Contents = document.make_stream(data, Filter=Array([Name.FlateDecode] * 3))


def form_in_itself(document: Pdf) -> None:
    form = document.make_stream(b"/F Do", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9])
    form.Resources = Dictionary(XObject=Dictionary(F=form))
    add_form(document, form, b"/F Do")


def nested_forms(document: Pdf) -> None:
    """Thirty forms, each drawing the next one twice: a thousand million in the end."""
    inner = document.make_stream(b"0 0 m 9 9 l S", Type=Name.XObject, Subtype=Name.Form)
    inner.BBox = Array([0, 0, 9, 9])
    for level in range(30):
        name = f"/F{level}"
        form = document.make_stream(
            f"{name} Do {name} Do".encode(), Type=Name.XObject, Subtype=Name.Form
        )
        form.BBox = Array([0, 0, 9, 9])
        form.Resources = Dictionary(XObject=Dictionary({name: inner}))
        inner = form
    add_form(document, inner, b"/F Do")


def add_form(document: Pdf, form: Stream, content: bytes) -> None:
    page = document.pages[0]
    page.Resources.XObject = Dictionary(F=form)
    page.Contents = document.make_stream(content)


def many(operators: bytes) -> Callable[[Pdf], None]:
    def edit(document: Pdf) -> None:
        font = next(iter(document.pages[0].Resources.Font.keys())).encode()
        document.pages[0].Contents = document.make_stream(operators.replace(b"/F1", font))

    return edit


def looped_page_tree(document: Pdf) -> None:
    root = document.Root.Pages
    root.Kids = Array([root, root])


def huge_count(document: Pdf) -> None:
    document.Root.Pages.Count = 2**31


def picture_only(document: Pdf) -> None:
    image = document.make_stream(bytes(100), Type=Name.XObject, Subtype=Name.Image)
    image.Width = image.Height = 10
    image.ColorSpace, image.BitsPerComponent = Name.DeviceGray, 8
    add_form(document, image, b"400 0 0 300 0 0 cm /F Do")


def no_rules(document: Pdf) -> None:
    document.pages[0].Contents = document.make_stream(b"")


def boxes(*box: object, rotate: int = 0) -> Callable[[Pdf], None]:
    def edit(document: Pdf) -> None:
        document.pages[0].MediaBox = Array(box)
        document.pages[0].Rotate = rotate

    return edit


def private_font(document: Pdf) -> None:
    """Map each letter to the private area, as fonts with home-made encodings do."""
    lines = "\n".join(f"<{code:02x}> <{0xE000 + code:04x}>" for code in range(32, 127))
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "1 begincodespacerange <00> <ff> endcodespacerange\n"
        f"95 beginbfchar\n{lines}\nendbfchar endcmap end end"
    )
    for font in document.pages[0].Resources.Font.values():
        font.ToUnicode = document.make_stream(cmap.encode())


def endless_contents(document: Pdf) -> None:
    page = document.pages[0]
    page.Contents = Array([page.Contents] * 200_000)


def deep_arrays(document: Pdf) -> None:
    page = document.pages[0]
    page.Contents = document.make_stream(b"[" * 500_000 + b"]" * 500_000 + b" 0 d")


def encrypted() -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(grid())) as document:
        document.save(out, encryption=pikepdf.Encryption(user="secret", owner="boss"))
    return out.getvalue()


def words(count: int) -> bytes:
    """Make a page with that many words, one upon the other."""
    return edited(many(b"BT /F1 9 Tf 50 50 Td " + b"(word) Tj " * count + b"ET"))


def rules(count: int) -> bytes:
    """Make a page with that many rules."""
    some = [b"%d %d m 399 %d l S\n" % (i % 400, i % 300, i % 300) for i in range(min(2000, count))]
    return edited(many(b"".join(some) * (count // len(some))))


def classics() -> dict[str, bytes]:
    """Make them all, by name."""
    sound = grid()
    return {
        "sound": sound,
        "empty": b"",
        "header only": b"%PDF-1.7\n",
        "zip": b"PK\x03\x04" + bytes(500),
        "web page": b"<!DOCTYPE html><title>Not found</title>",
        "zeros": bytes(5000),
        "cut in half": sound[: len(sound) // 2],
        "end cut off": sound[:-40],
        "start cut off": sound[60:],
        "wrong xref": sound[: sound.rindex(b"startxref")] + b"startxref\n7\n%%EOF\n",
        "junk before": b"junk\n" * 50 + sound,
        "encrypted": encrypted(),
        "flate bomb": edited(flate_bomb),
        "form in itself": edited(form_in_itself),
        "nested forms": edited(nested_forms),
        "million words": words(950_000),
        "million rules": rules(1_000_000),
        "looped page tree": edited(looped_page_tree),
        "huge page count": edited(huge_count),
        "picture only": edited(picture_only),
        "blank": edited(no_rules),
        "absurd page": edited(boxes(0, 0, 10**9, 10**9)),
        "page of no size": edited(boxes(0, 0, 0, 0)),
        "page box of names": edited(boxes(Name.A, Name.B, Name.C, Name.D)),
        "page box reversed": edited(boxes(400, 300, 0, 0)),
        "page box moved": edited(boxes(-100, -50, 300, 250)),
        "turned by 45": edited(boxes(0, 0, 400, 300, rotate=45)),
        "turned by 90": edited(boxes(0, 0, 400, 300, rotate=90)),
        "private letters": edited(private_font),
        "endless contents": edited(endless_contents),
        "deep arrays": edited(deep_arrays),
    }
