"""Versions of the third-party libraries that a piece of code depends on.

The results of a library depend on its own requirements, so these are included. Names and versions
come from the names of the ``dist-info`` folders; the map of packages to distributions is cached
in the store for as long as the set of these folders stays the same.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from pipeline.engine.store import Store, canonical, digest

NONE = "none"
"""Version of a distribution that is not installed."""
_KEPT = "installed"
_MARKS = (".dist-info", ".egg-info")
_PACKAGE = re.compile(rb"^([A-Za-z_]\w*)(?:/|\.py,|\.[\w.-]+\.(?:so|pyd),)", re.MULTILINE)
"""Package or module at the start of a line of ``RECORD``."""
_NEEDS = re.compile(r"^Requires-Dist:\s*([\w.-]+)(.*)$", re.MULTILINE)


class Installed:
    """The installed distributions.

    Args:
        store: caches their packages and requirements; None: no cache.
        path: folders to look in; None: `sys.path`.
    """

    def __init__(self, store: Store | None = None, path: Collection[str] | None = None) -> None:
        self._store = store
        self._folders = dict(_folders(sys.path if path is None else path))
        self._versions = {name: _version(folder) for name, folder in self._folders.items()}
        self._known: dict[str, Any] | None = None

    def versions(
        self, libraries: Collection[str], distributions: Collection[str] = ()
    ) -> dict[str, str]:
        """Return names and versions of the distributions that code depends on.

        Args:
            libraries: packages that it imports. A package of no known distribution is listed
                under its own name.
            distributions: further distributions that it depends on.
        """
        left = [_plain(name) for name in distributions]
        for library in libraries:
            left += self._of_package.get(library, [_plain(library)])
        found: dict[str, str] = {}
        while left:
            name = left.pop()
            if name not in found:
                found[name] = self._versions.get(name, NONE)
                left += self._needs.get(name, ())
        return dict(sorted(found.items()))

    @property
    def _of_package(self) -> Mapping[str, list[str]]:
        """Distributions that contain each package."""
        packages: Mapping[str, list[str]] = self._all["packages"]
        return packages

    @property
    def _needs(self) -> Mapping[str, list[str]]:
        """Installed requirements of each distribution."""
        needs: Mapping[str, list[str]] = self._all["needs"]
        return needs

    @property
    def _all(self) -> dict[str, Any]:
        if self._known is None:
            state = digest(canonical(self._versions))
            kept = self._store.recall(_KEPT) if self._store else {}
            if kept.get("state") != state:
                kept = {"state": state, "packages": self._packages(), "needs": self._needed()}
                if self._store:
                    self._store.keep(_KEPT, kept)
            self._known = kept
        return self._known

    def _packages(self) -> dict[str, list[str]]:
        packages: dict[str, list[str]] = {}
        for name, folder in sorted(self._folders.items()):
            for package in sorted(set(_PACKAGE.findall(_read(folder / "RECORD")))):
                packages.setdefault(package.decode(), []).append(name)
        return packages

    def _needed(self) -> dict[str, list[str]]:
        return {name: self._needs_of(folder) for name, folder in sorted(self._folders.items())}

    def _needs_of(self, folder: Path) -> list[str]:
        # The description below the header can be very long.
        head = _read(folder / "METADATA").replace(b"\r\n", b"\n").partition(b"\n\n")[0]
        found = _NEEDS.findall(head.decode("utf-8", "replace"))
        needed = {_plain(name) for name, rest in found if not re.search(r"\bextra\s*==", rest)}
        return sorted(needed & self._folders.keys())


def _folders(path: Collection[str]) -> Iterator[tuple[str, Path]]:
    """Yield the name and folder of each distribution; the first one on the path wins."""
    seen = set()
    for place in path:
        try:
            names = sorted(entry.name for entry in os.scandir(place or "."))
        except OSError:
            continue
        for name in names:
            if name.endswith(_MARKS) and (plain := _plain(name.split("-")[0])) not in seen:
                seen.add(plain)
                yield plain, Path(place) / name


def _version(folder: Path) -> str:
    """Return the version in a folder's name, ``name-1.2.3.dist-info``."""
    parts = folder.stem.split("-")
    return parts[1] if len(parts) > 1 else NONE


def _plain(name: str) -> str:
    """Return the normalized name of a distribution (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""
