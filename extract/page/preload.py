"""What page readers import: once, by the fork server, for all workers.

Imports make hundreds of thousands of objects that stay; looking through them for garbage again
and again takes a tenth of their time, so that this comes before any of them.
"""

from __future__ import annotations

from extract.runtime.gc_tuning import raise_gc_thresholds

raise_gc_thresholds()

# isort: split

import playa  # noqa: E402, F401 -- this and those below: only their being loaded counts
import pypdfium2  # noqa: E402, F401

import extract.page.page_worker  # noqa: E402
import extract.pdf.fast_page  # noqa: E402
import extract.pdf.lattice  # noqa: E402, F401
