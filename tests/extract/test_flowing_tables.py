"""Tables in kinds that LaTeX, typst and word processors make are read as printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.stage import read_document
from tests.generators.compare import fold
from tests.generators.set_flowing import KINDS, Kind, set_flowing


def check(kind: Kind, seed: int, folder: Path) -> None:
    path = folder / f"{kind}-{seed}.pdf"
    labels, *rows = set_flowing(kind, seed, path)
    tables = read_document(path).tables
    assert {table.columns for table in tables} == {tuple(labels)}
    read = [[fold(cell.text) for cell in row.cells] for table in tables for row in table.rows]
    assert read == rows


@pytest.mark.parametrize("kind", KINDS)
def test_a_table_of_each_kind_is_read_as_printed(kind: Kind, tmp_path: Path) -> None:
    check(kind, 0, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1, 13))
@pytest.mark.parametrize("kind", KINDS)
def test_many_tables_of_each_kind_are_read_as_printed(
    kind: Kind, seed: int, tmp_path: Path
) -> None:
    check(kind, seed, tmp_path)
