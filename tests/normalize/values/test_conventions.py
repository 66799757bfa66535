"""What other dates and the legend of a document show: short years, day or month, levels of cost."""

from __future__ import annotations

import pytest

from normalize.settings import NormalizeSettings
from normalize.stage import normalize
from normalize.values.conventions import find_conventions
from normalize.values.dates import months_of, read_intervals
from normalize.values.levels import find_legend, read_level
from tests.normalize.printed import block, cell, plan, row

TWO_YEARS = ("Jun 10", "Jul 10", "Sep 10", "Oct 10", "Jan 11")


@pytest.mark.parametrize(
    ("values", "texts", "first_day"),
    [
        (TWO_YEARS, (), "2010-06-01"),
        (("Jun 10", "Jul 10"), ("Letter of May 2010",), "2010-06-01"),
        (("Jun 10", "Jul 10"), ("A plan of 1999",), ""),
        (("Jun 10", "Jul 10", "Aug 10"), (), ""),  # each may be due on the tenth
        (("Jun 10", "Jul 24", "Aug 3"), ("The year 2010",), ""),
        (("Jun 10", "Jul 11"), ("Plan of 2010",), "2010-06-01"),
        (("Jun 10", "Jul 12"), ("Plan of 2010",), ""),  # nothing prints a year beside 2012
        (("Jun 10", "Jul 10"), ("Plan of 1910", "and 2010"), ""),
        (("Jun 10", "Jul 10", "May 11"), (), ""),  # of few months
        (("Jun 10", "Jul 10", "May 11", "Jun 12", "Jul 12", "May 13"), (), ""),
    ],
)
def test_a_figure_after_a_month_is_a_year_if_the_document_shows_it(
    values: tuple[str, ...], texts: tuple[str, ...], first_day: str
) -> None:
    conventions = find_conventions(values, texts, months_of("en"))
    found = read_intervals("Jun 10", "en", conventions)
    assert [each.start for each in found] == ([first_day] if first_day else [])


@pytest.mark.parametrize(
    ("values", "day"),
    [
        (("03/04/2025", "25/04/2025"), "2025-04-03"),
        (("03/04/2025", "04/25/2025"), "2025-03-04"),
        (("03/04/2025", "04/25/2025", "25/04/2025"), ""),
        (("03/04/2025", "05/06/2025"), ""),
        (("03/04/2025", "12/04/2025"), ""),  # both may be months
        (("03/04/2025", "04/12/2025"), ""),
        (("03/04/2025", "13/12/2025"), "2025-04-03"),
        (("03/04/2025", "12/13/2025"), "2025-03-04"),
    ],
)
def test_another_date_shows_which_figure_is_the_day(values: tuple[str, ...], day: str) -> None:
    conventions = find_conventions(values, (), months_of("en"))
    found = read_intervals("03/04/2025", "en", conventions)
    assert [each.start for each in found] == ([day] if day else [])


def test_levels_of_cost_have_the_meaning_that_the_legend_gives_them() -> None:
    legend = find_legend(
        ["= staff $ = 0 à 50 000 $ $$ = 50 000 à 100 000 $", "$$$: 100 000 $ et plus"]
    )
    assert legend == {"$": "0 à 50 000 $", "$$": "50 000 à 100 000 $", "$$$": "100 000 $ et plus"}
    level = read_level("$$ *", legend)
    assert level is not None
    assert (level.number, level.sign, level.meaning) == (2, "$", "50 000 à 100 000 $")
    assert read_level("$ 500", legend) is None
    assert read_level("$£", legend) is None


def test_the_values_of_a_plan_are_read_as_the_document_prints_them() -> None:
    rows = [
        row(cell(f"Task {n}", 0, n), cell(date, 1, n), cell("€" * (1 + n % 3), 2, n))
        for n, date in enumerate(TWO_YEARS)
    ]
    printed = plan(
        rows,
        roles=("activity", "deadline", "budget"),
        narrative=[block("paragraph", "€€€ = more than a million")],
    )
    values = normalize(printed, NormalizeSettings()).values
    assert [v.last_day for v in values if v.column == "deadline"][-1] == "2011-01-31"
    levels = [(v.kind, v.number, v.unit, v.value) for v in values if v.column == "budget"]
    assert levels[:3] == [
        ("level", 1.0, "€", ""), ("level", 2.0, "€", ""),
        ("level", 3.0, "€", "more than a million"),
    ]  # fmt: skip
