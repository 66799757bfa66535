"""Settings of the extract stage: how a file is read, and what is known about a plan."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from extract.frozen import Frozen

if TYPE_CHECKING:
    from extract.runtime.limits import FileLimits, Limits


def _no_callback(*_: int) -> None:
    """Do nothing: the default of the callbacks of `ReadOptions`."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How the pages of a file are read. The options do not depend on the plan.

    Attributes:
        pages: pages to read, counted from 1; None reads all pages.
        jobs: maximum number of processes that read pages.
        allow_loss: skip pages that cannot be read; the document's notes name them.
        password: password of an encrypted file.
        limits: resource limits for reading one page; None uses the default limits.
        file_limits: limits for reading the whole file; None uses the default limits.
        ocr_language: tesseract language code for scanned pages, like `fra` or `eng+fra`. If
            empty, the language is detected from the text.
        page_done: called after each page with the number of pages done, and that of all pages.
        pages_read: called after the last page is read, before the pages are joined.
    """

    pages: Sequence[int] | None = None
    jobs: int = 1
    allow_loss: bool = False
    password: str = ""
    limits: Limits | None = None
    file_limits: FileLimits | None = None
    ocr_language: str = ""
    page_done: Callable[[int, int], None] = _no_callback
    pages_read: Callable[[], None] = _no_callback


DEFAULT_OPTIONS = ReadOptions()


class ColumnSetting(Frozen):
    """A column of the matrix: its role and its printed label."""

    role: str = Field(min_length=1)
    label: str
    optional: bool = Field(
        default=False, description="the plan may lack the column, or leave it empty"
    )
    also: tuple[str, ...] = Field(
        default=(), description="other labels of the column, printed above other parts of the plan"
    )
    guess: float | None = Field(
        default=None,
        ge=0,
        le=1,
        description="confidence of a role that `planrows add` guessed and nobody has checked",
    )


class ExtractSettings(Frozen):
    """What is known about one plan. Every setting is optional."""

    columns: tuple[ColumnSetting, ...] = ()
    annex_heading: str = Field(default="", description="heading of the annex that lists bodies")
    matrix_heading: str = Field(
        default="",
        description="heading printed above the matrix; decides between tables with its columns",
    )
    matrix_tables: Literal["one", "all"] | tuple[str, ...] = Field(
        default="one",
        description="tables that make up the matrix: one; all that print its columns; or those "
        "below these headings",
    )
    forms: bool = Field(
        default=False,
        description="the plan prints each row as a form, a label beside each value; the columns "
        "are those labels",
    )
    language: str = Field(
        default="",
        pattern="^([a-z]{2,3})?$",
        description="ISO 639 code of the plan's language; detected if empty",
    )
    ocr_language: str = Field(
        default="", description="tesseract code for scanned pages; detected if empty"
    )
