"""Settings of the garbage collector."""

from __future__ import annotations

import atexit
import gc

ALLOCATIONS = 100_000
"""Allocations between collections of the youngest generation. Chosen by hand."""
GENERATIONS = 20
"""Collections of a generation between two of the next older one. Chosen by hand."""


def raise_gc_thresholds(allocations: int = ALLOCATIONS) -> None:
    """Let the cyclic garbage collector run less often than Python's default of 700 allocations.

    A run is short and makes many objects that live to its end: modules, glyphs, records. With the
    default, the collector scans them hundreds of times, which took a sixth of the CPU time, and
    frees almost nothing: reference counting frees most objects. The two collections at exit are
    left out too, since the system frees all memory then.

    Args:
        allocations: objects allocated, less those freed, between two collections.
    """
    gc.set_threshold(allocations, GENERATIONS, GENERATIONS)
    atexit.register(gc.freeze)
