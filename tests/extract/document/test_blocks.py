"""Headings have levels by their type size, then by the kind of their number."""

from __future__ import annotations

from extract.document.blocks import gather
from extract.geometry.page_model import Line
from tests.extract.page_parts import make_line

BODY = "Text of a paragraph, which is set in the usual size and ends with a full stop."


def lines_of(*printed: tuple[str, float, bool]) -> list[Line]:
    return [
        make_line(text, 60.0, 100.0 + 40.0 * at, size=size, bold=bold, glyphs=())
        for at, (text, size, bold) in enumerate(printed)
    ]


def test_larger_headings_are_above_smaller_ones_and_kinds_of_numbers_follow() -> None:
    page = lines_of(
        ("I. Prevention of violence", 14.0, True),
        (BODY, 10.0, False),
        ("A. Schools and universities", 12.0, True),
        (BODY, 10.0, False),
        ("1. Primary schools", 12.0, True),
        (BODY, 10.0, False),
        ("II. Rehabilitation of offenders", 14.0, True),
        (BODY, 10.0, False),
        ("B. Prisons and probation", 12.0, True),
        (BODY, 10.0, False),
    )
    headings = [block for block in gather([(1, page)]) if block.kind == "heading"]
    assert [(block.marker, block.level) for block in headings] == [
        ("I.", 1),
        ("A.", 2),
        ("1.", 3),
        ("II.", 1),
        ("B.", 2),
    ]
