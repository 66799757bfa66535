"""The root of all errors, and why a PDF cannot be read: one class for each cause.

Each message says what is wrong, where, and what to do.
"""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

EXPLAINED = {
    "memory": "needed more memory than a page may",
    "cpu": "took more CPU seconds than a page may",
    "wall": "took more seconds than a page may",
    "output": "holds more than a page may",
    "marks": "draws more letters and rules than a page may",
    "bytes": "unpacks to more bytes than a page may",
    "crash": "made the parser end abruptly",
    "error": "is damaged",
}
"""Kinds of failure of a page, in words."""


class PlanrowsError(Exception):
    """Base of every error that planrows raises on purpose; its text is meant for the user.

    Attributes:
        exit_code: exit status of the command line.
    """

    exit_code: ClassVar[int] = 2


class ExtractError(PlanrowsError):
    """Base of the errors of the extract stage."""

    @property
    def cause(self) -> str:
        """What went wrong, without the file's name: what is kept of a file holds under any."""
        return str(self)


class UnreadablePdfError(ExtractError):
    """A file that cannot be read as a PDF.

    Args:
        pdf: the file.
        reason: what is wrong with it, as a clause.
        advice: what to do.
    """

    def __init__(self, pdf: Path, reason: str, advice: str) -> None:
        super().__init__(pdf, reason, advice)
        self.pdf, self.reason, self.advice = pdf, reason, advice

    @property
    def cause(self) -> str:
        """What is wrong with the file, and what to do."""
        return f"{self.reason}; {self.advice}"

    def __str__(self) -> str:
        return f"{self.pdf}: {self.cause}"


class MissingPdfError(UnreadablePdfError):
    """No file stands at that path, or it is not a file, or may not be read."""


class EmptyPdfError(UnreadablePdfError):
    """The file has no bytes."""


class NotPdfError(UnreadablePdfError):
    """The file is something else."""


class DamagedPdfError(UnreadablePdfError):
    """The file is cut off or damaged, and could not be mended."""


class MissingPageError(UnreadablePdfError):
    """The file does not have a page that was asked for."""


class EncryptedPdfError(UnreadablePdfError):
    """The file is encrypted, and the password is missing or wrong."""


class OversizedPdfError(UnreadablePdfError):
    """The file, a page of it or the number of its pages is beyond all reason."""


class NoTextLayerError(UnreadablePdfError):
    """The file holds pictures of pages, and no text."""


class GarbledTextError(UnreadablePdfError):
    """The fonts do not say which letters their glyphs are."""


class NoMatrixError(UnreadablePdfError):
    """The file can be read, and holds no table that goes on like a matrix."""


class OcrError(ExtractError):
    """OCR was asked for and could not be done.

    Args:
        what: what is missing or went wrong, as a clause.
        advice: what to do.
    """

    def __init__(self, what: str, advice: str) -> None:
        super().__init__(what, advice)
        self.what, self.advice = what, advice

    def __str__(self) -> str:
        return f"OCR: {self.what}; {self.advice}"


class WorkersError(UnreadablePdfError):
    """The processes that read pages ended as often as they were started."""


class UnreadablePageError(ExtractError):
    """A page whose reading was stopped or failed.

    Args:
        pdf: the file.
        page: counted from 1; 0 is the file as a whole.
        limit: a key of `EXPLAINED`.
        detail: what the limit was, or how the parser ended.
    """

    def __init__(self, pdf: Path, page: int, limit: str, detail: str) -> None:
        super().__init__(pdf, page, limit, detail)
        self.pdf, self.page, self.limit, self.detail = pdf, page, limit, detail

    @property
    def cause(self) -> str:
        """Which page it is, what is wrong with it, and what to do."""
        place = f"page {self.page}" if self.page else "the file as a whole"
        return (
            f"{place} {EXPLAINED[self.limit]} ({self.detail}); look at it in a "
            "viewer and print it to a new PDF, or leave it out (--pages, --allow-loss)"
        )

    def __str__(self) -> str:
        return f"{self.pdf}: {self.cause}"
