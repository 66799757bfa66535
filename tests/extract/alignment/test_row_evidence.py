"""What the lines between two rules show about where rows start."""

from __future__ import annotations

import pytest

from extract.alignment.levels import group_into_levels
from extract.alignment.rows.row_evidence import RowEvidence
from extract.alignment.thresholds import ALIGNMENT, ROWS
from extract.geometry.page_model import Line
from tests.extract.page_parts import make_line

PITCH, SIZE = 10.0, 10.0
WIDE = 90.0
"""Right end of each column's text, from its left end on; two points are left."""
Cell = tuple[str, float]
"""The text of a line and its baseline. A text that ends with ">" fills its line."""


def line(text: str, column: int, baseline: float, glyph: int = -1) -> Line:
    words = text.removesuffix(">").rstrip()
    x0 = 100.0 * column
    return make_line(
        words,
        x0,
        baseline,
        x1=x0 + (WIDE - 2 if text.endswith(">") else 4.0 * len(words)),
        size=SIZE,
        bold=words.isupper(),
        first_width=4.0 * len(words.split()[0]),
        glyphs=(glyph, glyph + 1) if glyph >= 0 else (),
    )


def shown(
    *columns: list[Cell], bands: tuple[Cell, ...] = (), by_cell: bool | None = False
) -> RowEvidence:
    lines = [[line(*one[:1], at, *one[1:]) for one in own] for at, own in enumerate(columns)]
    levels = group_into_levels(lines, [line(text, 0, y) for text, y in bands])
    rights = [100.0 * at + WIDE for at in range(len(columns))]
    return RowEvidence(levels, rights, PITCH, by_cell=by_cell)


def weights(found: RowEvidence, at: int, *, by_gaps: bool) -> dict[str, float]:
    return {one.name: one.weight for one in found.weighed(at, by_gaps=by_gaps)}


FOLLOW = "all texts follow closely"
AFTER_SPACE = "texts start after white space"
FIRST = "the first column starts a text"
BESIDE = "a single text starts beside texts that go on"
SINGLE = "a single text starts there"
NARROW = "the white space is that between lines or paragraphs"
PARAGRAPH = "it may be a paragraph of its cell"
OTHERS = "text in other columns continues"
MOST = "most columns have text"
PRIOR = "most lines go on"
RESUMED = "texts start where others ended"
EARLY = "lines above end early"
WORDING = "only the wording decides it"
NO_FIRST = "the first column starts no text"
FIGURES = "figures are below figures"
GRID = "all lines fill all columns"


def test_a_line_follows_resumes_or_is_the_first() -> None:
    found = shown([("One", 10), ("Two", 20), ("Three", 40)], [("Text", 20)])
    assert found.states == [{0: "first"}, {0: "follows", 1: "first"}, {0: "resumes"}]
    assert found.columns_that("follows", 1) == {0}
    # Below a heading over all columns, texts are new.
    found = shown([("One", 10), ("Two", 30)], bands=(("HEADING", 20),))
    assert found.states[-1] == {0: "first"}


def test_white_space_wider_than_the_pitch_is_a_gap() -> None:
    found = shown([("One", 10), ("Two", 20), ("Three", 31), ("Four", 43)])
    assert [found.is_gap(at) for at in range(4)] == [False, False, False, True]
    found = shown([("One", 10), ("Two", 60)], bands=(("HEADING", 30),))
    assert [found.is_gap(at) for at in range(3)] == [False, False, True]
    widest = PITCH + ALIGNMENT.min_extra_gap * SIZE
    for step, is_gap in ((widest, False), (widest + 0.1, True)):
        found = shown([("One", 0), ("Two", step)])
        assert found.is_gap(1) == is_gap
        assert found.states[1] == {0: "resumes" if is_gap else "follows"}


def test_figures_below_figures_do_not_wrap() -> None:
    found = shown([("12", 10), ("13", 20), ("a", 30), ("14", 40)])
    assert [found.figures(at) for at in range(4)] == [frozenset(), {0}, frozenset(), frozenset()]


@pytest.mark.parametrize(
    ("above", "below", "vote"),
    [
        ("Plant trees all >", "and water them", -1),
        ("Plant", "and water", -1),
        ("Plant trees all >", ") more", -1),
        ("Plant,", "Water", -1),
        ("Plant (", "Water", -1),
        ("Plant", "Water", 1),  # there was room for it
        ("Plant trees all >", "Water", 0),
        ("Plant trees.>", "Water", 1),
        ("Plant trees.>", "• water", 0),
    ],
)
def test_the_wording_says_whether_a_text_goes_on(above: str, below: str, vote: int) -> None:
    assert shown([(above, 10), (below, 20)]).vote(1, 0) == vote


def test_a_line_breaks_off_if_the_next_word_would_have_fitted() -> None:
    # `Water` is 20 points wide, and a third of the type size is between words.
    for room, is_broken in ((23.0, False), (23.1, True)):
        found = shown([("Plant", 10), ("Water", 20)])
        found.rights = [found.above[1][0].x1 + room]
        assert found.is_broken_off(1, 0) == is_broken


def test_gaps_count_for_rows_and_texts_without_gaps_against_them() -> None:
    row = [("Plant trees all >", 10.0), ("Water", 30.0)]
    assert shown(row, row).counts == (1, 0)
    # A single text after white space is no sign.
    assert shown([*row, ("Cut", 70.0)], [("Plant", 10.0)]).counts == (0, 0)
    # Beside a line that starts a text at the pitch, another text resumes.
    tight = [("Plant", 10.0), ("to", 20.0), ("Water", 30.0)]
    assert shown(tight, [("Who", 10.0), ("Others", 30.0)]).counts == (0, 2)
    # A full line with a capital below it is no sign.
    full = [("Plant all>", 10.0), ("to all of>", 20.0), ("Water", 30.0)]
    assert shown(full, [("Who", 10.0), ("Others", 30.0)]).counts == (0, 1)
    # Lines of figures without white space between them.
    figures = [("12", 10.0), ("13", 20.0)]
    assert shown(figures, figures).counts == (0, 1)
    assert shown(figures, [("a", 10.0), ("b", 20.0)]).counts == (0, 0)
    # A text half a pitch off those beside it.
    between = [("Who", 10.0), ("Others", 35.0)]
    lines = [("a>", 10.0), ("b>", 20.0), ("c>", 30.0)]
    assert shown(lines, [("Who", 10.0), ("Others", 30.0)]).counts == (0, 1)
    own = [("a>", 10.0), ("b>", 20.0), ("c>", 30.0), ("d>", 40.0)]
    assert shown(own, between).counts == (1, 0)


def test_all_texts_that_follow_closely_go_on() -> None:
    two = shown([("Plant trees>", 10), ("and more", 20)], [("Who", 10)])
    assert weights(two, 1, by_gaps=True) == {FOLLOW: ROWS.all_follow}


def test_texts_after_white_space_start_a_row() -> None:
    row = [("Plant trees>", 10.0), ("Water", 30.0)]
    found = shown(*[row] * 4)
    assert weights(found, 1, by_gaps=True) == {
        MOST: ROWS.full_level,
        AFTER_SPACE: 3 * ROWS.start_after_gap,
        FIRST: ROWS.first_column,
    }
    # Seven columns of ten are most of them.
    found = shown(*[[("One", 10.0)]] * 3, *[row] * 7)
    assert MOST in weights(found, 1, by_gaps=True)
    # Two columns of four are not.
    found = shown(*[[("One", 10.0)]] * 2, *[row] * 2)
    assert weights(found, 1, by_gaps=True) == {AFTER_SPACE: 2 * ROWS.start_after_gap}


def test_text_right_of_texts_that_start_may_go_on() -> None:
    row = [("Plant trees>", 10.0), ("Water", 30.0)]
    more = [("Some words>", 20.0), ("and others", 30.0)]
    found = shown(row, row, more)
    assert weights(found, 2, by_gaps=True)[OTHERS] == ROWS.others_continue
    # Left of them it is a merged cell.
    assert OTHERS not in weights(shown(more, row, row), 2, by_gaps=True)
    # A full line with a capital below it may be of one text or of two.
    for end in ("words.>", "words>"):
        new = [(f"Some {end}", 20.0), ("Others", 30.0)]
        assert OTHERS not in weights(shown(row, row, new), 2, by_gaps=True)


def test_a_single_text_beside_one_that_goes_on_is_no_row() -> None:
    more = [("Some words>", 20.0), ("and others", 30.0)]
    row = [("Plant trees>", 10.0), ("Water", 30.0)]
    assert weights(shown(row, more), 2, by_gaps=True)[BESIDE] == ROWS.beside_continuing
    assert BESIDE not in weights(shown(more, row), 2, by_gaps=True)
    # The first text of its column is none of a merged cell's neighbours.
    assert BESIDE in weights(shown(more, [("New", 30.0)]), 1, by_gaps=True)


ROW = [("Plant trees>", 10.0), ("Water", 40.0)]


def single(*texts: Cell) -> dict[str, float]:
    """Return what speaks for a last line in the second column; rows are 30 points apart."""
    found = shown(ROW, [("Who", 10.0), ("Others", 40.0), *texts])
    return weights(found, len(found.levels) - 1, by_gaps=True)


def test_a_single_text_may_be_a_paragraph() -> None:
    assert single(("Later", 70.0)) == {
        AFTER_SPACE: ROWS.start_after_gap,
        SINGLE: ROWS.single_start,
    }
    assert NARROW in single(("Later", 60.0))
    assert PARAGRAPH in single(("Later", 60.0))
    # No text of its column is above it.
    assert weights(shown(ROW, [("Later", 70.0)]), 2, by_gaps=True) == {
        AFTER_SPACE: ROWS.start_after_gap,
        SINGLE: ROWS.single_start,
    }
    # Its wording goes on.
    assert single(("later", 70.0))[PARAGRAPH] == ROWS.paragraph
    # A full stop ends the text above, or the white space is wide.
    assert PARAGRAPH not in single(("Ended.", 50.0), ("Later", 70.0))
    assert PARAGRAPH in single(("Ended", 50.0), ("Later", 70.0))
    assert PARAGRAPH not in single(("Ended", 50.0), ("Later", 75.5))
    assert PARAGRAPH in single(("Ended", 50.0), ("Later", 75.0))


def test_a_single_text_in_the_first_column_starts_a_row() -> None:
    found = shown([*ROW, ("Later", 60.0)], [("Who", 10.0), ("Others", 40.0)])
    assert weights(found, 2, by_gaps=True) == {
        AFTER_SPACE: ROWS.start_after_gap,
        FIRST: ROWS.first_column,
    }


def test_gaps_between_paragraphs_show_no_rows() -> None:
    beside = [("Who>", 10.0), ("and>", 20.0), ("so>", 30.0), ("on>", 40.0)]
    paragraphs = [("One.", 10.0), ("Two.", 40.0)]
    found = shown(ROW, paragraphs, beside)
    assert found.usual_gap == 0.0 or SINGLE not in weights(found, 1, by_gaps=True)


def joined(*columns: list[Cell], at: int = -1) -> dict[str, float]:
    found = shown(*columns)
    return weights(found, at % len(found.levels), by_gaps=False)


def test_without_gaps_a_text_resumes_where_others_wrapped() -> None:
    full = [("Plant trees>", 10.0), ("and shrubs>", 20.0), ("Water", 30.0)]
    short = [("Who", 10.0), ("Others", 30.0)]
    found = joined(full, short, short)
    assert found == {MOST: 1.0, PRIOR: ROWS.line_prior, RESUMED: 2 * ROWS.resumed}
    assert joined([*full[:2], ("so on", 30.0)], short)[OTHERS] == ROWS.beside_continuing
    assert OTHERS not in joined([*full[:2], ("12", 30.0)], short)
    # Beside several texts that resume, the one that goes on is of a merged cell.
    assert joined([*full[:2], ("so on", 30.0)], short, short)[OTHERS] == ROWS.continues
    # A single text resumes.
    assert joined(full[:2], short)[SINGLE] == ROWS.single_start
    # A full line with a capital below it is no new text.
    assert joined(short, [*full[:2], ("so on", 30.0)], [*full[:2], ("Water", 30.0)])[OTHERS] == (
        ROWS.beside_continuing
    )


def test_texts_that_start_with_others_are_new() -> None:
    short = [("Who", 10.0), ("Others", 30.0)]
    full = [("Plant trees>", 10.0), ("and shrubs>", 20.0), ("Water", 30.0)]
    assert joined(full, short, [("New", 30.0)])[RESUMED] == 2 * ROWS.resumed
    # Two first texts start together, one alone does not.
    assert joined([("One>", 10.0), ("Two", 20.0)], [("New", 20.0)], [("New", 20.0)])[RESUMED] == 8
    assert RESUMED not in joined([("One>", 10.0), ("Two", 20.0)], [("New", 20.0)])


def test_texts_that_start_at_the_pitch_are_told_by_room_or_wording() -> None:
    early, wording = [("Plant", 10.0), ("Water", 20.0)], [("Plant all.>", 10.0), ("Water", 20.0)]
    goes_on = [("Plant all>", 10.0), ("and water", 20.0)]
    assert joined(early, early) == {MOST: 1.0, PRIOR: ROWS.line_prior, EARLY: 2 * ROWS.broken_off}
    assert joined(wording, early)[WORDING] == ROWS.wording
    found = joined(goes_on, early)
    assert found[OTHERS] == ROWS.beside_continuing
    assert found[NO_FIRST] == ROWS.no_first_column
    assert NO_FIRST not in joined(early, goes_on)
    assert NO_FIRST not in joined(goes_on, [("Plant all>", 10.0), ("Water", 20.0)])
    assert NO_FIRST not in joined([("One", 10.0)], early)


def test_rows_of_one_line_fill_all_columns() -> None:
    grid = [("One", 10.0), ("Two", 20.0), ("Three", 30.0)]
    assert joined(grid, grid, grid)[GRID] == ROWS.full_grid
    assert GRID not in joined(grid, grid)


def test_figures_closely_below_figures_start_a_row() -> None:
    figures = [("12", 10.0), ("13", 20.0)]
    assert joined([("Key", 10.0)], figures, figures)[FIGURES] == 2 * ROWS.figure
    assert joined(*[figures] * 6)[FIGURES] == 4 * ROWS.figure
    assert FIGURES not in joined(*[[("12", 10.0), ("13", 30.0)]] * 2)


def test_the_cells_that_go_on_at_a_row_start() -> None:
    goes_on = [("Plant all>", 10.0), ("and water", 20.0)]
    open_end = [("Plant all>", 10.0), ("Water", 20.0)]
    new = [("Plant.", 10.0), ("Water", 20.0)]
    figures = [("12", 10.0), ("13", 20.0)]
    found = shown(goes_on, open_end, new)
    assert found.continued(1, by_gaps=True) == {0, 1}
    assert found.continued(1, by_gaps=False) == {0}
    # Beside figures, a text that begins with a capital is new.
    assert shown(goes_on, open_end, figures).continued(1, by_gaps=True) == {0}


def drawn(*columns: list[tuple[str, float, int]]) -> RowEvidence:
    """Return the evidence of lines whose glyphs have indices, in a file that draws cells."""
    lines = [[line(text, at, y, glyph) for text, y, glyph in own] for at, own in enumerate(columns)]
    rights = [100.0 * at + WIDE for at in range(len(columns))]
    return RowEvidence(group_into_levels(lines), rights, PITCH, by_cell=True)


APART = "texts are not drawn right after those above"
NEXT = "all texts are drawn right after those above"


def test_the_order_of_drawing_shows_cells() -> None:
    whole = drawn([("Plant", 10, 0), ("Water", 20, 2)], [("Who", 10, 4), ("Others", 20, 6)])
    assert weights(whole, 1, by_gaps=True)[NEXT] == ROWS.drawn_next
    assert whole.drawn_apart(1) == frozenset()
    assert [whole.vote(1, column) for column in (0, 1)] == [-1, -1]
    by_row = drawn([("Plant", 10, 0), ("Water", 20, 40)], [("Who", 10, 20), ("Others", 20, 60)])
    assert weights(by_row, 1, by_gaps=True)[APART] == 2 * ROWS.drawn_apart
    assert by_row.drawn_apart(1) == {0, 1}
    assert [by_row.vote(1, column) for column in (0, 1)] == [1, 1]
    # A single line off the pitch may be the first of the next row, drawn right after the last
    # text of the row above; not so if more of that row was drawn before it.
    next_row = drawn([("Plant", 10, 0), ("Water", 35, 3)], [("Who", 10, 2)])
    assert not {NEXT, APART} & {*weights(next_row, 1, by_gaps=True)}
    far = [("Plant", 10, 0), ("Water", 21.2, 2)]
    assert NEXT not in weights(drawn([*far[:1], ("Water", 21.3, 2)]), 1, by_gaps=True)
    assert weights(drawn(far), 1, by_gaps=True)[NEXT] == ROWS.drawn_next
    both = drawn([("Plant", 10, 0), ("Water", 35, 2)], [("Who", 10, 4), ("Others", 35, 6)])
    assert weights(both, 1, by_gaps=True)[NEXT] == ROWS.drawn_next
    # A new text beside those above shows nothing.
    beside = drawn([("Plant", 10, 0), ("Water", 20, 2)], [("New", 20, 4)])
    assert NEXT not in weights(beside, 1, by_gaps=True)


def test_cells_drawn_as_wholes_have_one_exact_pitch() -> None:
    step = 10.5
    lines = [("a line>", 10 + step * at, 2 * at) for at in range(5)]
    assert drawn(lines, [("Who", 10, 20)]).tolerance == pytest.approx(1.2)
    exact = [("a line>", 10 + 10.0 * at, 2 * at) for at in range(5)]
    assert drawn(exact, [("Who", 10, 20)]).tolerance == pytest.approx(0.4)
    assert drawn(exact[:4], [("Who", 10, 20)]).tolerance == pytest.approx(0.4)
    assert drawn(exact[:3], [("Who", 10, 20)]).tolerance == pytest.approx(1.2)
