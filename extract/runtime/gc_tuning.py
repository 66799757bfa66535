"""How often a process looks for garbage in cycles."""

from __future__ import annotations

import atexit
import gc

ALLOCATIONS = 100_000
GENERATIONS = 20


def raise_gc_thresholds(allocations: int = ALLOCATIONS) -> None:
    """Let the collector of cycles run less often than Python's default of 700 allocations.

    A run is short and makes many objects that stay: imported modules, glyphs, records. The
    default looks through them hundreds of times, which took a sixth of the CPU time, and finds
    next to nothing: reference counts free what is done with. At its end Python would look
    through all of it twice more, though the system takes back the whole: that is left out too.

    Args:
        allocations: objects made, less those freed, between two looks.
    """
    gc.set_threshold(allocations, GENERATIONS, GENERATIONS)
    atexit.register(gc.freeze)
