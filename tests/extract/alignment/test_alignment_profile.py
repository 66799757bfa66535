"""How the text of a table is placed in its columns and next to its rules."""

from __future__ import annotations

from extract.alignment.alignment_profile import (
    AlignmentProfile,
    alignment_profile_of,
    gap_to_rule,
    gaps_to_rules,
)
from extract.alignment.segments import Segment
from extract.geometry.page_model import Rule

SIZE = 10.0


def text(x0: float, baseline: float, size: float = SIZE) -> Segment:
    return Segment(x0, x0 + 30.0, baseline, size, "text")


RULES = [Rule(at, 0.0, 200.0) for at in (0.0, 20.0, 40.0, 60.0)]
HEADING = [text(50.0, 11.0, size=30.0)]
ROWS = [HEADING, [text(5.0, 33.0), text(105.0, 33.0)], []]
BANDS = [True, False, False]


def test_headings_and_empty_rows_are_not_measured() -> None:
    profile = alignment_profile_of([0.0, 20.0, 40.0, 60.0], ROWS, BANDS, [100.0], RULES)
    assert profile.starts == ((5.0,), (105.0,))
    assert (profile.tops, profile.bottoms, profile.size) == ((13.0,), (7.0,), SIZE)
    assert gaps_to_rules(ROWS, BANDS, [0.0, 20.0, 40.0], RULES) == [13.0]


def test_lines_begin_where_several_of_their_column_do() -> None:
    def starts(*xs: float) -> tuple[float, ...]:
        rows = [[text(x, 12.0 * at) for at, x in enumerate(xs)]]
        profile = alignment_profile_of([0.0, 400.0], rows, [False], [100.0], [])
        assert profile.starts[1] == ()
        return profile.starts[0]

    assert starts(5.0, 5.0, 9.0, 9.0, 30.0) == (5.0, 9.0)
    # The leftmost one counts, however rare.
    assert starts(1.0, 5.0, 5.0, 9.0) == (1.0, 5.0)
    # Of many lines, a tenth must begin there.
    many = [5.0] * 18
    assert starts(*many, 9.0, 9.0) == (5.0, 9.0)
    assert starts(*many, 5.0, 9.0, 9.0) == (5.0,)


def test_a_text_is_measured_from_the_rule_above_or_below_it() -> None:
    rule = Rule(20.0, 100.0, 200.0)
    both = [[text(5.0, 30.0), text(105.0, 33.0)]]
    assert gap_to_rule(both, 20.0, [rule]) == 13.0
    # No rule is at the edge: the nearest baseline counts.
    assert gap_to_rule(both, 20.0, []) == 10.0
    assert gap_to_rule([], 20.0, []) is None
    for at, distance in ((17.0, 13.0), (16.9, 10.0)):
        assert gap_to_rule(both, 20.0, [Rule(at, 100.0, 200.0)]) == distance
    for x0, distance in ((99.0, 13.0), (98.9, None), (201.0, 13.0), (201.1, None)):
        assert gap_to_rule([[text(x0, 33.0)]], 20.0, [rule]) == distance


def test_the_usual_distances_are_those_of_most_rows() -> None:
    tops, bottoms = (12.0, 13.0, 30.0), tuple(float(at) for at in range(1, 12))
    profile = AlignmentProfile(((5.0,),), tops, bottoms, SIZE)
    assert (profile.top, profile.bottom) == (13.0, 2.0)
    bare = AlignmentProfile(((5.0,),), (), (), SIZE)
    assert (bare.top, bare.bottom) == (None, None)


def test_the_pages_of_a_table_are_measured_together() -> None:
    pages = [
        AlignmentProfile(((5.0,), ()), (12.0,), (7.0,), 10.0),
        AlignmentProfile(((5.0, 9.0), (105.0,)), (), (8.0,), 12.0),
    ]
    whole = AlignmentProfile.over(pages)
    assert whole == AlignmentProfile(((5.0, 9.0), (105.0,)), (12.0,), (7.0, 8.0), 11.0)
