"""Run a stage only where something that it depends on has changed."""

from __future__ import annotations

import functools
import importlib
import importlib.metadata
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import BaseModel

from pipeline.progress import Progress
from pipeline.store import Store, canonical, canonical_model, digest

Model = TypeVar("Model", bound=BaseModel)
HOME = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Stage(Generic[Model]):
    """What a stage is made of, besides its inputs and settings.

    Attributes:
        name: its name, for people.
        result: where its result's type stands, as ``package.module:Class``: it is imported
            only when the result is needed.
        code: folders and files of ours that it runs or whose types it reads.
        libraries: distributions whose version its result depends on.
    """

    name: str
    result: str
    code: tuple[str, ...]
    libraries: tuple[str, ...] = ()

    def parts(self) -> dict[str, str]:
        """Return what the code and the libraries are at present."""
        versions = {f"library {name}": _version(name) for name in self.libraries}
        python = f"{sys.version_info.major}.{sys.version_info.minor}"
        return {"code": code_digest(self.code), "Python": python, **versions}


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


class Runner:
    """Runs the stages of one plan.

    Attributes:
        before_first: called once, before the first stage that has to run.
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
        self.before_first: Callable[[], None] = lambda: None
        self.ran: list[str] = []
        self.kept: list[str] = []

    def run(
        self,
        stage: Stage[Model],
        make: Callable[[], Model],
        *,
        inputs: Mapping[str, str],
        settings: Mapping[str, object] | None = None,
    ) -> Result[Model]:
        """Return a stage's result, from the store where nothing that it depends on changed.

        Args:
            stage: the stage.
            make: makes the result.
            inputs: name and hash of each input.
            settings: the settings that it reads, by name.
        """
        started = time.perf_counter()
        parts, key = _key(stage, inputs, settings)
        known = self.store.result_of(key) if self.use_store else None
        if known is not None:
            self.kept.append(stage.name)
            self.store.note(f"{self.plan}.{stage.name}", parts)
            self.progress.kept(stage.name)
            return Result(stage, known, self.store, None)
        why = self.why(stage.name, parts)
        self.progress.start(stage.name, why)
        if not self.ran:
            self.before_first()
        value = make()
        sha = self.store.put(canonical_model(value))
        self.store.remember(key, sha)
        self.store.note(f"{self.plan}.{stage.name}", parts)
        self.ran.append(stage.name)
        self.progress.done(stage.name, value, time.perf_counter() - started)
        return Result(stage, sha, self.store, value)

    def has(self, stage: Stage[Model], *, inputs: Mapping[str, str]) -> bool:
        """Say whether a stage without settings has its result in the store."""
        return self.use_store and self.store.result_of(_key(stage, inputs, None)[1]) is not None

    def why(self, stage: str, parts: Mapping[str, str]) -> str:
        """Say why a stage has to run."""
        if not self.use_store:
            return "the store is not used"
        last = self.store.last(f"{self.plan}.{stage}")
        if not last:
            return "it has not run yet"
        changed = sorted(name for name in {*last, *parts} if last.get(name) != parts.get(name))
        return f"changed: {', '.join(changed)}" if changed else "its result is not in the store"


def _key(
    stage: Stage[Model], inputs: Mapping[str, str], settings: Mapping[str, object] | None
) -> tuple[dict[str, str], str]:
    """Return what a stage depends on, by name, and the hash of that."""
    parts = {f"input {name}": sha for name, sha in inputs.items()}
    for name, value in (settings or {}).items():
        parts[f"setting {name}"] = digest(canonical(value))
    parts |= stage.parts()
    return parts, digest(canonical({"stage": stage.name, **parts}))


class WouldRunError(Exception):
    """Raised by an explaining runner at the first stage that has to run."""


class ExplainingRunner(Runner):
    """Says which stage has to run and why, and runs none."""

    def run(
        self,
        stage: Stage[Model],
        make: Callable[[], Model],
        *,
        inputs: Mapping[str, str],
        settings: Mapping[str, object] | None = None,
    ) -> Result[Model]:
        """Return a stage's result if it is there.

        Raises:
            WouldRunError: names the stage and the reason.
        """
        del make

        def refuse() -> Model:
            raise WouldRunError(stage.name, self.progress.reason)

        return super().run(stage, refuse, inputs=inputs, settings=settings)


@functools.cache
def _version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return "none"


@functools.cache
def code_digest(code: tuple[str, ...]) -> str:
    """Return the hash of the named folders and files, caches apart."""
    hashes: dict[str, str] = {}
    for name in code:
        path = HOME / name
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in files:
            if file.is_file() and not {"__pycache__", "node_modules"} & set(file.parts):
                hashes[file.relative_to(HOME).as_posix()] = digest(file.read_bytes())
    return digest(canonical(hashes))
