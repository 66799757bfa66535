"""Lines that a file draws before or after all others, inside a table."""

from __future__ import annotations

import pytest

from extract.geometry.page_model import ApartLine, PageTable, Rule, Rules, Word
from extract.page.apart_lines import apart_lines, without_rules_of
from extract.page.thresholds import APART
from tests.extract.page_parts import make_cell, make_word

TABLE = PageTable(
    1,
    (0.0, 100.0, 200.0),
    (100.0, 120.0, 140.0, 160.0),
    tuple(
        make_cell(
            row,
            column,
            (100.0 * column, 100.0 + 20 * row, 100.0 * column + 100, 120.0 + 20 * row),
        )
        for row in range(3)
        for column in range(2)
    ),
)
SIZE = 10.0


def word(text: str, x0: float, baseline: float, glyph: int, **more: float) -> Word:
    return make_word(text, x0, baseline, glyphs=(glyph,), **{"size": SIZE, **more})


def body(count: int) -> list[Word]:
    """Return words of the body below the table, each a run of its own."""
    return [word("body", 5.0, 300.0 + 20 * at, 100 + at) for at in range(count)]


def found(*words: Word, first: int = 9, last: int = 0) -> list[ApartLine]:
    """Return the lines found among words drawn after some others and before some others."""
    return list(apart_lines([*body(first), *words, *body(first + last)[first:]], [TABLE]))


TITLE = (word("Plan", 20.0, 133.0, 1), word("2025", 38.0, 133.0, 2))


def test_a_line_inside_a_table_is_told_if_it_is_drawn_first_or_last() -> None:
    (line,) = found(*TITLE)
    assert line == ApartLine("Plan 2025", 20.0, 133.0, (1, 2), collides=False)
    assert found(*TITLE, first=0, last=9) == [line]
    assert found(*TITLE, first=9, last=7) == [line]
    assert found(*TITLE, first=9, last=8) == []
    assert list(apart_lines(TITLE, [])) == []
    # Of many words, the outermost are looked at.
    many = [word("body", 20.0 * at, 300.0, 10 + at) for at in range(APART.max_words)]
    assert list(apart_lines([*many, *TITLE, *many], [TABLE])) == []


@pytest.mark.parametrize(
    ("x0", "baseline", "is_inside"),
    [
        (20.0, 103.0, False),  # its middle is at the upper edge
        (20.0, 103.1, True),
        (20.0, 162.9, True),
        (20.0, 163.0, False),
        (-16.0, 133.0, False),
        (-15.9, 133.0, True),
        (199.9, 133.0, True),
        (200.0, 133.0, False),
    ],
)
def test_a_line_lies_over_the_table_that_its_middle_is_in(
    x0: float, baseline: float, *, is_inside: bool
) -> None:
    assert len(found(word("Plan", x0, baseline, 1))) == is_inside


@pytest.mark.parametrize(
    ("gap", "more", "lines"),
    [
        (2.0, {}, 1),
        (5.9, {}, 1),
        (6.0, {}, 2),
        (0.0, {}, 2),
        (2.0, {"baseline": 133.9}, 1),
        (2.0, {"baseline": 134.0}, 2),
        (2.0, {"turn": 90}, 2),
    ],
)
def test_words_a_space_apart_are_one_line(gap: float, more: dict[str, float], lines: int) -> None:
    own = {"baseline": 133.0, **more}
    second = word("2025", 36.0 + gap, own.pop("baseline"), 2, **own)
    assert len(found(TITLE[0], second)) == lines


@pytest.mark.parametrize(
    ("x0", "x1", "baseline", "collides"),
    [
        (98.9, 101.1, 133.0, True),
        (99.0, 101.1, 133.0, False),
        (98.9, 101.0, 133.0, False),
        (20.0, 60.0, 133.0, False),
        (98.9, 101.1, 113.0, False),  # a heading in the first row
        (98.9, 101.1, 143.0, False),  # between two rows
    ],
)
def test_a_line_over_a_wall_collides(
    x0: float, x1: float, baseline: float, *, collides: bool
) -> None:
    (line,) = found(word("Plan", x0, baseline, 1, x1=x1))
    assert line.collides == collides


@pytest.mark.parametrize(
    ("x0", "baseline", "collides"),
    [
        (34.9, 133.0, True),
        (35.0, 133.0, False),  # they share a point
        (20.0, 139.0, True),
        (20.0, 139.1, False),
        (20.0, 127.0, True),
        (20.0, 126.9, False),
    ],
)
def test_a_line_over_other_words_collides(x0: float, baseline: float, *, collides: bool) -> None:
    other = word("text", x0, baseline, 3)
    lines = [other, *body(9), TITLE[0]]
    (line,) = [one for one in apart_lines([*body(9), *lines], [TABLE]) if one.text == "Plan"]
    assert line.collides == collides


SIDES = tuple(Rule(x, 0.0, 300.0) for x in (0.0, 200.0))
OTHER = Rule(40.0, 20.0, 150.0)


@pytest.mark.parametrize(
    ("rule", "is_kept"),
    [
        (Rule(118.0, 10.0, 180.0), False),  # along the line
        (Rule(117.9, 10.0, 180.0), True),
        (Rule(148.0, 10.0, 180.0), False),
        (Rule(148.1, 10.0, 180.0), True),
        (Rule(135.0, 22.0, 180.0), False),
        (Rule(135.0, 22.1, 180.0), True),  # the line begins left of it
        (Rule(135.0, 10.0, 20.0), False),
        (Rule(135.0, 10.0, 19.0), True),
        (Rule(135.0, 0.0, 200.0), True),  # it meets two walls
        (Rule(135.0, -2.0, 202.0), True),
        (Rule(135.0, -2.1, 200.0), False),
        (Rule(135.0, 20.0, 150.0), True),  # it has the ends of another rule
        (Rule(135.0, 22.0, 152.0), True),
        (Rule(135.0, 0.0, 152.1), False),
    ],
)
def test_a_rule_along_a_line_is_of_it_unless_it_is_of_a_table(rule: Rule, *, is_kept: bool) -> None:
    rules = Rules((OTHER, rule), SIDES, (), ((10.0, rule.at), (20.0, 40.0)), ((OTHER, rule), SIDES))
    left = without_rules_of([TITLE[0]], rules)
    kept = (rule,) if is_kept else ()
    assert left.horizontal == (OTHER, *kept)
    assert left.pieces == ((OTHER, *kept), SIDES)
    assert left.marks == (((10.0, rule.at),) if is_kept else ()) + ((20.0, 40.0),)
