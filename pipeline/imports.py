"""Imports that cost less: no garbage is looked for meanwhile, what nobody uses is left out."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from importlib.util import LazyLoader
from types import ModuleType

YOUNG = 100_000
"""Objects made, those freed again apart, between two looks for garbage (Python's own: 700).

A run makes some millions of small objects that live to its end; looking through all of them
again and again took a tenth of its time. What is garbage is nearly all freed by reference
counts.
"""


def collect_less() -> None:
    """Look for cyclic garbage less often, in this process."""
    gc.set_threshold(YOUNG, 20, 20)


class LazyFinder(MetaPathFinder):
    """Lets some modules be executed when an attribute of theirs is first used.

    Great Expectations imports scipy.stats and altair for two expectations that are not used
    here: a third of its import. A module that is used after all is executed then
    (``importlib.util.LazyLoader``), so a release that uses more of them works the same, later.

    Args:
        names: the modules.
    """

    def __init__(self, names: Sequence[str]) -> None:
        self.names = frozenset(names)

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,
        target: ModuleType | None = None,
    ) -> ModuleSpec | None:
        """Return the spec of a module of ours with a lazy loader; None for any other."""
        if fullname not in self.names:
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is not None and spec.loader is not None:
            spec.loader = LazyLoader(spec.loader)
        return spec


def import_lazily(names: Sequence[str]) -> None:
    """Have modules, imported from now on in this process, be executed on first use."""
    sys.meta_path.insert(0, LazyFinder(names))
