"""Read filled-in forms in a worker process with limits: a form may be made to take all memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from extract.errors import UnreadablePageError
from extract.runtime.limits import ELAPSED_PER_CPU, MIB, Limits
from extract.runtime.workers import PagePool
from pipeline.publish.core.errors import FormError
from pipeline.publish.forms.forms import Form, read_form
from pipeline.publish.forms.thresholds import FORMS

_MAX_ELAPSED = ELAPSED_PER_CPU * FORMS.max_seconds
_WHY = {
    "memory": f"takes more than {FORMS.max_memory // MIB} MiB of memory to read",
    "cpu": f"takes more than {FORMS.max_seconds} CPU seconds to read",
    "wall": f"takes more than {_MAX_ELAPSED} seconds to read",
    "output": "holds too much text",
}


def read_forms(paths: Sequence[Path]) -> Iterator[tuple[Path, Form | FormError]]:
    """Read forms, one after the other.

    Yields:
        Each path and its form, or the reason why it cannot be read.
    """
    limits = Limits(
        memory=FORMS.max_memory,
        cpu_seconds=FORMS.max_seconds,
        wall_seconds=_MAX_ELAPSED,
    )
    pool = PagePool(1, limits, preload=__name__)
    try:
        for path in paths:
            yield path, _read_in(pool, path)
    finally:
        pool.stop()


def _read_in(pool: PagePool, path: Path) -> Form | FormError:
    readings = pool.run(_form_or_error, path, [0])
    for failure in readings.failures.values():
        limit = failure.limit if isinstance(failure, UnreadablePageError) else ""
        why = _WHY.get(limit, "cannot be read")
        return FormError(f"{path}: {why}; name a copy of monitoring.xlsx")
    return readings.values[0]


def _form_or_error(path: Path, _whole: int) -> Form | FormError:
    """Read a form, in the worker; its faults are results like others."""
    try:
        return read_form(path)
    except FormError as error:
        return error
