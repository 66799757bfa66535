"""Import closures: all files and libraries that a module can load, found in its source.

The key of a stage covers the hash of each file of its closure. The facts read from a source file
are cached under the file's hash, so that a run without changes parses nothing.
"""

from __future__ import annotations

import os
import posixpath
import sys
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extract.system.guard import PACKAGES
from pipeline.engine.store import Store, digest
from pipeline.errors import CodeError

HOME = Path(__file__).resolve().parents[2]
NO_CODE = ("__pycache__", "node_modules")
READER = "pipeline/engine/source_facts.py"
"""Cached facts are valid only for this version of the reader."""
_KEPT = "import-closure"
_NOTHING: Mapping[str, Any] = {
    "imports": (), "mentions": (), "paths": (), "distributions": (), "unclear": (),
}  # fmt: skip
"""Facts of a file that is not a module."""


@dataclass(frozen=True)
class Closure:
    """Everything that a piece of code can load.

    Attributes:
        files: path and SHA-256 of each of our files, including the data files that modules read.
        libraries: top-level names of the third-party packages that it imports.
        distributions: distributions whose version it reads.
        unclear: constructs that may load more and cannot be resolved from the source.
    """

    files: tuple[tuple[str, str], ...]
    libraries: frozenset[str]
    distributions: frozenset[str]
    unclear: tuple[str, ...]


@dataclass(frozen=True)
class _Step:
    """What one module loads directly."""

    files: tuple[str, ...]
    libraries: tuple[str, ...]
    distributions: tuple[str, ...]
    unclear: tuple[str, ...]


class ImportClosure:
    """Computes closures; each file is read once, so they describe the code at that time.

    Args:
        store: caches the facts of source files; None: no cache.
        home: folder of our packages.
        read: reads a file.
    """

    def __init__(
        self,
        store: Store | None = None,
        home: Path = HOME,
        read: Callable[[Path], bytes] = Path.read_bytes,
    ) -> None:
        self._store = store
        self._home = home
        self._read = read
        self._files = frozenset(_files(home))
        self._modules = {_module_of(file): file for file in self._files if file.endswith(".py")}
        self._shas: dict[str, str] = {}
        self._steps: dict[str, _Step] = {}
        self._files_by_name: dict[str, tuple[str, ...]] = {}
        self._facts_by_file: dict[str, list[Any]] | None = None
        self._is_new = False

    def of(self, modules: Collection[str], dispatchers: Collection[str] = ()) -> Closure:
        """Return the closure of modules.

        Args:
            modules: module names; third-party modules are ignored.
            dispatchers: files of ours to include without their imports.

        Raises:
            CodeError: a module or a file of ours is missing.
        """
        left = [file for name in modules for file in self._named(name)]
        steps: dict[str, _Step] = {}
        found = {*left, *dispatchers}
        while left:
            file = left.pop()
            if file not in steps:
                steps[file] = step = self._step(file)
                left += step.files
                found.update(step.files)
        self._keep()
        return Closure(
            files=tuple((file, self._sha(file)) for file in sorted(found)),
            libraries=frozenset(name for step in steps.values() for name in step.libraries),
            distributions=frozenset(n for step in steps.values() for n in step.distributions),
            unclear=tuple(f"{f}: {what}" for f in sorted(steps) for what in steps[f].unclear),
        )

    def _named(self, module: str) -> Iterator[str]:
        if module.partition(".")[0] in PACKAGES:
            if module not in self._modules:
                raise CodeError(f"{self._home}: module {module} is missing; install planrows again")
            yield from self._reached(module)

    def _reached(self, name: str) -> tuple[str, ...]:
        """Return the files that an import of a dotted name loads: its packages and the module."""
        known = self._files_by_name.get(name)
        if known is None:
            package = self._reached(name.rpartition(".")[0]) if "." in name else ()
            file = self._modules.get(name)
            known = self._files_by_name[name] = (*package, file) if file is not None else package
        return known

    def _sha(self, file: str) -> str:
        if file not in self._shas:
            try:
                self._shas[file] = digest(self._read(self._home / file))
            except OSError as error:
                raise CodeError(
                    f"{self._home / file}: cannot be read: install planrows again"
                ) from error
        return self._shas[file]

    def _step(self, file: str) -> _Step:
        if file not in self._steps:
            self._steps[file] = self._step_of(file, self._facts(file))
        return self._steps[file]

    def _step_of(self, file: str, facts: Mapping[str, Any]) -> _Step:
        found: dict[str, None] = {}
        libraries = set()
        for level, module, names in facts["imports"]:
            base = _absolute(file, level, module)
            if base.partition(".")[0] not in PACKAGES:
                libraries.add(base.partition(".")[0])
                continue
            for name in (base, *(f"{base}.{name}" for name in names)):
                found.update(dict.fromkeys(self._reached(name)))
        for name in facts["mentions"]:
            if name in self._modules:
                found.update(dict.fromkeys(self._reached(name)))
        unclear = list(facts["unclear"])
        for path in facts["paths"]:
            data = self._data(file, path)
            if data is None:
                unclear.append(f"reads {path}, which does not exist")
            found.update(dict.fromkeys(data or ()))
        return _Step(
            files=tuple(found),
            libraries=tuple(libraries - sys.stdlib_module_names),
            distributions=tuple(facts["distributions"]),
            unclear=tuple(unclear),
        )

    def _data(self, file: str, path: str) -> tuple[str, ...] | None:
        """Return the files at a path relative to a module; of a folder, all but the modules.

        Returns:
            None if nothing is there; an empty tuple if the path leaves our packages.
        """
        place = posixpath.normpath(posixpath.join(posixpath.dirname(file), path))
        if place.partition("/")[0] not in PACKAGES:
            return ()
        if place in self._files:
            return (place,)
        inside = [name for name in self._files if name.startswith(f"{place}/")]
        return tuple(name for name in inside if not name.endswith(".py")) if inside else None

    def _facts(self, file: str) -> Mapping[str, Any]:
        """Return the facts of a source file, from the cache if the file is unchanged."""
        if not file.endswith(".py"):
            return _NOTHING
        sha = self._sha(file)
        kept: list[Any] = self._known().get(file, ["", {}])
        if kept[0] != sha:
            # Imported late: the import of `ast` takes longer than everything else here.
            from pipeline.engine.source_facts import source_facts_of

            kept = self._known()[file] = [
                sha,
                source_facts_of(self._read(self._home / file)).plain(),
            ]
            self._is_new = True
        return dict(kept[1])

    def _known(self) -> dict[str, list[Any]]:
        """Cached hash and facts of each file, by path."""
        if self._facts_by_file is None:
            kept = self._store.recall(_KEPT) if self._store else {}
            is_same = kept.get("reader") == self._sha(READER)
            self._facts_by_file = dict(kept.get("files", {})) if is_same else {}
        return self._facts_by_file

    def _keep(self) -> None:
        if self._is_new and self._store is not None:
            self._store.keep(_KEPT, {"reader": self._sha(READER), "files": self._known()})
            self._is_new = False


def _files(home: Path) -> Iterator[str]:
    """Yield the paths of all files of our packages, with ``/`` as separator."""
    for package in PACKAGES:
        for folder, folders, files in os.walk(home / package):
            folders[:] = [inner for inner in folders if inner not in NO_CODE]
            place = os.path.relpath(folder, home).replace(os.sep, "/")
            yield from (f"{place}/{file}" for file in files)


def _module_of(file: str) -> str:
    return file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _absolute(file: str, level: int, module: str) -> str:
    """Return the absolute name of a module that a file imports, relatively or not."""
    if not level:
        return module
    package = file.split("/")[:-1]
    return ".".join([*package[: len(package) - level + 1], *([module] if module else [])])
