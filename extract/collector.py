"""How often a process looks for garbage in cycles."""

from __future__ import annotations

import gc

ALLOCATIONS = 100_000
GENERATIONS = 20


def collect_rarely() -> None:
    """Let the collector of cycles run less often than Python's default of 700 allocations.

    A run is short and makes many objects that stay: imported modules, glyphs, records. The
    default looks through them hundreds of times, which took a sixth of the CPU time, and finds
    next to nothing: reference counts free what is done with.
    """
    gc.set_threshold(ALLOCATIONS, GENERATIONS, GENERATIONS)
