"""Headings inside a table are ranked."""

from pathlib import Path

import pytest

from extract.stage import read_document
from tests.generators.variants import set_plan


@pytest.mark.parametrize("seed", [0, 1])
def test_bands_of_two_levels_are_reported_apart(seed: int, tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    printed = set_plan("bands_two_levels", seed, path)
    table = next(table for table in read_document(path).tables if table.matrix)
    wanted = [row.level for row in printed.matrix.rows if row.kind == "band"]
    assert [row.level for row in table.rows if row.kind == "band"] == wanted
    assert 1 in wanted
