"""Published plans of other bodies, against truth set down by hand."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from extract.model import Row, Table
from extract.settings import ReadOptions
from extract.stage import read_document

ROOT = Path(__file__).resolve().parents[2]


def real_plans() -> Path | None:
    """The folder of published plans beside the project, or beside a folder above it."""
    places = (folder / "shared" / "real-plans" for folder in ROOT.parents)
    return next((place for place in places if place.is_dir()), None)


FOLDER = real_plans()
NAMES = ("uk-defra-open-data-2012", "uk-location-benefits-2012")
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def folded(text: str) -> str:
    """The text without what its truth leaves open.

    The truth joins lines by a blank, keeping the hyphens at their ends ("long- term"): whether
    such a hyphen or blank stays is no part of it. List marks count as one kind. The truth writes
    raised digits on the line.
    """
    text = text.translate(RAISED)
    text = re.sub(r"[\u2022\u25cf\u25aa\uf0b7]", "•", text.replace("\u00ad", "-"))
    text = re.sub(r"[-\u2010\u2011]\s*", "", text)
    return " ".join(text.split())


def load(name: str) -> tuple[Path, dict[str, Any]]:
    if FOLDER is None or not (FOLDER / f"{name}.gold.yaml").exists():
        pytest.skip("the published plans are not beside this project")
    truth = yaml.safe_load((FOLDER / f"{name}.gold.yaml").read_text(encoding="utf-8"))
    return FOLDER / f"{name}.pdf", truth


def table_with(tables: tuple[Table, ...], first_cell: str) -> Table:
    """The table that holds the truth's first row."""
    for table in tables:
        for row in table.rows:
            if row.cells and folded(row.cells[0].text) == folded(first_cell):
                return table
    raise AssertionError(f"no table has a row that starts with {first_cell!r}")


def row_texts(row: Row, count: int) -> list[str]:
    texts = [""] * count
    for cell in row.cells:
        texts[cell.column] = folded(cell.text)
    return texts


@pytest.mark.parametrize("name", NAMES)
def test_a_published_plan_is_read_as_its_truth_says(name: str) -> None:
    pdf, truth = load(name)
    document = read_document(pdf, ReadOptions(pages=truth["pages"]))
    header = [folded(label) for label in truth["header"]]
    wanted = [
        ([folded(row["cells"][label]) for label in truth["header"]], row["pages"])
        for row in truth["rows"]
    ]
    table = table_with(document.tables, truth["rows"][0]["cells"][truth["header"][0]])
    assert [folded(label) for label in table.columns] == header
    assert [(row_texts(row, len(header)), list(row.pages)) for row in table.rows] == wanted


@pytest.mark.parametrize("name", NAMES)
def test_no_cell_is_merged_that_the_truth_does_not_merge(name: str) -> None:
    pdf, truth = load(name)
    table = table_with(
        read_document(pdf, ReadOptions(pages=truth["pages"])).tables,
        truth["rows"][0]["cells"][truth["header"][0]],
    )
    merged = [c.text for row in table.rows for c in row.cells if c.row_stop - c.row != 1]
    assert merged == truth["merged_cells"] == []
