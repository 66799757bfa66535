"""``planrows show``: a record is found by what people call it."""

from __future__ import annotations

import pytest

from expectations.model import IssueReport
from pipeline.commands.show import show
from pipeline.errors import UsageError
from tests.pipeline.publish.editions import small_linked

NOTHING = IssueReport(issues=())


@pytest.mark.parametrize(
    ("name", "kind", "record_id"),
    [
        ("area-1.2", "area", "area-1.2"),
        ("1.2", "area", "area-1.2"),
        ("2", "section", "section-2"),
        ("1.1 no. 2", "row", "row-001"),
        ("row-001", "row", "row-001"),
        ("SOMY", "body", "SOMY"),
    ],
)
def test_a_record_is_found_by_identifier_number_or_citation(
    name: str, kind: str, record_id: str
) -> None:
    shown = show(small_linked(), NOTHING, name)
    assert (shown.kind, shown.record_id) == (kind, record_id)


def test_an_area_is_found_with_what_refers_to_it() -> None:
    shown = show(small_linked(), NOTHING, "1.2")
    assert any(link.startswith("named by out-") for link in shown.links)


def test_what_is_not_there_is_said_under_the_name_given() -> None:
    with pytest.raises(UsageError, match=r"nothing in the plan has the id '9\.9'"):
        show(small_linked(), NOTHING, "9.9")
