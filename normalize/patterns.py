"""Match the regular expressions of a plan's settings, within a limit of time.

A pattern that repeats a repetition, such as `(a+)+`, may take Python's own matcher years for a
title of a few words, and nothing can interrupt it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from normalize.errors import SlowPatternError
from normalize.thresholds import PATTERNS

if TYPE_CHECKING:
    from regex import Match, Pattern

_Found = TypeVar("_Found")


@dataclass(frozen=True)
class SettingPattern:
    """A regular expression of the settings; its methods raise `SlowPatternError` at the limit.

    Attributes:
        key: name of the setting, for the message.
        pattern: the regular expression.
        ignores_case: whether it matches in any case.
    """

    key: str
    pattern: str
    ignores_case: bool = False

    def match_start(self, text: str) -> Match[str] | None:
        """Match the pattern at the start of a text."""
        return self._bounded(lambda: self._compiled.match(text, timeout=PATTERNS.seconds), text)

    def matches_all(self, text: str) -> bool:
        """Return whether the pattern matches a whole text."""
        return self._bounded(
            lambda: self._compiled.fullmatch(text, timeout=PATTERNS.seconds) is not None, text
        )

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Return where the pattern matches within a text, without empty matches."""
        return self._bounded(lambda: list(self._spans(text)), text)

    def is_in(self, text: str) -> bool:
        """Return whether the pattern matches anywhere in a text, be it an empty place."""
        return self._bounded(
            lambda: self._compiled.search(text, timeout=PATTERNS.seconds) is not None, text
        )

    def _spans(self, text: str) -> Iterator[tuple[int, int]]:
        for found in self._compiled.finditer(text, timeout=PATTERNS.seconds):
            if found.group():
                yield found.span()

    @cached_property
    def _compiled(self) -> Pattern[str]:
        import regex

        return regex.compile(self.pattern, regex.IGNORECASE if self.ignores_case else 0)

    def _bounded(self, search: Callable[[], _Found], text: str) -> _Found:
        try:
            return search()
        except TimeoutError:
            raise SlowPatternError(self.key, self.pattern, text) from None
