"""Settings that do not match the PDF."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from extract.frozen import Frozen


class Mismatch(Frozen):
    """A setting that matches nothing printed, and the setting that would match."""

    what: str = Field(description="the setting and what is printed, as a clause")
    table: Literal["extract", "normalize"]
    key: str = Field(description="name of the setting")
    line: str = Field(description="TOML line to write in its place")
    condition: str = Field(default="", description="when that line is right, as a clause")


class Fit(Frozen):
    """Result of the comparison: mismatches that stop the run, and those that do not."""

    failures: tuple[Mismatch, ...] = ()
    warnings: tuple[Mismatch, ...] = ()
