"""Which versions of other people's libraries a piece of code runs on.

A library's results depend on those that it needs itself, so that they count, too. What is
installed is read from the names of the folders that installers leave; which package comes with
which distribution is kept in the store as long as these are the same.
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
"""The version of what is not installed."""
_KEPT = "installed"
_MARKS = (".dist-info", ".egg-info")
_PACKAGE = re.compile(rb"^([A-Za-z_]\w*)(?:/|\.py,|\.[\w.-]+\.(?:so|pyd),)", re.MULTILINE)
"""The package or module at the start of a line of ``RECORD``."""
_NEEDS = re.compile(r"^Requires-Dist:\s*([\w.-]+)(.*)$", re.MULTILINE)


class Installed:
    """The distributions on a path.

    Args:
        store: keeps what was read of them; None: nothing does.
        path: folders that modules are imported from.
    """

    def __init__(self, store: Store | None = None, path: Collection[str] | None = None) -> None:
        self._store = store
        self._folders = dict(_folders(sys.path if path is None else path))
        self._versions = {name: _version(folder) for name, folder in self._folders.items()}
        self._known: dict[str, Any] | None = None

    def versions(
        self, libraries: Collection[str], distributions: Collection[str] = ()
    ) -> dict[str, str]:
        """Return name and version of the distributions that code depends on.

        Args:
            libraries: packages that it imports; one that comes with none counts by its name.
            distributions: those that it depends on besides.
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
        """Distributions by the package that comes with them."""
        packages: Mapping[str, list[str]] = self._all["packages"]
        return packages

    @property
    def _needs(self) -> Mapping[str, list[str]]:
        """What each distribution says that it needs, of what is installed."""
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
        # The text below the head may be a book.
        head = _read(folder / "METADATA").replace(b"\r\n", b"\n").partition(b"\n\n")[0]
        found = _NEEDS.findall(head.decode("utf-8", "replace"))
        needed = {_plain(name) for name, rest in found if not re.search(r"\bextra\s*==", rest)}
        return sorted(needed & self._folders.keys())


def _folders(path: Collection[str]) -> Iterator[tuple[str, Path]]:
    """Yield each distribution's name and folder; the first on the path is the one that counts."""
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
    """Return a distribution's name as registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""
