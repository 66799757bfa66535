"""How large libraries are loaded: what is not used stays unloaded."""

from __future__ import annotations

import importlib
import importlib.util
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language


class _LazyFinder:
    """Finds the named modules and gives them a loader that waits for their first use."""

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
def lazily(*names: str) -> Iterator[None]:
    """Let modules that are imported inside the ``with`` be loaded at their first use.

    The standard library's own way (`importlib.util.LazyLoader`): a module that is used after all
    is loaded then, and behaves as any other.

    Args:
        names: Full names of modules, such as ``scipy.stats``.
    """
    finder = _LazyFinder(names)
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)


@contextmanager
def standing_in(*modules: ModuleType) -> Iterator[None]:
    """Let what is imported inside the ``with`` find these modules, and nobody after it.

    For parts that a library imports and that nothing here uses. `lazily` does not help where
    several modules import one: the second ``import`` loads it.
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


class Deferred(ModuleType):
    """Stands in for a module whose functions are called seldom or never: loads it when one is.

    Args:
        name: of the module.
        load: called before the module is loaded.
        at_hand: what of it is loaded already, by name.
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


@contextmanager
def absent(name: str) -> Iterator[None]:
    """Let what is imported inside the ``with`` do without a module that it need not have.

    For a process of our own: what was imported so does without it for good.
    """
    sys.modules[name] = None  # type: ignore[assignment]  # how it is said to be absent
    try:
        yield
    finally:
        del sys.modules[name]


_SPACY = threading.RLock()
"""Held while spaCy is loaded: another thread may be loading it, too, ahead of its use."""


def load_spacy() -> None:
    """Import spaCy without its command line, a third of its import."""
    with _SPACY:
        if "spacy" in sys.modules:
            return
        package, info = ModuleType("spacy.cli"), ModuleType("spacy.cli.info")
        package.__path__ = []
        # All that spaCy itself takes of it: what ``spacy.info()`` prints. Nothing here asks for it.
        vars(info)["info"] = None
        with standing_in(package, info):
            import spacy
        # What `load_matchers` loaded before is known under its full name only.
        for name, module in list(sys.modules.items()):
            parent, _, part = name.rpartition(".")
            if parent == "spacy" and module is not None and not hasattr(spacy, part):
                setattr(spacy, part, module)


def load_matchers() -> None:
    """Import spaCy's vocabulary, documents and matchers, without what makes languages of them.

    Nor are the layers of models loaded, nor the schemas of patterns that are checked: a matcher
    of phrases whose attribute is given by its number needs neither. That takes half as long as
    all of it. Who asks for spaCy itself later gets it whole.
    """
    with _SPACY:
        if "spacy" in sys.modules or "spacy.matcher" in sys.modules:
            return
        spec = importlib.util.find_spec("spacy")
        package = ModuleType("spacy")
        package.__path__ = list((spec and spec.submodule_search_locations) or ())
        from thinc.backends import NumpyOps, Ops, get_current_ops
        from thinc.util import get_array_module

        layers = Deferred(
            "thinc.api",
            NumpyOps=NumpyOps,
            Ops=Ops,
            get_current_ops=get_current_ops,
            get_array_module=get_array_module,
        )
        with standing_in(package, layers, Deferred("spacy.schemas", load_spacy)):
            import spacy.tokens  # first: its parts need each other in this order

            # isort: split
            import spacy.matcher
            import spacy.vocab  # noqa: F401 -- heavy; only its being loaded counts


_WORD_LISTS = threading.Lock()
_OF_TEXTS = ("langcodes", "wordfreq.language_info", "wordfreq.numbers", "wordfreq.tokens")


def load_word_lists() -> None:
    """Import wordfreq without what cuts texts of any language into words, most of its import.

    That is loaded when somebody asks how frequent a word is; its lists do without.
    """
    with _WORD_LISTS:
        if "wordfreq" not in sys.modules:
            with standing_in(*map(Deferred, _OF_TEXTS)):
                import wordfreq  # noqa: F401 -- heavy; only its being loaded counts


@cache
def blank_english() -> Language:
    """Return spaCy's English without a model: its tokenizer takes a tenth of a second to make."""
    load_spacy()
    import spacy

    return spacy.blank("en")
