"""Texts in the middle or at the foot of their cells show by their rows; groups of rows do not."""

from __future__ import annotations

import pytest

from extract.alignment.rows.cell_blocks import Place, are_rules_at_rows, place_in_cells
from extract.alignment.rows.row_evidence import RowEvidence
from extract.alignment.thresholds import ROWS
from tests.extract.alignment.test_row_evidence import SIZE, Cell, shown

PITCH, GAP = 10.0, 8.0
_Row = tuple[str, ...]
"""The lines of each cell of a row, parted by "|"."""

WRAPPED: tuple[_Row, ...] = (
    ("1", "Train all nurses of>|the region and>|their heads", "Ten courses"),
    ("2", "Amend the code", "Two new articles>|of the law"),
    ("3", "Open offices in>|all towns", "Six offices"),
)
GROUPS: tuple[_Row, ...] = (
    ("Prevention", "Train teachers|Print leaflets|Open two offices", "Health|Labour|Police"),
    ("Protection of>|victims and their>|families", "Build shelters", "City council"),
    ("Justice", "Amend the code|Train judges", "Parliament|Courts"),
)
FULL_GROUPS = tuple(tuple(cell.replace("|", ">|") for cell in row) for row in GROUPS)
LOWER_GROUPS = (
    ("Prevention", "training teachers>|printing leaflets>|opening offices", "all>|some>|few"),
    ("Protection", "building shelters>|giving aid>|answering calls", "towns>|bar>|police"),
    ("Justice", "amending the code>|training judges>|publishing verdicts", "house>|court>|court"),
)
PAIRS = (
    ("Train nurses|Buy vans", "Ten vans", "Health|Police"),
    ("Amend code", "Two laws|One code", "Courts|Bar"),
    ("Survey|Publish data", "One portal", "Office|Health"),
    ("Open hotline", "Ten offices|Calls answered", "Police|City"),
)
"""Two rows each; one of them has an empty cell, now in one column, now in another."""


def stacked(
    *rows: _Row,
    place: Place | None,
    gap: float = GAP,
    headings: tuple[int, ...] = (),
    header: _Row = (),
) -> RowEvidence:
    """Return the levels of rows whose texts stand in the middle, at the foot or at the top (None).

    Args:
        rows: the lines of their cells.
        place: where the texts stand.
        gap: white space between rows, beyond the line pitch.
        headings: the rows above which there is a heading over all columns.
        header: the labels above, which begin side by side.
    """
    columns: list[list[Cell]] = [[] for _ in rows[0]]
    bands: list[Cell] = []
    top = 100.0
    for column, labels in zip(columns, header, strict=False):
        column += [(text, 70.0 + at * PITCH) for at, text in enumerate(labels.split("|"))]
    for number, row in enumerate(rows):
        if number in headings:
            bands.append(("Heading over all", top))
            top += PITCH + gap
        cells = [cell.split("|") for cell in row]
        most = max(map(len, cells))
        for column, lines in zip(columns, cells, strict=True):
            room = (most - len(lines)) * PITCH
            down = top + {"middle": room / 2, "foot": room, None: 0.0}[place]
            column += [(text, down + at * PITCH) for at, text in enumerate(lines)]
        top += most * PITCH + gap
    return shown(*columns, bands=tuple(bands))


def place_of(rows: tuple[_Row, ...], place: Place) -> Place | None:
    return place_in_cells(stacked(*rows, place=place))


@pytest.mark.parametrize("place", ["middle", "foot"])
def test_rows_show_where_texts_stand_in_cells(place: Place) -> None:
    assert place_of(WRAPPED, place) == place


@pytest.mark.parametrize("place", ["middle", "foot"])
@pytest.mark.parametrize(
    "rows",
    [GROUPS, FULL_GROUPS, LOWER_GROUPS, PAIRS, tuple(row[:2] for row in FULL_GROUPS)],
    ids=["groups", "full lines", "lower case", "empty cells", "two columns"],
)
def test_rows_beside_the_key_of_their_group_are_not_one_row(
    rows: tuple[_Row, ...], place: Place
) -> None:
    assert place_of(rows, place) is None


ONE_LINE: _Row = ("4", "Open a court", "One court")
CAPITALS: tuple[_Row, ...] = (
    ("1", "Train all nurses of>|Galicia and of>|the coast", "Ten courses"),
    ("2", "Amend the code", "Two articles of the>|Code of law"),
    ("3", "Open offices in>|all towns", "Six offices"),
)
"""Two of four further lines begin with capitals."""
TALLER: tuple[_Row, ...] = (
    ("1", "Train all nurses of>|Galicia and of>|the coast", "Ten courses"),
    ("2", "Amend the code of>|Labour and that of>|the police", "Two articles"),
    ("3", "Open an office", "Six offices"),
)
"""The second column always has more lines; two of its four further lines begin with capitals."""


def changed(rows: tuple[_Row, ...], old: str, new: str) -> tuple[_Row, ...]:
    assert any(old in cell for row in rows for cell in row)
    return tuple(tuple(cell.replace(old, new) for cell in row) for row in rows)


@pytest.mark.parametrize("place", ["middle", "foot"])
@pytest.mark.parametrize(
    ("rows", "is_shown"),
    [
        ((*WRAPPED[:2], ONE_LINE), True),
        ((*WRAPPED[:1], ONE_LINE, ONE_LINE), False),  # a single row begins unevenly
        (WRAPPED[:2], False),  # two rows show no habit
        (tuple(row[1:] for row in WRAPPED), True),  # without the column of numbers
        (CAPITALS, True),
        (changed(CAPITALS, "all towns", "All towns"), False),  # most lines begin with capitals
        (TALLER, True),
        (changed(TALLER, "the coast", "7 towns"), False),  # most may begin another row
    ],
)
def test_some_uneven_rows_of_wrapped_text_show_the_place(
    rows: tuple[_Row, ...], place: Place, *, is_shown: bool
) -> None:
    assert place_of(rows, place) == (place if is_shown else None)


LOWER: tuple[_Row, ...] = tuple(tuple(cell.lower() for cell in row) for row in WRAPPED)
NO_LETTERS: tuple[_Row, ...] = (
    ("1", "Train nurses from>|2025 till 2027", "Ten courses"),
    ("2", "Amend the code", "Two laws until>|2030 or so"),
    ("3", "Open a house", "Ten houses"),
)


@pytest.mark.parametrize(
    ("rows", "is_shown"),
    [
        (NO_LETTERS, True),
        (LOWER, True),  # texts begin in lower case less often than their further lines
        (tuple(("a", *row[1:]) for row in LOWER), False),  # as often
        (changed(LOWER, "|", "|9 "), False),  # more often: they go on over the white space
    ],
)
def test_sentences_go_on_inside_rows(rows: tuple[_Row, ...], *, is_shown: bool) -> None:
    assert place_of(rows, "middle") == ("middle" if is_shown else None)


@pytest.mark.parametrize("headings", [(1,), (1, 2)])
def test_a_heading_over_all_columns_parts_rows_as_white_space_does(
    headings: tuple[int, ...],
) -> None:
    gap = 0.0 if headings == (1, 2) else GAP
    assert place_in_cells(stacked(*WRAPPED, place="foot", headings=headings, gap=gap)) == "foot"
    # It is no row.
    two = stacked(*WRAPPED[:2], place="foot", headings=headings[:1], gap=gap)
    assert place_in_cells(two) is None


@pytest.mark.parametrize(("labels", "is_header"), [("KIND|OF ACT", True), ("Kind|Of act", False)])
def test_bold_labels_stand_where_they_like(labels: str, *, is_header: bool) -> None:
    found = stacked(*WRAPPED, place="foot", header=("NO.", labels, labels))
    assert place_in_cells(found) == ("foot" if is_header else None)


@pytest.mark.parametrize(("pitch", "is_shown"), [(8.8, True), (8.7, False)])
def test_lines_of_a_cell_follow_at_the_pitch(pitch: float, *, is_shown: bool) -> None:
    """They are 10 points apart, the tolerance is 1.2; the levels between show no gap."""
    rows = (
        ("Train all nurses of>|the region", "Ten courses"),
        ("Amend", "Two new articles>|of the law"),
        ("Open offices in>|all towns", "Six offices"),
    )
    found = stacked(*rows, place="middle")
    assert place_in_cells(RowEvidence(found.levels, found.rights, pitch, by_cell=False)) == (
        "middle" if is_shown else None
    )


def sections(*rows: _Row, place: Place | None) -> bool:
    """Return whether rules between rows would be taken for rules at all rows."""
    return are_rules_at_rows([stacked(row, place=place).levels for row in rows])


@pytest.mark.parametrize("place", ["middle", "foot"])
@pytest.mark.parametrize(
    ("rows", "are_rows"),
    [
        (WRAPPED, True),
        (WRAPPED[:2], True),
        ((*WRAPPED[:2], ONE_LINE), True),
        (WRAPPED[:1], False),  # a single uneven row
        ((WRAPPED[0], WRAPPED[0]), False),  # one column is always taller: rows below headings
        (FULL_GROUPS, False),  # the key of several rows is beside them
        ((), False),
    ],
    ids=["rows", "two", "one of one line", "single", "one taller", "keys", "none"],
)
def test_rules_are_at_rows_if_texts_stand_alike_in_all_sections(
    rows: tuple[_Row, ...], place: Place, *, are_rows: bool
) -> None:
    assert sections(*rows, place=place) is are_rows


def test_texts_at_the_top_of_their_cells_do_not_show_rules_at_rows() -> None:
    assert not sections(*WRAPPED, place=None)


def test_texts_in_the_middle_of_some_sections_and_at_the_foot_of_others_show_nothing() -> None:
    middle, foot = stacked(WRAPPED[0], place="middle"), stacked(WRAPPED[1], place="foot")
    held = [middle.levels, foot.levels, stacked(WRAPPED[2], place="foot").levels]
    assert not are_rules_at_rows(held)


@pytest.mark.parametrize(("off", "are_alike"), [(0.0, True), (0.1, False)])
def test_baselines_of_one_place_differ_little(off: float, *, are_alike: bool) -> None:
    down = ROWS.same_place * SIZE + off
    first: list[list[Cell]] = [[("Train", 0.0), ("nurses", 10.0)], [("Ten", 10.0 + down)]]
    second: list[list[Cell]] = [[("Amend", 10.0)], [("Two", 0.0), ("laws", 10.0)]]
    assert are_rules_at_rows([shown(*own).levels for own in (first, second)]) is are_alike
