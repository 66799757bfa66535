"""A slip of wording and its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from expectations.plan_index import Text
from expectations.words import TextRange


@dataclass(frozen=True)
class Slip:
    """Words that contradict the usage, the usual words, and the reason."""

    key: str
    usual: str
    reason: str


SlipFinder = Callable[[Text], Iterator[tuple[Slip, TextRange]]]
