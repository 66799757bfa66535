"""planrows as a library: read tables of PDF files, publish plans, load what was published.

* `read_tables` reads the tables of any PDF, without settings.
* `run` reads a plan of ``sources/`` and publishes it, as ``planrows run`` does.
* `read_plan` loads a published folder as pandas DataFrames.
* `PlanrowsError` is the base of every error that planrows raises on purpose.

The import itself is cheap: parsers and pandas are loaded by the first call that needs them. Page
readers are processes of their own, so a script calls `read_tables` and `run` under
``if __name__ == "__main__":``.
"""

from __future__ import annotations

from extract.errors import PlanrowsError

from .published import PublishedPlan, read_plan
from .runs import RunResult, run
from .tables import PrintedTable, read_tables

__all__ = [
    "PlanrowsError",
    "PrintedTable",
    "PublishedPlan",
    "RunResult",
    "read_plan",
    "read_tables",
    "run",
]
