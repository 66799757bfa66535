"""A file without the plan's matrix is refused, whatever tables it holds."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from extract.errors import NoMatrixError
from extract.settings import ColumnSetting, ExtractSettings
from extract.stage import extract_plan
from tests.fuzz.classics import grid

SETTINGS = ExtractSettings(
    columns=(
        ColumnSetting(role="area", label="Priority Areas"),
        ColumnSetting(role="activity", label="Activities"),
    )
)


def test_other_tables_are_not_the_matrix(tmp_path: Path) -> None:
    (tmp_path / "other.pdf").write_bytes(grid())
    with pytest.raises(NoMatrixError) as caught:
        extract_plan(tmp_path / "other.pdf", SETTINGS)
    assert str(caught.value) == (
        "other.pdf: none of its tables has a column like the plan's (Priority Areas, "
        "Activities); check that it is the plan, or correct the labels in its plan.toml"
    )
    assert extract_plan(tmp_path / "other.pdf", ExtractSettings()).matrix.matrix


def test_running_text_alone_is_no_plan(tmp_path: Path) -> None:
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.drawString(72, 700, "This is a letter that speaks of a plan.")
    canvas.save()
    (tmp_path / "letter.pdf").write_bytes(out.getvalue())
    for settings in (SETTINGS, ExtractSettings()):
        with pytest.raises(NoMatrixError, match="holds no table on the pages read \\(1\\)"):
            extract_plan(tmp_path / "letter.pdf", settings)
