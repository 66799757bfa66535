"""camelot's line finder, loaded without pandas.

camelot makes a data frame of each table that it finds. Nothing here reads one, and importing
pandas takes longer than all else that a page reader imports.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from types import ModuleType

from extract.libraries import standing_in


class _LatePandas(ModuleType):
    """Stands for pandas until something of it is used."""

    def __getattr__(self, name: str) -> object:
        return getattr(importlib.import_module("pandas"), name)


with ExitStack() as stack:
    if "pandas" not in sys.modules:
        stack.enter_context(standing_in(_LatePandas("pandas")))
    from camelot import core
    from camelot.parsers import Lattice, base
    from camelot.utils import get_image_char_and_text_objects, get_page_layout, get_rotation

__all__ = [
    "Lattice",
    "get_image_char_and_text_objects",
    "get_page_layout",
    "get_rotation",
    "without_frames",
]


class _Shape:
    """Stands for a data frame: it knows its size."""

    def __init__(self, rows: Sequence[Sequence[str]] = ()) -> None:
        self.shape = (len(rows), len(rows[0]) if rows else 0)


class _Frames:
    """Stands for pandas."""

    DataFrame = _Shape


@contextmanager
def without_frames() -> Iterator[None]:
    """Let camelot make tables whose ``df`` is a stand-in that knows its shape only."""
    modules = [vars(core), vars(base)]
    kept = [names["pd"] for names in modules]
    try:
        for names in modules:
            names["pd"] = _Frames
        yield
    finally:
        for names, pandas in zip(modules, kept, strict=True):
            names["pd"] = pandas
