"""Which lines without rules are a table, at the limits: figures in columns, labels side by side."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extract.alignment.booktabs import BooktabsLattice
from extract.geometry.page_model import Fill, Rules, Word
from extract.tables.unruled import figure_lattices, headed_lattices
from tests.extract.page_parts import make_word

LEFT, RIGHTS = 50.0, (250.0, 350.0, 450.0)
"""Keys start at the left, figures end at the right of each column; the type size is 8 points."""
TOP, PITCH = 200.0, 12.0
KEYS = ("North", "Hill", "South", "Coast", "Harbour", "River", "Island", "Forest")


def words_of(text: str, x0: float, baseline: float, glyph: int, **more: object) -> list[Word]:
    """Words of a text from a left end; each letter and each space is 4 points wide."""
    words = []
    for one in text.split():
        words.append(make_word(one, x0, baseline, glyphs=(glyph,), **more))
        x0 = words[-1].x1 + 2.0
    return words


class Page:
    """A page on which lines are set."""

    def __init__(self) -> None:
        self.words: list[Word] = []

    def set(self, text: str, x0: float, baseline: float, **more: object) -> None:
        """Set a text that starts at a place."""
        self.words += words_of(text, x0, baseline, len(self.words), **more)

    def row(self, number: int, baseline: float, *, figures: int = 3) -> None:
        """Set a key and some figures."""
        self.set(KEYS[number % len(KEYS)], LEFT, baseline)
        for column, right in enumerate(RIGHTS[:figures]):
            text = f"{number + 1}{column}{number}"
            self.set(text, right - 4.0 * len(text), baseline)

    def rows(self, baselines: Sequence[float], *, figures: int = 3) -> None:
        """Set a line of figures on each baseline."""
        for number, baseline in enumerate(baselines):
            self.row(number, baseline, figures=figures)

    def tables(self, *fills: tuple[float, float, float, float]) -> list[BooktabsLattice]:
        """Find the tables of figures."""
        drawn = tuple(Fill(bbox=box, color=(0.9,)) for box in fills)
        return list(figure_lattices(Rules((), (), drawn, ()), self.words))


def lines(count: int, *, pitch: float = PITCH, top: float = TOP) -> list[float]:
    return [top + pitch * number for number in range(count)]


@pytest.mark.parametrize(
    ("count", "pitch", "figures", "tables"),
    [
        (3, PITCH, 3, 1),
        (2, PITCH, 3, 0),
        (4, 24.0, 3, 1),
        (4, 24.5, 3, 0),
        (4, PITCH, 1, 0),
    ],
    ids=["three", "two", "three sizes apart", "farther", "one figure each"],
)
def test_three_lines_of_figures_close_to_each_other_are_a_table(
    count: int, pitch: float, figures: int, tables: int
) -> None:
    page = Page()
    page.rows(lines(count, pitch=pitch), figures=figures)
    assert len(page.tables()) == tables


@pytest.mark.parametrize(("between", "tables"), [(0, 1), (1, 1), (2, 2)])
def test_one_line_between_figures_belongs_to_them_and_two_end_the_table(
    between: int, tables: int
) -> None:
    page = Page()
    page.rows(lines(3))
    for at in range(between):
        page.set("A group of towns", LEFT, TOP + PITCH * (3 + at))
    page.rows(lines(3, top=TOP + PITCH * (3 + between)))
    assert len(page.tables()) == tables


def test_a_line_of_two_texts_between_figures_ends_the_table() -> None:
    page = Page()
    page.rows(lines(3))
    page.set("A group", LEFT, TOP + PITCH * 3)
    page.set("Another", 230.0, TOP + PITCH * 3)
    page.rows(lines(3, top=TOP + PITCH * 4))
    assert len(page.tables()) == 2


@pytest.mark.parametrize(
    ("fill", "tables"),
    [
        ((40.0, 205.0, 460.0, 217.0), 0),
        ((0.0, 100.0, 595.0, 400.0), 1),
        ((40.0, 400.0, 460.0, 412.0), 1),
    ],
    ids=["behind a row", "behind all", "elsewhere"],
)
def test_figures_with_a_fill_behind_some_rows_are_another_kind_of_table(
    fill: tuple[float, float, float, float], tables: int
) -> None:
    page = Page()
    page.rows(lines(5))
    assert len(page.tables(fill)) == tables


def with_labels(distance: float, *, texts: Sequence[str] = ("People", "Homes", "Flats")) -> Page:
    page = Page()
    for text, right in zip(texts, RIGHTS, strict=False):
        page.set(text, right - 4.0 * len(text), TOP - distance)
    page.rows(lines(4))
    return page


@pytest.mark.parametrize(("distance", "is_header"), [(12.0, True), (23.9, True), (24.1, False)])
def test_labels_stand_close_above_their_figures(distance: float, is_header: bool) -> None:
    (table,) = with_labels(distance).tables()
    assert (table.lattice.ys[0] < TOP - distance) is is_header


@pytest.mark.parametrize(("x0", "is_label"), [(74.1, True), (74.0, False)])
def test_a_single_text_above_figures_is_a_label_far_from_the_left(
    x0: float, is_label: bool
) -> None:
    """Farther than three sizes; a text at the left is a caption, or prose."""
    page = Page()
    page.set("In thousands", x0, TOP - PITCH)
    page.rows(lines(4))
    (table,) = page.tables()
    assert (table.lattice.ys[0] < TOP - PITCH) is is_label


@pytest.mark.parametrize(("x0", "is_label"), [(224.0, False), (260.0, True), (330.0, True)])
def test_a_text_in_the_middle_of_the_table_is_a_title(x0: float, *, is_label: bool) -> None:
    page = with_labels(PITCH)
    page.set("Year of 2008", x0, TOP - 2 * PITCH)
    (table,) = page.tables()
    assert (table.lattice.ys[0] < TOP - 2 * PITCH) is is_label


def test_a_label_of_the_keys_may_stand_alone_between_lines_of_labels() -> None:
    page = with_labels(PITCH)
    page.set("Region", LEFT, TOP - 2 * PITCH)
    (without,) = page.tables()
    assert without.lattice.ys[0] > TOP - 2 * PITCH
    page.set("Women", 330.0, TOP - 3 * PITCH)
    (table,) = page.tables()
    assert table.lattice.ys[0] < TOP - 3 * PITCH


def test_the_last_line_of_labels_may_print_figures() -> None:
    page = Page()
    for above, below, right in zip(
        ("1990 to", "Homes", "Flats"), ("2000", "of all", "sold"), RIGHTS, strict=True
    ):
        page.set(above, right - 32.0, TOP - 2 * PITCH)
        page.set(below, right - 32.0, TOP - PITCH)
    page.set("1,000", RIGHTS[2] - 60.0, TOP - PITCH)
    page.rows(lines(4))
    (table,) = page.tables()
    assert table.lattice.ys[0] < TOP - 2 * PITCH


@pytest.mark.parametrize(
    ("above", "is_header"), [("Table 1. People", False), ("People of the region", True)]
)
def test_a_caption_above_labels_is_none_of_them(above: str, is_header: bool) -> None:
    page = with_labels(PITCH)
    page.set(above, 150.0, TOP - 2 * PITCH)
    (table,) = page.tables()
    assert table.lattice.ys[0] < TOP - PITCH
    assert (table.lattice.ys[0] < TOP - 2 * PITCH) is is_header


def headed(*, labels: Sequence[str], rows: int = 4, bold: bool = False) -> list[BooktabsLattice]:
    """Find the table below labels 100 points apart, with a text of two words below each."""
    page = Page()
    starts = [LEFT + 120.0 * at for at in range(len(labels))]
    for text, x0 in zip(labels, starts, strict=True):
        page.set(text, x0, TOP - 14.0, bold=bold)
    for number, baseline in enumerate(lines(rows, pitch=20.0, top=TOP)):
        for x0 in starts:
            page.set(f"Text {KEYS[number % len(KEYS)]}", x0, baseline)
            page.set("goes on", x0, baseline + 10.0)
    return list(headed_lattices(Rules((), (), (), ()), page.words))


@pytest.mark.parametrize(
    ("labels", "tables"),
    [
        (("Area", "Task", "Lead"), 1),
        (("Area", "A task of four", "Lead"), 1),
        (("Area", "A task of five words", "Lead"), 0),
        (("Area", "task", "Lead"), 0),
    ],
    ids=["three", "four words", "five words", "a small initial"],
)
def test_three_short_texts_with_capitals_side_by_side_are_labels(
    labels: Sequence[str], tables: int
) -> None:
    found = headed(labels=labels)
    assert sum(one.lattice.ys[0] < TOP - 14.0 for one in found) == tables


@pytest.mark.parametrize("labels", [("area", "task", "lead"), ("Area", "Task", "Lead")])
def test_bold_texts_side_by_side_are_labels_however_they_are_spelt(labels: Sequence[str]) -> None:
    (found,) = headed(labels=labels, bold=True)
    assert found.lattice.ys[0] < TOP - 14.0


@pytest.mark.parametrize(("rows", "tables"), [(1, 0), (4, 1)])
def test_labels_have_rows_below_them(rows: int, tables: int) -> None:
    assert len(headed(labels=("Area", "Task", "Lead"), rows=rows)) == tables


def test_labels_above_figures_are_eight_lines_at_most() -> None:
    page = Page()
    for at in range(1, 11):
        for text, right in zip(("People", "Homes", "Flats"), RIGHTS, strict=True):
            page.set(text, right - 4.0 * len(text), TOP - PITCH * at)
    page.rows(lines(4))
    (table,) = page.tables()
    assert TOP - 9 * PITCH < table.lattice.ys[0] < TOP - 8 * PITCH
    # All of them are the header.
    assert TOP - PITCH < table.lattice.ys[1] < TOP


@pytest.mark.parametrize(
    ("last", "x0", "step", "is_key"),
    [
        ("and more", LEFT, 10.0, True),
        ("and more", LEFT, 10.9, True),
        ("and more", LEFT, 11.1, False),
        ("and more", LEFT, 9.0, False),
        ("a note on the towns above", LEFT, 10.0, False),
        ("and elsewhere", LEFT - 4.0, 10.0, True),  # a size wider than the other keys
        ("and elsewhere", LEFT - 3.75, 10.0, False),
        ("and more", 300.0, 10.0, False),
    ],
)
def test_the_key_of_the_last_row_may_wrap_as_others_do(
    last: str, x0: float, step: float, *, is_key: bool
) -> None:
    page = Page()
    page.rows(lines(3, pitch=22.0))
    for baseline in lines(2, pitch=22.0):
        page.set("and others", LEFT, baseline + 10.0)
    page.set(last, x0, TOP + 44.0 + step)
    (table,) = page.tables()
    assert (table.lattice.ys[-1] > TOP + 44.0 + step) == is_key


def test_no_key_goes_on_below_the_figures_where_none_does_above() -> None:
    page = Page()
    page.rows(lines(3))
    page.set("and more", LEFT, TOP + 34.0)
    (table,) = page.tables()
    assert table.lattice.ys[-1] < TOP + 34.0


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("the words of a text that goes on", 260.0),
        ("The words of a text that goes on", LEFT),
        ("the words", None),  # no prose, and no keys either
    ],
)
def test_prose_beside_a_table_is_none_of_its_columns(text: str, left: float | None) -> None:
    page = Page()
    for number, baseline in enumerate(lines(5)):
        page.set(text, LEFT, baseline)
        page.set(KEYS[number], 260.0, baseline)
        for column in range(3):
            page.set(f"{number + 1}{column}{number}", 350.0 + 50 * column, baseline)
    found = [table.lattice.xs[0] for table in page.tables()]
    assert found == ([] if left is None else [left - 3.0])


@pytest.mark.parametrize(
    ("label", "key", "years", "tables"),
    [
        ("In thousands", "Region", "202", 2),
        ("In millions", "Region", "202", 1),
        ("In thousands", "Town", "202", 1),
        ("In thousands", "Region", "201", 1),  # the header is printed again
        ("In thousands", "2", "202", 1),
    ],
)
def test_a_header_with_other_figures_begins_another_table(
    label: str, key: str, years: str, tables: int
) -> None:
    page = Page()
    for top, above, first, decade in (
        (TOP, "In thousands", "Region", "201"),
        (TOP + 5 * PITCH, label, key, years),
    ):
        page.set(above, LEFT, top)
        page.set(first, LEFT, top + PITCH)
        for column, right in enumerate(RIGHTS):
            page.set(f"{decade}{column}", right - 16.0, top + PITCH)
        page.rows(lines(3, top=top + 2 * PITCH))
    assert len(page.tables()) == tables


def test_a_line_with_a_single_figure_ends_a_table_of_figures() -> None:
    page = Page()
    page.rows(lines(3))
    page.row(3, TOP + 3 * PITCH, figures=1)
    (table,) = page.tables()
    assert table.lattice.ys[-1] < TOP + 3 * PITCH


@pytest.mark.parametrize(("step", "is_label"), [(18.0, True), (18.25, False)])
def test_the_lines_of_a_label_are_close_to_each_other(step: float, *, is_label: bool) -> None:
    """Type of 10 points."""
    page = Page()
    starts = (LEFT, LEFT + 140.0, LEFT + 280.0)
    for text, x0 in zip(("Area", "Planned", "Budget"), starts, strict=True):
        page.set(text, x0, TOP, bold=True, size=10.0)
    page.set("activities", starts[1], TOP + step, bold=True, size=10.0)
    for baseline in lines(4, pitch=30.0, top=TOP + 50.0):
        for x0 in starts:
            page.set("Some text", x0, baseline, size=10.0)
            page.set("goes on", x0, baseline + 12.0, size=10.0)
    (found,) = headed_lattices(Rules((), (), (), ()), page.words)
    assert (found.lattice.ys[1] > TOP + step) == is_label


@pytest.mark.parametrize(("top", "is_header"), [(23.9, True), (24.1, False)])
def test_labels_stand_at_most_so_far_above_their_figures(top: float, *, is_header: bool) -> None:
    page = Page()
    for text, right in zip(("People", "Homes", "Flats"), RIGHTS, strict=True):
        page.set(text, right - 4.0 * len(text), 0.0)
    page.rows(lines(4, top=top))
    (table,) = page.tables()
    assert (table.lattice.ys[0] < 0.0) is is_header


@pytest.mark.parametrize(
    ("x0", "more", "is_label"),
    [(151.5, "", False), (151.75, "", True), (150.0, "Homes", True), (148.5, "", False)],
)
def test_the_lines_of_a_caption_begin_below_each_other(
    x0: float, more: str, *, is_label: bool
) -> None:
    page = with_labels(PITCH)
    page.set("Table 1. People", 150.0, TOP - 3 * PITCH)
    page.set("of the region", x0, TOP - 2 * PITCH)
    page.set(more, 330.0, TOP - 2 * PITCH)
    (table,) = page.tables()
    assert (table.lattice.ys[0] < TOP - 2 * PITCH) is is_label


@pytest.mark.parametrize(
    ("text", "lower", "left"),
    [
        ("the words of it", 10, None),  # four words a line are no prose
        ("the words of a text", 10, 260.0),
        ("the words of a text", 4, 260.0),
        ("the words of a text", 3, LEFT),  # of ten lines, three may begin within a sentence
    ],
)
def test_prose_has_long_lines_that_begin_within_sentences(
    text: str, lower: int, left: float | None
) -> None:
    page = Page()
    for number, baseline in enumerate(lines(10)):
        page.set(text if number < lower else text.capitalize(), LEFT, baseline)
        page.set(KEYS[number % len(KEYS)], 260.0, baseline)
        for column in range(3):
            page.set(f"{number + 1}{column}{number}".zfill(4), 350.0 + 50 * column, baseline)
    found = [table.lattice.xs[0] for table in page.tables()]
    assert found == ([] if left is None else [left - 3.0])
