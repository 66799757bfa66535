"""Which lines outside tables form one block, and what kind of block it is."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from extract.document.blocks import GatheredBlock, assemble_block, gather
from extract.geometry.page_model import Line
from extract.text.hyphens import Vocabulary
from tests.extract.page_parts import make_line, make_word

STEP = 12.0
WIDE = "Words of a paragraph which fill their line up to its end now"
SIZE = 10.0


def line(text: str, at: float = 0, **more: Any) -> Line:
    """Make a line at a number of steps below the first one; all letters are 4 points wide."""
    fields = {"size": SIZE, "glyphs": (), "first_width": 4.0 * len(text.split(" ")[0]), **more}
    return make_line(text, fields.pop("x0", 60.0), 100.0 + STEP * at, **fields)


def blocks(*lines: Line) -> list[GatheredBlock]:
    return gather([(1, lines)])


def texts(*lines: Line) -> list[list[str]]:
    return [[one.text for one in block.lines] for block in blocks(*lines)]


def sizes(*lines: Line) -> list[int]:
    """Return how many lines each block has."""
    return [len(block.lines) for block in blocks(*lines)]


@pytest.mark.parametrize(
    ("text", "kind", "marker"),
    [
        ("Words of a paragraph.", "paragraph", ""),
        ("• A thing to do", "list_item", "•"),
        ("– A thing to do", "list_item", "–"),
        ("(a) A thing to do", "list_item", "(a)"),
        ("2. A thing to do", "list_item", "2."),
        ("2.1 A thing to do", "list_item", "2.1"),
        ("2019 was a good year.", "paragraph", ""),
        ("* A note below a table", "footnote", "*"),
        ("† A note below a table", "footnote", "†"),
    ],
)
def test_the_mark_before_a_line_shows_its_kind(text: str, kind: str, marker: str) -> None:
    (found,) = blocks(line(text))
    assert (found.kind, found.marker) == (kind, marker)


def noted(mark: str, size: float, *rest: str) -> Line:
    words = [make_word(mark, 60.0, 100.0, size=size)]
    words += [make_word(text, 70.0 + 40 * at, 100.0, size=SIZE) for at, text in enumerate(rest)]
    return replace(line(" ".join((mark, *rest))), words=tuple(words))


@pytest.mark.parametrize(
    ("first", "kind"),
    [
        (noted("3", 6.5, "See", "annex"), "footnote"),
        (noted("3", 8.0, "See", "annex"), "paragraph"),  # as large as small capitals
        (noted("3", 10.0, "See", "annex"), "paragraph"),
        (noted("x", 6.5, "See", "annex"), "paragraph"),
        (noted("3", 6.5), "paragraph"),  # a number alone is no note
    ],
)
def test_a_small_raised_number_before_words_begins_a_footnote(first: Line, kind: str) -> None:
    (found,) = blocks(first)
    assert found.kind == kind


@pytest.mark.parametrize(
    ("size", "bold", "is_heading"),
    [(10.0, False, False), (11.5, False, False), (11.6, False, True), (10.0, True, True)],
)
def test_bold_or_large_lines_are_headings(size: float, bold: bool, is_heading: bool) -> None:
    body = [line(WIDE, at) for at in range(1, 5)]
    first = blocks(line("Prevention", -2, size=size, bold=bold), *body)[0]
    assert (first.kind == "title") == is_heading  # headings without a number before all text


def test_lines_of_one_paragraph_are_one_block() -> None:
    assert sizes(*[line(WIDE, at) for at in range(3)]) == [3]


def test_a_mark_begins_a_block_whatever_stands_above() -> None:
    assert sizes(line(WIDE, 0), line("• a thing to do", 1), line("• another", 2)) == [1, 1, 1]


def test_the_lines_of_a_list_item_go_on_without_a_mark() -> None:
    assert sizes(line("• " + WIDE, 0), line(WIDE, 1)) == [2]


def test_a_heading_and_the_text_below_it_are_two_blocks() -> None:
    assert sizes(line(WIDE, 0, bold=True), line(WIDE, 1), line(WIDE, 2, bold=True)) == [1, 1, 1]


@pytest.mark.parametrize(
    ("step", "count"),
    [
        (1.0, 1),
        (1.07, 1),
        (1.09, 2),
        (3.0, 2),
    ],
)
def test_a_larger_distance_between_lines_begins_a_paragraph(step: float, count: int) -> None:
    above = [line(WIDE, at) for at in range(4)]
    assert len(blocks(*above, line(WIDE, 3 + step), line(WIDE, 4 + step))) == count


def test_a_sentence_goes_on_over_a_larger_distance_in_small_letters() -> None:
    above = [line(WIDE, at) for at in range(4)]
    assert sizes(*above, line(WIDE.lower(), 4.5)) == [5]
    closed = [*above[:3], line(WIDE + ".", 3)]
    assert sizes(*closed, line(WIDE.lower(), 4.5)) == [4, 1]
    # Farther than any leading, nothing goes on: 2.2 times the type size.
    assert sizes(*above, line(WIDE.lower(), 3 + 22.0 / STEP)) == [5]
    assert sizes(*above, line(WIDE.lower(), 3 + 23.0 / STEP)) == [4, 1]


@pytest.mark.parametrize(("size", "count"), [(9.0, 1), (8.5, 1), (8.4, 2), (11.6, 2)])
def test_type_of_another_size_is_a_block_of_its_own(size: float, count: int) -> None:
    body = [line(WIDE, at) for at in range(6)]
    assert len(blocks(*body, line(WIDE, 6, size=size))) == count


def test_a_closed_line_with_room_for_the_next_word_ends_a_paragraph() -> None:
    """The first word of the next line and a space would fit behind the full stop."""
    left = 60.0
    right = left + 4.0 * len(WIDE)
    for room, count in ((20.0, 1), (23.0, 1), (24.0, 2), (40.0, 2)):
        ended = line("Ends here.", 1, x1=right - room)
        after = line(WIDE, 2, first_width=20.0)  # and a space of 3 points
        assert len(blocks(line(WIDE, 0), ended, after)) == count, room


def test_a_short_line_ends_a_paragraph_and_no_footnote() -> None:
    width = 4.0 * len(WIDE)
    for share, count in ((0.3, 1), (0.36, 2)):
        short = line("Ends here", 1, x1=60.0 + width * (1 - share))
        assert len(blocks(line(WIDE, 0), short, line(WIDE, 2))) == count, share
        note = line("* " + WIDE, 0, x1=60.0 + width)
        assert len(blocks(note, short, replace(short, baseline=124.0))) == count, share


def test_a_heading_goes_on_in_the_next_line() -> None:
    def heading(text: str, at: float, **more: Any) -> Line:
        return line(text, at, bold=True, **more)

    assert sizes(heading("Prevention of", 0), heading("violence", 1), line(WIDE, 3)) == [2, 1]
    # A numbered one goes on only if its line is full: 80 % of the width.
    right = 60.0 + 4.0 * len(WIDE)
    for x1, count in ((0.79 * right, 3), (0.81 * right, 2)):
        first = heading("1. Prevention of", 0, x1=x1)
        assert len(blocks(first, heading("Violence", 1), line(WIDE, 3))) == count


@pytest.mark.parametrize(
    ("last", "first", "count"),
    [
        (WIDE, "Other words", 1),  # which do not fit behind the line
        (WIDE, "Some words", 2),  # which do
        (WIDE, "some words", 1),
        (WIDE + ".", "goes on", 2),
        (WIDE + ".”", "Goes on", 2),
        ("A short line", "Goes on", 2),
        ("A short line", "goes on", 1),
    ],
)
def test_a_sentence_goes_on_over_a_page_end(last: str, first: str, count: int) -> None:
    pages = [(1, [line(WIDE + " and", 0), line(last, 1)]), (2, [line(first, 0)])]
    found = gather(pages)
    assert len(found) == count
    assert found[-1].pages[-1] == 2


def test_no_heading_goes_on_over_a_page_end() -> None:
    pages = [(1, [line(WIDE, 0, bold=True)]), (2, [line(WIDE.lower(), 0, bold=True)])]
    assert len(gather(pages)) == 2


def test_a_new_text_column_is_like_a_new_page() -> None:
    edge = 60.0 + 4.0 * len(WIDE)
    left = [line(WIDE, at, edge=edge) for at in range(2)]
    right = line("Goes on in the next column", 0, x0=400.0, edge=640.0)
    assert sizes(*left, right) == [3]
    closed = [left[0], line(WIDE + ".", 1, edge=edge)]
    assert sizes(*closed, right) == [2, 1]
    # Without columns, a line that stands higher than the one before is another text.
    assert sizes(line(WIDE, 5), line(WIDE, 0)) == [1, 1]


def test_the_width_of_a_text_column_decides_whether_its_lines_are_full() -> None:
    edge = 61.0 + 4.0 * len("Half a page")
    lines = [line("Half a page", at, edge=edge) for at in range(3)]
    wide = line(WIDE + WIDE, 5)
    assert sizes(*lines, wide)[0] == 3
    assert sizes(*[replace(one, edge=None) for one in lines], wide)[0] == 1


@pytest.mark.parametrize(
    ("headings", "kinds"),
    [
        (("A plan", "For all"), ("title", "heading")),
        (("1. Water", "A plan"), ("heading", "heading")),
        (("1. Water", "A PLAN"), ("heading", "title")),
        (("A plan", "1. Water", "ROADS"), ("title", "heading", "title")),
    ],
)
def test_the_first_heading_is_a_title_and_so_are_those_in_capitals(
    headings: tuple[str, ...], kinds: tuple[str, ...]
) -> None:
    lines = [line(text, 4.0 * at, bold=True) for at, text in enumerate(headings)]
    assert tuple(block.kind for block in blocks(*lines)) == kinds


def test_a_heading_below_a_list_is_no_title() -> None:
    found = blocks(line("• A thing to do", 0), line("A plan", 3, bold=True))
    assert [block.kind for block in found] == ["list_item", "heading"]
    found = blocks(line("A paragraph", 0), line("A plan", 3, bold=True))
    assert [block.kind for block in found] == ["paragraph", "title"]


def test_the_kind_of_number_ranks_headings_of_one_size() -> None:
    heads = [
        "I. One",
        "A. Two",
        "1. Three",
        "1.1. Four",
        "(a) Five",
        "Six",
        "II. Seven",
        "b. Eight",
    ]
    found = blocks(*[line(text, 4.0 * at, bold=True) for at, text in enumerate(heads)])
    assert [block.level for block in found] == [1, 2, 3, 4, 5, 1, 1, 5]


def test_a_block_has_its_words_without_the_mark_and_a_place_on_each_page() -> None:
    pages = [
        (1, [line("(a) " + WIDE, 0), line(WIDE, 1, x0=70.0)]),
        (2, [line("goes on here", 0, x0=80.0), line("and there", 1, x0=75.0)]),
    ]
    (gathered,) = gather(pages)
    made = assemble_block(gathered, 7, Vocabulary(), {})
    assert (made.block_id, made.kind, made.marker) == ("b007", "list_item", "(a)")
    assert made.text == f"{WIDE} {WIDE} goes on here and there"
    assert made.lines[0] == f"(a) {WIDE}"
    first, second = made.spans
    assert (first.page, second.page) == (1, 2)
    assert first.bbox == (60.0, 94.0, 60.0 + 4.0 * len("(a) " + WIDE), 114.0)
    assert second.bbox == (75.0, 94.0, 80.0 + 4.0 * len("goes on here"), 114.0)
