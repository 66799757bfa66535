"""What the settings name and the PDF does not print."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from extract.frozen import Frozen


class Finding(Frozen):
    """A setting that nothing printed fits, and the line that would fit."""

    what: str = Field(description="what was looked for and what is printed, as a clause")
    table: Literal["extract", "normalize"]
    key: str = Field(description="the setting")
    line: str = Field(description="TOML to write there")
    condition: str = Field(default="", description="when that is right, as a clause")


class Fit(Frozen):
    """All that the settings name in vain."""

    failures: tuple[Finding, ...] = ()
    warnings: tuple[Finding, ...] = ()
