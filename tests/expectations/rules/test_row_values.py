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
        # The number is there, in another form.
        *(((*SERIES, *own), []) for own in (
            ("2.6a", "2.6b", "2.7"), ("2.6–7", "2.8"), ("2.5–6", "2.7"), ("2.6*", "2.7"),
            ("2.6 (new)", "2.7"), ("2.6²", "2.7"), ("vi", "2.7"), ("2-6", "2.7"),
            ("2.7", "2.8", "2.6a"), ("2.06", "2.7"), ("2.6.1", "2.7"), ("2.6 and 2.7", "2.8"),
        )),
        # Parts of a number do not hide that the next one is missing.
        ((*SERIES, "2.5.1", "2.5.2", "2.7"),
         ["No row has the number 2.6: 2.5 is followed by 2.7."]),
        ((*SERIES, "2.5a", "2.5b", "2.7"), ["No row has the number 2.6: 2.5 is followed by 2.7."]),
        ((*(f"WP-0{at}" for at in range(1, 9)), "WP-10"),
         ["No row has the number WP-09: WP-08 is followed by WP-10."]),
        ((*"12345678", "10"), ["No row has the number 9: 8 is followed by 10."]),
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


TWELVE = [str(at) for at in range(1, 13)]


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        (TWELVE, ["1", "2"], []),
        (TWELVE, ["2", "3"], []),  # the cell of 1 is not read
        (["1"], [*TWELVE], []),
        (TWELVE, ["1*", "12"], []),
        (TWELVE, ["13", "14", "14"], ["2 rows have the number 14."]),
        (TWELVE, ["12", "13"], ["2 rows have the number 12."]),
        (TWELVE, ["1", "2", "2"], ["2 rows have the number 2."]),
        (TWELVE, ["13", "14", "3"], ["2 rows have the number 3."]),
    ],
)
def test_numbers_that_begin_again_in_each_area(
    first: Sequence[str], second: Sequence[str], said: list[str]
) -> None:
    areas = ["area-1"] * len(first) + ["area-2"] * len(second)
    assert messages(with_numbers(*first, *second, areas=areas), "number-repeated") == said


def test_numbers_that_begin_again_in_one_area() -> None:
    assert messages(with_numbers(*TWELVE, "1", "2"), "number-repeated") == []


YEAR = [{"deadline": end} for end in MONTHS]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (YEAR, []),
        (
            [*YEAR, {"deadline": "to be defined"}],
            ["“to be defined” could not be read as a date, unlike 9 of 10 values of its column."],
        ),
        (
            [*YEAR[:4], *[{"deadline": "ongoing"}] * 5, {"deadline": "Q3"}],
            ["“Q3” could not be read as a status or a date, unlike 9 of 10 values of its column."],
        ),
        (
            [*[{"deadline": "ongoing"}] * 5, *YEAR[:5], {"deadline": "Q3"}],
            ["“Q3” could not be read as a status or a date, unlike 10 of 11 values of its column."],
        ),
        ([*YEAR[:3], {"deadline": "to be defined"}], []),  # too few to show what is usual
        ([*YEAR, *[{"deadline": f"when {at}"} for at in "abc"]], []),  # the column's way
    ],
)
def test_a_value_that_was_not_read(values: list[dict[str, str]], said: list[str]) -> None:
    assert messages(with_days(values), "value-unread") == said


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([{"start": "2026-01-01", "deadline": "2026-01-01"}], []),
        (
            [{"start": "2026-06-01", "deadline": "2026-03-31"}],
            ["The row starts in “2026-06-01” and ends in “2026-03-31”, which is earlier."],
        ),
        ([*YEAR, {"deadline": "2024-06-30"}], []),  # what is done already, or a pilot
        ([{"start": "2025-01-01; 2027-01-01", "deadline": "2026-01-01"}], []),
        ([{"start": "2026-01-01", "deadline": "2027-01-01; 2025-01-01"}], []),
        ([{"start": "2026-01-01", "deadline": "2025-01-01; ongoing"}], []),
        ([{"start": "before the rains; 2026-01-01", "deadline": "2025-01-01"}], []),
        (
            [{"start": "2027-01-01; 2028-01-01", "deadline": "2026-01-01"}],
            [
                "The row starts in “2027-01-01; 2028-01-01” and ends in “2026-01-01”, which is "
                "earlier."
            ],
        ),
    ],
)
def test_dates_out_of_order(values: list[dict[str, str]], said: list[str]) -> None:
    assert messages(with_days(values), "dates-out-of-order") == said
