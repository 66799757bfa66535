"""Numbers, dates and values of rows that contradict those of the other rows."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from link.model import LinkedPlan
from tests.expectations.plans import issues_of
from tests.expectations.row_plans import MONTHS, with_days, with_numbers


def messages(plan: LinkedPlan, code: str) -> list[str]:
    return [issue.message for issue in issues_of(plan, code)]


SERIES = ("1.1", "1.2", "1.3", "1.4", "2.1", "2.2", "2.3", "2.4", "2.5")


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        (SERIES, []),
        ((*SERIES, "2.7"), ["No row has the number 2.6: 2.5 is followed by 2.7."]),
        (("A1", "A2", "A3", "A5", "B1", "B2", "B3", "B4", "B5"),
         ["No row has the number A4: A3 is followed by A5."]),
        (("5", "12", "31", "40", "41"), []),  # codes
        ((*SERIES, "2.20"), []),  # the number of another list
    ],
)  # fmt: skip
def test_a_number_that_a_series_leaves_out(numbers: Sequence[str], said: list[str]) -> None:
    assert messages(with_numbers(*numbers), "numbering-gap") == said


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        (SERIES, []),
        ((*SERIES, "2.5"), ["2 rows have the number 2.5."]),
        (("1", "1", "2", "2", "3", "3"), []),  # numbers of what several rows belong to
    ],
)
def test_a_number_of_two_rows(numbers: Sequence[str], said: list[str]) -> None:
    assert messages(with_numbers(*numbers), "number-repeated") == said


YEAR = [{"deadline": end} for end in MONTHS]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (YEAR, []),
        (
            [*YEAR, {"deadline": "to be defined"}],
            ["“to be defined” was read as no date, unlike 9 of 10 values of its column."],
        ),
        ([*YEAR[:3], {"deadline": "to be defined"}], []),  # too few to show what is usual
        ([*YEAR, *[{"deadline": f"when {at}"} for at in "abc"]], []),  # the column's way
    ],
)
def test_a_value_that_states_nothing(values: list[dict[str, str]], said: list[str]) -> None:
    assert messages(with_days(values), "value-unread") == said


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([{"start": "2026-01-01", "deadline": "2026-01-01"}], []),
        (
            [{"start": "2026-06-01", "deadline": "2026-03-31"}],
            ["The row starts in “2026-06-01” and ends in “2026-03-31”, which is earlier."],
        ),
        # Of several dates in a cell, the earliest start and the latest end count.
        ([{"start": "2025-01-01; 2027-01-01", "deadline": "2026-12-31"}], []),
        ([{"start": "2027-01-01; 2025-01-01", "deadline": "2026-12-31"}], []),
        ([{"start": "2026-06-01", "deadline": "2027-03-31; 2025-03-31"}], []),
        ([{"start": "2026-06-01", "deadline": "ongoing; 2025-03-31"}], []),
        ([{"start": "ongoing; 2026-06-01", "deadline": "2025-03-31"}], []),
        (
            [{"start": "2028-01-01; 2027-01-01", "deadline": "2026-12-31; 2025-12-31"}],
            [
                "The row starts in “2028-01-01; 2027-01-01” and ends in “2026-12-31; 2025-12-31”, "
                "which is earlier."
            ],
        ),
        ([*YEAR, {"deadline": "2026-06-30"}], []),
        ([*YEAR, {"deadline": "2027-02-28; 2024-06-30"}], []),
        ([*YEAR, {"deadline": "ongoing; 2024-06-30"}], []),
        (
            [*YEAR, {"deadline": "2024-06-30"}],
            [
                "“2024-06-30” is more than a year before all other deadlines; the next one is "
                "“2027-01-28”."
            ],
        ),
    ],
)
def test_dates_out_of_order(values: list[dict[str, str]], said: list[str]) -> None:
    assert messages(with_days(values), "dates-out-of-order") == said
