"""Imports of large libraries without the parts that are not used.

Each replacement of a part of a library names the releases that it was tested with. Other releases
are imported whole.
"""

from __future__ import annotations

import importlib
import importlib.metadata
import importlib.util
import os
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language


PLAIN_IMPORTS = "PLANROWS_PLAIN_IMPORTS"
"""Environment variable: if it is set and not empty, every library is imported whole."""

Releases = Mapping[str, Sequence[str]]
"""Distributions and, for each, the releases that a replacement was tested with."""

SPACY_RELEASES: Releases = {"spacy": ("3.8.18",), "thinc": ("8.3.14",)}
"""Tested with `load_spacy` and `load_matchers`."""

PEBBLE_RELEASES: Releases = {"pebble": ("5.2.3",)}
"""Tested with `load_pebble`."""

PDFPLUMBER_RELEASES: Releases = {"pdfplumber": ("0.11.10",), "pdfminer.six": ("20260107",)}
"""Tested with `load_pdfplumber`."""

PLAYA_RELEASES: Releases = {"playa-pdf": ("1.1.0",)}
"""Tested with `load_playa`."""

PYTESSERACT_RELEASES: Releases = {"pytesseract": ("0.3.13",)}
"""Tested with `load_pytesseract`."""

WORDFREQ_RELEASES: Releases = {"wordfreq": ("3.1.1",)}
"""Tested with `load_wordfreq`."""


def may_replace(tested: Releases) -> bool:
    """Check whether parts of a library may be replaced.

    Args:
        tested: the releases that the replacement was tested with.

    Returns:
        True if each distribution is installed in one of these releases, and `PLAIN_IMPORTS` is
        not set.
    """
    if os.environ.get(PLAIN_IMPORTS):
        return False
    try:
        return all(importlib.metadata.version(name) in known for name, known in tested.items())
    except importlib.metadata.PackageNotFoundError:
        return False


class _LazyFinder:
    """Finds the named modules and gives them a loader that executes them on first use."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = frozenset(names)

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name not in self._names:
            return None
        spec = PathFinder.find_spec(name, path, target)
        if spec is not None and spec.loader is not None:
            spec.loader = importlib.util.LazyLoader(spec.loader)
        return spec


@contextmanager
def lazy_modules(*names: str) -> Iterator[None]:
    """Execute modules that are imported inside the ``with`` on their first use.

    This uses `importlib.util.LazyLoader` of the standard library.

    Args:
        names: full names of modules, such as ``scipy.stats``.
    """
    finder = _LazyFinder(names)
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)


@contextmanager
def replaced_modules(*modules: ModuleType) -> Iterator[None]:
    """Put modules in the place of others of the same names, for imports inside the ``with``.

    They replace parts that a library imports and that are not used here. `lazy_modules` does not
    help if several modules import such a part: the second ``import`` executes it.
    """
    names = [module.__name__ for module in modules]
    before = {name: sys.modules[name] for name in names if name in sys.modules}
    sys.modules.update(zip(names, modules, strict=True))
    try:
        yield
    finally:
        for name in names:
            sys.modules.pop(name, None)
        sys.modules.update(before)


class Lazy(ModuleType):
    """A placeholder for a module that imports it when an attribute is used.

    Args:
        name: full name of the module.
        at_hand: attributes of the module that are available without importing it.
    """

    def __init__(self, name: str, **at_hand: object) -> None:
        super().__init__(name)
        vars(self).update(at_hand)

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(importlib.import_module(self.__name__), name)


class Deferred(ModuleType):
    """A placeholder for a module that imports it when one of its functions is called.

    Args:
        name: full name of the module.
        load: called before the module is imported.
        at_hand: attributes of the module that are available without importing it.
    """

    def __init__(
        self, name: str, load: Callable[[], object] = lambda: None, **at_hand: object
    ) -> None:
        super().__init__(name)
        vars(self).update(at_hand, _load=load)

    def __getattr__(self, name: str) -> Callable[..., object]:
        if name.startswith("__"):
            raise AttributeError(name)

        def forward(*values: object, **named: object) -> object:
            self._load()
            function: Callable[..., object] = getattr(importlib.import_module(self.__name__), name)
            return function(*values, **named)

        return forward


def _spec_of(package: str) -> ModuleSpec:
    spec = importlib.util.find_spec(package)
    assert spec is not None
    return spec


class _LazyPackage(ModuleType):
    """A package whose own code is executed when an attribute that it lacks is used."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        spec = _spec_of(name)
        self.__spec__, self.__loader__, self.__file__ = spec, spec.loader, spec.origin
        self._loader = spec.loader
        self.__package__ = name
        self.__path__ = list(spec.submodule_search_locations or ())
        self._is_executed = False

    def __getattr__(self, name: str) -> object:
        if self._is_executed or self._loader is None:
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        self._is_executed = True
        self._loader.exec_module(self)
        return getattr(self, name)


def import_package_later(name: str) -> None:
    """Enter a package in `sys.modules`, and execute its own code when that is used.

    Its modules can be imported before that, which `lazy_modules` does not allow.

    Args:
        name: full name; a package that is imported already stays as it is.
    """
    if name not in sys.modules:
        sys.modules[name] = package = _LazyPackage(name)
        parent, _, own = name.rpartition(".")
        if parent:
            setattr(sys.modules[parent], own, package)


@contextmanager
def without_module(name: str) -> Iterator[None]:
    """Make an optional dependency appear to be missing, for imports inside the ``with``.

    Modules that are imported meanwhile never use it, so only processes in which nothing but this
    package runs may call this.
    """
    before = sys.modules.get(name)
    sys.modules[name] = None  # type: ignore[assignment]  # `import` raises for a module that is None
    try:
        yield
    finally:
        del sys.modules[name]
        if before is not None:
            sys.modules[name] = before


def load_pytesseract() -> Any:
    """Import pytesseract without pandas, for which no result is asked.

    Returns:
        The module.
    """
    if "pytesseract" not in sys.modules and may_replace(PYTESSERACT_RELEASES):
        with without_module("pandas"):
            import pytesseract  # noqa: F401 -- returned below
    return importlib.import_module("pytesseract")


def load_pebble() -> None:
    """Import pebble without its asynchronous functions, which alone use asyncio."""
    if "pebble" in sys.modules or "asyncio" in sys.modules or not may_replace(PEBBLE_RELEASES):
        import pebble
    else:
        with replaced_modules(Lazy("asyncio"), Lazy("pebble.asynchronous")):
            import pebble  # noqa: F401 -- slow; only loading it counts


def _later(*modules: ModuleType) -> list[ModuleType]:
    """Return the placeholders of modules that are not imported yet, and those of ciphers.

    Readers get decrypted copies: only who opens an encrypted file otherwise needs ciphers.
    """
    ciphers = "cryptography.hazmat.primitives.ciphers"
    algorithms, modes = Lazy(f"{ciphers}.algorithms"), Lazy(f"{ciphers}.modes")
    places = (
        *modules,
        Deferred("cryptography.hazmat.backends"),
        Deferred(ciphers, algorithms=algorithms, modes=modes),
    )
    return [place for place in places if place.__name__ not in sys.modules]


def load_pdfplumber() -> None:
    """Import pdfplumber without ciphers, and without the search for the encoding of a text."""
    if "pdfminer" not in sys.modules and may_replace(PDFPLUMBER_RELEASES):
        with replaced_modules(*_later(Deferred("charset_normalizer"))):
            import pdfplumber
    else:
        import pdfplumber  # noqa: F401 -- slow; only loading it counts


def load_playa() -> Any:
    """Import playa without ciphers, and without its export of objects as JSON.

    The export takes half of the time.

    Returns:
        The module.
    """
    if "playa" not in sys.modules and may_replace(PLAYA_RELEASES):
        # Only the text of a log record uses the export.
        with replaced_modules(*_later(Deferred("playa.data"))):
            import playa  # noqa: F401 -- returned below
    return importlib.import_module("playa")


def load_wordfreq() -> Any:
    """Import wordfreq without its tokenizer and its languages, which take most of the time.

    Its lists of words need neither; what else is called imports them.

    Returns:
        The module.
    """
    if "wordfreq" not in sys.modules and may_replace(WORDFREQ_RELEASES):
        # It finds its folder by the source lines of all callers.
        folder = Path(_spec_of("wordfreq").submodule_search_locations[0])  # type: ignore[index]  # a package
        parts = ("language_info", "numbers", "tokens")
        with replaced_modules(
            Deferred("langcodes"),
            *(Deferred(f"wordfreq.{part}") for part in parts),
            Deferred("wordfreq.util", data_path=lambda: folder / "data"),
        ):
            import wordfreq  # noqa: F401 -- returned below
    return importlib.import_module("wordfreq")


_SPACY = threading.RLock()
"""Held while spaCy is imported: two threads may ask for it."""


def load_spacy() -> None:
    """Import spaCy without its command line, which takes a third of the time."""
    with _SPACY:
        if "spacy" in sys.modules:
            return
        if may_replace(SPACY_RELEASES):
            _load_spacy_without_command_line()
        else:
            import spacy  # noqa: F401 -- slow; only loading it counts


def _load_spacy_without_command_line() -> None:
    package, info = ModuleType("spacy.cli"), ModuleType("spacy.cli.info")
    package.__path__ = []
    # spaCy itself imports only this function, for ``spacy.info()``.
    vars(info)["info"] = None
    with replaced_modules(package, info):
        import spacy
    # The modules that `load_matchers` imported are not attributes of the package yet.
    for name, module in list(sys.modules.items()):
        parent, _, part = name.rpartition(".")
        if parent == "spacy" and module is not None and not hasattr(spacy, part):
            setattr(spacy, part, module)


def load_matchers() -> None:
    """Import spaCy's vocabulary, documents and matchers.

    The languages, the layers of models and the schemas of patterns are left out: a phrase matcher
    whose attribute is given as a number needs none of them. This takes half the time of a whole
    import. `load_spacy` imports the rest later.
    """
    with _SPACY:
        if "spacy" in sys.modules or "spacy.matcher" in sys.modules:
            return
        if may_replace(SPACY_RELEASES):
            _load_matchers_alone()
        else:
            import spacy.matcher
            import spacy.tokens
            import spacy.vocab  # noqa: F401 -- slow; only loading it counts


def _load_matchers_alone() -> None:
    package = ModuleType("spacy")
    package.__path__ = list(_spec_of("spacy").submodule_search_locations or ())
    from thinc.backends import NumpyOps, Ops, get_current_ops
    from thinc.util import get_array_module

    layers = Deferred(
        "thinc.api",
        NumpyOps=NumpyOps,
        Ops=Ops,
        get_current_ops=get_current_ops,
        get_array_module=get_array_module,
    )
    with replaced_modules(package, layers, Deferred("spacy.schemas", load_spacy)):
        import spacy.tokens  # first: its modules depend on this order

        # isort: split
        import spacy.matcher
        import spacy.vocab  # noqa: F401 -- slow; only loading it counts


def blank_english() -> Language:
    """Return spaCy's English pipeline without a model; making its tokenizer takes 0.1 s."""
    with _SPACY:  # all threads share one pipeline, since documents refer to its vocabulary
        return _make_blank_english()


@cache
def _make_blank_english() -> Language:
    load_spacy()
    import spacy

    return spacy.blank("en")
