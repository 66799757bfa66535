"""A column that was renamed is known by its values and its label."""

from __future__ import annotations

import pytest

from pipeline.diff.editions import Edition
from pipeline.diff.matching.align import Match
from pipeline.diff.tables.columns import column_changes, map_columns
from tests.pipeline.diff import made_editions as made

DATES = ["2026", "May 2027", "Q1 2028", "2029"]


def with_columns(**columns: list[str]) -> Edition:
    rows = [
        made.record(f"r{n}", 1, f"activity {n}", "", "SOMTC")
        | {name: values[n] for name, values in columns.items()}
        for n in range(max(map(len, columns.values())))
    ]
    return made.edition("e", rows)


def mapped(old: Edition, new: Edition) -> dict[str, str]:
    return map_columns(old, new, [Match(n, n, 100.0) for n in range(len(old.rows))])


def test_a_column_of_the_same_name_is_the_same() -> None:
    assert mapped(with_columns(due=DATES), with_columns(due=["", "", "", ""])) == {"due": "due"}


@pytest.mark.parametrize(
    ("old", "new", "is_one"),
    [
        (DATES, DATES, True),
        (DATES, ["2026", "05/2027", "2028 Q1", "soon"], True),
        (DATES, ["2026", "May 2027", "soon", "later"], False),
        # Two values may be a yes and a no.
        (["yes", "no", "yes", "no"], ["yes", "no", "yes", "no"], False),
        (["a", "b", "c", ""], ["a", "b", "c", ""], True),
        (["", "", "", ""], ["", "", "", ""], False),
        # Three values are kept and five are gone.
        ([*DATES, *DATES], [*DATES[:3], *[""] * 5], False),
        ([*DATES[:3], *[""] * 5], [*DATES, *DATES], False),
    ],
)
def test_a_column_under_another_name_keeps_its_values(
    old: list[str], new: list[str], is_one: bool
) -> None:
    before, after = with_columns(due=old), with_columns(horizon=new)
    columns = mapped(before, after)
    assert columns == ({"due": "horizon"} if is_one else {})
    found = [(c.kinds, c.old_text, c.new_text) for c in column_changes(before, after, columns)]
    renamed = [(("renamed",), "due", "horizon")]
    both = [(("removed",), "due", ""), (("added",), "", "horizon")]
    assert found == (renamed if is_one else both)


def test_a_like_name_makes_up_for_few_values() -> None:
    old, new = with_columns(agreed=["yes"] * 4), with_columns(agreed_on=["yes"] * 4)
    assert mapped(old, new) == {"agreed": "agreed_on"}


def test_labels_name_columns() -> None:
    old, new = with_columns(end_date=DATES), with_columns(due=DATES)
    new.labels["due"] = "Due (year)"
    (change,) = column_changes(old, new, mapped(old, new))
    assert (change.old_text, change.new_text) == ("end date", "Due (year)")
    assert column_changes(old, old, mapped(old, old)) == []


def labelled(**labels: str) -> Edition:
    edition = with_columns(due=DATES)
    edition.labels |= labels
    return edition


def found(old: Edition, new: Edition) -> list[tuple[str, str, str]]:
    changes = column_changes(old, new, mapped(old, new))
    return [(change.kinds[0], change.old_text, change.new_text) for change in changes]


def test_columns_that_all_plans_share_are_compared_by_their_labels() -> None:
    old = labelled(activity="Activities", due="Due", expected_output="Outputs")
    new = labelled(activity="Indicative actions", due="DUE:", expected_output="Outputs")
    assert found(old, new) == [("renamed", "Activities", "Indicative actions")]


def test_a_shared_column_that_one_edition_lacks_is_reported() -> None:
    old = labelled(activity="Activities", expected_output="Outputs", due="Due")
    new = labelled(activity="Activities", due="Due")
    assert found(old, new) == [("removed", "Outputs", "")]
    assert found(new, old) == [("added", "", "Outputs")]
    # An earlier publication does not tell its labels.
    assert found(old, with_columns(due=DATES)) == found(with_columns(due=DATES), old) == []
