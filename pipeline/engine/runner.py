"""Run a stage only where something that it depends on has changed."""

from __future__ import annotations

import functools
import importlib
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

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True)
class Stage(Generic[Model]):
    """What a stage is made of, besides its inputs and settings.

    Attributes:
        name: its name, for people.
        result: where its result's type stands, as ``package.module:Class``: it is imported
            only when the result is needed.
        entry: modules that it is entered by; all that these may load is in its key.
        alone: files that put its work together, among others': their own lines are in its key,
            and not what they load.
        is_part: it is a part of another stage's work and runs with that stage. Its result is
            kept as any other; progress messages omit it.
    """

    name: str
    result: str
    entry: tuple[str, ...]
    alone: tuple[str, ...] = ()
    is_part: bool = False

    @property
    def modules(self) -> tuple[str, ...]:
        """The modules from which its code follows."""
        return (*self.entry, self.result.partition(":")[0])


class Code:
    """Our code and the libraries that it imports, as keys hold them."""

    def __init__(self, closures: ImportClosure, installed: Installed) -> None:
        self._closures = closures
        self._installed = installed

    def parts(self, stage: Stage[Any]) -> dict[str, str]:
        """Return what a stage's code and libraries are at present."""
        return self.parts_of(stage.modules, stage.alone)

    def parts_of(self, modules: Collection[str], alone: Collection[str] = ()) -> dict[str, str]:
        """Return what the code and the libraries of modules are; see `Stage`."""
        closure = self._closures.of(modules, alone)
        versions = self._installed.versions(closure.libraries, closure.distributions)
        return {
            "code": digest(canonical(closure.files)),
            "Python": ".".join(map(str, sys.version_info[:3])),
            **{f"library {name}": version for name, version in versions.items()},
        }


@functools.cache
def code_of(folder: Path) -> Code:
    """Return our code, as it is when this process first asks; what it says is kept in a store.

    Args:
        folder: of the store.
    """
    store = Store(folder)
    return Code(ImportClosure(store), Installed(store))


class Result(Generic[Model]):
    """A stage's result: known by its hash, read only when it is asked for."""

    def __init__(self, stage: Stage[Model], sha: str, store: Store, value: Model | None) -> None:
        self.sha = sha
        self._stage = stage
        self._store = store
        self._value = value

    @property
    def value(self) -> Model:
        """The result."""
        if self._value is None:
            module, _, name = self._stage.result.partition(":")
            model: type[Model] = getattr(importlib.import_module(module), name)
            data = self._store.get(self.sha)
            if data is None:
                raise FileNotFoundError(f"{self._store.folder}: object {self.sha} has gone")
            self._value = model.model_validate_json(data)
        return self._value


def _always(result: object) -> bool:
    """Let any result last."""
    del result
    return True


class Runner:
    """Runs the stages of one plan.

    Attributes:
        before: called with a stage's name before it runs.
        ran: names of the stages that ran.
        kept: names of the stages whose result was there.
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
        anew: str = "",
        lasts: Callable[[Model], bool] = _always,
    ) -> Result[Model]:
        """Return a stage's result, from the store where nothing that it depends on changed.

        Args:
            stage: the stage.
            make: makes the result.
            inputs: name and hash of each input.
            settings: the settings that it reads, by name.
            anew: why it runs though its result is there; empty: it need not.
            lasts: says whether a result is to be found again by the next run.
        """
        return self.begin(
            stage, lambda: make, inputs=inputs, settings=settings, anew=anew, lasts=lasts
        )()

    def begin(
        self,
        stage: Stage[Model],
        make: Callable[[], Callable[[], Model]],
        *,
        inputs: Mapping[str, str],
        settings: Mapping[str, object] | None = None,
        anew: str = "",
        lasts: Callable[[Model], bool] = _always,
    ) -> Callable[[], Result[Model]]:
        """Begin a stage, so that its work goes on elsewhere while others run.

        Args:
            stage: the stage.
            make: begins to make the result, and returns what waits for it.
            inputs: name and hash of each input.
            settings: the settings that it reads, by name.
            anew: why it runs though its result is there; empty: it need not.
            lasts: says whether a result is to be found again by the next run.

        Returns:
            What waits for the result; it may be called more than once.
        """
        started = time.perf_counter()
        parts = {f"input {name}": sha for name, sha in inputs.items()}
        for name, value in (settings or {}).items():
            parts[f"setting {name}"] = digest(canonical(value))
        parts |= code_of(self.store.folder).parts(stage)
        key = digest(canonical({"stage": stage.name, **parts}))
        known = self.store.result_of(key) if self.use_store and not anew else None
        if known is not None:
            if not stage.is_part:
                self.kept.append(stage.name)
                self.store.note(f"{self.plan}.{stage.name}", parts)
                self.progress.kept(stage.name)
            kept = Result(stage, known, self.store, None)
            return lambda: kept
        if not stage.is_part:
            self.progress.start(stage.name, anew or self.why(stage.name, parts))
            self.before(stage.name)
        waiting = make()

        @functools.cache
        def finish() -> Result[Model]:
            value = waiting()
            sha = self.store.put(canonical_model(value))
            if lasts(value):
                self.store.remember(key, sha, inputs.values())
            if not stage.is_part:
                self.store.note(f"{self.plan}.{stage.name}", parts)
                self.ran.append(stage.name)
                self.progress.done(stage.name, value, time.perf_counter() - started)
            return Result(stage, sha, self.store, value)

        return finish

    def why(self, stage: str, parts: Mapping[str, str]) -> str:
        """Say why a stage has to run."""
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
    """Raised by an explaining runner at the first stage that has to run."""


class ExplainingRunner(Runner):
    """Says which stage has to run and why, and runs none."""

    def begin(
        self,
        stage: Stage[Model],
        make: Callable[[], Callable[[], Model]],
        *,
        inputs: Mapping[str, str],
        settings: Mapping[str, object] | None = None,
        anew: str = "",
        lasts: Callable[[Model], bool] = _always,
    ) -> Callable[[], Result[Model]]:
        """Return a stage's result if it is there.

        Raises:
            WouldRunError: names the stage and the reason.
        """
        del make

        def refuse() -> Callable[[], Model]:
            reason = "it has not run yet" if stage.is_part else self.progress.reason
            raise WouldRunError(stage.name, reason)

        return super().begin(
            stage, refuse, inputs=inputs, settings=settings, anew=anew, lasts=lasts
        )
