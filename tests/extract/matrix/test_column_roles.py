"""Printed labels are paired with those of the settings."""

from __future__ import annotations

import sys

import pytest

from extract.matrix.column_roles import best_pairs, fit_of, roles_of, share_of_columns
from extract.settings import ColumnSetting
from extract.stitching.labels import label_likeness
from extract.stitching.thresholds import LABELS
from tests.extract.matrix.test_joined import part

ROADS = (ColumnSetting(role="roads", label="Roads"),)


@pytest.mark.parametrize(("label", "fit"), [("Roads", 1.0), ("Roofs", LABELS.match), ("Risks", 0)])
def test_a_label_counts_from_the_least_likeness_on(label: str, fit: float) -> None:
    one = part("t1", [label], ["x"])
    assert fit_of(one, ROADS) == fit
    assert share_of_columns(one, ROADS) == float(fit > 0)
    assert label_likeness("Roofs", "Roads") == LABELS.match


def test_a_column_of_no_setting_is_named_after_its_label_or_its_number() -> None:
    settings = (ColumnSetting(role="activity", label="Task"),)
    labels = ["Task", "Activity", "", "Due date", "Due date"]
    found = roles_of(part("t1", labels, ["x"] * 5), settings)
    assert [role.role for role in found] == [
        "activity", "column_2", "column_3", "due_date", "column_5",
    ]  # fmt: skip


def test_of_columns_with_one_label_the_last_has_the_role() -> None:
    settings = (
        ColumnSetting(role="lead", label="Lead"),
        ColumnSetting(role="step", label="Step"),
    )
    found = roles_of(part("t1", ["Lead", "Lead", "Step"], ["a", "b", "c"]), settings)
    assert [(role.role, role.score) for role in found] == [
        ("column_1", 0.0), ("lead", 1.0), ("step", 1.0),
    ]  # fmt: skip


def test_of_settings_that_fit_a_label_equally_the_first_is_meant() -> None:
    settings = tuple(
        ColumnSetting(role=role, label=label) for role, label in (("a", "Lead"), ("b", "Lead:"))
    )
    (found,) = roles_of(part("t1", ["Lead"], ["x"]), settings)
    assert found.role == "a"


def test_rows_with_a_best_column_each_need_no_solver(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "scipy.optimize", None)
    assert best_pairs([[0.1, 0.9], [0.8, 0.7]]) == {0: 1, 1: 0}
    with pytest.raises(ImportError):
        best_pairs([[0.1, 0.9], [0.7, 0.8]])
