"""What a plan's settings say to the extract stage; all of it is optional."""

from __future__ import annotations

from pydantic import Field

from extract.frozen import Frozen


class ColumnSetting(Frozen):
    """A column of the matrix: its role and the label that the plan prints."""

    role: str
    label: str
    optional: bool = Field(
        default=False, description="a plan without it, or with nothing in it, is no failure"
    )


class ExtractSettings(Frozen):
    """Settings of the extract stage."""

    columns: tuple[ColumnSetting, ...] = ()
    annex_heading: str = Field(default="", description="heading of the annex of bodies")
    matrix_heading: str = Field(default="", description="heading printed above the matrix")
    ocr_language: str = Field(
        default="", description="tesseract's code for scanned pages; found out where empty"
    )
