"""Vary thresholds one at a time and find the range in which results stay the same."""

from __future__ import annotations

import contextlib
import dataclasses
import importlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest import mock

STEPS = (0.02, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6)
"""Distances from the value, as shares of it."""


@dataclass(frozen=True)
class Threshold:
    """One number of a thresholds dataclass.

    Attributes:
        owner: the instance that modules read it from.
        name: the attribute.
        value: its value in the code.
    """

    owner: object
    name: str
    value: float

    def __str__(self) -> str:
        return f"{type(self.owner).__module__.removesuffix('.thresholds')}: {self.name}"


@dataclass(frozen=True)
class Range:
    """Where results stay the same.

    Attributes:
        threshold: the threshold.
        low: least value tried with the same results.
        high: greatest value tried with the same results.
        below: greatest value tried below it with other results; None: none was found.
        above: least value tried above it with other results; None: none was found.
    """

    threshold: Threshold
    low: float
    high: float
    below: float | None
    above: float | None

    def __str__(self) -> str:
        is_bound = self.below is not None or self.above is not None
        found = f"{_or_none(self.below)} | {self.low:g} … {self.high:g} | {_or_none(self.above)}"
        note = "" if is_bound else "  (no document depends on it)"
        return f"{self.threshold} = {self.threshold.value:g}: {found}{note}"


def _or_none(value: float | None) -> str:
    return "—" if value is None else f"{value:g}"


def modules_in(package: str, root: Path) -> list[ModuleType]:
    """Import the modules ``thresholds`` of a package, at any depth."""
    paths = sorted((root / package).rglob("thresholds.py"))
    names = [".".join(path.relative_to(root).with_suffix("").parts) for path in paths]
    return [importlib.import_module(name) for name in names]


def thresholds_in(module: ModuleType) -> Iterator[Threshold]:
    """Yield the numbers of the dataclass instances of a module; truth values are none."""
    for owner in vars(module).values():
        if not dataclasses.is_dataclass(owner) or isinstance(owner, type):
            continue
        for field in dataclasses.fields(owner):
            value = getattr(owner, field.name)
            if isinstance(value, int | float) and not isinstance(value, bool):
                yield Threshold(owner, field.name, value)


@contextlib.contextmanager
def set_to(threshold: Threshold, value: float) -> Iterator[None]:
    """Give a threshold another value inside the ``with``; the dataclass is frozen for others."""
    object.__setattr__(threshold.owner, threshold.name, value)
    try:
        yield
    finally:
        object.__setattr__(threshold.owner, threshold.name, threshold.value)


def values_tried(value: float, sign: int) -> Sequence[float]:
    """Return the values on one side of a threshold's, the nearest first; integers stay so."""
    scale = abs(value) or 1.0
    tried: list[Any] = [value + sign * step * scale for step in STEPS]
    if isinstance(value, int):
        tried = [value + sign * max(1, round(step * scale)) for step in STEPS]
    return list(dict.fromkeys(tried))


def results_of(
    thresholds: Sequence[Threshold], read: Callable[[], object]
) -> tuple[object, list[Threshold]]:
    """Return the usual results, and those thresholds that their making asks for.

    Args:
        thresholds: the thresholds.
        read: makes the results; an exception is a result.
    """
    asked: set[tuple[int, str]] = set()
    with contextlib.ExitStack() as stack:
        for owner in {type(each.owner) for each in thresholds}:
            stack.enter_context(mock.patch.object(owner, "__getattribute__", _noting(asked)))
        usual = result_of(read)
    return usual, [each for each in thresholds if (id(each.owner), each.name) in asked]


def _noting(asked: set[tuple[int, str]]) -> Callable[[object, str], object]:
    def get(owner: object, name: str) -> object:
        asked.add((id(owner), name))
        return object.__getattribute__(owner, name)

    return get


def range_of(threshold: Threshold, read: Callable[[], object], usual: object) -> Range:
    """Find the range of a threshold in which results do not change.

    Args:
        threshold: the threshold.
        read: makes the results; an exception is a result.
        usual: the results with the threshold as it is.
    """
    ends: list[float] = []
    others: list[float | None] = []
    for sign in (-1, 1):
        end, other = threshold.value, None
        for value in values_tried(threshold.value, sign):
            with set_to(threshold, value):
                if result_of(read) != usual:
                    other = value
                    break
            end = value
        ends.append(end)
        others.append(other)
    return Range(threshold, ends[0], ends[1], others[0], others[1])


def result_of(read: Callable[[], object]) -> object:
    """Return what a call makes, or the exception that it raises."""
    try:
        return read()
    except Exception as error:
        return f"{type(error).__name__}: {error}"
