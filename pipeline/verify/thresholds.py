"""Limits of comparing the files of a published folder."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class VerifyThresholds:
    """Limits of comparing files.

    Attributes:
        shown: characters of a value that a message quotes: one line of a terminal.
        workbook_bytes: unpacked bytes of a workbook. The one of the shipped plan unpacks to 2 MB;
            that of a plan of 20,000 rows to about 200 MB.
        key_bytes: bytes that are read of a key file. A PEM of Ed25519 has about 120.
    """

    shown: int = 80
    workbook_bytes: int = 1_000_000_000
    key_bytes: int = 65_536


VERIFY = VerifyThresholds()
