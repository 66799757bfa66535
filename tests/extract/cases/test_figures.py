"""Random tables of figures without all of their rules are read as they were set."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from extract.stage import read_document
from tests.generators.compare import grid_of
from tests.generators.set_figures import Figures, Make, set_figures

SETTINGS = st.builds(
    Figures,
    make=st.just("none"),
    columns=st.integers(2, 6),
    rows=st.integers(4, 9),
    align=st.sampled_from(["left", "right", "centre", "decimal"]),
    font=st.sampled_from(["Helvetica", "Times-Roman", "Courier"]),
    size=st.sampled_from([7.0, 8.0, 9.0, 10.0]),
    pitch=st.sampled_from([1.15, 1.25, 1.4]),
    row_gap=st.sampled_from([0.0, 0.4, 0.9]),
    wraps=st.booleans(),
    group=st.sampled_from([0, 0, 3]),
)


@pytest.mark.parametrize("make", get_args(Make))
@settings(
    max_examples=6,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(figures=SETTINGS, seed=st.integers(0, 2**32))
def test_figures_are_read_in_their_columns_and_rows(
    make: Make, figures: Figures, seed: int, tmp_path: Path
) -> None:
    path = tmp_path / "figures.pdf"
    figures = replace(figures, make=make)
    expected = set_figures(path, figures, seed)
    assert [grid_of(table) for table in read_document(path).tables] == [expected]
