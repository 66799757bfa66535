"""The root of all errors, and why a PDF cannot be read: one class for each cause.

Each message says what is wrong, where, and what to do.
"""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

EXPLAINED = {
    "memory": "needs more memory than the limit for a page",
    "cpu": "takes more CPU seconds than the limit for a page",
    "wall": "takes more seconds than the limit for a page",
    "output": "contains more text than the limit for a page",
    "marks": "draws more letters and rules than the limit for a page",
    "bytes": "unpacks to more bytes than the limit for a page",
    "crash": "made the parser end abruptly",
    "error": "is damaged",
    "machine": "cannot be read on this machine now",
}
"""Kinds of failure of a page, as the predicate of a sentence."""


LASTING = frozenset(("output", "marks", "bytes", "error"))
"""Kinds of failure that depend on the page alone."""


class PlanrowsError(Exception):
    """Base of every error that planrows raises on purpose; its text is meant for the user.

    Attributes:
        exit_code: exit status of the command line.
    """

    exit_code: ClassVar[int] = 2

    @property
    def is_lasting(self) -> bool:
        """Whether the fault lies in what is read, so that the same input fails again."""
        return False


class ShadowedPackageError(PlanrowsError):
    """Python imports a package of another project in place of one of planrows."""


class ExtractError(PlanrowsError):
    """Base of the errors of the extract stage."""

    @property
    def cause(self) -> str:
        """What is wrong, without the name of the file: cached results apply under any name."""
        return str(self)


class UnreadablePdfError(ExtractError):
    """A file that cannot be read as a PDF.

    Args:
        pdf: the file.
        reason: what is wrong, as a predicate without its subject.
        advice: what to do.
    """

    def __init__(self, pdf: Path, reason: str, advice: str) -> None:
        super().__init__(pdf, reason, advice)
        self.pdf, self.reason, self.advice = pdf, reason, advice

    @property
    def is_lasting(self) -> bool:
        """Whether the fault lies in the file."""
        return True

    @property
    def cause(self) -> str:
        """What is wrong with the file, and what to do."""
        return f"{self.reason}; {self.advice}"

    def __str__(self) -> str:
        return f"{self.pdf}: {self.cause}"


class MissingPdfError(UnreadablePdfError):
    """The path does not exist, is not a file, or may not be read."""

    @property
    def is_lasting(self) -> bool:
        """Whether the fault lies in the file: it may be there at the next run."""
        return False


class EmptyPdfError(UnreadablePdfError):
    """The file has no bytes."""


class NotPdfError(UnreadablePdfError):
    """The file is not a PDF."""


class DamagedPdfError(UnreadablePdfError):
    """The file is truncated or damaged and could not be repaired."""


class MissingPageError(UnreadablePdfError):
    """The file lacks a requested page."""


class EncryptedPdfError(UnreadablePdfError):
    """The file is encrypted and the password is missing or wrong."""


class OversizedPdfError(UnreadablePdfError):
    """The file, one of its pages, or its number of pages exceeds a limit."""


class SlowPdfError(UnreadablePdfError):
    """The pages take longer, all together, than a limit."""

    @property
    def is_lasting(self) -> bool:
        """Whether the fault lies in the file: the machine may be less busy at the next run."""
        return False


class NoTextLayerError(UnreadablePdfError):
    """The file contains pictures of pages and no text."""


class GarbledTextError(UnreadablePdfError):
    """The fonts do not map their glyphs to letters."""


class NoMatrixError(UnreadablePdfError):
    """The file can be read, but none of its tables is the matrix of the plan."""


class OcrError(ExtractError):
    """OCR is needed and failed.

    Args:
        what: what is missing or wrong, as a clause.
        advice: what to do.
    """

    def __init__(self, what: str, advice: str) -> None:
        super().__init__(what, advice)
        self.what, self.advice = what, advice

    def __str__(self) -> str:
        return f"OCR: {self.what}; {self.advice}"


class WorkersError(UnreadablePdfError):
    """The worker processes that read pages ended again and again."""

    @property
    def is_lasting(self) -> bool:
        """Whether the fault lies in the file: it lies in the machine."""
        return False


class UnreadablePageError(ExtractError):
    """A page could not be read, or reading it was stopped.

    Args:
        pdf: the file.
        page: counted from 1; 0 means the whole file.
        limit: a key of `EXPLAINED`.
        detail: the value of the limit, or how the parser ended.
    """

    def __init__(self, pdf: Path, page: int, limit: str, detail: str) -> None:
        super().__init__(pdf, page, limit, detail)
        self.pdf, self.page, self.limit, self.detail = pdf, page, limit, detail

    @property
    def is_lasting(self) -> bool:
        """Whether the fault lies in the page: memory and time depend on the machine."""
        return self.limit in LASTING

    @property
    def cause(self) -> str:
        """The page, what is wrong with it, and what to do."""
        place = f"page {self.page}" if self.page else "the whole file"
        advice = (
            "look at it in a viewer and print it to a new PDF, or leave it out with --allow-loss"
        )
        if self.limit == "machine":
            advice = "free memory or disk space, and run again"
        return f"{place} {EXPLAINED[self.limit]} ({self.detail}); {advice}"

    def __str__(self) -> str:
        return f"{self.pdf}: {self.cause}"
