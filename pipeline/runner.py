"""Run a stage only where something that it depends on has changed."""

from __future__ import annotations

import functools
import importlib
import importlib.metadata
import os
import re
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import BaseModel

from pipeline.progress import Progress
from pipeline.store import Store, canonical, canonical_model, digest

Model = TypeVar("Model", bound=BaseModel)
NO_CODE = ("__pycache__", "node_modules")
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
        is_part: it is a part of another stage's work, done while that one runs: kept like any
            other, and not named to people.
    """

    name: str
    result: str
    code: tuple[str, ...]
    libraries: tuple[str, ...] = ()
    is_part: bool = False

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
    ) -> Result[Model]:
        """Return a stage's result, from the store where nothing that it depends on changed.

        Args:
            stage: the stage.
            make: makes the result.
            inputs: name and hash of each input.
            settings: the settings that it reads, by name.
            anew: why it runs though its result is there; empty: it need not.
        """
        return self.begin(stage, lambda: make, inputs=inputs, settings=settings, anew=anew)()

    def begin(
        self,
        stage: Stage[Model],
        make: Callable[[], Callable[[], Model]],
        *,
        inputs: Mapping[str, str],
        settings: Mapping[str, object] | None = None,
        anew: str = "",
    ) -> Callable[[], Result[Model]]:
        """Begin a stage, so that its work goes on elsewhere while others run.

        Args:
            stage: the stage.
            make: begins to make the result, and returns what waits for it.
            inputs: name and hash of each input.
            settings: the settings that it reads, by name.
            anew: why it runs though its result is there; empty: it need not.

        Returns:
            What waits for the result; it may be called more than once.
        """
        started = time.perf_counter()
        parts = {f"input {name}": sha for name, sha in inputs.items()}
        for name, value in (settings or {}).items():
            parts[f"setting {name}"] = digest(canonical(value))
        parts |= stage.parts()
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
    ) -> Callable[[], Result[Model]]:
        """Return a stage's result if it is there.

        Raises:
            WouldRunError: names the stage and the reason.
        """
        del make

        def refuse() -> Callable[[], Model]:
            raise WouldRunError(stage.name, self.progress.reason)

        return super().begin(stage, refuse, inputs=inputs, settings=settings, anew=anew)


@functools.cache
def _version(name: str) -> str:
    """Return a distribution's version, of its metadata's one line: the rest may be a book."""
    try:
        text = importlib.metadata.distribution(name).read_text("METADATA") or ""
    except importlib.metadata.PackageNotFoundError:
        return "none"
    found = re.search(r"^Version:\s*(\S+)", text, re.MULTILINE)
    return found[1] if found else importlib.metadata.version(name)


@functools.cache
def code_digest(code: tuple[str, ...]) -> str:
    """Return the hash of the named folders and files, caches apart."""
    hashes = {name: _file_digest(name) for part in code for name in _files(part)}
    return digest(canonical(hashes))


@functools.cache
def _file_digest(name: str) -> str:
    return digest((HOME / name).read_bytes())


def _files(name: str) -> Iterator[str]:
    """Yield the files that a name of ours stands for: itself, or those of a folder."""
    if not (HOME / name).is_dir():
        yield name
        return
    for folder, folders, files in os.walk(HOME / name):
        folders[:] = [inner for inner in folders if inner not in NO_CODE]
        place = os.path.relpath(folder, HOME).replace(os.sep, "/")
        yield from (f"{place}/{file}" for file in files)
