"""Results of pages from worker processes, kept outside of memory."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from extract.errors import ExtractError
from extract.runtime.spool import Spool

T = TypeVar("T")


class Values(Mapping[int, T]):
    """Values by page, kept in a spool; each access unpickles the value again."""

    def __init__(self) -> None:
        self._spool = Spool()
        self._places: dict[int, int] = {}

    def put(self, page: int, pickled: bytes) -> None:
        """Store the pickled value of a page."""
        self._places[page] = self._spool.put(pickled)

    def __getitem__(self, page: int) -> T:
        value: T = pickle.loads(self._spool.get(self._places[page]))
        return value

    def __iter__(self) -> Iterator[int]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


@dataclass
class Readings(Generic[T]):
    """A value or an error for each page, in page order."""

    values: Mapping[int, T] = field(default_factory=dict)
    failures: dict[int, ExtractError] = field(default_factory=dict)
