"""Run a stage only if something that it depends on has changed."""

from __future__ import annotations

import functools
import importlib
import logging
import sys
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import BaseModel

from pipeline.engine.import_closure import ImportClosure
from pipeline.engine.installed_versions import Installed
from pipeline.engine.progress import Progress
from pipeline.engine.store import Store, canonical, canonical_model, digest
from pipeline.errors import StoreError
from pipeline.interruption import raise_if_stopping

Model = TypeVar("Model", bound=BaseModel)
LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Stage(Generic[Model]):
    """A stage: its name, the type of its result, and the code that its key covers.

    Attributes:
        name: its name in messages.
        result: the type of its result, as ``package.module:Class``. The module is imported only
            when the result is read.
        entry: modules that start its work. Its key covers all code that they can load.
        dispatchers: files that call this stage and others. Its key covers these files, but not the
            code that they load.
        is_part: whether it is part of another stage and runs inside it. Its result is stored
            like any other; messages do not mention it.
    """

    name: str
    result: str
    entry: tuple[str, ...]
    dispatchers: tuple[str, ...] = ()
    is_part: bool = False

    @property
    def modules(self) -> tuple[str, ...]:
        """The modules whose import closure is the stage's code."""
        return (*self.entry, self.result.partition(":")[0])


class Code:
    """Hashes of our code and versions of the libraries that it imports, as parts of keys."""

    def __init__(self, closures: ImportClosure, installed: Installed) -> None:
        self._closures = closures
        self._installed = installed

    def parts(self, stage: Stage[Any]) -> dict[str, str]:
        """Return the present code and library versions of a stage."""
        return self.parts_of(stage.modules, stage.dispatchers)

    def parts_of(
        self, modules: Collection[str], dispatchers: Collection[str] = ()
    ) -> dict[str, str]:
        """Return the code and library versions of modules; see `Stage` for the arguments."""
        closure = self._closures.of(modules, dispatchers)
        versions = self._installed.versions(closure.libraries, closure.distributions)
        return {
            "code": digest(canonical(closure.files)),
            "Python": ".".join(map(str, sys.version_info[:3])),
            **{f"library {name}": version for name, version in versions.items()},
        }


@functools.cache
def code_in(folder: Path) -> Code:
    """Return our code as of the first call in this process.

    Args:
        folder: folder of the store that caches the facts read from source files.
    """
    store = Store(folder)
    return Code(ImportClosure(store), Installed(store))


class Result(Generic[Model]):
    """A stage's result, identified by its hash and loaded on first use."""

    def __init__(self, stage: Stage[Model], sha: str, store: Store, value: Model | None) -> None:
        self.sha = sha
        self._stage = stage
        self._store = store
        self._value = value

    @property
    def value(self) -> Model:
        """The result, loaded from the store if this process did not make it.

        Raises:
            StoreError: the store no longer has it.
        """
        if self._value is None:
            module, _, name = self._stage.result.partition(":")
            model: type[Model] = getattr(importlib.import_module(module), name)
            data = self._store.get(self.sha)
            if data is None:
                raise StoreError(
                    f"{self._store.folder}: object {self.sha[:12]} disappeared: run again"
                )
            self._value = model.model_validate_json(data)
        return self._value

    def release(self) -> None:
        """Free the memory of the result, which is loaded from the store if it is used again."""
        self._value = None


def _always(result: object) -> bool:
    """Accept any result for reuse."""
    del result
    return True


class Runner:
    """Runs the stages of one plan.

    Attributes:
        before: called with a stage's name before it runs.
        ran: names of the stages that ran.
        kept: names of the stages whose result came from the store.
    """

    def __init__(
        self, store: Store, progress: Progress, plan: str, *, use_store: bool = True
    ) -> None:
        self.store = store
        self.progress = progress
        self.plan = plan
        self.use_store = use_store
        self.before: Callable[[str], None] = _nothing
        self.ran: list[str] = []
        self.kept: list[str] = []

    def run(
        self,
        stage: Stage[Model],
        make: Callable[[], Model],
        *,
        inputs: Mapping[str, str],
        settings: Mapping[str, object] | None = None,
        rerun_reason: str = "",
        is_reusable: Callable[[Model], bool] = _always,
    ) -> Result[Model]:
        """Return a stage's result, from the store if nothing that it depends on has changed.

        Args:
            stage: the stage.
            make: makes the result.
            inputs: name and hash of each input.
            settings: the settings that it reads, by name.
            rerun_reason: why a stored result must be ignored; if empty, it is used.
            is_reusable: returns whether later runs may reuse a result.
        """
        return self.begin(
            stage,
            lambda: make,
            inputs=inputs,
            settings=settings,
            rerun_reason=rerun_reason,
            is_reusable=is_reusable,
        )()

    def begin(
        self,
        stage: Stage[Model],
        make: Callable[[], Callable[[], Model]],
        *,
        inputs: Mapping[str, str],
        settings: Mapping[str, object] | None = None,
        rerun_reason: str = "",
        is_reusable: Callable[[Model], bool] = _always,
    ) -> Callable[[], Result[Model]]:
        """Start a stage whose work goes on in another thread or process.

        Args:
            stage: the stage.
            make: starts the work and returns a function that waits for the result.
            inputs: name and hash of each input.
            settings: the settings that it reads, by name.
            rerun_reason: why a stored result must be ignored; if empty, it is used.
            is_reusable: returns whether later runs may reuse a result.

        Returns:
            A function that waits for the result; it may be called more than once.
        """
        started = time.perf_counter()
        parts = self._key_parts(stage, inputs, settings or {})
        key = digest(canonical({"stage": stage.name, **parts}))
        may_reuse = self.use_store and not rerun_reason
        known = self.store.result_of(key, inputs.values()) if may_reuse else None
        if known is not None:
            LOG.info("%s: kept (key %s, result %s)", stage.name, key[:12], known[:12])
            kept = self._keep(stage, parts, known)
            return lambda: kept
        self._announce(stage, parts, rerun_reason)
        waiting = make()

        @functools.cache
        def finish() -> Result[Model]:
            value = waiting()
            raise_if_stopping()
            sha = self.store.put(canonical_model(value))
            seconds = time.perf_counter() - started
            LOG.info("%s: done in %.2f s (result %s)", stage.name, seconds, sha[:12])
            if is_reusable(value):
                self.store.remember(key, sha, inputs.values())
            if not stage.is_part:
                self.store.note(f"{self.plan}.{stage.name}", parts)
                self.ran.append(stage.name)
                self.progress.done(stage.name, value, seconds)
            return Result(stage, sha, self.store, value)

        return finish

    def _key_parts(
        self, stage: Stage[Any], inputs: Mapping[str, str], settings: Mapping[str, object]
    ) -> dict[str, str]:
        """Return everything that a stage's result depends on, by name, as hashes and versions."""
        return {
            **{f"input {name}": sha for name, sha in inputs.items()},
            **{f"setting {name}": digest(canonical(value)) for name, value in settings.items()},
            **code_in(self.store.folder).parts(stage),
        }

    def _keep(self, stage: Stage[Model], parts: Mapping[str, str], sha: str) -> Result[Model]:
        """Return a stored result, and report that its stage did not run."""
        if not stage.is_part:
            self.kept.append(stage.name)
            self.store.note(f"{self.plan}.{stage.name}", parts)
            self.progress.kept(stage.name)
        return Result(stage, sha, self.store, None)

    def _announce(self, stage: Stage[Any], parts: Mapping[str, str], rerun_reason: str) -> None:
        """Report that a stage is about to run, and why."""
        own = "part of another stage" if stage.is_part else self.why(stage.name, parts)
        why = rerun_reason or own
        LOG.info("%s: runs: %s", stage.name, why)
        if not stage.is_part:
            self.progress.start(stage.name, why)
            self.before(stage.name)

    def why(self, stage: str, parts: Mapping[str, str]) -> str:
        """Return the reason why a stage has to run."""
        if not self.use_store:
            return "the store is not used"
        last = self.store.last(f"{self.plan}.{stage}")
        if not last:
            return "it has not run yet"
        changed = sorted(name for name in {*last, *parts} if last.get(name) != parts.get(name))
        return f"changed: {', '.join(changed)}" if changed else "its result is not in the store"


def _nothing(stage: str) -> None:
    """Do nothing before a stage."""
    del stage


class WouldRunError(Exception):
    """Signal of `ExplainingRunner`: this stage would run."""


class ExplainingRunner(Runner):
    """Reports the first stage that would run and the reason, and runs none."""

    def begin(
        self,
        stage: Stage[Model],
        make: Callable[[], Callable[[], Model]],
        *,
        inputs: Mapping[str, str],
        settings: Mapping[str, object] | None = None,
        rerun_reason: str = "",
        is_reusable: Callable[[Model], bool] = _always,
    ) -> Callable[[], Result[Model]]:
        """Return a stage's stored result.

        Raises:
            WouldRunError: the stage would run; holds its name and the reason.
        """
        del make

        def refuse() -> Callable[[], Model]:
            reason = "it has not run yet" if stage.is_part else self.progress.reason
            raise WouldRunError(stage.name, reason)

        return super().begin(
            stage,
            refuse,
            inputs=inputs,
            settings=settings,
            rerun_reason=rerun_reason,
            is_reusable=is_reusable,
        )
