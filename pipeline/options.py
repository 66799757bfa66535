"""Arguments and options that several commands have."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

Pdf = Annotated[Path, typer.Argument(help="PDF file.", show_default=False)]
Jobs = Annotated[int, typer.Option(min=1, max=64, help="Processes that read pages.")]
Verbose = Annotated[bool, typer.Option("--verbose", help="Log each step to standard error.")]
MaxPages = Annotated[int, typer.Option(min=1, help="Largest number of pages of a file.")]
MaxMinutes = Annotated[float, typer.Option(min=0.001, help="Time limit for a file, in minutes.")]
PasswordFile = Annotated[
    Path | None, typer.Option(help="File that holds the PDF's password.", show_default=False)
]
AllowLoss = Annotated[
    bool, typer.Option("--allow-loss", help="Go on even if pages or glyphs are lost.")
]


class SeverityOption(StrEnum):
    """Severity of an issue."""

    error = "error"
    warning = "warning"
    info = "info"
