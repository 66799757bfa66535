"""The published matrix against a truth written by hand from the rendered pages."""

import csv
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT / "tests" / "data" / "gold" / "asean-rows.psv"
MATRIX = ROOT / "outputs" / "asean-pcrve-2019-2025" / "matrix.csv"


@dataclass(frozen=True)
class GoldRow:
    """A row of the truth; texts as ``first words ... last words``."""

    area: str
    focus: str
    activity: str
    output: str
    leads: str
    page_first: int
    page_last: int


def gold_rows() -> list[GoldRow]:
    rows: list[GoldRow] = []
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        area, focus, activity, output, leads, pages = (part.strip() for part in line.split("|"))
        if focus == "=":
            focus = rows[-1].focus
        if output == "=":
            output = rows[-1].output
        if leads == "=":
            leads = rows[-1].leads
        first, _, last = pages.partition("-")
        rows.append(GoldRow(area, focus, activity, output, leads, int(first), int(last or first)))
    return rows


def matrix_rows() -> list[dict[str, str]]:
    with MATRIX.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def says(text: str, gold: str) -> bool:
    """Whether a text starts and ends with the words of the truth."""
    if not gold:
        return text == ""
    first, dots, last = gold.partition(" ... ")
    return text == gold if not dots else text.startswith(first) and text.endswith(last)


@pytest.mark.parametrize("index", range(115))
def test_a_row_is_as_printed(index: int) -> None:
    gold, row = gold_rows()[index], matrix_rows()[index]
    assert row["area_id"] == f"area-{gold.area}"
    assert says(row["focus"], gold.focus), row["focus"]
    assert says(row["activity"], gold.activity), row["activity"]
    assert says(row["expected_output"], gold.output), row["expected_output"]
    assert re.split(r"[\s,]+", row["lead_bodies_printed"]) == re.split(r"\s+", gold.leads)
    assert (int(row["page_first"]), int(row["page_last"])) == (gold.page_first, gold.page_last)


def test_no_row_is_lost_or_invented() -> None:
    assert len(gold_rows()) == len(matrix_rows()) == 115


def test_merged_texts_share_their_identifier() -> None:
    focus_of: dict[str, str] = {}
    for row in matrix_rows():
        if row["focus_id"]:
            assert focus_of.setdefault(row["focus_id"], row["focus"]) == row["focus"]
