"""Shades of a page's design, which look like the fills of a table."""

from __future__ import annotations

from extract.alignment.columns import aligned_lattice
from extract.geometry.page_model import Fill
from extract.ruling.rule_groups import RuleGroup
from tests.extract.page_parts import make_word

PAGE = [(0.0, 33.5, 595.0, 842.0), (0.0, 0.0, 595.0, 35.4)]
SIDE = [(447.0, 202.0, 595.0, 648.0), (69.0, 771.0, 91.0, 823.0)]


def test_lines_over_a_shade_of_the_whole_page_show_no_columns() -> None:
    """Wide spaces of justified text stand anywhere: all rows are headings over all columns."""
    gaps = [(218.0 + 22 * row, 110.0 + 40 * row) for row in range(8)]
    words = [
        make_word("water", x0, baseline, x1=x1)
        for baseline, gap in gaps
        for x0, x1 in ((71.0, gap), (gap + 15, 437.0))
    ]
    group = RuleGroup(0.0, 595.0, [], [Fill(box, (0.9,)) for box in (*PAGE, *SIDE)])
    assert aligned_lattice(group, words, ()) is None
