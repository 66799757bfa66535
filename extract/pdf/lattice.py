"""camelot's line finder, imported without libraries that few pages need.

camelot makes a data frame of each table that it finds. No data frame is used here, and importing
pandas takes longer than everything else that a page reader imports. OpenCV finds lines in pictures
only, no table is written to a database, and no file is fetched from an address.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from importlib import import_module

from extract.libraries import (
    Deferred,
    Lazy,
    Releases,
    import_package_later,
    load_playa,
    may_replace,
    replaced_modules,
)

RELEASES: Releases = {"camelot-py": ("2.0.0",)}
"""The replacements were tested with these releases; others get the libraries themselves."""

_LATER = ("pandas", "cv2", "sqlite3")
"""Modules that are imported on first use."""

_PACKAGES = ("camelot", "camelot.parsers")
"""Packages whose own code imports all other parsers, and the metadata of distributions."""

_IS_REPLACED = may_replace(RELEASES)


load_playa()
with ExitStack() as stack:
    if _IS_REPLACED:
        places = [*map(Lazy, _LATER), Deferred("urllib.request")]
        absent = [place for place in places if place.__name__ not in sys.modules]
        stack.enter_context(replaced_modules(*absent))
        for name in _PACKAGES:
            import_package_later(name)
    core, base = map(import_module, ("camelot.core", "camelot.parsers.base"))
    from camelot.parsers.lattice import Lattice
    from camelot.utils import get_image_char_and_text_objects, get_page_layout, get_rotation

__all__ = [
    "Lattice",
    "get_image_char_and_text_objects",
    "get_page_layout",
    "get_rotation",
    "without_data_frames",
]


class _Shape:
    """A placeholder for a data frame; it only has a shape."""

    def __init__(self, rows: Sequence[Sequence[str]] = ()) -> None:
        self.shape = (len(rows), len(rows[0]) if rows else 0)


class _PandasWithoutData:
    """A placeholder for pandas."""

    DataFrame = _Shape


@contextmanager
def without_data_frames() -> Iterator[None]:
    """Let camelot make tables whose ``df`` is a placeholder that only has a shape."""
    if not _IS_REPLACED:
        yield
        return
    modules = [vars(core), vars(base)]
    kept = [names["pd"] for names in modules]
    try:
        for names in modules:
            names["pd"] = _PandasWithoutData
        yield
    finally:
        for names, pandas in zip(modules, kept, strict=True):
            names["pd"] = pandas
