"""Thresholds of reading and writing monitoring forms."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FormThresholds:
    """Limits of monitoring forms."""

    max_bytes: int = 16 * 2**20
    """Bytes of a form at most. A form has less than 1 MB; a far larger file is no form."""
    max_unpacked_bytes: int = 64 * 2**20
    """Bytes of an unpacked form at most, against ZIP bombs. Measured: the form of the default plan
    has 0.3 MB."""
    max_rows: int = 1_048_576
    """Rows of a sheet at most: a spreadsheet program has no more. A file may name any number, and
    each row before it is read as an empty one."""
    max_memory: int = 512 * 2**20
    """Bytes of memory to read a form in, beyond that of the libraries. Measured: that of the
    default plan takes 30 MB."""
    max_seconds: int = 30
    """CPU seconds to read a form in. Measured: that of the default plan takes 0.5 s."""
    min_titles: int = 3
    """Column titles that a line holds to be the header: a text may name one or two by chance."""
    extra_columns: int = 64
    """Columns read beyond those of the form: those that only this plan has, and those that users
    insert. No plan seen has more than six of its own."""
    dated_cells: float = 0.5
    """Share of a column's filled cells that name a year, above which it is a column of dates. In
    the made timelines three of four cells do; in indicators that quote a baseline, one in five."""
    spare_rows: int = 20
    """Empty rows below a body's rows, for further activities of the same rows."""


FORMS = FormThresholds()
